"""The safety step in a real browser: by touch and by keyboard, with back and reload; what is read first."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tools.browsing import none_of_these

from .conftest import MousePage, wait_settled
from .screen import SLOW_MS, Screen, dataset, tab_to

ARM = "left-inner_upper_arm"
SHOULDER = "right-front_of_shoulder"
LINK = f"/?area={ARM}&muscle=infraspinatus"


def sign(page: Page, flag_id: str = "heart_attack") -> Locator:
    return page.locator(f".st-key-sign_{flag_id}").get_by_role("button")


def assert_stopped(page: Page) -> None:
    """The advice fills the page; no muscle, no map, no booking, no menu."""
    flag = dataset().red_flags["heart_attack"]
    expect(page.locator(".rp-stop-advice")).to_have_text(flag.advice, timeout=SLOW_MS)
    for gone in (
        "[class*='st-key-muscle_card_']",
        ".rp-place-button",
        ".st-key-body_map",
        ".rp-booking",
        ".st-key-menu",
        ".rp-pattern-words",
    ):
        expect(page.locator(gone)).to_have_count(0, timeout=SLOW_MS)


def wait_focused(page: Page) -> None:
    """Until the stop page's heading has the focus."""
    page.wait_for_function("() => document.activeElement?.id === 'rp-stop-title'", timeout=SLOW_MS)


def assert_asked(screen: Screen) -> None:
    """The signs are there and no muscle is, in words or drawn."""
    screen.go_on()
    expect(sign(screen.page)).to_be_visible(timeout=SLOW_MS)
    expect(screen.candidates).to_have_count(0)
    expect(screen.drawn_muscle).to_have_count(0)
    assert "muscle" not in screen.figure()["traces"]


def test_a_tapped_sign_stops_and_neither_back_nor_reload_passes_it(phone: Screen) -> None:
    page = phone.page
    phone.open("/")
    phone.tap("front", SHOULDER)
    phone.wait_chips(SHOULDER)
    phone.go_on()
    phone.press(sign(page))
    assert_stopped(page)
    address = page.url
    assert "heart" not in address and "sign" not in address

    page.go_back()  # the address loses the area; the answer stays
    page.wait_for_timeout(800)
    assert_stopped(page)
    page.go_forward()
    page.wait_for_timeout(800)
    assert_stopped(page)

    page.reload()  # or the server was started anew: the sign stays until its own way back is taken
    assert_stopped(page)
    wait_focused(page)
    # the copy of a map that is gone had given the body a position: the page of help was there, and white
    assert page.evaluate("document.body.style.position") == ""
    assert page.locator(".redraw-cover").count() == 0
    phone.press(page.locator(".st-key-safety_slip_button").get_by_role("button"))
    phone.press(page.get_by_role("button", name="It does not fit: go back"))
    phone.wait_chips(SHOULDER)
    page.reload()  # a new visit: asked again, no muscle shown
    phone.wait_chips(SHOULDER)
    phone.go_on()
    expect(sign(page)).to_be_visible(timeout=SLOW_MS)
    expect(phone.candidates).to_have_count(0)


def test_a_link_with_a_muscle_asks_first(phone: Screen) -> None:
    phone.open(LINK)
    assert_asked(phone)
    phone.none_of_these()
    phone.wait_muscle()
    assert "none" not in phone.page.url


def test_none_of_these_leads_the_eye_and_the_keyboard_to_the_muscles(phone: Screen) -> None:
    phone.open(f"/?area={SHOULDER}")
    phone.none_of_these()
    phone.page.wait_for_function("() => document.activeElement?.id === 'rp-found'", timeout=SLOW_MS)
    expect(phone.page.locator("#rp-found")).to_be_in_viewport()
    phone.page.keyboard.press("Tab")
    assert phone.page.evaluate("document.activeElement.closest('[class*=st-key-muscle_card_]') !== null")


