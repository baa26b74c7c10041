"""Measure one view: its picture, its region index image, and the outlines and points that show in it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from . import clay
from .body import MIDLINE_X, Body, build_body
from .digits import Digits
from .meshes import Floats, MeshSource
from .muscles import MuscleShape, Poser, Rings, SkinDepth, every_outline, read_shapes, rings, skin_depth
from .regions import label
from .views import REST, RIGHT_ARM_LIFTED, View

#: Codes of the sides in an index image.
MIDLINE, RIGHT, LEFT = 0, 1, 2
SIDE_CODE = {-1: RIGHT, 1: LEFT}
#: Pieces of a region smaller than this (mm2) in a view are specks and go to their neighbour.
SMALLEST_PIECE = 14.0
#: Where a fading picture has less than this opacity nothing can be tapped.
FAINTEST = 0.3
#: A trigger point shows in a view when it lies at most this deep (mm) under the skin seen there.
POINT_NEAR_SKIN = 75.0


@dataclass(frozen=True)
class Region:
    """What the tool needs of a row of regions.csv."""

    region_id: str
    sided: bool


@dataclass(frozen=True)
class Point:
    """A trigger point of the right side, mm."""

    trigger_point_id: str
    muscle_id: str
    place: tuple[float, float, float]


@dataclass
class Parts:
    """All that the views are built from."""

    body: Body
    digits: Digits
    poser: Poser
    shapes: dict[str, MuscleShape]
    regions: list[Region]
    points: list[Point]

    @property
    def codes(self) -> dict[str, int]:
        """Region id -> its code in the index images, from 1."""
        return {region.region_id: code for code, region in enumerate(self.regions, start=1)}


@dataclass(frozen=True)
class ViewResult:
    """What was measured in a view. Outlines are keyed by (id, side code); points by (trigger point id, side code)."""

    view: View
    picture: NDArray[np.uint8]
    index: NDArray[np.uint8]
    areas: dict[tuple[str, int], Rings]
    muscles: dict[tuple[str, int], Rings]
    deep_muscles: dict[tuple[str, int], tuple[float, Rings]] = field(default_factory=dict)
    points: dict[tuple[str, int], tuple[float, float, float]] = field(default_factory=dict)


_parts: Parts | None = None


def prepare(source: MeshSource, data: Path) -> Parts:
    """Read meshes and tables once; the views' workers, forked after this, share them."""
    global _parts
    body = build_body(source)
    _parts = Parts(body, Digits(source), Poser(body), read_shapes(source), _read_regions(data), _read_points(data))
    return _parts


def build_view(view: View) -> ViewResult:
    """Measure one view; `prepare` must have run."""
    assert _parts is not None, "prepare() first"
    camera = view.index_camera
    seen = clay.see(_parts.body, view, camera)
    skin = skin_depth(_parts.body, view, camera, seen)
    index = index_image(_parts, view, seen)
    outlines, deep = every_outline(_parts.shapes, view, skin, _parts.poser)
    return ViewResult(
        view,
        clay.picture(_parts.body, view),
        index,
        area_outlines(_parts.regions, index, skin),
        {(muscle, SIDE_CODE[side]): shape for (muscle, side), shape in outlines.items()},
        {(muscle, SIDE_CODE[side]): shape for (muscle, side), shape in deep.items()},
        points_in_view(_parts, view, skin),
    )


