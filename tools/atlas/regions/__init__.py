"""Cut the skin into regions: one rule list a body part, on the 3D skin, in anatomical position.

A rule is a region's name and where it lies; the first that holds wins, the last of a part always holds, so no skin is
left over. Places are in mm: `x` is the distance from the midline (both sides share every rule, so a region is the same
on both), `y` up, `z` to the front. Numbers are read off the meshes of BodyParts3D 4.0; the comment beside a rule names
the landmark they stand for.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..body import MIDLINE_X
from ..digits import Digits
from ..meshes import Floats, Ints
from .arm import arm as arm_rules
from .arm import shoulder
from .head import head, neck
from .leg import leg
from .parts import parts
from .place import Mask, Place, Rule
from .trunk import back, front

__all__ = ["label"]

#: The rules of each part of the body.
RULES: dict[str, Callable[[Place, Digits], list[Rule]]] = {
    "head": head,
    "neck": neck,
    "shoulder": shoulder,
    "arm": arm_rules,
    "leg": leg,
    "front": front,
    "back": back,
}


def label(points: Floats, arm: Mask, kind: Ints, digits: Digits) -> NDArray[np.str_]:
    """Region ids (P,) of skin points (P, 3) at rest (body axes, mm); `arm` and `kind` as in body.Body."""
    place = Place(np.abs(points[:, 0] - MIDLINE_X), points[:, 1], points[:, 2], arm, kind)
    labels = np.full(len(points), "", dtype="U40")
    part_of = parts(place)
    for part, rules in RULES.items():
        some = part_of == part
        if some.any():
            labels[some] = _first(rules(place.at(some), digits), int(some.sum()))
    return labels


def _first(rules: list[Rule], count: int) -> NDArray[np.str_]:
    """The name of the first rule that holds at each of `count` places."""
    names, masks = zip(*rules, strict=True)
    held = np.stack([np.broadcast_to(mask, count) for mask in masks])
    if not held.any(axis=0).all():
        raise ValueError(f"a rule list that ends in {names[-1]!r} leaves skin over")
    return np.array(names, dtype="U40")[held.argmax(axis=0)]
