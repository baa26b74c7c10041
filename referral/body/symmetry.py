"""The body's two sides: all is measured on the right, and mirrored."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def mirrored(places: NDArray[Any], midline_x_mm: float) -> NDArray[np.float64]:
    """(N, 3) places of one side -> the same on the other; `midline_x_mm`: the plane of symmetry."""
    return places * [-1.0, 1.0, 1.0] + [2 * midline_x_mm, 0.0, 0.0]
