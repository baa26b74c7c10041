"""The hand-out: what goes on it, and the button that makes it. Nothing is drawn before the button is pressed.

A therapist who reads one language gives a patient who reads another the page in theirs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from pages.consult.consultation import Consultation, Sight
from referral.body.atlas import Atlas
from referral.clinic.model import Clinic
from referral.drawing.map_labels import words_in
from referral.drawing.scene import scene
from referral.drawing.shown import SCREEN_PX, Shown
from referral.links import consultation as links
from referral.links.consultation import ConsultState
from referral.model.rows import Advice
from referral.model.texts import Texts, texts_in
from referral.paper.handout import MOST_ADVICE, HandOut, advice_for, file_name, handout_pdf, signs_for_page
from referral.ui.components.handout_box import handout_box
from referral.ui.parts.take_away import reach_hint, view_link
from referral.ui.visit.labels import as_label
from referral.ui.visit.language import spoken
from referral.ui.visit.words import gettext, html_text
from referral.words.languages import language

ADVICE: Final = "advice_line_"
PATIENT: Final = "handout_patient"


def form(consultation: Consultation, atlas: Atlas, sight: Sight, shown: Shown) -> None:
    """One button makes the page; language, advice and notes can be chosen before."""
    clinic, state = consultation.context.clinic, sight.state
    with st.container(key="handout", gap="small"):
        st.html(f'<h2 class="rp-section">{html_text("Hand-out")}</h2>')
        code = _language_switch(clinic)
        advice = _advice(consultation.texts, state)
        printed = texts_in(consultation.dataset, language(code))
        link = view_link(clinic, "consult", links.write(state), code)

        def made(notes: str) -> bytes:
            drawn = scene(atlas, replace(shown, words=words_in(printed), room_px=SCREEN_PX))
            signs = signs_for_page(consultation.dataset, state.areas, sight.patterns)
            page = HandOut(clinic, drawn, sight.patterns, advice, signs, notes, link, date.today())
            return handout_pdf(printed, page)

        handout_box(made, file_name(sight.patterns), "handout_box", st.session_state.get(PATIENT, 0))
        if hint := reach_hint(link):
            st.html(hint)


def _language_switch(clinic: Clinic) -> str:
    """The language of the hand-out: that of the page, until the therapist chooses the patient's."""
    own = spoken().code
    if len(clinic.languages) < 2:
        return own
    chosen = st.segmented_control(
        gettext("Language of the hand-out"),
        clinic.languages,
        format_func=lambda code: as_label(language(code).name),
        default=own,
        key=f"handout_language_{own}_{st.session_state.get(PATIENT, 0)}",  # anew for each page language and patient
        required=True,
        wrap=True,
    )
    return chosen or own


def _advice(texts: Texts, state: ConsultState) -> tuple[Advice, ...]:
    """The lines that fit the muscles, each to be ticked; returns those that are."""
    lines = [texts.advice[line.advice_id] for line in advice_for(texts.dataset, state.muscles)]
    ticked = tuple(line for line in lines if st.session_state.get(_key(line)))
    title = gettext("Advice on it: {ticked} of {all} lines", ticked=len(ticked), all=len(lines))
    with st.expander(title, key="handout_advice"):
        for line in lines:
            full = len(ticked) >= MOST_ADVICE and line not in ticked
            st.checkbox(f"{as_label(line.text)} :gray[{as_label(line.caution)}]", key=_key(line), disabled=full)
        if len(ticked) >= MOST_ADVICE:
            most = html_text("{number} lines are the most: more are not done at home.", number=MOST_ADVICE)
            st.html(f'<p class="rp-hint">{most}</p>')
    return ticked


def _key(line: Advice) -> str:
    return f"{ADVICE}{line.advice_id}"


def forget() -> None:
    """Clear what was chosen, ticked and typed."""
    for key in [key for key in st.session_state if str(key).startswith(ADVICE)]:
        del st.session_state[key]
    st.session_state[PATIENT] = st.session_state.get(PATIENT, 0) + 1
