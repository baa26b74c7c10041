"""Meshes made ready for sums on them: doubles welded, long edges halved."""

from __future__ import annotations

import numpy as np

from .meshes import Floats, Ints, Mesh

#: Vertices nearer to each other than this (mm) are one; the meshes hold tenths.
WELD_MM = 0.05
#: Rounds of halving: more than enough for any edge of a body.
MOST_ROUNDS = 12


def welded(mesh: Mesh) -> tuple[Mesh, Ints]:
    """The mesh without double vertices and without faces that have no area, and (N,) where each vertex went."""
    places = np.round(mesh.vertices / WELD_MM).astype(np.int64)
    _, first, where = np.unique(places, axis=0, return_index=True, return_inverse=True)
    where = where.ravel().astype(np.int64)
    faces = where[mesh.faces]
    a, b, c = faces.T
    return Mesh(mesh.vertices[first], faces[(a != b) & (b != c) & (c != a)]), where


def refined(mesh: Mesh, longest: float) -> Mesh:
    """The same surface with every edge longer than `longest` mm halved until none is; the old vertices come first."""
    for _ in range(MOST_ROUNDS):
        edges, of_face = edges_of(mesh)
        long = _lengths(mesh.vertices, edges) > longest
        if not long.any():
            break
        mesh = _halved(mesh, edges, of_face, long)
    return mesh


def edges_of(mesh: Mesh) -> tuple[Ints, Ints]:
    """The edges (E, 2), each once, and for each face (M, 3) its edges: corners 0-1, 1-2, 2-0."""
    pairs = np.sort(mesh.faces[:, [[0, 1], [1, 2], [2, 0]]], axis=2).reshape(-1, 2)
    keys, of_face = np.unique(pairs[:, 0] * len(mesh.vertices) + pairs[:, 1], return_inverse=True)
    return np.column_stack(np.divmod(keys, len(mesh.vertices))), of_face.reshape(-1, 3)


def _lengths(vertices: Floats, edges: Ints) -> Floats:
    return np.asarray(np.linalg.norm(vertices[edges[:, 0]] - vertices[edges[:, 1]], axis=1))


def _halved(mesh: Mesh, edges: Ints, of_face: Ints, long: np.ndarray) -> Mesh:
    """Each face cut at the middles of its long edges: in two, three or four."""
    middle = np.full(len(edges), -1, np.int64)
    middle[long] = len(mesh.vertices) + np.arange(long.sum())
    vertices = np.concatenate([mesh.vertices, mesh.vertices[edges[long]].mean(axis=1)])
    cut = middle[of_face]
    count = (cut >= 0).sum(axis=1)
    # turn each face so that its cut edges come first: one cut on edge 0; two cuts on edges 0 and 1
    first = np.where(count == 1, np.argmax(cut >= 0, axis=1), (np.argmin(cut, axis=1) + 1) % 3)
    turn = (first[:, None] + np.arange(3)) % 3
    a, b, c = np.take_along_axis(mesh.faces, turn, axis=1).T
    p, q, r = np.take_along_axis(cut, turn, axis=1).T
    new = [mesh.faces[count == 0]]
    for number, corners in (
        (1, ((a, p, c), (p, b, c))),
        (2, ((p, b, q), (a, p, q), (a, q, c))),
        (3, ((a, p, r), (p, b, q), (r, q, c), (p, q, r))),
    ):
        new += [np.column_stack(face)[count == number] for face in corners]
    return Mesh(vertices, np.concatenate(new))
