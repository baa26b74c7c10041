"""What is shown in a consultation, in words: the muscles with their trigger points, what they share.

muscles(here, state)       a card a muscle, and what they share
comparison(dataset, state) what tells them apart, as a table
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from pages.consult.here import Here
from referral import consult
from referral.compare import Comparison, compare, own_in_words, shared_in_words
from referral.consult import ConsultState
from referral.dataset import Dataset
from referral.patterns import MIRRORED, in_words
from referral.scene import Pattern, with_styles
from referral.styles import MOST_TOGETHER, Style
from referral.ui import visit
from referral.ui.legend import badge
from referral.ui.muscle import facts
from referral.ui.words import gettext, html_text


def muscles(here: Here, state: ConsultState) -> None:
    """A card a muscle; of several what they share, and the switch that puts them next to each other."""
    if not state.muscles and not state.areas:
        told = html_text(
            "Type a muscle or a place and press Enter, or tap a muscle on the body. Up to {number} muscles are shown "
            "together.",
            number=MOST_TOGETHER,
        )
        st.html(f'<div class="rp-empty"><h2>{html_text("Start with a word or a tap")}</h2><p>{told}</p></div>')
    if len(state.muscles) == MOST_TOGETHER:
        full = html_text("{number} are the most: one more takes the place of the first.", number=MOST_TOGETHER)
        st.html(f'<p class="rp-hint">{full}</p>')
    patterns = consult.patterns(here.dataset, state)
    for pattern, style in with_styles(patterns):
        if pattern.side == consult.shown_sides(state)[0]:
            _muscle(here, state, pattern, style)
    if len(state.muscles) > 1:
        _together(here, state, patterns)


def _muscle(here: Here, state: ConsultState, pattern: Pattern, style: Style) -> None:
    """Name, trigger points on and off, the pattern in words; what else is known in a fold."""
    dataset, muscle = here.dataset, here.dataset.muscles[pattern.muscle_id]
    with st.container(key=f"consult_card_{muscle.muscle_id}", gap="xsmall"):
        with st.container(
            key=f"consult_name_{muscle.muscle_id}", horizontal=True, vertical_alignment="center", wrap=False
        ):
            st.html(
                f'<h2 class="rp-drawn" id="found-{muscle.muscle_id}" tabindex="-1">{badge(style)}{escape(muscle.name)} '
                f"<small>{escape(muscle.common_name)}</small></h2>",
                width="stretch",
            )
            st.button(
                "✕",
                key=f"take_{muscle.muscle_id}",
                help=gettext("Take {muscle} away", muscle=muscle.name),
                type="tertiary",
                on_click=here.go,
                args=(partial(consult.take_muscle, muscle_id=muscle.muscle_id),),
            )
        _points(here, state, muscle.muscle_id)
        told = in_words(dataset, pattern) or gettext("No trigger point is on.")
        also = f" {gettext(MIRRORED)}" if len(consult.shown_sides(state)) > 1 and pattern.zones else ""
        st.html(f'<p class="rp-pattern-words">{escape(told + also)}</p>')
        with st.expander(gettext("What to say about it")):
            facts(dataset, muscle.muscle_id)


def _points(here: Here, state: ConsultState, muscle_id: str) -> None:
    """Each trigger point on or off."""
    points = {point.trigger_point_id: point for point in here.dataset.trigger_points_of(muscle_id)}
    if len(points) < 2:
        return
    key = f"consult_points_{muscle_id}"
    visit.tell(key, list(consult.shown_points(state, here.dataset, muscle_id)))

    def chosen(now: ConsultState) -> ConsultState:
        return consult.show_points(now, here.dataset, muscle_id, st.session_state[key])

    st.pills(
        gettext("Trigger points shown"),
        list(points),
        format_func=lambda point: points[point].label,
        selection_mode="multi",
        key=key,
        on_change=here.go,
        args=(chosen,),
        label_visibility="collapsed",
    )


def _together(here: Here, state: ConsultState, patterns: Sequence[Pattern]) -> None:
    """What the muscles share, and side by side what tells them apart."""
    found = compare(here.dataset, patterns)
    st.html(f'<p class="rp-together">{escape(shared_in_words(here.dataset, found))}</p>')
    st.toggle(
        gettext("Next to each other: what tells them apart"),
        value=state.compare,
        key=f"consult_compare_{state.compare}",
        on_change=here.go,
        args=(partial(replace, compare=not state.compare),),
    )


def comparison(dataset: Dataset, state: ConsultState) -> None:
    """What tells the muscles apart, where that is wanted: a column a muscle, a row a question."""
    if state.compare and len(state.muscles) > 1:
        st.html(_apart(dataset, compare(dataset, consult.patterns(dataset, state))))


def _apart(dataset: Dataset, found: Comparison) -> str:
    compared = [dataset.muscles[muscle] for muscle in found.muscles]
    rows = (
        (
            html_text("Pain that only this one sends"),
            [own_in_words(dataset, found, muscle) for muscle in found.muscles],
        ),
        (html_text("Where it is"), [muscle.where_it_is for muscle in compared]),
        (html_text("What it does"), [muscle.what_it_does for muscle in compared]),
        (html_text("What often strains it"), [muscle.often_strained_by for muscle in compared]),
    )
    head = "".join(f'<th scope="col">{escape(muscle.name)}</th>' for muscle in compared)
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{escape(text)}</td>" for text in texts)}</tr>'
        for name, texts in rows
    )
    return f'<div class="rp-scroll"><table class="rp-apart"><thead><tr><td></td>{head}</tr></thead>{body}</table></div>'
