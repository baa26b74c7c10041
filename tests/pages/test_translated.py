"""Every page in a made-up language that puts every message into brackets: what stands outside them was forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from html import unescape
from typing import Any

import pytest
from babel import Locale
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from referral.answers import search_index
from referral.answers.evidence import short
from referral.clinic.file import load_clinic
from referral.ui.frame import navigation
from referral.ui.visit import language as visit_language
from referral.words import languages
from referral.words.languages import Language
from tests.loaded_once import the_dataset
from tests.opened_pages import open_page

SHOWN = {"body", "label", "placeholder", "alt", "help", "options", "content", "tooltip", "elements"}
"""Names under which Streamlit's messages hold what a person reads."""

SHOWN_BY_COMPONENTS = {"label", "placeholder", "words", "text", "done", "title", "button", "missed", "hint"}

OWN = re.compile(r"TrP\d+|CSV|A|B|C|PDF|English|Español|Kreyòl ayisyen|F|esc", re.IGNORECASE)
"""What is the same in every language."""


class Brackets(NullTranslations):
    """⟦every message⟧, with its placeholders as they are."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return (
            "; ".join(f"⟦{part.strip()}⟧" for part in message.split(";"))
            if "search_words" in context
            else f"⟦{message}⟧"
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Spanish says everything in brackets."""
    made_up = Language("es", "Español", Locale("es", "US"), "", Brackets())

    def language(code: str) -> Language:
        return made_up if code == "es" else languages.ENGLISH

    for module in (languages, visit_language, search_index):
        monkeypatch.setattr(module, "language", language)
    search_index.entries.cache_clear()
    yield
    search_index.entries.cache_clear()


def told(app: AppTest) -> Iterator[str]:
    """Every text that a person may read on a page."""
    for element in elements(app._tree):
        proto = getattr(element, "proto", None)
        if isinstance(proto, Message):
            yield from texts(proto)


def elements(block: Any) -> Iterator[Any]:
    for child in getattr(block, "children", {}).values():
        yield child
        yield from elements(child)


def texts(proto: Message) -> Iterator[str]:
    for field, value in proto.ListFields():
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from texts(one)
            elif isinstance(one, str) and field.name in SHOWN:
                yield from words(one)
            elif isinstance(one, str) and field.name == "json":
                yield from component_texts(json.loads(one))
            elif isinstance(one, str) and field.name == "spec":
                yield from (label["text"] for label in json.loads(one)["layout"]["annotations"])


def component_texts(value: Any, name: str = "") -> Iterator[str]:
    """What a component is told to show: its words, at any depth."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key != "languages":  # each says its own words
                yield from component_texts(one, "words" if name == "words" else key)
    elif isinstance(value, list):
        for one in value:
            yield from component_texts(one, name)
    elif isinstance(value, str) and name in SHOWN_BY_COMPONENTS:
        yield value


def words(body: str) -> Iterator[str]:
    """The texts of some HTML, without styles and without the titles of works."""
    body = re.sub(r"<style>.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r'<(ol|ul) lang="en">.*?</\1>', "", body, flags=re.DOTALL)
    for attribute in re.findall(r'(?:alt|aria-label)="([^"]*)"', body):
        yield unescape(attribute)
    body = re.sub(r"</?(span|strong|small|em|sup|a|br)\b[^>]*>|:gray", "", body)
    yield from (unescape(text) for text in re.split(r"<[^>]+>", body) if text.strip())


def outside_brackets(text: str) -> str:
    """What of a text was not translated."""
    while "⟦" in text and (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    for own in names():
        text = text.replace(own, "")
    return OWN.sub("", text)


@cache
def names() -> tuple[str, ...]:
    """Names of the clinic and what it says itself, and names of works."""
    clinic = load_clinic()
    own = [clinic.name, clinic.city, clinic.phone, clinic.website[8:].rstrip("/")]
    own += [*clinic.first_visit.lines("es"), *clinic.to_bring.lines("es")]
    works = [short(source) for source in the_dataset().sources.values()]
    return tuple(sorted([*own, *works], key=len, reverse=True))  # one may be part of another


PAGES = [
    *((entry.name, {}) for entry in navigation.PAGES),
    ("find", {"area": ["right-temple", "left-heel"]}),
    ("find", {"area": ["right-temple"], "muscle": "upper_trapezius", "point": "upper_trapezius_trp1"}),
    ("find", {"area": ["right-tempel"], "muscle": "nobody"}),
    ("find", {"display": "kiosk", "area": ["right-temple"]}),
    ("muscles", {"muscle": "infraspinatus"}),
    ("consult", {"muscle": ["infraspinatus", "supraspinatus"], "area": ["right-outer_elbow"], "compare": "1"}),
]


@pytest.mark.parametrize(
    ("name", "parameters"), PAGES, ids=lambda value: value if isinstance(value, str) else "-".join(value)
)
@pytest.mark.usefixtures("bracketed")
def test_every_text_of_a_page_is_texts_in(name: str, parameters: dict[str, Any]) -> None:
    app = open_page(name, lang="es", **parameters)
    assert not app.exception
    shown = list(told(app))
    assert sum("⟦" in text for text in shown) > 10
    forgotten = [text for text in shown if re.search(r"[^\W\d_]{2}", outside_brackets(text))]
    assert forgotten == []
