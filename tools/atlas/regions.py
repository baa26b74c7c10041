"""Cut the skin into regions: one rule list a body part, on the 3D skin, in anatomical position.

A rule is a region's name and where it lies; the first that holds wins, the last of a part always holds, so no skin is
left over. Places are in mm: `x` is the distance from the midline (both sides share every rule, so a region is the same
on both), `y` up, `z` to the front. Numbers are read off the meshes of BodyParts3D 4.0; the comment beside a rule names
the landmark they stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .body import EAR_KIND, EYE_KIND, MIDLINE_X
from .digits import Digits
from .meshes import Floats, Ints

Mask = NDArray[np.bool_]
Rule = tuple[str, Mask]


@dataclass(frozen=True)
class Place:
    """Points of the skin at rest: x (from the midline), y, z in mm; `arm`: hangs on an arm; `kind`: surface kind."""

    x: Floats
    y: Floats
    z: Floats
    arm: Mask
    kind: Ints

    @property
    def points(self) -> Floats:
        """(P, 3): x from the midline, y, z."""
        return np.column_stack([self.x, self.y, self.z])

    def at(self, some: Mask) -> Place:
        """The places where `some` holds."""
        return Place(self.x[some], self.y[some], self.z[some], self.arm[some], self.kind[some])


def label(points: Floats, arm: Mask, kind: Ints, digits: Digits) -> NDArray[np.str_]:
    """Region ids (P,) of skin points (P, 3) at rest (body axes, mm); `arm` and `kind` as in body.Body."""
    place = Place(np.abs(points[:, 0] - MIDLINE_X), points[:, 1], points[:, 2], arm, kind)
    labels = np.full(len(points), "", dtype="U40")
    parts = _parts(place)
    for part, cut in PARTS.items():
        some = parts == part
        if some.any():
            labels[some] = _first(cut(place.at(some), digits), int(some.sum()))
    return labels


def _first(rules: list[Rule], count: int) -> NDArray[np.str_]:
    """The name of the first rule that holds at each of `count` places."""
    names, masks = zip(*rules, strict=True)
    held = np.stack([np.broadcast_to(mask, count) for mask in masks])
    if not held.any(axis=0).all():
        raise ValueError(f"a rule list that ends in {names[-1]!r} leaves skin over")
    return np.array(names, dtype="U40")[held.argmax(axis=0)]


def _line(a: tuple[float, float], b: tuple[float, float], at: Floats) -> Floats:
    """The straight line through a = (u, v) and b: v at the places u = `at`; level beyond both ends."""
    (u1, v1), (u2, v2) = sorted([a, b])
    return np.interp(at, [u1, u2], [v1, v2])


def _path(points: list[tuple[float, float]], at: Floats) -> Floats:
    """The broken line through (u, v) points in order of u: v at the places u = `at`; level beyond both ends."""
    u, v = zip(*points, strict=True)
    return np.interp(at, u, v)


# --- parts ----------------------------------------------------------------------------------------------------------


def _parts(p: Place) -> NDArray[np.str_]:
    """The body part of each place: head, neck, shoulder, arm, front, back, leg."""
    # lower border of the mandible, angle of the jaw, mastoid, then the skull's base (z, y)
    head_line = _path([(-5, 1588), (55, 1588), (78, 1592), (100, 1578), (122, 1566), (150, 1545), (190, 1528)], p.z)
    head_line = np.where(p.z > 128, np.minimum(head_line, 1566 - (p.z - 128) * 0.30), head_line)
    # root of the neck: the hollow above the collarbone in front, C7-T1 behind (z, y), rising towards the shoulder
    neck_line = _path([(0, 1474), (60, 1480), (100, 1468), (140, 1440)], p.z)
    shoulder_line = _path([(40, 0), (85, 20), (110, 60)], p.x)
    # groin in front (from the pubic bone to the front spine of the hip bone), gluteal fold behind
    groin = _path([(0, 795), (22, 815), (60, 862), (110, 925), (141, 955), (170, 962)], p.x)
    fold = _path([(0, 772), (30, 790), (80, 792), (130, 812), (175, 830)], p.x)
    hip_side = _line((30, 0), (110, 1), p.z)
    leg_line = fold * (1 - hip_side) + groin * hip_side
    # coronal plane that parts front from back: mid-axillary line
    front = p.z > _path([(900, 84), (1000, 88), (1150, 90), (1300, 84), (1420, 84)], p.y)
    shoulder = (p.y > 1205) & (p.y > _shoulder_floor(p)) & (p.x > _shoulder_edge(p))
    return np.select(
        [
            (p.kind != 0) | (p.y > head_line) & (p.x < 110),
            (p.y > neck_line + shoulder_line) & (p.x < 110),
            shoulder,
            p.arm,
            p.y < leg_line,
            front,
        ],
        ["head", "neck", "shoulder", "arm", "leg", "front"],
        "back",
    )


def _shoulder_edge(p: Place) -> Floats:
    """How far from the midline (mm) the shoulder begins: outer third of the collarbone, groove beside the deltoid,
    side of the chest in the armpit, outer border of the shoulder blade, and the ridge of the trapezius above."""
    front = _path([(1205, 150), (1290, 150), (1340, 142), (1400, 128), (1440, 118), (1470, 112)], p.y)
    back = _path([(1205, 156), (1290, 156), (1330, 152), (1390, 156), (1430, 150), (1455, 118), (1475, 112)], p.y)
    side = _line((20, 0), (110, 1), p.z)
    return back * (1 - side) + front * side


def _shoulder_floor(p: Place) -> Floats:
    """Below this y (mm) the arm begins: the point of the deltoid outside, the armpit's fold inside."""
    rising = _path([(150, 1205), (175, 1240), (200, 1325), (262, 1330)], p.x)
    return rising - 44 * np.clip(1 - np.abs(p.z - 74) / 44, 0, 1) * np.clip((p.x - 190) / 30, 0, 1)


