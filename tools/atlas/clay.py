"""The clay look: a calm, matt figure in plain shorts, lit from the upper left."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .body import MIDLINE_X, Body, relaxed
from .face import painted
from .finer import between, finer
from .meshes import Floats, Mesh
from .nails import Marks
from .raster import Camera, Drawing, draw, vertex_normals, without_pinholes
from .shading import smooth_step, unit_vector, within
from .views import View

#: Pixels are drawn this many times finer across and down, then averaged (smooth edges): in close-ups, and in pictures
#: of the whole body, which have many pixels.
CLOSE_OVERSAMPLING, BODY_OVERSAMPLING = 2.0, 1.5

CLAY = np.array([0.945, 0.915, 0.880])
SHORTS = np.array([0.560, 0.612, 0.655])

#: Directions to the lights in screen axes (right, up, towards the viewer), and their strengths.
KEY_LIGHT, KEY = (-0.44, 0.46, 0.82), 0.43
FILL_LIGHT, FILL = (0.75, 0.10, 0.55), 0.14
AMBIENT = 0.52
#: The share of the key light that does not depend on where the skin faces: it wraps round the form.
WRAP = 0.34
#: How much light the hollows lose; over which widths (mm) a place is compared with its surroundings, the depth (mm)
#: below them at which it is darkest, and each width's share. The wide one is faint: a broad hollow such as the nape
#: must not look like a stain.
HOLLOW_SHADE = 0.30
HOLLOW_WIDTHS = ((4.0, 5.0, 0.5), (14.0, 16.0, 0.5), (40.0, 60.0, 0.2))
#: Towards the outline the skin lies deeper than its surroundings without being hollow: hollows count from this cosine
#: between the normal and the viewer on, wholly from the second on.
HOLLOW_FACING = (0.15, 0.65)
#: How much darker the skin turns where it bends away from the viewer, and how steeply that sets in.
RIM_SHADE, RIM_POWER = 0.30, 2.6
#: A thin darker outline: its width (one standard deviation, mm) and how much light it takes at the very edge.
OUTLINE, OUTLINE_SHADE = 0.8, 0.26
#: Shade is a little warm: powers of the light for red, green and blue.
WARMTH = np.array([0.91, 1.0, 1.05])
#: Light that scatters in the clay: how far the shading is blurred (mm), and each blur's share. The wide one takes the
#: edge off the border between light and shade.
SOFTNESS = ((1.1, 0.7), (9.0, 0.3))
#: Under the back of the skull the source's skin has a kink, which light would turn into a stain: there (above this y
#: and behind this z, mm, from a border this wide on) the normals are evened out over this many rounds of neighbours.
NAPE_Y, NAPE_Z, NAPE_BORDER, NAPE_ROUNDS = 1575.0, 60.0, 30.0, 14
#: The shorts are plain cloth: they hide this share of the form under them; of the light there a blur (mm) is left, and
#: that is drawn so far towards its mean (else the gluteal fold would be a round dark spot).
CLOTH_HIDES, CLOTH_SOFTNESS, CLOTH_FLAT = 0.88, 26.0, 0.6
#: At a fading edge the picture goes from full to nothing over this length (mm), or this share of a small picture.
FADE, FADE_SHARE = 26.0, 0.1

#: Faces this near (mm) to the window are drawn on: they may bulge into it, and the light on its rim needs them.
MARGIN = 12.0
#: Holes of up to this many mm2 where skin touches skin (armpits) are closed.
PINHOLE = 60.0

#: The shorts: waist and hem as heights (mm) in front and behind; the width (mm) of a hem's seam, and its shade.
WAIST_FRONT_Y, WAIST_BACK_Y, HEM_Y, SEAM, SEAM_SHADE = 972.0, 996.0, 694.0, 3.4, 0.13


@dataclass(frozen=True)
class Surface:
    """The posed figure's surface, by vertex: places at rest (N, 3), kinds, and whether on an arm."""

    mesh: Mesh
    rest: Floats
    kind: NDArray[np.int64]
    arm: NDArray[np.bool_]

    def within(self, camera: Camera) -> Surface:
        """The same without the faces beside the camera's window (a finer mesh has many faces)."""
        corners = camera.screen_mm(self.mesh.vertices)[self.mesh.faces]
        low, high = corners.min(axis=1), corners.max(axis=1)
        shown = (high > -MARGIN).all(axis=1) & (low < np.array([camera.width, camera.height]) + MARGIN).all(axis=1)
        return replace(self, mesh=Mesh(self.mesh.vertices, self.mesh.faces[shown]))

    def finer(self, normals: Floats) -> tuple[Surface, Floats]:
        """The same with four faces for each, smoothly curved, and its `normals`."""
        mesh, ends = finer(self.mesh, normals)
        kind, arm = (np.concatenate([values, values[ends[:, 0]]]) for values in (self.kind, self.arm))
        return Surface(mesh, between(self.rest, ends), kind, arm), between(normals, ends)

    def seen(self, camera: Camera) -> Seen:
        """What `camera` sees of it."""
        drawing = without_pinholes(draw(self.mesh, camera), camera, PINHOLE)
        first = self.mesh.faces[drawing.face[drawing.inside]][:, 0]
        return Seen(drawing, drawing.look_up(self.rest), self.kind[first], self.arm[first])


@dataclass(frozen=True)
class Seen:
    """What a camera sees of the posed figure, a row a shown pixel: places at rest (P, 3), kinds, and on an arm."""

    drawing: Drawing
    rest: Floats
    kind: NDArray[np.int64]
    arm: NDArray[np.bool_]


def see(body: Body, view: View, camera: Camera) -> Seen:
    """Draw the figure, in the view's pose, with `camera`."""
    return posed_surface(body, view).seen(camera)


