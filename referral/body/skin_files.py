"""How the maps of the skin are packed: what the pixels above and to the left do not foretell, in two bytes each.

``tools.atlas`` packs, the app unpacks; both by these functions, so that they cannot differ.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

TENTHS: Final = 0.1
"""mm for one in the numbers of the files."""

SHADES: Final = 64
"""Steps between black and white in the maps of light."""


def packed(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Whole numbers of 16 bits (rows, columns) -> (2, rows, columns) high and low bytes of what differs from a plane
    through the neighbours above and to the left: nearly nothing on smooth skin."""
    change = np.diff(np.diff(values.astype(np.int64), axis=0, prepend=0), axis=1, prepend=0).astype(np.int16)
    folded = ((change << 1) ^ (change >> 15)).astype(np.uint16)  # small numbers of either sign become small
    return np.stack([folded >> 8, folded & 255]).astype(np.uint8)


def unpacked(pair: NDArray[np.uint8]) -> NDArray[np.int16]:
    """(2, rows, columns) as `packed` gives it -> (rows, columns)."""
    folded = (pair[0].astype(np.uint16) << 8) | pair[1]
    change = ((folded >> 1) ^ (-(folded & 1).astype(np.int16)).view(np.uint16)).view(np.int16)
    return change.cumsum(axis=1, dtype=np.int16).cumsum(axis=0, dtype=np.int16)
