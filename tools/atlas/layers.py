"""The layers that a therapist may put on a view: all bones, the superficial muscles, the deep ones."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from .meshes import Floats, Mesh
from .muscle_pictures import BONE, BONE_AMBIENT, BONE_SOFT, Fleshed, Stage, painted, posed
from .raster import Camera, Drawing, draw, join
from .shading import shading

Pixels = NDArray[np.uint8]

#: Pixels a mm of the layers, at most.
LAYER_PX = 2.0
#: How much bones, and muscles, cover of the skin.
BONES_COVER, MUSCLES_COVER = 0.80, 0.93
#: Where two muscles meet the light is so much weaker, over this width (mm).
SEAM, SEAM_WIDTH = 0.35, 0.5
#: Muscles that lie deeper than this share of the body's thickness are the other side's.
NEARER_SHARE = 0.55
#: A muscle is deep when no whole view shows this share of its outline past the others.
SUPERFICIAL_SHARE = 0.30
#: Pixels a mm at which that is counted.
COUNTING_PX = 0.5


def layers_of(stage: Stage, muscles: Sequence[Fleshed], deep: frozenset[str]) -> dict[str, Pixels]:
    """Pictures (rows, columns, 4) of a whole view: "bones", "superficial" and "deep" muscles, those that show anything.
    `deep`: the muscles that are deep."""
    sheet = stage.scaled(min(LAYER_PX, stage.camera.px_per_mm))
    bones = draw(sheet.bone_mesh, sheet.camera)
    light = shading(bones, sheet.camera, BONE_AMBIENT, BONE_SOFT)
    layers = {
        "bones": _pixels(BONE * light[..., None], bones.inside * sheet.body * BONES_COVER),
        "superficial": _muscles(sheet, [muscle for muscle in muscles if muscle.muscle_id not in deep]),
        "deep": _muscles(sheet, [muscle for muscle in muscles if muscle.muscle_id in deep]),
    }
    return {name: pixels for name, pixels in layers.items() if pixels[..., 3].any()}


def _muscles(stage: Stage, muscles: Sequence[Fleshed]) -> Pixels:
    """Several muscles as one picture, the nearest in front."""
    camera = stage.camera
    shown = [(muscle, *posed(muscle, side, stage.view, stage.poser)) for muscle in muscles for side in stage.sides]
    shown = [one for one in shown if _touches(one[1], camera)]
    if not shown:
        return np.zeros((*camera.shape, 4), np.uint8)
    drawing = draw(join([mesh for _, mesh, _ in shown]), camera)
    if not drawing.inside.any():
        return np.zeros((*camera.shape, 4), np.uint8)
    direction = np.concatenate([direction for _, _, direction in shown])
    tendon = np.concatenate([muscle.fibres.tendon for muscle, _, _ in shown])
    number = np.repeat(np.arange(len(shown)), [len(mesh.faces) for _, mesh, _ in shown])
    colour = painted(drawing, camera, tendon, direction, _seams(drawing, number, camera.px_per_mm))
    return _pixels(colour, drawing.inside * stage.body * _nearer(stage, drawing) * MUSCLES_COVER)


def _touches(mesh: Mesh, camera: Camera) -> bool:
    low, high = camera.pixels(mesh.vertices).min(axis=0), camera.pixels(mesh.vertices).max(axis=0)
    return bool((high > 0).all() and (low < camera.shape[::-1]).all())


def _seams(drawing: Drawing, number: NDArray[np.int64], px_per_mm: float) -> Floats:
    """(rows, columns) less light where two muscles meet."""
    which = drawing.image(number[drawing.face[drawing.inside]], empty=-1).astype(np.float32)
    kernel = np.ones((3, 3), np.uint8)
    meets = ((cv2.dilate(which, kernel) != cv2.erode(which, kernel)) & drawing.inside).astype(np.float32)
    return np.asarray(1 - SEAM * cv2.GaussianBlur(meets, (0, 0), max(SEAM_WIDTH * px_per_mm, 0.6)), float)


def _nearer(stage: Stage, drawing: Drawing) -> Floats:
    """(rows, columns) 1 where a muscle lies in the nearer part of the body, 0 beyond it."""
    depth = drawing.image(drawing.look_up(stage.camera.depth(drawing.mesh.vertices)), empty=np.nan)
    under = stage.skin_front - depth
    near = np.nan_to_num(under, nan=np.inf) <= NEARER_SHARE * np.nan_to_num(stage.thickness, nan=np.inf)
    return np.asarray(cv2.GaussianBlur(near.astype(np.float32), (0, 0), 1.0), float)


def _pixels(colour: Floats, cover: Floats) -> Pixels:
    """Colours (rows, columns, 3) and how much they cover as a picture."""
    return np.round(np.clip(np.dstack([colour, cover]), 0, 1) * 255).astype(np.uint8)


def deep_muscles(muscles: Sequence[Fleshed], views: Sequence[Camera]) -> frozenset[str]:
    """The muscles of which no view shows much past the others. `views`: cameras of the whole figure at rest."""
    whole = join([muscle.mesh for muscle in muscles])
    number = np.repeat(np.arange(len(muscles)), [len(muscle.mesh.faces) for muscle in muscles])
    most = np.zeros(len(muscles))
    for camera in (view.scaled(COUNTING_PX / view.px_per_mm) for view in views):
        drawing = draw(whole, camera)
        seen = np.bincount(number[drawing.face[drawing.inside]], minlength=len(muscles))
        alone = np.array([max(int(draw(muscle.mesh, camera).inside.sum()), 1) for muscle in muscles])
        most = np.maximum(most, seen / alone)
    return frozenset(muscle.muscle_id for muscle, share in zip(muscles, most, strict=True) if share < SUPERFICIAL_SHARE)
