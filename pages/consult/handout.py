"""The hand-out: what goes on it, and the button that makes it.

form(dataset, scene_of, state, clinic, link)     nothing is drawn before the button is pressed
forget()                                     the ticked advice and the notes, for the next patient
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import streamlit as st

from referral import consult
from referral.clinic import Clinic
from referral.consult import ConsultState
from referral.dataset import Advice, Dataset
from referral.handout import MOST_ADVICE, HandOut, advice_for, file_name, handout_pdf, signs_for_page
from referral.scene import Scene
from referral.ui.handout_box import handout_box
from referral.ui.take_away import reach_hint
from referral.ui.words import gettext, html_text

ADVICE: Final = "advice_line_"
PATIENT: Final = "handout_patient"


def form(dataset: Dataset, scene_of: Callable[[], Scene], state: ConsultState, clinic: Clinic, link: str) -> None:
    """One button makes the page; advice and notes can be added before."""
    with st.container(key="handout", gap="small"):
        st.html(f'<h2 class="rp-section">{html_text("Hand-out")}</h2>')
        advice = _advice(dataset, state)
        patterns = consult.patterns(dataset, state)

        def made(notes: str) -> bytes:
            signs = signs_for_page(dataset, state.areas, patterns)
            page = HandOut(clinic, scene_of(), patterns, advice, signs, notes, link, date.today())
            return handout_pdf(dataset, page)

        handout_box(made, file_name(patterns), "handout_box", st.session_state.get(PATIENT, 0))
        if hint := reach_hint(link):
            st.html(hint)


def _advice(dataset: Dataset, state: ConsultState) -> tuple[Advice, ...]:
    """The lines that fit the muscles, each to be ticked; returns those that are."""
    lines = advice_for(dataset, state.muscles)
    ticked = tuple(line for line in lines if st.session_state.get(_key(line)))
    title = gettext("Advice on it: {ticked} of {all} lines", ticked=len(ticked), all=len(lines))
    with st.expander(title, key="handout_advice"):
        for line in lines:
            full = len(ticked) >= MOST_ADVICE and line not in ticked
            st.checkbox(f"{line.text} :gray[{line.caution}]", key=_key(line), disabled=full)
        if len(ticked) >= MOST_ADVICE:
            most = html_text("{number} lines are the most: more are not done at home.", number=MOST_ADVICE)
            st.html(f'<p class="rp-hint">{most}</p>')
    return ticked


def _key(line: Advice) -> str:
    return f"{ADVICE}{line.advice_id}"


def forget() -> None:
    """Clear what was ticked and typed."""
    for key in [key for key in st.session_state if str(key).startswith(ADVICE)]:
        del st.session_state[key]
    st.session_state[PATIENT] = st.session_state.get(PATIENT, 0) + 1
