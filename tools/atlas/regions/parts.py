"""Part the skin into head, neck, shoulder, arm, leg, and front and back of the trunk, before regions are cut."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..body import ARMPIT_Y
from ..meshes import Floats
from .arm import in_armpit
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
    fold = path([(0, 772), (30, 790), (80, 792), (130, 798), (175, 802)], p.x)
    hip_side = line((30, 0), (110, 1), p.z)
    leg_line = fold * (1 - hip_side) + groin * hip_side
    # coronal plane that parts front from back: mid-axillary line
    front = p.z > path([(900, 84), (1000, 88), (1150, 90), (1300, 84), (1420, 84)], p.y)
    beyond = (p.y > ARMPIT_Y) & (p.x > _shoulder_edge(p))
    shoulder = (beyond & (p.y > _shoulder_floor(p))) | in_armpit(p)
    arm = np.where(p.y > ARMPIT_Y, beyond, p.arm)
    return np.select(
        [
            (p.kind != 0) | (p.y > head_line) & (p.x < 110),
            (p.y > neck_line + shoulder_line) & (p.x < 110),
            shoulder,
            arm,
            p.y < leg_line,
            front,
        ],
        ["head", "neck", "shoulder", "arm", "leg", "front"],
        "back",
    )


#: The shoulder begins here, as (y, x): the groove beside the deltoid and the fold between arm and chest in front; the
#: outer border of the shoulder blade and the fold between arm and back behind.
EDGE_IN_FRONT = (
    *((1205, 168), (1225, 171), (1265, 178), (1300, 180), (1345, 181)),
    *((1372, 168), (1405, 144), (1440, 120), (1470, 112)),
)
EDGE_BEHIND = (
    *((1205, 160), (1245, 160), (1285, 166), (1325, 177), (1350, 176)),
    *((1390, 162), (1430, 148), (1455, 118), (1475, 112)),
)


def _shoulder_edge(p: Place) -> Floats:
    """How far from the midline (mm) shoulder and arm begin above the armpit."""
    share = line((20, 0), (110, 1), p.z)
    return path(EDGE_BEHIND, p.y) * (1 - share) + path(EDGE_IN_FRONT, p.y) * share


def _shoulder_floor(p: Place) -> Floats:
    """Below this y (mm) the arm begins: the border of the deltoid, lowest at its insertion on the outer side."""
    angle = np.arctan2(p.z - 76, np.maximum(p.x - 196, 1))  # about the upper end of the arm's axis; 0 is outwards
    return 1284 + 50 * (1 - np.cos(angle))
