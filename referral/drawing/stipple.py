"""Dots that lie on the skin: each is a small disc about a point of it, foreshortened as the skin is, and at the same
place of the body in every view."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from referral.body.skin import Skin
from referral.drawing.pain_field import among
from referral.drawing.skin_tiles import Tiles

Floats = NDArray[np.floating[Any]]

NARROWEST: Final = 0.3
"""However much the skin turns away, a dot is drawn no narrower than this share of its width."""

FINE_SHARE: Final = 0.62
"""On views of the whole body dots are smaller and nearer on head, hands and feet, where zones are small: by this share
at MOST_APART_MM, and no nearer than LEAST_APART_MM, at which close-ups of them have theirs."""

LEAST_APART_MM, MOST_APART_MM = 3.5, 11.5
"""How far dots stand apart at least and at most."""

WHOLE: Final = -0.15
"""Only dots whose middle lies this far within what is felt (in units of its soft edge) are drawn, and those whole."""


def dots(
    tiles: Tiles, skin: Skin, field: Floats, apart_mm: float, radius_mm: float, window: tuple[slice, slice], fine: int
) -> Floats:
    """How far dots cover each pixel, 0..1, in a window of the tiles, `fine` times as many pixels across and down.
    `field`: (rows, columns) as pain_field gives it; dots at least `apart_mm` apart, or as near as points were kept."""
    rows, columns = (part.stop - part.start for part in window)
    covered = np.zeros((rows * fine, columns * fine), np.float32)
    at, shape, size = _middles(tiles, skin, field, apart_mm)
    at = (at - [window[1].start, window[0].start] + 0.5) * fine - 0.5
    scale = tiles.px_per_mm * fine
    reach = int(np.ceil(radius_mm * scale + 1))
    step = np.arange(-reach, reach + 1)
    middle = np.round(at).astype(int)
    near = ((middle > -reach) & (middle < np.array([columns, rows]) * fine + reach)).all(axis=1)
    at, middle, shape, size = at[near], middle[near], shape[near], size[near]
    column, row = middle[:, 0, None] + step, middle[:, 1, None] + step
    across, up = (column - at[:, 0, None])[:, None, :] / scale, -(row - at[:, 1, None])[:, :, None] / scale
    a, b, c = (shape[:, k, None, None] for k in range(3))
    away = np.sqrt(np.maximum(a * across * across + 2 * b * across * up + c * up * up, 0))
    cover = np.clip((radius_mm * size[:, None, None] - away) * scale + 0.5, 0, 1).astype(np.float32)
    inside = ((row >= 0) & (row < rows * fine))[:, :, None] & ((column >= 0) & (column < columns * fine))[:, None, :]
    pixel = np.broadcast_to(row[:, :, None] * (columns * fine) + column[:, None, :], cover.shape)
    np.maximum.at(covered.reshape(-1), pixel[inside], cover[inside])
    return covered


def _middles(tiles: Tiles, skin: Skin, field: Floats, apart_mm: float) -> tuple[Floats, Floats, Floats]:
    """Where dots stand (D, 2) px of the tiles; (D, 3) how the skin lies there: a, b, c, so that what lies x mm to the
    right and y mm up on the screen is sqrt(a x² + 2 b x y + c y²) mm away on the skin; and (D,) their size, 1 in
    full."""
    rows, columns = field.shape
    share = np.interp(apart_mm, [LEAST_APART_MM, MOST_APART_MM], [1, FINE_SHARE])
    sizes = np.where(among(skin.codes[tiles.seen], skin.fine), share, 1.0).astype(np.float32)
    even = skin.gaps[tiles.seen] >= sizes * np.float32(apart_mm)
    at, sizes = tiles.at[even], sizes[even]
    column = np.clip(np.round(at[:, 0]).astype(int), 0, columns - 1)
    row = np.clip(np.round(at[:, 1]).astype(int), 0, rows - 1)
    within = field[row, column] < WHOLE
    at, row, column, sizes = at[within], row[within], column[within], sizes[within]
    right, up = _slopes_at(tiles.rest, row, column)
    right, up = right * tiles.px_per_mm, up * tiles.px_per_mm
    most = 1 / NARROWEST**2
    a, c = (np.clip((part**2).sum(axis=1), 1, most) for part in (right, up))
    b = np.clip((right * up).sum(axis=1), -np.sqrt((a - 0.9) * (c - 0.9)), np.sqrt((a - 0.9) * (c - 0.9)))
    return at, np.column_stack([a, b, c]), sizes


def _slopes_at(rest: Floats, row: NDArray[np.int64], column: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """(D, 3) how the place changes from pixel to pixel to the right, and up, at some pixels."""
    rows, columns = rest.shape[:2]
    step = np.arange(-1, 2)
    around = rest[
        np.clip(row[:, None] + step, 0, rows - 1)[:, :, None],
        np.clip(column[:, None] + step, 0, columns - 1)[:, None, :],
    ]
    found = []
    for before, after in (
        (around[:, 1, 1] - around[:, 1, 0], around[:, 1, 2] - around[:, 1, 1]),
        (around[:, 1, 1] - around[:, 2, 1], around[:, 0, 1] - around[:, 1, 1]),
    ):
        nearer = (before**2).sum(axis=1) < (after**2).sum(axis=1)
        found.append(np.where(nearer[:, None], before, after))
    return found[0], found[1]
