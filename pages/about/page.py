"""About the evidence: what is known, what is disputed, and the dataset to take along."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from referral import package
from referral.article import read_article
from referral.dataset import Dataset, data_folder
from referral.evidence import tally
from referral.ui import theme, visit
from referral.ui.article import sections_html, sources_html
from referral.ui.booking import booking_prompt, remembered_summary
from referral.ui.clinic import current_clinic
from referral.ui.data import dataset_or_stop

CONTENT: Final = Path(__file__).with_name("content.toml")


def dataset_facts(dataset: Dataset, edition: package.Edition) -> str:
    """Which edition of the dataset this is, and how much it holds."""
    counted = tally(dataset)
    named = f"<p><strong>Dataset {escape(edition.version)}</strong>, {escape(edition.date)}.</p>" if edition else ""
    return (
        f'<section class="rp-article"><h2>The dataset</h2>{named}<p>{len(dataset.muscles)} muscles and parts of '
        f"muscles, {len(dataset.trigger_points)} trigger points, {counted.zones:,} places where their pain is felt. "
        f"Each names its source; {counted.with_second_source:,} have a second one that agrees.</p></section>"
    )


def download(edition: package.Edition) -> None:
    """The whole dataset as one file, with its description and licence."""
    st.download_button(
        "Download the dataset (zip)",
        data=package.zipped_files,
        file_name=f"referred-pain-patterns-{edition.version}.zip" if edition else "referred-pain-patterns.zip",
        mime="application/zip",
        on_click="ignore",
        key="download_dataset",
    )
    st.html(
        '<p class="rp-education">CSV tables that open in any spreadsheet, free to use with credit '
        "(Creative Commons, CC BY 4.0; the coordinates CC BY-SA 4.0).</p>"
    )


visit.leave()
article = read_article(CONTENT)
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
    booking_prompt(current_clinic(), remembered_summary(), key="about", kiosk=visit.kiosk())
    st.html(f'<div class="rp-article">{sources_html(article)}</div>')
