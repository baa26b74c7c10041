"""Pattern -> soft picture of the pain in a view.

Essential and spillover differ by more than hue: an essential zone is a solid soft patch, a spillover zone is stippled,
as the Trigger Point Manual prints them; one that is known from a few cases only has sparse dots. Where several muscles
are shown together the others are striped: broad stripes close together for essential zones, thin ones far apart for
spillover, rising for one muscle and falling for the next; and one of them is dotted in the same way. (A solid patch
among stripes looks like a shadow of the body in grey.)

The shape is that of the strokes on the skin, where the view's skin was measured; else whole regions.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from referral.body.skin import Skin
from referral.body.view import View
from referral.drawing.drawn import Drawn, Felt
from referral.drawing.pain_field import area_field, pain_field
from referral.drawing.skin_tiles import Tiles, half, tiles_of
from referral.drawing.stipple import LEAST_APART_MM, MOST_APART_MM, dots
from referral.drawing.styles import PAIN, Rgb, Texture

Floats = NDArray[np.floating[Any]]

ESSENTIAL_OPACITY, WASH_OPACITY, LIMITED_WASH_OPACITY, DOT_OPACITY = 0.76, 0.17, 0.07, 0.86
"""Of the solid patch, of the wash under the stipple (a fainter one under sparse dots), and of its dots."""

APART_SHARE: Final = 0.0145
"""How far dots stand apart, as a share of the longer edge of the view: they are as dense on every screen."""

SPARSE: Final = 1.55
"""So many times farther apart are the dots of what is known from a few cases."""

RADIUS_SHARE: Final = 0.29
"""The radius of a dot, as a share of that distance."""

CROWDED: Final = 0.74
"""The dots of an essential zone that is dotted stand nearer, and are larger by as much."""

STRIPE_PITCH_MM, CLOSE_STRIPE_PITCH_MM = 9.0, 5.0
"""From one stripe of an essential zone to the next; in spillover zones the stripes are twice as far apart."""

BROAD_SHARE, THIN_SHARE = 0.52, 0.17
"""How much of a pitch a stripe covers, in essential and in spillover zones; each of its own pitch."""

STRIPE_OPACITY, STRIPE_WASH_OPACITY = 0.86, 0.22
"""Of stripes, and of the ground between those of an essential zone: what lies below must show through."""

FINER: Final = 2
"""Pixels of the picture for one of the skin's map, across and down."""

LIT, DARKEST, LIGHTEST = 0.80, 0.45, 1.12
"""Pain has its own colour on skin that is as light as this; on darker and lighter skin it is so in proportion, within
bounds: so the form of the body shows through."""

WEBP = {"quality": 40, "alpha_quality": 80, "method": 2}
"""About 1 to 10 KB a view, encoded in some tens of milliseconds."""


@dataclass(frozen=True)
class Overlay:
    """A transparent picture as a data URI, and its rectangle in view mm."""

    uri: str
    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class _Canvas:
    """What is painted on: a window of a view's half-size map, which is painted FINER times finer. codes: (rows,
    columns) area numbers of the window's fine pixels; tiles: the view's skin, if it was measured."""

    view: View
    window: tuple[slice, slice]
    codes: NDArray[np.uint16]
    tiles: Tiles | None
    skin: Skin | None

    @property
    def px_per_mm(self) -> float:
        """Of the fine pixels."""
        return self.view.px_per_mm

    @property
    def apart_mm(self) -> float:
        share = APART_SHARE * max(self.view.height_mm, self.view.width_mm)
        return float(np.clip(share, LEAST_APART_MM, MOST_APART_MM))


def paint(
    view: View, drawn: Drawn, skin: Skin | None = None, colour: Rgb = PAIN, texture: Texture = "solid"
) -> Overlay | None:
    """The picture of what is `drawn` in a view, cut to where there is any; None where it does not show. `skin`: on
    which its bands lie."""
    return _paint_once(view, skin, drawn, colour, texture) if drawn else None


