"""The way of a stroke over the skin: between two of its places it runs through points in the middle, each moved to the
skin, and so on between those; smooth where it turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from referral.body.skin import Skin
from referral.model.rows import OTHER_SIDE, Side
from referral.model.stroke_rows import Place, Stroke

Floats = NDArray[np.floating[Any]]

LONGEST_MM: Final = 12.0
"""Pieces of the way are halved until they are no longer than this: over a thigh's skin that is within 1 mm."""

MOST_ROUNDS: Final = 7
MOST_KEPT: Final = 8_000
"""So many ways are kept in memory, some 3 KB each: more than all patterns have, on both sides."""

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


def path(skin: Skin, band: Band) -> Path:
    """Return the way of a band over the skin."""
    return paths(skin, (band,))[0]


def paths(skin: Skin, bands: Sequence[Band]) -> list[Path]:
    """Return the ways of some bands, worked out together, which is much quicker, and once."""
    known = _known(skin)
    if len(known) > MOST_KEPT:
        known.clear()
    new = [band for band in dict.fromkeys(bands) if band not in known]
    if new:
        known.update(zip(new, _worked_out(skin, new), strict=True))
    return [known[band] for band in bands]


@lru_cache(maxsize=2)
def _known(_skin: Skin) -> dict[Band, Path]:
    """The ways on a skin that were worked out before."""
    return {}


def _worked_out(skin: Skin, bands: Sequence[Band]) -> list[Path]:
    of_band = np.repeat(np.arange(len(bands)), [len(band.places) for band in bands])
    nodes, normals, nearest = skin.on_skin(np.array([place for band in bands for place in band.places], np.float32))
    radii = np.array([width for band in bands for width in band.widths], np.float32) / 2
    for _ in range(MOST_ROUNDS):
        length = np.linalg.norm(np.diff(nodes, axis=0), axis=1)
        long = np.flatnonzero((length > LONGEST_MM) & (of_band[1:] == of_band[:-1]))
        if not len(long):
            break
        middles, facing = _middles(nodes, normals, of_band, long)
        middles, between, near = skin.on_skin(middles, facing)
        nodes = np.insert(nodes, long + 1, middles, axis=0)
        normals = np.insert(normals, long + 1, between, axis=0)
        nearest = np.insert(nearest, long + 1, near)
        radii = np.insert(radii, long + 1, (radii[long] + radii[long + 1]) / 2)
        of_band = np.insert(of_band, long + 1, of_band[long])
    starts = np.flatnonzero(np.diff(of_band)) + 1
    parts = (np.split(values, starts) for values in (nodes, radii, normals, skin.codes[nearest]))
    return [Path(*part) for part in zip(*parts, strict=True)]


def bands_of(stroke: Stroke, side: Side, skin: Skin) -> Iterator[Band]:
    """Yield the bands of a stroke of a trigger point on `side`: on its own side, the other, or both."""
    sides = {"same": (side,), "opposite": (OTHER_SIDE[side],), "both": (side, OTHER_SIDE[side])}[stroke.side]
    for one in sides:
        if one == "right":
            yield Band(stroke.places, stroke.widths)
        else:
            places = skin.mirrored(np.array(stroke.places, float)).tolist()
            yield Band(tuple((x, y, z) for x, y, z in places), stroke.widths)


def _middles(
    nodes: Floats, normals: Floats, of_band: NDArray[np.int64], long: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """The middle of each of some pieces (by the number of its first node), leaning outwards, and where it faces."""
    last = len(nodes) - 1
    a, b = nodes[long], nodes[long + 1]
    first, next_but_one = np.maximum(long - 1, 0), np.minimum(long + 2, last)
    has_before = (long > 0) & (of_band[first] == of_band[long])
    has_after = (long + 2 <= last) & (of_band[next_but_one] == of_band[long])
    before = np.where(has_before[:, None], nodes[first], 2 * a - b)
    after = np.where(has_after[:, None], nodes[next_but_one], 2 * b - a)
    length = np.linalg.norm(b - a, axis=1, keepdims=True)
    # a long neighbouring piece must not throw a short one aside
    before = a + (before - a) * np.minimum(1, length / np.maximum(np.linalg.norm(before - a, axis=1, keepdims=True), 1))
    after = b + (after - b) * np.minimum(1, length / np.maximum(np.linalg.norm(after - b, axis=1, keepdims=True), 1))
    middles = (a + b) * (0.5 + ROUNDED) - (before + after) * ROUNDED
    facing = normals[long] + normals[long + 1]
    return middles.astype(np.float32), facing / np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-6)
