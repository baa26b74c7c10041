"""The body atlas: views, plates, outlines of areas, pictures of muscles; which area a place is; marked points.

Everything but the points, which come from the dataset, is measured from the anatomy by
``python -m tools.atlas``; atlas_files.py reads it, point_marks.py finds where the points show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referral.body.plates import Plates
from referral.body.point_marks import Anatomy
from referral.body.skin import Skin
from referral.body.view import View
from referral.model.rows import Area, Side

Floats = NDArray[np.float64]
Rings = tuple[Floats, ...]

SIDES_BY_CODE: Final[tuple[Side | None, ...]] = (None, "right", "left")
"""By the side codes of an index image: 0 midline, 1 right, 2 left."""


def covered(rings: Iterable[Floats]) -> float:
    """Return the mm² inside some rings, (K, 2) mm each."""
    return sum(map(ring_mm2, rings))


def ring_mm2(ring: Floats) -> float:
    """Return the mm² inside one ring, by the shoelace formula."""
    x, y = ring.T
    return float(abs((x * np.roll(y, 1) - y * np.roll(x, 1)).sum()) / 2)


def beside_mm(rings: Iterable[Floats], place: tuple[float, float]) -> float:
    """Return how far (mm) a place lies outside of some rings, (K, 2) mm each; 0 within one."""
    return min((_from_ring(ring, np.array(place)) for ring in rings), default=np.inf)


def _from_ring(ring: Floats, place: Floats) -> float:
    ends = np.roll(ring, -1, axis=0)
    along = ends - ring
    crosses = (ring[:, 1] > place[1]) != (ends[:, 1] > place[1])
    at = ring[:, 0] + (place[1] - ring[:, 1]) / np.where(crosses, along[:, 1], 1) * along[:, 0]
    if (crosses & (place[0] < at)).sum() % 2:
        return 0.0
    share = ((place - ring) * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), 1e-9)
    nearest = ring + np.clip(share, 0, 1)[:, None] * along
    return float(np.hypot(*(nearest - place).T).min())


class AtlasError(Exception):
    """There is no atlas; the message says which file, and what to do."""


@dataclass(frozen=True, eq=False)
class MusclePicture:
    """A muscle in a view: a picture below static/atlas/muscles, whose name changes with its content, its rectangle in
    view mm, and the outline of the muscle there, (K, 2) view mm."""

    picture: str
    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float
    outline: Rings


@dataclass(frozen=True, eq=False)
class MuscleShown:
    """The pictures of a muscle. `drawn`: from landmarks, for want of a mesh; `deep`: it lies under other muscles."""

    drawn: bool
    deep: bool
    views: Mapping[str, Mapping[Side, MusclePicture]]


@dataclass(frozen=True, eq=False, repr=False)
class Atlas:
    """All that was measured, and the points that were marked. Equal by identity, so it can be a cache's key."""

    plates: Plates
    views: Mapping[str, View]
    region_codes: Mapping[str, int]
    attribution: str
    faults: tuple[str, ...]
    _areas: Mapping[str, Mapping[Area, Rings]]
    _muscles: Mapping[str, MuscleShown]
    _points: Mapping[tuple[str, Side, str], tuple[float, float]]
    _region_ids: Mapping[int, str]
    anatomy: Anatomy | None = None
    skin: Skin | None = None

    def hit(self, plate_id: str, x_mm: float, y_mm: float) -> Area | None:
        """The area at a place of a plate; None beside the body. KeyError for an unknown plate."""
        placed = self.plates[plate_id].view_at(x_mm, y_mm)
        if placed is None:
            return None
        code = placed.view.code_at(x_mm - placed.left_mm, y_mm - placed.bottom_mm)
        return self.area(code) if code else None

    def area(self, code: int) -> Area:
        """The area of an area number (4 times the region's code plus the side's)."""
        return Area(self._region_ids[code // 4], SIDES_BY_CODE[code % 4])

    def code(self, area: Area) -> int | None:
        """The area number of an area; None for a hidden place, which has no skin."""
        if area.region_id not in self.region_codes:
            return None
        return 4 * self.region_codes[area.region_id] + SIDES_BY_CODE.index(area.side)

    def areas(self) -> frozenset[Area]:
        """Every area that shows in at least one view."""
        return frozenset(area for areas in self._areas.values() for area in areas)

    def areas_in(self, view_id: str) -> Iterable[Area]:
        """The areas that a view shows."""
        return self._areas.get(view_id, {})

    def area_rings(self, view_id: str, area: Area) -> Rings:
        """The borders of an area in a view, closed rings of (K, 2) view mm; none where it does not show."""
        return self._areas.get(view_id, {}).get(area, ())

    def area_mm2(self, view_id: str, area: Area) -> float:
        """How much of an area a view shows, mm²; 0 where it does not show."""
        return self._areas_mm2.get(view_id, {}).get(area, 0.0)

    @cached_property
    def _areas_mm2(self) -> dict[str, dict[Area, float]]:
        return {view: {area: covered(rings) for area, rings in here.items()} for view, here in self._areas.items()}

    def muscle(self, muscle_id: str) -> MuscleShown | None:
        """A muscle's pictures; None for a muscle that the atlas does not hold (rebuild it with tools.atlas)."""
        return self._muscles.get(muscle_id)

    def muscle_picture(self, view_id: str, side: Side, muscle_id: str) -> MusclePicture | None:
        """A muscle of a side in a view; None where it is not shown."""
        found = self._muscles.get(muscle_id)
        return found.views.get(view_id, {}).get(side) if found else None

    def point(self, view_id: str, side: Side, trigger_point_id: str) -> tuple[float, float] | None:
        """Where a trigger point shows in a view (view mm); None where it does not, or was not among those marked."""
        return self._points.get((view_id, side, trigger_point_id))

    def points_in(self, view_id: str) -> Sequence[tuple[Side, str, float, float]]:
        """The trigger points that a view marks: side, id, and where, view mm."""
        return self._points_by_view.get(view_id, ())

    @cached_property
    def _points_by_view(self) -> dict[str, list[tuple[Side, str, float, float]]]:
        found: dict[str, list[tuple[Side, str, float, float]]] = {}
        for (view_id, side, point_id), place in self._points.items():
            found.setdefault(view_id, []).append((side, point_id, *place))
        return found
