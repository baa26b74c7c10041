"""Book: how to reach the clinic, what to bring along, and when not to wait."""

from html import escape
from typing import Final

import streamlit as st

from pages.book.clinic_words import first_visit, place_and_hours
from pages.book.message import write_message
from referral.clinic.model import Clinic
from referral.sentences.pattern_words import EDUCATION
from referral.ui.frame import theme
from referral.ui.parts.booking import call_link, remembered_summary, show_summary
from referral.ui.parts.sources import sources_fold, work_line
from referral.ui.visit.clinic import current_clinic
from referral.ui.visit.device import on_tablet
from referral.ui.visit.loaded import texts_or_none
from referral.ui.visit.memory import leave_explorer
from referral.ui.visit.words import gettext, html_around, html_text
from referral.words.languages import N_

KIOSK = on_tablet()
URGENT: Final = (
    N_("chest pain or tightness, above all with short breath, sweating, or pain in the arm or jaw"),
    N_("numbness between the legs, or new trouble holding or passing urine or stool"),
    N_("a face that droops, sudden weakness, or sudden trouble seeing or speaking"),
    N_("the worst headache of your life, or pain after a hard fall or crash"),
)
URGENT_SOURCES: Final = ("aha_signs", "long_2020_ces", "asa_tia", "illinois_meningitis", "nidirect_fracture")


def heading(clinic: Clinic) -> str:
    """Title and what a first visit is."""
    lead = html_text(
        "Talk it over with a physical therapist at {clinic} in {city}.", clinic=clinic.name, city=clinic.city
    )
    return (
        f'<article class="rp-article"><h1 class="rp-page-title">{html_text("Book an assessment")}</h1>'
        f'<p class="rp-lead">{lead}</p></article>'
    )


def points(messages: tuple[str, ...]) -> str:
    """Messages as a list."""
    return f"<ul>{''.join(f'<li>{html_text(message)}</li>' for message in messages)}</ul>"


def do_not_wait(clinic: Clinic) -> str:
    """Signs that need help now, not an appointment."""
    number = f"<strong>{escape(clinic.emergency_number)}</strong>"
    call = html_around("Call {number} or go to an emergency room for:", number=number)
    return (
        f'<section class="rp-urgent"><h2>{html_text("Do not wait for an appointment")}</h2>'
        f"<p>{call}</p>{points(URGENT)}{urgent_sources()}</section>"
    )


def urgent_sources() -> str:
    """The authorities behind the urgent signs, those of the safety step; nothing where the dataset cannot be read."""
    texts = texts_or_none()
    sources = texts.dataset.sources if texts else {}
    lines = [work_line(sources[one].citation) for one in URGENT_SOURCES if one in sources]
    return sources_fold(lines) if lines else ""


def ways_to_book(clinic: Clinic) -> None:
    """Telephone first; the clinic's own page where there is one; the site for whoever wants to look first."""
    with st.container(key="booking_actions_book", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(call_link(clinic, kiosk=KIOSK), width="content")
        if clinic.booking_url and not KIOSK:
            with st.container(key="request_book", width="content"):
                st.link_button(gettext("Request an appointment"), clinic.booking_url)
    lines = "" if clinic.takes_requests else f"<p>{html_text('Appointments are made by telephone.')}</p>"
    lines += "" if KIOSK or not clinic.website else website(clinic)
    if lines:
        st.html(f'<div class="rp-ways">{lines}</div>')


def website(clinic: Clinic) -> str:
    """A link to the clinic's own site, shown without its https://."""
    address = escape(clinic.website)
    shown = address.removeprefix("https://").rstrip("/")
    link = f'<a href="{address}" target="_blank">{shown}</a>'
    return f"<p>{html_around('Website: {address}', address=link)}</p>"


clinic = current_clinic()
leave_explorer()
summary = remembered_summary()
with theme.reading_column("book"):
    st.html(heading(clinic))
    with st.container(key="booking_book", gap="small"):
        ways_to_book(clinic)
        if not KIOSK:
            write_message(clinic, summary)
        if summary:
            show_summary(summary, "book", kiosk=KIOSK)
        else:  # the summary says so itself
            st.html(f'<p class="rp-education">{html_text(EDUCATION)}</p>')
    st.html(place_and_hours(clinic, kiosk=KIOSK) + first_visit(clinic) + do_not_wait(clinic))
