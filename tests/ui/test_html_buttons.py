"""Buttons in plain HTML: what the browser sends is what anyone could have sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from referral.ui.components import asking, html_buttons

Press = Callable[[Any], None]


@pytest.fixture
def done() -> list[tuple[str, str]]:
    """What the buttons have had done, and with what."""
    return []


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch, done: list[tuple[str, str]]) -> Press:
    """Has the browser send something, on a page whose buttons open and close."""
    memory: dict[str, Any] = {}
    run: dict[str, Any] = {}
    for module in (asking, html_buttons):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=memory))
    monkeypatch.setattr(html_buttons, "_buttons", lambda **told: run.update(told))

    def note(does: str, of: str) -> None:
        done.append((does, of))

    def send(value: Any) -> None:
        html_buttons.html_buttons({"open": partial(note, "open"), "close": partial(note, "close")})
        memory[html_buttons.KEY] = {"pressed": value}
        run["on_pressed_change"]()

    return send


@pytest.mark.parametrize(
    "value",
    [
        None,
        "open",
        [],
        {},
        {"does": "open", "of": "door"},
        {"does": "open", "of": 3, "number": 1},
        {"does": "open", "of": "x" * 101, "number": 1},
        {"does": "burn", "of": "door", "number": 1},
        {"does": ["open"], "of": "door", "number": 1},
        {"of": "door", "number": 1},
    ],
)
def test_what_no_button_sends_is_passed_over(press: Press, done: list[tuple[str, str]], value: Any) -> None:
    press(value)
    assert done == []


def test_what_is_sent_again_is_done_once(press: Press, done: list[tuple[str, str]]) -> None:
    for does, number in (("open", 7), ("open", 7), ("close", 8), ("open", 6)):
        press({"does": does, "of": "door", "number": number})
    assert done == [("open", "door"), ("close", "door")]


def test_the_browser_is_told_what_was_had(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press({"does": "open", "of": "door", "number": 7})
    told: dict[str, Any] = {}
    monkeypatch.setattr(html_buttons, "_buttons", lambda **run: told.update(run))
    html_buttons.html_buttons({})
    assert told["data"] == {"had": 7}


def test_what_a_dataset_says_is_no_html() -> None:
    html = html_buttons.html_button("open", 'a"b', "<b>yes</b>", "rp-look", '"Yes" & more')
    assert html == (
        '<button type="button" class="rp-look" data-does="open" data-of="a&quot;b" '
        'aria-label="&quot;Yes&quot; &amp; more">&lt;b&gt;yes&lt;/b&gt;</button>'
    )
    assert "aria-label" not in html_buttons.html_button("open", "door", "Door", "rp-look", "Door")
