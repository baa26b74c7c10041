"""A page's text with its sources, from a TOML file: sections, paragraphs, lists. [id] after a sentence cites a work.

The file has `title`, `lead`, `[[section]]` with `heading`, `paragraphs` and perhaps `items` (a list of points), and
`[sources.ID]` with `citation` and perhaps `link`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Final

from referral.words.languages import Language

MARKER: Final = re.compile(r"\[([a-z][a-z0-9_]*)\]")
MARKERS: Final = re.compile(rf"(\s*{MARKER.pattern})+")


@dataclass(frozen=True)
class Section:
    """A heading, its paragraphs and its points, markers included."""

    heading: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Its paragraphs and points, in their order."""
        return (*self.paragraphs, *self.items)


@dataclass(frozen=True)
class Work:
    """A cited work; `link` may be empty."""

    citation: str
    link: str


@dataclass(frozen=True, eq=False)
class Article:
    """A page's texts, and its sources by id in the order in which they are first cited. Equal by identity."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    sources: dict[str, Work]

    def number(self, source_id: str) -> int:
        """The number under which a source stands in the list, from 1."""
        return list(self.sources).index(source_id) + 1

    @property
    def texts(self) -> tuple[str, ...]:
        """Every paragraph and point, markers included."""
        return tuple(text for section in self.sections for text in section.texts)


@cache
def read_article(path: Path) -> Article:
    """The article in a file, read once. ValueError names a marker without a source, or a source that nobody cites."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(
        Section(one["heading"], tuple(one["paragraphs"]), tuple(one.get("items", ()))) for one in raw["section"]
    )
    cited = dict.fromkeys(marker for section in sections for text in section.texts for marker in MARKER.findall(text))
    works = {key: Work(one["citation"], one.get("link", "")) for key, one in raw["sources"].items()}
    if set(cited) != set(works):
        raise ValueError(f"{path.name}: cited or listed, but not both: {sorted(set(cited) ^ set(works))}")
    return Article(raw["title"], raw["lead"], sections, {key: works[key] for key in cited})


def messages_of(article: Article) -> Iterator[str]:
    """Yield every text of an article to translate, markers included; citations stay as they were printed."""
    yield from (article.title, article.lead)
    for section in article.sections:
        yield from (section.heading, *section.texts)


@lru_cache(maxsize=16)
def in_language(article: Article, language: Language) -> Article:
    """Return an article in a language. A text whose translation cites other works than its source stays English."""
    say = partial(language.keeping, MARKER)
    sections = tuple(
        Section(say(one.heading), tuple(map(say, one.paragraphs)), tuple(map(say, one.items)))
        for one in article.sections
    )
    return replace(article, title=say(article.title), lead=say(article.lead), sections=sections)


def plain(text: str) -> str:
    """A paragraph or a point without its markers."""
    return MARKERS.sub("", text)
