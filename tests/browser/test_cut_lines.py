"""What was pressed or tapped counts though its answer was lost: the line was dead, and the browser did not know yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from .screen import SLOW_MS, Screen
from .slow_line import SlowLine
from .test_safety import assert_stopped, sign

ARM = "left-inner_upper_arm"
SHOULDER = "right-front_of_shoulder"
CHEST = "left-upper_chest"
RUN_MS = 1500
"""So long a run takes at most, on a busy machine. If it takes longer the test tests nothing, and does not fail."""


@pytest.fixture
def screen(browser: Browser, line: SlowLine) -> Iterator[Screen]:
    context = browser.new_context(viewport={"width": 1440, "height": 1200}, base_url=line.url)
    yield Screen(context.new_page())
    context.close()


def answer_lost(screen: Screen, line: SlowLine, act: Callable[[], None]) -> None:
    """Do something of which the server hears and the browser does not; then the line is cut, and comes back."""
    line.answers_lost = True
    act()
    screen.page.wait_for_timeout(RUN_MS)
    line.cut(0.5)
    line.answers_lost = False


def test_a_sign_that_fits_stops_the_visit(screen: Screen, line: SlowLine) -> None:
    """The server said to get help, and the browser showed the question until something else was pressed."""
    screen.open(f"{line.url}/?area={ARM}").go_on()
    expect(sign(screen.page)).to_be_visible(timeout=SLOW_MS)
    answer_lost(screen, line, sign(screen.page).click)
    assert_stopped(screen.page)


def test_a_tap_stays(screen: Screen, line: SlowLine) -> None:
    """The browser came back with the address that it knew: it took the tap away, and the tap was not told again."""
    screen.open(f"{line.url}/?area={SHOULDER}")
    place = screen.pixel("front", CHEST)
    answer_lost(screen, line, lambda: screen.tap_at(*place))
    screen.wait_chips(SHOULDER, CHEST)
    screen.wait_parameters(area=[SHOULDER, CHEST])
    screen.page.go_back()
    screen.wait_chips(SHOULDER)
