"""What our scripts rely on in Streamlit's and Plotly's page is still there. A failure here comes with an upgrade: see
referral/ui/edges.py and referral/ui/components/edges.js."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Response

from referral.ui import edges
from referral.ui.components.scripts import VERSION
from tests.browser.screen import SLOW_MS, Screen, atlas
from tools.browsing import serving, wait_settled

from .conftest import MousePage

#: What components/edges.js finds and how a place on the map comes out of it.
EDGES: Final = f"new URL('scripts/{VERSION}/edges.js', document.baseURI).href"
CHART: Final = f"new URL('scripts/{VERSION}/place.js', document.baseURI).href"
PLACE_OF: Final = f"""async ([key, x, y]) => {{
  const edges = await import({EDGES})
  const {{ placeOn }} = await import({CHART})
  const plot = document.querySelector(`${{edges.keySelector(key)}} ${{edges.PLOT}}`)
  return placeOn(edges.sheetOf(plot), edges.boxOf(plot), x, y)
}}"""
FOUND: Final = f"""async key => {{
  const edges = await import({EDGES})
  const chart = document.querySelector(edges.keySelector(key))
  return Object.fromEntries([['MAIN', document], ['PLOT', chart], ['DRAWN', chart], ['DRAWING', chart],
      ['OVER_AXES', chart], ['SKIP', document], ['OVERLAYS', document]]
    .map(([name, where]) => [name, where.querySelectorAll(edges[name]).length]))
}}"""


@pytest.fixture(scope="module")
def page(browser: Browser, server_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=server_url, viewport={"width": 1440, "height": 700})
    told: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: told.append(message.text))
    Screen(page).open("/find")
    yield page
    context.close()
    assert [line for line in told if line.startswith("edge:")] == []


def test_every_element_is_found(page: Page) -> None:
    assert all(page.evaluate(FOUND, "body_map").values()), page.evaluate(FOUND, "body_map")
    assert page.locator(edges.APP).get_attribute(edges.SCRIPT_STATE) == "notRunning"


def test_what_is_to_come_is_marked(mouse_page: MousePage) -> None:
    page = mouse_page()
    page.add_init_script(f"""globalThis.toCome = 0
      new MutationObserver(() => {{ globalThis.toCome += document.querySelectorAll('{edges.TO_COME}').length }})
        .observe(document, {{ childList: true, subtree: true }})""")
    page.goto("/book")
    wait_settled(page)
    assert page.evaluate("globalThis.toCome") > 0
    assert page.locator(edges.TO_COME).count() == 0


def test_the_main_element_is_what_scrolls(page: Page) -> None:
    main = page.locator(edges.MAIN)
    assert main.evaluate("main => { main.scrollTop = 100; return main.scrollTop }") == 100
    assert page.evaluate("document.scrollingElement.scrollTop") == 0
    main.evaluate("main => { main.scrollTop = 0 }")


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_places_are_where_the_picture_is_drawn(page: Page, size: tuple[int, int]) -> None:
    """By the plot's box, and by the pictures that Plotly has drawn from the same millimetres."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    screen = Screen(page)
    screen.wait_drawn()
    page.wait_for_timeout(500)
    screen.wait_still()  # the figure follows its frame
    plate = atlas().plates[screen.figure()["plate"]]
    for across, up in ((0.1, 0.1), (0.5, 0.5), (0.9, 0.8)):
        wanted = (plate.width_mm * across, plate.height_mm * up)
        place = page.evaluate(PLACE_OF, ["body_map", *screen.on_screen(*wanted)])
        assert place["sheet"] == plate.plate_id
        assert (place["x"], place["y"]) == pytest.approx(wanted, abs=2.0)


def test_streamlit_writes_the_address_with_push_state(mouse_page: MousePage) -> None:
    """What the tablet puts aside; were it another way, a person's choices could be brought back."""
    page = mouse_page()
    screen = Screen(page).open("/find")
    page.evaluate(
        "() => { window.pushed = 0; const push = history.pushState.bind(history);"
        " history.pushState = (...what) => { window.pushed += 1; push(...what) } }"
    )
    screen.tap("front", "right-front_of_shoulder")
    screen.wait_parameters(area=["right-front_of_shoulder"])
    assert page.evaluate("window.pushed") >= 1


def test_scripts_come_by_address_once(mouse_page: MousePage) -> None:
    page = mouse_page()
    answers: list[Response] = []
    frames: list[bytes] = []
    page.on("response", lambda answer: answers.append(answer) if "/scripts/" in answer.url else None)
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(_bytes(frame))))
    Screen(page).open("/find")
    page.wait_for_load_state("networkidle")  # the page is complete before the browser has fetched its scripts
    names = [answer.url.partition(f"/scripts/{VERSION}/")[2] for answer in answers]
    assert {"edges.js", "map_taps/tap.js", "find_box/find_box.js"} <= set(names)
    assert len(names) == len(set(names))
    assert all("immutable" in answer.headers["cache-control"] for answer in answers)
    assert b"find_box/find_box.js" in b"".join(frames)
    assert b"class FindBox" not in b"".join(frames)


def test_app_alone_sends_its_scripts_whole(browser: Browser) -> None:
    with serving("app.py") as url:
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        screen = Screen(page)
        page.goto(url)  # the first visitor of any other page is told by Streamlit that there is none: see edges.py
        wait_settled(page)
        screen.wait_drawn()
        screen.tap("front", "right-front_of_shoulder")
        screen.wait_parameters(area=["right-front_of_shoulder"])
        page.locator("#find").first.wait_for(timeout=SLOW_MS)
        page.close()
        assert errors == []


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame
