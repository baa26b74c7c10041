"""No text of a dataset is read as Markdown, on any page: its signs are shown, none of them means anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from referral.data.load import FOLDER_VARIABLE
from referral.folders import CLINIC_FILE
from referral.ui.visit import clinic
from referral.ui.visit.labels import JOINER
from tests.marked_up import SHORT, mark_up
from tests.opened_pages import first_run, open_page

MARKDOWN = ("label", "help", "content", "caption", "options")
"""The fields of Streamlit's messages that its front end reads as Markdown."""
OURS = re.compile(r":gray\[((?:\\.|[^\]\\])*)\]")
AFTERWARDS = re.compile(r":[\w+-]+:|:material[_/]|https?://|www\.|[\w.+-]@|(^|\s)(->|<-|--)(\s|$)")


def labels(app: AppTest) -> Iterator[tuple[str, str]]:
    """What stands on a page as Markdown, each with the kind of element that says it."""
    for element in app:
        proto = getattr(element, "proto", None)
        if proto is not None and element.type not in ("html", "plotly_chart", "arrow_data_frame", "text"):
            yield from ((element.type, text) for text in texts(proto, element.type))


def texts(message: Any, kind: str) -> Iterator[str]:
    for field, value in message.ListFields():
        for one in value if field.is_repeated else [value]:
            if field.type == field.TYPE_MESSAGE:
                if not field.message_type.GetOptions().map_entry:
                    yield from texts(one, kind)
            elif field.type == field.TYPE_STRING and is_markdown(field.name, kind):
                yield one


def is_markdown(field: str, kind: str) -> bool:
    return (field in MARKDOWN and kind != "selectbox") or (field == "body" and kind in ("markdown", "alert", "error"))


def means_nothing(label: str) -> None:
    """Only what the program itself writes is Markdown: the two lines of a card, the grey end of a line of advice."""
    plain = OURS.sub(r"\1", label)
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(plain)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}, label
    inline = [child for token in tokens for child in token.children or []]
    ours = ["strong_open", "strong_close", "hardbreak", "em_open", "em_close"]
    marks = [child.type for child in inline if child.type not in ("text", "text_special")]
    look_for = ["hardbreak", "strong_open", "strong_close"]
    assert marks in ([], ours, [*ours, "hardbreak"], [*ours, "hardbreak", *look_for]), label
    assert not AFTERWARDS.search("".join(child.content for child in inline)), label
    assert not re.search(r"(?<!\\):[a-zA-Z]|(?<!\\)\$", plain), label


PAGES: dict[str, tuple[str, bool, dict[str, str | list[str]]]] = {
    "the warning signs": ("find", False, {"area": ["right-temple", "right-eyebrow"]}),
    "muscles for places": ("find", True, {"area": ["right-temple", "right-eyebrow"], "show": "list"}),
    "an open muscle": ("find", True, {"area": "right-temple", "muscle": "temporalis", "show": "list"}),
    "the tablet": ("find", True, {"area": "right-temple", "display": "kiosk"}),
    "all muscles": ("muscles", True, {}),
    "a muscle looked up": ("muscles", True, {"muscle": "infraspinatus"}),
    "Consult": ("consult", True, {"muscle": ["infraspinatus", "temporalis"], "area": "right-temple", "compare": "1"}),
    "about": ("about", True, {}),
    "book": ("book", True, {"area": "right-temple"}),
}


@pytest.mark.parametrize("page", list(PAGES))
def test_no_sign_of_a_dataset_means_anything(page: str, folder: Path, other_data: pytest.MonkeyPatch) -> None:
    mark_up(folder)
    other_data.setenv(FOLDER_VARIABLE, str(folder))
    name, answered, parameters = PAGES[page]
    app = open_page(name, answered=answered, **parameters)
    assert not app.exception and not app.error
    found = list(labels(app))
    for _, text in found:
        means_nothing(text)
    if page not in ("a muscle looked up", "about", "book"):  # these say it as HTML
        said = " ".join(re.sub(r"\\(.)", r"\1", text.replace(JOINER, "")) for _, text in found)
        assert SHORT in said, "the signs do not reach the page"


def test_nor_does_the_name_of_a_clinic_s_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "*my* :red[clinic].toml"
    file.write_text(CLINIC_FILE.read_text(encoding="utf-8").replace('paper = "letter"', "paper = 1"), encoding="utf-8")
    monkeypatch.setenv("REFERRAL_CLINIC", str(file))
    clinic._load_once.cache_clear()
    try:
        app = first_run()
    finally:
        clinic._load_once.cache_clear()
    (error,) = app.error
    assert "**\\*my\\* \\:red\\[clinic\\].toml**" in error.value
