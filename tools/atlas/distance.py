"""How far a point lies from a muscle: exact distances to triangles, and whether a mesh surrounds a point."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .meshes import Floats, Mesh

Mask = NDArray[np.bool_]

#: A mesh surrounds a point when it winds round it more than this often: 1 within a closed mesh, 0 outside; a half
#: decides where a mesh has holes (Jacobson, Kavan & Sorkine-Hornung 2013, doi 10.1145/2461912.2461916).
SURROUNDED = 0.5
#: Twice the area (mm2) under which a triangle has no inside: then its edges alone count.
NO_AREA = 1e-9


def distances(points: Floats, mesh: Mesh) -> Floats:
    """(P,) mm from each point (P, 3) to the nearest place of the mesh's surface; 0 within the mesh."""
    corners = mesh.vertices[mesh.faces]
    return np.array([0.0 if surrounds(corners - p) else to_surface(corners - p) for p in points])


def surrounds(corners: Floats) -> bool:
    """Whether triangles (M, 3, 3) wind round the origin: the sum of the solid angles that they fill there, each by
    Van Oosterom & Strackee 1983 (doi 10.1109/TBME.1983.325207)."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    far_a, far_b, far_c = (np.linalg.norm(corner, axis=1) for corner in (a, b, c))
    above = np.einsum("ij,ij->i", a, np.cross(b, c))
    below = far_a * far_b * far_c + _dot(a, b) * far_c + _dot(b, c) * far_a + _dot(c, a) * far_b
    turns = np.arctan2(above, below).sum() / (2 * np.pi)
    return bool(abs(turns) > SURROUNDED)


def to_surface(corners: Floats) -> float:
    """mm from the origin to the nearest place of triangles (M, 3, 3): above a triangle to its plane, else to its
    nearest edge."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    edges = [_to_segments(start, end) for start, end in ((a, b), (b, c), (c, a))]
    normal = np.cross(b - a, c - a)
    size = np.linalg.norm(normal, axis=1)
    solid = size > NO_AREA
    height = np.abs(_dot(a, normal)) / np.where(solid, size, 1.0)
    to_plane = np.where(solid & _above(corners, normal), height, np.inf)
    return float(min(to_plane.min(), *(edge.min() for edge in edges)))


def _above(corners: Floats, normal: Floats) -> Mask:
    """(M,) whether the foot of the origin's perpendicular lies within the triangle: on the inner side of each edge."""
    inside = np.ones(len(corners), bool)
    for start, end in ((0, 1), (1, 2), (2, 0)):
        along = corners[:, end] - corners[:, start]
        inside &= _dot(np.cross(along, -corners[:, start]), normal) >= 0
    return inside


def _to_segments(start: Floats, end: Floats) -> Floats:
    """(M,) mm from the origin to each straight edge."""
    along = end - start
    length = np.maximum(_dot(along, along), NO_AREA)
    share = np.clip(-_dot(start, along) / length, 0, 1)
    return np.linalg.norm(start + share[:, None] * along, axis=1)


def _dot(a: Floats, b: Floats) -> Floats:
    return np.einsum("ij,ij->i", a, b)
