"""Find: where does it hurt -> muscles -> pattern -> next step."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.find.places import place_box, tablet_picker
from pages.find.taps import buttons_do, neighbours, tapped
from referral.answers.red_flags import Step, Waiting
from referral.answers.under_place import Answer, answer
from referral.links import explorer
from referral.links.explorer import ExplorerState
from referral.sentences.pattern_words import EDUCATION
from referral.ui.components.focus import take_focus
from referral.ui.components.html_buttons import html_buttons
from referral.ui.parts import body, muscle, results, safety_step
from referral.ui.parts.booking import booking_prompt
from referral.ui.parts.complaint_notes import show_notes
from referral.ui.parts.map_panel import map_panel, remember_found, seen_on, shown_of, take_along
from referral.ui.parts.next_step import close_list, next_bar
from referral.ui.visit import memory, safety_answers
from referral.ui.visit.context import Context, drop_unknown, go, run_context
from referral.ui.visit.notices import show_notices
from referral.ui.visit.words import html_text
from referral.words.languages import N_

MAP = "body_map"
HOW_TO_START = N_(
    "Tap a place on the body where you feel pain. You can choose several, on both sides. Tap again to take one back."
)


def heading() -> None:
    """What this page does, and what it is not."""
    st.html(
        f'<header class="rp-find"><h1 class="rp-page-title">{html_text("Where does it hurt?")}</h1>'
        f'<p class="rp-lead">{html_text("Tap the body. See which muscles may send pain there.")} '
        f'<span class="rp-education">{html_text(EDUCATION)}</span></p></header>'
    )


def result_column(context: Context, state: ExplorerState, step: Step, answered: Answer, opened: results.Opened) -> None:
    """The signs that wait for an answer; after them the muscles, and the one that is open."""
    if not state.areas and state.muscle is None:
        st.html(f'<div class="rp-empty"><h2>{html_text("Start with a tap")}</h2><p>{html_text(HOW_TO_START)}</p></div>')
    elif isinstance(step, Waiting):
        safety_step.show_step(context.texts, step, of_muscle=not state.areas)
        show_notes(context.texts, state.areas)  # below the signs: nothing comes before them
    elif state.areas:
        show_notes(context.texts, state.areas)
        results.candidates(context.texts, context.atlas, answered, state, go, opened)
        take_focus("rp-found", safety_answers.token_of_answers())
    else:
        results.open_muscle_alone(context.texts, context.atlas, state, go, opened)


@st.fragment
def explore(context: Context) -> None:
    """All that changes with a tap. No muscle is named or drawn before the signs of the chosen areas are answered. On a
    phone signs and muscles lie over the map, and come once they are asked for."""
    if safety_answers.is_stopped():
        st.rerun()  # a sign was tapped: the whole page gives way
    safety_answers.keep(tablet=context.tablet)
    state, atlas = context.explorer(), context.atlas
    step = muscle.step_of(context.dataset, state)
    answered = Answer() if isinstance(step, Waiting) else answer(context.dataset, atlas, step.of(state.areas))
    pattern = muscle.shown_pattern(context.dataset, state, step)
    shown = shown_of(context, atlas, state, pattern) if atlas is not None else None
    seen, lying = seen_on(context, shown, pattern), answered.lying(state.muscle)
    opened = partial(muscle.opened, context.texts, state, step, pattern, MAP, go, seen, lying)
    memory.remember(state)
    remember_found(state, step)
    with st.container(key="explorer"):
        map_side, bar, found = (st.container(key=key) for key in ("map_side", "bar_side", "results"))
    # words first: they are on the screen while the browser still draws the map, the slowest part
    with bar:
        show_notices()
        beside = partial(neighbours, context, shown)
        next_bar(context.clinic, context.texts, state, step, answered, go, beside, kiosk=context.tablet)
        html_buttons(buttons_do(context, shown))
    listed = state.listed or not context.phone
    with found:
        if listed:
            close_list(state, go)
            result_column(context, state, step, answered, opened)
    with map_side:
        if atlas is not None and shown is not None:
            map_panel(context, atlas, shown, MAP, partial(tapped, context, atlas, shown))
    with found:  # below the muscles, out of sight: the map does not wait for it
        if listed and not isinstance(step, Waiting):
            take_along(context, state, answered, shown, "find", "")


context = run_context()
drop_unknown(context, explorer)
memory.resume()
with st.container(key="stage"):
    with st.container(key="stage_head"):
        heading()
        (tablet_picker if context.tablet else place_box)(context)
    if context.atlas is not None:
        body.prepare_map(context.atlas, context.texts, MAP)
    explore(context)
# outside the fragment: the prompt is the same whatever was tapped, so it is not sent again with every tap
booking_prompt(context.clinic, None, "find", kiosk=context.tablet)
