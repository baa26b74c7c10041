"""Muscles that the source anatomy has no mesh of, drawn as sheets over measured bone points.

`drawn_muscles.csv` holds the sheets: each muscle of the right side is a row of rails, rail 1 the origin line
and the last rail the insertion line, each rail a line of points. Axes as everywhere in the atlas, in mm: x to
the body's left (so x < 0), y up, z to the front. `loft` turns the rails into a mesh.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Collection
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

Points: TypeAlias = NDArray[np.float64]
Faces: TypeAlias = NDArray[np.int64]
Rails: TypeAlias = tuple[Points, ...]

COLUMNS = ("muscle_id", "rail", "point", "x_mm", "y_mm", "z_mm", "landmark")
# Points nearer to each other than this share one place; it keeps the spline's parameter strictly increasing.
SAME_PLACE_MM = 1e-6


def read_drawn(path: str | Path) -> dict[str, Rails]:
    """Read the drawn muscles: muscle_id -> rails, each an array (points, 3) in mm, in the file's order.

    Raises ValueError, naming the line or the muscle, for a missing column, a value that is no number, a point
    that is not on the right side, a point given twice, numbers that do not run 1, 2, 3 …, fewer than two
    rails in a muscle or fewer than two points in a rail.
    """
    numbered: dict[str, dict[int, dict[int, Points]]] = {}
    with Path(path).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"{path}: missing columns: {', '.join(missing)}")
        for row in reader:
            where = f"{path}:{reader.line_num}"
            rail, point, place = _read_point(row, where)
            points = numbered.setdefault(row["muscle_id"], {}).setdefault(rail, {})
            if point in points:
                raise ValueError(f"{where}: {row['muscle_id']} rail {rail} point {point} is given twice")
            points[point] = place
    return {muscle_id: _in_order(muscle_id, rails) for muscle_id, rails in numbered.items()}


def loft(rails: Rails, rows: int, columns: int, thickness_mm: float = 0.0) -> tuple[Points, Faces]:
    """Lay a smooth sheet over the rails: vertices (rows * columns, 3) in mm and triangles (M, 3).

    Vertex `row * columns + column` lies at the same fraction of its line as its neighbours; the first row is
    rail 1, the last row the last rail. Both directions are monotone cubic splines (PCHIP: Fritsch & Carlson
    1980, doi 10.1137/0717021) over chord length, which pass through every point and never overshoot, so a
    sheet does not swing into the bone between two rails. With `thickness_mm` > 0 the result is closed: two
    sheets, half the thickness off to either side, and a wall round the edge. Raises ValueError for fewer than
    two rails, rows or columns, or a negative thickness.
    """
    if len(rails) < 2 or rows < 2 or columns < 2:
        raise ValueError("a sheet needs at least two rails, two rows and two columns")
    if thickness_mm < 0:
        raise ValueError("thickness_mm must not be negative")
    along = np.stack([_resample(rail[:, np.newaxis, :], columns)[:, 0] for rail in rails])
    grid = _resample(along, rows)
    vertices, faces = grid.reshape(-1, 3), _grid_faces(rows, columns)
    if thickness_mm == 0:
        return vertices, faces
    return _thickened(vertices, faces, rows, columns, thickness_mm)


def _read_point(row: dict[str, str], where: str) -> tuple[int, int, Points]:
    try:
        rail, point = int(row["rail"]), int(row["point"])
        place = np.array([float(row[axis]) for axis in ("x_mm", "y_mm", "z_mm")])
    except (TypeError, ValueError):
        raise ValueError(f"{where}: rail, point, x_mm, y_mm and z_mm must be numbers") from None
    if not all(math.isfinite(value) for value in place):
        raise ValueError(f"{where}: x_mm, y_mm and z_mm must be finite")
    if place[0] >= 0:
        raise ValueError(f"{where}: x_mm: {place[0]:g} is not on the right side (x < 0)")
    return rail, point, place


def _in_order(muscle_id: str, rails: dict[int, dict[int, Points]]) -> Rails:
    _check_numbers(f"{muscle_id}: rails", rails)
    for number, points in rails.items():
        _check_numbers(f"{muscle_id}: points of rail {number}", points)
    return tuple(np.stack([rails[r][p] for p in sorted(rails[r])]) for r in sorted(rails))


def _check_numbers(what: str, numbers: Collection[int]) -> None:
    if len(numbers) < 2 or sorted(numbers) != list(range(1, len(numbers) + 1)):
        raise ValueError(f"{what} must run 1, 2, 3 … and be at least two, not {sorted(numbers)}")


def _resample(lines: Points, count: int) -> Points:
    """Lines side by side (points, lines, 3) -> `count` points each, at even steps of the mean length."""
    steps = np.linalg.norm(np.diff(lines, axis=0), axis=2).mean(axis=1)
    place = np.concatenate([[0.0], np.cumsum(np.maximum(steps, SAME_PLACE_MM))])
    even = np.linspace(0.0, place[-1], count)
    if len(place) == 2:
        share = (even / place[-1])[:, np.newaxis, np.newaxis]
        return np.asarray(lines[:1] * (1 - share) + lines[1:] * share)
    return np.asarray(PchipInterpolator(place, lines, axis=0)(even))


def _grid_faces(rows: int, columns: int) -> Faces:
    corner = (np.arange(rows - 1)[:, np.newaxis] * columns + np.arange(columns - 1)).ravel()
    right, below = corner + 1, corner + columns
    first = np.stack([corner, right, below], axis=1)
    second = np.stack([right, below + 1, below], axis=1)
    return np.concatenate([first, second]).astype(np.int64)


def _vertex_normals(vertices: Points, faces: Faces) -> Points:
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    face_normals = np.cross(b - a, c - a)
    normals = np.zeros_like(vertices)
    for i in range(3):
        np.add.at(normals, faces[:, i], face_normals)
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    return np.asarray(normals / np.maximum(length, SAME_PLACE_MM))


def _thickened(vertices: Points, faces: Faces, rows: int, columns: int, thickness_mm: float) -> tuple[Points, Faces]:
    half = _vertex_normals(vertices, faces) * (thickness_mm / 2)
    count = len(vertices)
    edge = _edge_loop(rows, columns)
    after = np.roll(edge, -1)
    wall = [
        np.stack([edge, edge + count, after], axis=1),
        np.stack([after, edge + count, after + count], axis=1),
    ]
    both = np.concatenate([vertices + half, vertices - half])
    return both, np.concatenate([faces, faces[:, ::-1] + count, *wall])


def _edge_loop(rows: int, columns: int) -> Faces:
    """Vertex numbers round the sheet's edge, in the direction in which its faces are wound."""
    number = np.arange(rows * columns).reshape(rows, columns)
    sides = [number[0, :-1], number[:-1, -1], number[-1, :0:-1], number[:0:-1, 0]]
    return np.concatenate(sides).astype(np.int64)
