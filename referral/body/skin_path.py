"""The way of a stroke over the skin: between two of its places it runs through points in the middle, each moved to the
skin, and so on between those; smooth where it turns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referral.body.skin import Skin

Floats = NDArray[np.float32]
Place = tuple[float, float, float]

LONGEST_MM: Final = 12.0
"""Pieces of the way are halved until they are no longer than this: over a thigh's skin that is within 1 mm."""

MOST_ROUNDS: Final = 7
ROUNDED: Final = 0.05
"""How far a middle point leans outwards from its neighbours' line, as a share: 1/16 makes a smooth curve through the
places (Dyn, Levin and Gregory's four-point scheme); a little less swings out less."""


@dataclass(frozen=True)
class Band:
    """A stroke on one side of the body: its places (mm), and its full width (mm) at each."""

    places: tuple[Place, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Path:
    """The way of a band: nodes (K, 3) mm on the skin, half the width (K,) mm there, the skin's normals (K, 3), and the
    area numbers (K,)."""

    nodes: Floats
    radii: Floats
    normals: Floats
    codes: NDArray[np.uint16]


@lru_cache(maxsize=2048)
def path(skin: Skin, band: Band) -> Path:
    """Return the way of a band over the skin."""
    nodes, normals, nearest = skin.on_skin(np.array(band.places, np.float32))
    radii = np.array(band.widths, np.float32) / 2
    for _ in range(MOST_ROUNDS):
        long = np.flatnonzero(np.linalg.norm(np.diff(nodes, axis=0), axis=1) > LONGEST_MM)
        if not len(long):
            break
        middles, facing = _middles(nodes, normals, long)
        middles, between, near = skin.on_skin(middles, facing)
        nodes = np.insert(nodes, long + 1, middles, axis=0)
        normals = np.insert(normals, long + 1, between, axis=0)
        nearest = np.insert(nearest, long + 1, near)
        radii = np.insert(radii, long + 1, (radii[long] + radii[long + 1]) / 2)
    return Path(nodes, radii, normals, skin.codes[nearest])


def _middles(nodes: Floats, normals: Floats, long: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """The middle of each of some pieces (by the number of its first node), leaning outwards, and where it faces."""
    last = len(nodes) - 1
    a, b = nodes[long], nodes[long + 1]
    before = np.where((long > 0)[:, None], nodes[np.maximum(long - 1, 0)], 2 * a - b)
    after = np.where((long + 2 <= last)[:, None], nodes[np.minimum(long + 2, last)], 2 * b - a)
    length = np.linalg.norm(b - a, axis=1, keepdims=True)
    # a long neighbouring piece must not throw a short one aside
    before = a + (before - a) * np.minimum(1, length / np.maximum(np.linalg.norm(before - a, axis=1, keepdims=True), 1))
    after = b + (after - b) * np.minimum(1, length / np.maximum(np.linalg.norm(after - b, axis=1, keepdims=True), 1))
    middles = (a + b) * (0.5 + ROUNDED) - (before + after) * ROUNDED
    facing = normals[long] + normals[long + 1]
    return middles.astype(np.float32), facing / np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-6)
