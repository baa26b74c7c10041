"""An article as HTML: sections with small numbers for sources, and the numbered works."""

from __future__ import annotations

import re
from html import escape

from referral.ui.parts.sources import sources_fold, work_line
from referral.ui.visit.words import html_text
from referral.words.article import MARKER, MARKERS, Article, Section


def sections_html(article: Article, level: int = 2) -> str:
    """Every section of an article; its headings are of `level`."""
    return "".join(_section(article, section, level) for section in article.sections)


def sources_html(article: Article, summary: str = "") -> str:
    """The numbered works, in a fold named `summary`, "Sources" by default."""
    lines = (work_line(work.citation, work.link) for work in article.sources.values())
    return sources_fold(lines, summary, numbered=True)


def _section(article: Article, section: Section, level: int) -> str:
    paragraphs = "".join(f"<p>{_cited(article, text)}</p>" for text in section.paragraphs)
    items = "".join(f"<li>{_cited(article, text)}</li>" for text in section.items)
    return f"<h{level}>{escape(section.heading)}</h{level}>{paragraphs}" + (f"<ul>{items}</ul>" if items else "")


def _cited(article: Article, text: str) -> str:
    """A text whose markers are small numbers, read out as "source 3, 4"."""

    def numbers(markers: re.Match[str]) -> str:
        shown = ", ".join(str(article.number(source_id)) for source_id in MARKER.findall(markers[0]))
        return f'<sup class="rp-cite"><span class="rp-unseen">{html_text("source")} </span>{shown}</sup>'

    return MARKERS.sub(numbers, escape(text, quote=False))
