"""A server that is killed and started anew under its visitors, and a line that is cut: nobody loses where they were.

KILLS=20 in the environment kills as often; once is the rule. The server answers under a base path, as behind a clinic's
own site.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from .conftest import wait_settled
from .restarted_server import RestartedServer
from .screen import SLOW_MS, Screen, dataset
from .slow_line import SlowLine

KILLS: Final = int(os.environ.get("KILLS", "1"))
BASE: Final = "pain"
CUT_S: Final = 15.0
#: Streamlit looks for its server more and more seldom, at last every half minute.
FOUND_AGAIN_MS: Final = 90_000
SHOULDER: Final = "right-front_of_shoulder"
NOTES: Final = "Calor húmedo, dos veces al día."
#: Whether a finger that goes to the telephone hits it, on the page itself or on what stands there for it.
IN_REACH: Final = """() => [...document.querySelectorAll('.rp-call-emergency')].some(element => {
  element.scrollIntoView({ block: 'center' })
  const box = element.getBoundingClientRect()
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  return hit !== null && element.contains(hit)
})"""


@pytest.fixture(scope="module")
def server() -> Iterator[RestartedServer]:
    with RestartedServer(BASE) as server:
        yield server


@pytest.fixture
def visitors(browser: Browser, server: RestartedServer) -> Iterator[Visitors]:
    with ExitStack() as contexts:
        yield Visitors(browser, server.url, contexts)


class Visitors:
    """Each in a window of its own."""

    def __init__(self, browser: Browser, url: str, contexts: ExitStack) -> None:
        self._browser, self._url, self._contexts = browser, url, contexts

    def comes(self, address: str, width: int, finger: bool, map_key: str = "body_map") -> Screen:
        context: BrowserContext = self._browser.new_context(
            viewport={"width": width, "height": 900}, has_touch=finger, reduced_motion="reduce"
        )
        self._contexts.callback(context.close)
        screen = Screen(context.new_page(), finger, map_key)
        screen.page.goto(f"{self._url}{address}")
        wait_settled(screen.page)
        return screen


# --- who is there


def in_an_emergency(visitors: Visitors) -> Screen:
    """Somebody who reads Spanish has said that their chest feels tight."""
    screen = visitors.comes(f"/?area={SHOULDER}&lang=es", 390, finger=True).go_on()
    screen.press(screen.page.locator(".st-key-sign_heart_attack button"))
    assert_help_at_hand(screen.page)
    return screen


def assert_help_at_hand(page: Page) -> None:
    call = page.locator(".rp-call-emergency").last
    expect(call).to_be_visible(timeout=SLOW_MS)
    expect(call).to_have_attribute("href", "tel:911")
    expect(call).to_have_text("Llame al 911")
    assert page.evaluate(IN_REACH), "something lies over the telephone"


def with_a_muscle(visitors: Visitors) -> Screen:
    screen = visitors.comes(f"/?area={SHOULDER}&muscle=infraspinatus", 1440, finger=False)
    screen.none_of_these().wait_muscle("points")
    return screen


def at_the_tablet(visitors: Visitors) -> Screen:
    """Left by somebody who had chosen a place."""
    screen = visitors.comes("/?display=kiosk", 1180, finger=True)
    opening = screen.page.locator("dialog.opening[open]")
    expect(opening).to_be_visible(timeout=SLOW_MS)
    screen.page.touchscreen.tap(300, 300)
    expect(opening).to_have_count(0)
    screen.tap("front", SHOULDER)
    screen.wait_chips(SHOULDER)
    return screen


def with_notes(visitors: Visitors) -> Screen:
    """A therapist who is about to press the button."""
    screen = visitors.comes("/consult?muscle=infraspinatus", 1440, finger=False, map_key="consult_map")
    notes = screen.page.locator("#notes")
    expect(notes).to_be_visible(timeout=SLOW_MS)
    notes.fill(NOTES)
    return screen


@pytest.mark.long
@pytest.mark.parametrize("kill", range(KILLS))
def test_nobody_loses_where_they_were_when_the_server_is_killed(
    server: RestartedServer, visitors: Visitors, tmp_path: Path, kill: int
) -> None:
    del kill  # each like the one before
    emergency, muscle, tablet, therapist = (
        come(visitors) for come in (in_an_emergency, with_a_muscle, at_the_tablet, with_notes)
    )
    addresses = [one.page.url for one in (emergency, muscle, therapist)]
    server.kill()

    therapist.page.get_by_role("button", name="Hand-out (PDF)").click()
    expect(therapist.page.locator(".st-key-handout_box [role=status]")).to_have_text("Making the page …")
    tablet.page.get_by_role("button", name="Start over").tap()
    opening = tablet.page.locator("dialog.opening[open]")
    expect(opening).to_be_visible()
    assert_help_at_hand(emergency.page)
    therapist.page.wait_for_timeout(8_000)  # what Streamlit shows without its server comes after 3 to 8 s
    assert_help_at_hand(emergency.page)
    assert opening.is_visible() and SHOULDER in tablet.page.url

    with therapist.page.expect_download(timeout=FOUND_AGAIN_MS) as page_made:
        server.start()
    page_made.value.save_as(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert therapist.page.locator("#notes").input_value() == NOTES

    tablet.page.wait_for_url(f"{server.url}/?display=kiosk", timeout=FOUND_AGAIN_MS)
    expect(opening.get_by_role("button").first).to_be_visible(timeout=SLOW_MS)

    # what stood there stands there, and is not dead
    assert_help_at_hand(emergency.page)
    assert [one.page.url for one in (emergency, muscle, therapist)] == addresses

    slip = emergency.page.locator(".st-key-safety_slip_button button")
    emergency.press(slip)
    expect(emergency.page.locator(".rp-stop-over")).to_have_count(0, timeout=FOUND_AGAIN_MS)
    expect(emergency.page.locator(".st-key-safety_stop .rp-stop-advice")).to_be_visible(timeout=SLOW_MS)
    assert_help_at_hand(emergency.page)

    # the muscle stays open, without a question, also once something is pressed
    muscle.press(muscle.page.get_by_role("radio", name="Left", exact=True))
    expect(muscle.page.get_by_role("radio", name="Left", exact=True)).to_be_checked(timeout=FOUND_AGAIN_MS)
    muscle.wait_muscle("points")
    expect(muscle.drawn_muscle).to_have_text("Infraspinatus", timeout=SLOW_MS)
    expect(muscle.page.locator(".st-key-safety_none")).to_have_count(0)


@pytest.mark.long
def test_whoever_is_not_sure_keeps_the_page_of_help(server: RestartedServer, visitors: Visitors) -> None:
    """The page is asked for anew by itself: the questions stood in its place, without a press."""
    screen = visitors.comes(f"/?area={SHOULDER}", 390, finger=True).go_on()
    page = screen.page
    screen.press(page.locator(".st-key-safety_unsure_button button"))
    calm = page.get_by_role("heading", level=1, name="Good that you ask")
    expect(calm).to_be_visible(timeout=SLOW_MS)
    page.wait_for_function("() => sessionStorage.getItem('referral.sign')")
    asked: list[WebSocket] = []
    page.on("websocket", lambda line: line.on("framesent", lambda _: asked.append(line)))
    server.kill()
    server.start()
    for _ in range(FOUND_AGAIN_MS // 100):
        if asked:
            break
        page.wait_for_timeout(100)
    assert asked, "the page was not asked for anew"
    page.wait_for_timeout(2000)
    wait_settled(page)
    expect(page.locator(".rp-stop-over")).to_have_count(0, timeout=SLOW_MS)
    expect(calm).to_be_visible()
    screen.press(page.locator(".st-key-safety_sure button"))
    expect(page.locator(".st-key-safety_none")).to_be_visible(timeout=SLOW_MS)


def test_a_visitor_who_has_left_the_page_of_help_is_not_led_back(visitors: Visitors) -> None:
    screen = in_an_emergency(visitors)
    page = screen.page
    page.wait_for_function(
        "() => sessionStorage.getItem('referral.sign') === 'heart_attack' && sessionStorage.length === 1"
    )
    assert page.evaluate("localStorage.getItem('referral.sign')") is None
    page.reload()
    expect(page.locator(".st-key-safety_stop .rp-stop-advice")).to_be_visible(timeout=SLOW_MS)
    page.wait_for_function("() => document.activeElement?.id === 'rp-stop-title'", timeout=SLOW_MS)
    screen.press(page.locator(".st-key-safety_slip_button button"))
    screen.press(page.locator(".st-key-safety_undo button"))
    screen.wait_drawn()
    page.wait_for_function("() => sessionStorage.length === 0")
    page.reload()
    screen.wait_drawn()
    expect(page.locator(".rp-stop")).to_have_count(0)
    assert dataset().red_flags["heart_attack"].urgency == "emergency"


@pytest.mark.long
def test_a_tap_during_a_cut_of_15_seconds_is_kept(browser: Browser, server: RestartedServer) -> None:
    with SlowLine(server.url) as line:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        screen = Screen(page)
        screen.open(f"{line.url}/{BASE}/")
        x, y = screen.pixel("front", SHOULDER)
        line.cut(CUT_S)
        page.wait_for_function("document.querySelector('.stApp').dataset.testConnectionState !== 'CONNECTED'")
        page.mouse.click(x, y)
        expect(page.locator(".rp-over-map [data-kind=chosen]")).to_have_count(1)
        expect(screen.chips).to_have_count(1, timeout=FOUND_AGAIN_MS)
        screen.wait_chips(SHOULDER)
        screen.wait_marked(SHOULDER)
        page.close()
