"""Pattern -> soft picture of the pain, made from a view's region index image.

Essential and spillover differ by more than hue: an essential zone is a solid soft patch, a spillover zone is stippled,
as the Trigger Point Manual prints them. Where several muscles are shown together the others are striped: broad stripes
close together for essential zones, thin ones far apart for spillover, rising for one muscle and falling for the next;
and one of them is dotted in the same way. (A solid patch among stripes looks like a shadow of the body in grey.)
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from referral.body.view import View
from referral.drawing.styles import PAIN, Rgb, Texture

Floats = NDArray[np.float64]

ESSENTIAL_OPACITY, WASH_OPACITY, DOT_OPACITY = 0.74, 0.15, 0.80
"""Of the solid patch, of the wash under the stipple, and of its dots."""

SOFTNESS_MM, CLOSE_SOFTNESS_MM = 9.0, 3.6
"""How far (mm, one standard deviation) the edge of a zone blurs: nobody's pain ends at a line."""

DOT_PITCH_MM, DOT_RADIUS_MM = 13.0, 3.3
CLOSE_DOT_PITCH_MM, CLOSE_DOT_RADIUS_MM = 5.2, 1.3
"""The stipple, on body views and close-ups, so that dots are 2 to 4 px across on a phone."""

STRIPE_PITCH_MM, CLOSE_STRIPE_PITCH_MM = 14.0, 5.6
"""From one stripe of an essential zone to the next; in spillover zones the stripes are twice as far apart."""

BROAD_SHARE, THIN_SHARE = 0.52, 0.17
"""How much of a pitch a stripe covers, in essential and in spillover zones; each of its own pitch."""

CROWDED_PITCH_SHARE, CROWDED_RADIUS_SHARE = 0.8, 1.16
"""The dots of an essential zone that is dotted, as shares of the stipple's pitch and radius; those of spillover stand
1 / CROWDED_PITCH_SHARE farther apart than the stipple."""

STRIPE_OPACITY, STRIPE_WASH_OPACITY = 0.86, 0.22
"""Of stripes, and of the ground between those of an essential zone: what lies below must show through."""

WEBP = {"quality": 20, "alpha_quality": 68, "method": 2}
"""About 2 to 9 KB a view, encoded in some tens of milliseconds."""


@dataclass(frozen=True)
class Overlay:
    """A transparent picture as a data URI, and its rectangle in view mm."""

    uri: str
    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class _Wanted:
    """What is painted of a pattern: area numbers, and the look of one muscle."""

    essential: frozenset[int]
    spillover: frozenset[int]
    colour: Rgb
    texture: Texture


def paint(
    view: View,
    essential: frozenset[int],
    spillover: frozenset[int],
    colour: Rgb = PAIN,
    texture: Texture = "solid",
) -> Overlay | None:
    """The picture of a pattern in a view, cut to where there is any; None where it does not show.

    `essential` and `spillover` are area numbers (Atlas.code). One colour, so that the file holds little but the
    opacity.
    """
    return _paint_once(_ByKey(view, _Wanted(essential, spillover, colour, texture)))


class _ByKey:
    """A view with the key that it is cached under: views are large and equal by identity only."""

    def __init__(self, view: View, wanted: _Wanted) -> None:
        self.view, self.wanted = view, wanted
        self.key = (wanted, view.view_id, view.codes.shape, id(view))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByKey) and self.key == other.key


@lru_cache(maxsize=512)
def _paint_once(asked: _ByKey) -> Overlay | None:
    view, wanted = asked.view, asked.wanted
    box = _box(view, wanted.essential | wanted.spillover)
    if box is None:
        return None
    top, bottom, left, right = box
    codes = view.codes[top:bottom, left:right]
    pixels = _pixels(view, codes, wanted, (top, left))
    scale = view.px_per_mm
    return Overlay(
        _data_uri(pixels),
        left / scale,
        view.height_mm - bottom / scale,
        (right - left) / scale,
        (bottom - top) / scale,
    )


def _box(view: View, wanted: frozenset[int]) -> tuple[int, int, int, int] | None:
    """Top, bottom, left, right px of the wanted areas with room for their soft edge."""
    mask = np.isin(view.codes, list(wanted))
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    room = round(3 * _softness(view) * view.px_per_mm)
    height, width = view.codes.shape
    return (
        max(0, rows[0] - room),
        min(height, rows[-1] + room + 1),
        max(0, columns[0] - room),
        min(width, columns[-1] + room + 1),
    )


