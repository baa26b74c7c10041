"""Cards with pictures, by measured boxes: large enough to see and to tap, one button each beside the answers
to what it asks, short until unfolded."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.loaded_once import cards_at_first

from .conftest import wait_settled
from .screen import SLOW_MS, Screen, dataset, tab_to

PLACES = "/?area=right-temple&area=right-jaw_angle"
PICTURE_PX, TARGET_PX, YES_PX = 72, 48, 44
OPEN_PX = 2.5 * 844
LIST_PX = 5_000
#: Every picture has come and has something in it.
SEEN = """pictures => pictures.every(one => one.complete && one.naturalWidth > 0)"""


def box_of(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box is not None
    return box


def within(inner: FloatRect, outer: FloatRect) -> bool:
    return (
        outer["x"] <= inner["x"]
        and outer["y"] <= inner["y"]
        and inner["x"] + inner["width"] <= outer["x"] + outer["width"]
        and inner["y"] + inner["height"] <= outer["y"] + outer["height"]
    )


def assert_picture_on_button(card: Locator) -> None:
    """A picture of 72 px or more, wholly on a button that takes the tap."""
    picture, button = card.locator(".rp-picture"), card.get_by_role("button").first
    picture.scroll_into_view_if_needed()
    seen, whole = box_of(picture), box_of(button)
    assert min(seen["width"], seen["height"]) >= PICTURE_PX
    assert min(whole["width"], whole["height"]) >= TARGET_PX
    assert within(seen, whole)
    middle = [seen["x"] + seen["width"] / 2, seen["y"] + seen["height"] / 2]
    assert card.page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.closest('button') !== null", middle)


def test_no_picture_before_the_signs_are_answered_and_each_card_has_its_own_after(phone: Screen) -> None:
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    phone.open(PLACES).go_on()
    expect(phone.page.locator(".st-key-safety_none").last).to_be_visible(timeout=SLOW_MS)
    expect(phone.page.locator(".rp-picture")).to_have_count(0)
    assert not [url for url in asked if "/pictures/" in url]
    phone.none_of_these()
    at_first = cards_at_first("right-temple", "right-jaw_angle")
    expect(phone.page.locator(".rp-picture")).to_have_count(at_first, timeout=SLOW_MS)
    cards = phone.page.locator("[class*='st-key-card_']:has(button)")
    for card in cards.all():
        assert_picture_on_button(card)
    sentences = [text.splitlines()[-1] for text in phone.candidates.all_inner_texts()]
    assert len(set(sentences)) == at_first
    phone.page.wait_for_function(f"() => ({SEEN})([...document.querySelectorAll('.rp-picture')])", timeout=SLOW_MS)
    addresses = phone.page.locator(".rp-picture").evaluate_all("all => all.map(one => one.getAttribute('src'))")
    assert len(set(addresses)) == at_first
    assert all(re.fullmatch(r"pictures/\w+-(right|left)-[0-9a-f]{12}\.webp", address) for address in addresses)


def test_a_tap_on_the_picture_opens_and_an_open_muscle_is_short_until_unfolded(phone: Screen) -> None:
    page = phone.open(PLACES).none_of_these().page
    picture = page.locator(".rp-picture").first
    picture.scroll_into_view_if_needed()
    seen = box_of(picture)
    phone.tap_at(seen["x"] + seen["width"] / 2, seen["y"] + seen["height"] / 2)
    card = page.locator("[class*='st-key-card_']:has(.rp-facts)")
    expect(card).to_be_visible(timeout=SLOW_MS)
    folded = box_of(card)["height"]
    assert folded <= OPEN_PX
    expect(card.locator(".rp-mimics")).to_be_visible()
    folds = card.locator("summary")
    expect(folds).to_have_count(4)
    for fold in folds.all():
        assert box_of(fold)["height"] >= TARGET_PX
    phone.press(folds.first)
    expect(card.locator(".rp-fold dl")).to_be_visible()
    assert box_of(card)["height"] > folded


def test_a_card_is_a_button_for_the_keyboard(desk: Screen) -> None:
    page = desk.open(PLACES).none_of_these().page
    desk.candidates.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[class*='st-key-card_'] .rp-facts")).to_be_visible(timeout=SLOW_MS)
    tab_to(page, "[class*='st-key-card_'] summary")
    page.keyboard.press("Enter")
    expect(page.locator("[class*='st-key-card_'] .rp-fold dl")).to_be_visible()


@pytest.mark.parametrize("device", ["phone", "desk"])
def test_yes_to_what_a_card_asks_chooses_the_place_as_a_tap_does(screens: dict[str, Screen], device: str) -> None:
    screen = screens[device].open("/?area=right-temple&muscle=temporalis&side=right").none_of_these()
    yes = screen.page.locator(".rp-place-button[data-of=right-upper_teeth]").first
    expect(yes).to_have_text("Yes", timeout=SLOW_MS)
    assert min(box_of(yes)["width"], box_of(yes)["height"]) >= YES_PX
    yes.dblclick()  # chosen once
    screen.wait_chips("right-temple", "right-upper_teeth")
    assert "muscle=temporalis" in screen.page.url
    screen.none_of_these()
    expect(screen.candidates.first).to_be_visible(timeout=SLOW_MS)
    expect(yes).to_have_count(0)
    screen.page.wait_for_timeout(500)
    screen.wait_chips("right-temple", "right-upper_teeth")


def test_the_signs_of_a_place_that_is_answered_yes_are_asked_first(phone: Screen) -> None:
    phone.open("/?area=right-front_of_shoulder").none_of_these()
    yes = phone.page.locator(".rp-place-button[data-of=right-side_of_shoulder]").first
    phone.press(yes)
    expect(phone.page.locator(".st-key-safety_none").last).to_be_visible(timeout=SLOW_MS)
    expect(phone.candidates).to_have_count(0)
    expect(phone.page.locator(".rp-place-button")).to_have_count(0)


@pytest.mark.parametrize("code", ["en", pytest.param("es", marks=pytest.mark.long)])
@pytest.mark.parametrize("device", ["phone", pytest.param("tablet", marks=pytest.mark.long), "desk"])
def test_muscles_is_a_short_grid_of_pictures(screens: dict[str, Screen], device: str, code: str) -> None:
    page = screens[device].page
    page.goto(f"/muscles?lang={code}")
    wait_settled(page)
    grid = page.locator(".st-key-muscle_grid")
    expect(grid.get_by_role("button")).to_have_count(24, timeout=SLOW_MS)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= LIST_PX
    assert_rows_are_even(page)
    for card in [grid.locator("[class*='st-key-muscle_']:has(button)").nth(number) for number in (0, 9, 23)]:
        assert_picture_on_button(card)
    screens[device].press(page.get_by_role("radio").nth(3))
    neck = sum(one.body_part == "shoulder" for one in dataset().muscles.values())
    expect(grid.get_by_role("button")).to_have_count(neck, timeout=SLOW_MS)


def assert_rows_are_even(page: Page) -> None:
    """Cards of one row are equally high."""
    boxes = page.locator(".st-key-muscle_grid button").evaluate_all(
        "all => all.map(one => [Math.round(one.getBoundingClientRect().top), one.getBoundingClientRect().height])"
    )
    heights: dict[int, set[int]] = {}
    for top, height in boxes:
        heights.setdefault(top, set()).add(round(height))
    assert all(len(found) == 1 for found in heights.values()), heights
