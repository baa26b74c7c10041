"""Which way a muscle's fibres run, and where it is tendon: worked out on its mesh from where it attaches.

Along a muscle runs a harmonic value, held at 0 where the mesh lies at the bones of the origin and at 1 at those of the
insertion. The fibres follow a flow that comes evenly out of the whole origin and goes evenly into the whole insertion:
so they may leave a bone at a slant, as those of the rhomboids do, which the gradient of a held value never does. Each
connected piece of a mesh is a belly of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .attachments import ATTACHMENTS, Attachment, Bones, away, read_attachments
from .fibre_field import Fibres
from .leans import LEANS, Lean, leant, read_leans
from .meshes import Floats, Ints, Mesh, MeshError, MeshSource, table_rows
from .muscles import DRAWN, MESH_COLUMNS, MUSCLE_MESHES, MuscleShape
from .refine import refined, welded
from .surface import Mask, Surface, unit

#: Faces wanted on a muscle, and the least length (mm) to which its edges are halved for that.
FACES, FINEST = 3000, 2.0
#: A connected piece smaller than this share of the muscle is a speck: it takes the values of the nearest belly.
SPECK = 0.02
#: An end covers at least this share of its piece's surface: the part nearest to the bone.
LEAST_END = 0.015
#: A mesh is tendon where a cut across it is smaller than this share of the belly's largest,
THIN_SHARE = 0.27
#: cuts being made this many times along a piece;
CUTS = 60
#: flesh and tendon merge over this share of the tendon's length, within these mm.
FADE, FADE_MM = 0.45, (4.0, 30.0)
#: A slope under this share of the usual one is flat: blind ends behind an attachment lengthen no muscle.
FLAT = 0.01
#: Directions are smoothed over this share of a muscle's length, within these mm.
SMOOTH, SMOOTH_MM = 0.05, (2.5, 15.0)


@dataclass(frozen=True)
class _Part:
    """Where one attachment holds a piece: `far` (N,) mm from it, up to its `reach` or so (inf where it does not hold);
    its tendon (mm, None: as far as the mesh is thin)."""

    far: Floats
    reach: float
    tendon_mm: float | None

    @property
    def held(self) -> Mask:
        """(N,) the vertices that it holds."""
        return np.isfinite(self.far)


@dataclass(frozen=True)
class _Belly:
    """A connected piece (N,) of a muscle with its two ends and how its fibres lean."""

    piece: Mask
    leans: Sequence[Lean]
    origin: list[_Part]
    insertion: list[_Part]


def every_fibre_field(shapes: dict[str, MuscleShape], source: MeshSource) -> dict[str, Fibres]:
    """The fibres of every muscle of `shapes` that has a mesh (the drawn ones know theirs), by muscle id.

    Raises MeshError for a muscle without attachments, or with one to an element that `source` does not hold."""
    elements = meshed_elements()
    attachments = read_attachments(ATTACHMENTS, elements, source)
    leans = read_leans(LEANS, elements)
    bones, fields = Bones(source), {}
    for muscle_id, shape in shapes.items():
        if shape.drawn:
            continue
        if muscle_id not in attachments:
            raise MeshError(f"{muscle_id} has a mesh, but {ATTACHMENTS.name} does not say where it attaches")
        pieces = piece_of_each(shape.mesh, elements[muscle_id], source)
        fields[muscle_id] = fibres_of(shape.mesh, attachments[muscle_id], bones, pieces, leans.get(muscle_id, ()))
    return fields


def meshed_elements() -> dict[str, list[str]]:
    """The mesh elements of every muscle of muscle_meshes.csv that has any, by muscle id."""
    elements: dict[str, list[str]] = {}
    for _, row in table_rows(MUSCLE_MESHES, MESH_COLUMNS):
        if row["element_id"] != DRAWN:
            elements.setdefault(row["muscle_id"], []).append(row["element_id"])
    return elements


def piece_of_each(mesh: Mesh, elements: Sequence[str], source: MeshSource) -> NDArray[np.str_]:
    """(N,) the element that each vertex of a muscle comes from: the one that has a vertex nearest to it."""
    places = [source.mesh(element).vertices for element in elements]
    names = np.repeat(np.array(elements), [len(some) for some in places])
    return np.asarray(names[cKDTree(np.concatenate(places)).query(mesh.vertices)[1]])


def fibres_of(
    mesh: Mesh,
    attachments: Sequence[Attachment],
    bones: Bones,
    pieces: NDArray[np.str_] | None = None,
    leans: Sequence[Lean] = (),
) -> Fibres:
    """The fibres of one muscle of the right side; `pieces` (N,) names each vertex's element for the rows that speak of
    one piece. The values are worked out on a finer mesh, but given at the vertices of `mesh`: where its faces are long
    and the drawing should be fine, refine it first (`refine.refined`)."""
    clean, where = welded(mesh)
    longest = max(FINEST, 2 * float(np.sqrt(_area(clean) / FACES)))
    surface = Surface(refined(clean, longest))
    names = np.full(len(clean.vertices), "", object)
    if pieces is not None:
        names[where] = pieces
    bellies = []
    for piece in _pieces(surface):
        element = _commonest(names[piece[: len(names)]])
        rows = [row for row in attachments if row.piece in ("", element)]
        leaning = [lean for lean in leans if lean.piece in ("", element)]
        bellies.append(_Belly(piece, leaning, *_ends(surface, piece, rows, bones)))
    return _taken(surface, _solved(surface, bellies), bellies, where)


def _solved(surface: Surface, bellies: Sequence[_Belly]) -> Fibres:
    """The fibres on a surface of which the bellies and their ends are known."""
    first, last = _held([belly.origin for belly in bellies]), _held([belly.insertion for belly in bellies])
    value = np.clip(surface.harmonic(first | last, (last & ~first).astype(float)), 0, 1)
    along, tendon, flow = np.zeros(surface.size), np.zeros(surface.size), np.zeros(surface.size)
    longest = 0.0
    for belly in bellies:
        even, length = _even(surface, belly.piece, value)
        along[belly.piece] = even[belly.piece]
        tendon = np.maximum(tendon, _tendon(surface, belly, even, length) * belly.piece)
        flow += _share(surface, belly.insertion) - _share(surface, belly.origin)
        longest = max(longest, length)
    direction = _direction(surface, surface.potential(flow), longest)
    for belly in bellies:
        for lean in belly.leans:
            direction = leant(surface, belly.piece, along, direction, lean)
    return Fibres(along, tendon, direction)


def _held(ends: Sequence[Sequence[_Part]]) -> Mask:
    """(N,) the vertices that any part of the ends holds."""
    return np.asarray(np.any([part.held for parts in ends for part in parts], axis=0))


def _share(surface: Surface, parts: Sequence[_Part]) -> Floats:
    """(N,) the share of a belly's fibres that ends at each vertex: as many on each mm2 that is held."""
    areas = surface.areas * _held([parts])
    return areas / areas.sum()


