"""Where each muscle lies in the reference body: places spread through it, measured by ``python -m tools.atlas``.

A coarse stand-in for the meshes, which stay out of the project: enough to tell a trigger point in its muscle from
one beside it.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from referral.body.npz import read_arrays
from referral.folders import ATLAS
from referral.model.rows import Direction

PLACES_FILE: Final = ATLAS / "muscle_places.npz"

FARTHEST_MM: Final = 22.0
"""A trigger point farther than this from every place of its muscle lies outside it. The atlas allows 15 mm from the
surface; the places lie up to 6 mm beside the surface that they stand for."""

BESIDE_MM: Final = 6.0
"""A trigger point farther than this beside its muscle, as seen from where it is felt, is marked on something else: a
mark is some 12 mm wide on a map of the whole body."""

SEEN_AXES: Final[Mapping[Direction, tuple[int, int]]] = MappingProxyType(
    {"front": (0, 1), "back": (0, 1), "side": (1, 2), "inner": (1, 2), "above": (0, 2), "below": (0, 2)}
)
"""Which two of x, y, z one sees from a direction; the third runs along the look."""

ROUND: Final = 40
"""So many places round a point say how far apart the places of its muscle lie there."""

MOST_BETWEEN_MM: Final = 6.5
"""From no direction does a place of a muscle's surface lie farther than this from the places kept of it: measured on
all 150 muscles, from three directions."""


class Beside(NamedTuple):
    """How far (mm) a point lies beside a muscle as seen from somewhere, and the muscle's nearest place there, (2,)."""

    mm: float
    nearest: NDArray[np.int16]


@lru_cache(maxsize=1)
def muscle_places() -> Mapping[str, NDArray[np.int16]]:
    """Return the places of every measured muscle; none when the file is missing or cannot be read."""
    try:
        file = read_arrays(PLACES_FILE)
        ids, ends, places = file["muscle_ids"], file["ends"], file["places_mm"]
    except (OSError, ValueError, KeyError):
        return MappingProxyType({})
    parts = np.split(places, ends[:-1])
    return MappingProxyType(dict(zip(map(str, ids), parts, strict=True)))


def distance_mm(place: NDArray[np.float64], places: NDArray[np.int16]) -> float:
    """Return the distance (mm) from `place` (3,) to the nearest of `places` (N, 3); NaN when it is no number."""
    return float(np.sqrt(((places - place) ** 2).sum(axis=1).min()))


def beside(place: NDArray[np.float64], places: NDArray[np.int16], seen_from: Direction) -> Beside:
    """How far `place` (3,) lies outside the outline of a muscle (N, 3) as seen from a direction; at most 0 within it.

    Between the places kept of a muscle there are gaps: what lies no farther from the nearest one than they lie apart
    round there is within the outline.
    """
    axes = list(SEEN_AXES[seen_from])
    seen = places[:, axes].astype(np.float64)
    away = np.sqrt(((seen - place[axes]) ** 2).sum(axis=1))
    return Beside(float(away.min()) - _gap_mm(seen[np.argsort(away)[:ROUND]]), places[away.argmin(), axes])


def _gap_mm(seen: NDArray[np.float64]) -> float:
    """How far apart some places (N, 2) lie, which differ as seen: the widest of their distances to the next one."""
    apart = np.sqrt(((seen[:, None] - seen) ** 2).sum(axis=2))
    apart[apart == 0] = np.inf
    nearest = apart.min(axis=1)
    return float(min(nearest[np.isfinite(nearest)].max(initial=0.0), MOST_BETWEEN_MM))
