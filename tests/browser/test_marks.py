"""A tap is marked in the frame in which it is made, before the server answers; the map by keyboard; the plain picture
that stands there before Plotly does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from referral.ui.components.scripts import VERSION
from tests.browser.screen import SLOW_MS, Screen, area_name, atlas, middle, tab_to
from tests.browser.slow_line import SlowLine
from tools.browsing import wait_ran

from .conftest import PHONE_AGENT, MousePage

LATE_S: Final = 1.5
"""Long enough for what is looked at before the answer comes, on a busy machine too."""

SHOULDER: Final = "right-front_of_shoulder"
CHEST: Final = "left-upper_chest"
ON_MAP: Final = ".st-key-body_map_frame_body .rp-over-map"
# What is marked in the first frame after a pointer comes up, and in all that follow.
WATCH: Final = """() => {
  window.seen = []
  document.addEventListener('pointerup', () => requestAnimationFrame(function look() {
    const marks = [...document.querySelectorAll('.rp-over-map [data-kind]')]
    window.seen.push(marks.map(({ dataset }) => `${dataset.kind} ${dataset.area}`).join(', '))
    if (window.seen.length < 600) requestAnimationFrame(look)
  }), { capture: true, once: true })
}"""
INDEX_THERE: Final = f"""async () => {{
  const {{ indexNow }} = await import(new URL('scripts/{VERSION}/index_picture.js', document.baseURI).href)
  return [...document.querySelectorAll('.rp-plain img[data-index]')].every(view => indexNow(view.dataset.index))
}}"""
OVERLAY: Final = """key => document.querySelector(`.rp-over-map[data-chart="${key}"]`)"""


@pytest.fixture(scope="module")
def line(server_url: str) -> Iterator[SlowLine]:
    with SlowLine(server_url) as line:
        yield line


@pytest.fixture(params=["mouse", "finger"])
def screen(request: pytest.FixtureRequest, browser: Browser, line: SlowLine) -> Iterator[Screen]:
    finger = request.param == "finger"
    context = browser.new_context(
        viewport={"width": 390, "height": 844} if finger else {"width": 1440, "height": 1200},
        base_url=line.url,
        has_touch=finger,
        is_mobile=finger,
        user_agent=PHONE_AGENT if finger else None,
    )
    line.late = 0
    yield Screen(context.new_page(), finger)
    line.late = 0
    line.mend()
    context.close()


only_mouse = pytest.mark.parametrize("screen", ["mouse"], indirect=True)
#: What hardly differs with the mouse, or with the finger: the other one in the long run.
mostly_finger = pytest.mark.parametrize(
    "screen", [pytest.param("mouse", marks=pytest.mark.long), "finger"], indirect=True
)
mostly_mouse = pytest.mark.parametrize(
    "screen", ["mouse", pytest.param("finger", marks=pytest.mark.long)], indirect=True
)


def code(area_id: str) -> str:
    """As the index images write an area."""
    number = atlas().code(next(area for area in atlas().areas() if area.area_id == area_id))
    assert number is not None
    return f"{number // 4}:{number % 4}"


def opened(screen: Screen, address: str = "/find") -> Screen:
    """The map lies still, and the browser knows its areas."""
    screen.open(address)
    screen.page.wait_for_function(INDEX_THERE)
    screen.wait_still()
    return screen


def marks(screen: Screen) -> list[str]:
    """What is marked ahead now."""
    found: list[str] = screen.page.locator(".rp-over-map [data-kind]:not(.rp-mark-gone)").evaluate_all(
        "marks => marks.map(({ dataset }) => `${dataset.kind} ${dataset.area}`)"
    )
    return found


def tap_and_watch(screen: Screen, view: str, area: str) -> list[str]:
    """What is marked in the frames after a tap."""
    x, y = screen.pixel(view, area)
    screen.page.evaluate(WATCH)
    screen.tap_at(x, y)
    screen.page.wait_for_function("() => window.seen.length > 1")
    seen: list[str] = screen.page.evaluate("window.seen")
    return seen


# --- within one frame


def test_a_tap_is_marked_in_the_next_frame_while_the_network_is_slow(screen: Screen, line: SlowLine) -> None:
    opened(screen)
    line.late = LATE_S
    seen = tap_and_watch(screen, "front", SHOULDER)
    assert seen[0] == f"chosen {code(SHOULDER)}"
    assert screen.parameters == {}
    line.late = 0
    screen.wait_marked(SHOULDER)
    expect(screen.page.locator(".rp-over-map [data-kind]")).to_have_count(0)
    every: list[str] = screen.page.evaluate("window.seen")
    assert set(every) <= {f"chosen {code(SHOULDER)}", ""}, "it goes once, when the figure shows it"
    assert [one for one, after in pairwise(every) if one != after] in ([], [seen[0]])


@mostly_mouse
def test_a_tap_on_what_is_chosen_fades_it_in_the_next_frame(screen: Screen, line: SlowLine) -> None:
    opened(screen, f"/find?area={SHOULDER}")
    screen.wait_marked(SHOULDER)
    assert marks(screen) == []
    line.late = LATE_S
    assert tap_and_watch(screen, "front", SHOULDER)[0] == f"left {code(SHOULDER)}"
    line.late = 0
    screen.wait_marked()
    expect(screen.page.locator(".rp-over-map [data-kind]")).to_have_count(0)


@only_mouse
def test_quick_taps_are_marked_together_and_two_on_one_place_are_none(screen: Screen, line: SlowLine) -> None:
    opened(screen)
    places = [screen.pixel("front", area) for area in (SHOULDER, CHEST, SHOULDER)]
    line.late = LATE_S
    for x, y in places:
        screen.tap_at(x, y)
    assert marks(screen) == [f"chosen {code(CHEST)}"]
    line.late = 0
    screen.wait_marked(CHEST)
    expect(screen.page.locator(".rp-over-map [data-kind]")).to_have_count(0, timeout=SLOW_MS)


@mostly_finger
def test_a_tap_while_the_line_is_cut_is_marked_and_kept(screen: Screen, line: SlowLine) -> None:
    opened(screen)
    x, y = screen.pixel("front", CHEST)
    screen.page.evaluate(WATCH)
    line.cut(600)
    screen.page.wait_for_timeout(200)
    screen.tap_at(x, y)
    screen.page.wait_for_function("() => window.seen.length > 1")
    assert screen.page.evaluate("window.seen[0]") == f"chosen {code(CHEST)}"
    screen.page.wait_for_timeout(1500)
    assert marks(screen) == [f"chosen {code(CHEST)}"]
    line.mend()
    screen.wait_parameters(area=[CHEST])
    screen.wait_marked(CHEST)
    expect(screen.page.locator(".rp-over-map [data-kind]")).to_have_count(0)


@only_mouse
def test_a_mark_lies_on_an_enlarged_map_as_the_figure_will_draw_it(screen: Screen, line: SlowLine) -> None:
    opened(screen)
    x, y = screen.pixel("front", SHOULDER)
    screen.page.mouse.move(x, y)
    screen.page.keyboard.down("Control")
    for _ in range(4):
        screen.page.mouse.wheel(0, -100)
    screen.page.keyboard.up("Control")
    screen.page.wait_for_timeout(500)
    line.late = LATE_S
    screen.page.mouse.click(x, y)
    box = "path => Object.values(path.getBoundingClientRect().toJSON()).slice(0, 4)"
    ahead = screen.page.locator(f"{ON_MAP} .rp-mark-line").evaluate(box)
    line.late = 0
    screen.wait_marked(SHOULDER)
    drawn = screen.page.locator(".st-key-body_map path.js-line").first.evaluate(box)
    assert ahead[2] > 100, "it is not enlarged"
    assert ahead == pytest.approx(drawn, abs=4)  # less than two pixels of the index image


@only_mouse
def test_a_place_of_which_only_the_server_knows_is_not_marked(screen: Screen, line: SlowLine) -> None:
    """The mark of a hidden place lies on skin that has an area of its own."""
    opened(screen)
    hidden = screen.page.locator(".rp-plain").get_attribute("data-hidden") or ""
    x_mm, y_mm, _, area = hidden.split(";")[0].split(",")
    line.late = LATE_S
    x, y = screen.on_screen(float(x_mm), float(y_mm))
    screen.tap_at(x, y)
    screen.page.wait_for_timeout(100)
    assert marks(screen) == []
    screen.wait_parameters(area=[area])


# --- by keyboard


@only_mouse
def test_the_map_by_keyboard(screen: Screen) -> None:
    page = opened(screen).page
    tab_to(page, ".rp-over-map")
    over = page.locator(ON_MAP)
    told = over.get_by_role("status")
    assert over.get_attribute("role") == "application"
    assert "arrow keys" in (over.get_attribute("aria-label") or "")
    expect(told).not_to_be_empty()
    first = told.inner_text()
    ring = over.locator(".rp-ring-line")
    before = ring.bounding_box()
    page.keyboard.press("ArrowDown")
    below = ring.bounding_box()
    assert told.inner_text() != first
    assert before and below
    assert below["y"] + below["height"] / 2 > before["y"] + before["height"] / 2
    scrolled = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollTop")
    name = told.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('area=')")
    (area,) = screen.parameters["area"]
    assert area_name(area).lower() == name.lower()
    expect(told).to_have_text(f"{name}, chosen")
    screen.wait_marked(area)
    assert page.evaluate(f"({OVERLAY})('body_map') === document.activeElement"), "a redraw does not take the focus"
    page.keyboard.press("Space")
    screen.wait_marked()
    expect(told).to_have_text(name)
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollTop") == scrolled
    page.keyboard.press("Escape")
    assert page.evaluate(f"({OVERLAY})('body_map') !== document.activeElement")
    expect(ring).to_have_count(0)


@only_mouse
def test_arrows_scroll_the_page_while_the_map_has_no_focus(screen: Screen) -> None:
    page = opened(screen).page
    page.locator("h1").click()
    page.keyboard.press("PageDown")
    page.wait_for_function("() => document.querySelector('[data-testid=\"stMain\"]').scrollTop > 50")
    assert page.locator(".rp-ring").count() == 0


# --- before Plotly is there


def hold(page: Page, pattern: str) -> list[Route]:
    """Have requests of a kind wait until `let_go`."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    return held


