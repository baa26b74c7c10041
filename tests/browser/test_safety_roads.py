"""Every road to a muscle asks its warning signs or shows the line that leads to them: by touch and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import MousePage, wait_settled
from .screen import SLOW_MS, Screen, dataset, tab_to

ARM = "left-inner_upper_arm"


@pytest.fixture
def consult(mouse_page: MousePage) -> Screen:
    return Screen(mouse_page(width=1440), map_key="consult_map")


def none(page: Page) -> Locator:
    return page.locator(".st-key-safety_none button").last  # while a screen gives way, its button is there too


def press_keys(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


# --- Consult


def test_consult_asks_and_a_therapist_says_so_once(consult: Screen) -> None:
    page = consult.open(f"/consult?area={ARM}&muscle=infraspinatus").page
    expect(none(page)).to_be_visible(timeout=SLOW_MS)
    expect(page.locator("[class*='st-key-consult_card_']")).to_have_count(0)
    assert "muscle" not in consult.figure()["traces"]
    tab_to(page, ".st-key-safety_therapist button")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-consult_card_infraspinatus")).to_be_visible(timeout=SLOW_MS)
    expect(page.locator(".rp-reminder summary")).to_contain_text("warning signs for this place")
    page.get_by_role("button", name="Next patient").click()
    expect(page.locator("[class*='st-key-consult_card_']")).to_have_count(0, timeout=SLOW_MS)
    wait_settled(page)  # the box is drawn anew with the page
    page.get_by_role("combobox", name="Find a muscle or a place").fill("right breast")
    page.keyboard.press("Enter")
    consult.wait_chips("right-breast")
    expect(none(page)).to_have_count(0)


def test_typing_the_other_breast_on_consult_asks(consult: Screen) -> None:
    """It led past the step: an answer was remembered by the names of the signs, which both sides share."""
    page = consult.open("/consult?area=left-breast").page
    expect(none(page)).to_be_visible(timeout=SLOW_MS)
    box = page.get_by_role("combobox", name="Find a muscle or a place")
    box.fill("right breast")
    page.keyboard.press("Enter")
    consult.wait_chips("left-breast", "right-breast")
    expect(none(page)).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    consult.none_of_these()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=SLOW_MS)


# --- muscles that were looked up


@pytest.mark.parametrize("address", ["/?muscle=infraspinatus", "/muscles?muscle=infraspinatus"])
def test_a_muscle_without_a_place_leads_to_its_signs_by_touch(phone: Screen, address: str) -> None:
    page = phone.page
    phone.map_key = "muscle_map" if "muscles" in address else "body_map"
    phone.open(address)
    if phone.map_key == "body_map":
        phone.go_on()
    line = page.locator(".st-key-safety_check_button button")
    expect(line).to_have_text(re.compile("Check the warning signs first"))
    phone.press(line)
    expect(none(page)).to_be_visible(timeout=SLOW_MS)
    expect(phone.drawn_muscle).to_have_count(0)
    page.wait_for_function("() => document.activeElement?.id === 'rp-signs'", timeout=SLOW_MS)
    phone.none_of_these()
    expect(page.locator("#rp-checked")).to_be_visible(timeout=SLOW_MS)
    expect(phone.drawn_muscle).to_have_text("Infraspinatus")
    phone.map_key = "body_map"


def test_a_muscle_without_a_place_leads_to_its_signs_on_the_tablet(screens: dict[str, Screen]) -> None:
    tablet = screens["tablet"]
    page = tablet.open("/?display=kiosk&muscle=infraspinatus").go_on().page
    tablet.press(page.locator(".st-key-safety_check_button button"))
    expect(none(page)).to_be_visible(timeout=SLOW_MS)
    tablet.press(page.locator(".st-key-safety_check_back button"))
    expect(tablet.drawn_muscle).to_have_text("Infraspinatus", timeout=SLOW_MS)


def test_a_muscle_without_a_place_leads_to_its_signs_by_keyboard(desk: Screen) -> None:
    page = desk.open("/?muscle=infraspinatus").page
    tab_to(page, ".st-key-safety_check_button button")
    page.keyboard.press("Enter")
    expect(page.locator("#rp-signs")).to_be_focused(timeout=SLOW_MS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[class*=st-key-sign_]') !== null")


# --- words of an emergency

WORDS = [
    ("stroke", "stroke"),
    ("suicide", "crisis"),
    ("no puedo respirar", "breath"),
    ("mwen pa ka respire", "breath"),
    pytest.param("cannot breathe", "breath", marks=pytest.mark.long),
    pytest.param("heart attack", "heart_attack", marks=pytest.mark.long),
    pytest.param("blood in urine", "dark_urine", marks=pytest.mark.long),
]


def assert_help(page: Page, flag_id: str) -> None:
    expect(page.locator(".rp-stop-advice")).to_have_text(dataset().red_flags[flag_id].advice, timeout=SLOW_MS)
    expect(page.locator(".rp-call-emergency")).to_be_visible()


@pytest.mark.parametrize(("words", "flag_id"), WORDS)
def test_words_of_an_emergency_bring_help_on_find(desk: Screen, words: str, flag_id: str) -> None:
    page = desk.open("/").page
    box = page.get_by_role("combobox", name="Find a place")
    box.fill(words)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("Get help now", timeout=SLOW_MS)
    box.press("Enter")
    assert_help(page, flag_id)


def typed_on_consult(page: Page) -> None:
    box = page.get_by_role("combobox", name="Find a muscle or a place")
    box.fill("heart attack")
    box.press("Enter")


def typed_on_muscles(page: Page) -> None:
    page.get_by_role("textbox", name="Search").fill("heart attack")
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("address", "typed"), [("/consult", typed_on_consult), ("/muscles", typed_on_muscles)])
def test_and_in_every_other_search_box(mouse_page: MousePage, address: str, typed: Callable[[Page], None]) -> None:
    page = mouse_page(width=1440)
    page.goto(address)
    wait_settled(page)
    typed(page)
    assert_help(page, "heart_attack")


def test_the_way_back_from_words_leads_to_the_box(phone: Screen) -> None:
    page = phone.open("/").page
    box = page.get_by_role("combobox", name="Find a place")
    box.fill("stroke")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("Get help now", timeout=SLOW_MS)
    phone.press(page.get_by_role("listbox").get_by_role("option").first)
    assert_help(page, "stroke")
    phone.press(page.locator(".st-key-safety_slip_button button"))
    phone.press(page.locator(".st-key-safety_undo button"))
    expect(page.get_by_role("combobox", name="Find a place")).to_be_visible(timeout=SLOW_MS)
