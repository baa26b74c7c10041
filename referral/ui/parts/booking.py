"""The end of every path: talk it over with a therapist.

The summary lives in the memory of the visit alone: it is not written anywhere and goes when the visit ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st

from referral.answers.red_flags import Cleared
from referral.answers.under_place import answer
from referral.clinic.model import Clinic
from referral.model.rows import Side
from referral.sentences.pattern_words import EDUCATION, summary
from referral.ui.components.copy_button import copy_button
from referral.ui.frame.navigation import kept_parameters, page_path
from referral.ui.visit.loaded import silent_atlas_or_none, texts_or_none
from referral.ui.visit.words import gettext, html_around, html_text
from referral.words.languages import N_

OFFER: Final = N_(
    "A physical therapist can look at how you move, find out what may be behind your pain, and make a plan with you. "
    "An assessment may include dry needling, if it suits you."
)
SUMMARY_KEY: Final = "visit_summary"


@dataclass(frozen=True)
class Explored:
    """What a visitor has found: areas whose warning signs were answered, and the muscle that was looked at, on a
    side."""

    cleared: Cleared
    muscle: str | None
    side: Side


def remember_summary(explored: Explored | None) -> None:
    """Keep what the visitor found for the other pages of this visit; None forgets it."""
    st.session_state[SUMMARY_KEY] = explored


def remembered_summary() -> str | None:
    """What was found in this visit, in the language that the page speaks now; None when nothing was."""
    explored: Explored | None = st.session_state.get(SUMMARY_KEY)
    texts = texts_or_none()
    if explored is None or texts is None:
        return None
    try:
        found = answer(texts.dataset, silent_atlas_or_none(), explored.cleared)
        return summary(texts, found, explored.muscle, explored.side)
    except KeyError:  # the tables have been edited meanwhile
        return None


def call_link(clinic: Clinic, *, kiosk: bool = False) -> str:
    """The telephone link as HTML; on the clinic's own tablet, which cannot call, the number alone."""
    number = f'<span class="rp-number">{escape(clinic.phone)}</span>'
    words = f"<span>{html_around('Call {phone}', phone=number)}</span>"
    if kiosk:
        return f'<span class="rp-call rp-call-plain">{words}</span>'
    return f'<a class="rp-call" href="{escape(clinic.tel)}">{words}</a>'


def call_compact(clinic: Clinic, kiosk: bool = False) -> str:
    """The telephone link as HTML for a bar, one line of 48 px; on the clinic's own tablet the number as text."""
    if kiosk:
        return f'<span class="rp-call-compact rp-number">{escape(clinic.phone)}</span>'
    number = f'<span class="rp-number">{escape(clinic.phone)}</span>'
    words = html_around("Call {phone}", phone=number)
    return f'<a class="rp-call-compact" href="{escape(clinic.tel)}"><span>{words}</span></a>'


def booking_prompt(clinic: Clinic, found: str | None, key: str, *, kiosk: bool = False) -> None:
    """The card "Talk it over with a therapist". `key` keeps two cards of one page apart."""
    with st.container(key=f"booking_{key}", gap="small"):
        title = html_text("Talk it over with a therapist")
        st.html(f'<div class="rp-booking"><h2>{title}</h2><p>{html_text(OFFER)}</p></div>')
        with st.container(key=f"booking_actions_{key}", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(call_link(clinic, kiosk=kiosk), width="content")
            if clinic.takes_requests and not kiosk:
                _request_button(clinic, key)
        if found:
            show_summary(found, key, kiosk=kiosk)
        st.html(f'<p class="rp-education">{html_text(EDUCATION)}</p>')


def show_summary(found: str, key: str, *, kiosk: bool = False) -> None:
    """The summary in a frame, with a button that copies it; not on the tablet, whose clipboard is everybody's."""
    title, text = html_text("Your summary"), escape(found)
    st.html(f'<div class="rp-summary"><h3>{title}</h3><p class="rp-summary-text">{text}</p></div>')
    if not kiosk:
        copy_button(found, gettext("Copy summary"), f"copy_{key}")


def _request_button(clinic: Clinic, key: str) -> None:
    """To the clinic's own page; without one to the Book page, which prepares a message."""
    with st.container(key=f"request_{key}", width="content"):
        if clinic.booking_url:
            st.link_button(gettext("Request an appointment"), clinic.booking_url)
        else:
            st.page_link(page_path("book"), label=gettext("Request an appointment"), query_params=kept_parameters())
