"""A mesh with four faces for each: outlines without corners at close range."""

from __future__ import annotations

import numpy as np

from .meshes import Floats, Ints, Mesh

#: New vertices go this share of the way from the middle of their edge to the planes that touch the surface at its ends
#: (half of it is right on a ball: the planes lie twice as far out there), and at most MOST of the edge's length.
SHARE, MOST = 0.5, 0.12


def finer(mesh: Mesh, normals: Floats) -> tuple[Mesh, Ints]:
    """The finer mesh, and the (E, 2) vertices between which each of its E new vertices lies; those follow the old ones,
    which stay where they are. normals: (N, 3) of the vertices, about unit length."""
    a, b, c = mesh.faces.T
    edges = np.sort(np.concatenate([np.column_stack(pair) for pair in ((a, b), (b, c), (c, a))]), axis=1)
    ends, which = np.unique(edges, axis=0, return_inverse=True)
    ab, bc, ca = len(mesh.vertices) + which.reshape(3, -1)
    faces = np.concatenate(
        [np.column_stack(corners) for corners in ((a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca))]
    )
    return Mesh(np.concatenate([mesh.vertices, _curved(mesh.vertices, normals, ends)]), faces), ends


def between(values: Floats, ends: Ints) -> Floats:
    """Values (N, ...) of a mesh's vertices, and after them the means at the new vertices of the finer mesh."""
    return np.concatenate([values, values[ends].mean(axis=1)])


def _curved(vertices: Floats, normals: Floats, ends: Ints) -> Floats:
    """(E, 3) the middles of edges, moved onto the curved surface."""
    start, end = vertices[ends[:, 0]], vertices[ends[:, 1]]
    middle = (start + end) / 2
    outwards = np.zeros_like(middle)
    for corner, place in enumerate((start, end)):
        normal = normals[ends[:, corner]]
        # onto the plane through the end, across its normal
        outwards -= ((middle - place) * normal).sum(axis=1, keepdims=True) * normal / 2
    outwards *= SHARE
    length = np.linalg.norm(outwards, axis=1, keepdims=True)
    most = MOST * np.linalg.norm(end - start, axis=1, keepdims=True)
    return np.asarray(middle + outwards * np.minimum(1, most / np.maximum(length, 1e-9)))
