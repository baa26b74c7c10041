"""Marks for hidden places: regions without skin (upper teeth, behind the eye) that a pattern reaches or a person names.

A dashed round mark stands where the place lies under the skin. It is empty, filled where nearly everyone with the point
feels it, stippled where some do, and ringed where the person chose it. A tap near it counts for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from referral.body.plates import Placed, Plate
from referral.body.point_marks import Anatomy, hidden_marks
from referral.drawing.dots import spread
from referral.drawing.styles import PAIN, Rgb
from referral.model.rows import Area, Region, Zone

Rings = tuple[NDArray[np.float64], ...]
Part = Literal["hidden", "hidden essential", "hidden spillover", "hidden chosen"]

HIDDEN_PX: Final = 8.0
"""From the middle of a mark to its dashes."""

REACH_MM: Final = 9.0
"""A tap this near to the middle of a mark counts for it; a mark that is drawn larger counts as far as it is drawn."""

CHOSEN_SHARE: Final = 1.45
"""How much wider than the mark the ring of a chosen place is."""

STIPPLE: Final = ((0.0, 0.0), *((0.6 * np.cos(turn), 0.6 * np.sin(turn)) for turn in np.arange(6) * np.pi / 3))
STIPPLE_SHARE: Final = 0.17
"""Middles and radius of the dots of a mark that some feel, as shares of the mark's radius."""

CORNERS: Final = 28
"""Of a ring that is to look round."""


@dataclass(frozen=True)
class HiddenPlace:
    """Where a hidden area lies in a view, view mm."""

    view_id: str
    area_id: str
    x_mm: float
    y_mm: float


@dataclass(frozen=True)
class HiddenMark:
    """A hidden area on a plate, plate mm. `zone`: in which of a pattern's it lies, `pain`: in that muscle's colour;
    `chosen`: where it hurts."""

    area_id: str
    x_mm: float
    y_mm: float
    zone: Zone | None = None
    chosen: bool = False
    pain: Rgb = PAIN

    @property
    def shows(self) -> bool:
        """Whether it says something of the pain, and does not only wait for a tap."""
        return self.chosen or self.zone is not None


def places_on(plate: Plate, regions: Iterable[Region], anatomy: Anatomy | None) -> tuple[HiddenPlace, ...]:
    """Return where the hidden places among some regions lie in the views of a plate; none where the anatomy was not
    measured."""
    if anatomy is None:
        return ()
    hidden = tuple(region for region in regions if region.mark is not None)
    return tuple(place for placed in plate.views for place in _in_view(placed.view.view_id, hidden, anatomy))


@lru_cache(maxsize=256)
def _in_view(view_id: str, hidden: tuple[Region, ...], anatomy: Anatomy) -> tuple[HiddenPlace, ...]:
    found = hidden_marks(view_id, hidden, anatomy)
    return tuple(HiddenPlace(view_id, area.area_id, x_mm, y_mm) for area, x_mm, y_mm in found)


Felt = Mapping[Area, tuple[Zone, Rgb]]


def felt_in(zones: Iterable[tuple[Mapping[Area, Zone], Rgb]], layers: Collection[str]) -> Felt:
    """Return how each area is felt that the zones of one or several muscles reach, what nearly everyone feels before
    what some feel; `layers`: which zones are shown."""
    found: dict[Area, tuple[Zone, Rgb]] = {}
    for areas, pain in zones:
        for area, zone in areas.items():
            if zone in layers and (area not in found or (zone == "essential" and found[area][0] == "spillover")):
                found[area] = (zone, pain)
    return found


def marks_on(
    plate: Plate, places: Sequence[HiddenPlace], felt: Felt, chosen: Sequence[Area], radius_mm: float
) -> tuple[HiddenMark, ...]:
    """Return the marks of the hidden places that a plate's views show, those of a close-up beside one another. On a
    view of the whole body only those that are felt or chosen, or touch no other: a head has nine hidden places."""
    return _marks_on(plate, tuple(places), tuple(felt.items()), tuple(chosen), radius_mm)


