"""The muscles as meshes, and in which views each is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from referral.body.symmetry import mirrored

from .body import MIDLINE_X, SHOULDER_CENTRE, Body, lift_arm
from .bounds import Bound, read_bounds, within
from .clay import Seen, fading
from .drawn import DRAWN_MUSCLES, every_drawn_body
from .meshes import Floats, Mesh, MeshError, MeshSource, table_rows
from .outlines import Rings, rings
from .raster import Camera, Drawing, draw, join
from .rib_cage import RibCage
from .shading import smooth_step
from .views import REST, RIGHT_ARM_LIFTED, View

Mask = NDArray[np.bool_]

HERE = Path(__file__).parent
MUSCLE_MESHES = HERE / "muscle_meshes.csv"
MESH_COLUMNS = ("muscle_id", "element_id", "within")
#: What muscle_meshes.csv says instead of an element id when a muscle is drawn from landmarks.
DRAWN = "drawn"

#: A muscle lies near the skin one sees where it is at most this deep (mm) under it ...
NEAR_SKIN = 58.0
#: ... or stands out of the skin (of a lifted arm) by up to this much (mm),
STANDS_OUT = 12.0
#: ... and in the nearer part of the body there: at most this share of the way through.
NEARER_SHARE = 0.5
#: A view of the whole body shows a muscle of which this share lies near its skin and before its bones, and ...
LEAST_NEAR = 0.7
#: ... every view shows one that is felt from there, however deep it lies. Only in these parts nobody looks for what is
#: more than so many mm under the skin: the trapezius not through the face, the chest not through the arm.
DEEPEST = {
    "head": 62.0, "neck": 80.0, "shoulder": 80.0, "arm": 75.0, "forearm": 60.0, "hand": 40.0, "knee": 80.0,
    "leg": 80.0, "foot": 60.0,
}  # fmt: skip
#: From in front the whole body shows nothing that lies deeper in the face, above the chin, and in the neck, above the
#: collar bones (mm above the ground, mm under the skin).
DEEPEST_IN_FRONT = ((1545.0, DEEPEST["head"]), (1430.0, DEEPEST["neck"]))
#: ... of which then at least this share must lie no deeper, in a close-up and on the whole body.
LEAST_FELT, LEAST_FELT_WHOLE = 0.3, 0.2
#: A bone covers what lies this far (mm) behind it.
OVER = 6.0
#: A view shows a muscle of which it holds at least this share, not counting where the picture fades below this opacity.
LEAST_HELD, LEAST_OPAQUE = 0.5, 0.7
#: Centre of the elbow (|x|, y, z) mm, from the bounds of the humerus meshes FJ3368 and FJ3256. So far (mm) from the
#: centre of the shoulder the humerus begins to take along what lies round its shaft, within the first distance wholly,
#: beyond the second not at all.
ELBOW_CENTRE = (240.0, 1125.0, 86.0)
SHAFT_BEGINS, ROUND_SHAFT = (45.0, 105.0), (44.0, 64.0)
#: Outlines keep to the mask within this tolerance (mm); pieces smaller than this (mm2) are specks; ragged mesh edges
#: are rounded with a blur of this many mm.
TOLERANCE, SMALLEST_PIECE, ROUNDING = 0.7, 20.0, 1.0


@dataclass(frozen=True)
class MuscleShape:
    """A muscle of the right side in 3D; `drawn`: from landmarks, for want of a mesh."""

    muscle_id: str
    mesh: Mesh
    drawn: bool

    def on(self, side: int) -> Mesh:
        """The muscle on a side (-1 right, 1 left)."""
        return self.mesh if side < 0 else self.mesh.mirrored(MIDLINE_X)


def read_shapes(source: MeshSource) -> dict[str, MuscleShape]:
    """Every muscle of muscle_meshes.csv, its elements joined, of an element only what lies `within` the row's bounds;
    raises MeshError for one that is nowhere drawn."""
    elements: dict[str, list[tuple[str, tuple[Bound, ...]]]] = {}
    for where, row in table_rows(MUSCLE_MESHES, MESH_COLUMNS):
        elements.setdefault(row["muscle_id"], []).append((row["element_id"], read_bounds(row["within"], where)))
    bodies = every_drawn_body()
    shapes = {}
    for muscle_id, rows in elements.items():
        if [element for element, _ in rows] == [DRAWN]:
            if muscle_id not in bodies:
                raise MeshError(f"{muscle_id} is to be drawn, but {DRAWN_MUSCLES.name} has no rails for it")
            shapes[muscle_id] = MuscleShape(muscle_id, bodies[muscle_id][0], True)
        else:
            meshes = [_inside(source.mesh(element), bounds) for element, bounds in rows]
            shapes[muscle_id] = MuscleShape(muscle_id, join(meshes), False)
    return shapes


def _inside(mesh: Mesh, bounds: Sequence[Bound]) -> Mesh:
    """The faces of a mesh that lie wholly within bounds."""
    if not bounds:
        return mesh
    kept = within(bounds, mesh.vertices)
    faces = mesh.faces[kept[mesh.faces].all(axis=1)]
    used, numbers = np.unique(faces, return_inverse=True)
    return Mesh(mesh.vertices[used], numbers.reshape(faces.shape))


def _with_the_humerus(points: Floats) -> Floats:
    """(N,) 0..1: what lies round the shaft of a humerus goes along with it; the skin of the inner arm lags behind."""
    outward = np.abs(points[:, 0] - MIDLINE_X)
    places = np.column_stack([outward, points[:, 1:]])
    top, shaft = np.array(SHOULDER_CENTRE), np.subtract(ELBOW_CENTRE, SHOULDER_CENTRE)
    length = np.linalg.norm(shaft)
    along = (places - top) @ shaft / length
    nearest = top + np.clip(along, 0, length)[:, None] * shaft / length
    beside = np.linalg.norm(places - nearest, axis=1)
    return smooth_step(along, *SHAFT_BEGINS) * (1 - smooth_step(beside, *ROUND_SHAFT))


class Poser:
    """Moves what lies under the skin along with it when an arm is lifted; what lies on the ribs of a `cage` stays."""

    def __init__(self, body: Body, cage: RibCage | None = None) -> None:
        self._body, self._cage = body, cage
        self._tree = cKDTree(body.mesh.vertices)

    def move(self, points: Floats, pose: str) -> Floats:
        """Points (N, 3) at rest -> where they lie in `pose`; each goes along with its nearest skin."""
        if pose == REST:
            return points
        side = -1 if pose == RIGHT_ARM_LIFTED else 1
        return lift_arm(points, self.lift(points) * (np.sign(points[:, 0] - MIDLINE_X) == side), side)

    def lift(self, points: Floats) -> Floats:
        """(N,) 0..1: how far points (N, 3) go along with the arm of their side."""
        distance, index = self._tree.query(points, k=6)
        weight = 1 / (distance + 1)
        with_skin = (self._body.lift[index] * weight).sum(axis=1) / weight.sum(axis=1)
        lift = np.maximum(with_skin, _with_the_humerus(points))
        if self._cage is not None:
            some = lift > 0
            lift[some] *= self._cage.freed(points[some])
        return lift


@dataclass(frozen=True)
class SkinDepth:
    """Depths (mm towards the viewer) of the skin in front and of the skin behind, per pixel; NaN beside the body, and
    behind also where the figure is open there: its other arm left out in a side view, a foot cut off at the ankle."""

    camera: Camera
    front: Floats
    back: Floats


def skin_depth(body: Body, view: View, camera: Camera, seen: Seen) -> SkinDepth:
    """Measure front and back of the figure in a view (`seen` with the same camera)."""
    drawing = seen.drawing
    front = drawing.image(drawing.look_up(camera.depth(drawing.mesh.vertices)), empty=np.nan)
    behind = Camera(
        tuple(-np.array(camera.right)), camera.up, -camera.left - camera.width, camera.bottom, camera.width,
        camera.height, camera.px_per_mm,
    )  # fmt: skip
    drawing = draw(body.figure(view), behind)
    back = drawing.image(drawing.look_up(camera.depth(drawing.mesh.vertices)), empty=np.nan)[:, ::-1]
    return SkinDepth(camera, front, back)


@dataclass(frozen=True)
class Felt:
    """Where the trigger points of a muscle are felt: a place of the right side (x, y, z mm) and from where."""

    place: tuple[float, float, float]
    directions: frozenset[str]


def every_silhouette(
    shapes: dict[str, MuscleShape],
    felt: dict[str, list[Felt]],
    view: View,
    skin: SkinDepth,
    poser: Poser,
    bones: Mesh | None = None,
) -> dict[tuple[str, int], Rings]:
    """The outline (view mm) of each muscle that a view shows, by muscle id and side (-1 right, 1 left): those that are
    felt from there and those that lie under its skin and before the `bones`, where the view holds most of them."""
    found = {}
    bone = np.full(skin.front.shape, -np.inf) if bones is None else depth_of(draw(bones, skin.camera), skin.camera)
    for muscle_id, shape in shapes.items():
        for side in filter(view.shows, (-1, 1)):
            mesh = Mesh(poser.move(shape.on(side).vertices, view.pose), shape.on(side).faces)
            is_felt = _is_felt(felt.get(muscle_id, []), view, side, skin, poser)
            outline = _silhouette(mesh, view, skin, bone, is_felt)
            if outline:
                found[muscle_id, side] = outline
    return found


def _is_felt(felt: list[Felt], view: View, side: int, skin: SkinDepth, poser: Poser) -> bool:
    """Whether a trigger point is felt from a view's direction and lies in what the view shows."""
    places = [one.place for one in felt if view.direction in one.directions]
    if not places:
        return False
    at_rest = np.array(places, float)
    if side > 0:
        at_rest = mirrored(at_rest, MIDLINE_X)
    columns, rows = np.round(skin.camera.pixels(poser.move(at_rest, view.pose))).astype(int).T
    height, width = skin.front.shape
    within = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    return bool(np.isfinite(skin.front[rows[within], columns[within]]).any())


