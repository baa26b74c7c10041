"""The safety step on the screen: warning signs before any muscle.

Pages ask ``safety_answers.step`` and show what it says. What a yes leads to is ``frame.help_page``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final
from zlib import crc32

import streamlit as st

from referral.answers.red_flags import Waiting
from referral.model.sign_rows import RedFlag, Urgency
from referral.model.texts import Texts
from referral.sentences.named_places import named
from referral.ui.components.focus import take_focus
from referral.ui.visit import safety_answers
from referral.ui.visit.labels import as_label
from referral.ui.visit.language import key_in_language
from referral.ui.visit.memory import set_widget
from referral.ui.visit.safety_answers import ask_about, say_yes
from referral.ui.visit.words import gettext, html_text
from referral.words.languages import N_
from referral.words.text import capitalised

NONE: Final = "safety_none_of_"
HEADINGS: Final[dict[Urgency, str]] = {
    "emergency": N_("Help now"),
    "same_day": N_("A doctor today"),
    "days": N_("A doctor in the next days"),
}
"""What a group of lines calls for, in words above it; its form says it too."""


# --- the step ------------------------------------------------------------------------------------------------------


def show_step(texts: Texts, waiting: Waiting, *, of_muscle: bool = False) -> None:
    """One screen of the step. The first of a visit: signs of the whole body, what may be true of oneself, then the
    lines of the chosen areas; each later one: lines alone. Nothing is ticked in advance. `of_muscle`: the areas are
    those of a muscle that was looked up, and a way leads back to it."""
    first = bool(waiting.whole_body)
    if of_muscle:
        _way_back_to_muscle()
    with st.container(key="safety_step", gap="xxsmall"):
        st.html(_head(texts, waiting))
        take_focus("rp-signs", safety_answers.token_of_step())
        if first:
            _signs(texts, waiting.whole_body, "emergency")
            _about_you(texts, waiting)
        if waiting.lines and first:
            st.html(f'<h3 class="rp-signs-title">{html_text("And where it hurts?")}</h3>')
        for urgency, group in groupby(waiting.lines, key=lambda flag: flag.urgency):
            st.html(f'<p class="rp-urgency rp-urgency-{urgency}">{html_text(HEADINGS[urgency])}</p>')
            _signs(texts, tuple(group), urgency, "lines_")
        _ways_on(waiting)


def _head(texts: Texts, waiting: Waiting) -> str:
    if waiting.whole_body:
        title, lead = html_text("First, a safety check"), html_text("Tap what is true now, or was in the last days.")
    else:
        title = html_text("A safety check for this place")
        lead = html_text("{places}: tap what is true.", places=capitalised(named(waiting.areas, texts, "label")))
    return (
        f'<div class="rp-signs-head"><h2 class="rp-section" id="rp-signs" tabindex="-1">{title}</h2><p>{lead}</p></div>'
    )


def _signs(texts: Texts, flags: Sequence[RedFlag], urgency: Urgency, group: str = "") -> None:
    """Signs of one urgency, each a button; a tap says that it fits."""
    with st.container(key=f"safety_signs_{group}{urgency}", gap="xxsmall"):
        for flag in flags:
            st.button(
                as_label(texts.red_flags[flag.flag_id].statement),
                key=f"sign_{flag.flag_id}",
                width="stretch",
                on_click=say_yes,
                args=(flag.flag_id,),
            )


def _about_you(texts: Texts, waiting: Waiting) -> None:
    """What may be true of a person and changes what is asked. Ticking stops nobody."""
    statements = {one.about_id: texts.about_you[one.about_id].statement for one in waiting.about_you}
    if not statements:
        return
    key = key_in_language("safety_about")
    default = set_widget(key, [about for about in statements if about in safety_answers.about()])

    def ticked() -> None:
        safety_answers.say_about_me(st.session_state[key])

    st.html(f'<h3 class="rp-signs-title">{html_text("Is any of this true of you?")}</h3>')
    with st.container(key="safety_about"):
        st.pills(
            gettext("Is any of this true of you?"),
            list(statements),
            format_func=lambda about: as_label(statements[about]),
            selection_mode="multi",
            default=default,
            key=key,
            on_change=ticked,
            label_visibility="collapsed",
        )


def _ways_on(waiting: Waiting) -> None:
    """The two answers that are no sign; they stay in sight while the signs scroll. "None of these" is another button on
    each screen: the second of two quick taps answers no screen that nobody has read."""
    with st.container(key="safety_bar", horizontal=True, gap="small", wrap=False):
        none, unsure = gettext("None of these"), gettext("I am not sure")
        with st.container(key="safety_none"):
            key = f"{NONE}{crc32(repr((waiting.areas, [flag.flag_id for flag in waiting.lines])).encode())}"
            st.button(none, key=key, type="primary", width="stretch", on_click=safety_answers.say_none, args=(waiting,))
        st.button(unsure, key="safety_unsure_button", width="stretch", on_click=safety_answers.say_unsure)


# --- a muscle that was looked up -----------------------------------------------------------------------------------


def offer_check(muscle_ids: Sequence[str], *, done: bool) -> None:
    """The line above the pattern of muscles that were looked up: the way to the signs of their places, until that is
    `done`."""
    if done:
        st.html(f'<p class="rp-hint" id="rp-checked">{html_text("Warning signs checked: none of them fits.")}</p>')
        return
    label = gettext("Is this your pain? Check the warning signs first.")
    with st.container(key="safety_check"):
        st.button(
            f"{label}\u00a0→",
            key="safety_check_button",
            type="tertiary",
            on_click=ask_about,
            args=(tuple(muscle_ids),),
        )


def _way_back_to_muscle() -> None:
    """Back from the signs of a muscle's places to the muscle."""
    back = gettext("Back to the muscle")
    st.button(f"← {back}", key="safety_check_back", type="tertiary", on_click=ask_about, args=((),))


# --- a therapist beside the person ---------------------------------------------------------------------------------


def offer_therapist() -> None:
    """Consult's way past the step, for those who ask these questions themselves; once a visit."""
    if not safety_answers.beside_therapist():
        label = gettext("I am a therapist, with my patient")
        st.button(label, key="safety_therapist", on_click=safety_answers.say_therapist)
