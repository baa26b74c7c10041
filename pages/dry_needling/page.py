"""Dry needling: what it is, in plain words, and whom to ask."""

from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from pages.dry_needling import content
from pages.dry_needling.drawing import show_steps
from referral.ui.frame import theme
from referral.ui.parts.article import sections_html, sources_html
from referral.ui.parts.booking import booking_prompt, remembered_summary
from referral.ui.parts.sources import sources_fold, work_line
from referral.ui.visit.clinic import current_clinic
from referral.ui.visit.device import on_tablet
from referral.ui.visit.language import spoken
from referral.ui.visit.memory import leave_explorer
from referral.ui.visit.words import gettext, html_text
from referral.words.article import in_language, read_article

IS_IT_FOR_ME: Final = Path(__file__).with_name("is_it_for_me.toml")


def sections(parts: tuple[content.Part, ...]) -> str:
    """Headed sections as HTML; an empty heading continues the section before."""
    return "".join(map(section, parts))


def section(part: content.Part) -> str:
    """One section; its texts are HTML."""
    markup = spoken().markup
    heading = f"<h2>{html_text(part.heading)}</h2>" if part.heading else ""
    paragraphs = "".join(f"<p>{markup(text)}</p>" for text in part.paragraphs)
    aside = f'<div class="rp-aside"><p>{markup(part.aside)}</p></div>' if part.aside else ""
    return heading + paragraphs + aside


def sources() -> str:
    """The works that the first part of the page rests on."""
    return sources_fold((work_line(*work) for work in content.SOURCES), gettext("Sources: what is dry needling?"))


leave_explorer()
for_me = in_language(read_article(IS_IT_FOR_ME), spoken())
with theme.reading_column("dry_needling"):
    st.html(
        f'<article class="rp-article"><h1 class="rp-page-title">{html_text(content.TITLE)}</h1>'
        f'<p class="rp-lead">{html_text(content.LEAD)}</p>'
        f"{sections(content.BEFORE_DRAWING)}<h2>{html_text(content.DRAWING_HEADING)}</h2></article>"
    )
    show_steps()
    st.html(
        f'<article class="rp-article">{sections(content.AFTER_DRAWING)}</article>'
        f'<article class="rp-article rp-part"><h2 class="rp-part-title">{escape(for_me.title)}</h2>'
        f'<p class="rp-lead">{escape(for_me.lead)}</p>{sections_html(for_me, level=3)}</article>'
    )
    booking_prompt(current_clinic(), remembered_summary(), key="dry_needling", kiosk=on_tablet())
    st.html(
        f'<div class="rp-article">{sources()}{sources_html(for_me, gettext("Sources: is dry needling for me?"))}</div>'
    )
