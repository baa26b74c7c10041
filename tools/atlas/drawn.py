"""Muscles that the source anatomy has no mesh of, drawn as bodies over measured bone points.

`drawn_muscles.csv` holds where they lie: each muscle of the right side is one slip or several (its heads or
fascicles), each slip a row of rails, rail 1 the origin line and the last rail the insertion line, each rail a line of
points in the middle of the muscle's thickness, each with the room between bone and skin there. Axes as everywhere in
the atlas, in mm: x to the body's left (so x < 0), y up, z to the front. `drawn_bodies.csv` holds how thick they are,
where they turn to tendon and which way their fibres run (its columns are the fields of `BodyPlan`). `every_drawn_body`
makes meshes of both.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np

from .drawn_body import FIBRES, BodyPlan, drawn_body
from .fibre_field import Fibres, joined
from .lofting import Points, Rails
from .meshes import Mesh
from .raster import join

HERE = Path(__file__).parent
DRAWN_MUSCLES = HERE / "drawn_muscles.csv"
DRAWN_BODIES = HERE / "drawn_bodies.csv"

COLUMNS = ("muscle_id", "slip", "rail", "point", "x_mm", "y_mm", "z_mm", "room_mm", "landmark")
PLAN_COLUMNS = (
    "muscle_id",
    "belly_mm",
    "belly_at",
    "rim_mm",
    "origin_tendon_mm",
    "insertion_tendon_mm",
    "origin_corner_mm",
    "insertion_corner_mm",
    "fibres",
    "bands",
)


def every_drawn_body(
    path: str | Path = DRAWN_MUSCLES, plans_path: str | Path = DRAWN_BODIES
) -> dict[str, tuple[Mesh, Fibres]]:
    """muscle_id -> the body of the right side (its slips joined; each closed, its faces outwards) and its fibres.

    Raises ValueError for a fault in the tables, or a muscle that stands in only one of them.
    """
    rails, plans = read_drawn(path), read_plans(plans_path)
    if unmatched := sorted(set(rails) ^ set(plans)):
        raise ValueError(f"{Path(path).name} and {Path(plans_path).name} differ in: {', '.join(unmatched)}")
    bodies = {}
    for muscle_id, slips in rails.items():
        made = [drawn_body(slip, plans[muscle_id]) for slip in slips]
        bodies[muscle_id] = join([mesh for mesh, _ in made]), joined([fibres for _, fibres in made])
    return bodies


def read_drawn(path: str | Path) -> dict[str, tuple[Rails, ...]]:
    """Read where the drawn muscles lie: muscle_id -> slips, each its rails, each an array (points, 4) in mm: x, y,
    z and the room between bone and skin, in the file's order.

    Raises ValueError, naming the line or the muscle, for a missing column, a value that is no number, a point
    that is not on the right side, a point given twice, numbers that do not run 1, 2, 3 …, fewer than two
    rails in a slip or fewer than two points in a rail.
    """
    numbered: dict[str, dict[int, dict[int, dict[int, Points]]]] = {}
    for row, where in _rows(path, COLUMNS):
        slip, rail, point, place = _read_point(row, where)
        points = numbered.setdefault(row["muscle_id"], {}).setdefault(slip, {}).setdefault(rail, {})
        if point in points:
            raise ValueError(f"{where}: {row['muscle_id']} slip {slip} rail {rail} point {point} is given twice")
        points[point] = place
    return {muscle_id: _slips(muscle_id, slips) for muscle_id, slips in numbered.items()}


def read_plans(path: str | Path) -> dict[str, BodyPlan]:
    """Read how the drawn muscles are built: muscle_id -> plan. Lists of numbers are written with spaces; an empty cell
    is the plan's default. Raises ValueError, naming the line, for a fault."""
    plans: dict[str, BodyPlan] = {}
    for row, where in _rows(path, PLAN_COLUMNS):
        if row["muscle_id"] in plans:
            raise ValueError(f"{where}: {row['muscle_id']} is given twice")
        plans[row["muscle_id"]] = _read_plan(row, where)
    return plans


