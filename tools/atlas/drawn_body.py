"""Make a closed, rounded body with fibres of a drawn muscle's rails: a sheet with a belly, thin at its edges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .fibre_field import Fibres
from .lofting import SAME_PLACE_MM, Points, Rails, grid_faces, sheet
from .meshes import Floats, Ints, Mesh
from .shading import smooth_step

#: How fibres run: from the first rail to the last; along the rails; round a ring.
RAILS, ACROSS, RING = FIBRES = ("rails", "across", "ring")
#: Rows (rail 1 to the last) and columns (along the rails) of a body's sheet lie so far apart (mm); least and most.
ROW_STEP, COLUMN_STEP, LEAST_LINES, MOST_LINES = 3.0, 2.8, 26, 110
#: Rows of a muscle with tendinous bands lie this many times closer, or the bands come out ragged.
BAND_ROWS = 2
#: Columns of the finer sheet that narrowed rows are read off.
FINE = 200
#: The thickness at the ends, a share of the belly's, but at least and at most so many mm.
END_SHARE, END_LEAST, END_MOST = 0.3, 0.7, 3.0
#: Flesh turns to tendon over this share of the tendon's length, and over this many mm at least.
BLEND_SHARE, BLEND_LEAST = 0.5, 2.0
#: Flesh and tendon reach into each other like tongues: by this share of the tendon's length (and at most so many mm), a
#: tongue about every so many mm of the width.
TONGUE_SHARE, TONGUE_MOST, TONGUE_WIDTH = 0.35, 9.0, 6.0
#: Half the height of a tendinous band (mm), the height of its zigzag (mm), and how much thinner the muscle is there.
BAND_HALF, BAND_ZIGZAG, BAND_DIP = 3.2, 3.0, 0.35


@dataclass(frozen=True)
class BodyPlan:
    """How thick a drawn muscle is and where it is tendon; lengths in mm.

    belly: the thickness where it is thickest; belly_at: where that is, as a share of the way from origin to insertion;
    rim: over this length the thickness falls to nothing at the sides (0: half the width); origin_tendon,
    insertion_tendon: their lengths along the fibres, one number or several, spread evenly from the first side to the
    last; origin_corner, insertion_corner: the radius of the corners; fibres: RAILS, ACROSS or RING; bands: where
    tendinous bands cross, as shares of the way.
    """

    belly: float
    belly_at: float = 0.5
    rim: float = 0.0
    origin_tendon: tuple[float, ...] = (0.0,)
    insertion_tendon: tuple[float, ...] = (0.0,)
    origin_corner: float = 0.0
    insertion_corner: float = 0.0
    fibres: str = RAILS
    bands: tuple[float, ...] = ()


def drawn_body(rails: Rails, plan: BodyPlan) -> tuple[Mesh, Fibres]:
    """The body of one slip: a closed mesh whose faces look outwards, and its fibres.

    Points of the rails may have a fourth number: the room there (mm), which the thickness keeps to. A ring's rails must
    be closed lines (the last point is the first), the outer or the inner one first.
    """
    ring = plan.fibres == RING
    rows, columns = _lines(rails)
    rows = rows * BAND_ROWS if plan.bands else rows
    down, across = _eased(rows), np.linspace(0, 1, columns) if ring else _eased(columns)
    grid = sheet(rails, down, across)
    grid = grid[:, :-1] if ring else sheet_with_corners(rails, grid, down, across, plan)
    room = grid[..., 3] if grid.shape[2] > 3 else np.full(grid.shape[:2], np.inf)
    grid = grid[..., :3]
    thick = _within(_thickness(grid, plan), room)
    vertices, faces, which = _closed(grid, thick, ring)
    fibres = _fibres(grid, plan)
    used = np.unique(faces)
    number = np.zeros(len(vertices), np.int64)
    number[used] = np.arange(len(used))
    which = which[used]
    mesh = _outwards(Mesh(vertices[used], number[faces]))
    return mesh, Fibres(fibres.along[which], fibres.tendon[which], fibres.direction[which])


def sheet_with_corners(rails: Rails, grid: Points, down: Floats, across: Floats, plan: BodyPlan) -> Points:
    """The sheet (rows, columns, 3) with its four corners rounded: near the ends its rows get narrower."""
    if plan.origin_corner <= 0 and plan.insertion_corner <= 0:
        return grid
    from_origin, from_insertion = _ends(grid[..., :3], 0)
    width = np.maximum(_lengths(grid[..., :3], 1)[:, -1], SAME_PLACE_MM)
    inset = np.zeros(len(grid))
    for radius, distance in ((plan.origin_corner, from_origin), (plan.insertion_corner, from_insertion)):
        if radius > 0:
            away = np.clip(radius - distance.mean(axis=1), 0, radius)
            inset = np.maximum(inset, radius - np.sqrt(radius**2 - away**2))
    share = np.minimum(inset / width, 0.46)
    fine = np.linspace(0, 1, FINE)
    dense = sheet(rails, down, fine)
    wanted = share[:, None] + across * (1 - 2 * share[:, None])
    return np.stack(
        [
            np.stack([np.interp(w, fine, d[:, k]) for k in range(d.shape[1])], axis=1)
            for w, d in zip(wanted, dense, strict=True)
        ]
    )


def _lines(rails: Rails) -> tuple[int, int]:
    """How many rows and columns a sheet over these rails gets."""
    grid = sheet(rails, np.linspace(0, 1, LEAST_LINES), np.linspace(0, 1, LEAST_LINES))[..., :3]
    size = np.array([_lengths(grid, 0)[-1].max() / ROW_STEP, _lengths(grid, 1)[:, -1].max() / COLUMN_STEP])
    rows, columns = np.clip(np.ceil(size).astype(int), LEAST_LINES, MOST_LINES)
    return int(rows), int(columns)


def _within(thick: Floats, room: Floats) -> Floats:
    """The thickness (mm) where it is less than the room, gently held to the room where it is more."""
    return np.asarray(thick / (1 + (thick / np.maximum(room, SAME_PLACE_MM)) ** 4) ** 0.25)


def _eased(count: int) -> Floats:
    """(count,) 0..1, closer together at both ends, where a body is round."""
    even = np.linspace(0, 1, count)
    return 0.45 * even + 0.55 * (1 - np.cos(np.pi * even)) / 2


def _lengths(grid: Points, axis: int) -> Floats:
    """(rows, columns) mm from the first row (axis 0) or column (axis 1)."""
    steps = np.linalg.norm(np.diff(grid, axis=axis), axis=2)
    start = np.zeros_like(steps[:1] if axis == 0 else steps[:, :1])
    return np.concatenate([start, np.cumsum(steps, axis=axis)], axis=axis)


def _dome(distance: Floats, reach: Floats) -> Floats:
    """0 at an edge, 1 from `reach` mm on, round between: a quarter of an ellipse."""
    near = 1 - np.clip(distance / np.maximum(reach, SAME_PLACE_MM), 0, 1)
    return np.sqrt(1 - near**2)


def _thickness(grid: Points, plan: BodyPlan) -> Floats:
    """(rows, columns) mm; 0 on the edges."""
    ring = plan.fibres == RING
    from_origin, from_insertion = _ends(grid, 0)
    length = np.maximum(from_origin[-1:], SAME_PLACE_MM)
    along = from_origin / length
    end = np.clip(END_SHARE * plan.belly, END_LEAST, END_MOST) / plan.belly if plan.belly > END_LEAST else 1.0
    rise = np.where(along < plan.belly_at, along / plan.belly_at, (1 - along) / (1 - plan.belly_at))
    belly = end + (1 - end) * np.sin(np.pi / 2 * np.clip(rise, 0, 1)) ** 0.9
    ends = np.minimum(from_origin, from_insertion)
    if ring:
        return plan.belly * _dome(ends, length / 2)
    belly = belly * _dome(ends, np.minimum(np.full_like(ends, plan.belly * end), length / 2))
    side = np.minimum(_lengths(grid, 1), _lengths(grid, 1)[:, -1:] - _lengths(grid, 1))
    half = _lengths(grid, 1)[:, -1:] / 2
    reach = np.minimum(plan.rim, half) if plan.rim > 0 else half
    return plan.belly * belly * _dome(side, reach) * (1 - BAND_DIP * _bands(grid, plan))


def _bands(grid: Points, plan: BodyPlan) -> Floats:
    """(rows, columns) 1 in the tendinous bands, 0 elsewhere."""
    from_origin = _lengths(grid, 0)
    length = from_origin[-1:]
    across = _lengths(grid, 1)
    zigzag = BAND_ZIGZAG * np.sin(across / np.maximum(across[:, -1:], SAME_PLACE_MM) * 4 * np.pi)
    found = np.zeros(from_origin.shape)
    for place in plan.bands:
        off = np.abs(from_origin - place * length + zigzag)
        found = np.maximum(found, 1 - smooth_step((off - BAND_HALF * 0.5) / BAND_HALF, 0, 1))
    return found


def _normals(grid: Points, ring: bool) -> Points:
    """(rows, columns, 3) unit normals of the sheet; where a rail is a single point, those of the next one."""
    down = np.gradient(grid, axis=0)
    across = (
        np.gradient(np.concatenate([grid[:, -2:], grid, grid[:, :2]], axis=1), axis=1)[:, 2:-2]
        if ring
        else (np.gradient(grid, axis=1))
    )
    normals = np.cross(down, across)
    length = np.linalg.norm(normals, axis=2, keepdims=True)
    normals = normals / np.maximum(length, 1e-12)
    weak = (length[:, :, 0] < 1e-9).all(axis=1)
    strong = np.flatnonzero(~weak)
    for row in np.flatnonzero(weak):
        normals[row] = normals[strong[np.argmin(np.abs(strong - row))]]
    return np.asarray(normals)


def _closed(grid: Points, thick: Floats, ring: bool) -> tuple[Points, Ints, Ints]:
    """Two sheets, half the thickness off to either side, sewn together at the edges: vertices, faces, and the place in
    the grid (row * columns + column) of each vertex."""
    rows, columns = grid.shape[:2]
    half = _normals(grid, ring) * thick[..., None] / 2
    front, back = (grid + half).reshape(-1, 3), (grid - half).reshape(-1, 3)
    number = np.arange(rows * columns)
    faces = grid_faces(rows, columns)
    edge = np.zeros((rows, columns), bool)
    edge[[0, -1]] = True
    if ring:
        faces = grid_faces(rows, columns + 1)
        row, column = np.divmod(faces, columns + 1)
        faces = row * columns + column % columns
    else:
        edge[:, [0, -1]] = True
    inner = np.flatnonzero(~edge.ravel())
    behind = number.copy()
    behind[inner] = rows * columns + np.arange(len(inner))
    front[edge.ravel()] = grid.reshape(-1, 3)[edge.ravel()]
    vertices = np.concatenate([front, back[inner]])
    both = np.concatenate([faces, behind[faces[:, ::-1]]])
    # a face whose corners all lie on the edge would be there twice, back to back
    flat = np.concatenate([edge.ravel()[faces].all(axis=1)] * 2)
    return vertices, both[~flat], np.concatenate([number, inner])


def _outwards(mesh: Mesh) -> Mesh:
    """The mesh with its faces turned so that they look outwards."""
    a, b, c = (mesh.vertices[mesh.faces[:, i]] for i in range(3))
    volume = np.einsum("ij,ij->i", a, np.cross(b, c)).sum()
    return mesh if volume > 0 else Mesh(mesh.vertices, mesh.faces[:, ::-1])


def _fibres(grid: Points, plan: BodyPlan) -> Fibres:
    """The fibres on the sheet, a value a place of the grid."""
    if plan.fibres == RING:
        direction, start, end, width = _round_fibres(grid)
    elif plan.fibres == ACROSS:
        direction, (start, end), width = np.gradient(grid, axis=1), _ends(grid, 1), _lengths(grid, 0)
    else:
        direction, (start, end), width = np.gradient(grid, axis=0), _ends(grid, 0), _lengths(grid, 1)
    tendon = np.maximum(_tendon(start, width, plan.origin_tendon), _tendon(end, width, plan.insertion_tendon))
    if plan.fibres == RAILS:
        tendon = np.maximum(tendon, _bands(grid, plan))
    along = start / np.maximum(start + end, SAME_PLACE_MM)
    return Fibres(along.ravel(), tendon.ravel(), _unit(direction.reshape(-1, 3)))


def _ends(grid: Points, axis: int) -> tuple[Floats, Floats]:
    """(rows, columns) mm from the first row (axis 0) or column (axis 1), and to the last."""
    run = _lengths(grid, axis)
    return run, (run[-1:] if axis == 0 else run[:, -1:]) - run


def _round_fibres(grid: Points) -> tuple[Points, Floats, Floats, Floats]:
    """A ring's fibres, from its first column both ways round to the column opposite: their directions, mm from the
    start, mm to the end, and mm across."""
    rows, columns = grid.shape[:2]
    closed = np.concatenate([grid[:, -1:], grid, grid[:, :1]], axis=1)
    direction = np.gradient(closed, axis=1)[:, 1:-1]
    turn = np.arange(columns) / columns
    direction = np.where((turn < 0.5)[None, :, None], direction, -direction)
    half = _lengths(closed[:, 1:], 1)[:, -1:] / 2
    along = np.tile(1 - np.abs(1 - 2 * turn), (rows, 1))
    return direction, along * half, (1 - along) * half, _lengths(grid, 0)


def _unit(direction: Floats) -> Floats:
    """Unit vectors (N, 3); what is no direction at all points up."""
    length = np.linalg.norm(direction, axis=1, keepdims=True)
    return np.where(length < 1e-9, [0.0, 1.0, 0.0], direction / np.maximum(length, 1e-9))


def _tendon(distance: Floats, width: Floats, lengths: tuple[float, ...]) -> Floats:
    """0..1: pale within a length (mm) of an end; `lengths` are spread evenly over the width (mm across at each place),
    and vary a little from fibre to fibre."""
    side = width / np.maximum(width.max(), SAME_PLACE_MM)
    length = np.interp(side, np.linspace(0, 1, len(lengths)), lengths) if len(lengths) > 1 else lengths[0] + 0 * side
    turns = 2 * np.pi * width / TONGUE_WIDTH
    tongue = (np.sin(turns + 1.3) + 0.7 * np.sin(0.61 * turns + 0.4) + 0.5 * np.sin(1.73 * turns)) / 2.2
    tongue = tongue * np.minimum(length * TONGUE_SHARE, TONGUE_MOST)
    blend = np.maximum(length * BLEND_SHARE, BLEND_LEAST)
    return np.where(length > 0, 1 - smooth_step((distance - length - tongue + blend / 2) / blend, 0, 1), 0.0)