# --- head and neck --------------------------------------------------------------------------------------------------


def _head(p: Place, _: Digits) -> list[Rule]:
    face = p.z > _path([(1560, 118), (1600, 128), (1640, 132), (1700, 138)], p.y)
    eye = ((p.x - 33) / 22) ** 2 + ((p.y - 1646) / 13) ** 2 < 1
    beside_nose_edge = _path([(1585, 34), (1600, 30), (1640, 17)], p.y)  # fold from nostril to corner of the mouth
    mouth = ((p.x) / 29) ** 2 + ((p.y - 1580) / 14) ** 2 < 1
    nose = p.x < _path([(1596, 17), (1606, 20), (1618, 17), (1640, 10), (1660, 9)], p.y)
    temple = (((p.z - 127) / 34) ** 2 + ((p.y - 1668) / 30) ** 2 < 1) & (p.x > 46)
    brow = 1666 - 0.006 * (p.x - 30) ** 2  # arch of the eyebrow
    crown = p.y > _path([(-30, 1715), (20, 1738), (100, 1750), (150, 1735), (178, 1726)], p.z)
    chin = (p.x / 26) ** 2 + ((p.y - 1556) / 21) ** 2 < 1
    cheekbone_low = 1628 - 0.36 * p.x + np.maximum(p.x - 62, 0)  # lower edge of the zygomatic bone
    ear_back = _path([(1600, 40), (1650, 26), (1700, 18), (1740, 16)], p.y)  # behind the ear, up over the parietal bone
    occiput = 1668 + 0.10 * p.z  # level of the inion
    ear = ((p.z - 92) / 25) ** 2 + ((p.y - 1635) / 38) ** 2 < 1
    jaw_lower = _path([(90, 1600), (112, 1590), (150, 1572), (190, 1562)], p.z)
    return [
        ("ear", p.kind == EAR_KIND),
        ("eye", (p.kind == EYE_KIND) | (eye & (p.z > 140))),
        ("nose", nose & (p.z > 150) & (p.y > 1596) & (p.y < 1662)),
        ("mouth", mouth & (p.z > 150)),
        ("beside_nose", (p.z > 150) & (p.x < beside_nose_edge) & (p.y > 1580) & (p.y <= 1640)),
        ("chin", (p.z > 150) & chin & (p.y > 1541)),
        ("eyebrow", (p.z > 138) & (p.x < 58) & (p.y > 1655) & (np.abs(p.y - brow) < 9)),
        ("ear", ear & (p.x > 60)),
        ("temple", temple),
        ("crown", crown),
        ("forehead", (p.z > _path([(1650, 134), (1740, 112)], p.y)) & (p.y >= 1655)),
        ("jaw_joint", (p.x > 50) & (p.z > 102) & (p.z < 131) & (p.y > 1606) & (p.y <= 1640)),
        ("cheekbone", (p.z > 112) & (p.y > cheekbone_low) & (p.y <= 1660)),
        ("jaw_angle", (p.z > 84) & (p.z < 134) & (p.y <= 1606)),
        ("cheek", (p.z >= 124) & (p.y > jaw_lower)),
        ("jaw", (p.z >= 124) & (p.y > 1541) & ~_under_jaw(p)),
        ("under_jaw", face & (p.y <= jaw_lower)),
        ("behind_ear", (p.z > ear_back) & (p.z <= 100) & (p.y < 1652)),
        ("side_of_head", (p.z > ear_back) & (p.y >= 1652)),
        ("skull_base", p.y < 1614 + 0.12 * p.z),
        ("back_of_head", p.y < occiput),
        ("upper_back_of_head", np.True_),
    ]


