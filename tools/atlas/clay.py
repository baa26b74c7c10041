"""The clay look: a calm, matt figure in plain shorts, lit from the upper left."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .body import EYE_KIND, MIDLINE_X, Body
from .meshes import Floats
from .raster import Camera, Drawing, draw, vertex_normals, without_pinholes
from .views import View

#: Pixels are drawn this many times finer across and down, then averaged: smooth edges.
OVERSAMPLING = 2

CLAY = np.array([0.945, 0.915, 0.880])
SHORTS = np.array([0.560, 0.612, 0.655])
EYE_WHITE = np.array([0.955, 0.945, 0.930])
IRIS, PUPIL = np.array([0.74, 0.725, 0.70]), np.array([0.56, 0.55, 0.54])
#: Middle of the pupils (from the midline, y) and radii of iris and pupil, mm; from the bounds of the iris meshes.
PUPIL_X, PUPIL_Y, IRIS_RADIUS, PUPIL_RADIUS = 33.1, 1646.0, 5.8, 2.4

#: Directions to the lights in screen axes (right, up, towards the viewer), and their strengths.
KEY_LIGHT, KEY = (-0.46, 0.62, 0.78), 0.50
FILL_LIGHT, FILL = (0.75, 0.10, 0.55), 0.16
AMBIENT = 0.47
#: How much light the hollows lose; over which widths (mm) a place is compared with its surroundings; and the depth
#: (mm) below them at which it is darkest.
HOLLOW_SHADE = 0.30
HOLLOW_WIDTHS = ((4.0, 5.0), (14.0, 16.0), (40.0, 60.0))
#: How much darker the skin turns where it bends away from the viewer, and how steeply that sets in.
RIM_SHADE, RIM_POWER = 0.24, 2.2
#: Light that scatters in the clay: blur of the shading, mm.
SOFTNESS = 1.1
#: At a fading edge the picture goes from full to nothing over this length, mm.
FADE = 26.0

#: Holes of up to this many mm2 where skin touches skin (armpits) are closed.
PINHOLE = 60.0

#: The shorts: waist and hem as heights (mm) in front and behind; the width (mm) of a hem's seam, and its shade.
WAIST_FRONT_Y, WAIST_BACK_Y, HEM_Y, SEAM, SEAM_SHADE = 972.0, 996.0, 694.0, 2.2, 0.13


@dataclass(frozen=True)
class Seen:
    """What a camera sees of the posed figure, a row a shown pixel: places at rest (P, 3), kinds, and on an arm."""

    drawing: Drawing
    rest: Floats
    kind: NDArray[np.int64]
    arm: NDArray[np.bool_]


def see(body: Body, view: View, camera: Camera) -> Seen:
    """Draw the figure, in the view's pose, with `camera`."""
    mesh = body.posed(view.pose, view.below)
    drawing = without_pinholes(draw(mesh, camera), camera, PINHOLE)
    first = mesh.faces[drawing.face[drawing.inside]][:, 0]
    return Seen(drawing, drawing.look_up(body.rest_places(view.pose)), body.kind[first], body.arm[first] != 0)


def picture(body: Body, view: View) -> NDArray[np.uint8]:
    """The view's picture: (rows, columns, 4) red, green, blue, opacity; transparent around the body."""
    camera = view.camera.scaled(OVERSAMPLING)
    seen = see(body, view, camera)
    colour = seen.drawing.image(_albedo(seen)) * _light(seen, camera)[..., None]
    opacity = seen.drawing.inside.astype(float) * fading(view, camera)
    rgba = np.dstack([np.clip(colour, 0, 1) * opacity[..., None], opacity])
    small = cv2.resize(rgba, view.camera.shape[::-1], interpolation=cv2.INTER_AREA)
    small[..., :3] = small[..., :3] / np.maximum(small[..., 3:], 1e-6)
    return np.round(np.clip(small, 0, 1) * 255).astype(np.uint8)


def _albedo(seen: Seen) -> Floats:
    """(P, 3) the colour of the surface itself."""
    colour = np.tile(CLAY, (len(seen.rest), 1))
    colour[seen.kind == EYE_KIND] = EYE_WHITE
    off_pupil = np.hypot(np.abs(seen.rest[:, 0] - MIDLINE_X) - PUPIL_X, seen.rest[:, 1] - PUPIL_Y)
    for radius, tone in ((IRIS_RADIUS, IRIS), (PUPIL_RADIUS, PUPIL)):
        disc = (np.clip(radius - off_pupil + 0.5, 0, 1) * (seen.kind == EYE_KIND))[:, None]
        colour = colour * (1 - disc) + tone * disc
    cover = _shorts(seen)[:, None]
    return colour * (1 - cover) + SHORTS * cover


