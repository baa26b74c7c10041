"""Points spread evenly over the skin, in an order of which every beginning is an even, sparser set: the dots of the
app's stipple, and its coarse skin.

Drawn for the right half; the left half has their mirror images, moved onto its own skin (the body is not quite the same
on both sides).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .body import MIDLINE_X, Body
from .digits import Digits
from .meshes import Floats, Ints, Mesh
from .raster import vertex_normals
from .regions import label
from .views import View

#: The least distance (mm) between points of the body, and of head, hands and feet.
APART, FINE_APART = 4.5, 2.4
#: The distances (mm) at which sparser sets are even, from the sparsest on; one after the other holds the one before.
GAPS = (*(round(24.0 * 0.9**step, 1) for step in range(22) if 24.0 * 0.9**step > APART), APART)
FINE_GAPS = (4.0, 3.5, 3.1, 2.7, FINE_APART)
#: Places tried for each point that may be kept: more leave no gap that one could see.
TRIED = 6.0
#: A mirrored point goes to the nearest place of the other half that looks the same way (cosine of the normals).
SAME_WAY = 0.5
#: The points are stored in cubes of this side (mm), so that the app finds what is near.
CUBE = 32.0
SEED = 7


@dataclass(frozen=True)
class OnSkin:
    """Places on the faces of the body's mesh: face (N,), weights of its corners (N, 3)."""

    face: Ints
    weights: Floats

    def of(self, mesh: Mesh, values: Floats) -> Floats:
        """(N, 3) values of the mesh's vertices, at the places."""
        return np.einsum("nc,nck->nk", self.weights, values[mesh.faces[self.face]])

    def some(self, which: NDArray[np.bool_] | Ints) -> OnSkin:
        return OnSkin(self.face[which], self.weights[which])


@dataclass(frozen=True)
class SkinPoints:
    """where: on the mesh; places, normals: (N, 3) at rest, mm and unit; gaps: (N,) mm, the largest distance at which a
    point belongs to an even set; regions: (N,) names."""

    where: OnSkin
    places: Floats
    normals: Floats
    gaps: Floats
    regions: NDArray[np.str_]


def skin_points(body: Body, digits: Digits, fine: frozenset[str]) -> SkinPoints:
    """Spread points over the skin, denser in the regions named `fine`."""
    tried = _tried(body, digits, fine)
    right = np.flatnonzero(tried.places[:, 0] < MIDLINE_X)
    left = np.flatnonzero(tried.places[:, 0] >= MIDLINE_X)
    is_fine = np.isin(tried.regions, list(fine))
    gaps = _spread(tried.places[right], is_fine[right])
    kept = right[gaps > 0]
    gaps = gaps[gaps > 0]
    mirrored = _mirrored(tried, kept, left)
    chosen = np.concatenate([kept, mirrored[mirrored >= 0]])
    every = np.concatenate([gaps, gaps[mirrored >= 0]])
    order = _by_cube(tried.places[chosen])
    chosen = chosen[order]
    where = tried.where.some(chosen)
    return SkinPoints(where, tried.places[chosen], tried.normals[chosen], every[order], tried.regions[chosen])


def _tried(body: Body, digits: Digits, fine: frozenset[str]) -> SkinPoints:
    """Places at random, so many in each region as its distance needs; none has a gap yet."""
    random = np.random.default_rng(SEED)
    mesh = body.mesh
    corners = mesh.vertices[mesh.faces]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1) / 2
    regions = label(corners.mean(axis=1), body.arm[mesh.faces[:, 0]] != 0, body.kind[mesh.faces[:, 0]], digits)
    apart = np.where(np.isin(regions, list(fine)), FINE_APART, APART)
    wanted = TRIED * area / apart**2
    face = np.repeat(np.arange(len(area)), np.floor(wanted + random.random(len(area))).astype(int))
    root, share = np.sqrt(random.random(len(face))), random.random(len(face))
    weights = np.column_stack([1 - root, root * (1 - share), root * share])
    where = OnSkin(face, weights)
    places, normals = where.of(mesh, mesh.vertices), where.of(mesh, vertex_normals(mesh))
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    first = mesh.faces[face][:, 0]
    names = label(places, body.arm[first] != 0, body.kind[first], digits)
    return SkinPoints(where, places, normals, np.zeros(len(face)), names)


def _spread(places: Floats, fine: NDArray[np.bool_]) -> Floats:
    """(N,) the gap of each place that is kept, 0 of the others: at every gap places are taken, in their order (which is
    random), that lie no nearer to one another, to their mirror images and to those taken before."""
    tree = cKDTree(places)
    order = np.random.default_rng(SEED + 1).permutation(len(places))
    nearest = np.abs(places[:, 0] - MIDLINE_X) * 2
    found = np.zeros(len(places))
    for gap in (*GAPS, *FINE_GAPS):
        free = order[(nearest[order] >= gap) & (fine[order] | (gap >= APART))]
        for place in free.tolist():
            if nearest[place] >= gap:
                found[place] = gap
                around = tree.query_ball_point(places[place], gap)
                away = np.linalg.norm(places[around] - places[place], axis=1)
                nearest[around] = np.minimum(nearest[around], away)
    return found


def _mirrored(tried: SkinPoints, kept: Ints, left: Ints) -> Ints:
    """(K,) the place of the left half that mirrors each of `kept`; -1 where there is none, or another has it."""
    flip = np.array([-1.0, 1.0, 1.0])
    images = tried.places[kept] * flip + [2 * MIDLINE_X, 0, 0]
    _, near = cKDTree(tried.places[left]).query(images, k=24)
    normals = tried.normals[kept] * flip
    same = np.einsum("nkx,nx->nk", tried.normals[left[near]], normals) > SAME_WAY
    first = same.argmax(axis=1)
    mirrored = np.where(same.any(axis=1), left[near[np.arange(len(kept)), first]], -1)
    _, once = np.unique(mirrored, return_index=True)
    only = np.zeros(len(kept), bool)
    only[once] = True
    return np.where(only, mirrored, -1)


def _by_cube(places: Floats) -> Ints:
    """The order in which places lie cube by cube: neighbours stand together, as far as a line can have it."""
    cubes = np.floor(places / CUBE).astype(np.int64) + 64
    key = np.zeros(len(places), np.int64)
    for bit in range(8):
        for axis in range(3):
            key |= ((cubes[:, axis] >> bit) & 1) << (3 * bit + axis)
    inner = np.floor((places / CUBE % 1) * 8).astype(np.int64) @ [64, 8, 1]
    return np.lexsort((inner, key))


def shown(points: SkinPoints, body: Body, view: View) -> tuple[Floats, Floats]:
    """Where a view's pose has the points, (N, 3) mm, and their normals there, (N, 3) about unit length."""
    posed = Mesh(body.posed(view.pose).vertices, body.mesh.faces)
    return points.where.of(posed, posed.vertices), points.where.of(posed, vertex_normals(posed))
