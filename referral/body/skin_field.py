"""How far places on the skin lie from the edge of a stroke: in units of its softness, below 0 within it.

The nearest piece of the stroke's way decides, as far as it lies on the same skin: what looks another way (the back of
a hand for its palm, the other thigh) or stands out (an ear over the side of the head) is as good as far away.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from referral.body.skin import Skin
from referral.body.skin_path import Path

Floats = NDArray[np.floating[Any]]

SOFT_SHARE, LEAST_SOFT_MM, MOST_SOFT_MM = 0.30, 1.6, 6.5
"""The softness of an edge: this share of half the width, within bounds (mm)."""

AWAY: Final = 9.0
"""The field of what lies beyond reach."""

AT_ONCE: Final = 40_000
"""Places worked out in one go: what fits a processor's cache is fastest."""

ASIDE, ASIDE_MM = 0.25, 45.0
"""Skin that looks less than this (a cosine) the way of the stroke counts as farther, by so many mm for a cosine of 1
less."""

STANDS_OUT, STANDS_OUT_TIMES = 0.75, 4.0
"""What stands out of, or lies under, the stroke's plane by more than this share of its distance counts as farther, by
so many times what it stands out more."""


def softness(radii: Floats) -> Floats:
    """How soft (mm) the edge is where a band is so wide (half, mm)."""
    return np.clip(SOFT_SHARE * radii, LEAST_SOFT_MM, MOST_SOFT_MM)


def reach(path: Path) -> Floats:
    """(E,) mm from the middle of each piece within which its field is below AWAY's use, 1."""
    first, second = ends(path)
    radii = np.maximum(path.radii[first], path.radii[second])
    return np.linalg.norm(path.nodes[second] - path.nodes[first], axis=1) / 2 + radii + 1.5 * softness(radii)


def ends(path: Path) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of the nodes at both ends of each piece; a single node is a piece of its own."""
    first = np.arange(max(1, len(path.nodes) - 1))
    return first, np.minimum(first + 1, len(path.nodes) - 1)


def pieces(path: Path, which: NDArray[np.int64], places: Floats, normals: Floats) -> Floats:
    """(Q, P) the field of pieces `which` (Q,) at places (Q, P, 3) with normals (Q, P, 3): a lot of places for each."""
    first, second = ends(path)
    first, second = first[which], second[which]
    start, along = path.nodes[first], path.nodes[second] - path.nodes[first]
    square = np.maximum((along**2).sum(axis=1), 1e-6)
    to = places - start[:, None]
    share = np.clip(np.einsum("qpx,qx->qp", to, along) / square[:, None], 0, 1)
    to -= share[..., None] * along[:, None]
    away = np.sqrt(np.einsum("qpx,qpx->qp", to, to))
    facing = path.normals[first] + path.normals[second]
    facing /= np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-6)
    out = np.abs(np.einsum("qpx,qx->qp", to, facing)) - STANDS_OUT * away
    turned = ASIDE - np.einsum("qpx,qx->qp", normals, facing)
    far = away + STANDS_OUT_TIMES * np.maximum(out, 0) + ASIDE_MM * np.maximum(turned, 0)
    radii = path.radii[first][:, None] + share * (path.radii[second] - path.radii[first])[:, None]
    return (far - radii) / softness(radii)


@dataclass(frozen=True, eq=False)
class Places:
    """Lots of places whose field is asked for: places, normals (L, P, 3); middles (L, 3) mm and reach (L,) mm of the
    spheres that hold each lot."""

    places: Floats
    normals: Floats
    middles: Floats
    reach: Floats


def field(path: Path, some: Places) -> tuple[NDArray[np.int64], Floats]:
    """The numbers (T,) of the lots that a stroke comes near to, and its field (T, P) at their places."""
    first, second = ends(path)
    middles, far = (path.nodes[first] + path.nodes[second]) / 2, reach(path)
    room = some.reach[:, None] + far.max()
    near = np.flatnonzero(
        ((some.middles > middles.min(axis=0) - room) & (some.middles < middles.max(axis=0) + room)).all(axis=1)
    )
    away = np.sqrt(((some.middles[near, None] - middles) ** 2).sum(axis=2))
    lot, piece = np.nonzero(away < some.reach[near, None] + far)
    lot = near[lot]
    if not len(lot):
        return lot, np.zeros((0, some.places.shape[1]), np.float32)
    found = np.concatenate(
        [
            pieces(path, piece[part], some.places[lot[part]], some.normals[lot[part]])
            for part in np.array_split(np.arange(len(lot)), -(-len(lot) * some.places.shape[1] // AT_ONCE))
        ]
    )
    starts = np.flatnonzero(np.diff(lot, prepend=-1))
    return lot[starts], np.minimum.reduceat(found, starts, axis=0)


def at_points(skin: Skin, path: Path) -> tuple[NDArray[np.int64], Floats]:
    """The numbers of the points that a stroke may reach, and its field there."""
    lots, values = field(path, _points(skin))
    numbers, once = np.unique(skin.lots.members[lots].ravel(), return_index=True)
    return numbers, values.ravel()[once]


@lru_cache(maxsize=2)
def _points(skin: Skin) -> Places:
    members = skin.lots.members
    return Places(skin.points[members], skin.normals[members], skin.lots.middles, skin.lots.reach)
