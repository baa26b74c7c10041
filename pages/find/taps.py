"""What a tap on the map does, what it may have meant instead, and what the page's plain buttons do."""

from __future__ import annotations

from referral.body.atlas import Atlas
from referral.drawing.scene import area_at
from referral.drawing.shown import Shown
from referral.links.explorer import add_areas, choose_view, replace_area, toggle_area
from referral.model.rows import Area
from referral.ui.components.html_buttons import Doing
from referral.ui.components.map_taps import Tap
from referral.ui.parts.nearby import nearby_doing, nearby_row, remember
from referral.ui.parts.results import CHOOSES
from referral.ui.visit.context import Context, go


def tapped(context: Context, atlas: Atlas, shown: Shown, plate_id: str, tap: Tap) -> None:
    """A tap chooses the area under it, or gives it up."""
    if tap.sheet not in (None, plate_id):
        return  # the tap was meant for a plate that is gone
    area = area_at(atlas, shown, tap.x_mm, tap.y_mm)
    if area in context.dataset.areas:  # another dataset may not have every region of the atlas
        state = context.explorer()
        remember(atlas, shown, tap, state.areas, context.dataset.areas)
        if state.muscle is not None:
            state = choose_view(state, plate_id)  # the map stays under the finger
        go(toggle_area(state, area))


def neighbours(context: Context, shown: Shown | None) -> None:
    """What the last tap may have meant instead, and the closer view of it."""
    if context.atlas is not None and shown is not None:
        nearby_row(context.texts, context.atlas, shown)


def buttons_do(context: Context, shown: Shown | None) -> Doing:
    """What the buttons of the neighbours do, and those with which a card asks for a place."""

    def choose(area_id: str) -> None:
        area = Area.of(area_id)
        if area in context.dataset.areas:  # the map stays as it is, so that nothing moves under the finger
            go(add_areas(context.explorer(), [area]))

    if context.atlas is None or shown is None:
        return {CHOOSES: choose}
    of_neighbours = nearby_doing(
        context.atlas,
        shown,
        lambda old, new: go(replace_area(context.explorer(), old, new)),
        lambda view: go(choose_view(context.explorer(), view)),
    )
    return {CHOOSES: choose, **of_neighbours}