def _under_jaw(p: Place) -> Mask:
    """Inside the arch of the mandible: nearer to the midline than its lower border by 9 mm."""
    return (p.x < _path([(120, 44), (150, 38), (175, 22), (188, 4)], p.z)) & (p.y < 1562)


def _neck(p: Place, _: Digits) -> list[Rule]:
    ridge = p.z < _path([(1470, 62), (1500, 52), (1540, 44), (1590, 40)], p.y)  # front border of the trapezius
    return [
        (
            "above_collarbone",
            (p.z > 84) & (p.y < _path([(30, 1462), (60, 1484), (90, 1500)], p.x)) & (p.x > 26),
        ),
        ("front_of_neck", p.z > _path([(1450, 96), (1500, 104), (1545, 112), (1580, 126)], p.y)),
        ("neck_shoulder_angle", (p.x > 40) & (p.y < 1526)),
        ("base_of_neck", (p.y < 1516) & (p.x <= 50)),
        ("back_of_neck", ridge),
        ("side_of_neck", np.True_),
    ]


# --- shoulder and arm -----------------------------------------------------------------------------------------------


def _shoulder(p: Place, _: Digits) -> list[Rule]:
    tip = np.hypot(np.hypot(p.x - 183, p.y - 1462), 0.8 * (p.z - 72)) < 34  # acromion
    inside = p.x < _path([(1205, 196), (1260, 186), (1300, 176), (1330, 165)], p.y)
    fold = (p.z > 24) & (p.y < _path([(24, 1320), (130, 1318), (165, 1290), (220, 1276)], p.z))
    angle = np.degrees(np.arctan2(p.z - 78, np.maximum(p.x - 176, 1)))
    return [
        ("shoulder_tip", tip),
        ("top_of_shoulder", (p.y > 1452) & (p.x < 160)),
        ("armpit", inside & fold),
        ("front_of_shoulder", angle > 34),
        ("back_of_shoulder", angle < -30),
        ("side_of_shoulder", np.True_),
    ]


