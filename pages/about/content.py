"""What the page About the evidence says: content.toml, read and checked.

content() -> Content      raises ValueError that names a marker without a source, or a source without a marker
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("content.toml")
MARKER: Final = re.compile(r"\[([a-z][a-z0-9_]*)\]")
MARKERS: Final = re.compile(rf"(\s*{MARKER.pattern})+")


@dataclass(frozen=True)
class Section:
    """A heading and its paragraphs, markers included."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """A cited work; `link` may be empty."""

    citation: str
    link: str


@dataclass(frozen=True)
class Content:
    """The page's texts, and its sources by id in the order in which they are first cited."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    sources: dict[str, Work]

    def number(self, source_id: str) -> int:
        """The number under which a source stands in the list, from 1."""
        return list(self.sources).index(source_id) + 1


@cache
def content() -> Content:
    """The page's content, read once."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    sections = tuple(Section(one["heading"], tuple(one["paragraphs"])) for one in raw["section"])
    cited = dict.fromkeys(
        marker for section in sections for paragraph in section.paragraphs for marker in MARKER.findall(paragraph)
    )
    works = {key: Work(one["citation"], one.get("link", "")) for key, one in raw["sources"].items()}
    if set(cited) != set(works):
        raise ValueError(f"{FILE.name}: cited or listed, but not both: {sorted(set(cited) ^ set(works))}")
    return Content(raw["title"], raw["lead"], sections, {key: works[key] for key in cited})


def plain(paragraph: str) -> str:
    """A paragraph without its markers."""
    return MARKERS.sub("", paragraph)
