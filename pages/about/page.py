"""About the evidence: what is known, what is disputed, and the dataset to take along."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from referral.answers.evidence import tally
from referral.data import edition as package
from referral.data.load import data_folder
from referral.model.texts import Texts
from referral.ui.frame import theme
from referral.ui.parts.article import sections_html, sources_html
from referral.ui.parts.booking import booking_prompt, remembered_summary
from referral.ui.visit.clinic import current_clinic
from referral.ui.visit.device import on_tablet
from referral.ui.visit.language import spoken
from referral.ui.visit.loaded import files_are_shown, texts_or_stop
from referral.ui.visit.memory import leave_explorer
from referral.ui.visit.words import gettext, html_around, html_text
from referral.words.article import in_language, read_article
from referral.words.languages import N_, SOURCE, Language, language

CONTENT: Final = Path(__file__).with_name("content.toml")
LICENCE: Final = N_(
    "CSV tables that open in any spreadsheet, free to use with credit (Creative Commons, CC BY 4.0; the coordinates "
    "CC BY-SA 4.0)."
)
NOT_REVIEWED: Final = N_(
    "{language}: not yet reviewed by a professional. Where it matters, ask your therapist, or read the English text."
)


def dataset_facts(texts: Texts, edition: package.Edition) -> str:
    """Which edition of the dataset this is, and how much it holds."""
    counted, number = tally(texts.dataset), texts.language.number
    counts = html_text(
        "{muscles} muscles and parts of muscles, {points} trigger points, {places} places where their pain is felt. "
        "Each names its source; {second} have a second one that agrees.",
        muscles=number(len(texts.muscles)),
        points=number(len(texts.trigger_points)),
        places=number(counted.zones),
        second=number(counted.with_second_source),
    )
    named = ""
    if edition:
        version, day = f"<strong>{escape(edition.version)}</strong>", escape(texts.language.day(edition.day))
        named = f"<p>{html_around('Dataset {version}, {day}.', version=version, day=day)}</p>"
    return f'<section class="rp-article"><h2>{html_text("The dataset")}</h2>{named}<p>{counts}</p></section>'


def languages_reviewed(codes: Sequence[str]) -> str:
    """Which languages there are, and who has reviewed each translation."""
    lines = "".join(f"<li>{_reviewed(language(code))}</li>" for code in codes if code != SOURCE)
    if not lines:
        return ""
    return (
        f'<section class="rp-article"><h2>{html_text("Languages")}</h2>'
        f"<p>{html_text('The texts were written in English and translated.')}</p><ul>{lines}</ul></section>"
    )


def _reviewed(one: Language) -> str:
    name = f'<strong lang="{one.code}">{escape(one.name)}</strong>'
    if one.reviewed_by:
        return html_around("{language}: reviewed by {who}.", who=escape(one.reviewed_by), language=name)
    return html_around(NOT_REVIEWED, language=name)


def download(edition: package.Edition) -> None:
    """The whole dataset as one file, with its description and licence."""
    st.download_button(
        gettext("Download the dataset (zip)"),
        data=package.zipped_files,
        file_name=f"referred-pain-patterns-{edition.version}.zip" if edition else "referred-pain-patterns.zip",
        mime="application/zip",
        on_click="ignore",
        key="download_dataset",
    )
    st.html(f'<p class="rp-education">{html_text(LICENCE)}</p>')


leave_explorer()
article = in_language(read_article(CONTENT), spoken())
with theme.reading_column("about"):
    st.html(
        f'<article class="rp-article"><h1 class="rp-page-title">{escape(article.title)}</h1>'
        f'<p class="rp-lead">{escape(article.lead)}</p>{sections_html(article)}</article>'
    )
    texts = texts_or_stop()
    edition = package.edition(data_folder())
    st.html(dataset_facts(texts, edition))
    if files_are_shown() and not on_tablet():
        download(edition)
    st.html(languages_reviewed(current_clinic().languages))
    booking_prompt(current_clinic(), remembered_summary(), key="about", kiosk=on_tablet())
    st.html(f'<div class="rp-article">{sources_html(article)}</div>')