#: Axis of the arm: shoulder, elbow, wrist as (x, z) over y, mm (humeral head; mid-epicondyles; radius and ulna's end).
ARM_AXIS_Y = (874.0, 1128.0, 1424.0)
ARM_AXIS_X = (276.0, 234.0, 196.0)
ARM_AXIS_Z = (130.0, 78.0, 76.0)


def _arm(p: Place, digits: Digits) -> list[Rule]:
    across = np.interp(p.y, ARM_AXIS_Y, ARM_AXIS_X)
    along = np.interp(p.y, ARM_AXIS_Y, ARM_AXIS_Z)
    angle = np.degrees(np.arctan2(p.z - along, p.x - across))  # 0 outer or thumb side, 90 front, 180 inner, -90 back
    front, back = (angle > 45) & (angle <= 135), (angle > -135) & (angle <= -45)
    outer = (angle > -45) & (angle <= 45)
    slope = (p.x - across) * 0.14  # cuts stand square to the arm, which hangs a little outwards
    s = p.y - slope
    # the bellies of biceps and triceps end in a curve; so does the crease of the elbow
    upper, high = s > 1158 + 7 * np.cos(np.radians(2 * angle)), s > 1236 + 8 * np.cos(np.radians(2 * angle))
    elbow = s > 1092 - 8 * np.sin(np.radians(angle))
    forearm, forearm_high = s > 902, s > 996 + 8 * np.cos(np.radians(2 * angle))
    hand = _hand(p, digits)
    wrist = s > 846
    return [
        ("front_upper_arm_high", upper & high & front),
        ("front_upper_arm_low", upper & front),
        ("back_upper_arm_high", upper & high & back),
        ("back_upper_arm_low", upper & back),
        ("outer_upper_arm_high", upper & high & outer),
        ("outer_upper_arm_low", upper & outer),
        ("inner_upper_arm", upper),
        ("elbow_crease", elbow & front),
        ("elbow_tip", elbow & back),
        ("outer_elbow", elbow & outer),
        ("inner_elbow", elbow),
        ("palm_forearm_high", forearm & forearm_high & front),
        ("palm_forearm_low", forearm & front),
        ("back_forearm_high", forearm & forearm_high & back),
        ("back_forearm_low", forearm & back),
        ("thumb_forearm_high", forearm & forearm_high & outer),
        ("thumb_forearm_low", forearm & outer),
        ("little_forearm_high", forearm & forearm_high),
        ("little_forearm_low", forearm),
        ("front_of_wrist", wrist & front & ~hand.thumb_ball),
        ("back_of_wrist", wrist & back),
        ("thumb_side_of_wrist", wrist & outer & ~hand.thumb_ball),
        ("little_side_of_wrist", wrist & ~outer & ~front),
        *hand.rules,
    ]


@dataclass(frozen=True)
class _Hand:
    thumb_ball: Mask
    rules: list[Rule]


def _hand(p: Place, digits: Digits) -> _Hand:
    """The hand below the wrist: fingers by the nearest bone, palm side and back by the fingers' own axes."""
    ray, on_digit, palm_side = digits.hand(p.points)
    palm = palm_side > 0
    names = ("thumb", "index_finger", "middle_finger", "ring_finger", "little_finger")
    fingers: list[Rule] = []
    for number, name in enumerate(names):
        here = on_digit & (ray == number)
        fingers += [(f"{name}_palm", here & palm), (f"{name}_back", here & ~palm)]
    thumb_ball = (ray == 0) & palm & (p.y < 872)
    return _Hand(
        thumb_ball,
        [
            *fingers,
            (
                "ball_of_thumb",
                palm & (ray <= 1) & (p.y > _path([(286, 858), (298, 830), (318, 809), (345, 803)], p.x)),
            ),
            ("ball_of_little_finger", palm & (p.x < _path([(780, 255), (815, 264), (850, 278)], p.y))),
            ("palm", palm),
            ("thumb_web", (ray == 0) | (ray == 1) & (p.x > 300)),
            ("little_back_of_hand", ray >= 3),
            ("back_of_hand", np.True_),
        ],
    )


