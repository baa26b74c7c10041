"""The pages, in one table, and the frame around every page: clinic's name, menu, small print.

The menu is our own rather than Streamlit's: it stays in sight on a phone and takes the language along.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from referral.clinic.model import Clinic
from referral.folders import PAGES as PAGES_FOLDER
from referral.ui.visit.address import SEEN_KEYS
from referral.ui.visit.words import gettext, html_text
from referral.words.languages import N_

if TYPE_CHECKING:
    from referral.ui.edges import Page

# A file of our own: Streamlit would fetch an icon named :material/…: from a font host for the browser's tab. By its
# address in static/: given as a file it lies in a visit's memory, and is missing for a moment when the page changes.
ICON: Final = "/app/static/icon.png"


@dataclass(frozen=True)
class PageEntry:
    """One page: `name` is its folder under pages/; `url_path` its address; the first page is also `/`.

    `in_menu`: listed above every page; `in_footer`: linked below every page. Consult is neither: a therapist knows its
    address, and a patient who comes upon it by a link meets the warning signs there too.
    """

    name: str
    title: str
    label: str
    url_path: str
    in_menu: bool = True
    in_footer: bool = False


PAGES: Final = (
    PageEntry("find", N_("Find your pain"), N_("Find"), "find"),
    PageEntry("muscles", N_("Muscles"), N_("Muscles"), "muscles"),
    PageEntry("dry_needling", N_("Dry needling"), N_("Dry needling"), "dry-needling"),
    PageEntry("book", N_("Book an assessment"), N_("Book"), "book"),
    PageEntry("consult", N_("Consult"), N_("For therapists"), "consult", in_menu=False),
    PageEntry("about", N_("About the evidence"), N_("About the evidence"), "about", in_menu=False, in_footer=True),
)


def page_path(name: str) -> str:
    """The script of a page, as st.page_link and st.switch_page take it."""
    if name not in {entry.name for entry in PAGES}:
        raise KeyError(f"no page is called {name!r}")
    return str(PAGES_FOLDER / name / "page.py")


def current_page() -> Page:
    """Register the pages and return the one that the address asks for."""
    return st.navigation([_front_door(), *(_page(entry) for entry in PAGES)], position="hidden")


def _front_door() -> Page:
    """The first page at `/`. Streamlit gives a default page no other address, so it is listed twice."""
    return st.Page(page_path(PAGES[0].name), title=gettext(PAGES[0].title), default=True)


def _page(entry: PageEntry) -> Page:
    return st.Page(page_path(entry.name), title=gettext(entry.title), url_path=entry.url_path)


def kept_parameters() -> dict[str, str]:
    """Language and display mode of this visit, to be taken along to another page."""
    return {key: st.query_params[key] for key in SEEN_KEYS if key in st.query_params}


def masthead(clinic: Clinic, page: Page, *, kiosk: bool = False) -> None:
    """The clinic's name and the menu, in which `page` is marked as the one being read; the tablet has no menu."""
    st.html(
        f'<div class="rp-brand"><span class="rp-mark"></span><span class="rp-brand-words">'
        f'<span class="rp-brand-name">{escape(clinic.name)}</span>'
        f'<span class="rp-brand-city">{escape(clinic.city)}</span></span></div>',
        width="content",
    )
    if kiosk:
        return
    with st.container(key="menu", horizontal=True, wrap=False, gap="xsmall", width="content"):
        for entry in PAGES:
            if entry.in_menu:
                _menu_link(entry, page)


def _menu_link(entry: PageEntry, page: Page) -> None:
    """One link of the menu; the page being read is set apart."""
    here = page.url_path in (entry.url_path, "" if entry is PAGES[0] else entry.url_path)  # the first is also /
    with st.container(key="menu_here" if here else f"menu_{entry.name}", width="content"):
        st.page_link(
            page if here else page_path(entry.name), label=gettext(entry.label), query_params=kept_parameters()
        )


def footer(clinic: Clinic, *, alone: bool = False) -> None:
    """What every page says at its end; `alone`: on the tablet, and under a sign that says to get help, it leads nowhere
    else."""
    emergency = html_text("In an emergency call {number}.", number=clinic.emergency_number)
    with st.container(key="footer", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(
            f'<footer class="rp-footer"><p>{emergency}</p><p>{html_text("Nothing you tap is stored.")}</p></footer>',
            width="content",
        )
        for entry in PAGES:
            if entry.in_footer and not alone:
                st.page_link(
                    page_path(entry.name),
                    label=gettext(entry.label),
                    query_params=kept_parameters(),
                    width="content",
                )
