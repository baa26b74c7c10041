"""The light on flesh and bones: from the upper left, weaker in hollows and where a form turns away."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .meshes import Floats
from .raster import Camera, Drawing, vertex_normals

#: Directions to the lights in screen axes (right, up, towards the viewer), and their strengths.
KEY_LIGHT, KEY = (-0.46, 0.62, 0.78), 0.52
FILL_LIGHT, FILL = (0.75, 0.10, 0.55), 0.16
#: The share of the key light that wraps round a form.
WRAP = 0.25
#: How much darker a form turns where it bends away from the viewer.
RIM_SHADE, RIM_POWER = 0.35, 2.0
#: How much light hollows lose; over which widths (mm) a place is compared with its surroundings, and how much deeper
#: (mm) it is where it is darkest.
HOLLOW_SHADE, HOLLOW_WIDTHS = 0.34, ((3.0, 4.0), (12.0, 14.0))


def shading(drawing: Drawing, camera: Camera, ambient: float, softness: float) -> Floats:
    """(rows, columns) the light on a mesh, about 0..1; `ambient` from all sides, blurred over `softness` mm."""
    axes = np.array([camera.right, camera.up, camera.toward])
    normals = drawing.look_up(vertex_normals(drawing.mesh))
    normals = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9) @ axes.T
    key = np.clip(normals @ unit_vector(KEY_LIGHT) * (1 - WRAP) + WRAP, 0, 1)
    fill = np.clip(normals @ unit_vector(FILL_LIGHT), 0, 1)
    rim = 1 - RIM_SHADE * np.clip(1 - normals[:, 2], 0, 1) ** RIM_POWER
    light = drawing.image((ambient + KEY * key + FILL * fill) * rim)
    return within(light, drawing.inside, softness * camera.px_per_mm) * _hollows(drawing, camera)


def _hollows(drawing: Drawing, camera: Camera) -> Floats:
    """(rows, columns) 1, less where the surface lies deeper than what surrounds it."""
    depth = drawing.image(drawing.look_up(camera.depth(drawing.mesh.vertices)))
    lost: Floats = np.zeros(depth.shape)
    for width, deepest in HOLLOW_WIDTHS:
        around = within(depth, drawing.inside, width * camera.px_per_mm)
        lost += np.clip((around - depth) / deepest, 0, 1) / len(HOLLOW_WIDTHS)
    return 1 - HOLLOW_SHADE * np.clip(1.6 * lost, 0, 1)


def within(values: Floats, inside: NDArray[np.bool_], sigma: float) -> Floats:
    """Values blurred over `sigma` px, the mean taken over the figure's own pixels only."""
    weight = inside.astype(np.float32)
    scale = max(1, int(sigma // 4))  # wide blurs are made on a smaller image
    size = (max(1, values.shape[1] // scale), max(1, values.shape[0] // scale))
    top = cv2.resize(values.astype(np.float32) * weight, size, interpolation=cv2.INTER_AREA)
    bottom = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
    top, bottom = (cv2.GaussianBlur(image, (0, 0), sigma / scale) for image in (top, bottom))
    mean = cv2.resize(top / np.maximum(bottom, 1e-6), values.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.where(inside, mean, 0), float)


def smooth_step(values: Floats, low: float, high: float) -> Floats:
    """0 up to `low`, 1 from `high` on, smooth between."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def unit_vector(vector: tuple[float, float, float]) -> Floats:
    """A direction, one long."""
    return np.array(vector) / np.linalg.norm(vector)