def let_go(page: Page, pattern: str, held: list[Route]) -> None:
    for route in held:
        route.continue_()
    page.unroute(pattern)


PLOTLY: Final = "**/PlotlyChart*"
# Where a place of the sheet is on the plain picture.
PLAIN_PLACE: Final = """([x, y]) => {
  const plain = document.querySelector('.rp-plain'), sheet = plain.querySelector('.rp-plain-sheet')
  const { left, top, width, height } = sheet.getBoundingClientRect()
  return [left + x / plain.dataset.width * width, top + (1 - y / plain.dataset.height) * height]
}"""


def place_mm(view_id: str, plate_id: str, area_id: str) -> tuple[float, float]:
    placed = next(placed for placed in atlas().plates[plate_id].views if placed.view.view_id == view_id)
    area = next(area for area in atlas().areas() if area.area_id == area_id)
    across, up = middle(atlas().area_rings(view_id, area))
    return across + placed.left_mm, up + placed.bottom_mm


@mostly_finger
def test_the_body_is_there_before_plotly_and_takes_taps(screen: Screen) -> None:
    page, plate = screen.page, "front" if screen.finger else "body"
    held = hold(page, PLOTLY)
    page.goto("/find")
    wait_ran(page)
    pictures = page.locator(".rp-plain img")
    expect(pictures.first).to_be_visible()
    page.wait_for_function("() => [...document.querySelectorAll('.rp-plain img')].every(one => one.naturalWidth > 0)")
    page.wait_for_timeout(1000)
    before = [pictures.nth(number).bounding_box() for number in range(pictures.count())]
    screen.tap_at(*page.evaluate(PLAIN_PLACE, list(place_mm("front", plate, CHEST))))
    screen.wait_parameters(area=[CHEST])
    assert held, "Plotly was not waited for"
    expect(page.locator(".rp-over-map .rp-mark-line")).to_have_count(1)  # and stays, since nothing else shows it
    let_go(page, PLOTLY, held)
    screen.wait_marked(CHEST)
    expect(page.locator(".rp-over-map [data-kind]")).to_have_count(0)
    expect(pictures.first).to_be_hidden()
    drawn = page.locator(".st-key-body_map .main-svg image")
    for number, box in enumerate(before):
        there = drawn.nth(number).bounding_box()
        assert box and there
        for edge in ("x", "width", "height"):
            assert there[edge] == pytest.approx(box[edge], abs=1.5)


