"""Which areas of the skin lie near a place of a view: what a finger that missed by a little may have meant."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from referral.body.view import View

Numbers = NDArray[np.intp]


def areas_near(view: View, x_mm: float, y_mm: float, reach_mm: float) -> dict[int, float]:
    """Return how far (mm) from a place each area is that comes within reach of it, by its area number, nearest first;
    the area at the place itself is among them. None beside the body, nor for what is no place or no reach (NaN). What
    lies beyond a gap between two limbs is left out, unless a finger may not see the gap."""
    if not (0 <= x_mm < view.width_mm and 0 < y_mm <= view.height_mm and reach_mm > 0):
        return {}
    here = view.code_at(x_mm, y_mm)
    if not here:
        return {}
    row, column = int((view.height_mm - y_mm) * view.px_per_mm), int(x_mm * view.px_per_mm)
    reach = min(max(reach_mm, view.finger_mm), view.height_mm + view.width_mm) * view.px_per_mm
    rows, columns, codes, squares = _around(view, row, column, reach)
    nearest = {int(code): _first(np.flatnonzero(codes == code), squares) for code in np.unique(codes)}
    start = nearest[here]
    seen = {
        code: float(np.sqrt(squares[at])) / view.px_per_mm
        for code, at in nearest.items()
        if code == here or _gap_mm(view, (rows[start], columns[start]), (rows[at], columns[at])) <= view.finger_mm
    }
    return dict(sorted(seen.items(), key=lambda one: (one[1], one[0])))


def _around(view: View, row: int, column: int, reach: float) -> tuple[Numbers, Numbers, NDArray[np.uint16], Numbers]:
    """Rows, columns, area numbers and squared distances of the pixels of skin within reach of one, all in pixels."""
    top, left, most = max(0, row - int(reach)), max(0, column - int(reach)), int(reach)
    window = view.codes[top : row + most + 1, left : column + most + 1]
    squares = np.add.outer(
        (np.arange(window.shape[0]) + top - row) ** 2, (np.arange(window.shape[1]) + left - column) ** 2
    )
    rows, columns = np.nonzero((window > 0) & (squares <= reach**2))
    return rows + top, columns + left, window[rows, columns], squares[rows, columns]


def _first(among: Numbers, squares: Numbers) -> int:
    """Which of some pixels is the nearest."""
    return int(among[squares[among].argmin()])


def _gap_mm(view: View, start: tuple[int, int], end: tuple[int, int]) -> float:
    """How much of the straight way between two pixels lies beside the body."""
    steps = int(max(abs(end[0] - start[0]), abs(end[1] - start[1]))) + 1
    rows, columns = (np.linspace(one, other, steps).round().astype(int) for one, other in zip(start, end, strict=True))
    beside = np.count_nonzero(view.codes[rows, columns] == 0) / steps
    return beside * float(np.hypot(end[0] - start[0], end[1] - start[1])) / view.px_per_mm
