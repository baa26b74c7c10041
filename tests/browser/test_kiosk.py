"""The clinic's tablet in a real browser, with a finger and a clock that is turned forward: nobody's choices stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from referral.clinic.file import load_clinic

from .conftest import note_hosts, wait_settled
from .screen import SLOW_MS, Screen, area_name

SHOULDER = "right-front_of_shoulder"
IDLE, WARNING = load_clinic().kiosk.idle_seconds, load_clinic().kiosk.warning_seconds


@pytest.fixture
def tablet(browser: Browser, server_url: str, asked_hosts: set[str]) -> Iterator[Screen]:
    """A tablet at the opening picture, its clock under our control."""
    context = browser.new_context(
        base_url=server_url, viewport={"width": 1180, "height": 820}, has_touch=True, reduced_motion="reduce"
    )
    note_hosts(context, asked_hosts)
    page = context.new_page()
    page.clock.install()
    page.goto("/?display=kiosk")
    wait_settled(page)
    yield Screen(page, finger=True)
    context.close()


def opening(page: Page) -> Locator:
    return page.locator("dialog.opening[open]")


def warning(page: Page) -> Locator:
    return page.locator("dialog.warning[open]")


def wait(page: Page, seconds: int) -> None:
    """Time passes; a little of it in fact, for the server's answers."""
    page.clock.run_for(seconds * 1000)
    page.wait_for_timeout(50)


def begin(screen: Screen) -> Page:
    expect(opening(screen.page)).to_be_visible(timeout=SLOW_MS)
    screen.page.touchscreen.tap(300, 300)
    expect(opening(screen.page)).to_have_count(0)
    screen.wait_drawn()
    return screen.page


def left_half_way(screen: Screen) -> Page:
    """A person has tapped the shoulder, answered the signs, opened a muscle, and gone."""
    page = begin(screen)
    screen.tap("front", SHOULDER)
    screen.wait_chips(SHOULDER)
    screen.none_of_these()
    screen.press(screen.candidates.filter(has_text="Infraspinatus"))
    expect(screen.drawn_muscle).to_have_text("Infraspinatus", timeout=SLOW_MS)
    screen.wait_muscle()
    screen.wait_still()
    page.wait_for_timeout(
        1000
    )  # what the browser tells of the last tap and its scroll, each of which begins the wait anew
    page.evaluate("document.dispatchEvent(new Event('keydown'))")
    return page


def assert_clean(screen: Screen) -> None:
    """The opening picture, an empty address, nothing chosen behind it."""
    page = screen.page
    expect(opening(page)).to_be_visible(timeout=SLOW_MS)
    screen.wait_parameters(display=["kiosk"])
    expect(screen.chips).to_have_count(0)
    expect(screen.candidates).to_have_count(0)
    expect(page.locator(".rp-summary-text")).to_have_count(0)


def test_what_one_person_left_no_other_can_bring_back(tablet: Screen) -> None:
    page = left_half_way(tablet)
    wait(page, IDLE - 5)
    expect(warning(page)).to_have_count(0)
    wait(page, 6)
    expect(warning(page)).to_be_visible()
    expect(warning(page)).to_contain_text(re.compile(r"cleared in (1\d|20) seconds"))
    wait(page, WARNING + 1)
    assert_clean(tablet)

    page.go_back()
    page.wait_for_timeout(500)
    assert "area=" not in page.url and "muscle=" not in page.url
    page.go_forward()
    wait_settled(page)
    assert_clean(tablet)
    page.reload()
    wait_settled(page)
    assert_clean(tablet)

    begin(tablet)  # the next person starts afresh: the signs are asked again
    tablet.tap("front", SHOULDER)
    tablet.wait_chips(SHOULDER)
    expect(page.locator(".st-key-safety_none")).to_be_visible(timeout=SLOW_MS)
    expect(tablet.candidates).to_have_count(0)


def test_one_touch_says_that_somebody_is_there(tablet: Screen) -> None:
    page = left_half_way(tablet)
    for _ in range(3):
        wait(page, IDLE + 5)
        expect(warning(page)).to_be_visible()
        warning(page).get_by_role("button", name="I’m still here").tap()
        wait(page, 1)
        expect(warning(page)).to_have_count(0)
        expect(tablet.drawn_muscle).to_have_text("Infraspinatus")


@pytest.mark.long
def test_a_finger_on_the_glass_is_never_interrupted(tablet: Screen) -> None:
    page = left_half_way(tablet)
    page.mouse.move(400, 500)
    page.mouse.down()
    wait(page, 3 * (IDLE + WARNING))
    expect(warning(page)).to_have_count(0)
    expect(tablet.drawn_muscle).to_have_text("Infraspinatus")
    page.mouse.up()
    wait(page, IDLE + 1)
    expect(warning(page)).to_be_visible()


@pytest.mark.long
def test_start_over_clears_at_once(tablet: Screen) -> None:
    page = left_half_way(tablet)
    page.get_by_role("button", name="Start over").tap()
    wait_settled(page)
    assert_clean(tablet)


@pytest.mark.long
def test_the_opening_picture_waits_without_a_warning(tablet: Screen) -> None:
    page = tablet.page
    expect(opening(page)).to_be_visible(timeout=SLOW_MS)
    first = opening(page).locator("svg").inner_html()
    wait(page, 7)
    assert opening(page).locator("svg").inner_html() != first
    wait(page, 2 * (IDLE + WARNING))
    expect(warning(page)).to_have_count(0)
    expect(opening(page)).to_be_visible()


def test_the_list_works_without_a_keyboard(tablet: Screen) -> None:
    page = begin(tablet)
    page.get_by_role("button", name="Pick from a list").tap()
    page.get_by_role("radio", name="Head and jaw").tap()
    page.get_by_role("button", name=area_name("right-behind_eye")).tap()
    tablet.wait_chips("right-behind_eye")


@pytest.mark.long
def test_buttons_on_the_path_are_20_mm_and_others_48_px(tablet: Screen) -> None:
    page = begin(tablet)
    tablet.tap("front", SHOULDER)
    tablet.wait_chips(SHOULDER)
    tablet.go_on()
    path = page.locator(".st-key-safety_none button, .st-key-safety_unsure_button button")
    expect(path.first).to_be_visible(timeout=SLOW_MS)
    millimetre = 96 / 25.4
    assert min(heights(path)) >= 20 * millimetre - 0.5
    tablet.none_of_these()
    assert min(heights(tablet.candidates)) >= 20 * millimetre - 0.5
    others = page.locator(".st-key-chosen button, [class*='st-key-switch_'] button")
    assert min(heights(others)) >= 48


def heights(buttons: Locator) -> list[float]:
    """Heights of the buttons in sight, CSS px."""
    found = [button.bounding_box() for button in buttons.all() if button.is_visible()]
    return [box["height"] for box in found if box is not None]


def test_the_button_that_starts_over_covers_no_language_and_the_bar_no_foot(tablet: Screen) -> None:
    tablet.page.set_viewport_size({"width": 820, "height": 1180})
    page = begin(tablet)
    tablet.tap("front", SHOULDER)
    tablet.wait_chips(SHOULDER)
    over = page.get_by_role("button", name="Start over").bounding_box()
    assert over is not None
    for language in page.locator(".st-key-language_switch nav button").all():
        box = language.bounding_box()
        assert box is not None and box["x"] + box["width"] <= over["x"]
    body, bar = (page.locator(key).bounding_box() for key in (".st-key-body_map", ".st-key-bar_side"))
    assert body is not None and bar is not None
    assert body["y"] + body["height"] <= bar["y"]