def _shorts(seen: Seen) -> Floats:
    """(P,) 0..1: how far the shorts cover a place; over 1 mm at their edges, with a darker seam inside them."""
    x, y, z = np.abs(seen.rest[:, 0] - MIDLINE_X), seen.rest[:, 1], seen.rest[:, 2]
    front = np.clip((z + 20) / 200, 0, 1)
    waist = WAIST_BACK_Y + (WAIST_FRONT_Y - WAIST_BACK_Y) * front
    hem = HEM_Y + 0.10 * (x - 90)
    inside = np.minimum(waist - y, y - hem)
    return np.clip(inside + 0.5, 0, 1) * ~seen.arm


def _light(seen: Seen, camera: Camera) -> Floats:
    """(rows, columns) how bright each pixel is, 0..1."""
    drawing = seen.drawing
    axes = np.array([camera.right, camera.up, camera.toward])
    normals = drawing.look_up(vertex_normals(drawing.mesh))
    normals = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9) @ axes.T
    key = np.clip(normals @ _unit(KEY_LIGHT) * 0.75 + 0.25, 0, 1)  # light wraps a little round the form
    fill = np.clip(normals @ _unit(FILL_LIGHT), 0, 1)
    rim = 1 - RIM_SHADE * np.clip(1 - normals[:, 2], 0, 1) ** RIM_POWER
    light = drawing.image((AMBIENT + KEY * key + FILL * fill) * rim)
    return _within(light, drawing.inside, SOFTNESS * camera.px_per_mm) * _hollows(drawing, camera) * _seams(seen)


def _seams(seen: Seen) -> Floats:
    """(rows, columns) darker along the hems of the shorts."""
    cover = seen.drawing.image(_shorts(seen))
    width = max(3, int(SEAM * 2 * OVERSAMPLING) | 1)
    inner = cv2.erode(cover, np.ones((width, width)))
    edge = cover * (1 - inner) * seen.drawing.inside
    return np.asarray(1 - SEAM_SHADE * edge)


def _hollows(drawing: Drawing, camera: Camera) -> Floats:
    """(rows, columns) less light where the skin lies deeper than what surrounds it."""
    depth = drawing.image(drawing.look_up(camera.depth(drawing.mesh.vertices)))
    lost: Floats = np.zeros(depth.shape)
    for width, deepest in HOLLOW_WIDTHS:
        around = _within(depth, drawing.inside, width * camera.px_per_mm)
        lost += np.clip((around - depth) / deepest, 0, 1) / len(HOLLOW_WIDTHS)
    return 1 - HOLLOW_SHADE * np.clip(lost * 1.8, 0, 1)


def _within(values: Floats, inside: NDArray[np.bool_], sigma: float) -> Floats:
    """Values blurred over `sigma` px, the mean taken over the figure's own pixels only."""
    weight = inside.astype(float)
    scale = max(1, int(sigma // 4))  # wide blurs are made on a smaller image
    size = (max(1, values.shape[1] // scale), max(1, values.shape[0] // scale))
    top = cv2.resize(values * weight, size, interpolation=cv2.INTER_AREA)
    bottom = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
    top, bottom = (cv2.GaussianBlur(image, (0, 0), sigma / scale) for image in (top, bottom))
    mean = cv2.resize(top / np.maximum(bottom, 1e-6), values.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.where(inside, mean, 0)


def fading(view: View, camera: Camera) -> Floats:
    """(rows, columns) 1, going to 0 towards the edges at which the view fades."""
    rows, columns = camera.shape
    down = np.arange(rows)[:, None] / camera.px_per_mm
    across = np.arange(columns)[None, :] / camera.px_per_mm
    distance = {"top": down, "bottom": camera.height - down, "left": across, "right": camera.width - across}
    fading: Floats = np.ones((rows, columns))
    for edge in view.fades:
        t = np.clip(distance[edge] / FADE, 0, 1)
        fading = fading * t * t * (3 - 2 * t)
    return fading


def _unit(vector: tuple[float, float, float]) -> Floats:
    return np.array(vector) / np.linalg.norm(vector)
