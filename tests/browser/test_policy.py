"""The content policy holds on every page, and stops no part of the app."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from .conftest import MousePage, wait_settled
from .consulting import downloaded
from .screen import SLOW_MS, Screen
from .test_shell import ADDRESSES

LISTEN: Final = """document.addEventListener('securitypolicyviolation', event =>
  window.violated(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""
#: Streamlit's reader of messages looks whether it may count in WebAssembly, and counts without.
ASIDE: Final = "wasm-eval"
WRITTEN_IN: Final = """() => {
  window.ran = []
  document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran.push(1)">')
  const script = document.createElement('script')
  script.textContent = 'window.ran.push(2)'
  document.body.append(script)
}"""


@pytest.fixture
def violations() -> list[str]:
    return []


@pytest.fixture
def watched(mouse_page: MousePage, violations: list[str]) -> Page:
    """A page that tells whatever its content policy has stopped."""
    page = mouse_page()
    page.expose_binding("violated", lambda _, told: violations.append(told))
    page.add_init_script(LISTEN)
    return page


def test_nothing_of_any_page_is_stopped(watched: Page, violations: list[str], tmp_path: Path) -> None:
    for address in (*ADDRESSES, "/?display=kiosk", "/?lang=es"):
        watched.goto(address)
        wait_settled(watched)
    screen = Screen(watched).open("/?area=right-temple")
    screen.none_of_these()
    screen.press(screen.candidates.first)
    expect(watched.locator(".rp-facts")).to_be_visible(timeout=SLOW_MS)
    Screen(watched, map_key="consult_map").open("/consult?muscle=infraspinatus&side=right&compare=1")
    assert downloaded(watched, "Hand-out (PDF)", tmp_path).startswith(b"%PDF")
    assert [line for line in violations if ASIDE not in line] == []


def test_a_script_that_was_not_served_does_not_run(watched: Page, violations: list[str]) -> None:
    watched.goto("/book")
    wait_settled(watched)
    watched.evaluate(WRITTEN_IN)
    watched.wait_for_function("() => document.body.lastElementChild.tagName === 'SCRIPT'")
    told: Any = watched.evaluate("() => window.ran")
    assert told == []
    assert {line.split()[1] for line in violations if ASIDE not in line} == {"script-src-attr", "script-src-elem"}
