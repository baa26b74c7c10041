"""Sums on a triangle mesh: cotangent weights, gradients, harmonic values, ways along it and cuts through it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csc_matrix, csr_matrix, diags
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.sparse.linalg import splu

from .meshes import Floats, Ints, Mesh
from .refine import edges_of

#: The most a cotangent weighs: the three of a sliver, which are without limit, are scaled down to it together.
MOST_WEIGHT = 20.0
#: Values are held by this much more than neighbours pull.
HOLD = 1e6
#: What holds a piece that nothing else holds, next to nothing.
FREE = 1e-9
#: Steps of smoothing, however fine the mesh.
MOST_STEPS = 40

Mask = NDArray[np.bool_]


class Surface:
    """A welded mesh and what sums on it need: vertex and face areas (mm2), connected pieces, the Laplacian."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.vertices, self.faces = mesh.vertices, mesh.faces
        self.size = len(mesh.vertices)
        a, b, c = (self.vertices[self.faces[:, corner]] for corner in range(3))
        across = np.cross(b - a, c - a)
        double = np.linalg.norm(across, axis=1)
        self.face_areas = double / 2
        self.face_normals = across / np.maximum(double, 1e-9)[:, None]
        self.areas = self._gathered(np.repeat(self.face_areas[:, None], 3, axis=1) / 3)
        self.normals = unit(self._gathered(np.repeat(across[:, None], 3, axis=1)))
        edges, _ = edges_of(mesh)
        length = np.linalg.norm(self.vertices[edges[:, 0]] - self.vertices[edges[:, 1]], axis=1)
        half = csr_matrix((np.maximum(length, 1e-6), edges.T), shape=(self.size, self.size))
        self.ways = half + half.T
        self.labels: Ints = connected_components(half, directed=False)[1].astype(np.int64)
        self.laplacian = self._laplacian()

    def harmonic(self, held: Mask, values: Floats) -> Floats:
        """(N,) as even as can be between the vertices that are `held` at `values`; 0 in a piece that none holds."""
        hold = np.where(held, HOLD, 0.0)
        return self._solved(hold, hold * values)

    def potential(self, flow: Floats) -> Floats:
        """(N,) whose gradient is a flow from where `flow` (N,) is negative to where it is positive, that leaves the
        surface nowhere else; `flow` has to sum to 0 on every piece."""
        return self._solved(np.zeros(self.size), flow)

    def smoothed(self, values: Floats, width: float) -> Floats:
        """(N, k) values spread over about `width` mm, by steps to the mean of the neighbours."""
        pull = self.ways.copy()
        pull.data = 1 / pull.data
        step = diags(1 / np.maximum(np.asarray(pull.sum(axis=1)).ravel(), 1e-12)) @ pull
        edge2 = self.areas.sum() / max(self.size, 1)
        for _ in range(int(np.clip(width**2 / edge2, 1, MOST_STEPS))):
            values = (values + step @ values) / 2
        return values

    def _solved(self, held: Floats, right: Floats) -> Floats:
        system = csc_matrix(self.laplacian + diags(held + FREE))
        order = {"permc_spec": "MMD_AT_PLUS_A", "diag_pivot_thresh": 0.0, "options": {"SymmetricMode": True}}
        return np.asarray(splu(system, **order).solve(right))

    def gradient(self, values: Floats) -> Floats:
        """(M, 3) gradient of vertex values (N,) on each face, 1/mm."""
        a, b, c = (self.vertices[self.faces[:, corner]] for corner in range(3))
        opposite = np.stack([c - b, a - c, b - a], axis=1)
        turned = np.cross(self.face_normals[:, None], opposite)
        summed = (turned * values[self.faces][:, :, None]).sum(axis=1)
        return np.asarray(summed / np.maximum(2 * self.face_areas, 1e-9)[:, None])

    def to_vertices(self, values: Floats, weights: Floats) -> Floats:
        """Face values (M, k), weighted (M,), as means at the vertices (N, k); 0 where no face has any weight."""
        total = self._gathered(np.repeat(weights[:, None], 3, axis=1))
        summed = self._gathered(np.repeat((values * weights[:, None])[:, None], 3, axis=1))
        return summed / np.maximum(total, 1e-12)[:, None]

    def distances(self, start: Mask) -> Floats:
        """(N,) mm along the edges from the nearest vertex of `start`; inf in a piece without one."""
        if not start.any():
            return np.full(self.size, np.inf)
        far = dijkstra(self.ways, indices=np.flatnonzero(start), min_only=True)
        return np.asarray(far, dtype=float)

    def cut_area(self, of_faces: Mask, values: Floats, levels: Floats) -> Floats:
        """(L,) mm2 of the plane areas that the lines `values` = level enclose on some of the faces."""
        corners = self.vertices[self.faces[of_faces]]
        heights = values[self.faces[of_faces]]
        return np.array([_enclosed(corners, heights, level) for level in levels])

    def _laplacian(self) -> csr_matrix:
        rows, columns, cotangents = [], [], []
        for a, b, c in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
            one = self.vertices[self.faces[:, a]] - self.vertices[self.faces[:, c]]
            other = self.vertices[self.faces[:, b]] - self.vertices[self.faces[:, c]]
            cotangents.append((one * other).sum(axis=1) / np.maximum(2 * self.face_areas, 1e-9))
            rows += [self.faces[:, a], self.faces[:, b]]
            columns += [self.faces[:, b], self.faces[:, a]]
        largest = np.max(np.abs(cotangents), axis=0)
        scale = MOST_WEIGHT / np.maximum(largest, MOST_WEIGHT) / 2
        weights = np.concatenate([np.tile(one * scale, 2) for one in cotangents])
        where = (np.concatenate(rows), np.concatenate(columns))
        pull = coo_matrix((weights, where), shape=(self.size, self.size)).tocsr()
        return diags(np.asarray(pull.sum(axis=1)).ravel()) - pull

    def _gathered(self, values: Floats) -> Floats:
        """Sums at the vertices of what each face gives its corners: (M, 3) -> (N,), or (M, 3, k) -> (N, k)."""
        corners = self.faces.ravel()
        if values.ndim == 2:
            return np.bincount(corners, values.ravel(), self.size).astype(float)
        columns = [np.bincount(corners, values[:, :, k].ravel(), self.size) for k in range(values.shape[2])]
        return np.column_stack(columns)


def _enclosed(corners: Floats, heights: Floats, level: float) -> float:
    """The area that the line `height` = level encloses: half the sum of cross products of its pieces, all of which run
    the same way round because the faces all look outwards."""
    above = heights > level
    some = above.any(axis=1) & ~above.all(axis=1)
    corners, heights, above = corners[some], heights[some], above[some]
    # turn each face so that the corner that is alone on its side comes first
    alone = np.where(above.sum(axis=1) == 1, above.argmax(axis=1), (~above).argmax(axis=1))
    turn = (alone[:, None] + np.arange(3)) % 3
    corners = np.take_along_axis(corners, turn[:, :, None], axis=1)
    heights, up = np.take_along_axis(heights, turn, axis=1), np.take_along_axis(above, alone[:, None], axis=1)
    share = (level - heights[:, :1]) / (heights[:, 1:] - heights[:, :1])
    ends = corners[:, :1] + share[:, :, None] * (corners[:, 1:] - corners[:, :1])
    pieces = np.cross(ends[:, 0], ends[:, 1]) * np.where(up, 1, -1)
    return float(np.linalg.norm(pieces.sum(axis=0)) / 2)


def unit(vectors: Floats) -> Floats:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
