"""Where the words Right and Left stand beside a figure: outside of it, as near as can be to where they are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referral.body.view import View
from referral.drawing.dots import Box

CELL_PX: Final = 4
"""Side of the squares, in pixels of the index image, of which each is body or free."""

MOST_COVERED: Final = 0.06
"""The share of a word's box that may lie over what is taken: a corner. Squares at the body's edge count as body."""


@dataclass(frozen=True)
class Wish:
    """Where a word is wanted in the left half of a view, view mm, y up. `above_mm`: empty room over the view, for use
    but for the `title` in it."""

    size_mm: tuple[float, float]
    x_mm: float
    y_mm: float
    above_mm: float
    title: Box


@lru_cache(maxsize=256)
def beside(view: View, wish: Wish) -> tuple[float, float] | None:
    """Return the middle of the word, view mm, y up: where it covers neither figure nor title, on either side (the two
    words stand at one height). None where there is no such place."""
    cell_mm = CELL_PX / view.px_per_mm
    body = _body(view)
    cells = np.vstack([np.zeros((int(wish.above_mm / cell_mm), body.shape[1]), bool), body])
    top_mm = len(cells) * cell_mm
    left, bottom, right, _ = wish.title
    first, last, lowest = (max(0, int(length / cell_mm)) for length in (left, right, top_mm - bottom))
    cells[: lowest + 1, first : last + 1] = True
    x_mm, down_mm, covered = free_place(cells, cell_mm, wish.size_mm, (wish.x_mm, top_mm - wish.y_mm))
    return (x_mm, top_mm - down_mm) if covered <= MOST_COVERED else None


def _body(view: View) -> NDArray[np.bool_]:
    """(rows, columns) whether there is any body in each cell or in the one opposite, row 0 at the top."""
    height, width = view.codes.shape
    rows, columns = -(-height // CELL_PX), -(-width // CELL_PX)
    padded = np.zeros((rows * CELL_PX, columns * CELL_PX), bool)
    padded[:height, :width] = view.codes > 0
    cells = np.asarray(padded.reshape(rows, CELL_PX, columns, CELL_PX).any(axis=(1, 3)))
    return cells | cells[:, ::-1]


def free_place(
    taken: NDArray[np.bool_], cell_mm: float, size_mm: tuple[float, float], wanted_mm: tuple[float, float]
) -> tuple[float, float, float]:
    """Return the middle of a box of `size_mm` (width, height) in the left half that covers least of what is taken;
    among those that cover as little the one nearest to `wanted_mm`; and the share of the box that is taken. Places: mm
    from the top left corner, y down."""
    rows, columns = taken.shape
    wide, high = (max(1, int(np.ceil(length / cell_mm))) for length in size_mm)
    wide, high = min(wide, columns // 2), min(high, rows)
    sums = np.pad(taken.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    last = columns // 2 - wide + 1
    covered = (sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide])[:, :last]
    down, across = np.nonzero(covered == covered.min())
    x_mm, y_mm = (across + wide / 2) * cell_mm, (down + high / 2) * cell_mm
    nearest = int(np.hypot(x_mm - wanted_mm[0], y_mm - wanted_mm[1]).argmin())
    return float(x_mm[nearest]), float(y_mm[nearest]), float(covered.min()) / (wide * high)