def test_a_tap_before_any_script_is_bound_to_what_was_seen(screen: Screen) -> None:
    """The page moves between the tap and the script that takes it."""
    page, plate = screen.page, "front" if screen.finger else "body"
    scripts = f"**/scripts/{VERSION}/map_taps/tap.js*"
    plotly, held = hold(page, PLOTLY), hold(page, scripts)
    page.goto("/find")
    wait_ran(page)
    page.wait_for_function("() => [...document.querySelectorAll('.rp-plain img')].every(one => one.naturalWidth > 0)")
    page.wait_for_timeout(1500)
    screen.tap_at(*page.evaluate(PLAIN_PLACE, list(place_mm("front", plate, CHEST))))
    page.evaluate("document.querySelector('h1').style.marginBottom = '47px'")
    page.wait_for_timeout(300)
    assert screen.parameters == {}
    let_go(page, scripts, held)
    screen.wait_parameters(area=[CHEST])
    let_go(page, PLOTLY, plotly)
    screen.wait_marked(CHEST)


@mostly_finger
def test_a_press_is_bound_to_what_was_under_it_when_it_began(screen: Screen) -> None:
    page = opened(screen).page
    x, y = screen.pixel("front", CHEST)
    cdp = page.context.new_cdp_session(page)

    def touch(kind: str, points: list[dict[str, Any]]) -> None:
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    if screen.finger:
        touch("touchStart", [{"x": x, "y": y}])
    else:
        page.mouse.move(x, y)
        page.mouse.down()
    page.evaluate("document.querySelector('h1').style.marginBottom = '60px'")
    page.wait_for_timeout(100)
    if screen.finger:
        touch("touchEnd", [])
    else:
        page.mouse.up()
    screen.wait_parameters(area=[CHEST])


def test_no_mark_is_left_when_a_link_opens_a_muscle(mouse_page: MousePage) -> None:
    """What is chosen comes with the page, the figure that shows it a moment later on another sheet."""
    page = mouse_page()
    screen = Screen(page).open("/?area=right-temple&area=right-jaw_angle&muscle=upper_trapezius").none_of_these()
    screen.wait_muscle("chosen")
    expect(page.locator(".rp-overlaid g")).to_have_count(0, timeout=SLOW_MS)
