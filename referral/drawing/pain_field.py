"""How far each pixel of a view lies from the edge of what is felt: below 0 within it, 1 where the soft edge ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from referral.body.skin import Skin
from referral.body.skin_field import AWAY, field
from referral.body.skin_path import paths
from referral.body.skin_rules import FINE_MARGIN_MM, MARGIN_MM
from referral.drawing.drawn import Felt
from referral.drawing.skin_tiles import TILE, Tiles

Floats = NDArray[np.floating[Any]]
Codes = NDArray[np.uint16]

FULL_SHARE: Final = 0.6
"""Beyond this share of the margin a stroke fades out."""

ROUND_MM, FINE_ROUND_MM = 7.0, 3.0
"""How wide (one standard deviation) a whole region is blurred, which rounds its corners."""

REGION_SOFT, REGION_INSET = 0.9, 0.55
"""The soft edge of a whole region, and how far it draws back from the region's border, as shares of that width."""

JOINED: Final = 0.35
"""Where strokes meet, their common edge is rounded: so much of the softness is added at most."""


def pain_field(tiles: Tiles, skin: Skin, felt: Felt, named: frozenset[int]) -> Floats:
    """(rows, columns) the field of what is felt in a view's pixels."""
    found = np.full(tiles.codes.shape, AWAY, np.float32)
    for path in paths(skin, felt.bands):
        lots, values = field(path, tiles.places)
        _join(found, tiles, lots, values)
    if (found < 1).any():
        _keep_to(found, tiles, skin, named)
    if felt.areas:
        of_areas = area_field(tiles.codes, tiles.px_per_mm, felt.areas, skin.fine)
        found = np.minimum(found, of_areas)
    return found


def _join(found: Floats, tiles: Tiles, lots: NDArray[np.int64], values: Floats) -> None:
    """Lay a stroke's field over what is there, square by square, rounding the corner between both."""
    rows, columns = found.shape
    for lot, value in zip(lots.tolist(), values.reshape(-1, TILE, TILE), strict=True):
        top, left = tiles.rows[lot], tiles.columns[lot]
        here = found[top : top + TILE, left : left + TILE]
        value = value[: rows - top, : columns - left]
        closer = np.maximum(1 - np.abs(here - value), 0)
        np.minimum(here, value, out=here)
        here -= JOINED * closer * closer


def _keep_to(found: Floats, tiles: Tiles, skin: Skin, named: frozenset[int]) -> None:
    """Fade out what lies farther from the named regions than the margin."""
    where = _box(found < 1, round(MARGIN_MM * tiles.px_per_mm) + 1)
    codes = tiles.codes[where]
    strange = (codes > 0) & ~among(codes, named)
    if not strange.any():
        return
    fine = among(codes, skin.fine)
    for is_fine, margin in ((False, MARGIN_MM), (True, FINE_MARGIN_MM)):
        beyond = strange & (fine == is_fine)
        if beyond.any():
            away = _from_border(~strange & (codes > 0), codes > 0, margin / 2 * tiles.px_per_mm) / tiles.px_per_mm
            limit = (away - FULL_SHARE * margin) / ((1 - FULL_SHARE) * margin)
            found[where][beyond] = np.maximum(found[where], limit)[beyond]


def area_field(codes: Codes, px_per_mm: float, areas: Iterable[int], fine: Iterable[int]) -> Floats:
    """(rows, columns) the field of whole areas, neighbours joined: rounded, within them."""
    found = np.full(codes.shape, AWAY, np.float32)
    wanted = among(codes, areas)
    if not wanted.any():
        return found
    where = _box(wanted, round(2.5 * ROUND_MM * px_per_mm) + 1)
    here, wanted = codes[where], wanted[where]
    small = among(here, fine)
    for is_fine, width in ((False, ROUND_MM), (True, FINE_ROUND_MM)):
        some = wanted & (small == is_fine)
        if some.any():
            away = _from_border(wanted, here > 0, width * px_per_mm) / px_per_mm
            found[where][some] = ((away + REGION_INSET * width) / (REGION_SOFT * width))[some]
    return found


def _from_border(mask: NDArray[np.bool_], body: NDArray[np.bool_], width: float) -> Floats:
    """About how far (px) each pixel lies from the border of a mask, below 0 within it, up to twice `width`; the outline
    of the body is no border. From a blur, so that corners come out round."""
    inside, whole = (_blurred(part, width) for part in (mask & body, body))
    share = np.clip(inside / np.maximum(whole, 1e-3), 1e-3, 1 - 1e-3)
    return np.asarray(0.59 * width * np.log((1 - share) / share), np.float32)


def _blurred(mask: NDArray[np.bool_], width: float) -> Floats:
    picture = Image.fromarray(mask * np.uint8(255))
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(width)), np.float32) / 255


def among(codes: Codes, some: Iterable[int]) -> NDArray[np.bool_]:
    """Whether each area number is one of some."""
    known = np.zeros(1 << 16, bool)
    known[list(some)] = True
    return known[codes]


def _box(mask: NDArray[np.bool_], room: int) -> tuple[slice, slice]:
    """The window that holds a mask, with room about it."""
    found = []
    for axis, size in ((1, mask.shape[0]), (0, mask.shape[1])):
        some = np.flatnonzero(mask.any(axis=axis))
        found.append(slice(max(0, int(some[0]) - room), min(size, int(some[-1]) + room + 1)))
    return found[0], found[1]
