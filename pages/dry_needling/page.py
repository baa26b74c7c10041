"""Dry needling: what it is, in plain words, and whom to ask."""

from html import escape

import streamlit as st

from pages.dry_needling import content
from pages.dry_needling.drawing import show_steps
from referral.ui import theme, visit
from referral.ui.booking import booking_prompt, remembered_summary
from referral.ui.clinic import current_clinic


def sections(parts: tuple[tuple[str, str], ...]) -> str:
    """Headed sections as HTML; an empty heading continues the section before."""
    return "".join((f"<h2>{escape(heading)}</h2>" if heading else "") + body for heading, body in parts)


def sources() -> str:
    """The works the page rests on. Their addresses are text: a tablet in the clinic stays here."""
    items = "".join(
        f"<li>{escape(citation)} {escape(address.removeprefix('https://'))}</li>"
        for citation, address in content.SOURCES
    )
    return f'<details class="rp-sources"><summary>Sources</summary><ul>{items}</ul></details>'


visit.leave()
with theme.reading_column("dry_needling"):
    st.html(
        f'<article class="rp-article"><h1 class="rp-page-title">{escape(content.TITLE)}</h1>'
        f'<p class="rp-lead">{escape(content.LEAD)}</p>'
        f"{sections(content.BEFORE_DRAWING)}<h2>{escape(content.DRAWING_HEADING)}</h2></article>"
    )
    show_steps()
    st.html(f'<article class="rp-article">{sections(content.AFTER_DRAWING)}</article>')
    booking_prompt(current_clinic(), remembered_summary(), key="dry_needling", kiosk=visit.kiosk())
    st.html(f'<div class="rp-article">{sources()}</div>')
