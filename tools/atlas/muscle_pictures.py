"""The picture of one muscle in one view: whole, from origin to insertion, over the bones seen through the skin.

What is drawn lies over the picture of the body, from the back to the front: the bones near the muscle, as through a
window with a soft edge; the muscle's shadow; the muscle. The rest of the figure stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from .body import MIDLINE_X
from .bones import Bones
from .clay import fading
from .fibre_field import Fibres
from .fibre_look import flesh
from .meshes import Floats, Mesh
from .muscles import OVER, Poser, SkinDepth, clipped_window, deepest_shown, depth_of
from .raster import Camera, Drawing, draw
from .shading import shading, smooth_step
from .views import REST, View

Mask = NDArray[np.bool_]

#: Pixels a mm of a muscle on a whole body; on close-ups as many as the body's picture has.
BODY_PX = 1.6
BONE = np.array([0.97, 0.94, 0.88])
#: Bones show this far (mm) round a muscle, fully over a quarter of it, then fading; how much of the skin they cover.
HALO, WINDOW = 30.0, 0.60
#: The muscle's shadow on what lies round it: its width (mm) and strength.
SHADOW_WIDTH, SHADOW = 2.4, 0.30
#: How much the muscle covers; where a bone lies over it, it shows through the bone.
COVER, COVER_UNDER_BONE = 0.96, 0.76
#: What lies deeper than a view shows fades over this depth and as far across the picture (mm).
FADING_OUT = 12.0
#: Its edge is softened over this many px.
EDGE_PX = 0.6
#: Blur of the light on flesh and on bones, mm; light from all sides.
FLESH_SOFT, FLESH_AMBIENT, BONE_SOFT, BONE_AMBIENT = 0.35, 0.47, 0.3, 0.42
#: Pictures are cut to where they cover more than this.
FAINTEST = 0.012
#: To see how fibres run in a pose, their ends are moved: so far (mm) from their beginnings.
STEP = 2.0


@dataclass(frozen=True)
class Fleshed:
    """A muscle of the right side with its fibres."""

    muscle_id: str
    mesh: Mesh
    fibres: Fibres


@dataclass(frozen=True)
class MusclePicture:
    """A muscle in a view: (rows, columns, 4) red, green, blue, opacity, and its left, bottom, width and
    height in view mm."""

    pixels: NDArray[np.uint8]
    box_mm: tuple[float, float, float, float]


class Stage:
    """A view made ready for muscles: its bones and where it shows the body, in pictures' pixels."""

    def __init__(self, view: View, skin: SkinDepth, bones: Bones, poser: Poser, px_per_mm: float | None = None) -> None:
        px = px_per_mm or (view.camera.px_per_mm if view.close_up else BODY_PX)
        self.view, self.poser, self._skin, self._bones = view, poser, skin, bones
        self.camera = view.camera.scaled(px / view.camera.px_per_mm)
        self.bone_mesh = bones.posed(view)
        self.body = self._resized(np.isfinite(skin.front) * fading(view, skin.camera))

    def scaled(self, px_per_mm: float) -> Stage:
        """The same view with another number of pixels."""
        return Stage(self.view, self._skin, self._bones, self.poser, px_per_mm)

    @property
    def sides(self) -> tuple[int, ...]:
        """The sides of the body that are shown."""
        return tuple(side for side in (-1, 1) if self.view.shows(side))

    @cached_property
    def _drawn_bones(self) -> Drawing:
        return draw(self.bone_mesh, self.camera)

    @cached_property
    def bone_light(self) -> Floats:
        return shading(self._drawn_bones, self.camera, BONE_AMBIENT, BONE_SOFT)

    @cached_property
    def bone_depth(self) -> Floats:
        return depth_of(self._drawn_bones, self.camera)

    @cached_property
    def skin_front(self) -> Floats:
        """(rows, columns) depth of the skin, mm; NaN beside it."""
        return self._resized(self._skin.front, cv2.INTER_NEAREST)

    @cached_property
    def thickness(self) -> Floats:
        """(rows, columns) how thick the body is, mm; endless where it is open behind."""
        return self.skin_front - self._resized(np.nan_to_num(self._skin.back, nan=-np.inf), cv2.INTER_NEAREST)

    def _resized(self, values: Floats, how: int = cv2.INTER_LINEAR) -> Floats:
        """Values of the index image's pixels at the picture's."""
        return np.asarray(cv2.resize(values.astype(np.float32), self.camera.shape[::-1], interpolation=how), float)

    def picture(self, muscle: Fleshed, side: int) -> MusclePicture | None:
        """The muscle of a side (-1 right, 1 left); None when it lies beside the picture."""
        mesh, direction = posed(muscle, side, self.view, self.poser)
        window = clipped_window(mesh, self.camera, round(HALO * self.camera.px_per_mm))
        if window is None:
            return None
        camera = self.camera.cut(*window)
        drawing = draw(mesh, camera)
        if not drawing.inside.any():
            return None
        over = self._composed(window, drawing, camera, muscle.fibres.tendon, direction)
        return _cut(over, camera, self.camera)

    def _composed(
        self, window: tuple[slice, slice], drawing: Drawing, camera: Camera, tendon: Floats, direction: Floats
    ) -> Floats:
        """(rows, columns, 4) colour times opacity, and opacity."""
        inside, px = drawing.inside, camera.px_per_mm
        red = painted(drawing, camera, tendon, direction)
        depth = drawing.image(drawing.look_up(camera.depth(drawing.mesh.vertices)), empty=np.inf)
        under_bone = cv2.GaussianBlur((self.bone_depth[window] > depth + OVER).astype(np.float32), (0, 0), 0.6 * px)
        mask = inside.astype(np.float32)
        away = cv2.distanceTransform(1 - inside.astype(np.uint8), cv2.DIST_L2, 5) / px
        bones = np.isfinite(self.bone_depth[window])
        image = np.zeros((*inside.shape, 4))
        opening = WINDOW * smooth_step(np.asarray(1 - away / HALO, float), 0, 0.75) * bones
        image = _over(image, BONE * self.bone_light[window][..., None], opening)
        shadow = np.asarray(cv2.GaussianBlur(mask, (0, 0), SHADOW_WIDTH * px), float) * SHADOW
        image = _over(image, np.zeros(3), shadow)
        cover = COVER - (COVER - COVER_UNDER_BONE) * under_bone
        image = _over(image, _spread(red, inside), cv2.GaussianBlur(mask, (0, 0), EDGE_PX) * cover)
        return np.asarray(image * (self.body[window] * self._reached(window, inside, depth))[..., None])

    def _reached(self, window: tuple[slice, slice], inside: Mask, depth: Floats) -> Floats:
        """(rows, columns) 0..1: 0 where the muscle lies deeper than the view shows, and beside it there."""
        deepest = deepest_shown(self.view, self.camera)[window[0], None]
        if np.isinf(deepest).all():
            return np.ones(inside.shape)
        beyond = np.nan_to_num(self.skin_front[window], nan=0.0) - depth - deepest
        shown = np.where(inside, 1 - smooth_step(np.nan_to_num(beyond, neginf=0.0), 0, FADING_OUT), 0)
        _, nearest = cv2.distanceTransformWithLabels(
            1 - inside.astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
        )
        of_label = np.zeros(int(nearest.max()) + 1)
        of_label[nearest[inside]] = shown[inside]
        spread = of_label[nearest].astype(np.float32)
        return np.asarray(cv2.GaussianBlur(spread, (0, 0), FADING_OUT / 4 * self.camera.px_per_mm), float)


