"""The body atlas: views, plates, region index images, outlines; which area a place on a plate is; marked points.

A plate is a sheet with one view or several; its coordinates are millimetres, y up, the origin at the lower left corner,
at the body's own scale. Everything but the points, which come from the dataset, is measured from the anatomy by
``python -m tools.atlas``; atlas_files.py reads it, point_marks.py finds where the points show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referral.body.point_marks import Anatomy
from referral.model.rows import Area, Side

Floats = NDArray[np.float64]
Rings = tuple[Floats, ...]

SIDES_BY_CODE: Final[tuple[Side | None, ...]] = (None, "right", "left")
"""By the side codes of an index image: 0 midline, 1 right, 2 left."""

FINGER_MM = 9.0
"""A tap that misses the body by less than this (mm on a body view) counts for the skin nearest to it: older people miss
by 3.4 mm on the glass (a11ybob.com, on touch and age), and a body view is drawn at about 0.4 times its size."""

CLOSE_FINGER_MM = 4.0
"""The same on a close-up, which is drawn larger."""


def covered(rings: Iterable[Floats]) -> float:
    """Return the mm² inside some rings, (K, 2) mm each."""
    return sum(map(ring_mm2, rings))


def ring_mm2(ring: Floats) -> float:
    """Return the mm² inside one ring, by the shoelace formula."""
    x, y = ring.T
    return float(abs((x * np.roll(y, 1) - y * np.roll(x, 1)).sum()) / 2)


class AtlasError(Exception):
    """There is no atlas; the message says which file, and what to do."""


@dataclass(frozen=True)
class View:
    """One picture of the body. `picture`, `index_picture`: names below static/atlas, with a mark of their content for
    the browser's cache. `codes`: (rows, columns) area numbers of the index image, row 0 at the top, 0 beside the
    body; `area_ids`: the area of each number."""

    view_id: str
    width_mm: float
    height_mm: float
    px_per_mm: float
    picture: str
    index_picture: str
    close_up: bool
    codes: NDArray[np.uint16]

    @property
    def finger_mm(self) -> float:
        """How far beside the body a tap still counts."""
        return CLOSE_FINGER_MM if self.close_up else FINGER_MM

    def code_at(self, x_mm: float, y_mm: float) -> int:
        """The area number at a place of the view, or of the nearest skin within a finger's width; 0: none."""
        column, row = int(x_mm * self.px_per_mm), int((self.height_mm - y_mm) * self.px_per_mm)
        rows, columns = self.codes.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return 0
        return int(self.codes[row, column]) or self._nearest(row, column)

    def _nearest(self, row: int, column: int) -> int:
        reach = round(self.finger_mm * self.px_per_mm)
        top, left = max(0, row - reach), max(0, column - reach)
        around = self.codes[top : row + reach + 1, left : column + reach + 1]
        rows, columns = np.nonzero(around)
        if not len(rows):
            return 0
        distance = np.hypot(rows + top - row, columns + left - column)
        best = int(distance.argmin())
        return int(around[rows[best], columns[best]]) if distance[best] <= reach else 0


@dataclass(frozen=True)
class Placed:
    """A view on a plate; its lower left corner in sheet mm."""

    view: View
    left_mm: float
    bottom_mm: float

    def holds(self, x_mm: float, y_mm: float) -> bool:
        """Whether a place of the sheet lies within the view."""
        across, up = x_mm - self.left_mm, y_mm - self.bottom_mm
        return 0 <= across < self.view.width_mm and 0 <= up < self.view.height_mm


@dataclass(frozen=True)
class Plate:
    """A sheet with views; `title_mm` of room stands above each view."""

    plate_id: str
    width_mm: float
    height_mm: float
    title_mm: float
    views: tuple[Placed, ...]

    def view_at(self, x_mm: float, y_mm: float) -> Placed | None:
        """The view at a place of the sheet."""
        return next((placed for placed in self.views if placed.holds(x_mm, y_mm)), None)


@dataclass(frozen=True)
class MuscleOutline:
    """Where a muscle shows. `drawn`: from landmarks, for want of a mesh; `deep`: it lies far under the skin."""

    drawn: bool
    deep: bool
    views: Mapping[str, Mapping[Side, Rings]]


@dataclass(frozen=True, eq=False, repr=False)
class Atlas:
    """All that was measured, and the points that were marked. Equal by identity, so it can be a cache's key."""

    plates: Mapping[str, Plate]
    views: Mapping[str, View]
    region_codes: Mapping[str, int]
    attribution: str
    faults: tuple[str, ...]
    _areas: Mapping[str, Mapping[Area, Rings]]
    _muscles: Mapping[str, MuscleOutline]
    _points: Mapping[tuple[str, Side, str], tuple[float, float]]
    _region_ids: Mapping[int, str]
    anatomy: Anatomy | None = None

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

    def area_rings(self, view_id: str, area: Area) -> Rings:
        """The borders of an area in a view, closed rings of (K, 2) view mm; none where it does not show."""
        return self._areas.get(view_id, {}).get(area, ())

    def area_mm2(self, view_id: str, area: Area) -> float:
        """How much of an area a view shows, mm²; 0 where it does not show."""
        return covered(self.area_rings(view_id, area))

    def muscle(self, muscle_id: str) -> MuscleOutline | None:
        """A muscle's outlines; None for a muscle that the atlas does not hold (rebuild it with tools.atlas)."""
        return self._muscles.get(muscle_id)

    def point(self, view_id: str, side: Side, trigger_point_id: str) -> tuple[float, float] | None:
        """Where a trigger point shows in a view (view mm); None where it does not, or was not among those marked."""
        return self._points.get((view_id, side, trigger_point_id))