def test_two_taps_in_two_places_lead_back(phone: Screen) -> None:
    page = phone.page
    phone.open(f"/?area={ARM}").go_on()
    phone.press(sign(page))
    assert_stopped(page)
    wait_focused(page)  # the page has come to its top, and will not move under the finger
    slip = page.locator(".st-key-safety_slip_button").get_by_role("button")
    slip.scroll_into_view_if_needed()
    before = slip.bounding_box()
    phone.press(slip)
    undo = page.get_by_role("button", name="It does not fit: go back")
    expect(undo).to_be_visible(timeout=SLOW_MS)
    assert_stopped(page)
    after = undo.bounding_box()
    assert before is not None and after is not None
    middle = before["y"] + before["height"] / 2
    assert not (after["y"] <= middle <= after["y"] + after["height"]), "a double tap would undo it"
    phone.press(undo)
    phone.wait_chips(ARM)
    assert_asked(phone)


def test_the_focus_goes_along_with_each_step_back(desk: Screen) -> None:
    """By keyboard: to the question, back to the page's title, and to the signs again."""
    page = desk.open(f"/?area={ARM}").page
    sign(page).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#rp-stop-title")).to_be_focused(timeout=SLOW_MS)
    page.locator(".st-key-safety_slip_button button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#rp-stop-slip")).to_be_focused(timeout=SLOW_MS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # it fits: stay here
    expect(page.locator("#rp-stop-title")).to_be_focused(timeout=SLOW_MS)
    page.locator(".st-key-safety_slip_button button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#rp-stop-slip")).to_be_focused(timeout=SLOW_MS)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # it does not fit: go back
    expect(page.locator("#rp-signs")).to_be_focused(timeout=SLOW_MS)


def test_another_area_asks_only_its_own_lines(phone: Screen) -> None:
    phone.open(f"/?area={SHOULDER}")
    phone.none_of_these()
    phone.back_to_map()
    phone.choose_from_list("Right calf, inner")
    phone.wait_chips(SHOULDER, "right-inner_calf")
    phone.go_on()
    expect(phone.page.locator(".st-key-safety_none")).to_be_visible(timeout=SLOW_MS)
    expect(sign(phone.page)).to_have_count(0)  # the whole body was asked
    expect(phone.page.locator(".st-key-safety_about")).to_have_count(0)
    expect(phone.candidates).to_have_count(0)
    phone.none_of_these()
    expect(phone.candidates).not_to_have_count(0)


def test_by_keyboard_alone_and_the_advice_is_read_first(desk: Screen) -> None:
    page = desk.open(f"/?area={ARM}").page
    tab_to(page, ".st-key-sign_heart_attack button")
    page.keyboard.press("Enter")
    assert_stopped(page)
    wait_focused(page)
    expect(page.get_by_role("heading", level=1)).to_have_count(1, timeout=SLOW_MS)  # the page before has gone
    first = page.locator("[data-testid='stMain']").inner_text().strip().splitlines()
    assert first[0] == "Please get help now"
    assert dataset().red_flags["heart_attack"].advice in first[1:4]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "tel:911"
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    assert_stopped(page)
    tab_to(page, ".st-key-safety_slip_button button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="It fits: stay here")).to_be_visible(timeout=SLOW_MS)
    tab_to(page, ".st-key-safety_undo button")
    page.keyboard.press("Enter")
    desk.wait_chips(ARM)
    assert_asked(desk)


@pytest.mark.parametrize(
    "path", ["/muscles", "/book", *(pytest.param(one, marks=pytest.mark.long) for one in ("/dry-needling", "/about"))]
)
def test_the_stop_holds_when_the_visit_moves_to_another_page(desk: Screen, path: str) -> None:
    page = desk.open(f"/?area={ARM}").page
    sign(page).click()
    assert_stopped(page)
    # within the visit, as a link or the back button moves: no new page load
    page.evaluate("path => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')) }", path)
    page.wait_for_timeout(1_000)
    assert_stopped(page)


def test_stop_and_step_fit_a_narrow_phone(phone: Screen) -> None:
    page = phone.page
    phone.open(f"/?area={ARM}").go_on()
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 700})
        for button in page.locator("[class*='st-key-safety_signs_'] button, .st-key-safety_bar button").all():
            box = button.bounding_box()
            assert box is not None and box["height"] >= 44
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
    phone.press(sign(page))
    assert_stopped(page)
    assert re.search(r"911", page.locator(".rp-call-emergency").inner_text())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