# --- trunk ----------------------------------------------------------------------------------------------------------


def _front(p: Place, _: Digits) -> list[Rule]:
    # costal margin: from the xiphoid to the tip of the tenth rib (x, y)
    margin = _path([(0, 1240), (30, 1222), (70, 1165), (105, 1118), (150, 1100)], p.x)
    side = p.z < _path([(950, 122), (1100, 122), (1250, 132), (1400, 120)], p.y)
    pit = p.x < _path([(1150, 14), (1200, 24), (1244, 26)], p.y)
    crest = _path([(84, 1032), (115, 1018), (141, 985), (153, 972)], p.z)  # iliac crest to its front spine
    groin_band = p.y < _path([(0, 812), (24, 838), (60, 890), (100, 945), (112, 958)], p.x)
    spine_of_hip = np.hypot(p.x - 138, p.y - 962) < 42  # front spine of the hip bone
    waist = side | (p.x > _path([(990, 128), (1060, 118), (1130, 116)], p.y))
    return [
        ("breastbone", (p.x < 22) & (p.y > 1244)),
        ("genitals", (p.x < 34) & (p.y < 838)),
        ("pubic_area", (p.x < _path([(838, 34), (880, 56), (905, 60)], p.y)) & (p.y < 900 - 0.10 * p.x)),
        ("groin", groin_band & (p.x < 112)),
        ("front_of_hip", spine_of_hip & (p.z > 118) | (p.y < 950) & (p.x > 100) & ~side),
        ("iliac_crest", (p.y < crest + 24) & (p.y > crest - 22) & side),
        ("outer_hip", (p.y <= crest - 22) & side),
        ("upper_chest", (p.y > 1376 - 0.20 * (p.x - 60)) & (p.x >= 22)),
        (
            "side_of_chest",
            (side | (p.x > _path([(1186, 150), (1260, 134), (1330, 140)], p.y))) & (p.y > 1186),
        ),
        ("beside_breastbone", (p.x < _path([(1250, 50), (1372, 44)], p.y)) & (p.y > 1250)),
        ("breast", p.y > _path([(50, 1262), (90, 1256), (130, 1270)], p.x)),
        ("side_of_ribs", side & (p.y > margin)),
        ("pit_of_stomach", pit & (p.y > 1150)),
        ("lower_chest", p.y > margin),
        ("flank", waist & (p.y > 985)),
        ("upper_belly", p.y > 1112),
        ("navel", np.hypot(p.x, p.y - 1064) < 24),
        ("belly", p.y > 1014 - 0.05 * p.x),
        ("lower_belly", np.True_),
    ]


