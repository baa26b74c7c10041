"""How well strokes agree with zones: which areas a stroke touches, and how far it strays beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referral.body.skin import Skin
from referral.body.skin_field import at_points
from referral.body.skin_path import Band, paths

MARGIN_MM, FINE_MARGIN_MM = 12.0, 6.0
"""So far beyond the regions that a trigger point's zones name a stroke may go; on head, hands and feet less."""

LEAST_STRAY: Final = 3
"""Points beyond the margin, fewer than these say nothing."""


@dataclass(frozen=True)
class Stray:
    """Where a band strays: the area number, how far beyond the margin's zones (mm), and the place where it goes
    farthest."""

    code: int
    mm: float
    place: tuple[float, float, float]


@dataclass(frozen=True)
class Covered:
    """What a band covers: area numbers, and where it strays."""

    touched: frozenset[int]
    strays: tuple[Stray, ...]


def covered(skin: Skin, bands: Sequence[Band], named: Iterable[int]) -> list[Covered]:
    """Return what each of some bands of a trigger point covers, whose zones are the areas `named`."""
    wanted = np.zeros(1 << 16, bool)
    wanted[list(named)] = True
    found = []
    for way in paths(skin, bands):
        numbers, values = at_points(skin, way)
        numbers = numbers[values < 0]
        codes = skin.codes[numbers]
        strange = numbers[~wanted[codes]]
        found.append(Covered(frozenset(np.unique(codes).tolist()), tuple(_strays(skin, strange, wanted))))
    return found


def _strays(skin: Skin, strange: NDArray[np.int64], wanted: NDArray[np.bool_]) -> list[Stray]:
    """Where points that no zone names lie farther from those that one names than the margin."""
    if len(strange) < LEAST_STRAY:
        return []
    places = skin.points[strange]
    room = 4 * MARGIN_MM
    near = skin.within(places.min(axis=0) - room, places.max(axis=0) + room)
    near = near[wanted[skin.codes[near]]]
    if len(near):
        square = (
            (places**2).sum(axis=1)[:, None] + (skin.points[near] ** 2).sum(axis=1) - 2 * places @ skin.points[near].T
        )
        away = np.sqrt(np.maximum(square.min(axis=1), 0))
    else:
        away = np.full(len(strange), room)
    codes = skin.codes[strange]
    margins = np.where(np.isin(codes, list(skin.fine)), FINE_MARGIN_MM, MARGIN_MM)
    beyond = away > margins
    found = []
    for code in np.unique(codes[beyond]).tolist():
        here = np.flatnonzero(beyond & (codes == code))
        if len(here) >= LEAST_STRAY:
            worst = here[away[here].argmax()]
            x, y, z = places[worst].tolist()
            found.append(Stray(code, float(away[worst]), (x, y, z)))
    return found


def off_skin_mm(skin: Skin, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N,) how far places (N, 3) lie from the skin, mm."""
    on, _, _ = skin.on_skin(places.astype(np.float32))
    return np.linalg.norm(on - places, axis=1)


def codes_about(skin: Skin, place: NDArray[np.float64], mm: float) -> frozenset[int]:
    """Return the area numbers of the points within a distance of a place (3,)."""
    near = skin.within((place - mm).astype(np.float32), (place + mm).astype(np.float32))
    away = np.linalg.norm(skin.points[near] - place, axis=1)
    return frozenset(skin.codes[near[away <= mm]].tolist())
