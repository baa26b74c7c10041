"""What a view shows of the skin: for each pixel its place at rest, for each point of the skin whether it is seen, and
where; for the app, which paints patterns by them (referral/body/skin.py reads the files).

Numbers are tenths of a mm. A place is kept in the view's own axes (right, up, toward) and counted from where a body at
rest would have it, so that only the depth is left of what no lifted arm moves; of that, only what the pixels above
and to the left do not foretell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from referral.body.skin_files import SHADES, TENTHS, packed

from . import clay
from .body import Body
from .meshes import Floats, Ints
from .raster import Camera, nearest_value
from .skin_points import SkinPoints, shown
from .views import View

#: Pixels of a map for one of the index image.
SCALE = 0.5
#: A point is seen where the nearest pixels show a place within this distance (mm) and this share of a pixel, which
#: holds the more of the skin the more that is slanted, but at most within so many mm: beside a finger lies the next;
#: and where it looks at the viewer by more than this cosine.
AS_NEAR, AS_NEAR_PX, FARTHEST, FACING = 1.4, 0.75, 3.6, 0.08
#: The creases of a lifted arm, which the picture does not have, may turn skin away that it shows.
CREASED = -0.6
#: Taking out the creases also moved the skin, where it goes along with the arm in part, by up to so many mm.
SLID, WHOLLY = 6.5, (0.01, 0.99)
#: How light a colour is; and the light that is kept for a surface that is as light as its own colour.
GREY, FULL_LIGHT = np.array([0.30, 0.59, 0.11]), 0.9
#: So far (px) beyond the outline the places go on, so that a picture of finer pixels finds them everywhere.
BEYOND = 3


@dataclass(frozen=True)
class SkinSeen:
    """What is kept of a view: packed places (see `packed`), packed light (rows, columns), the numbers of the points
    that are seen (S,), how far each is moved by the pose (S, 2) tenths of mm on the screen; for the codes also which
    area each shows there (S,) and how much it looks at the viewer (S,)."""

    places: NDArray[np.uint8]
    light: NDArray[np.uint8]
    seen: Ints
    moved: NDArray[np.int16]
    codes: NDArray[np.uint16]
    facing: Floats


def skin_seen(body: Body, points: SkinPoints, view: View, index: NDArray[np.uint8], picture: Floats) -> SkinSeen:
    """Measure a view. `index`: its index image (red, green); `picture`: its picture (rows, columns, 4), 0..255."""
    camera = view.index_camera.scaled(SCALE)
    seen = clay.posed_surface(body, view).within(camera).seen(camera)
    rest, inside = seen.drawing.image(seen.rest), seen.drawing.inside
    codes = index[..., 0].astype(np.uint16) * 4 + index[..., 1]
    which, moved, facing, area = _visible(body, points, view, camera, rest, inside, codes)
    own = seen.drawing.image(clay.albedo(seen, body.marks) @ GREY, empty=1.0)
    return SkinSeen(_kept(rest, inside, camera), _light(picture, own, camera), which, moved, area, facing)


def _kept(rest: Floats, inside: NDArray[np.bool_], camera: Camera) -> NDArray[np.uint8]:
    """The places of all pixels, those beside the body as of the nearest one on it, packed."""
    axes = np.array([camera.right, camera.up, camera.toward])
    number = np.arange(inside.size, dtype=np.int32).reshape(inside.shape)
    near = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 5) <= BEYOND
    source = nearest_value(number, inside, ~inside & near) if inside.any() else number
    at_rest = rest @ axes.T
    at_rest[..., :2] -= _screen(camera)
    tenths = np.round(at_rest / TENTHS).astype(np.int64).reshape(-1, 3)[source]
    known = inside | near
    for row in range(len(known)):  # beside the body the last value goes on, which takes no room
        last = np.maximum.accumulate(np.where(known[row], np.arange(known.shape[1]), -1))
        tenths[row] = np.where((last >= 0)[:, None], tenths[row][np.maximum(last, 0)], 0)
    return np.stack([packed(tenths[..., axis]) for axis in range(3)])


def _screen(camera: Camera) -> Floats:
    """(rows, columns, 2) where each pixel's middle lies on the screen, mm in the camera's axes, right and up."""
    rows, columns = camera.shape
    right = camera.left + (np.arange(columns) + 0.5) / camera.px_per_mm
    up = camera.bottom + camera.height - (np.arange(rows) + 0.5) / camera.px_per_mm
    return np.stack(np.broadcast_arrays(right[None, :], up[:, None]), axis=-1)


def _light(picture: Floats, own: Floats, camera: Camera) -> NDArray[np.uint8]:
    """(rows, columns) how much light falls on what the picture shows, 0..SHADES - 1: its lightness against that of the
    surface's `own` colour (so it is the same on cloth and skin); beside the body as on the body on average."""
    rows, columns = camera.shape
    rgba = cv2.resize(np.asarray(picture, np.float32) / 255, (columns, rows), interpolation=cv2.INTER_AREA)
    opaque = rgba[..., 3] > 0.5
    grey = rgba[..., :3] @ GREY / np.maximum(own, 0.2) * FULL_LIGHT
    grey = np.where(opaque, grey, grey[opaque].mean() if opaque.any() else 0)
    return np.round(np.clip(grey, 0, 1) * (SHADES - 1)).astype(np.uint8)


