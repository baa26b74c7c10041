"""Five consultations as they happen, each in fewer than six taps or keys, from an empty page to what it was about."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.loaded_once import the_answer, the_dataset

from .conftest import wait_settled
from .consulting import as_therapist, big_screen, card, find, opened, scroll_to_row
from .screen import SLOW_MS, Screen

pytestmark = pytest.mark.long

FEWEST_TOO_MANY: Final = 6


class Hand:
    """Counts what a therapist's hand does."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.page, self.count = screen, screen.page, 0

    def type(self, words: str) -> None:
        for letter in words:
            self.key(letter)

    def key(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def tap(self, what: Locator) -> None:
        self.count += 1
        self.screen.press(what)

    def tap_body(self, view_id: str, area_id: str) -> None:
        self.count += 1
        self.screen.tap(view_id, area_id)

    def tick(self, row: int) -> None:
        self.count += 1
        self.screen.tap_at(*scroll_to_row(self.page, row))


@pytest.fixture
def hand(desk: Screen) -> Hand:
    """A therapist who has said so once in this visit, and turns to the next patient."""
    screen = opened(Screen(desk.page, desk.finger, map_key="consult_map"))
    expect(find(screen.page)).to_be_focused(timeout=SLOW_MS)
    as_therapist(screen.page)
    find(screen.page).focus()  # where the next patient finds it
    return Hand(screen)


@pytest.fixture
def finger(screens: dict[str, Screen]) -> Hand:
    """On the clinic's tablet."""
    tablet = screens["tablet"]
    screen = opened(Screen(tablet.page, tablet.finger, map_key="consult_map"))
    as_therapist(screen.page)
    return Hand(screen)


def test_his_shoulder_aches_in_front_and_the_sore_spot_is_on_the_shoulder_blade(hand: Hand) -> None:
    """ "I want him to see how the spot that I press sends pain to the front." Infraspinatus, on the whole screen: 5."""
    hand.type("inf")
    hand.key("Enter")
    hand.screen.wait_muscle("points")
    wait_settled(hand.page)  # he has seen it, and speaks
    hand.page.wait_for_timeout(500)
    hand.key("f")
    expect(big_screen(hand.page)).to_contain_text("front of the shoulder", timeout=SLOW_MS)
    assert hand.count == 5 < FEWEST_TOO_MANY


def test_she_points_to_her_outer_elbow_and_takes_a_page_home(finger: Hand, tmp_path: Path) -> None:
    """Which muscles send pain there, the likeliest on the body, the page: 4 taps."""
    finger.tap(finger.page.get_by_role("radio", name="where it hurts"))
    finger.tap_body("front", "right-outer_elbow")
    expect(finger.page.get_by_test_id("stDataFrame")).to_be_visible(timeout=SLOW_MS)
    finger.tick(0)
    first = the_answer("right-outer_elbow").in_order[0].muscle_id
    expect(card(finger.page, first)).to_be_visible(timeout=SLOW_MS)
    with finger.page.expect_download(timeout=SLOW_MS) as waiting:
        finger.tap(finger.page.get_by_role("button", name="Hand-out (PDF)"))
    waiting.value.save_as(tmp_path / "page.pdf")
    assert the_dataset().muscles[first].name in PdfReader(tmp_path / "page.pdf").pages[0].extract_text()
    assert finger.count == 4 < FEWEST_TOO_MANY


def test_low_back_pain_is_it_the_one_muscle_or_the_other(hand: Hand) -> None:
    """Two candidates next to each other, and what tells them apart: 5 taps."""
    hand.tap(hand.page.get_by_role("radio", name="where it hurts"))
    hand.tap_body("back", "right-sacroiliac")
    expect(hand.page.get_by_test_id("stDataFrame")).to_be_visible(timeout=SLOW_MS)
    hand.tick(0)
    expect(hand.page.locator("[class*='st-key-consult_card_']")).to_have_count(1, timeout=SLOW_MS)
    hand.tick(1)
    expect(hand.page.locator("[class*='st-key-consult_card_']")).to_have_count(2, timeout=SLOW_MS)
    hand.tap(hand.page.get_by_text("Next to each other: what tells them apart"))
    expect(hand.page.locator(".rp-apart")).to_contain_text("Alone usually felt", timeout=SLOW_MS)
    assert hand.count == 5 < FEWEST_TOO_MANY


def test_what_lies_under_my_finger_on_this_calf(finger: Hand) -> None:
    """Skin to bone, then the deeper one: 2 taps."""
    finger.tap_body("back", "right-inner_calf")
    expect(card(finger.page, "gastrocnemius")).to_be_visible(timeout=SLOW_MS)
    finger.tap(finger.page.locator(".st-key-consult_map_under").get_by_role("radio").filter(has_text="Soleus"))
    expect(card(finger.page, "soleus")).to_be_visible(timeout=SLOW_MS)
    expect(card(finger.page, "gastrocnemius")).to_have_count(0)
    assert finger.count == 2 < FEWEST_TOO_MANY


def test_a_headache_at_the_left_temple_and_she_wants_it_on_her_phone(finger: Hand) -> None:
    """Side view, temple, the likeliest muscle, the code: 5 taps."""
    finger.tap(finger.page.get_by_role("radio", name="where it hurts"))
    finger.tap(finger.page.get_by_role("radio", name="Sides"))
    finger.screen.wait_figure(lambda figure: figure["plate"] == "sides")
    finger.tap_body("left", "left-temple")
    expect(finger.page.get_by_test_id("stDataFrame")).to_be_visible(timeout=SLOW_MS)
    finger.tick(0)
    finger.tap(finger.page.get_by_text("Take it with you"))
    code = finger.page.locator(".rp-qr")
    expect(code).to_be_visible(timeout=SLOW_MS)
    picture = Image.open(io.BytesIO(code.screenshot())).convert("RGB")
    (read,) = zxingcpp.read_barcodes(picture.resize((picture.width * 3, picture.height * 3)))
    assert read.text == f"{finger.page.url}&lang=en"
    assert finger.count == 5 < FEWEST_TOO_MANY
