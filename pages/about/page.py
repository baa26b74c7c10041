"""About the evidence: what is known, what is disputed, and the dataset to take along."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from referral import package
from referral.article import in_language, read_article
from referral.dataset import Dataset, data_folder
from referral.evidence import tally
from referral.languages import N_, SOURCE, Language, language
from referral.ui import theme, visit
from referral.ui.article import sections_html, sources_html
from referral.ui.booking import booking_prompt, remembered_summary
from referral.ui.clinic import current_clinic
from referral.ui.data import dataset_or_stop
from referral.ui.words import gettext, html_around, html_text

CONTENT: Final = Path(__file__).with_name("content.toml")
LICENCE: Final = N_(
    "CSV tables that open in any spreadsheet, free to use with credit (Creative Commons, CC BY 4.0; the coordinates "
    "CC BY-SA 4.0)."
)
NOT_REVIEWED: Final = N_(
    "{language}: not yet reviewed by a professional. Where it matters, ask your therapist, or read the English text."
)


def dataset_facts(dataset: Dataset, edition: package.Edition) -> str:
    """Which edition of the dataset this is, and how much it holds."""
    counted, number = tally(dataset), dataset.language.number
    counts = html_text(
        "{muscles} muscles and parts of muscles, {points} trigger points, {places} places where their pain is felt. "
        "Each names its source; {second} have a second one that agrees.",
        muscles=number(len(dataset.muscles)),
        points=number(len(dataset.trigger_points)),
        places=number(counted.zones),
        second=number(counted.with_second_source),
    )
    named = ""
    if edition:
        version, day = f"<strong>{escape(edition.version)}</strong>", escape(dataset.language.day(edition.day))
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


visit.leave()
article = in_language(read_article(CONTENT), visit.language())
with theme.reading_column("about"):
    st.html(
        f'<article class="rp-article"><h1 class="rp-page-title">{escape(article.title)}</h1>'
        f'<p class="rp-lead">{escape(article.lead)}</p>{sections_html(article)}</article>'
    )
    dataset = dataset_or_stop()
    edition = package.edition(data_folder())
    st.html(dataset_facts(dataset, edition))
    if not visit.kiosk():
        download(edition)
    st.html(languages_reviewed(current_clinic().languages))
    booking_prompt(current_clinic(), remembered_summary(), key="about", kiosk=visit.kiosk())
    st.html(f'<div class="rp-article">{sources_html(article)}</div>')