def index_image(parts: Parts, view: View, seen: clay.Seen) -> NDArray[np.uint8]:
    """(rows, columns, 3): region code, side code, 0."""
    names, which = np.unique(label(seen.rest, seen.arm, seen.kind, parts.digits), return_inverse=True)
    unknown = set(names) - set(parts.codes)
    if unknown:
        raise ValueError(f"regions.csv has no region {sorted(unknown)}")
    code = np.array([parts.codes[name] for name in names])[which]
    sided = np.array([parts.regions[parts.codes[name] - 1].sided for name in names])[which]
    side = np.where(sided, np.where(seen.rest[:, 0] < MIDLINE_X, RIGHT, LEFT), MIDLINE)
    both = seen.drawing.image((code * 4 + side).astype(np.int32))
    both = _without_specks(both, view.index_camera.px_per_mm)
    both[clay.fading(view, view.index_camera) < FAINTEST] = 0
    return np.dstack([both // 4, both % 4, np.zeros_like(both)]).astype(np.uint8)


def _without_specks(codes: NDArray[np.int32], px_per_mm: float) -> NDArray[np.int32]:
    """Small stray pieces take over the code of the nearest pixel that is not one."""
    specks = np.zeros(codes.shape, np.uint8)
    for code in np.unique(codes[codes > 0]):
        count, piece, stats, _ = cv2.connectedComponentsWithStats((codes == code).astype(np.uint8), connectivity=4)
        small = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] < SMALLEST_PIECE * px_per_mm**2)
        if 0 < len(small) < count:
            specks |= np.isin(piece, small[small > 0]).astype(np.uint8)
    if not specks.any():
        return codes
    # beside the body counts as unusable too: a speck at the edge stays a part of the body
    unusable = (specks | (codes == 0)).astype(np.uint8)
    _, nearest = cv2.distanceTransformWithLabels(unusable, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    by_label = np.zeros(nearest.max() + 1, np.int32)
    by_label[nearest[unusable == 0]] = codes[unusable == 0]
    return np.where(specks > 0, by_label[nearest], codes)


def area_outlines(regions: list[Region], index: NDArray[np.uint8], skin: SkinDepth) -> dict[tuple[str, int], Rings]:
    """The borders of every area that shows, in view mm."""
    found = {}
    both = index[..., 0].astype(np.int32) * 4 + index[..., 1]
    for value in np.unique(both[both > 0]):
        outline = rings(both == value, skin.camera, rounding=0.4, smallest=SMALLEST_PIECE)
        if outline:
            found[regions[value // 4 - 1].region_id, int(value % 4)] = outline
    return found


def points_in_view(parts: Parts, view: View, skin: SkinDepth) -> dict[tuple[str, int], tuple[float, float, float]]:
    """(x, y, depth under the skin), in view mm, of each trigger point that lies near the skin seen in this view."""
    found = {}
    for point in parts.points:
        for side, code in SIDE_CODE.items():
            if view.pose != REST and (side < 0) != (view.pose == RIGHT_ARM_LIFTED):
                continue
            place = parts.poser.move(_on_side(point.place, side), view.pose)
            column, row = np.round(skin.camera.pixels(place)[0]).astype(int)
            rows, columns = skin.camera.shape
            if not (0 <= row < rows and 0 <= column < columns) or not np.isfinite(skin.front[row, column]):
                continue
            under = skin.front[row, column] - skin.camera.depth(place)[0]
            through = under / max(skin.front[row, column] - skin.back[row, column], 1.0)
            if under <= POINT_NEAR_SKIN and through <= 0.6 and clay.fading(view, skin.camera)[row, column] > FAINTEST:
                x, y = skin.camera.screen_mm(place)[0]
                found[point.trigger_point_id, code] = (float(x), float(y), float(under))
    return found


def _on_side(place: tuple[float, float, float], side: int) -> Floats:
    """A place of the right side, (1, 3), on `side`."""
    x, y, z = place
    return np.array([[x if side < 0 else 2 * MIDLINE_X - x, y, z]])


def _read_regions(data: Path) -> list[Region]:
    with (data / "regions.csv").open(encoding="utf-8", newline="") as file:
        return [
            Region(row["region_id"], row["sided"] == "true") for row in csv.DictReader(file) if row["surface"] == "true"
        ]


def _read_points(data: Path) -> list[Point]:
    with (data / "trigger_points.csv").open(encoding="utf-8", newline="") as file:
        return [
            Point(
                row["trigger_point_id"],
                row["muscle_id"],
                (float(row["x_mm"]), float(row["y_mm"]), float(row["z_mm"])),
            )
            for row in csv.DictReader(file)
        ]
