"""Lay smooth sheets over lines of points in space."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

Points: TypeAlias = NDArray[np.float64]
Faces: TypeAlias = NDArray[np.int64]
Rails: TypeAlias = tuple[Points, ...]

# Points nearer to each other than this share one place; it keeps the spline's parameter strictly increasing.
SAME_PLACE_MM = 1e-6


def loft(rails: Rails, rows: int, columns: int) -> tuple[Points, Faces]:
    """Lay a smooth sheet over the rails: vertices (rows * columns, 3) in mm and triangles (M, 3).

    Vertex `row * columns + column` lies at the same fraction of its line as its neighbours; the first row is
    rail 1, the last row the last rail. Both directions are monotone cubic splines (PCHIP: Fritsch & Carlson
    1980, doi 10.1137/0717021) over chord length, which pass through every point and never overshoot, so a
    sheet does not swing into the bone between two rails. Raises ValueError for fewer than two rails, rows or columns.
    """
    if rows < 2 or columns < 2:
        raise ValueError("a sheet needs at least two rows and two columns")
    grid = sheet(rails, np.linspace(0, 1, rows), np.linspace(0, 1, columns))
    return grid[..., :3].reshape(-1, 3), grid_faces(rows, columns)


def sheet(rails: Rails, down: Points, across: Points) -> Points:
    """The lofted sheet at shares 0..1 of its length (`down`, (rows,)) and width (`across`, (columns,)): (rows,
    columns, 3) in mm. What points hold beyond x, y and z is spread along with them. Raises ValueError for fewer than
    two rails."""
    if len(rails) < 2:
        raise ValueError("a sheet needs at least two rails")
    lines = np.stack([_resample(rail[:, np.newaxis, :], across)[:, 0] for rail in rails])
    return _resample(lines, down)


def grid_faces(rows: int, columns: int) -> Faces:
    """Triangles (M, 3) between the vertices `row * columns + column` of a grid."""
    corner = (np.arange(rows - 1)[:, np.newaxis] * columns + np.arange(columns - 1)).ravel()
    right, below = corner + 1, corner + columns
    first = np.stack([corner, right, below], axis=1)
    second = np.stack([right, below + 1, below], axis=1)
    return np.concatenate([first, second]).astype(np.int64)


def _resample(lines: Points, shares: Points) -> Points:
    """Lines side by side (points, lines, 3 or more) -> a point each at `shares` (0..1) of the mean length."""
    steps = np.linalg.norm(np.diff(lines[..., :3], axis=0), axis=2).mean(axis=1)
    place = np.concatenate([[0.0], np.cumsum(np.maximum(steps, SAME_PLACE_MM))])
    if len(place) == 2:
        share = shares[:, np.newaxis, np.newaxis]
        return np.asarray(lines[:1] * (1 - share) + lines[1:] * share)
    return np.asarray(PchipInterpolator(place, lines, axis=0)(shares * place[-1]))
