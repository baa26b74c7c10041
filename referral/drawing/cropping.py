"""The part of a plate that a big screen shows: what is drawn on it, so that a whole body makes no shoulder small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from referral.body.atlas import Atlas
from referral.drawing.dots import RADIUS_PX, Box
from referral.drawing.map_labels import Label, label_box
from referral.drawing.scene import mm_per_px
from referral.drawing.scene_parts import Scene
from referral.drawing.shown import Shown

ROOM_SHARE: Final = 0.06
"""How much of the plate's height stays free round what is drawn: one sees where on the body it is."""

LEAST_SHARE: Final = 0.3
"""So much of the plate's height is shown at least, across and up: a pattern without the limb round it says nothing."""


def drawn_on(scene: Scene) -> Box:
    """Return the part of a scene's plate that holds its muscles, marks and pain, with room round them, plate mm: left,
    bottom, right, top; the whole plate where nothing is drawn."""
    whole = (0.0, 0.0, scene.width_mm, scene.height_mm)
    boxes = list(_boxes(scene))
    if not boxes:
        return whole
    room = ROOM_SHARE * scene.height_mm
    left, bottom = (min(box[side] for box in boxes) - room for side in (0, 1))
    right, top = (max(box[side] for box in boxes) + room for side in (2, 3))
    least = LEAST_SHARE * scene.height_mm
    across = _stretched(left, right, least, scene.width_mm)
    up = _stretched(bottom, top, least, scene.height_mm)
    return across[0], up[0], across[1], up[1]


def share_from_top(atlas: Atlas, shown: Shown) -> float:
    """Return how far down its plate the place chosen last lies, 0 to 1, where the plate shows it; else 0."""
    plate = atlas.plates[shown.plate_id]
    for area in reversed(shown.chosen):
        heights = [
            placed.bottom_mm + float(up)
            for placed in plate.views
            for ring in atlas.area_rings(placed.view.view_id, area)
            for _, up in ring
        ]
        if heights:
            return 1 - (min(heights) + max(heights)) / 2 / plate.height_mm
    return 0.0


def kept_in(labels: Iterable[Label], box: Box, unit: float) -> Iterator[Label]:
    """Yield labels, each moved into the box where it would be cut off, titles to its upper edge. `unit`: plate mm of a
    pixel."""
    for label in labels:
        left, bottom, right, top = label_box(label, unit)
        if label.kind == "title":
            bottom, top = box[3] - (top - bottom), box[3]
            label = replace(label, y_mm=bottom, yanchor="bottom")
        x_mm = label.x_mm + max(0.0, box[0] - left) - max(0.0, right - box[2])
        y_mm = label.y_mm + max(0.0, box[1] - bottom) - max(0.0, top - box[3])
        yield replace(label, x_mm=round(x_mm, 1), y_mm=round(y_mm, 1))


def _boxes(scene: Scene) -> Iterator[Box]:
    for picture in (*scene.muscles, *(pain.picture for pain in scene.pains)):
        yield (
            picture.left_mm,
            picture.bottom_mm,
            picture.left_mm + picture.width_mm,
            picture.bottom_mm + picture.height_mm,
        )
    reach = RADIUS_PX * mm_per_px(scene.width_mm, scene.height_mm)
    for x_mm, y_mm in [mark.dot_mm for mark in scene.marks] + [
        (one.x_mm, one.y_mm) for one in scene.hidden if one.shows
    ]:
        yield x_mm - reach, y_mm - reach, x_mm + reach, y_mm + reach


def _stretched(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    """A stretch at least so long about the same middle, inside of 0 to `most`."""
    more = max(0.0, min(least, most) - (high - low)) / 2
    low, high = low - more, high + more
    low, high = (low - max(0.0, high - most), min(high, most)) if low >= 0 else (0.0, min(most, high - low))
    return max(0.0, low), high
