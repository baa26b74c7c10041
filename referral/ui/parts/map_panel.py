"""The map with all that belongs to it, as Find and Muscles show it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from referral.answers.red_flags import Step, Waiting
from referral.answers.under_place import Answer
from referral.body.atlas import Atlas
from referral.drawing.hidden_places import places_on
from referral.drawing.map_labels import words_in
from referral.drawing.scene import scene
from referral.drawing.shown import DESK_PX, PHONE_PX, Shown, room_over_list
from referral.links.explorer import ExplorerState, choose_view, write
from referral.model.pattern import Pattern
from referral.sentences.pattern_words import map_in_words, summary
from referral.ui.components.announce import announce
from referral.ui.components.map_taps import Tap
from referral.ui.components.scroll_into_view import scroll_into_view
from referral.ui.parts import body, muscle, plates
from referral.ui.parts.booking import Explored, remember_summary, show_summary
from referral.ui.parts.legend import legend
from referral.ui.parts.print_head import print_head
from referral.ui.parts.take_away import code_to_take, take_away, view_link
from referral.ui.parts.view_switch import view_switch
from referral.ui.visit.context import Context, go
from referral.ui.visit.words import pgettext


def shown_of(
    context: Context, atlas: Atlas, state: ExplorerState, pattern: Pattern | None, *, with_areas: bool = True
) -> Shown:
    """What the map shows: the chosen areas, and the pattern of the muscle that is open."""
    patterns = (pattern,) if pattern else ()
    chosen = state.areas if with_areas else ()
    plate_id = plates.plate_for(atlas, state.view, patterns, context.phone, chosen)
    plate = atlas.plates[plate_id]
    over_list = context.phone and state.listed
    room = room_over_list(plate.width_mm, plate.height_mm) if over_list else PHONE_PX if context.phone else DESK_PX
    hidden = places_on(plate, context.dataset.regions.values(), atlas.anatomy)
    return Shown(plate_id, chosen, patterns, words=words_in(context.texts), room_px=room, hidden=hidden)


def map_panel(
    context: Context,
    atlas: Atlas,
    shown: Shown,
    key: str,
    on_tap: Callable[[str, Tap], None] | None = None,
) -> None:
    """Switches, map, legend, in a container "map_side"; a tap goes to `on_tap` with the plate it was on. Scrolls into
    sight when another muscle is opened."""
    texts, plate_id = context.texts, shown.plate_id
    print_head(context, shown)
    view_switch(atlas, shown, context.phone, f"{key}_view", lambda plate: go(choose_view(context.explorer(), plate)))
    opened = next(iter(shown.patterns), None)
    scroll_into_view("map_side", f"{opened.muscle_id} {opened.side}" if opened else "", f"{key}_reveal")
    in_words = map_in_words(texts, shown.chosen, shown.patterns)
    tapped = None if on_tap is None else partial(on_tap, plate_id)
    body.show_map(atlas, shown, in_words, key, on_tap=tapped, choosing=True)
    announce(in_words, f"{key}_told")
    legend(texts, shown.patterns, chosen=bool(shown.chosen))


def seen_on(context: Context, shown: Shown | None, pattern: Pattern | None) -> list[str]:
    """The names of the other views that show the open muscle's pattern."""
    if context.atlas is None or shown is None or pattern is None:
        return []
    return [pgettext("view", name) for name in plates.also_on(context.atlas, pattern, shown.plate_id, context.phone)]


def remember_found(state: ExplorerState, step: Step) -> None:
    """Keep what was found for the other pages of this visit; nothing while signs wait for an answer."""
    found = (
        None if isinstance(step, Waiting) else Explored(step.of(state.areas), state.muscle, muscle.shown_side(state))
    )
    remember_summary(found)


def take_along(
    context: Context, state: ExplorerState, found: Answer, shown: Shown | None, name: str, path: str
) -> None:
    """The summary and the view to take along, once there is something to tell. `name`: the page's; `path`: its url
    path."""
    explored = summary(context.texts, found, state.muscle, muscle.shown_side(state))
    if explored is None:
        return
    with st.container(key="take_along"):
        show_summary(explored, name, kiosk=context.tablet)
        if context.atlas is not None and shown is not None:
            _take_view(context, context.atlas, state, shown, f"{name}_take", path)


def _take_view(context: Context, atlas: Atlas, state: ExplorerState, shown: Shown, key: str, path: str) -> None:
    """The view of the panel to take along: link, QR code, picture."""
    link = view_link(context.clinic, path, write(state), context.language.code)
    if context.tablet:
        code_to_take(link, key)
        return
    take_away(link, partial(scene, atlas, shown), state.muscle or "body-map", key)
