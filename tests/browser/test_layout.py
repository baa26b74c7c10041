"""Where things stand: the whole body in sight, a map that never moves under a finger, the next step always in reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from referral.ui.edges import MAIN, PLOT

from .conftest import MousePage, wait_settled
from .screen import Screen

WIDE: Final = ((1440, 900), (1280, 800), (1180, 820), (1024, 768))
PHONES: Final = ((390, 664), (390, 844))
LANGUAGES: Final = ("en", "es", "ht")
SHOULDER: Final = "right-front_of_shoulder"
KNEE: Final = "right-front_of_knee"
#: Of the window's height, where the body begins at most on a phone, px.
BEGINS_PX: Final = 240


def in_each_language(sizes: Sequence[tuple[int, int]], least: tuple[int, int]) -> pytest.MarkDecorator:
    """Each size in each language. The least room with the longest words comes in every run, the others in the long
    one."""
    rooms = [
        pytest.param(*size, language, marks=() if (size, language) == (least, "es") else pytest.mark.long)
        for size in sizes
        for language in LANGUAGES
    ]
    return pytest.mark.parametrize(("width", "height", "language"), rooms)


#: Notes where the map stands on the page in every frame, from the first one on; and how much the page's parts shift.
RECORDER: Final = f"""(() => {{
  globalThis.tops = []
  globalThis.shift = 0
  const look = () => {{
    const plot = document.querySelector('[class*="_map_frame_"] {PLOT}')
    const drawn = plot?.querySelector('.main-svg image')
    const scrolled = document.querySelector('{MAIN}')?.scrollTop ?? 0
    const top = drawn && Math.round(plot.getBoundingClientRect().top + scrolled)
    if (drawn && plot.offsetHeight && top !== globalThis.tops.at(-1)) globalThis.tops.push(top)
    requestAnimationFrame(look)
  }}
  look()
  new PerformanceObserver(list => {{
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value
  }}).observe({{ type: 'layout-shift', buffered: true }})
}})()"""

BODY: Final = f"""key => {{
  const plot = document.querySelector(`.st-key-${{key}} {PLOT}`)
  const {{ top, bottom, left, right }} = plot.getBoundingClientRect()
  const bar = document.querySelector('.st-key-bar_side')
  const fixed = bar && getComputedStyle(bar).position === 'fixed'
  const edge = fixed ? bar.getBoundingClientRect().top : innerHeight
  return {{ top, bottom, left, right, edge, width: innerWidth }}
}}"""


def body(page: Page, key: str) -> dict[str, float]:
    found: dict[str, float] = page.evaluate(BODY, key)
    return found


def opened(page: Page, address: str, key: str) -> Screen:
    screen = Screen(page, map_key=key)
    return screen.open(address)


@pytest.mark.parametrize("device", ["phone", "tablet", "desk"])
def test_the_map_never_moves_under_a_finger(screens: dict[str, Screen], device: str) -> None:
    """A finger on its way to a place hits it: while the page is made, and while places are chosen."""
    screen = screens[device]
    screen.page.add_init_script(RECORDER)
    screen.page.goto("/")
    wait_settled(screen.page)
    screen.wait_drawn()
    screen.wait_still()
    chosen = []
    for area in (SHOULDER, "left-front_of_shoulder", "right-upper_chest"):
        screen.tap("front", area)
        chosen.append(area)
        screen.wait_chips(*chosen)
        screen.wait_drawn()
    tops: list[int] = screen.page.evaluate("globalThis.tops")
    assert max(tops) - min(tops) <= 1, tops


#: Front of the body, no two near each other.
EIGHT: Final = (
    SHOULDER,
    "left-front_of_shoulder",
    "right-upper_chest",
    "left-upper_chest",
    KNEE,
    "left-front_of_knee",
    "right-outer_elbow",
    "left-outer_elbow",
)


@pytest.mark.parametrize("device", ["tablet", "desk"])
def test_eight_clicks_on_fixed_places_choose_what_was_there(screens: dict[str, Screen], device: str) -> None:
    """Chips that wrapped moved the map 63 px: of eight quick clicks two or three places were chosen."""
    screen = screens[device].open("/")
    places = [screen.pixel("front", area) for area in EIGHT]
    assert places == [screen.pixel("front", area) for area in EIGHT], "the page was scrolled to reach one"
    for x, y in places:
        screen.tap_at(x, y)
        screen.page.wait_for_timeout(120)  # fast fingers: chips come, and wrap, meanwhile
    screen.wait_chips(*EIGHT)


@in_each_language(WIDE, (1024, 768))
@pytest.mark.parametrize(
    ("address", "key"),
    [("/?", "body_map"), ("/muscles?muscle=infraspinatus&view=body&", "muscle_map"), ("/consult?", "consult_map")],
)
def test_the_whole_body_is_in_sight(
    mouse_page: MousePage, address: str, key: str, width: int, height: int, language: str
) -> None:
    page = mouse_page(width=width)
    page.set_viewport_size({"width": width, "height": height})
    screen = opened(page, f"{address}lang={language}", key)
    assert screen.figure()["plate"] == "body"
    place = body(page, key)
    assert place["top"] >= 0 and place["bottom"] <= height
    switch = page.locator("[class*='st-key-switch_']").first.bounding_box()
    assert switch is not None and 0 <= switch["y"] < place["top"]
    assert place["bottom"] - place["top"] > 0.6 * height, "the body is small"


@in_each_language(PHONES, (390, 664))
def test_on_a_phone_the_whole_body_stands_over_the_bar(
    phone_page: Page, width: int, height: int, language: str
) -> None:
    page = phone_page
    page.set_viewport_size({"width": width, "height": height})
    opened(page, f"/?lang={language}", "body_map")
    place = body(page, "body_map")
    assert place["top"] < BEGINS_PX
    assert place["bottom"] <= place["edge"]
    assert place["bottom"] - place["top"] >= 350


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_the_bar_names_the_next_step(phone_page: Page, width: int, height: int) -> None:
    page = phone_page
    page.set_viewport_size({"width": width, "height": height})
    screen = Screen(page, finger=True).open("/")
    step = page.locator(".st-key-see_muscles").get_by_role("button")
    call = page.locator(".st-key-next_row a.rp-call-compact")
    expect(step).to_have_count(0)
    screen.tap("front", SHOULDER)
    screen.wait_chips(SHOULDER)
    expect(step).to_have_text("Front of the right shoulder: continue ›")
    expect(page.locator(".st-key-results")).to_be_hidden()
    screen.none_of_these()
    in_sight(page, height)
    expect(screen.candidates.first).to_be_visible()
    expect(call).to_be_visible()
    page.locator(".st-key-close_list button").tap()
    expect(page.locator(".st-key-results")).to_be_hidden()
    expect(step).to_contain_text("muscles ›")
    page.go_back()  # the way back opens the list again
    expect(page.locator(".st-key-results")).to_be_visible()
    screen.press(screen.candidates.first)
    screen.wait_muscle("points")
    in_sight(page, height)
    expect(call).to_be_visible()


@pytest.mark.parametrize("area", [SHOULDER, KNEE])
def test_the_chosen_place_stays_in_sight_over_the_signs(phone_page: Page, area: str) -> None:
    page = phone_page
    page.set_viewport_size({"width": 390, "height": 664})
    screen = Screen(page, finger=True).open("/")
    screen.tap("front", area)
    screen.wait_chips(area)
    screen.go_on()
    expect(page.locator(".st-key-safety_none button")).to_be_visible()
    screen.wait_still()
    y = screen.pixel("front", area)[1]
    sheet = page.locator(".st-key-results").bounding_box()
    assert sheet is not None and 0 < y < sheet["y"]


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_little_shifts_while_the_page_is_made(mouse_page: MousePage, phone_page: Page, width: int) -> None:
    page = phone_page if width == 390 else mouse_page(width=width)
    page.add_init_script(RECORDER)
    page.goto("/")
    wait_settled(page)
    Screen(page).wait_drawn()
    page.wait_for_timeout(500)
    assert page.evaluate("globalThis.shift") < 0.1


def in_sight(page: Page, height: int) -> None:
    """The map is in sight over what lies on its lower half."""
    place = body(page, "body_map")
    sheet = page.locator(".st-key-results").bounding_box()
    assert sheet is not None and sheet["y"] >= 0.3 * height
    assert place["top"] < sheet["y"] - 100
