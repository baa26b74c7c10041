"""A view's skin in small squares of pixels, so that only those near a stroke are worked out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from referral.body.skin import spheres
from referral.body.skin_field import Places
from referral.body.view import View

Floats = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]

TILE: Final = 16
"""Pixels along the side of a square."""

KEPT_VIEWS: Final = 16
"""So many views' skins are kept in memory, some 1.5 MB a close-up and 6 MB a view of the whole body."""


@dataclass(frozen=True, eq=False, repr=False)
class Tiles:
    """A view's skin at `px_per_mm`. rest: (rows, columns, 3) mm, each pixel's place at rest; codes: (rows, columns)
    area numbers, 0 beside the body; light: (rows, columns) 0..1; places: its lots are the squares with any skin, each
    TILE x TILE pixels, from the top left pixels `rows`, `columns` (L,) on; seen, at: (S,) numbers of the points of the
    skin that are seen, and (S, 2) in which pixel (column, row; the middle of the first is 0)."""

    px_per_mm: float
    rest: Floats
    codes: NDArray[np.uint16]
    light: Floats
    places: Places
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    seen: NDArray[np.int64]
    at: Floats


@lru_cache(maxsize=KEPT_VIEWS)
def tiles_of(view: View) -> Tiles | None:
    """Return a view's skin in squares; None where it was not measured."""
    shown = view.read_skin()
    if shown is None:
        return None
    rows, columns = shown.light.shape
    codes = half(view, (rows, columns))
    near = _widened(_widened(codes > 0))
    down, across = -(-rows // TILE), -(-columns // TILE)
    room = ((0, down * TILE - rows), (0, across * TILE - columns))
    rest, normals = (
        _in_squares(np.pad(values, (*room, (0, 0)), mode="edge")) for values in (shown.rest, normals_of(shown.rest))
    )
    skin = _in_squares(np.pad(near, room)[..., None])[..., 0]
    some = skin.any(axis=1)
    rest, normals, skin = rest[some], normals[some], skin[some]
    first = skin.argmax(axis=1)
    lot = np.arange(len(rest))
    tight = np.where(skin[..., None], rest, rest[lot, first][:, None])  # what is no skin must not widen the sphere
    number = np.flatnonzero(some)
    pixel = np.column_stack([shown.screen[:, 0], view.height_mm - shown.screen[:, 1]]) * shown.px_per_mm - 0.5
    return Tiles(
        shown.px_per_mm,
        shown.rest,
        codes,
        shown.light,
        Places(rest, normals, *spheres(tight)),
        number // across * TILE,
        number % across * TILE,
        shown.seen,
        pixel,
    )


def half(view: View, shape: tuple[int, int]) -> NDArray[np.uint16]:
    """The index image at another shape: of each pixel the area at its middle."""
    rows, columns = (
        np.minimum(((np.arange(count) + 0.5) * whole / count).astype(int), whole - 1)
        for count, whole in zip(shape, view.codes.shape, strict=True)
    )
    return view.codes[rows[:, None], columns]


def _widened(mask: Mask) -> Mask:
    """A mask with one more pixel all round."""
    wide = mask.copy()
    for axis in (0, 1):
        line, there = np.moveaxis(wide, axis, 0), np.moveaxis(wide.copy(), axis, 0)
        line[1:] |= there[:-1]
        line[:-1] |= there[1:]
    return wide


def _in_squares(values: NDArray[Any]) -> NDArray[Any]:
    """(rows, columns, k) -> (L, TILE * TILE, k)."""
    rows, columns, depth = values.shape
    squares = values.reshape(rows // TILE, TILE, columns // TILE, TILE, depth).swapaxes(1, 2)
    return squares.reshape(-1, TILE * TILE, depth)


def slopes(rest: Floats) -> tuple[Floats, Floats]:
    """(rows, columns, 3) how the place changes from pixel to pixel to the right, and up: to the neighbour on either
    side that is nearer on the skin, so that the edge of what stands before something else does not count."""
    return _slope(rest, 1), -_slope(rest, 0)


def _slope(rest: Floats, axis: int) -> Floats:
    change = np.diff(rest, axis=axis)
    room = [(0, 0)] * 3
    room[axis] = (1, 0)
    before = np.pad(change, room, mode="edge")
    room[axis] = (0, 1)
    after = np.pad(change, room, mode="edge")
    nearer = np.einsum("rcx,rcx->rc", before, before) < np.einsum("rcx,rcx->rc", after, after)
    return np.where(nearer[..., None], before, after)


def normals_of(rest: Floats) -> Floats:
    """(rows, columns, 3) the skin's normals at rest."""
    right, up = slopes(rest)
    normals = np.stack(
        [
            right[..., (k + 1) % 3] * up[..., (k + 2) % 3] - right[..., (k + 2) % 3] * up[..., (k + 1) % 3]
            for k in range(3)
        ],
        axis=-1,
    )
    length = np.sqrt(np.einsum("rcx,rcx->rc", normals, normals))
    return normals / np.maximum(length, 1e-6)[..., None]
