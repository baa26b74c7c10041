"""Works that a page or a muscle rests on, as HTML: a fold with one line for each work.

work_line(citation, link="", where="") -> str          a work; its address is text: a tablet in the clinic stays here
sources_fold(lines, summary, numbered, further) -> str the lines in a fold that is closed at first
works_list(lines, kind="ul") -> str                    the lines as a list
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from referral.ui.visit.words import gettext
from referral.words.languages import SOURCE


def work_line(citation: str, link: str = "", where: str = "") -> str:
    """One work: its citation, the places in it, its address without https://."""
    parts = (citation, where and f"{where}.", link.removeprefix("https://"))
    return escape(" ".join(part for part in parts if part))


def sources_fold(lines: Iterable[str], summary: str = "", *, numbered: bool = False, further: str = "") -> str:
    """The lines (HTML) as a list, numbered or not, and what follows it (HTML); a fold named `summary`, "Sources" by
    default."""
    works = works_list(lines, "ol" if numbered else "ul")
    title = escape(summary or gettext("Sources"))
    return f'<details class="rp-sources"><summary>{title}</summary>{works}{further}</details>'


def works_list(lines: Iterable[str], kind: str = "ul") -> str:
    """The lines (HTML) as a list of one kind, ul or ol. Works are cited as they were printed, in English."""
    return f'<{kind} lang="{SOURCE}">{"".join(f"<li>{line}</li>" for line in lines)}</{kind}>'