def _taken(surface: Surface, fibres: Fibres, bellies: Sequence[_Belly], where: Ints) -> Fibres:
    """The values at the mesh's own vertices; specks take those of the nearest belly."""
    known = np.flatnonzero(np.any([belly.piece for belly in bellies], axis=0))
    take = known[cKDTree(surface.vertices[known]).query(surface.vertices[: where.max() + 1])[1]][where]
    return Fibres(fibres.along[take], fibres.tendon[take], fibres.direction[take])


def _area(mesh: Mesh) -> float:
    a, b, c = (mesh.vertices[mesh.faces[:, corner]] for corner in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def _pieces(surface: Surface) -> list[Mask]:
    """The connected pieces (N,) of a surface that are more than specks."""
    areas = np.bincount(surface.labels, surface.areas)
    return [surface.labels == label for label in np.flatnonzero(areas >= SPECK * areas.sum())]


def _commonest(names: NDArray[np.object_]) -> str:
    values, counts = np.unique(names.astype(str), return_counts=True)
    return str(values[counts.argmax()]) if len(values) else ""


def _ends(surface: Surface, piece: Mask, rows: Sequence[Attachment], bones: Bones) -> tuple[list[_Part], list[_Part]]:
    """Origin and insertion of one piece; an end that lies at none of its bones is the part farthest from the other."""
    origin = _attached(surface, piece, [row for row in rows if row.end == "origin"], bones)
    insertion = _attached(surface, piece, [row for row in rows if row.end == "insertion"], bones)
    if not origin and not insertion:
        origin = _farthest(surface, piece, _height(surface, piece))
    if not origin:
        origin = _farthest(surface, piece, surface.distances(_held([insertion])))
    if not insertion:
        insertion = _farthest(surface, piece, surface.distances(_held([origin])))
    return origin, insertion


def _attached(surface: Surface, piece: Mask, rows: Sequence[Attachment], bones: Bones) -> list[_Part]:
    """The parts of a piece at the bones of one end: within their reach, or the nearest few vertices."""
    far = [away(row, surface.vertices[piece], bones) for row in rows]
    over = [one - row.reach_mm for one, row in zip(far, rows, strict=True)]
    if not over or not np.isfinite(over).any():
        return []
    reach = max(0.0, _level(np.min(over, axis=0), surface.areas[piece], LEAST_END))
    parts = []
    for row, one, beyond in zip(rows, far, over, strict=True):
        held = np.full(surface.size, np.inf)
        held[piece] = np.where(beyond <= reach, np.zeros_like(one) if row.elements else one, np.inf)
        if np.isfinite(held).any():
            parts.append(_Part(held, 0.0 if row.elements else row.reach_mm, row.tendon_mm))
    return parts


def _farthest(surface: Surface, piece: Mask, distance: Floats) -> list[_Part]:
    least = -_level(-distance[piece], surface.areas[piece], LEAST_END)
    return [_Part(np.where(piece & (distance >= least), 0.0, np.inf), 0.0, 0.0)]


def _height(surface: Surface, piece: Mask) -> Floats:
    """(N,) mm along the longest axis of a piece, upwards."""
    places = surface.vertices[piece]
    axis = np.linalg.svd(places - places.mean(axis=0), full_matrices=False)[2][0]
    return np.asarray(surface.vertices @ axis * (1 if axis[1] > 0 else -1))


def _level(values: Floats, areas: Floats, share: float) -> float:
    """The value that this share of the area does not exceed."""
    order = np.argsort(values)
    reached = np.searchsorted(np.cumsum(areas[order]), share * areas.sum())
    return float(values[order][min(int(reached), len(order) - 1)])


def _even(surface: Surface, piece: Mask, value: Floats) -> tuple[Floats, float]:
    """`value` stretched so that it rises evenly with the way along the muscle, and the length of that way (mm): how far
    apart two levels lie is the area between them over the sum of the gradient there (coarea formula)."""
    faces = piece[surface.faces[:, 0]]
    areas, steep = surface.face_areas[faces], np.linalg.norm(surface.gradient(value)[faces], axis=1)
    middle = value[surface.faces[faces]].mean(axis=1)
    some = steep > FLAT * float(np.median(steep))
    areas, steep, middle = areas[some], steep[some], middle[some]
    order = np.argsort(middle)
    cuts = np.searchsorted(np.cumsum(areas[order]), np.linspace(0, areas.sum(), 41)[1:-1])
    levels = np.unique(np.concatenate([[0.0], middle[order][cuts], [1.0]]))
    within = np.clip(np.searchsorted(levels, middle, side="right") - 1, 0, len(levels) - 2)
    count = len(levels) - 1
    flux = np.bincount(within, areas * steep, count)
    apart = np.where(flux > 0, np.bincount(within, areas, count) / np.maximum(flux, 1e-12), 0) * np.diff(levels)
    way = np.concatenate([[0.0], np.cumsum(apart)])
    return np.interp(value, levels, way / max(way[-1], 1e-9)), float(way[-1])


def _tendon(surface: Surface, belly: _Belly, along: Floats, length: float) -> Floats:
    """(N,) 0..1: pale over the given length from each attachment, or as far as the mesh is thin."""
    pale = np.zeros(surface.size)
    measured = any(part.tendon_mm is None for part in [*belly.origin, *belly.insertion])
    thin = _thin_ends(surface, belly.piece, along) if measured else (0.0, 0.0)
    for parts, far, thin_share in ((belly.origin, along, thin[0]), (belly.insertion, 1 - along, thin[1])):
        for part in parts:
            if part.tendon_mm is None:
                pale = np.maximum(pale, _pale(far * length, thin_share * length))
            elif part.tendon_mm > 0:
                way = np.where(part.held, part.far, surface.distances(part.held) + part.reach)
                pale = np.maximum(pale, _pale(way, part.tendon_mm))
    return pale


def _pale(far: Floats, tendon_mm: float) -> Floats:
    """1 in the tendon, falling to 0 about where it ends."""
    if tendon_mm <= 0:
        return np.zeros(len(far))
    fade = float(np.clip(tendon_mm * FADE, *FADE_MM))
    share = np.clip((tendon_mm + fade / 2 - far) / fade, 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def _thin_ends(surface: Surface, piece: Mask, along: Floats) -> tuple[float, float]:
    """How much of `along` at the origin and at the insertion is thin beside the belly."""
    levels = (np.arange(CUTS) + 0.5) / CUTS
    areas = surface.cut_area(piece[surface.faces[:, 0]], along, levels)
    areas = np.convolve(np.pad(areas, 1, mode="edge"), [0.25, 0.5, 0.25], mode="valid")
    thick = areas >= THIN_SHARE * areas.max()
    peak = int(areas.argmax())
    first = peak - int(np.argmin(np.append(thick[peak::-1], False))) + 1
    last = peak + int(np.argmin(np.append(thick[peak:], False))) - 1
    return first / CUTS, 1 - (last + 1) / CUTS


def _direction(surface: Surface, value: Floats, length: float) -> Floats:
    """(N, 3) unit vectors along the gradient of `value`, smoothed; where it has none they are their neighbours'."""
    gradient = surface.gradient(value)
    steep = np.linalg.norm(gradient, axis=1)
    counts = steep > FLAT * FLAT * float(np.median(steep))
    at_vertices = surface.to_vertices(unit(gradient), surface.face_areas * counts)
    smooth = surface.smoothed(at_vertices, float(np.clip(SMOOTH * length, *SMOOTH_MM)))
    flat = smooth - (smooth * surface.normals).sum(axis=1, keepdims=True) * surface.normals
    lost = np.linalg.norm(flat, axis=1) < 1e-9
    flat[lost] = np.where(np.abs(surface.normals[lost, 1:2]) < 0.9, [[0.0, -1.0, 0.0]], [[-1.0, 0.0, 0.0]])
    return unit(flat)
