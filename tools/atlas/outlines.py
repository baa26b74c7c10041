"""The border of what a mask marks, as smooth rings in view mm."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from referral.body.atlas import ring_mm2

from .meshes import Floats
from .raster import Camera

Mask = NDArray[np.bool_]

#: A closed ring is (K, 2) view mm, from the view's lower left corner; the largest ring comes first.
Rings = list[Floats]

#: Masks are made this many times finer before their border is followed, so that two neighbours' borders nearly meet.
FINER = 3
#: A blur reaches this many times its width (one standard deviation).
REACH = 4


def rings(mask: Mask, camera: Camera, rounding: float, smallest: float, tolerance: float) -> Rings:
    """The outer borders of a mask, pieces under `smallest` mm2 left out, ragged edges rounded with a blur of `rounding`
    mm; a ring keeps to the rounded border within `tolerance` mm."""
    window = around(mask, round(REACH * rounding * camera.px_per_mm) + 2)
    if window is None:
        return []
    soft = cv2.GaussianBlur(mask[window].astype(np.float32), (0, 0), rounding * camera.px_per_mm)
    fine = cv2.resize(soft, None, fx=FINER, fy=FINER, interpolation=cv2.INTER_LINEAR)
    scale = FINER * camera.px_per_mm
    contours, _ = cv2.findContours((fine > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    corner = np.array([window[1].start, window[0].start]) / camera.px_per_mm
    found = []
    for contour in contours:
        if cv2.contourArea(contour) >= smallest * scale**2:
            ring = cv2.approxPolyDP(contour, tolerance * scale, closed=True)[:, 0]
            across, down = ((ring + 0.5) / scale + corner).T
            found.append(np.column_stack([across, camera.height - down]))
    return sorted(found, key=lambda ring: (-ring_mm2(ring), ring[0, 0]))


def around(mask: Mask, room: int) -> tuple[slice, slice] | None:
    """The rows and columns that hold all that a mask marks, and `room` pixels more; None when it marks nothing."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    return widened((slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)), room, mask.shape)


def widened(window: tuple[slice, slice], room: int, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """A window of an image, `room` pixels wider on every side, as far as the image goes."""
    rows, columns = (
        slice(max(0, int(side.start) - room), min(length, int(side.stop) + room))
        for side, length in zip(window, shape, strict=True)
    )
    return rows, columns
