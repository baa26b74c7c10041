"""The face at rest: closed lids instead of the open eyes of the source.

The source's skin has deep, folded rims round the eyes and the eyes are meshes of their own. Both give way to one smooth
surface a side: it takes up the skin around without a crease, and bulges over the eyeball as a closed lid does. Places
are body places at rest, mm.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator, RBFInterpolator
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay

from .meshes import MIDLINE_X, Floats, Ints, Mesh

#: The skin that the lids replace: an ellipse seen from the front (centre |x| from the midline, y; half width, half
#: height), as far back as EYE_BACK_Z; it holds the source's folds, which reach from x = 11 to 54 and y = 1630 to 1662.
EYE_CENTRE, EYE_HALF, EYE_BACK_Z = (32.5, 1645.5), (23.5, 18.0), 140.0
#: The closed lids bulge this far (mm) over the eyeball, whose middle (|x| from the midline, y: the mean of both sides'
#: sclera meshes) is given, and fall off to nothing at these half axes.
EYEBALL, BULGE, BULGE_HALF = (32.3, 1646.3), 2.4, (16.0, 12.0)
#: Distance between the lids' vertices, and how far round the hole the skin is taken up.
SPACING, TAKEN_UP = 1.5, 12.0
#: How little the plate follows single vertices of the skin round it.
STIFFNESS = 3.0

#: Lines of the closed eye, |x| from the midline and y: the lashes, and the fold of the upper lid over the eyeball.
LASHES = ((16.5, 1643.6), (24.0, 1641.2), (32.0, 1640.2), (40.0, 1641.0), (48.0, 1643.8))
FOLD = ((19.0, 1651.5), (25.0, 1654.6), (33.0, 1655.8), (41.0, 1654.6), (48.5, 1650.5))
#: Mouth: its line, the upper and the lower border of the lips, |x| from the midline and y; read off the skin's form.
MOUTH = ((0.0, 1579.2), (5.0, 1579.9), (12.0, 1579.4), (20.0, 1579.3), (28.5, 1580.6))
LIP_TOP = ((0.0, 1585.9), (5.0, 1587.2), (9.0, 1586.4), (18.0, 1583.6), (28.5, 1580.6))
LIP_LOW = ((0.0, 1571.6), (6.0, 1571.9), (14.0, 1573.6), (21.0, 1576.4), (28.5, 1580.6))
#: Brow: the line of its middle, |x| from the midline and y.
BROW = ((12.0, 1664.5), (22.0, 1668.0), (34.0, 1670.0), (44.0, 1668.6), (54.0, 1662.8))

LIP, LINE = np.array([0.865, 0.715, 0.680]), np.array([0.55, 0.46, 0.43])
BROWN = np.array([0.66, 0.60, 0.55])
#: No paint of the face lies farther back (mm) than this.
FACE_Z = 150.0

Mask = NDArray[np.bool_]
Nodes = tuple[tuple[float, float], ...]


def close_eyes(skin: Mesh) -> Mesh:
    """The skin with closed lids on both sides."""
    for side in (-1, 1):
        skin = _close_eye(skin, side)
    return skin


def in_eye(places: Floats) -> Mask:
    """(P,) whether a place (P, 3) lies on the skin that the lids replace."""
    across = (np.abs(places[:, 0] - MIDLINE_X) - EYE_CENTRE[0]) / EYE_HALF[0]
    up = (places[:, 1] - EYE_CENTRE[1]) / EYE_HALF[1]
    return np.asarray((across**2 + up**2 < 1) & (places[:, 2] > EYE_BACK_Z))


def painted(colour: Floats, places: Floats) -> Floats:
    """The colours (P, 3) of places (P, 3) with lashes, lid folds, brows, lips and the line of the mouth on them."""
    front = (places[:, 2] > FACE_Z) & (places[:, 1] > 1560) & (places[:, 1] < 1685)
    colour, some = colour.copy(), places[front]
    x, y = np.abs(some[:, 0] - MIDLINE_X), some[:, 1]
    face = colour[front]
    lips = _soft(_height(LIP_TOP, x) - y, 0.9) * _soft(y - _height(LIP_LOW, x), 1.4) * _soft(MOUTH[-1][0] - x, 1.5)
    for tone, cover in (
        (BROWN, 0.34 * _line(BROW, x, y, 2.6)),
        (LINE, 0.20 * _line(FOLD, x, y, 0.8)),
        (LINE, 0.62 * _line(LASHES, x, y, 0.55)),
        (LIP, 0.50 * lips),
        (LINE, 0.50 * _line(MOUTH, x, y, 0.6)),
    ):
        face += cover[:, None] * (tone - face)
    colour[front] = face
    return colour


def _height(nodes: Nodes, x: Floats) -> Floats:
    """y of the smooth curve through `nodes` at x (P,)."""
    node_x, node_y = np.array(nodes).T
    return np.asarray(PchipInterpolator(node_x, node_y)(np.clip(x, node_x[0], node_x[-1])))


def _line(nodes: Nodes, x: Floats, y: Floats, width: float) -> Floats:
    """(P,) 0..1: a soft line along the curve, one standard deviation `width` mm wide, that tapers off at its ends."""
    node_x = np.array(nodes)[:, 0]
    slope = (_height(nodes, x + 0.5) - _height(nodes, x - 0.5)) / 1.0
    off = (y - _height(nodes, x)) / np.sqrt(1 + slope**2)
    length = 0.22 * (node_x[-1] - node_x[0])
    taper = _soft(node_x[-1] - x - length / 2, length / 2)
    if node_x[0] > 0:  # a curve that starts at the midline runs on over it
        taper = taper * _soft(x - node_x[0] - length / 2, length / 2)
    return np.asarray(np.exp(-0.5 * (off / width) ** 2) * taper)


def _soft(inside: Floats, width: float) -> Floats:
    """0..1: rises smoothly as `inside` goes from -width to width."""
    t = np.clip(inside / (2 * width) + 0.5, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def _close_eye(skin: Mesh, side: int) -> Mesh:
    """The skin with the eye of `side` (-1 right, 1 left) closed."""
    v = skin.vertices
    gone = in_eye(v) & (np.sign(v[:, 0] - MIDLINE_X) == side)
    if not gone.any():
        return skin
    faces = _largest_piece(skin.faces[~gone[skin.faces].any(axis=1)], len(v))
    kept = np.unique(faces)
    number = np.full(len(v), -1)
    number[kept] = np.arange(len(kept))
    rest = Mesh(v[kept], number[faces])
    rim = _rim(rest, gone, v)
    inner, patch = _fill(rest.vertices[rim][:, :2])
    places = np.column_stack([inner, _lid_depth(rest, rim, inner, side)])
    at = np.concatenate([rim, len(kept) + np.arange(len(inner))])
    return Mesh(np.concatenate([rest.vertices, places]), np.concatenate([rest.faces, at[patch]]))


def _largest_piece(faces: Ints, count: int) -> Ints:
    """The faces of the largest connected piece; `count` vertices."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]]])
    graph = coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count))
    piece = connected_components(graph, directed=False)[1][faces[:, 0]]
    return faces[piece == np.bincount(piece).argmax()]


