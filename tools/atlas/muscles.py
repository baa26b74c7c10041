"""Where each muscle shows in each view: the outline of the part that lies near the skin one sees there."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .body import MIDLINE_X, Body, lift_arm
from .clay import Seen
from .drawn import loft, read_drawn
from .meshes import Floats, Mesh, MeshError, MeshSource
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
#: ... and in the nearer part of the body there: at most this share of the way through.
NEARER_SHARE = 0.5
#: A muscle that shows nowhere so (psoas, pterygoids) is drawn in the view in which it lies nearest to the skin.
LEAST_AREA = 60.0
#: Pieces smaller than this (mm2) are specks; outlines keep to the mask within this tolerance (mm).
SMALLEST_PIECE, TOLERANCE = 40.0, 0.7
#: Ragged mesh edges are rounded with a blur of this many mm.
ROUNDING = 2.0

#: Outline: a closed ring of (K, 2) view mm, from the view's lower left corner.
Rings = list[Floats]


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
        distance, index = self._tree.query(points, k=6)
        weight = 1 / (distance + 1)
        lift = (self._body.lift[index] * weight).sum(axis=1) / weight.sum(axis=1)
        return lift_arm(points, lift * (np.sign(points[:, 0] - MIDLINE_X) == side), side)


@dataclass(frozen=True)
class SkinDepth:
    """Depths (mm towards the viewer) of the skin in front and of the skin behind, per pixel; NaN beside the body."""

    camera: Camera
    front: Floats
    back: Floats

    def shows(self, depth: Floats, near: float) -> Mask:
        """Where something at `depth` (rows, columns) lies near enough under the skin in front."""
        under = self.front - depth
        thickness = self.front - self.back
        return (under > -12) & (under <= near) & (under <= NEARER_SHARE * thickness)


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
) -> tuple[dict[tuple[str, int], Rings], dict[tuple[str, int], tuple[float, Rings]]]:
    """Of each muscle in the view's window, by (muscle id, side): the outline of what lies near the skin; and, for those
    that may lie deep everywhere, the mean depth under the skin (mm) with the outline of the whole."""
    near, whole = {}, {}
    for muscle_id, shape in shapes.items():
        for side in (-1, 1):
            depth = _muscle_depth(shape, side, view, skin.camera, poser)
            if depth is None:
                continue
            under = skin.front - depth
            if not np.isfinite(under).any():
                continue
            near[muscle_id, side] = rings(skin.shows(depth, NEAR_SKIN), skin.camera)
            if not near[muscle_id, side]:
                whole[muscle_id, side] = (float(np.nanmean(under)), rings(np.isfinite(under), skin.camera))
    return near, whole


def _muscle_depth(shape: MuscleShape, side: int, view: View, camera: Camera, poser: Poser) -> Floats | None:
    """(rows, columns) depth of a muscle's near surface, NaN elsewhere; None when it lies outside the window."""
    mesh = shape.on(side)
    if view.pose != REST and (side < 0) != (view.pose == RIGHT_ARM_LIFTED):
        return None  # a side view shows the near side only
    moved = Mesh(poser.move(mesh.vertices, view.pose), mesh.faces)
    pixels = camera.pixels(moved.vertices)
    if (pixels.max(axis=0) < 0).any() or (pixels.min(axis=0) > camera.shape[::-1]).any():
        return None
    drawing = draw(moved, camera)
    if not drawing.inside.any():
        return None
    return drawing.image(drawing.look_up(camera.depth(moved.vertices)), empty=np.nan)


def rings(mask: Mask, camera: Camera, rounding: float = ROUNDING, smallest: float = SMALLEST_PIECE) -> Rings:
    """The outer borders of a mask as closed rings in view mm (from the lower left), pieces under `smallest` mm2 left
    out, ragged edges rounded over `rounding` mm."""
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), rounding * camera.px_per_mm)
    contours, _ = cv2.findContours((soft > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = []
    for contour in contours:
        if cv2.contourArea(contour) < smallest * camera.px_per_mm**2:
            continue
        ring = cv2.approxPolyDP(contour, TOLERANCE * camera.px_per_mm, closed=True)[:, 0].astype(float)
        found.append(np.column_stack([ring[:, 0] + 0.5, camera.shape[0] - ring[:, 1] - 0.5]) / camera.px_per_mm)
    return sorted(found, key=lambda ring: (-_area(ring), ring[0, 0]))


def covered(outline: Rings) -> float:
    """mm2 inside the rings."""
    return sum(_area(ring) for ring in outline)


def _area(ring: Floats) -> float:
    x, y = ring.T
    return float(abs((x * np.roll(y, 1) - y * np.roll(x, 1)).sum()) / 2)
