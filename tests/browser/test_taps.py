"""Taps on the map and names under the mouse, in a real browser with mouse and finger."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, ViewportSize, WebSocket, expect

from referral.ui.edges import MAIN
from tests.apps.tap_map import SHEET_MM, WATCH_FRAMES, Finger, Map, serving_tap_app
from tests.browser.slow_line import SlowLine

NEAR_MM = 1.5
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1100, "height": 900}
#: The page moves under the map, as it does when words above it change.
MOVE: Final = """px => { document.querySelector('.st-key-map').closest('[data-testid="stVerticalBlock"]')
  .style.marginTop = `${px}px` }"""
#: A page that has much to do whenever a script scrolls it.
LATE_SCROLL: Final = """main => {
  const page = document.querySelector(main)
  const { get, set } = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop')
  const setLate = px => {
    set.call(page, px)
    for (const until = performance.now() + 90; performance.now() < until;);
  }
  Object.defineProperty(page, 'scrollTop', { get: () => get.call(page), set: setLate })
  page.addEventListener('scroll', () => { globalThis.scrolled_ = true })
}"""


@pytest.fixture(scope="module")
def tap_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_tap_app(tmp_path_factory.mktemp("tap_app")) as url:
        yield f"{url}"


@pytest.fixture(params=["mouse", "finger"])
def pointer(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def body(browser: Browser, pointer: str) -> Iterator[Map]:
    finger = pointer == "finger"
    size = PHONE if finger else DESK
    context = browser.new_context(viewport=size, has_touch=finger, is_mobile=finger)
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Map(page, finger)
    context.close()
    assert errors == []


def assert_near(tap: list[Any], place_mm: tuple[float, float]) -> None:
    assert tap[0] == pytest.approx(place_mm[0], abs=NEAR_MM)
    assert tap[1] == pytest.approx(place_mm[1], abs=NEAR_MM)


only_mouse = pytest.mark.parametrize("pointer", ["mouse"], indirect=True)
only_finger = pytest.mark.parametrize("pointer", ["finger"], indirect=True)


# --- taps


@pytest.mark.parametrize("query", ["", "?returned"])
def test_first_tap_counts(body: Map, tap_app: str, query: str) -> None:
    body.open(tap_app + query)
    x, y = body.pixel(150, 600)
    if body.finger:
        body.page.touchscreen.tap(x, y)
    else:
        body.page.mouse.click(x, y)
    (tap,) = body.taps(1)
    assert_near(tap, body.millimetres(x, y))
    assert tap[3] == "first"


def test_twenty_taps_in_a_row_are_each_right(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    pixels = [body.pixel(40 + 27 * number, 780 - 37 * number) for number in range(20)]
    places = [body.millimetres(x, y) for x, y in pixels]
    for x, y in pixels:
        body.press(x, y, held_ms=40)
        body.page.wait_for_timeout(120)
    for tap, place in zip(body.taps(20), places, strict=True):
        assert_near(tap, place)


@pytest.mark.parametrize(
    ("query", "gap_ms"), [("", 10), ("", 60), ("", 130), ("?slow=0.4", 60), ("?returned&slow=0.2", 60)]
)
def test_fast_taps_are_neither_lost_nor_doubled(body: Map, tap_app: str, query: str, gap_ms: int) -> None:
    """A press of 90 ms is as long as a person's; with these gaps many presses fall into a redraw."""
    body.open(tap_app + query)
    pixels = [body.pixel(100 + 50 * number, 400) for number in range(8)]
    places = [body.millimetres(x, y) for x, y in pixels]
    for x, y in pixels:
        body.press(x, y, held_ms=90)
        body.page.wait_for_timeout(gap_ms)
    taps = body.taps(8)
    for tap, place in zip(taps, places, strict=True):
        assert_near(tap, place)
    numbers = [tap[2] for tap in taps]
    assert numbers == sorted(set(numbers))


