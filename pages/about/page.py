"""About the evidence: what is known, what is disputed, and the dataset to take along."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from pages.about.content import MARKER, MARKERS, Content, content
from referral import package
from referral.dataset import Dataset, data_folder
from referral.evidence import tally
from referral.ui import theme, visit
from referral.ui.booking import booking_prompt, remembered_summary
from referral.ui.clinic import current_clinic
from referral.ui.data import dataset_or_stop


def article(page: Content) -> str:
    """Title, lead and sections as HTML; markers become the numbers of the list of sources."""
    sections = "".join(
        f"<h2>{escape(section.heading)}</h2>"
        + "".join(f"<p>{paragraph_html(page, paragraph)}</p>" for paragraph in section.paragraphs)
        for section in page.sections
    )
    return (
        f'<article class="rp-article"><h1 class="rp-page-title">{escape(page.title)}</h1>'
        f'<p class="rp-lead">{escape(page.lead)}</p>{sections}</article>'
    )


def paragraph_html(page: Content, paragraph: str) -> str:
    """A paragraph whose markers are small numbers, read out as "source 3, 4"."""

    def numbers(markers: re.Match[str]) -> str:
        shown = ", ".join(str(page.number(source_id)) for source_id in MARKER.findall(markers[0]))
        return f'<sup class="rp-cite"><span class="rp-unseen">source </span>{shown}</sup>'

    return MARKERS.sub(numbers, escape(paragraph, quote=False))


def sources(page: Content) -> str:
    """The numbered works. Their addresses are text: a tablet in the clinic stays here."""
    items = "".join(
        f"<li>{escape(work.citation)} {escape(work.link.removeprefix('https://'))}</li>"
        for work in page.sources.values()
    )
    return f'<details class="rp-sources"><summary>Sources</summary><ol>{items}</ol></details>'


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
page = content()
with theme.reading_column("about"):
    st.html(article(page))
    dataset = dataset_or_stop()
    edition = package.edition(data_folder())
    st.html(dataset_facts(dataset, edition))
    if not visit.kiosk():
        download(edition)
    booking_prompt(current_clinic(), remembered_summary(), key="about", kiosk=visit.kiosk())
    st.html(f'<div class="rp-article">{sources(page)}</div>')
