"""Part the skin into head, neck, shoulder, arm, leg, and front and back of the trunk, before regions are cut."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..meshes import Floats
from .place import Place, line, path


def parts(p: Place) -> NDArray[np.str_]:
    """The body part of each place: head, neck, shoulder, arm, front, back, leg."""
    # lower border of the mandible, angle of the jaw, mastoid, then the skull's base (z, y)
    head_line = path([(-5, 1588), (55, 1588), (78, 1592), (100, 1578), (122, 1566), (150, 1545), (190, 1528)], p.z)
    head_line = np.where(p.z > 128, np.minimum(head_line, 1566 - (p.z - 128) * 0.30), head_line)
    # root of the neck: the hollow above the collarbone in front, C7-T1 behind (z, y), rising towards the shoulder
    neck_line = path([(0, 1474), (60, 1480), (100, 1468), (140, 1440)], p.z)
    shoulder_line = path([(40, 0), (85, 20), (110, 60)], p.x)
    # groin in front (from the pubic bone to the front spine of the hip bone), gluteal fold behind
    groin = path([(0, 795), (22, 815), (60, 862), (110, 925), (141, 955), (170, 962)], p.x)
    fold = path([(0, 772), (30, 790), (80, 792), (130, 812), (175, 830)], p.x)
    hip_side = line((30, 0), (110, 1), p.z)
    leg_line = fold * (1 - hip_side) + groin * hip_side
    # coronal plane that parts front from back: mid-axillary line
    front = p.z > path([(900, 84), (1000, 88), (1150, 90), (1300, 84), (1420, 84)], p.y)
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
    front = path([(1205, 150), (1290, 150), (1340, 142), (1400, 128), (1440, 118), (1470, 112)], p.y)
    back = path([(1205, 156), (1290, 156), (1330, 152), (1390, 156), (1430, 150), (1455, 118), (1475, 112)], p.y)
    side = line((20, 0), (110, 1), p.z)
    return back * (1 - side) + front * side


def _shoulder_floor(p: Place) -> Floats:
    """Below this y (mm) the arm begins: the point of the deltoid outside, the armpit's fold inside."""
    rising = path([(150, 1205), (175, 1240), (200, 1325), (262, 1330)], p.x)
    return rising - 44 * np.clip(1 - np.abs(p.z - 74) / 44, 0, 1) * np.clip((p.x - 190) / 30, 0, 1)
