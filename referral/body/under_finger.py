"""The muscles under a place of a view, from the skin to the bone.

Think of a straight needle through the place: these are the muscles whose measured places (``muscle_places``) lie within
a finger's half width of it, on the near side of the body. How a view looks at the body, and where its skin is, is what
``point_marks`` uses for trigger points, so that both agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referral.body.atlas import Atlas
from referral.body.muscle_places import muscle_places
from referral.body.point_marks import NEARER_SHARE, Anatomy
from referral.model.rows import SIDES, Side

HALF_FINGER_MM, CLOSE_HALF_FINGER_MM = 9.0, 5.0
"""How far beside the needle a muscle still counts, on body views and close-ups: a muscle's places lie up to 6 mm from
the surface that they stand for, and a fingertip is about 18 mm wide."""

ABOVE_SKIN_MM: Final = 12.0
"""A place may seem to lie this far before the skin: depths are whole mm on a coarse grid, and the skin is smoothed."""

DEEPEST_MM: Final = 90.0
"""No finger or needle looks for a muscle deeper than this; iliopsoas behind the belly and piriformis under the buttock
lie at 70 to 90."""


@dataclass(frozen=True, slots=True)
class Layered:
    """A muscle under a place, and how deep its nearest part lies under the skin, mm."""

    muscle_id: str
    side: Side
    depth_mm: float


@dataclass(frozen=True, eq=False)
class _Seen:
    """Every measured place of both sides as one view sees it: (N, 2) screen mm, (N,) depth mm, (N,) muscle and side."""

    screen: NDArray[np.float32]
    depth: NDArray[np.float32]
    muscle: NDArray[np.int32]
    muscle_ids: tuple[str, ...]


def muscles_under(atlas: Atlas, view_id: str, x_mm: float, y_mm: float) -> tuple[Layered, ...]:
    """Return the muscles under a place in view mm; none beside the body, or where nothing was measured. KeyError for an
    unknown view."""
    reach = CLOSE_HALF_FINGER_MM if atlas.views[view_id].close_up else HALF_FINGER_MM
    if atlas.anatomy is None:
        return ()
    seen = _seen(atlas.anatomy, view_id)
    near = np.flatnonzero(np.hypot(seen.screen[:, 0] - x_mm, seen.screen[:, 1] - y_mm) <= reach)
    found: dict[int, float] = {}
    for number in near[np.argsort(seen.depth[near], kind="stable")].tolist():
        found.setdefault(int(seen.muscle[number]), round(float(seen.depth[number]), 1))
    half = len(seen.muscle_ids)
    return tuple(
        Layered(seen.muscle_ids[which % half], SIDES[which // half], max(0.0, depth)) for which, depth in found.items()
    )


@lru_cache(maxsize=32)
def _seen(anatomy: Anatomy, view_id: str) -> _Seen:
    """What a view sees of all muscles; measured once for each view, in some 50 ms."""
    sight, body, measured = anatomy.sights[view_id], anatomy.body, muscle_places()
    ids = tuple(measured)
    right = np.concatenate([*measured.values(), np.zeros((0, 3))]).astype(float)
    which = np.repeat(np.arange(len(ids)), [len(places) for places in measured.values()])
    parts = []
    for number, (side, places) in enumerate(zip(SIDES, (right, body.mirrored(right)), strict=True)):
        if not sight.shows(side):
            continue
        posed = places if sight.pose == "rest" else body.with_lifted_arms(places)
        under, thickness = sight.under_mm(posed)
        shown = (under >= -ABOVE_SKIN_MM) & (under <= np.minimum(NEARER_SHARE * thickness, DEEPEST_MM))
        parts.append((sight.screen_mm(posed)[shown], under[shown], which[shown] + number * len(ids)))
    screen, depth, muscle = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return _Seen(screen.astype(np.float32), depth.astype(np.float32), muscle.astype(np.int32), ids)
