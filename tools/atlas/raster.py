"""Draw a mesh, seen by an orthographic camera, into images of face numbers; look attributes up a pixel at a time.

Pixels are counted from the top left; a pixel's place is its centre. All lengths are mm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .meshes import Floats, Ints, Mesh

#: Pixels worked out in one go: bounds the memory, not the result.
PIXELS_AT_ONCE = 400_000
#: A pixel this far (in barycentric weight) outside a face still counts, so that no seam is left between two faces.
EDGE_SLACK = 1e-6


@dataclass(frozen=True)
class Camera:
    """An orthographic camera: `right` and `up` are unit vectors of the screen in body axes; the viewer looks against
    `toward`. The window is [left, left + width] x [bottom, bottom + height] in screen mm."""

    right: tuple[float, float, float]
    up: tuple[float, float, float]
    left: float
    bottom: float
    width: float
    height: float
    px_per_mm: float

    @property
    def toward(self) -> Floats:
        """Unit vector from the body to the viewer."""
        return np.cross(self.right, self.up)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns) of the image in px."""
        return round(self.height * self.px_per_mm), round(self.width * self.px_per_mm)

    def screen_mm(self, points: Floats) -> Floats:
        """(N, 3) body points -> (N, 2) screen mm, measured from the window's lower left corner."""
        return points @ np.array([self.right, self.up], float).T - [self.left, self.bottom]

    def pixels(self, points: Floats) -> Floats:
        """(N, 3) body points -> (N, 2) px (column, row); the centre of the first pixel is (0, 0)."""
        mm = self.screen_mm(points)
        return np.column_stack([mm[:, 0], self.height - mm[:, 1]]) * self.px_per_mm - 0.5

    def depth(self, points: Floats) -> Floats:
        """(N, 3) body points -> (N,) mm towards the viewer (larger is nearer)."""
        return points @ self.toward

    def cut(self, rows: slice, columns: slice) -> Camera:
        """The camera that sees only these rows and columns of the image, pixel for pixel."""
        return Camera(
            self.right,
            self.up,
            self.left + columns.start / self.px_per_mm,
            self.bottom + self.height - rows.stop / self.px_per_mm,
            (columns.stop - columns.start) / self.px_per_mm,
            (rows.stop - rows.start) / self.px_per_mm,
            self.px_per_mm,
        )

    def scaled(self, factor: float) -> Camera:
        """The same window with `factor` times as many pixels a mm."""
        return Camera(self.right, self.up, self.left, self.bottom, self.width, self.height, self.px_per_mm * factor)


@dataclass(frozen=True)
class Drawing:
    """What a camera sees: for every pixel the face in front (-1: none) and the weights of its three corners."""

    mesh: Mesh
    face: NDArray[np.int32]
    inside: NDArray[np.bool_]
    weights: Floats

    def look_up(self, values: Floats) -> Floats:
        """Interpolate (N,) or (N, k) values of the vertices at the pixels that show the mesh: (P,) or (P, k)."""
        corners = values[self.mesh.faces[self.face[self.inside]]]
        if values.ndim == 1:
            return np.einsum("pc,pc->p", self.weights, corners)
        return np.einsum("pc,pck->pk", self.weights, corners)

    def image(self, values: NDArray[Any], empty: float = 0) -> NDArray[Any]:
        """Spread values of the shown pixels, (P,) or (P, k), over the image; `empty` elsewhere."""
        image = np.full(self.face.shape + values.shape[1:], empty, values.dtype)
        image[self.inside] = values
        return image


def draw(mesh: Mesh, camera: Camera) -> Drawing:
    """Draw the faces that look at the viewer, the nearest in front (a depth buffer); about 5 s for 100,000 faces at
    2,000 x 5,000 px. Of faces equally near, the last one shows."""
    corners = camera.pixels(mesh.vertices)[mesh.faces]
    depths = camera.depth(mesh.vertices)[mesh.faces]
    rows, columns = camera.shape
    flat = np.full(rows * columns, -1, np.int32)
    nearest = np.full(rows * columns, -np.inf)
    for some in _in_turn(np.flatnonzero(_turned_here(corners, camera.shape)), corners, camera.shape):
        _draw_some(some, corners[some], depths[some], camera.shape, flat, nearest)
    face = flat.reshape(rows, columns)
    inside = face >= 0
    return Drawing(mesh, face, inside, _corner_weights(face, inside, corners))


def without_pinholes(drawing: Drawing, camera: Camera, largest: float) -> Drawing:
    """Close the holes of up to `largest` mm2 that are left in creases: each of their pixels shows the nearest face."""
    _, piece, stats, _ = cv2.connectedComponentsWithStats((~drawing.inside).astype(np.uint8), connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] <= largest * camera.px_per_mm**2
    holes = small[piece] & ~drawing.inside
    if not holes.any():
        return drawing
    face = nearest_value(drawing.face, drawing.inside, holes)
    inside = face >= 0
    corners = camera.pixels(drawing.mesh.vertices)[drawing.mesh.faces]
    return Drawing(drawing.mesh, face, inside, _corner_weights(face, inside, corners))


