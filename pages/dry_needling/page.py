"""Dry needling: what it is, in plain words, and whom to ask."""

from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from pages.dry_needling import content
from pages.dry_needling.drawing import show_steps
from referral.article import read_article
from referral.ui import theme, visit
from referral.ui.article import sections_html, sources_html
from referral.ui.booking import booking_prompt, remembered_summary
from referral.ui.clinic import current_clinic
from referral.ui.sources import sources_fold, work_line

IS_IT_FOR_ME: Final = Path(__file__).with_name("is_it_for_me.toml")


def sections(parts: tuple[tuple[str, str], ...]) -> str:
    """Headed sections as HTML; an empty heading continues the section before."""
    return "".join((f"<h2>{escape(heading)}</h2>" if heading else "") + body for heading, body in parts)


def sources() -> str:
    """The works that the first part of the page rests on."""
    return sources_fold((work_line(*work) for work in content.SOURCES), "Sources: what is dry needling?")


visit.leave()
for_me = read_article(IS_IT_FOR_ME)
with theme.reading_column("dry_needling"):
    st.html(
        f'<article class="rp-article"><h1 class="rp-page-title">{escape(content.TITLE)}</h1>'
        f'<p class="rp-lead">{escape(content.LEAD)}</p>'
        f"{sections(content.BEFORE_DRAWING)}<h2>{escape(content.DRAWING_HEADING)}</h2></article>"
    )
    show_steps()
    st.html(
        f'<article class="rp-article">{sections(content.AFTER_DRAWING)}</article>'
        f'<article class="rp-article rp-part"><h2 class="rp-part-title">{escape(for_me.title)}</h2>'
        f'<p class="rp-lead">{escape(for_me.lead)}</p>{sections_html(for_me, level=3)}</article>'
    )
    booking_prompt(current_clinic(), remembered_summary(), key="dry_needling", kiosk=visit.kiosk())
    st.html(f'<div class="rp-article">{sources()}{sources_html(for_me, "Sources: is dry needling for me?")}</div>')
