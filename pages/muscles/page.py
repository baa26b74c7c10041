"""Muscles: browse and search all muscles; open one and see its pattern on the body."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.muscles.listing import listing
from referral.answers.red_flags import Waiting
from referral.answers.under_place import answer
from referral.links import explorer
from referral.links.explorer import ExplorerState, choose_muscle
from referral.model.rows import Muscle
from referral.ui.components.scroll_into_view import scroll_into_view
from referral.ui.parts import body, muscle, safety_step
from referral.ui.parts.booking import booking_prompt
from referral.ui.parts.map_panel import map_panel, remember_found, seen_on, shown_of, take_along
from referral.ui.visit import memory, safety_answers
from referral.ui.visit.context import Context, drop_unknown, go, run_context
from referral.ui.visit.notices import show_notices
from referral.ui.visit.words import gettext
from referral.words.text import capitalised

MAP = "muscle_map"


def back_to_list(state: ExplorerState) -> None:
    """The way back to all muscles."""
    to = choose_muscle(state, None)
    st.button(f"← {gettext('All muscles')}", key="all_muscles", type="tertiary", on_click=go, args=(to,))


def heading(one: Muscle) -> None:
    """The muscle in plain words, then its anatomical name."""
    st.html(
        f'<header class="rp-find"><h1 class="rp-page-title">{escape(capitalised(one.common_name))}</h1>'
        f'<p class="rp-lead"><em>{escape(one.name)}</em></p></header>'
    )


@st.fragment
def opened(context: Context) -> None:
    """One muscle: pattern on the body, in words, what is known of it."""
    state, atlas = context.explorer(), context.atlas
    step = muscle.step_of(context.dataset, state)
    if isinstance(step, Waiting) or state.muscle is None or safety_answers.is_stopped():
        st.rerun()
    remember_found(state, step)
    pattern = muscle.shown_pattern(context.dataset, state, step)
    shown = shown_of(context, atlas, state, pattern, with_areas=False) if atlas is not None else None
    with st.container(key="explorer"):
        with st.container(key="map_side"):
            if atlas is not None and shown is not None:
                map_panel(context, atlas, shown, MAP)
        with st.container(key="results"):
            muscle.opened(context.texts, state, step, pattern, MAP, go, seen_on(context, shown, pattern))
            take_along(
                context, state, answer(context.dataset, atlas, step.of(state.areas)), shown, "muscles", "muscles"
            )


def open_page(context: Context, state: ExplorerState) -> None:
    """The list, or the muscle that is open."""
    if state.muscle is None:
        # a container of its own, or the browser would show parts of the muscle just left in the list's places
        with st.container(key="muscle_list"):
            listing(context, state)
        return
    one = context.texts.muscles[state.muscle]
    st.set_page_config(page_title=f"{capitalised(one.common_name)} · {gettext('Muscles')}")
    with st.container(key="stage"):
        with st.container(key="stage_head"):
            back_to_list(state)
            heading(one)
        if context.atlas is not None:
            body.prepare_map(context.atlas, context.texts, MAP)
        opened(context)


context = run_context()
memory.leave_explorer()
drop_unknown(context, explorer)
safety_answers.keep(tablet=context.tablet)
state = context.explorer()
step = muscle.step_of(context.dataset, state)
show_notices()
scroll_into_view("stage", state.muscle or "", "muscles_reveal")
if isinstance(step, Waiting):
    remember_found(state, step)
    with st.container(key="muscle_asked"):
        safety_step.show_step(context.texts, step, of_muscle=not state.areas)
else:
    open_page(context, state)
booking_prompt(context.clinic, None, "muscles", kiosk=context.tablet)
