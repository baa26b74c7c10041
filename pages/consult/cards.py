"""What is shown in a consultation, in words: the muscles with their trigger points, what they share."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from pages.consult.consultation import Consultation, Sight
from referral.answers.red_flags import Cleared
from referral.drawing.scene import with_styles
from referral.drawing.styles import MOST_TOGETHER, Style
from referral.links import consultation as links
from referral.links.consultation import ConsultState
from referral.model.pattern import Pattern
from referral.model.texts import Texts
from referral.sentences.comparison import Comparison, compare, own_in_words, shared_in_words
from referral.sentences.pattern_words import MIRRORED, in_words
from referral.ui.parts import safety_step
from referral.ui.parts.legend import badge
from referral.ui.parts.muscle import facts
from referral.ui.visit import safety_answers
from referral.ui.visit.labels import as_label
from referral.ui.visit.memory import set_widget
from referral.ui.visit.words import gettext, html_text


def muscles(consultation: Consultation, sight: Sight, cleared: Cleared) -> None:
    """A card for each muscle; of several what they share, and the switch that puts them next to each other."""
    state = sight.state
    if not state.muscles and not state.areas:
        hint = html_text(
            "Type a muscle or a place and press Enter, or tap a muscle on the body. Up to {number} muscles are shown "
            "together.",
            number=MOST_TOGETHER,
        )
        st.html(f'<div class="rp-empty"><h2>{html_text("Start with a word or a tap")}</h2><p>{hint}</p></div>')
    if len(state.muscles) == MOST_TOGETHER:
        full = html_text("{number} are the most: one more takes the place of the first.", number=MOST_TOGETHER)
        st.html(f'<p class="rp-hint">{full}</p>')
    if state.muscles and not state.areas and not safety_answers.beside_therapist():
        safety_step.offer_check(state.muscles, done=bool(cleared.areas))
    for pattern, style in with_styles(sight.patterns):
        if pattern.side == links.shown_sides(state)[0]:
            _muscle(consultation, state, pattern, style)
    if len(state.muscles) > 1:
        _together(consultation, sight)


def _muscle(consultation: Consultation, state: ConsultState, pattern: Pattern, style: Style) -> None:
    """Name, trigger points on and off, the pattern in words; what else is known in a fold."""
    texts, muscle = consultation.texts, consultation.texts.muscles[pattern.muscle_id]
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
                help=as_label(gettext("Take {muscle} away", muscle=muscle.name)),
                type="tertiary",
                on_click=consultation.go,
                args=(partial(links.take_muscle, muscle_id=muscle.muscle_id),),
            )
        _points(consultation, state, muscle.muscle_id)
        words = in_words(texts, pattern) or gettext("No trigger point is on.")
        also = f" {gettext(MIRRORED)}" if len(links.shown_sides(state)) > 1 and pattern.zones else ""
        st.html(f'<p class="rp-pattern-words">{escape(words + also)}</p>')
        with st.expander(gettext("What to say about it")):
            facts(texts, muscle.muscle_id, unfolded=True)


def _points(consultation: Consultation, state: ConsultState, muscle_id: str) -> None:
    """Each trigger point on or off."""
    points = {point.trigger_point_id: point for point in consultation.dataset.trigger_points_of(muscle_id)}
    if len(points) < 2:
        return
    key = f"consult_points_{muscle_id}"
    default = set_widget(key, list(links.shown_points(state, consultation.dataset, muscle_id)))

    def chosen(now: ConsultState) -> ConsultState:
        return links.show_points(now, consultation.dataset, muscle_id, st.session_state[key])

    st.pills(
        gettext("Trigger points shown"),
        list(points),
        format_func=lambda point: as_label(points[point].label),
        selection_mode="multi",
        default=default,
        key=key,
        on_change=consultation.go,
        args=(chosen,),
        label_visibility="collapsed",
    )


def _together(consultation: Consultation, sight: Sight) -> None:
    """What the muscles share, and side by side what tells them apart."""
    state = sight.state
    st.html(f'<p class="rp-together">{escape(shared_in_words(consultation.texts, compare(sight.patterns)))}</p>')
    st.toggle(
        gettext("Next to each other: what tells them apart"),
        value=state.compare,
        key=f"consult_compare_{state.compare}",
        on_change=consultation.go,
        args=(partial(replace, compare=not state.compare),),
    )


def comparison(texts: Texts, sight: Sight) -> None:
    """What tells the muscles apart, where that is wanted: a column for each muscle, a row for each question."""
    if sight.state.compare and len(sight.state.muscles) > 1:
        st.html(_apart(texts, compare(sight.patterns)))


def _apart(texts: Texts, found: Comparison) -> str:
    compared = [texts.muscles[muscle] for muscle in found.muscles]
    rows = (
        (
            html_text("Pain that only this one sends"),
            [own_in_words(texts, found, muscle) for muscle in found.muscles],
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
