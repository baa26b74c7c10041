"""What a tap may have meant beside what it chose: the areas within a fingertip, both sides, a closer view.

A place is looked up exactly, a finger is not that exact: what is offered here stands one tap away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice
from math import hypot, inf, pi, sqrt
from typing import Final

from referral.body.atlas import Atlas
from referral.body.neighbours import areas_near
from referral.body.view import View
from referral.drawing.close_ups import close_up_of
from referral.drawing.hidden_places import HIDDEN_PX
from referral.drawing.scene import area_at, hidden_marks, mm_per_px
from referral.drawing.shown import Shown
from referral.model.rows import OTHER_SIDE, Area

Choice = tuple[Area, ...]
"""One thing that a tap may mean: an area, or a region on both sides."""

FINGERTIP_PX: Final = 44.0
"""What a finger hits: the smallest target of WCAG 2.2 (2.5.5, 44 CSS px, 7 mm on a phone's 160 px to the inch). A
target of 9.2 mm is hit by a thumb as surely as a larger one (Parhi, Karlson, Bederson, MobileHCI 2006)."""

TOUCH_PX: Final = FINGERTIP_PX / 2
"""How far a finger may be from what it means: 3.5 mm on that phone. Older people miss by 3.4 mm (see body/view.py)."""

MIDLINE_PX: Final = 4.0
"""So near to the midline a place belongs to both sides."""

MOST_OFFERED: Final = 3
"""Neighbours that are offered: what is farther was hardly meant, and a row has room for no more."""

LARGER: Final = 1.3
"""A closer view is worth a tap where it shows the place so many times as large."""


def nearby(
    atlas: Atlas, shown: Shown, x_mm: float, y_mm: float, known: Collection[Area], px_mm: float | None = None
) -> tuple[Choice, ...]:
    """Return what a tap on the map may mean: what it chose (as `area_at` says) first, near the midline both sides of
    that, then its neighbours, nearest first; nothing beside the body. `known`: the areas that may be offered; `px_mm`:
    how many mm one CSS px shows, where the browser has said so. Raises KeyError for an unknown plate."""
    area = area_at(atlas, shown, x_mm, y_mm)
    if area is None or area not in known:
        return ()
    per_px = px_mm or unit(atlas, shown)
    distances, close_mm = _distances(atlas, shown, x_mm, y_mm, TOUCH_PX * per_px), MIDLINE_PX * per_px
    choices: list[Choice] = [(area,)]
    across = Area(area.region_id, OTHER_SIDE[area.side]) if area.side else area
    if across != area and across in known and distances.get(across, inf) <= close_mm:
        choices.append((Area(area.region_id, "right"), Area(area.region_id, "left")))
    others = (other for other in _others(distances, area, close_mm) if other in known)
    return (*choices, *((other,) for other in islice(others, MOST_OFFERED)))


def close_up_first(atlas: Atlas, shown: Shown, area: Area, tapped_in: str | None = None) -> View | None:
    """Return the view to offer before anything else: a closer one, where the map shows an area smaller than a
    fingertip; None where that is large enough, has no skin or is shown no larger anywhere. `tapped_in`: the view in
    which it was tapped: the closer one looks from there, if it can."""
    plate, per_px = atlas.plates[shown.plate_id], unit(atlas, shown)
    mm2 = max(atlas.area_mm2(placed.view.view_id, area) for placed in plate.views)
    if 2 * sqrt(mm2 / pi) >= FINGERTIP_PX * per_px:
        return None
    directions = {placed.view.direction for placed in plate.views if tapped_in in (None, placed.view.view_id)}
    alike = [view for view in atlas.views.values() if view.direction in directions]
    for views in (alike, None):
        near = close_up_of(atlas, area, views)
        if near is not None:
            return near if LARGER * _unit_of(atlas, near.view_id, shown) <= per_px else None
    return None


def unit(atlas: Atlas, shown: Shown) -> float:
    """Return how many mm one pixel of the map shows, where it is drawn in the smallest room that it may get."""
    return _unit_of(atlas, shown.plate_id, shown)


def _unit_of(atlas: Atlas, plate_id: str, shown: Shown) -> float:
    plate = atlas.plates[plate_id]
    return mm_per_px(plate.width_mm, plate.height_mm, shown.room_px)


def _distances(atlas: Atlas, shown: Shown, x_mm: float, y_mm: float, reach_mm: float) -> dict[Area, float]:
    """How far (mm) each area is that comes within reach of a place of the plate, nearest first: skin, and the marks of
    hidden places, as far as they are drawn."""
    plate = atlas.plates[shown.plate_id]
    placed = plate.view_at(x_mm, y_mm)
    if placed is None:
        return {}
    near = areas_near(placed.view, x_mm - placed.left_mm, y_mm - placed.bottom_mm, reach_mm)
    found = {atlas.area(code): mm for code, mm in near.items()}
    radius_mm = HIDDEN_PX * unit(atlas, shown)
    for mark in hidden_marks(plate, shown):
        mm = max(0.0, hypot(mark.x_mm - x_mm, mark.y_mm - y_mm) - radius_mm)
        if mm <= reach_mm and placed.holds(mark.x_mm, mark.y_mm):
            found[Area.of(mark.area_id)] = mm
    return dict(sorted(found.items(), key=lambda one: (one[1], one[0].area_id)))


def _others(distances: Mapping[Area, float], tapped: Area, close_mm: float) -> list[Area]:
    """The areas in their order, without the one that was tapped; beside one of a side the farther side of each region
    comes last, unless it is close. Beside one of the midline both sides count alike: the spine lies between two muscles
    of the back."""
    others = [area for area in distances if area != tapped]
    nearer = {area.region_id: area for area in reversed(others)}

    def farther(area: Area) -> bool:
        return tapped.side is not None and nearer[area.region_id] != area and distances[area] > close_mm

    return sorted(others, key=farther)
