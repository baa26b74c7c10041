"""Places spread through each muscle: what the app keeps of the meshes, to tell a point in a muscle from one beside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .distance import surrounds
from .meshes import Floats, Mesh
from .muscles import MuscleShape

#: One place is kept a cube of this side (mm) on a muscle's surface, and one every so many mm within it.
ON_SURFACE, WITHIN = 6.0, 12.0
#: Triangles of finer meshes than this are not split: their corners and middles leave no gap.
CORNERS_AND_MIDDLE = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1 / 3, 1 / 3, 1 / 3], [0.5, 0.5, 0], [0, 0.5, 0.5]])
#: Within a muscle of more triangles (the intercostals' thin sheets) nothing lies deeper than its surface.
MOST_FACES_TO_FILL = 6_000

Places = NDArray[np.int16]


def places_of(shapes: dict[str, MuscleShape]) -> dict[str, Places]:
    """(N, 3) whole mm for each muscle of the right side."""
    return {muscle: places(shape.mesh) for muscle, shape in shapes.items()}


def places(mesh: Mesh) -> Places:
    """(N, 3) whole mm: the surface thinned to one place a cube, and a grid of places within."""
    on_surface = np.einsum("kc,fcx->fkx", CORNERS_AND_MIDDLE, mesh.vertices[mesh.faces]).reshape(-1, 3)
    _, first = np.unique(np.floor(on_surface / ON_SURFACE), axis=0, return_index=True)
    return np.round(np.concatenate([on_surface[first], _within(mesh)])).astype(np.int16)


def _within(mesh: Mesh) -> Floats:
    """The places of a grid that the mesh surrounds."""
    if len(mesh.faces) > MOST_FACES_TO_FILL:
        return np.empty((0, 3))
    low, high = mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)
    axes = [np.arange(a + WITHIN / 2, b, WITHIN) for a, b in zip(low, high, strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    corners = mesh.vertices[mesh.faces]
    return grid[[surrounds(corners - place) for place in grid]] if len(grid) else np.empty((0, 3))