def depth_of(drawing: Drawing, camera: Camera) -> Floats:
    """(rows, columns) mm towards the viewer of what a drawing shows; -inf beside it."""
    return drawing.image(drawing.look_up(camera.depth(drawing.mesh.vertices)), empty=-np.inf)


def deepest_shown(view: View, camera: Camera) -> Floats:
    """(rows,) how deep (mm) under the skin the whole body still shows a muscle."""
    deepest = np.full(camera.shape[0], np.inf)
    if view.close_up or view.direction != "front":
        return deepest
    height = camera.bottom + camera.height - (np.arange(len(deepest)) + 0.5) / camera.px_per_mm
    for above, most in reversed(DEEPEST_IN_FRONT):
        deepest[height > above] = most
    return deepest


def _silhouette(mesh: Mesh, view: View, skin: SkinDepth, bone: Floats, is_felt: bool) -> Rings:
    """The outline of a muscle, as posed, in a view that shows it; empty in one that does not. `bone`: (rows, columns)
    the depths of the bones."""
    whole = _box(mesh, skin.camera)
    window = _clipped(whole, skin.camera.shape)
    if window is None or _pixels_in(window) < LEAST_HELD / 2 * _pixels_in(whole):
        return []
    drawing = draw(mesh, skin.camera.cut(*whole))
    here = tuple(
        slice(inner.start - outer.start, inner.stop - outer.start) for inner, outer in zip(window, whole, strict=True)
    )
    inside = drawing.inside[here]
    depth = drawing.image(drawing.look_up(skin.camera.depth(mesh.vertices)), empty=np.nan)[here]
    under = skin.front[window] - depth
    held = inside & np.isfinite(under) & (fading(view, skin.camera)[window] >= LEAST_OPAQUE)
    if not held.any() or held.sum() < LEAST_HELD * drawing.inside.sum():
        return []
    shown = held & (under <= deepest_shown(view, skin.camera)[window[0], None])
    if is_felt and _is_reached(under[held], shown[held], view):
        return _rings(shown, window, skin.camera)
    bare = bone[window] <= depth + OVER
    if view.close_up or np.mean((_is_near(under, skin, window) & bare & shown)[held]) < LEAST_NEAR:
        return []
    return _rings(shown, window, skin.camera)