def nearest_value(values: NDArray[np.int32], known: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> NDArray[np.int32]:
    """`values` (rows, columns) with those at `wanted` taken from the nearest pixel at which they are `known`."""
    unknown = (~known).astype(np.uint8)
    _, nearest = cv2.distanceTransformWithLabels(unknown, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    by_label = np.zeros(nearest.max() + 1, np.int32)
    by_label[nearest[known]] = values[known]
    return np.where(wanted, by_label[nearest], values)


def vertex_normals(mesh: Mesh) -> Floats:
    """(N, 3) unit normals of the vertices, the faces' mean weighted by area."""
    a, b, c = (mesh.vertices[mesh.faces[:, corner]] for corner in range(3))
    face_normals = np.cross(b - a, c - a)
    normals = np.zeros_like(mesh.vertices)
    for corner in range(3):
        np.add.at(normals, mesh.faces[:, corner], face_normals)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)


def join(meshes: list[Mesh]) -> Mesh:
    """Several meshes as one, vertices and faces in the order given."""
    offsets = np.cumsum([0] + [len(mesh.vertices) for mesh in meshes[:-1]])
    faces = [mesh.faces + offset for mesh, offset in zip(meshes, offsets, strict=True)]
    return Mesh(np.concatenate([mesh.vertices for mesh in meshes]), np.concatenate(faces))


def _turned_here(corners: Floats, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """(M,) whether a face (its corners in px) touches the image and looks at the viewer."""
    rows, columns = shape
    low, high = corners.min(axis=1), corners.max(axis=1)
    touches = (high > 0).all(axis=1) & (low[:, 0] < columns) & (low[:, 1] < rows)
    edge_1, edge_2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    # rows count downwards, so a face that looks at the viewer turns clockwise in pixels
    return touches & (edge_1[:, 0] * edge_2[:, 1] - edge_1[:, 1] * edge_2[:, 0] < 0)


def _boxes(corners: Floats, shape: tuple[int, int]) -> tuple[Ints, Ints]:
    """(M, 2) first column and row, and (M, 2) columns and rows, of the pixels that faces may cover."""
    whole = [shape[1], shape[0]]
    low = np.clip(np.ceil(corners.min(axis=1)), 0, whole).astype(np.int64)
    high = np.clip(np.floor(corners.max(axis=1)) + 1, 0, whole).astype(np.int64)
    return low, np.maximum(high - low, 0)


def _in_turn(faces: Ints, corners: Floats, shape: tuple[int, int]) -> Iterator[Ints]:
    """`faces` in their order, in lots whose boxes hold about PIXELS_AT_ONCE pixels."""
    _, size = _boxes(corners[faces], shape)
    lot = np.cumsum(size[:, 0] * size[:, 1]) // PIXELS_AT_ONCE
    yield from np.split(faces, np.flatnonzero(np.diff(lot)) + 1)


def _draw_some(
    faces: Ints,
    corners: Floats,
    depths: Floats,
    shape: tuple[int, int],
    face: NDArray[np.int32],
    nearest: Floats,
) -> None:
    """Draw `faces` into the flat images `face` and `nearest`: every pixel of each face's box, kept where inside."""
    low, size = _boxes(corners, shape)
    count = size[:, 0] * size[:, 1]
    own = np.repeat(np.arange(len(faces)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    column = low[own, 0] + step % np.maximum(size[own, 0], 1)
    row = low[own, 1] + step // np.maximum(size[own, 0], 1)
    weights = _barycentric(corners[own], np.column_stack([column, row]))
    hit = (weights >= -EDGE_SLACK).all(axis=1)
    own, pixel = own[hit], row[hit] * shape[1] + column[hit]
    depth = (weights[hit] * depths[own]).sum(axis=1)
    order = np.argsort(depth, kind="stable")  # the last write, the nearest, stays
    own, pixel, depth = own[order], pixel[order], depth[order]
    nearer = depth >= nearest[pixel]
    face[pixel[nearer]] = faces[own[nearer]]
    nearest[pixel[nearer]] = depth[nearer]


def _barycentric(corners: Floats, points: NDArray[Any]) -> Floats:
    """Weights (P, 3) of the corners (P, 3, 2) at the points (P, 2)."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    to_b, to_c, to_p = b - a, c - a, points - a
    area = to_b[:, 0] * to_c[:, 1] - to_b[:, 1] * to_c[:, 0]
    area = np.where(np.abs(area) < 1e-9, 1e-9, area)
    weight_b = (to_p[:, 0] * to_c[:, 1] - to_p[:, 1] * to_c[:, 0]) / area
    weight_c = (to_b[:, 0] * to_p[:, 1] - to_b[:, 1] * to_p[:, 0]) / area
    return np.column_stack([1 - weight_b - weight_c, weight_b, weight_c])


def _corner_weights(face: NDArray[np.int32], inside: NDArray[np.bool_], corners: Floats) -> Floats:
    """Barycentric weights (P, 3) of the shown pixels, clipped to the face."""
    rows, columns = np.nonzero(inside)
    weights = np.clip(_barycentric(corners[face[inside]], np.column_stack([columns, rows])), 0, 1)
    return weights / weights.sum(axis=1, keepdims=True)
