"""Consult's first row: past the warning signs for a therapist, to the hand-out, and to the next patient."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.consult import handout, under_finger
from pages.consult.consultation import Consultation
from referral.links import consultation as links
from referral.links.consultation import ConsultState
from referral.ui.components.scroll_into_view import scroll_into_view
from referral.ui.parts import nearby, safety_step
from referral.ui.parts.booking import remember_summary
from referral.ui.visit import memory, safety_answers
from referral.ui.visit.words import gettext

ASKED_KEY: Final = "handout_asked_for"


def bar(consultation: Consultation, state: ConsultState) -> None:
    """The way past the warning signs for a therapist, to the hand-out, and to the next patient, once there is something
    of this one."""
    if safety_answers.beside_therapist() and not (state.muscles or state.areas):
        return
    with st.container(key="next_patient", horizontal=True, horizontal_alignment="right"):
        safety_step.offer_therapist()
        if state.muscles and safety_answers.beside_therapist():
            st.button(f"{gettext('Hand-out')} ↓", key="to_handout", on_click=_ask_for_handout)
            scroll_into_view("leave_with", str(st.session_state.get(ASKED_KEY, "")), "handout_reveal")
        if state.muscles or state.areas:
            st.button(gettext("Next patient"), key="start_afresh", on_click=start_afresh, args=(consultation,))


def _ask_for_handout() -> None:
    st.session_state[ASKED_KEY] = st.session_state.get(ASKED_KEY, 0) + 1


def start_afresh(consultation: Consultation) -> None:
    """Nothing of this patient is left: not chosen, typed, answered or explored, here or on another page."""
    for part in (handout, under_finger, nearby, safety_answers, memory):
        part.forget()
    remember_summary(None)
    consultation.go(links.start_afresh)
