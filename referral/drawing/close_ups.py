"""The close-ups: which one shows a place best, which views a part of the body has, and the same of the other side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from referral.body.atlas import Atlas
from referral.body.view import View
from referral.drawing.openings import SEEN, most_mm2
from referral.model.rows import Area, Side

PARTS: Final = (
    "head", "neck", "shoulder", "arm", "forearm", "hand", "chest", "upper_back", "belly", "low_back", "flank", "hip",
    "thigh", "knee", "leg", "foot",
)  # fmt: skip
"""The parts of the body that have close-ups, from the head down."""


def close_up_of(atlas: Atlas, area: Area, views: Sequence[View] | None = None) -> View | None:
    """Return the close-up that shows most of an area, of those that show about as much the nearest one; None for a
    hidden place. `views`: of which to choose."""
    offered = [view for view in (atlas.views.values() if views is None else views) if view.close_up]
    most = max((atlas.area_mm2(view.view_id, area) for view in offered), default=0.0)
    if not most or most < SEEN * most_mm2(atlas).get(area, 0.0):
        return None
    enough = [view for view in offered if atlas.area_mm2(view.view_id, area) >= 0.85 * most]
    return min(enough, key=lambda view: view.width_mm * view.height_mm)


def views_of(atlas: Atlas, part: str, side: Side | None) -> list[View]:
    """Return the views of a part: those of one side, and those that show both."""
    of_part = [view for view in atlas.views.values() if view.part == part]
    return [view for view in of_part if view.side in (None, side or "right")]


def other_side(atlas: Atlas, view: View) -> View | None:
    """Return the same view of the other side."""
    across = {"right": "left", "left": "right"}
    return atlas.views.get(view.view_id.replace(view.side, across[view.side])) if view.side else None
