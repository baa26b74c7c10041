"""Regions of shoulder, arm and hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..digits import Digits
from .place import Mask, Place, Rule, along, path

#: The armpit, as balls (x, y, z, radius) along the fold between arm and trunk, from in front, through its hollow, to
#: behind; read off cross-sections of the skin.
ARMPIT = [
    (180, 1312, 122, 3),
    (178, 1275, 110, 15),
    (174, 1240, 98, 24),
    (167, 1212, 74, 32),
    (160, 1228, 48, 24),
    (161, 1252, 30, 14),
    (165, 1282, 19, 3),
]


def in_armpit(p: Place) -> Mask:
    """Where a place belongs to the armpit."""
    return along(p, ARMPIT)


def shoulder(p: Place, _: Digits) -> list[Rule]:
    """Shoulder, from the outer third of the collarbone down to the deltoid's border, and the armpit."""
    tip = np.hypot(np.hypot(p.x - 183, p.y - 1462), 0.8 * (p.z - 72)) < 34  # acromion
    angle = np.degrees(np.arctan2(p.z - 78, np.maximum(p.x - 176, 1)))
    top = path([(112, 1467), (160, 1480)], p.x) - 16 * (p.z > 72)  # over the edge of the trapezius
    return [
        ("armpit", in_armpit(p)),
        ("shoulder_tip", tip),
        ("top_of_shoulder", (p.y > top) & (p.x < 160)),
        ("front_of_shoulder", angle > 34),
        ("back_of_shoulder", angle < -30),
        ("side_of_shoulder", p.everywhere),
    ]


#: Axis of the arm: shoulder, elbow, wrist as (x, z) over y, mm (humeral head; mid-epicondyles; radius and ulna's end).
ARM_AXIS_Y = (874.0, 1128.0, 1424.0)
ARM_AXIS_X = (276.0, 234.0, 196.0)
ARM_AXIS_Z = (130.0, 78.0, 76.0)


def arm(p: Place, digits: Digits) -> list[Rule]:
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
    thumb_ball = (ray == 0) & palm & (p.y < path([(284, 846), (305, 867), (330, 872)], p.x))
    return _Hand(
        thumb_ball,
        [
            *fingers,
            (
                "ball_of_thumb",
                palm & (ray <= 1) & (p.y > path([(282, 846), (298, 830), (318, 809), (345, 803)], p.x)),
            ),
            ("ball_of_little_finger", palm & (p.x < path([(780, 255), (815, 264), (850, 278)], p.y))),
            ("palm", palm),
            ("thumb_web", (ray == 0) | (ray == 1) & (p.x > 300)),
            ("little_back_of_hand", ray >= 3),
            ("back_of_hand", p.everywhere),
        ],
    )