def _visible(
    body: Body,
    points: SkinPoints,
    view: View,
    camera: Camera,
    rest: Floats,
    inside: NDArray[np.bool_],
    codes: NDArray[np.uint16],
) -> tuple[Ints, NDArray[np.int16], Floats, NDArray[np.uint16]]:
    """The points that are seen: number, how far they are moved, facing, area."""
    places, normals = shown(points, body, view)
    facing = normals @ camera.toward / np.maximum(np.linalg.norm(normals, axis=1), 1e-9)
    pixels = camera.pixels(places)
    near = (pixels > -0.5).all(axis=1) & (pixels < np.array(camera.shape[::-1]) - 0.5).all(axis=1)
    some = np.flatnonzero(near & (facing > (FACING if view.pose == "rest" else CREASED)))
    as_near = np.minimum(AS_NEAR + AS_NEAR_PX / camera.px_per_mm / facing[some].clip(FACING), FARTHEST)
    lift = points.where.of(body.mesh, body.lift[:, None])[some, 0]
    if view.pose != "rest":
        as_near[(lift > WHOLLY[0]) & (lift < WHOLLY[1])] = SLID
    pixel, away = pixels[some].copy(), _away(points.places[some], pixels[some], rest, inside)
    if view.pose != "rest":  # taking out its creases slid the skin along, in an armpit by far
        far = away > as_near
        pixel[far], away[far] = _where(points.places[some[far]], rest, inside)
    index = view.index_camera
    column, row = np.floor((pixel + 0.5) * index.px_per_mm / camera.px_per_mm).astype(int).T
    area = codes[np.clip(row, 0, codes.shape[0] - 1), np.clip(column, 0, codes.shape[1] - 1)]
    kept = (away <= as_near) & (area > 0)
    some, pixel = some[kept], pixel[kept]
    screen = (pixel + 0.5) / camera.px_per_mm
    screen = np.column_stack([screen[:, 0], camera.height - screen[:, 1]])
    moved = np.round((screen - camera.screen_mm(points.places[some])) / TENTHS).astype(np.int16)
    return some, moved, facing[some], area[kept]


def _away(places: Floats, pixels: Floats, rest: Floats, inside: NDArray[np.bool_]) -> Floats:
    """(S,) how far (mm) places (S, 3) at rest lie from what the nine pixels nearest to `pixels` (S, 2) show."""
    best = np.full(len(places), np.inf)
    middle = np.round(pixels).astype(int)
    for down in range(-1, 2):
        for across in range(-1, 2):
            column = np.clip(middle[:, 0] + across, 0, inside.shape[1] - 1)
            row = np.clip(middle[:, 1] + down, 0, inside.shape[0] - 1)
            away = np.linalg.norm(rest[row, column] - places, axis=1)
            best = np.where(inside[row, column], np.minimum(best, away), best)
    return best


def _where(places: Floats, rest: Floats, inside: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The pixels (S, 2) that show places (S, 3) at rest best, and how far (mm) what they show lies from them."""
    row, column = np.nonzero(inside)
    away, nearest = cKDTree(rest[inside]).query(places)
    return np.column_stack([column, row])[nearest].astype(float), away


def codes_of(seen: list[SkinSeen], count: int) -> NDArray[np.uint16]:
    """(N,) the area of each point, by the view that it looks at most; 0 of a point that no view shows."""
    codes, best = np.zeros(count, np.uint16), np.zeros(count)
    for view in seen:
        better = view.facing > best[view.seen]
        codes[view.seen[better]] = view.codes[better]
        best[view.seen[better]] = view.facing[better]
    return codes


def renumbered(seen: list[SkinSeen], kept: NDArray[np.bool_]) -> list[SkinSeen]:
    """The same with the points numbered among those that are `kept`; the others go."""
    number = np.cumsum(kept) - 1
    return [replace(view, seen=number[view.seen[kept[view.seen]]], moved=view.moved[kept[view.seen]]) for view in seen]
