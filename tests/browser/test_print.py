"""What Ctrl+P gives: one page, A4 or Letter, with what the hand-out has, on white, without what only a hand uses."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Final, Literal

import numpy as np
import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from pypdf import PdfReader

from referral.links.reading import MAX_AREAS
from referral.sentences.pattern_words import EDUCATION
from referral.ui.edges import TO_COME
from tools.browsing import still

from .conftest import MousePage, wait_settled
from .screen import Screen, dataset

AREAS: Final = "area=right-temple&area=right-jaw_angle&area=right-back_of_neck"
MOST_AREAS: Final = "&".join(f"area={area.area_id}" for area in dataset().areas[:MAX_AREAS])
#: State -> address and map; "answered": with the warning signs answered. The last two are the longest texts there are.
STATES: Final[Mapping[str, tuple[str, str]]] = {
    "empty": ("/", "body_map"),
    "waiting": (f"/?{AREAS}&muscle=upper_trapezius", "body_map"),
    "answered, none open": (f"/?{AREAS}", "body_map"),
    "answered": (f"/?{AREAS}&muscle=upper_trapezius", "body_map"),
    "muscle": ("/muscles?muscle=infraspinatus", "muscle_map"),
    "answered, long": (f"/?{MOST_AREAS}&muscle=rectus_abdominis&lang=es", "body_map"),
    "muscle, long": ("/muscles?muscle=rectus_abdominis&lang=es", "muscle_map"),
}
PAPERS: Final[tuple[Literal["A4", "Letter"], ...]] = ("A4", "Letter")
USED_BY_HANDS: Final = (
    "Find a place|Clear all|Dry needling|Front and back|Closer|All points|Whole view|Copy|Take it with you|✕|Español"
    "|Request|Safety check|None of these|About the evidence"
)
#: What is there once signs are answered.
FOUND: Final = ".rp-facts, .st-key-take_along"
VIEW_BOXES: Final = "() => [...document.querySelectorAll('.main-svg')].map(drawing => drawing.getAttribute('viewBox'))"

long = pytest.mark.long


def answer(screen: Screen) -> None:
    """The warning signs answered until muscles are told; a screen of them may give way under the click."""
    screen.go_on()
    for _ in range(10):
        with suppress(PlaywrightTimeout):
            screen.page.locator(".st-key-safety_none button").last.click(timeout=3000)
        with suppress(PlaywrightTimeout):
            return screen.page.locator(FOUND).first.wait_for(state="attached", timeout=3000)
    pytest.fail("the warning signs are never answered")


def opened(page: Page, state: str) -> Screen:
    address, map_key = STATES[state]
    screen = Screen(page, map_key=map_key).open(address)
    if state.startswith("answered"):
        answer(screen)
    if state != "empty" and state != "waiting":
        page.locator(FOUND).first.wait_for(state="attached")
        screen.wait_still()
    return screen


def printed(page: Page, paper: str) -> PdfReader:
    """The page on paper, once nothing on it waits for its own script (Streamlit fetches that of a download button when
    there is one)."""
    expect(page.locator(TO_COME)).to_have_count(0)
    return PdfReader(io.BytesIO(page.pdf(format=paper)))


def words_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


@pytest.mark.parametrize(
    "state", [pytest.param(one, marks=() if one in ("empty", "answered") else long) for one in STATES]
)
def test_one_page_on_both_papers(state: str, mouse_page: MousePage) -> None:
    page = mouse_page()
    opened(page, state)
    for paper in PAPERS:
        pdf = printed(page, paper)
        assert len(pdf.pages) == 1, paper
        assert len(pdf.pages[0].images) >= 1, "the map is not there"
        said = words_of(pdf)
        assert "Integrated Physical Therapy & Wellness" in said and "305.967.8976" in said
        assert re.search(USED_BY_HANDS, said) is None


@long
@pytest.mark.parametrize("state", ["empty", "answered", "muscle"])
def test_one_page_from_a_phone(state: str, phone_page: Page) -> None:
    opened(phone_page, state)
    assert [len(printed(phone_page, paper).pages) for paper in PAPERS] == [1, 1]


def test_what_is_on_it(mouse_page: MousePage) -> None:
    page = mouse_page()
    opened(page, "answered")
    said = words_of(printed(page, "Letter"))
    for wanted in (
        "Upper shoulder and neck muscle",
        "Upper trapezius, right side",
        "Where it hurts: temple, corner of the jaw and back of the neck on the right side.",
        "Pain is usually felt in the temple",
        "pain sometimes felt",
        "What often strains it",
        "TrP2",
        EDUCATION,
    ):
        assert wanted in said, wanted
    assert said.count("Pain is usually felt") == 1


def test_no_muscle_before_the_warning_signs_are_answered(mouse_page: MousePage) -> None:
    page = mouse_page()
    opened(page, "waiting")
    said = words_of(printed(page, "A4"))
    assert "Where it hurts: temple, corner of the jaw" in said
    assert [muscle.name for muscle in dataset().muscles.values() if muscle.name.lower() in said.lower()] == []


def test_dark_screens_print_dark_on_white(mouse_page: MousePage) -> None:
    page = mouse_page(scheme="dark")
    opened(page, "answered")
    sheet = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True))[0].render(scale=1).to_numpy()
    grey = sheet[..., :3].mean(axis=2)
    assert np.median(grey) == 255 and grey[0, 0] == 255 and grey[-1, -1] == 255
    assert grey.min() < 60
    head = grey[40:110, 30:400]  # clinic and muscle
    assert head.min() < 60, "the words of the head are not dark"


@long
def test_other_pages_print_as_they_are(mouse_page: MousePage) -> None:
    page = mouse_page()
    for address, wanted in (("/book", "Call 305.967.8976"), ("/about", "Download the dataset")):
        page.goto(address)
        wait_settled(page)
        said = words_of(printed(page, "Letter"))
        assert wanted in said and "Dry needling" in said, address


def test_the_screen_is_as_it_was_after_printing(mouse_page: MousePage) -> None:
    page = mouse_page()
    screen = opened(page, "empty")
    page.locator(".st-key-body_map_zoom").get_by_role("button", name="Zoom in").click()
    place = "() => JSON.stringify(document.querySelector('.plot-container')?.getBoundingClientRect())"
    before = still(page, lambda: page.evaluate(place), 400)  # it glides
    whole = printed(page, "A4").pages[0].extract_text()
    assert "Front" in whole and "Back" in whole  # seen whole on paper
    page.wait_for_function(f"before => ({place})() === before", arg=before)
    assert set(page.evaluate(VIEW_BOXES)) == {None}
    screen.tap("front", "right-front_of_shoulder")
    screen.wait_chips("right-front_of_shoulder")