def _is_reached(under: Floats, shown: Mask, view: View) -> bool:
    """Whether enough of what is felt lies no deeper than a view looks, mm under the skin, a value a pixel."""
    share = np.mean(shown & (under <= DEEPEST.get(view.part, np.inf)))
    return bool(share >= (LEAST_FELT if view.close_up else LEAST_FELT_WHOLE))


def _is_near(under: Floats, skin: SkinDepth, window: tuple[slice, slice]) -> Mask:
    """(rows, columns) whether a muscle that lies so deep (mm) lies near the skin."""
    return (under > -STANDS_OUT) & (under <= NEAR_SKIN) & (under <= NEARER_SHARE * _thickness(skin, window))


def _thickness(skin: SkinDepth, window: tuple[slice, slice]) -> Floats:
    """How thick the body is, mm; endless where it is open behind: the body goes on."""
    return skin.front[window] - np.nan_to_num(skin.back[window], nan=-np.inf)


def _box(mesh: Mesh, camera: Camera, room: int = 0) -> tuple[slice, slice]:
    """The rows and columns that hold a mesh and `room` px round it, also beside the image."""
    pixels = camera.pixels(mesh.vertices)
    left, top = np.floor(pixels.min(axis=0)).astype(int) - room
    right, bottom = np.ceil(pixels.max(axis=0)).astype(int) + 1 + room
    return slice(int(top), int(bottom)), slice(int(left), int(right))


def _clipped(box: tuple[slice, slice], shape: tuple[int, ...]) -> tuple[slice, slice] | None:
    """What of a box lies in an image; None when nothing does."""
    rows, columns = (slice(max(side.start, 0), min(side.stop, length)) for side, length in zip(box, shape, strict=True))
    return (rows, columns) if rows.start < rows.stop and columns.start < columns.stop else None


def clipped_window(mesh: Mesh, camera: Camera, room: int) -> tuple[slice, slice] | None:
    """The rows and columns of the image that a mesh and `room` px round it cover; None beside the image."""
    return _clipped(_box(mesh, camera, room), camera.shape)


def _pixels_in(window: tuple[slice, slice]) -> int:
    rows, columns = window
    return int((rows.stop - rows.start) * (columns.stop - columns.start))


def _rings(part: Mask, window: tuple[slice, slice], camera: Camera) -> Rings:
    """The outline, in mm of the whole view, of what a mask marks in a window of it."""
    mask = np.zeros(camera.shape, bool)
    mask[window] = part
    return rings(mask, camera, ROUNDING, SMALLEST_PIECE, TOLERANCE)