def _back(p: Place, _: Digits) -> list[Rule]:
    medial = _path([(1284, 86), (1320, 76), (1365, 65), (1440, 68), (1464, 80)], p.y)  # vertebral border of the scapula
    lateral = _path([(1284, 112), (1330, 130), (1380, 150), (1420, 170)], p.y)
    spine = _path([(63, 1418), (110, 1436), (150, 1448), (181, 1457)], p.x)  # spine of the scapula
    midline = p.x < 15
    side = p.z > _path([(950, 70), (1050, 52), (1150, 48), (1280, 44), (1340, 60)], p.y)
    loin = p.x > 66
    crest = _path([(30, 982), (50, 1000), (84, 1030), (116, 1042), (170, 1034)], p.x)  # iliac crest
    ribs_end = _path([(15, 1128), (60, 1120), (100, 1102), (150, 1100)], p.x)  # twelfth and eleventh rib
    sacrum = p.x < _path([(850, 16), (900, 24), (960, 34), (985, 36)], p.y)
    return [
        ("top_of_shoulder", p.y > _path([(15, 1492), (50, 1482), (80, 1470), (150, 1466)], p.x)),
        ("upper_spine", midline & (p.y > 1290)),
        ("mid_spine", midline & (p.y > 1135)),
        ("lower_spine", midline & (p.y > 990)),
        ("above_shoulder_blade", (p.y > spine) & (p.x > medial)),
        ("shoulder_blade", (p.x > medial + 9) & (p.x < lateral + 6) & (p.y > 1284)),
        ("inner_border_of_shoulder_blade", (p.x > medial - 12) & (p.x < medial + 20) & (p.y > 1278) & ~side),
        ("between_shoulder_blades", (p.y > 1284) & (p.x < 100)),
        ("side_of_chest", side & (p.y > 1186)),
        ("side_of_ribs", side & (p.y > ribs_end)),
        ("beside_mid_spine", (p.x < 52) & (p.y > ribs_end)),
        ("below_shoulder_blade", p.y > ribs_end),
        ("iliac_crest", (p.y < crest + 16) & (p.y > crest - 22) & (p.x > 62)),
        ("flank", side & (p.y > crest)),
        ("back_flank", loin & (p.y > crest)),
        ("low_back", (p.y > _path([(15, 985), (66, 1004)], p.x)) & ~loin),
        ("sacrum", sacrum & (p.y > 862)),
        ("sacroiliac", (p.x < _path([(900, 46), (950, 66), (1000, 72)], p.y)) & (p.y > 915)),
        ("outer_hip", p.x > _path([(800, 128), (850, 134), (940, 138), (1000, 146)], p.y)),
        ("upper_buttock", p.y > _path([(30, 930), (80, 945), (140, 950)], p.x)),
        ("mid_buttock", p.y > _path([(0, 850), (60, 850), (130, 862)], p.x)),
        ("lower_buttock", np.True_),
    ]


# --- leg and foot ---------------------------------------------------------------------------------------------------

#: Axis of the leg: hip, knee, ankle as (x, z) over y, mm (femoral head and shaft; condyles; tibia and fibula's end).
LEG_AXIS_Y = (-10.0, 402.0, 640.0, 880.0)
LEG_AXIS_X = (82.0, 82.0, 98.0, 108.0)
LEG_AXIS_Z = (84.0, 80.0, 84.0, 88.0)


def _leg(p: Place, digits: Digits) -> list[Rule]:
    across = np.interp(p.y, LEG_AXIS_Y, LEG_AXIS_X)
    along = np.interp(p.y, LEG_AXIS_Y, LEG_AXIS_Z)
    angle = np.degrees(np.arctan2(p.z - along, p.x - across))  # 0 outer side, 90 front, 180 inner side, -90 back
    front, back = (angle > 40) & (angle <= 138), (angle > -138) & (angle <= -42)
    outer = (angle > -42) & (angle <= 40)
    kneecap = ((p.x - 86) / 40) ** 2 + ((p.y - 415) / 40) ** 2 < 1  # the patella and its rim
    lean = 0.35 * (p.x - across)  # vastus medialis and the calf's inner head reach lower than the outer ones
    # the quadriceps ends in an arch over the kneecap, the hamstrings part above the hollow of the knee
    thigh = p.y > np.where(front, 470 - 0.008 * (p.x - 86) ** 2, np.where(back, 456, 462)) + 0.3 * lean
    thigh_high = p.y > 628 + lean
    knee = p.y > 350 + np.where(back, 0.012 * (p.x - 84) ** 2 - 10, 0)
    leg, leg_high = p.y > 40 + 0.2 * lean, p.y > 205 + lean
    calf = back & (p.y > 158 + 2 * lean - 0.02 * (p.x - across) ** 2)
    shin = (angle > 58) & (angle <= 150)  # the tibia's front edge lies towards the inner side
    lower_outer = (angle > -48) & (angle <= 58)
    high = thigh & thigh_high
    return [
        ("outer_hip", high & (outer | (p.x > 140)) & (p.y > 796 + 0.5 * np.abs(p.z - 84))),
        (
            "groin",
            high & ~back & (p.y > _path([(0, 770), (30, 785), (60, 818), (100, 900), (112, 925)], p.x)) & (p.x < 104),
        ),
        ("front_of_hip", high & front & (p.y > _path([(90, 872), (120, 880), (150, 896)], p.x)) & (p.x > 96)),
        ("front_thigh_high", high & front),
        ("back_thigh_high", high & back),
        ("outer_thigh_high", high & outer),
        ("inner_thigh_high", high),
        ("front_thigh_low", thigh & front),
        ("back_thigh_low", thigh & back),
        ("outer_thigh_low", thigh & outer),
        ("inner_thigh_low", thigh),
        ("front_of_knee", front & (kneecap | (knee & (p.y > 415)))),
        ("below_kneecap", knee & front),
        ("back_of_knee", knee & back),
        ("outer_knee", knee & outer),
        ("inner_knee", knee),
        ("inner_calf", leg & calf & (p.x < across)),
        ("outer_calf", leg & calf),
        ("calf_low", leg & back),
        ("shin_high", leg & leg_high & shin),
        ("shin_low", leg & shin),
        ("outer_leg_high", leg & leg_high & lower_outer),
        ("outer_leg_low", leg & lower_outer),
        ("inner_leg_high", leg & leg_high),
        ("inner_leg_low", leg),
        *_foot(p, digits),
    ]


