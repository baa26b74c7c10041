"""A browser sends a tap again until it is answered: each is counted once."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from referral.ui.components import asking
from referral.ui.components import map_taps as component
from referral.ui.components.map_taps import Tap, map_taps

KEY = "map_taps"


class Browser:
    """Stands for the component in the browser: keeps who is to be called, and sends taps."""

    def __init__(self, session: dict[str, Any]) -> None:
        self.session = session
        self.called: Callable[[], None] | None = None

    def listen(self, on_tap_change: Callable[[], None], **_: object) -> None:
        self.called = on_tap_change

    def send(self, *numbers: int, x: float = 10) -> None:
        self.session[KEY] = {"tap": {"taps": [{"x": x, "y": 20, "number": number} for number in numbers]}}
        assert self.called is not None
        self.called()


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    session: dict[str, Any] = {}
    browser = Browser(session)
    for module in (component, asking):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=session))
    monkeypatch.setattr(component, "_tap_component", browser.listen)
    monkeypatch.setattr(component, "_acknowledged_component", lambda **_: None)
    return browser


def test_a_repeated_tap_counts_once(browser: Browser) -> None:
    got: list[int] = []
    map_taps("map", KEY, on_tap=lambda tap: got.append(tap.number))
    for number in (1, 1, 2, 2, 1, 3):
        browser.send(number)
    assert got == [1, 2, 3]


def test_taps_that_waited_for_the_network_come_together_in_order(browser: Browser) -> None:
    got: list[int] = []
    map_taps("map", KEY, on_tap=lambda tap: got.append(tap.number))
    browser.send(1, 2, 3)
    browser.send(2, 3, 4, 4)
    assert got == [1, 2, 3, 4]


def test_of_taps_that_are_returned_each_run_takes_one(browser: Browser) -> None:
    map_taps("map", KEY)
    browser.send(1, 2)
    first = map_taps("map", KEY)
    browser.send(1, 2)
    second = map_taps("map", KEY)
    assert [tap and tap.number for tap in (first, second, map_taps("map", KEY))] == [1, 2, None]


def test_a_tap_that_is_returned_is_returned_once(browser: Browser) -> None:
    assert map_taps("map", KEY) is None
    browser.send(7, x=1.5)
    assert map_taps("map", KEY) == Tap(1.5, 20, 7)
    browser.send(7, x=1.5)
    assert map_taps("map", KEY) is None