def picture(body: Body, view: View) -> NDArray[np.uint8]:
    """The view's picture: (rows, columns, 4) red, green, blue, opacity; transparent around the body."""
    camera = view.camera.scaled(CLOSE_OVERSAMPLING if view.close_up else BODY_OVERSAMPLING)
    coarse = posed_surface(body, view).within(camera)
    surface, normals = coarse.finer(_normals(coarse.mesh))
    seen = surface.seen(camera)
    light = np.clip(_light(seen, normals, camera), 0, None)
    colour = seen.drawing.image(albedo(seen, body.marks)) * light[..., None] ** WARMTH
    opacity = seen.drawing.inside.astype(float) * fading(view, camera)
    rgba = np.dstack([np.clip(colour, 0, 1) * opacity[..., None], opacity])
    small = cv2.resize(rgba, view.camera.shape[::-1], interpolation=cv2.INTER_AREA)
    small[..., :3] = small[..., :3] / np.maximum(small[..., 3:], 1e-6)
    return np.round(np.clip(small, 0, 1) * 255).astype(np.uint8)


def posed_surface(body: Body, view: View) -> Surface:
    """The figure in the view's pose."""
    return Surface(body.figure(view), body.rest_places(view.pose), body.kind, body.arm != 0)


def albedo(seen: Seen, marks: Marks) -> Floats:
    """(P, 3) the colour of the surface itself."""
    colour = painted(np.tile(CLAY, (len(seen.rest), 1)), seen.rest)
    colour = marks.painted(colour, seen.rest, seen.arm)
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


def _light(seen: Seen, normals: Floats, camera: Camera) -> Floats:
    """(rows, columns) how bright each pixel is, 0..1; normals: (N, 3) of the vertices."""
    drawing = seen.drawing
    axes = np.array([camera.right, camera.up, camera.toward])
    normals = drawing.look_up(normals)
    normals = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9) @ axes.T
    key = np.clip(normals @ unit_vector(KEY_LIGHT) * (1 - WRAP) + WRAP, 0, 1)
    fill = np.clip(normals @ unit_vector(FILL_LIGHT), 0, 1)
    rim = 1 - RIM_SHADE * np.clip(1 - normals[:, 2], 0, 1) ** RIM_POWER
    bare = drawing.image((AMBIENT + KEY * key + FILL * fill) * rim)
    light = np.sum([share * within(bare, drawing.inside, w * camera.px_per_mm) for w, share in SOFTNESS], axis=0)
    facing = drawing.image(smooth_step(normals[:, 2], *HOLLOW_FACING))
    cloth = CLOTH_HIDES * drawing.image(_shorts(seen))
    if cloth.any():
        plain = within(bare, drawing.inside, CLOTH_SOFTNESS * camera.px_per_mm)
        plain += CLOTH_FLAT * (np.average(plain, weights=cloth) - plain)
        light += cloth * (plain - light)
    lost = _hollows(drawing, camera) * facing * (1 - cloth)
    return (light - light * lost) * _outline(drawing, camera) * _seams(seen, camera)


def _normals(mesh: Mesh) -> Floats:
    """(N, 3) normals of the vertices, about unit length, evened out under the back of the skull."""
    normals = vertex_normals(mesh)
    _, y, z = mesh.vertices.T
    nape = smooth_step(y, NAPE_Y, NAPE_Y + NAPE_BORDER) * smooth_step(-z, -NAPE_Z, NAPE_BORDER - NAPE_Z)
    return relaxed(mesh, normals, nape, NAPE_ROUNDS) if nape[mesh.faces].any() else normals


def _outline(drawing: Drawing, camera: Camera) -> Floats:
    """(rows, columns) less light just inside the figure's outline."""
    inside = drawing.inside.astype(np.float32)
    outside = 1 - cv2.GaussianBlur(inside, (0, 0), OUTLINE * camera.px_per_mm)
    return np.asarray(1 - 2 * OUTLINE_SHADE * outside * inside, float)


def _seams(seen: Seen, camera: Camera) -> Floats:
    """(rows, columns) darker along the hems of the shorts."""
    cover = seen.drawing.image(_shorts(seen))
    width = max(3, int(SEAM * camera.px_per_mm) | 1)
    inner = cv2.erode(cover, np.ones((width, width)))
    edge = cover * (1 - inner) * seen.drawing.inside
    return np.asarray(1 - SEAM_SHADE * edge)


def _hollows(drawing: Drawing, camera: Camera) -> Floats:
    """(rows, columns) 0..1: the share of light lost where the skin lies deeper than what surrounds it."""
    depth = drawing.image(drawing.look_up(camera.depth(drawing.mesh.vertices)))
    lost: Floats = np.zeros(depth.shape)
    for width, deepest, share in HOLLOW_WIDTHS:
        around = within(depth, drawing.inside, width * camera.px_per_mm)
        lost += share * np.clip((around - depth) / deepest, 0, 1)
    return HOLLOW_SHADE * np.clip(lost, 0, 1)


def fading(view: View, camera: Camera) -> Floats:
    """(rows, columns) 1, going to 0 towards the edges at which the view fades."""
    rows, columns = camera.shape
    down = np.arange(rows)[:, None] / camera.px_per_mm
    across = np.arange(columns)[None, :] / camera.px_per_mm
    distance = {"top": down, "bottom": camera.height - down, "left": across, "right": camera.width - across}
    length = min(FADE, FADE_SHARE * min(camera.width, camera.height))
    fading: Floats = np.ones((rows, columns))
    for edge in view.fades:
        t = np.clip(distance[edge] / length, 0, 1)
        fading = fading * t * t * (3 - 2 * t)
    return fading