def test_same_place_twice_counts_twice(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    x, y = body.pixel(300, 300)
    body.press(x, y)
    body.taps(1)
    body.press(x, y)
    first, second = body.taps(2)
    assert first[:2] == second[:2]
    assert first[2] < second[2]


def test_tap_after_the_page_was_drawn_anew(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    body.page.get_by_role("button", name="Other plate").click()
    body.page.wait_for_function("document.querySelector('.st-key-map .js-plotly-plot')?.layout?.meta === 'second'")
    body.settle()
    x, y = body.pixel(450, 200)
    body.press(x, y)
    (tap,) = body.taps(1)
    assert_near(tap, body.millimetres(x, y))
    assert tap[3] == "second"


def test_tap_after_the_window_changed_its_width(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    body.page.set_viewport_size({"width": 700, "height": 800})
    body.settle()
    x, y = body.pixel(120, 500)
    body.press(x, y)
    (tap,) = body.taps(1)
    assert_near(tap, body.millimetres(x, y))


@only_mouse
def test_dragging_and_other_buttons_are_no_taps(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    x, y = body.pixel(200, 400)
    body.page.mouse.move(x, y)
    body.page.mouse.down()
    body.page.mouse.move(x + 60, y + 20, steps=4)
    body.page.mouse.up()
    body.page.mouse.click(x, y, button="right")
    body.page.mouse.click(x, y, button="middle")
    body.press(x, y)
    body.taps(1)


@only_finger
def test_finger_scrolls_the_page_over_the_map_without_a_tap(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    before = body.sheet_box()["top"]
    body.swipe(*body.pixel(300, 400), up=220)
    body.settle()
    assert before - body.sheet_box()["top"] > 150
    body.taps(0)
    x, y = body.pixel(200, 300)
    body.press(x, y)
    (tap,) = body.taps(1)
    assert_near(tap, body.millimetres(x, y))


@only_finger
def test_a_tap_counts_right_after_a_scroll_of_our_own(body: Map, tap_app: str) -> None:
    """The map is kept under the finger. A busy page tells late of that, and the next tap was taken for the end of a
    finger's scroll."""
    body.open(tap_app)
    x, y = body.pixel(200, 300)
    body.press(x, y)
    body.page.evaluate(LATE_SCROLL, MAIN)
    body.page.evaluate(MOVE, 40)
    body.page.wait_for_function("globalThis.scrolled_")
    body.press(x, y)
    first, second = body.taps(2)
    assert first[:2] == second[:2]


@only_finger
def test_a_finger_that_rests_long_is_a_tap(body: Map, tap_app: str) -> None:
    """A phone tells of it as of a right click; it shows no menu where nothing can be saved or copied."""
    body.open(tap_app)
    x, y = body.pixel(200, 300)
    body.touch("touchStart", [{"x": x, "y": y}])
    body.page.evaluate(
        """([x, y]) => document.elementFromPoint(x, y).dispatchEvent(new PointerEvent('contextmenu',
        { bubbles: true, cancelable: true, pointerType: 'touch', clientX: x, clientY: y }))""",
        [x, y],
    )
    body.touch("touchEnd", [])
    body.taps(1)


@only_finger
def test_two_fingers_are_no_tap(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    x, y = body.pixel(300, 400)
    one: Finger = {"x": x, "y": y, "id": 1}
    other: Finger = {"x": x + 60, "y": y, "id": 2}
    body.touch("touchStart", [one])
    body.touch("touchStart", [one, other])
    body.touch("touchEnd", [])
    body.taps(0)


def test_a_tap_is_light(body: Map, tap_app: str) -> None:
    """The scripts go over the wire once; 6.5 KB a tap were measured, 4.3 of them the figure."""
    sizes: list[int] = []

    def note(frame: str | bytes) -> None:
        sizes.append(len(frame))

    def listen(web_socket: WebSocket) -> None:
        web_socket.on("framesent", note)
        web_socket.on("framereceived", note)

    body.page.on("websocket", listen)
    body.open(tap_app)
    sizes.clear()
    body.press(*body.pixel(300, 300))
    body.taps(1)
    assert 0 < sum(sizes) < 9_000


MANY: Final = 300
#: How often the map was not on the page.
WATCH_GONE: Final = """() => {
  let there = true
  globalThis.gone_ = 0
  new MutationObserver(() => {
    const before = there
    there = !!document.querySelector('.st-key-map')
    if (before && !there) globalThis.gone_ += 1
  }).observe(document, { subtree: true, childList: true })
}"""


def test_three_hundred_taps_while_the_page_moves_and_the_network_lags(
    browser: Browser, pointer: str, tap_app: str
) -> None:
    """None is lost, none is at a wrong place: each is where the pointer went down, whatever moved before it came up.
    Twelve times the line is cut for a second: the map stays."""
    finger = pointer == "finger"
    with SlowLine(tap_app) as line:
        context = browser.new_context(viewport=PHONE if finger else DESK, has_touch=finger, is_mobile=finger)
        body = Map(context.new_page(), finger).open(f"{line.url}/")
        body.page.evaluate(WATCH_GONE)
        chance = random.Random(300)
        places = []
        for number in range(MANY):
            line.late = chance.choice((0.02, 0.1, 0.3))
            if number % 25 == 15:
                line.cut(1.0)
            if number % 7 == 3:
                body.page.evaluate(MOVE, chance.randrange(0, 60))
            body.down_at(chance.uniform(20, 580), chance.uniform(250, 690))  # on the sheet, also when it has moved
            places.append(body.pressed)
            if number % 5 == 2:
                body.page.evaluate(MOVE, chance.randrange(0, 60))
            body.page.wait_for_timeout(chance.randrange(20, 90))
            body.up_at_once()
            body.page.wait_for_timeout(chance.randrange(10, 160))
        line.late = 0.02
        taps = body.taps(MANY, patience_ms=60_000)
        gone = body.page.evaluate("globalThis.gone_")
        context.close()
    wrong = [
        (number, tap[:2], place)
        for number, (tap, place) in enumerate(zip(taps, places, strict=True))
        if max(abs(tap[0] - place[0]), abs(tap[1] - place[1])) > NEAR_MM
    ]
    assert (wrong, gone) == ([], 0)


# --- drawing


@pytest.mark.parametrize("query", ["", "?fill"])
def test_no_blank_frame_and_no_jump_when_the_map_is_redrawn(body: Map, tap_app: str, query: str) -> None:
    body.open(tap_app + query)
    box = body.sheet_box()
    body.page.evaluate(WATCH_FRAMES)
    for number in range(4):
        body.press(*body.pixel(200, 600 - 20 * number))
        body.taps(number + 1)
    frames = body.page.evaluate("window.frames_")
    assert any(cover for _, cover, _, _ in frames), "no redraw was seen: the test tests nothing"
    assert all(drawn or cover for drawn, cover, _, _ in frames)
    assert len({top for _, _, top, _ in frames}) == 1
    for _, _, _, covered in frames:
        if covered:
            assert covered == pytest.approx([box["left"], box["top"], box["width"]], abs=0.6)
    expect(body.page.locator(".redraw-cover")).to_have_count(0)


def test_a_map_that_has_changed_its_size_is_covered_where_it_is(body: Map, tap_app: str) -> None:
    """Plotly draws a map, and once more as its frame has room: the copy of the first stood 62 px lower."""
    body.open(tap_app + "?fill")
    width = body.page.evaluate("innerWidth")
    body.page.set_viewport_size({"width": width - 60, "height": 800})
    body.settle()
    box = body.sheet_box()
    body.page.evaluate(WATCH_FRAMES)
    body.press(*body.pixel(200, 600))
    body.taps(1)
    covered = [place for *_, place in body.page.evaluate("window.frames_") if place]
    assert covered, "no redraw was seen: the test tests nothing"
    for place in covered:
        assert place == pytest.approx([box["left"], box["top"], box["width"]], abs=0.6)


def test_a_millimetre_is_as_wide_as_high_at_every_width(body: Map, tap_app: str) -> None:
    body.open(tap_app + "?fill")
    for width in (390, 820, 1440):
        body.page.set_viewport_size({"width": width, "height": 900})
        body.settle()
        box = body.sheet_box()
        assert box["width"] / box["height"] == pytest.approx(SHEET_MM[0] / SHEET_MM[1], rel=0.005)
        frame = body.page.locator(".st-key-map").bounding_box()
        assert frame is not None
        assert box["width"] == pytest.approx(frame["width"], abs=2)
        assert box["height"] == pytest.approx(frame["height"], abs=2)


def test_the_components_take_no_room_on_the_page(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    for key in ("map_taps", "map_taps_acknowledged", "map_names"):
        position = body.page.locator(f".st-key-{key}").evaluate("element => getComputedStyle(element).position")
        assert position == "absolute"


# --- names under the mouse


@only_mouse
def test_name_of_the_area_under_the_mouse(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    tip = body.page.locator(".area-tip")
    assert not tip.is_visible()
    for place, name in (((150, 400), "right temple"), ((450, 400), "left heel")):
        body.page.mouse.move(*body.pixel(*place))
        tip.filter(has_text=name).wait_for(state="visible", timeout=3000)
        assert tip.inner_text() == name
        cursor = "getComputedStyle(document.querySelector('.st-key-map .nsewdrag')).cursor"
        assert body.page.evaluate(cursor) == "pointer"
    assert tip.get_attribute("aria-hidden") == "true"
    body.page.mouse.move(*body.pixel(10, 400))  # on the sheet, beside every region
    tip.wait_for(state="hidden", timeout=3000)
    assert body.page.evaluate(cursor) == "default"
    body.page.mouse.move(*body.pixel(450, 400))
    tip.wait_for(state="visible", timeout=3000)
    body.page.mouse.move(5, 5)
    tip.wait_for(state="hidden", timeout=3000)


@only_mouse
def test_names_at_the_edges_of_a_region(body: Map, tap_app: str) -> None:
    """The left region: 40 to 260 mm across (20 to 130 of 150 pixels), 100 to 700 mm up (50 to 350 of 400)."""
    body.open(tap_app)
    tip = body.page.locator(".area-tip")
    inside_outside = (
        ((44, 400), (36, 400)),
        ((256, 400), (264, 400)),
        ((150, 104), (150, 96)),
        ((150, 696), (150, 704)),
    )
    for inside, outside in inside_outside:
        body.page.mouse.move(*body.pixel(*inside))
        tip.wait_for(state="visible", timeout=3000)
        body.page.mouse.move(*body.pixel(*outside))
        tip.wait_for(state="hidden", timeout=3000)


@only_mouse
def test_names_follow_the_data_and_stay_after_a_tap(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    tip = body.page.locator(".area-tip")
    x, y = body.pixel(150, 400)
    body.press(x, y)
    body.taps(1)
    assert tip.inner_text() == "right temple"
    body.page.get_by_role("button", name="Other plate").click()
    body.page.wait_for_function("document.querySelector('.st-key-map .js-plotly-plot')?.layout?.meta === 'second'")
    body.settle()
    body.page.mouse.move(x, y)
    tip.filter(has_text="right knee").wait_for(state="visible", timeout=3000)


@only_finger
def test_a_finger_gets_no_tooltip(body: Map, tap_app: str) -> None:
    body.open(tap_app)
    body.press(*body.pixel(150, 400))
    body.taps(1)
    assert not body.page.locator(".area-tip").is_visible()
