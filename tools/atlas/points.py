"""Trigger points: how far each lies from its muscle. Where each shows, referral/body/point_marks.py works out."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .distance import distances
from .muscles import Felt, MuscleShape

#: A trigger point may lie at most this far (mm) from its muscle.
FARTHEST = 15.0


@dataclass(frozen=True)
class Point:
    """A trigger point of the right side, mm, and the directions from which it is felt."""

    trigger_point_id: str
    muscle_id: str
    place: tuple[float, float, float]
    felt_from: frozenset[str] = frozenset()


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
                frozenset(row["felt_from"].split()),
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


def felt_by_muscle(points: Iterable[Point]) -> dict[str, list[Felt]]:
    """Where each muscle's trigger points are felt."""
    found: dict[str, list[Felt]] = {}
    for point in points:
        found.setdefault(point.muscle_id, []).append(Felt(point.place, point.felt_from))
    return found