@lru_cache(maxsize=512)
def _paint_once(view: View, skin: Skin | None, drawn: Drawn, colour: Rgb, texture: Texture) -> Overlay | None:
    tiles = tiles_of(view) if skin else None
    fields = {sure: _field(view, tiles, skin, felt, drawn.named) for sure, felt in _felt(drawn)}
    window = _window(list(fields.values()))
    if window is None:
        return None
    fine = tuple(slice(part.start * FINER, part.stop * FINER) for part in window)
    codes = view.codes[fine]
    canvas = _Canvas(view, window, codes, tiles, skin)
    pixels = np.empty((*codes.shape, 4), np.uint8)
    pixels[..., :3] = _colours(canvas, colour)
    above = _field(view, tiles, skin, drawn.above, drawn.named) if drawn.above else None
    pixels[..., 3] = np.round(_opacity(canvas, fields, texture, above) * (codes > 0) * 255)
    if not pixels[..., 3].any():
        return None
    height, width = codes.shape
    scale = view.px_per_mm
    top, left = fine[0].start, fine[1].start
    return Overlay(
        _data_uri(pixels), left / scale, view.height_mm - (top + height) / scale, width / scale, height / scale
    )


def _felt(drawn: Drawn) -> list[tuple[str, Felt]]:
    parts = (("essential", drawn.essential), ("spillover", drawn.spillover), ("limited", drawn.limited))
    return [(sure, felt) for sure, felt in parts if felt]


