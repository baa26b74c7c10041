"""Regions of head and neck."""

from __future__ import annotations

import numpy as np

from ..body import EAR_KIND
from ..digits import Digits
from .place import Mask, Place, Rule, path


def head(p: Place, _: Digits) -> list[Rule]:
    face = p.z > path([(1560, 118), (1600, 128), (1640, 132), (1700, 138)], p.y)
    eye = ((p.x - 33) / 22) ** 2 + ((p.y - 1646) / 13) ** 2 < 1
    beside_nose_edge = path([(1585, 34), (1600, 30), (1640, 17)], p.y)  # fold from nostril to corner of the mouth
    mouth = ((p.x) / 29) ** 2 + ((p.y - 1580) / 14) ** 2 < 1
    nose = p.x < path([(1596, 17), (1606, 20), (1618, 17), (1640, 10), (1660, 9)], p.y)
    temple = (((p.z - 127) / 34) ** 2 + ((p.y - 1668) / 30) ** 2 < 1) & (p.x > 46)
    brow = 1666 - 0.006 * (p.x - 30) ** 2  # arch of the eyebrow
    crown = p.y > path([(-30, 1715), (20, 1738), (100, 1750), (150, 1735), (178, 1726)], p.z)
    chin = (p.x / 26) ** 2 + ((p.y - 1556) / 21) ** 2 < 1
    cheekbone_low = 1628 - 0.36 * p.x + np.maximum(p.x - 62, 0)  # lower edge of the zygomatic bone
    ear_back = path([(1600, 40), (1650, 26), (1700, 18), (1740, 16)], p.y)  # behind the ear, up over the parietal bone
    occiput = 1668 + 0.10 * p.z  # level of the inion
    ear = ((p.z - 92) / 25) ** 2 + ((p.y - 1635) / 38) ** 2 < 1
    jaw_lower = path([(90, 1600), (112, 1590), (150, 1572), (190, 1562)], p.z)
    return [
        ("ear", p.kind == EAR_KIND),
        ("eye", eye & (p.z > 140)),
        ("nose", nose & (p.z > 150) & (p.y > 1596) & (p.y < 1662)),
        ("mouth", mouth & (p.z > 150)),
        ("beside_nose", (p.z > 150) & (p.x < beside_nose_edge) & (p.y > 1580) & (p.y <= 1640)),
        ("chin", (p.z > 150) & chin & (p.y > 1541)),
        ("eyebrow", (p.z > 138) & (p.x < 58) & (p.y > 1655) & (np.abs(p.y - brow) < 9)),
        ("ear", ear & (p.x > 60)),
        ("temple", temple),
        ("crown", crown),
        ("forehead", (p.z > path([(1650, 134), (1740, 112)], p.y)) & (p.y >= 1655)),
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
        ("upper_back_of_head", p.everywhere),
    ]


def _under_jaw(p: Place) -> Mask:
    """Inside the arch of the mandible: nearer to the midline than its lower border by 9 mm."""
    return (p.x < path([(120, 44), (150, 38), (175, 22), (188, 4)], p.z)) & (p.y < 1562)


def neck(p: Place, _: Digits) -> list[Rule]:
    ridge = p.z < path([(1470, 62), (1500, 52), (1540, 44), (1590, 40)], p.y)  # front border of the trapezius
    return [
        (
            "above_collarbone",
            (p.z > 84) & (p.y < path([(26, 1436), (44, 1462), (62, 1484), (90, 1500)], p.x)) & (p.x > 26),
        ),
        ("front_of_neck", p.z > path([(1450, 96), (1500, 104), (1545, 112), (1580, 126)], p.y)),
        ("neck_shoulder_angle", (p.x > 40) & (p.y < 1524)),
        ("base_of_neck", p.y < 1524 - 110 * np.maximum(p.z - 40, 0)),
        ("back_of_neck", ridge),
        ("side_of_neck", p.everywhere),
    ]
