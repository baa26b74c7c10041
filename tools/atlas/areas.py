"""The region index image of a view, and the outlines of its areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import find_objects

from .body import MIDLINE_X
from .clay import Seen, fading
from .digits import Digits
from .outlines import REACH, Rings, rings, widened
from .raster import Camera, nearest_value
from .regions import label
from .views import View

Codes = NDArray[np.int32]

#: Codes of the sides in an index image.
MIDLINE, RIGHT, LEFT = 0, 1, 2
#: Borders are smoothed over this width (one standard deviation): in mm, and in pixels at least.
SMOOTHING, SMOOTHING_PX = 1.4, 2.0
#: Pieces of a region smaller than this (mm2) in a view are specks and go to their neighbour.
SMALLEST_PIECE = 30.0
#: Where a fading picture has less than this opacity nothing can be tapped.
FAINTEST = 0.3
#: Outlines keep to the borders of the index image within this tolerance (px), and are rounded over this width (mm).
TOLERANCE_PX, ROUNDING = 0.6, 0.6


@dataclass(frozen=True)
class Region:
    """What the tool needs of a row of regions.csv."""

    region_id: str
    sided: bool


def index_image(regions: list[Region], digits: Digits, view: View, seen: Seen) -> NDArray[np.uint8]:
    """(rows, columns, 3): region code (its place in `regions`, from 1; 0 beside the body), side code, 0. Raises
    ValueError for a rule that names a region which `regions` does not hold."""
    both = seen.drawing.image(_area_numbers(regions, digits, seen))
    scale = view.index_px_per_mm
    both = _without_specks(_smoothed(both, max(SMOOTHING * scale, SMOOTHING_PX)), SMALLEST_PIECE * scale**2)
    both[fading(view, view.index_camera) < FAINTEST] = 0
    return np.dstack([both // 4, both % 4, np.zeros_like(both)]).astype(np.uint8)


def area_outlines(regions: list[Region], index: NDArray[np.uint8], camera: Camera) -> dict[tuple[str, int], Rings]:
    """The borders of every area that shows, in view mm, by region id and side code."""
    found = {}
    both = index[..., 0].astype(np.int32) * 4 + index[..., 1]
    for value in np.unique(both[both > 0]):
        outline = rings(both == value, camera, ROUNDING, SMALLEST_PIECE / 2, TOLERANCE_PX / camera.px_per_mm)
        if outline:
            found[regions[value // 4 - 1].region_id, int(value % 4)] = outline
    return found


def _area_numbers(regions: list[Region], digits: Digits, seen: Seen) -> Codes:
    """(P,) four times the region's code plus the side's, of each place that is seen."""
    codes = {region.region_id: code for code, region in enumerate(regions, start=1)}
    names, which = np.unique(label(seen.rest, seen.arm, seen.kind, digits), return_inverse=True)
    unknown = sorted(set(names) - set(codes))
    if unknown:
        raise ValueError(f"regions.csv has no region {', '.join(unknown)}")
    code = np.array([codes[name] for name in names])[which]
    sided = np.array([regions[codes[name] - 1].sided for name in names])[which]
    side = np.where(sided, np.where(seen.rest[:, 0] < MIDLINE_X, RIGHT, LEFT), MIDLINE)
    return (code * 4 + side).astype(np.int32)


def _smoothed(areas: Codes, width: float) -> Codes:
    """Every pixel of the body goes to the area that has most of the pixels round it (weighted by a Gaussian of `width`
    px): smooth borders, and no gap between neighbours."""
    most = np.zeros(areas.shape, np.float32)
    winner = areas.copy()
    for number, window in _each(areas, round(REACH * width)):
        share = cv2.GaussianBlur((areas[window] == number).astype(np.float32), (0, 0), width)
        more = (share > most[window]) & (areas[window] > 0)
        most[window][more] = share[more]
        winner[window][more] = number
    return winner


def _without_specks(areas: Codes, smallest: float) -> Codes:
    """Pieces of under `smallest` px take over the area of the nearest pixel of a larger one."""
    specks = np.zeros(areas.shape, bool)
    for number, window in _each(areas, 0):
        here = (areas[window] == number).astype(np.uint8)
        _, piece, stats, _ = cv2.connectedComponentsWithStats(here, connectivity=4)
        small = stats[:, cv2.CC_STAT_AREA] < smallest
        specks[window] |= small[piece] & (piece > 0)
    return nearest_value(areas, ~specks & (areas > 0), specks)


def _each(areas: Codes, room: int) -> Iterator[tuple[int, tuple[slice, slice]]]:
    """Every area's number and the window that holds it, `room` px wider."""
    for number, window in enumerate(find_objects(areas), start=1):
        if window is not None:
            yield number, widened(window, room, areas.shape)
