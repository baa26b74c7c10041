"""Where each muscle shows in each view: the outline of the part that lies near the skin one sees there."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .body import MIDLINE_X, Body, lift_arm
from .clay import Seen
from .drawn import loft, read_drawn
from .meshes import Floats, Mesh, MeshError, MeshSource
from .outlines import Rings, rings
from .raster import Camera, draw, join
from .views import REST, RIGHT_ARM_LIFTED, View

Mask = NDArray[np.bool_]

HERE = Path(__file__).parent
MUSCLE_MESHES = HERE / "muscle_meshes.csv"
DRAWN_MUSCLES = HERE / "drawn_muscles.csv"
#: What muscle_meshes.csv says instead of an element id when a muscle is drawn from landmarks.
DRAWN = "drawn"
#: Rows and columns of a drawn muscle's sheet, and its thickness in mm.
SHEET, SHEET_THICKNESS = (40, 40), 3.0

#: A muscle shows where it lies at most this deep (mm) under the skin one sees; that keeps the trapezius off the face.
NEAR_SKIN = 58.0
#: ... or stands out of the skin (of a lifted arm) by up to this much (mm),
STANDS_OUT = 12.0
#: ... and in the nearer part of the body there: at most this share of the way through.
NEARER_SHARE = 0.5
#: What shows so of a muscle is left out where it is less than this (mm2).
LEAST_AREA = 60.0
#: A muscle of which no view shows at least this share so lies deep (subscapularis, teres minor, piriformis): instead of
#: slivers at its edges the whole is drawn, in the views in which it lies nearest to the skin.
LEAST_SHARE = 0.25
#: Pieces smaller than this (mm2) are specks; outlines keep to the mask within this tolerance (mm).
SMALLEST_PIECE, TOLERANCE = 40.0, 0.7
#: Ragged mesh edges are rounded with a blur of this many mm.
ROUNDING = 2.0


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
    """Every muscle of muscle_meshes.csv, its elements joined; raises MeshError for one that is nowhere drawn."""
    with MUSCLE_MESHES.open(encoding="utf-8", newline="") as file:
        elements: dict[str, list[str]] = {}
        for row in csv.DictReader(file):
            elements.setdefault(row["muscle_id"], []).append(row["element_id"])
    rails = read_drawn(DRAWN_MUSCLES)
    shapes = {}
    for muscle_id, ids in elements.items():
        if ids == [DRAWN]:
            if muscle_id not in rails:
                raise MeshError(f"{muscle_id} is to be drawn, but {DRAWN_MUSCLES.name} has no rails for it")
            vertices, faces = loft(rails[muscle_id], *SHEET, SHEET_THICKNESS)
            shapes[muscle_id] = MuscleShape(muscle_id, Mesh(vertices, faces.astype(np.int64)), True)
        else:
            shapes[muscle_id] = MuscleShape(muscle_id, join([source.mesh(i) for i in ids]), False)
    return shapes


class Poser:
    """Moves what lies under the skin along with it when an arm is lifted."""

    def __init__(self, body: Body) -> None:
        self._body = body
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
        return (self._body.lift[index] * weight).sum(axis=1) / weight.sum(axis=1)


@dataclass(frozen=True)
class MuscleOutline:
    """A muscle in a view: the outline of what lies near the skin one sees, and its share of the whole (0 for a muscle
    that the picture cuts off); the mean depth under the skin (mm); and, where the share is less than LEAST_SHARE, the
    outline of the whole."""

    near: Rings
    share: float
    depth: float
    whole: Rings


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
    drawing = draw(body.posed(view.pose, view.below), behind)
    back = drawing.image(drawing.look_up(camera.depth(drawing.mesh.vertices)), empty=np.nan)[:, ::-1]
    return SkinDepth(camera, front, back)


def every_outline(
    shapes: dict[str, MuscleShape], view: View, skin: SkinDepth, poser: Poser
) -> dict[tuple[str, int], MuscleOutline]:
    """The outline of each muscle that lies in the view's window, by muscle id and side (-1 right, 1 left)."""
    found = {}
    for muscle_id, shape in shapes.items():
        for side in (-1, 1):
            if view.pose == REST or (side < 0) == (view.pose == RIGHT_ARM_LIFTED):  # a side view shows the near side
                moved = Mesh(poser.move(shape.on(side).vertices, view.pose), shape.on(side).faces)
                outline = _outline(moved, skin)
                if outline is not None:
                    found[muscle_id, side] = outline
    return found


def _outline(mesh: Mesh, skin: SkinDepth) -> MuscleOutline | None:
    """The outline of a muscle, as posed; None when it lies outside the window or nowhere under the skin."""
    window = _window(mesh, skin.camera)
    if window is None:
        return None
    camera = skin.camera.cut(*window)
    drawing = draw(mesh, camera)
    under = skin.front[window] - drawing.image(drawing.look_up(camera.depth(mesh.vertices)), empty=np.nan)
    everywhere = np.isfinite(under)
    if not everywhere.any():
        return None
    thickness = skin.front[window] - np.nan_to_num(skin.back[window], nan=-np.inf)  # open behind: the body goes on
    shows = (under > -STANDS_OUT) & (under <= NEAR_SKIN) & (under <= NEARER_SHARE * thickness)
    share = float(shows.sum() / everywhere.sum()) if _is_whole(mesh, skin.camera) else 0.0
    whole = _rings(everywhere, window, skin.camera) if share < LEAST_SHARE else []
    return MuscleOutline(_rings(shows, window, skin.camera), share, float(np.nanmean(under)), whole)


def _window(mesh: Mesh, camera: Camera) -> tuple[slice, slice] | None:
    """The rows and columns of the image that a mesh may cover; None when it lies beside the image."""
    pixels, (rows, columns) = camera.pixels(mesh.vertices), camera.shape
    left, top = np.maximum(np.floor(pixels.min(axis=0)).astype(int), 0)
    right, bottom = np.minimum(np.ceil(pixels.max(axis=0)).astype(int) + 1, [columns, rows])
    return (slice(top, bottom), slice(left, right)) if top < bottom and left < right else None


def _is_whole(mesh: Mesh, camera: Camera) -> bool:
    """Whether a mesh lies within the picture."""
    across, up = camera.screen_mm(mesh.vertices).T
    return bool(min(across.min(), up.min()) >= 0 and across.max() <= camera.width and up.max() <= camera.height)


def _rings(part: Mask, window: tuple[slice, slice], camera: Camera) -> Rings:
    """The outline, in mm of the whole view, of what a mask marks in a window of it."""
    mask = np.zeros(camera.shape, bool)
    mask[window] = part
    return rings(mask, camera, ROUNDING, SMALLEST_PIECE, TOLERANCE)
