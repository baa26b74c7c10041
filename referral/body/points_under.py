"""Which marked trigger points lie in an area of the skin, or near it, in any view that marks them.

An area's border in a view is that of its index image: a point whose X stands within it is found there, as a tap on the
X would be. What was found is kept for each area, since neither borders nor points move while an atlas is shown. No view
looks down on the shoulders: a point that is felt from above lies under the skin over it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from referral.body.atlas import Atlas, beside_mm
from referral.model.rows import SIDES, Area, Side, TriggerPoint

REACH_MM: Final = 10.0
"""A point this far beside an area, as seen, still lies near it: half a fingertip, and about the width of an X."""

WITHIN_MM: Final = 0.5
"""So far beside a border a point still counts as within it: the border is a smooth line, a tap is looked up by pixels
of the index image."""

UP: Final = np.array([0.0, 1.0, 0.0])


@dataclass(frozen=True, slots=True)
class PointUnder:
    """A trigger point of a side under an area; `away_mm`: how far its X stands beside the area, 0 within it, in the
    view that has it nearest; `depth_mm`: how deep it lies under that very skin, None where that was not measured."""

    trigger_point_id: str
    side: Side
    away_mm: float
    depth_mm: float | None = None


def points_under(atlas: Atlas, area: Area) -> tuple[PointUnder, ...]:
    """Return the points in an area or near it, nearest first, else by id; none for a hidden place, or for an area that
    is on no view."""
    kept = _kept(atlas)
    if area not in kept:
        kept[area] = _found(atlas, area)
    return kept[area]


def depths_mm(atlas: Atlas, trigger_points: Iterable[TriggerPoint]) -> Mapping[str, float]:
    """Return how deep under the skin each point lies, mm, in the view of the whole body that has it nearest to its
    skin; without those that no such view marks."""
    points = tuple(trigger_points)
    if atlas.anatomy is None or not points:
        return {}
    body = atlas.anatomy.body
    at_rest = np.array([(point.x_mm, point.y_mm, point.z_mm) for point in points], float)
    lifted = body.with_lifted_arms(at_rest)
    found: dict[str, float] = {}
    for view_id in (view_id for view_id, view in atlas.views.items() if not view.close_up):
        sight = atlas.anatomy.sights[view_id]
        under, _ = sight.under_mm(at_rest if sight.pose == "rest" else lifted)
        for point, depth in zip(points, under.clip(min=0).tolist(), strict=True):
            name = point.trigger_point_id
            if atlas.point(view_id, "right", name) is not None:
                found[name] = min(depth, found.get(name, depth))
    return found


def felt_from_above(atlas: Atlas, trigger_points: Iterable[TriggerPoint]) -> Mapping[Area, tuple[PointUnder, ...]]:
    """Return, by area, the points that are felt through it from above where no view shows them so; some 50 ms."""
    points = [point for point in trigger_points if "above" in point.felt_from and not _seen_from_above(atlas, point)]
    if atlas.skin is None or not points:
        return {}
    on_right = np.array([(point.x_mm, point.y_mm, point.z_mm) for point in points], float)
    found: dict[Area, tuple[PointUnder, ...]] = {}
    for side, places in zip(SIDES, (on_right, atlas.skin.mirrored(on_right)), strict=True):
        on, _, nearest = atlas.skin.on_skin(places, np.tile(UP, (len(places), 1)))
        depths = np.linalg.norm(on - places, axis=1).round(1).tolist()
        for point, code, depth in zip(points, atlas.skin.codes[nearest].tolist(), depths, strict=True):
            area = atlas.area(code)
            found[area] = (*found.get(area, ()), PointUnder(point.trigger_point_id, side, 0.0, depth))
    return found


def _seen_from_above(atlas: Atlas, point: TriggerPoint) -> bool:
    return any(
        view.direction == "above" and atlas.point(view_id, side, point.trigger_point_id)
        for view_id, view in atlas.views.items()
        for side in SIDES
    )


@lru_cache(maxsize=2)
def _kept(atlas: Atlas) -> dict[Area, tuple[PointUnder, ...]]:  # noqa: ARG001 (the key under which it is kept)
    """What was found in the areas of an atlas so far."""
    return {}


def _found(atlas: Atlas, area: Area) -> tuple[PointUnder, ...]:
    nearest: dict[tuple[str, Side], float] = {}
    for view_id in atlas.views:
        for point_id, side, away in _in_view(atlas, view_id, area):
            nearest[point_id, side] = min(away, nearest.get((point_id, side), away))
    found = [PointUnder(point_id, side, away) for (point_id, side), away in nearest.items()]
    return tuple(sorted(found, key=lambda one: (one.away_mm, one.trigger_point_id, one.side)))


def _in_view(atlas: Atlas, view_id: str, area: Area) -> Iterator[tuple[str, Side, float]]:
    """Yield the points that a view shows in an area or near it, and how far beside it."""
    rings = atlas.area_rings(view_id, area)
    if not rings:
        return
    corners = np.concatenate(rings)
    (left, bottom), (right, top) = corners.min(axis=0) - REACH_MM, corners.max(axis=0) + REACH_MM
    for side, point_id, x_mm, y_mm in atlas.points_in(view_id):
        if left <= x_mm <= right and bottom <= y_mm <= top:
            away = round(beside_mm(rings, (x_mm, y_mm)), 1)
            if away <= REACH_MM:
                yield point_id, side, 0.0 if away <= WITHIN_MM else away
