"""The body map enlarged: two fingers, wheel, buttons and keys, in a real browser; a tap hits the same place as ever,
and the page scrolls and is enlarged as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Locator, expect

from referral.ui.components import scripts
from referral.ui.edges import MAIN
from tests.apps.tap_map import Finger, Map, serving_tap_app
from tests.browser.screen import SLOW_MS, Screen

from .conftest import MousePage

NEAR_MM: Final = 1.5
MOST: Final = 5
#: How far the page is scrolled and enlarged.
PAGE: Final = f"[document.querySelector('{MAIN}').scrollTop, visualViewport.scale, innerWidth]"
CLIP: Final = "document.querySelector('.st-key-map .js-plotly-plot').getBoundingClientRect().toJSON()"


@pytest.fixture(scope="module")
def tap_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_tap_app(tmp_path_factory.mktemp("zoom_app")) as url:
        yield f"{url}?zoom&fill"


def opened(browser: Browser, address: str, *, finger: bool) -> Iterator[Map]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844} if finger else {"width": 640, "height": 1000},
        has_touch=finger,
        is_mobile=finger,
    )
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.text.startswith("edge:") else None)
    body = Map(page, finger).open(address)
    expect(button(body, "Zoom in")).to_be_visible()
    page.evaluate(f"document.querySelector('{MAIN}').scrollTop = 80")
    page.wait_for_timeout(300)  # a finger put down in a scroll stops it: not a tap
    yield body
    context.close()
    assert errors == []


@pytest.fixture
def phone_map(browser: Browser, tap_app: str) -> Iterator[Map]:
    yield from opened(browser, tap_app, finger=True)


@pytest.fixture
def desk_map(browser: Browser, tap_app: str) -> Iterator[Map]:
    yield from opened(browser, tap_app, finger=False)


def button(body: Map, name: str) -> Locator:
    return body.page.get_by_role("button", name=name)


def zoomed(body: Map) -> float:
    """How many times the sheet is enlarged: against the box that cuts it off."""
    return float(body.sheet_box()["width"] / body.page.evaluate(CLIP)["width"])


def wait_zoom(body: Map, times: float) -> None:
    for _ in range(30):
        if zoomed(body) == pytest.approx(times, rel=0.01):
            return
        body.page.wait_for_timeout(100)
    assert zoomed(body) == pytest.approx(times, rel=0.01)


def pinch(body: Map, x: float, y: float, start: float, end: float, drift: float = 0) -> None:
    """Two fingers beside (x, y), `start` apart, which end `end` apart and `drift` farther right."""

    def fingers(share: float) -> list[Finger]:
        half = (start + (end - start) * share) / 2
        middle = x + drift * share
        return [{"x": middle - half, "y": y, "id": 1}, {"x": middle + half, "y": y, "id": 2}]

    body.touch("touchStart", fingers(0)[:1])
    body.touch("touchStart", fingers(0))
    for step in range(1, 11):
        body.touch("touchMove", fingers(step / 10))
        body.page.wait_for_timeout(16)
    body.touch("touchEnd", [])
    body.settle()


def drag(body: Map, x: float, y: float, right: float, down: float) -> None:
    body.touch("touchStart", [{"x": x, "y": y}])
    for step in range(1, 11):
        body.touch("touchMove", [{"x": x + right * step / 10, "y": y + down * step / 10}])
        body.page.wait_for_timeout(16)
    body.touch("touchEnd", [])
    body.settle()


def assert_near(tap: list[Any], place_mm: tuple[float, float]) -> None:
    assert tap[:2] == pytest.approx(place_mm, abs=NEAR_MM)


# --- numbers


@pytest.fixture(scope="module")
def numbers(browser: Browser) -> Iterator[Callable[[str], Any]]:
    """Says what an expression with the functions of view.js and labels.js gives."""
    page = browser.new_page()
    yield lambda expression: page.evaluate(f"() => {{ {scripts.whole('map_zoom/labels.js')}\nreturn {expression} }}")
    page.close()


def test_what_is_seen_fills_the_box_and_is_between_whole_and_five_times(numbers: Callable[[str], Any]) -> None:
    assert numbers("within({ scale: 0.3, x: 0.4, y: -2 })") == {"scale": 1, "x": 0, "y": 0}
    assert numbers("within({ scale: 9, x: -7, y: 1 })") == {"scale": 5, "x": -4, "y": 0}
    assert numbers("within({ scale: 2, x: -0.3, y: -0.7 })") == {"scale": 2, "x": -0.3, "y": -0.7}


@pytest.mark.parametrize("factor", [1.5, 3, 40])
def test_the_place_that_is_enlarged_about_stays(numbers: Callable[[str], Any], factor: float) -> None:
    about = {"x": 0.25, "y": 0.75}
    view = numbers(f"enlarged(WHOLE, {factor}, {json.dumps(about)})")
    assert view["scale"] == min(factor, MOST)
    for axis, place in about.items():
        assert view[axis] + place * view["scale"] == pytest.approx(place)
    seen = numbers(f"onScreen({json.dumps(view)}, onDrawing({json.dumps(view)}, {json.dumps(about)}))")
    assert seen == pytest.approx(about)


def test_what_is_out_of_sight_is_nowhere_on_the_screen(numbers: Callable[[str], Any]) -> None:
    assert numbers("onScreen({ scale: 2, x: -1, y: -1 }, { x: 0.1, y: 0.9 })") is None


def test_two_fingers_hold_the_map_at_their_middle(numbers: Callable[[str], Any]) -> None:
    box = "{ left: 10, top: 20, width: 100, height: 200 }"
    assert numbers(f"gripOf([{{ x: 35, y: 120 }}, {{ x: 85, y: 120 }}], {box})") == {"x": 0.5, "y": 0.5, "spread": 25}
    assert numbers(f"gripOf([{{ x: 35, y: 120 }}], {box})") == {"x": 0.25, "y": 0.5, "spread": 1}


def test_a_finger_is_followed_until_the_edge(numbers: Callable[[str], Any]) -> None:
    corner = "{ scale: 2, x: 0, y: -1 }"  # the lower left part of the sheet is seen
    follows = {way: numbers(f"canFollow({corner}, {way})") for way in ("9, 1", "-9, 1", "1, 9", "1, -9")}
    assert follows == {"9, 1": False, "-9, 1": True, "1, 9": True, "1, -9": False}


def test_a_turn_of_the_wheel_is_never_a_leap(numbers: Callable[[str], Any]) -> None:
    assert numbers("[factorOf(-4, 0), factorOf(-120, 0), factorOf(3, 1)].map(one => one.toFixed(3))") == [
        "1.041",
        "1.350",
        "0.741",
    ]


@pytest.mark.parametrize(("label", "way"), [((3, 90), 0), ((-4, 90), 4), ((30, 106), -6)])
def test_words_stand_on_a_small_map(numbers: Callable[[str], Any], label: tuple[float, float], way: float) -> None:
    assert numbers(f"wayInside({{ left: {label[0]}, right: {label[1]} }}, 100)") == way


VIEW: Final = {"left": 0, "top": 20, "right": 200, "bottom": 420}
BADGE: Final = {"left": 2, "top": 100, "right": 42, "bottom": 120}


@pytest.mark.parametrize(
    ("seen", "middle"),
    [
        ({"left": 0, "top": 0, "right": 200, "bottom": 200}, (22, 110)),  # in sight: it stays
        ({"left": 50, "top": 60, "right": 150, "bottom": 160}, (50 + 11.5, 110)),  # from the left to the edge
        ({"left": 0, "top": 200, "right": 100, "bottom": 300}, (22, 200 + 13 + 6.5)),  # below the title
        ({"left": 180, "top": 60, "right": 280, "bottom": 160}, None),  # too little of its view is seen
        ({"left": 0, "top": 430, "right": 100, "bottom": 530}, None),  # its view is out of sight
    ],
)
def test_right_and_left_stay_in_sight(
    numbers: Callable[[str], Any], seen: dict[str, float], middle: tuple[float, float] | None
) -> None:
    told = ", ".join(json.dumps(edges) for edges in (BADGE, VIEW, seen))
    way = numbers(f"wayInSight({told}, 2, FOR_SIDE)")
    assert (way and (22 + way["x"], 110 + way["y"])) == (middle and pytest.approx(middle))


# --- fingers


def test_two_fingers_enlarge_the_map_and_not_the_page(phone_map: Map) -> None:
    body = phone_map
    before = body.page.evaluate(PAGE)
    x, y = body.pixel(200, 500)
    held = body.millimetres(x, y)
    pinch(body, x, y, 60, 180)
    assert zoomed(body) == pytest.approx(3, rel=0.05)
    assert body.millimetres(x, y) == pytest.approx(held, abs=6), "what lies between the fingers stays there"
    assert body.page.evaluate(PAGE) == before
    expect(body.page.get_by_role("status").first).to_have_text("300%")
    body.taps(0)


def test_it_is_enlarged_five_times_at_most_and_never_less_than_whole(phone_map: Map) -> None:
    body = phone_map
    x, y = body.pixel(300, 500)
    for _ in range(2):
        pinch(body, x, y, 40, 220)
    assert zoomed(body) == pytest.approx(MOST, rel=0.01)
    for _ in range(2):
        pinch(body, x, y, 260, 30)
    assert zoomed(body) == pytest.approx(1, rel=0.001)
    box, clip = body.sheet_box(), body.page.evaluate(CLIP)
    assert (box["left"], box["top"]) == pytest.approx((clip["left"], clip["top"]), abs=1)


def test_one_finger_scrolls_the_page_over_the_whole_map(phone_map: Map) -> None:
    body = phone_map
    before = body.sheet_box()["top"]
    body.swipe(*body.pixel(300, 300), up=220)
    body.settle()
    assert before - body.sheet_box()["top"] > 150
    assert zoomed(body) == 1
    body.taps(0)


def test_one_finger_draws_the_enlarged_map_until_its_edge(phone_map: Map) -> None:
    body = phone_map
    pinch(body, *body.pixel(300, 500), 60, 180)
    before, (scrolled, *_) = body.sheet_box(), body.page.evaluate(PAGE)
    drag(body, 200, 400, -60, -100)
    moved = body.sheet_box()
    assert -60 <= moved["left"] - before["left"] <= -40, "what is still a tap is no part of the way"
    assert -100 <= moved["top"] - before["top"] <= -75
    assert body.page.evaluate(PAGE)[0] == scrolled
    for _ in range(3):  # until the sheet's lower edge is in sight
        drag(body, 200, 400, 0, -300)
    box, clip = body.sheet_box(), body.page.evaluate(CLIP)
    assert box["bottom"] == pytest.approx(clip["bottom"], abs=1)
    assert body.page.evaluate(PAGE)[0] > scrolled, "a finger that the map cannot follow scrolls the page"
    body.taps(0)


def test_two_fingers_draw_the_map_along(phone_map: Map) -> None:
    body = phone_map
    pinch(body, *body.pixel(300, 500), 60, 180)
    before = body.sheet_box()
    pinch(body, 190, 400, 100, 100, drift=50)
    assert body.sheet_box()["left"] - before["left"] == pytest.approx(50, abs=3)
    assert zoomed(body) == pytest.approx(3, rel=0.05)


def test_a_tap_on_the_enlarged_map_hits_what_it_shows(phone_map: Map) -> None:
    body = phone_map
    pinch(body, *body.pixel(200, 600), 60, 200)
    before = zoomed(body)
    assert before > 3
    places = []
    for number, (x, y) in enumerate(((100, 350), (300, 420), (200, 300))):
        places.append(body.millimetres(x, y))
        body.press(x, y)
        body.taps(number + 1)
        assert zoomed(body) == pytest.approx(before, rel=0.001), "a tap's redraw keeps what is seen"
        assert body.millimetres(x, y) == pytest.approx(places[-1], abs=NEAR_MM)
    for tap, place in zip(body.taps(3), places, strict=True):
        assert_near(tap, place)


def test_two_quick_taps_stay_two_taps(phone_map: Map) -> None:
    body = phone_map
    x, y = body.pixel(300, 400)
    for _ in range(2):
        body.press(x, y, held_ms=40)
        body.page.wait_for_timeout(60)
    body.taps(2)
    assert zoomed(body) == 1
    assert body.page.evaluate(PAGE)[1] == 1


def test_no_frame_shows_the_map_in_another_size_while_it_is_redrawn(phone_map: Map) -> None:
    body = phone_map
    pinch(body, *body.pixel(300, 500), 60, 180)
    box = body.sheet_box()
    body.page.evaluate(
        """() => {
          window.boxes = []
          const look = () => {
            const covers = document.querySelectorAll('.redraw-cover image') // what is under them is not seen
            const seen = covers.length ? covers : document.querySelectorAll('.st-key-map .js-plotly-plot image')
            for (const image of seen) {
              const { left, top, width } = image.getBoundingClientRect()
              const seen_at_all = getComputedStyle(image).opacity !== '0' // as an index image is not
              if (width && seen_at_all) window.boxes.push([left, top, width, covers.length > 0])
            }
            requestAnimationFrame(look)
          }
          look()
        }"""
    )
    for number in range(2):
        body.press(200, 350 + 40 * number)
        body.taps(number + 1)
    boxes = body.page.evaluate("boxes")
    assert any(covers for *_, covers in boxes), "no redraw was seen: the test tests nothing"
    for left, top, width, _ in boxes:
        assert (left, top, width) == pytest.approx((box["left"], box["top"], box["width"]), abs=1)


def test_marks_keep_their_size_and_place(phone_map: Map) -> None:
    body = phone_map
    x, y = body.pixel(200, 600)
    body.press(x, y)
    body.taps(1)
    mark = "document.querySelector('.st-key-map path.point').getBoundingClientRect().toJSON()"
    before = body.page.evaluate(mark)
    pinch(body, x, y, 60, 180)
    after = body.page.evaluate(mark)
    middle = (after["left"] + after["width"] / 2, after["top"] + after["height"] / 2)
    assert body.millimetres(*middle) == pytest.approx((200, 600), abs=4)
    assert after["width"] == pytest.approx(before["width"], rel=0.1)
    pinch(body, x + 60, y, 220, 30)
    assert body.page.evaluate(mark) == pytest.approx(before, abs=0.5)


# --- mouse, wheel, buttons, keys


def test_the_wheel_enlarges_with_the_control_key_only(desk_map: Map) -> None:
    body = desk_map
    x, y = body.pixel(200, 500)
    body.page.mouse.move(x, y)
    scrolled = body.page.evaluate(PAGE)[0]
    body.page.mouse.wheel(0, 100)
    body.page.wait_for_function(f"scrolled => {PAGE}[0] > scrolled", arg=scrolled)
    body.settle()
    assert zoomed(body) == 1
    before = body.page.evaluate(PAGE)
    x, y = body.pixel(200, 500)
    body.page.mouse.move(x, y)
    held = body.millimetres(x, y)
    body.page.keyboard.down("Control")
    for _ in range(3):
        body.page.mouse.wheel(0, -100)
    body.page.keyboard.up("Control")
    body.page.wait_for_timeout(300)
    body.settle()
    assert 2 < zoomed(body) < 3
    assert body.millimetres(x, y) == pytest.approx(held, abs=2)
    assert body.page.evaluate(PAGE) == before


def test_the_mouse_draws_the_enlarged_map_and_a_click_is_still_a_tap(desk_map: Map) -> None:
    body = desk_map
    button(body, "Zoom in").click()
    button(body, "Zoom in").click()
    wait_zoom(body, 1.5**2)
    before = body.sheet_box()
    x, y = body.pixel(300, 500)
    body.page.mouse.move(x, y)
    body.page.mouse.down()
    body.page.mouse.move(x + 80, y + 30, steps=8)
    body.page.mouse.up()
    assert 60 < body.sheet_box()["left"] - before["left"] <= 80
    body.taps(0)
    place = body.millimetres(x, y)
    body.press(x, y)
    (tap,) = body.taps(1)
    assert_near(tap, place)
    name = body.page.locator(".area-tip")
    body.page.mouse.move(*body.pixel(250, 400))
    expect(name).to_have_text("right temple")


def test_buttons_say_what_they_do_and_are_large_enough(desk_map: Map) -> None:
    body = desk_map
    expect(body.page.get_by_role("group", name="Enlarge the body map")).to_be_visible()
    nearer, farther, whole = (button(body, name) for name in ("Zoom in", "Zoom out", "Whole view"))
    expect(whole).to_have_count(0)  # what is seen whole has no way back to offer
    before = nearer.bounding_box()
    for _ in range(4):
        nearer.click()
    wait_zoom(body, MOST)
    expect(nearer).to_have_attribute("aria-disabled", "true")
    assert nearer.bounding_box() == before, "the button has gone from under the finger"
    for one in (nearer, farther, whole):
        box = one.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    farther.click()
    wait_zoom(body, MOST / 1.5)
    whole.click()
    wait_zoom(body, 1)
    expect(whole).to_have_count(0)


def test_a_button_enlarges_where_the_map_was_pointed_at(desk_map: Map) -> None:
    body = desk_map
    x, y = body.pixel(500, 650)
    body.press(x, y)
    body.taps(1)
    for _ in range(3):
        button(body, "Zoom in").click()
    wait_zoom(body, 1.5**3)
    assert body.millimetres(x, y) == pytest.approx((500, 650), abs=4)


def test_keys_work_on_the_map_and_on_its_buttons(desk_map: Map) -> None:
    body = desk_map
    press = body.page.keyboard.press
    press("+")
    assert zoomed(body) == 1, "somebody who is elsewhere on the page"
    body.press(*body.pixel(300, 500))
    body.taps(1)
    press("+")
    press("+")
    wait_zoom(body, 1.5**2)
    press("-")
    wait_zoom(body, 1.5)
    press("0")
    wait_zoom(body, 1)
    button(body, "Zoom out").focus()
    press("+")
    wait_zoom(body, 1.5)
    before = body.sheet_box()["left"]
    press("ArrowRight")
    body.page.wait_for_timeout(100)
    body.settle()
    assert body.sheet_box()["left"] < before


def test_less_motion_where_it_is_asked_for(desk_map: Map) -> None:
    body = desk_map
    body.page.emulate_media(reduced_motion="reduce")
    button(body, "Zoom in").click()
    assert zoomed(body) == pytest.approx(1.5, rel=0.001)


# --- sheets and visits


def test_another_sheet_is_seen_whole(phone_map: Map) -> None:
    body = phone_map
    pinch(body, *body.pixel(300, 500), 60, 180)
    body.page.get_by_role("button", name="Other plate").tap()
    body.page.wait_for_function("document.querySelector('.st-key-map .js-plotly-plot')?.layout?.meta === 'second'")
    body.settle()
    assert zoomed(body) == 1


def test_nothing_is_left_when_the_page_is_left(desk_map: Map) -> None:
    body = desk_map
    sheets = "document.adoptedStyleSheets.length"
    before = body.page.evaluate(sheets)
    for number in range(3):
        body.press(*body.pixel(300, 500 - 40 * number))
        body.taps(number + 1)
    assert body.page.evaluate(sheets) == before
    assert body.page.locator(".zoom").count() == 1


def test_an_area_of_the_explorer_is_chosen_on_the_enlarged_map(mouse_page: MousePage) -> None:
    screen = Screen(mouse_page()).open("/find")
    page = screen.page
    x, y = screen.pixel("front", "right-temple")
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    for _ in range(5):
        page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_timeout(400)
    expect(page.locator(".zoom[data-zoomed]")).to_have_count(1)
    for words in ("Front", "Right", "Left"):
        box = page.locator(".annotation-text-g").filter(has_text=words).first.bounding_box()
        clip = page.locator(".st-key-body_map .js-plotly-plot").bounding_box()
        assert box is not None
        assert clip is not None
        assert clip["x"] <= box["x"] <= clip["x"] + clip["width"] - box["width"], words
        assert clip["y"] <= box["y"] <= clip["y"] + clip["height"] - box["height"], words
    screen.tap("front", "right-temple")
    screen.wait_parameters(area=["right-temple"])
    screen.wait_chips("right-temple")
    expect(page.locator(".zoom[data-zoomed]")).to_have_count(1)
    page.get_by_role("radio", name="Sides").click()
    sides = "() => document.querySelector('.st-key-body_map .js-plotly-plot')?.layout?.meta === 'sides'"
    page.wait_for_function(sides, timeout=SLOW_MS)  # between the two sheets there is none
    expect(page.locator(".zoom[data-zoomed]")).to_have_count(0, timeout=SLOW_MS)
