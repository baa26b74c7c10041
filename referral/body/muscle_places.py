"""Where each muscle lies in the reference body: places spread through it, measured by ``python -m tools.atlas``.

A coarse stand-in for the meshes, which stay out of the project: enough to tell a trigger point in its muscle from
one beside it.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referral.body.npz import read_arrays
from referral.folders import ATLAS

PLACES_FILE: Final = ATLAS / "muscle_places.npz"

FARTHEST_MM: Final = 22.0
"""A trigger point farther than this from every place of its muscle lies outside it. The atlas allows 15 mm from the
surface; the places lie up to 6 mm beside the surface that they stand for."""


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
