"""About the evidence: every claim has its source, the words are plain, the dataset can be taken along."""

from __future__ import annotations

import re

import pytest

from referral.data.edition import edition, zipped_files
from referral.data.load import DEFAULT_FOLDER
from referral.data.reading_grade import HIGHEST_GRADE, grades
from referral.words.article import plain, read_article
from tests.english import english
from tests.loaded_once import the_dataset
from tests.opened_pages import FORBIDDEN, ROOT, open_page, words

CONTENT = read_article(ROOT / "pages" / "about" / "content.toml")
PARAGRAPHS = CONTENT.texts


def test_words_are_plain() -> None:
    texts = [CONTENT.lead, *map(plain, PARAGRAPHS)]
    assert max(grades(texts)) <= HIGHEST_GRADE


def test_every_figure_has_a_source() -> None:
    for paragraph in PARAGRAPHS:
        for sentence in re.split(r"(?<=\])\s+", paragraph):
            if re.search(r"\b\d+ (treatments|trials|reviews|studies|patients|per 100)", sentence):
                assert sentence.endswith("]") or "one study" in sentence, sentence


@pytest.mark.parametrize(
    "topic", ["found by touch", "dry needling", "collapsed lung", "not settled", "cannot tell the cause"]
)
def test_the_disputed_is_said(topic: str) -> None:
    assert topic in words(open_page("about"))


def test_nothing_is_promised() -> None:
    assert not FORBIDDEN.search(words(open_page("about")))


def test_sources_are_numbered_as_they_are_cited() -> None:
    page = open_page("about")
    shown = words(page)
    assert "source 1" in shown
    for work in CONTENT.sources.values():
        assert re.sub(r"\s+", " ", work.citation) in shown


def test_edition_and_size_are_said() -> None:
    said, dataset = words(open_page("about")), the_dataset()
    shown = edition(DEFAULT_FOLDER)
    assert f"Dataset {shown.version} , {english(dataset).language.day(shown.day)}" in said
    assert f"{len(dataset.trigger_points)} trigger points" in said


def test_dataset_is_offered_as_a_zip_but_not_on_the_tablet() -> None:
    (button,) = open_page("about").get("download_button")
    assert button.proto.label == "Download the dataset (zip)"
    assert zipped_files()[:2] == b"PK"
    assert not open_page("about", display="kiosk").get("download_button")


def test_every_page_leads_here() -> None:
    for name in ("find", "book"):
        links = [link.proto.label for link in open_page(name).get("page_link")]
        assert "About the evidence" in links