SCREENS = 1.5
"""Screens of a phone that the first step may take."""

LONGEST = (
    "right-temple",
    "left-inner_upper_arm",
    *(
        pytest.param(area, marks=pytest.mark.long)
        for area in ("right-flank", "right-low_back", "left-front_of_knee", "right-groin")
    ),
)


@pytest.mark.parametrize("code", ["es", *(pytest.param(code, marks=pytest.mark.long) for code in ("en", "ht"))])
@pytest.mark.parametrize("area", LONGEST)
def test_the_first_step_takes_one_screen_and_a_half(phone: Screen, area: str, code: str) -> None:
    page = phone.page
    page.set_viewport_size({"width": 390, "height": 844})
    phone.open(f"/?area={area}&lang={code}").go_on()
    box = page.locator(".st-key-safety_step").bounding_box()
    assert box is not None
    assert box["height"] <= SCREENS * 844


@pytest.mark.parametrize("height", [664, 844])
def test_both_answers_stay_in_sight_while_the_signs_scroll(phone: Screen, height: int) -> None:
    page = phone.page
    page.set_viewport_size({"width": 390, "height": height})
    phone.open(f"/?area={ARM}").go_on()
    signs = page.locator("[class*='st-key-sign_']")
    for number in range(0, signs.count(), 3):
        signs.nth(number).scroll_into_view_if_needed()
        page.wait_for_timeout(150)
        for key in ("safety_none", "safety_unsure_button"):
            box = page.locator(f".st-key-{key} button").bounding_box()
            assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height, (number, key)
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            on_top = page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('button') !== null", [x, y])
            assert on_top, "something covers the answer"


def test_urgent_signs_look_other_than_those_for_today_by_more_than_colour(phone: Screen) -> None:
    page = phone.page
    phone.open("/?area=right-temple").go_on()
    looks = """key => { const button = document.querySelector(`[class*="st-key-safety_signs_"][class*="${key}"] button`)
      const mark = getComputedStyle(button, '::before')
      return [getComputedStyle(button).borderLeftStyle, getComputedStyle(button).borderLeftWidth, mark.content] }"""
    page.locator(".st-key-safety_none").scroll_into_view_if_needed()
    urgent, today = page.evaluate(looks, "emergency"), page.evaluate(looks, "same_day")
    assert urgent != today and "!" in urgent[2] and "!" not in today[2]
    expect(page.locator(".rp-urgency-emergency")).to_have_text("Help now")
    expect(page.locator(".rp-urgency-same_day")).to_have_text("A doctor today")


def test_not_sure_leads_to_a_calm_page_and_back(phone: Screen) -> None:
    page = phone.page
    phone.open(f"/?area={ARM}").go_on()
    phone.press(page.locator(".st-key-safety_unsure_button button"))
    expect(page.get_by_role("heading", level=1, name="Good that you ask")).to_be_visible(timeout=SLOW_MS)
    wait_focused(page)
    assert page.locator(".rp-stop a.rp-call").get_attribute("href") == "tel:+13059678976"
    expect(page.locator(".st-key-menu")).to_have_count(0)
    phone.press(page.locator(".st-key-safety_sure button"))
    phone.wait_chips(ARM)
    assert_asked(phone)


def test_to_answer_builds_nothing_anew(mouse_page: MousePage) -> None:
    """The map stays, with what was enlarged on it: what the page keeps from then on takes no place before it."""
    page = mouse_page()
    page.goto("/?area=right-front_of_shoulder")
    wait_settled(page)
    screen = Screen(page)
    screen.wait_drawn()
    page.locator(".st-key-explorer").evaluate("map => { map.stays = true }")
    assert none_of_these(page)
    expect(screen.candidates.first).to_be_visible(timeout=SLOW_MS)
    assert page.locator(".st-key-explorer").evaluate("map => !!map.stays")