def painted(drawing: Drawing, camera: Camera, tendon: Floats, direction: Floats, dimmed: Floats | float = 1) -> Floats:
    """(rows, columns, 3) the flesh of what a drawing shows. `tendon` (N,), `direction` (N, 3): of its vertices;
    `dimmed`: which share of the light is left."""
    light = shading(drawing, camera, FLESH_AMBIENT, FLESH_SOFT) * dimmed
    field = drawing.image(drawing.look_up(direction @ np.array([camera.right, camera.up], float).T)) * [1, -1]
    pale = drawing.image(np.clip(drawing.look_up(tendon), 0, 1))
    return flesh(field, pale, light, drawing.inside, camera.px_per_mm)


def posed(muscle: Fleshed, side: int, view: View, poser: Poser) -> tuple[Mesh, Floats]:
    """A muscle of a side as a view poses it, and the directions (N, 3) of its fibres there."""
    mesh, direction = muscle.mesh, muscle.fibres.direction
    if side > 0:
        mesh, direction = mesh.mirrored(MIDLINE_X), direction * [-1, 1, 1]
    if view.pose == REST:
        return mesh, direction
    ends = poser.move(mesh.vertices + STEP * direction, view.pose)
    moved = poser.move(mesh.vertices, view.pose)
    return Mesh(moved, mesh.faces), (ends - moved) / STEP


def _over(below: Floats, colour: Floats, cover: Floats) -> Floats:
    """An image (colour times opacity, opacity) with a colour laid over it."""
    cover = np.clip(cover, 0, 1)[..., None]
    return below * (1 - cover) + np.concatenate([colour * cover, cover], axis=-1)


def _spread(colour: Floats, inside: Mask) -> Floats:
    """Colours carried a few pixels beyond their mask, so that a soft edge has no dark seam."""
    weight = inside.astype(float)
    blurred = cv2.GaussianBlur(colour * weight[..., None], (0, 0), 2.0)
    share = cv2.GaussianBlur(weight, (0, 0), 2.0)[..., None]
    return np.where(inside[..., None], colour, blurred / np.maximum(share, 1e-6))


def _cut(image: Floats, camera: Camera, whole: Camera) -> MusclePicture | None:
    """The image cut to what it shows, its colours no longer multiplied."""
    shown = image[..., 3] > FAINTEST
    if not shown.any():
        return None
    rows, columns = (np.flatnonzero(shown.any(axis=axis)) for axis in (1, 0))
    part = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    rgba = np.dstack([part[..., :3] / np.maximum(part[..., 3:], 1e-6), part[..., 3:]])
    px = camera.px_per_mm
    return MusclePicture(
        np.round(np.clip(rgba, 0, 1) * 255).astype(np.uint8),
        (
            round(camera.left - whole.left + float(columns[0]) / px, 2),
            round(camera.bottom - whole.bottom + camera.height - float(rows[-1] + 1) / px, 2),
            round(part.shape[1] / px, 2),
            round(part.shape[0] / px, 2),
        ),
    )