def _pixels(view: View, codes: NDArray[np.uint16], wanted: _Wanted, corner: tuple[int, int]) -> NDArray[np.uint8]:
    """(rows, columns, 4) red, green, blue, opacity."""
    body = codes > 0
    solid = _soft(np.isin(codes, list(wanted.essential)), view) * body
    light = _soft(np.isin(codes, list(wanted.spillover)), view) * body * (1 - solid)
    of_solid, of_light = _opacities(view, wanted.texture, codes.shape, corner)
    pixels = np.empty((*codes.shape, 4), np.uint8)
    pixels[..., :3] = wanted.colour
    pixels[..., 3] = np.round((solid * of_solid + light * of_light) * 255)
    return pixels


def _opacities(
    view: View, texture: Texture, shape: tuple[int, ...], corner: tuple[int, int]
) -> tuple[Floats | float, Floats]:
    """How opaque an essential and a spillover zone are at each pixel, 0..1."""
    if texture == "solid":
        return ESSENTIAL_OPACITY, WASH_OPACITY + (DOT_OPACITY - WASH_OPACITY) * _dots(view, shape, corner)
    if texture == "dotted":
        crowded = _dots(view, shape, corner, CROWDED_PITCH_SHARE, CROWDED_RADIUS_SHARE)
        sparse = _dots(view, shape, corner, 1 / CROWDED_PITCH_SHARE)
        return _over_wash(crowded, STRIPE_WASH_OPACITY), _over_wash(sparse, WASH_OPACITY / 2)
    pitch = CLOSE_STRIPE_PITCH_MM if view.close_up else STRIPE_PITCH_MM
    broad = _stripes(view, texture, shape, corner, pitch, BROAD_SHARE)
    thin = _stripes(view, texture, shape, corner, 2 * pitch, THIN_SHARE)
    return _over_wash(broad, STRIPE_WASH_OPACITY), _over_wash(thin, WASH_OPACITY / 2)


def _over_wash(covered: Floats, wash: float) -> Floats:
    """How opaque dots or stripes are on a ground of this opacity."""
    return wash + (STRIPE_OPACITY - wash) * covered


def _soft(mask: NDArray[np.bool_], view: View) -> Floats:
    """A mask with a soft edge, 0..1: strongest in the middle, about half at the zone's border, gone soon after; a small
    zone is kept full in its middle."""
    picture = Image.fromarray((mask * 255).astype(np.uint8))
    narrow, wide = (
        np.asarray(picture.filter(ImageFilter.GaussianBlur(width * _softness(view) * view.px_per_mm)), float) / 255
        for width in (1, 2.2)
    )
    return np.clip(0.75 * narrow + 0.45 * wide, 0, 1)


def _softness(view: View) -> float:
    return CLOSE_SOFTNESS_MM if view.close_up else SOFTNESS_MM


def _dots(
    view: View, shape: tuple[int, ...], corner: tuple[int, int], pitch_share: float = 1, radius_share: float = 1
) -> Floats:
    """Where the dots of the stipple are, 0..1: rows of dots, every other row moved by half a pitch. The shares make
    them denser and larger."""
    pitch = (CLOSE_DOT_PITCH_MM if view.close_up else DOT_PITCH_MM) * view.px_per_mm * pitch_share
    radius = (CLOSE_DOT_RADIUS_MM if view.close_up else DOT_RADIUS_MM) * view.px_per_mm * radius_share
    row, column = np.mgrid[: shape[0], : shape[1]].astype(float)
    row, column = row + corner[0], column + corner[1]
    line = np.floor(row / (pitch * 0.866))
    across = (column + (line % 2) * pitch / 2) % pitch - pitch / 2
    up = row % (pitch * 0.866) - pitch * 0.433
    return np.clip(radius - np.hypot(across, up) + 0.5, 0, 1)


def _stripes(
    view: View, texture: Texture, shape: tuple[int, ...], corner: tuple[int, int], pitch_mm: float, share: float
) -> Floats:
    """Where slanting stripes are, 0..1: each covers `share` of the pitch, with an edge one pixel soft."""
    row, column = np.mgrid[: shape[0], : shape[1]].astype(float)
    row, column = row + corner[0], column + corner[1]
    along = (column + row if texture == "rising" else column - row) / np.sqrt(2)
    pitch = pitch_mm * view.px_per_mm
    from_middle = np.abs(along % pitch - pitch / 2)
    return np.clip(pitch * share / 2 - from_middle + 0.5, 0, 1)


def _data_uri(pixels: NDArray[np.uint8]) -> str:
    file = io.BytesIO()
    Image.fromarray(pixels, "RGBA").save(file, "WEBP", **WEBP)
    return "data:image/webp;base64," + base64.b64encode(file.getvalue()).decode("ascii")