def _field(view: View, tiles: Tiles | None, skin: Skin | None, felt: Felt, named: frozenset[int]) -> Floats:
    """(rows, columns) the field of what is felt, half as fine as the index image."""
    if tiles is not None and skin is not None:
        return pain_field(tiles, skin, felt, named)
    shape = tuple(-(-size // FINER) for size in view.codes.shape)
    return area_field(half(view, (shape[0], shape[1])), view.px_per_mm / FINER, felt.zones, frozenset())


def _window(fields: list[Floats]) -> tuple[slice, slice] | None:
    """Where any field is below 1, with a pixel about it."""
    some = np.logical_or.reduce([field < 1 for field in fields])
    rows, columns = np.flatnonzero(some.any(axis=1)), np.flatnonzero(some.any(axis=0))
    if not len(rows):
        return None
    return (
        slice(max(0, int(rows[0]) - 1), min(some.shape[0], int(rows[-1]) + 2)),
        slice(max(0, int(columns[0]) - 1), min(some.shape[1], int(columns[-1]) + 2)),
    )


def _opacity(canvas: _Canvas, fields: dict[str, Floats], texture: Texture, above: Floats | None = None) -> Floats:
    """(rows, columns) 0..1; nothing shows where the field `above` does."""
    left = np.ones(canvas.codes.shape, np.float32)
    if above is not None:
        left -= _strength(canvas, above)
    total = np.zeros(canvas.codes.shape, np.float32)
    for sure, field in fields.items():
        strength = _strength(canvas, field)
        opacity = _of_zone(canvas, sure, field, strength, texture)
        total += opacity * left * (1 - total)
        left *= 1 - strength
    return total


def _strength(canvas: _Canvas, field: Floats) -> Floats:
    """(rows, columns) 0..1 at the fine pixels: full within a zone, a smooth step over its soft edge."""
    rows, columns = canvas.codes.shape
    smooth = Image.fromarray(np.ascontiguousarray(field[canvas.window])).resize(
        (columns, rows), Image.Resampling.BILINEAR
    )
    t = np.clip(0.5 - np.asarray(smooth) / 2, 0, 1)
    return t * t * (3 - 2 * t)


def _of_zone(canvas: _Canvas, sure: str, field: Floats, strength: Floats, texture: Texture) -> Floats:
    """How opaque a zone is at each pixel, 0..1."""
    if texture == "solid" and sure == "essential":
        return strength * np.float32(ESSENTIAL_OPACITY)
    if texture in ("solid", "dotted"):
        return _dotted(canvas, sure, field, strength, texture)
    pitch = CLOSE_STRIPE_PITCH_MM if canvas.view.close_up else STRIPE_PITCH_MM
    broad = sure == "essential"
    stripes = _stripes(canvas, texture, pitch if broad else 2 * pitch, BROAD_SHARE if broad else THIN_SHARE)
    wash = STRIPE_WASH_OPACITY if broad else LIMITED_WASH_OPACITY
    return strength * (wash + (STRIPE_OPACITY - wash) * stripes)


def _dotted(canvas: _Canvas, sure: str, field: Floats, strength: Floats, texture: Texture) -> Floats:
    """Dots on a wash; whole ones, even where the wash fades."""
    apart, wash = canvas.apart_mm, WASH_OPACITY
    radius = RADIUS_SHARE * apart
    if sure == "limited":
        apart, wash = apart * SPARSE, LIMITED_WASH_OPACITY
    elif texture == "dotted" and sure == "essential":
        apart, radius, wash = apart * CROWDED, radius / CROWDED, STRIPE_WASH_OPACITY
    elif texture == "dotted":
        apart, wash = apart / CROWDED, LIMITED_WASH_OPACITY
    if canvas.tiles is not None and canvas.skin is not None:
        covered = dots(canvas.tiles, canvas.skin, field, apart, radius, canvas.window, FINER)
        rows, columns = canvas.codes.shape
        covered = covered[:rows, :columns]
        return np.maximum(strength * wash, covered * DOT_OPACITY)
    return strength * (wash + (DOT_OPACITY - wash) * _rows_of_dots(canvas, apart, radius))


def _rows_of_dots(canvas: _Canvas, apart_mm: float, radius_mm: float) -> Floats:
    """Where dots are when the skin was not measured, 0..1: rows of them, every other row moved by half a pitch."""
    pitch, radius = apart_mm * canvas.px_per_mm, radius_mm * canvas.px_per_mm
    row, column = _pixels(canvas)
    line = np.floor(row / (pitch * 0.866))
    across = (column + (line % 2) * pitch / 2) % pitch - pitch / 2
    up = row % (pitch * 0.866) - pitch * 0.433
    return np.clip(radius - np.hypot(across, up) + 0.5, 0, 1)


def _stripes(canvas: _Canvas, texture: Texture, pitch_mm: float, share: float) -> Floats:
    """Where slanting stripes are, 0..1: each covers `share` of the pitch, with an edge one pixel soft."""
    row, column = _pixels(canvas)
    along = (column + row if texture == "rising" else column - row) / np.float32(np.sqrt(2))
    pitch = pitch_mm * canvas.px_per_mm
    from_middle = np.abs(along % pitch - pitch / 2)
    return np.clip(pitch * share / 2 - from_middle + 0.5, 0, 1)


def _pixels(canvas: _Canvas) -> tuple[Floats, Floats]:
    """(rows, 1) and (1, columns) the numbers of the fine pixels in the whole view."""
    rows, columns = canvas.codes.shape
    row = np.arange(rows, dtype=np.float32)[:, None] + canvas.window[0].start * FINER
    return row, np.arange(columns, dtype=np.float32)[None, :] + canvas.window[1].start * FINER


def _colours(canvas: _Canvas, colour: Rgb) -> NDArray[Any]:
    """(rows, columns, 3), or (3,) where the light is not known."""
    if canvas.tiles is None:
        return np.array(colour)
    light = np.clip(canvas.tiles.light[canvas.window] / LIT, DARKEST, LIGHTEST)
    tinted = np.clip(light[..., None] * np.array(colour, np.float32), 0, 255).astype(np.uint8)
    rows, columns = canvas.codes.shape
    return np.asarray(Image.fromarray(tinted).resize((columns, rows), Image.Resampling.BILINEAR))


def _data_uri(pixels: NDArray[np.uint8]) -> str:
    file = io.BytesIO()
    Image.fromarray(pixels, "RGBA").save(file, "WEBP", **WEBP)
    return "data:image/webp;base64," + base64.b64encode(file.getvalue()).decode("ascii")