def _foot(p: Place, digits: Digits) -> list[Rule]:
    ray, on_toe, _ = digits.foot(p.points)
    ankle = p.y > _path([(20, -30), (70, -22), (110, 4), (140, 14)], p.z)
    behind = p.z < 48
    instep = p.z > 96
    # middle of the foot, from the heel to the gap beside the big toe (z, x): inner half is nearer to the midline
    middle = _path([(30, 82), (110, 96), (180, 122), (250, 146)], p.z)
    # upper edge of the sole: higher under the arch than along the outer border (z, y)
    arched = _path([(20, -56), (70, -50), (110, -48), (150, -56), (190, -67), (260, -71)], p.z)
    flat = _path([(20, -58), (70, -66), (190, -73), (260, -72)], p.z)
    inner = np.clip((middle + 10 - p.x) / 20, 0, 1)
    sole = p.y < flat + (arched - flat) * inner
    ball = p.z > _path([(90, 176), (110, 176), (140, 170), (170, 152)], p.x)
    heel = p.z < _path([(-80, 74), (-50, 62), (-20, 46)], p.y)
    return [
        ("big_toe_under", on_toe & (ray == 0) & sole),
        ("big_toe_top", on_toe & (ray == 0)),
        ("little_toe", on_toe & (ray == 4)),
        ("small_toes_under", on_toe & sole),
        ("small_toes_top", on_toe),
        ("achilles", (p.y > -38) & behind),
        ("front_of_ankle", ankle & instep),
        ("outer_ankle", ankle & (p.x > 84)),
        ("inner_ankle", ankle),
        ("heel", heel),
        ("ball_of_big_toe", sole & ball & (ray == 0)),
        ("ball_of_foot", sole & ball),
        ("arch", sole & (p.x < middle)),
        ("outer_sole", sole),
        ("inner_edge_of_foot", p.x < _path([(60, 62), (110, 66), (150, 82), (205, 99)], p.z)),
        ("outer_edge_of_foot", p.x > _path([(60, 104), (100, 122), (140, 150), (190, 178)], p.z)),
        ("top_of_foot_inner", p.x < _path([(80, 86), (140, 108), (200, 136)], p.z)),
        ("top_of_foot_outer", np.True_),
    ]


PARTS: dict[str, Callable[[Place, Digits], list[Rule]]] = {
    "head": _head,
    "neck": _neck,
    "shoulder": _shoulder,
    "arm": _arm,
    "leg": _leg,
    "front": _front,
    "back": _back,
}
