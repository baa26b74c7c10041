"""Trigger points: how far each lies from its muscle, and where it shows in each view."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .body import MIDLINE_X
from .clay import fading
from .distance import distances
from .meshes import Floats
from .muscles import MuscleShape, Poser, SkinDepth
from .views import REST, RIGHT_ARM_LIFTED, View

#: A trigger point lies near the skin of a view when it is at most this deep (mm) under what is seen, and in the nearer
#: part of the body: at most this share of the way through.
NEAR_SKIN, NEARER_SHARE = 75.0, 0.6
#: Where a view fades below this opacity no point is marked.
FAINTEST = 0.3
#: A trigger point may lie at most this far (mm) from its muscle.
FARTHEST = 15.0

SIDES = (-1, 1)


@dataclass(frozen=True)
class Point:
    """A trigger point of the right side, mm."""

    trigger_point_id: str
    muscle_id: str
    place: tuple[float, float, float]


@dataclass(frozen=True)
class Mark:
    """Where a trigger point shows in a view (view mm), how deep under the skin (mm), and whether that is near."""

    x: float
    y: float
    depth: float
    near: bool


@dataclass(frozen=True)
class Distance:
    """How far (mm) a trigger point lies from its muscle, 0 within it; `drawn`: the muscle is drawn, not a mesh."""

    point: Point
    mm: float
    drawn: bool


def read_points(path: Path) -> list[Point]:
    """The rows of trigger_points.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Point(
                row["trigger_point_id"],
                row["muscle_id"],
                (float(row["x_mm"]), float(row["y_mm"]), float(row["z_mm"])),
            )
            for row in csv.DictReader(file)
        ]


def measured(points: list[Point], shapes: dict[str, MuscleShape]) -> list[Distance]:
    """The distance of every point from its muscle, in the order given. Raises ValueError, naming them all, for muscles
    without a shape and for points that lie farther than FARTHEST from theirs."""
    shapeless = sorted({point.muscle_id for point in points} - set(shapes))
    if shapeless:
        raise ValueError(f"muscle_meshes.csv has no row for {', '.join(shapeless)}")
    found = []
    for point in points:
        shape = shapes[point.muscle_id]
        mm = distances(np.array([point.place]), shape.mesh)[0]
        found.append(Distance(point, float(mm), shape.drawn))
    astray = [f"{far.point.trigger_point_id} ({far.mm:.1f} mm)" for far in found if far.mm > FARTHEST]
    if astray:
        raise ValueError(f"trigger points farther than {FARTHEST:g} mm from their muscle: {', '.join(astray)}")
    return found


def points_in_view(points: list[Point], poser: Poser, view: View, skin: SkinDepth) -> dict[tuple[str, int], Mark]:
    """Each point that lies under the skin seen in this view, by trigger point id and side (-1 right, 1 left)."""
    visible = fading(view, skin.camera) > FAINTEST
    found = {}
    for point in points:
        for side in SIDES:
            if view.pose == REST or (side < 0) == (view.pose == RIGHT_ARM_LIFTED):  # a side view shows the near side
                mark = _mark(poser.move(_on_side(point.place, side), view.pose), skin, visible)
                if mark is not None:
                    found[point.trigger_point_id, side] = mark
    return found


def _mark(place: Floats, skin: SkinDepth, visible: NDArray[np.bool_]) -> Mark | None:
    """Where a place (1, 3) shows; None beside what is `visible` (rows, columns) of the body."""
    column, row = np.round(skin.camera.pixels(place)[0]).astype(int)
    rows, columns = skin.camera.shape
    if not (0 <= row < rows and 0 <= column < columns) or not visible[row, column]:
        return None
    under = skin.front[row, column] - skin.camera.depth(place)[0]
    if not np.isfinite(under):
        return None
    through = under / max(skin.front[row, column] - skin.back[row, column], 1.0)
    x, y = skin.camera.screen_mm(place)[0]
    return Mark(float(x), float(y), float(under), bool(under <= NEAR_SKIN and through <= NEARER_SHARE))


def _on_side(place: tuple[float, float, float], side: int) -> Floats:
    """A place of the right side, (1, 3), on `side` (-1 right, 1 left)."""
    x, y, z = place
    return np.array([[x if side < 0 else 2 * MIDLINE_X - x, y, z]])