@lru_cache(maxsize=256)
def _marks_on(
    plate: Plate,
    places: tuple[HiddenPlace, ...],
    felt: tuple[tuple[Area, tuple[Zone, Rgb]], ...],
    chosen: tuple[Area, ...],
    radius_mm: float,
) -> tuple[HiddenMark, ...]:
    """The same, kept: a tap asks for the same marks five times."""
    found: list[HiddenMark] = []
    zones = dict(felt)
    for placed in plate.views:
        here = [_mark(placed, place, zones, chosen) for place in places if place.view_id == placed.view.view_id]
        if not placed.view.close_up:
            here = [mark for mark in here if mark.shows or not _touches(mark, here, radius_mm)]
        right, top = placed.left_mm + placed.view.width_mm, placed.bottom_mm + placed.view.height_mm
        at = [(mark.x_mm, mark.y_mm, mark.area_id) for mark in here]
        centres = spread(at, radius_mm, (placed.left_mm, placed.bottom_mm, right, top))
        found += [replace(mark, x_mm=x_mm, y_mm=y_mm) for mark, (x_mm, y_mm) in zip(here, centres, strict=True)]
    return tuple(found)


def _mark(placed: Placed, place: HiddenPlace, felt: Felt, chosen: Collection[Area]) -> HiddenMark:
    area = Area.of(place.area_id)
    zone, pain = felt.get(area, (None, PAIN))
    x_mm, y_mm = placed.left_mm + place.x_mm, placed.bottom_mm + place.y_mm
    return HiddenMark(place.area_id, x_mm, y_mm, zone, area in chosen, pain)


def _touches(mark: HiddenMark, others: Iterable[HiddenMark], radius_mm: float) -> bool:
    away = (np.hypot(mark.x_mm - other.x_mm, mark.y_mm - other.y_mm) for other in others if other is not mark)
    return any(distance < 2 * radius_mm for distance in away)


def hidden_rings(marks: Iterable[HiddenMark], radius_mm: float) -> Mapping[Part, Rings]:
    """Return the closed rings of each part of the marks, (K, 2) plate mm, from the back to the front; parts without any
    are left out."""
    found: dict[Part, list[NDArray[np.float64]]] = {}
    for mark in marks:
        if mark.chosen:
            found.setdefault("hidden chosen", []).append(_circle(mark, CHOSEN_SHARE * radius_mm))
        if mark.zone == "essential":
            found.setdefault("hidden essential", []).append(_circle(mark, radius_mm))
        if mark.zone == "spillover":
            found.setdefault("hidden spillover", []).extend(_stipple(mark, radius_mm))
        found.setdefault("hidden", []).append(_circle(mark, radius_mm))
    order: tuple[Part, ...] = ("hidden essential", "hidden spillover", "hidden chosen", "hidden")
    return {part: tuple(found[part]) for part in order if part in found}


def hit_hidden(marks: Iterable[HiddenMark], x_mm: float, y_mm: float, reach_mm: float = REACH_MM) -> str | None:
    """Return the area of the nearest mark within reach of a place of the plate; None where there is none."""
    near = ((float(np.hypot(mark.x_mm - x_mm, mark.y_mm - y_mm)), mark.area_id) for mark in marks)
    return min(((distance, area) for distance, area in near if distance <= reach_mm), default=(0.0, None))[1]


def _circle(mark: HiddenMark, radius_mm: float, across: float = 0.0, up: float = 0.0) -> NDArray[np.float64]:
    turns = np.arange(CORNERS) * 2 * np.pi / CORNERS
    around = np.column_stack([np.cos(turns), np.sin(turns)]) * radius_mm
    return np.add(around, (mark.x_mm + across, mark.y_mm + up))


def _stipple(mark: HiddenMark, radius_mm: float) -> Iterable[NDArray[np.float64]]:
    for across, up in STIPPLE:
        yield _circle(mark, STIPPLE_SHARE * radius_mm, across * radius_mm, up * radius_mm)
