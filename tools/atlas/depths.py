"""What the app needs to mark trigger points by itself: how deep the skin lies in each view, and what lifts with an arm.

Coarse stand-ins for the meshes, which stay out of the project; referral/marks.py reads them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from referral.body.point_marks import FULL_LIFT, NOWHERE

from .clay import fading
from .meshes import Floats
from .muscles import Poser, SkinDepth
from .views import View

#: The skin's depths are kept for one pixel of the index image in so many, across and down: every 5 mm of the body
#: views, every 2.5 mm of the close-ups, with a pixel in the middle. Between them the app interpolates, to about 1 mm.
KEPT = 5
#: Where a view fades below this opacity no point is marked.
FAINTEST = 0.3
#: The lattice on which the lift is kept: between its elements (mm) it is interpolated; finer ones come no nearer to
#: the lift of the skin, which jumps by a few mm where two sides of an armpit are equally near.
LATTICE = 8.0
#: It reaches so far (mm) beyond the skin that lifts, as far as skin that stays is near.
BEYOND = 40.0


@dataclass(frozen=True)
class Lift:
    """How far places go along with a lifted arm: (I, J, K) 0..FULL_LIFT at `first` (x, y, z) + LATTICE * (i, j, k)."""

    first: tuple[float, float, float]
    values: NDArray[np.uint8]


def kept_step(view: View) -> float:
    """mm between two depths that are kept of a view."""
    return KEPT / view.index_px_per_mm


def kept_depths(view: View, skin: SkinDepth) -> NDArray[np.int16]:
    """(2, rows, columns) whole mm: the skin in front and behind at the middle of each square of KEPT x KEPT pixels of
    the index image; NOWHERE beside the body and where the view has faded out."""
    depths = np.stack([skin.front, skin.back])
    depths[:, fading(view, skin.camera) <= FAINTEST] = np.nan
    depths = depths[:, KEPT // 2 :: KEPT, KEPT // 2 :: KEPT]
    return np.where(np.isnan(depths), NOWHERE, np.round(depths)).astype(np.int16)


def lift_lattice(lifting: Floats, poser: Poser) -> Lift:
    """The lift round the skin (N, 3) that goes along with either arm."""
    first = np.floor(lifting.min(axis=0) - BEYOND)
    last = lifting.max(axis=0) + BEYOND
    axes = [np.arange(a, b + LATTICE, LATTICE) for a, b in zip(first, last, strict=True)]
    places = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    lift = poser.lift(places.reshape(-1, 3)).reshape(places.shape[:3])
    x, y, z = (float(value) for value in first)
    return Lift((x, y, z), np.round(FULL_LIFT * lift).astype(np.uint8))