def _rim(mesh: Mesh, gone: Mask, before: Floats) -> Ints:
    """The vertices round the hole whose middle is where vertices (of `before`) are `gone`, in turn."""
    edges = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
    known = {(int(a), int(b)) for a, b in edges}
    after = {b: a for a, b in known if (b, a) not in known}
    middle = before[gone].mean(axis=0)
    start = min(after, key=lambda i: float(np.linalg.norm(mesh.vertices[i] - middle)))
    rim = [start]
    while (following := after[rim[-1]]) != start:
        rim.append(following)
    return np.array(rim)


def _fill(rim: Floats) -> tuple[Floats, Ints]:
    """Vertices (N, 2) within the ring `rim` (R, 2), and the faces (M, 3) that fill it, numbering the rim first; they
    turn to the viewer. Every edge of the rim is an edge of a face: no vertex lies in the circle over it."""
    low, high = rim.min(axis=0), rim.max(axis=0)
    columns, rows = np.meshgrid(np.arange(low[0], high[0], SPACING), np.arange(low[1], high[1], SPACING))
    grid = np.column_stack([(columns + SPACING / 2 * (np.arange(len(rows))[:, None] % 2)).ravel(), rows.ravel()])
    ends = np.roll(rim, -1, axis=0)
    middles, radii = (rim + ends) / 2, np.linalg.norm(ends - rim, axis=1) / 2
    apart = np.linalg.norm(grid[:, None] - middles[None], axis=2)
    inner = grid[(apart > 1.05 * radii + 0.3).all(axis=1) & _surrounded(grid, rim)]
    points = np.concatenate([rim, inner])
    faces = Delaunay(points).simplices
    faces = faces[_surrounded(points[faces].mean(axis=1), rim)]
    to_b, to_c = (points[faces[:, corner]] - points[faces[:, 0]] for corner in (1, 2))
    turned = to_b[:, 0] * to_c[:, 1] < to_b[:, 1] * to_c[:, 0]
    faces[turned] = faces[turned][:, ::-1]
    return inner, faces.astype(np.int64)


def _surrounded(points: Floats, ring: Floats) -> Mask:
    """(P,) whether the ring (R, 2) goes round a point (P, 2)."""
    outline = ring.astype(np.float32)
    return np.array([cv2.pointPolygonTest(outline, (float(x), float(y)), False) > 0 for x, y in points])


def _lid_depth(skin: Mesh, rim: Ints, inner: Floats, side: int) -> Floats:
    """(N,) z of the lid at `inner` (N, 2): a thin plate through the skin round the hole, and the bulge on it."""
    v = skin.vertices
    reach = np.array(EYE_HALF) + TAKEN_UP
    off = np.column_stack([side * (v[:, 0] - MIDLINE_X), v[:, 1]]) - EYE_CENTRE
    near = ((off / reach) ** 2).sum(axis=1) < 1
    near &= v[:, 2] > EYE_BACK_Z
    near[rim] = True
    plate = RBFInterpolator(v[near, :2], v[near, 2], kernel="thin_plate_spline", smoothing=STIFFNESS)
    off = np.column_stack([side * (inner[:, 0] - MIDLINE_X), inner[:, 1]]) - EYEBALL
    inside = np.clip(1 - ((off / BULGE_HALF) ** 2).sum(axis=1), 0, 1)
    return np.asarray(plate(inner) + BULGE * inside**1.5)