def _rows(path: str | Path, columns: tuple[str, ...]) -> Iterator[tuple[dict[str, str], str]]:
    """Each row of a table, and the words that name its place."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"{path}: missing columns: {', '.join(missing)}")
        for row in reader:
            yield row, f"{path}:{reader.line_num}"


def _read_point(row: dict[str, str], where: str) -> tuple[int, int, int, Points]:
    try:
        slip, rail, point = int(row["slip"]), int(row["rail"]), int(row["point"])
        place = np.array([float(row[axis]) for axis in ("x_mm", "y_mm", "z_mm", "room_mm")])
    except (TypeError, ValueError):
        raise ValueError(f"{where}: slip, rail, point, x_mm, y_mm, z_mm and room_mm must be numbers") from None
    if not all(math.isfinite(value) for value in place):
        raise ValueError(f"{where}: x_mm, y_mm, z_mm and room_mm must be finite")
    if place[3] <= 0:
        raise ValueError(f"{where}: room_mm must be more than 0")
    if place[0] >= 0:
        raise ValueError(f"{where}: x_mm: {place[0]:g} is not on the right side (x < 0)")
    return slip, rail, point, place


def _slips(muscle_id: str, slips: dict[int, dict[int, dict[int, Points]]]) -> tuple[Rails, ...]:
    _check_numbers(f"{muscle_id}: slips", slips, least=1)
    return tuple(_in_order(f"{muscle_id} slip {slip}", slips[slip]) for slip in sorted(slips))


def _in_order(what: str, rails: dict[int, dict[int, Points]]) -> Rails:
    _check_numbers(f"{what}: rails", rails)
    for number, points in rails.items():
        _check_numbers(f"{what}: points of rail {number}", points)
    return tuple(np.stack([rails[r][p] for p in sorted(rails[r])]) for r in sorted(rails))


def _check_numbers(what: str, numbers: Collection[int], least: int = 2) -> None:
    if len(numbers) < least or sorted(numbers) != list(range(1, len(numbers) + 1)):
        raise ValueError(f"{what} must run 1, 2, 3 … and be at least {least}, not {sorted(numbers)}")


def _read_plan(row: dict[str, str], where: str) -> BodyPlan:
    default = BodyPlan(1.0)
    plan = BodyPlan(
        belly=_number(row, "belly_mm", where, None),
        belly_at=_number(row, "belly_at", where, default.belly_at),
        rim=_number(row, "rim_mm", where, default.rim),
        origin_tendon=_numbers(row, "origin_tendon_mm", where) or default.origin_tendon,
        insertion_tendon=_numbers(row, "insertion_tendon_mm", where) or default.insertion_tendon,
        origin_corner=_number(row, "origin_corner_mm", where, default.origin_corner),
        insertion_corner=_number(row, "insertion_corner_mm", where, default.insertion_corner),
        fibres=row["fibres"] or default.fibres,
        bands=_numbers(row, "bands", where),
    )
    if plan.belly <= 0:
        raise ValueError(f"{where}: belly_mm must be more than 0")
    if not 0 < plan.belly_at < 1 or any(not 0 < band < 1 for band in plan.bands):
        raise ValueError(f"{where}: belly_at and bands must lie between 0 and 1")
    if plan.fibres not in FIBRES:
        raise ValueError(f"{where}: fibres must be one of {', '.join(FIBRES)}, not {plan.fibres!r}")
    return plan


def _number(row: dict[str, str], column: str, where: str, default: float | None) -> float:
    """The one number of a cell; `default` (None: there must be one) for an empty cell."""
    numbers = _numbers(row, column, where)
    if len(numbers) > 1 or (not numbers and default is None):
        raise ValueError(f"{where}: {column} must be one number, not {row[column]!r}")
    return numbers[0] if numbers else default if default is not None else 0.0


def _numbers(row: dict[str, str], column: str, where: str) -> tuple[float, ...]:
    """The numbers of a cell, none for an empty one."""
    try:
        numbers = tuple(float(word) for word in (row[column] or "").split())
    except ValueError:
        raise ValueError(f"{where}: {column} must hold numbers, not {row[column]!r}") from None
    if any(not math.isfinite(number) or number < 0 for number in numbers):
        raise ValueError(f"{where}: {column} must be finite and not negative")
    return numbers
