"""The same checks in Chromium, in Firefox and in WebKitGTK, the family of Safari: what a visit needs works in each.

An engine that this machine lacks is skipped, and the run says why; with ENGINES=required it fails (.ci/run).
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from referral.clinic.file import load_clinic
from referral.model.rows import Area
from tests.loaded_once import the_atlas as atlas
from tools.browsing import SIGNS_ASKED

from .engines import ENGINES, Window, opened, why_not
from .engines.window import LOOK_AGAIN_S, Hand
from .screen import DRAWN, FIGURE, PLACE, middle

pytestmark = pytest.mark.long

SHOULDER: Final = "right-front_of_shoulder"
CONSULT: Final = "/consult?muscle=infraspinatus"
CHIP: Final = f".st-key-drop_{SHOULDER} button"
SIGN: Final = ".st-key-safety_none button"
MUSCLE: Final = "[class*='st-key-muscle_card_'] button"
FIND: Final = "input[role=combobox]"
MOST_RED_WITHOUT, LEAST_RED_WITH = 50, 400
"""Pixels of the map in the red of pain: on a body without pain, and with the pain of infraspinatus (some 1,200)."""
STILL: Final = 4
"""So many looks in a row must find the map where it was."""
SETTLES_S: Final = 1
"""So long after an answer the browser may still tell of the tap that asked for it."""
BOX: Final = """(key) => {
  const box = all(`.st-key-${key}`)[0]?.getBoundingClientRect()
  return box && [box.left, box.top, box.right, box.bottom] // between two drawings there is none
}"""
LATER: Final = """(seconds) => {
  const now = performance.now.bind(performance)
  performance.now = () => now() + seconds * 1000
  return true
}"""


@pytest.fixture(scope="module", params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    missing = why_not(str(request.param))
    if missing and os.environ.get("ENGINES") == "required":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    return str(request.param)


@pytest.fixture(scope="module")
def window(engine: str) -> Iterator[Window]:
    """A window that an engine's checks share: each opens its own address, which starts a new visit."""
    with opened(engine) as one:
        yield one


def visit(window: Window, address: str) -> Window:
    window.open("about:blank")
    window.open(address)
    window.settled()
    return window


def drawn(window: Window, key: str = "body_map") -> None:
    """Until the map stands."""
    window.wait(DRAWN, key)


def tap_area(window: Window, view_id: str, area_id: str, hand: Hand = "mouse") -> None:
    """One tap on the middle of an area of the map."""
    drawn(window)
    plate = atlas().plates[window.wait(FIGURE, "body_map")["plate"]]
    placed = next(placed for placed in plate.views if placed.view.view_id == view_id)
    across, up = middle(atlas().area_rings(view_id, Area.of(area_id)))
    place = ["body_map", across + placed.left_mm, up + placed.bottom_mm]
    same, now = 0, window.wait(PLACE, place)
    while same < STILL:  # widgets above the map come a moment after it
        time.sleep(LOOK_AGAIN_S)
        before, now = now, window.wait(PLACE, place)
        same = same + 1 if now == before else 0
    x, y = now
    window.tap_at(x, y, hand)


def red(window: Window, key: str = "body_map") -> int:
    """How many pixels of the map have the red of pain."""
    left, top, right, bottom = map(round, window.wait(BOX, key))
    seen = np.asarray(window.picture().crop((left, top, right, bottom))).astype(int)
    r, g, b = seen[..., 0], seen[..., 1], seen[..., 2]
    return int(((r > 195) & (g < 110) & (b < 130) & (r - g > 100)).sum())


def painted(window: Window, key: str = "body_map") -> None:
    """Until pain is seen on the map."""
    for _ in range(100):
        if red(window, key) >= LEAST_RED_WITH:
            return
    pytest.fail(f"no pain on the map: {red(window, key)} pixels of its red")


def answer_signs(window: Window, hand: Hand = "mouse") -> None:
    """The safety step with "None of these", screen after screen."""
    window.shown(SIGN)
    while asked := window.js(SIGNS_ASKED):
        window.tap(SIGN, hand=hand)
        window.wait(f"(before) => ({SIGNS_ASKED})() !== before", asked)
        window.settled()


def parameters(window: Window) -> dict[str, list[str]]:
    return parse_qs(urlsplit(window.js("() => location.href")).query)


# --- the checks


def test_first_visit(window: Window, server_url: str) -> None:
    visit(window, server_url)
    drawn(window)
    assert window.js("() => document.documentElement.lang") == "en"
    assert load_clinic().name in window.text("body")
    assert red(window) <= MOST_RED_WITHOUT


@pytest.mark.parametrize("hand", ["mouse", "touch"])
def test_from_a_tap_to_the_pattern(window: Window, server_url: str, hand: Hand) -> None:
    visit(window, server_url)
    tap_area(window, "front", SHOULDER, hand)
    window.shown(CHIP)
    window.shown(SIGN)
    window.gone(MUSCLE)
    assert red(window) <= MOST_RED_WITHOUT
    answer_signs(window, hand)
    window.shown(MUSCLE, "Infraspinatus")
    window.tap(MUSCLE, "Infraspinatus", hand)
    window.shown("h2.rp-drawn", "Infraspinatus")
    painted(window)
    window.settled()


def test_search_box(window: Window, server_url: str) -> None:
    visit(window, server_url)
    window.tap(FIND)
    window.type("front of right shoulder")
    window.shown("[role=option]", "Front of the right shoulder")
    window.press("Enter")
    window.shown(CHIP)


def test_languages(window: Window, server_url: str) -> None:
    visit(window, server_url)
    heading = window.text("h1")
    for name, code in (("Español", "es"), ("Kreyòl ayisyen", "ht")):
        window.tap("nav button", name)
        window.wait("(code) => document.documentElement.lang === code", code)
        window.settled()
        assert window.text("h1") != heading
        assert parameters(window)["lang"] == [code]


def test_back_and_reload(window: Window, server_url: str) -> None:
    visit(window, server_url)
    tap_area(window, "front", SHOULDER)
    window.shown(CHIP)
    window.wait("(area) => location.search.includes(area)", SHOULDER)
    window.reload()
    window.settled()
    window.shown(CHIP)
    window.back()
    window.gone(CHIP)
    window.settled()
    assert "area" not in parameters(window)


def test_consult_and_big_screen(window: Window, server_url: str) -> None:
    visit(window, server_url + CONSULT)
    window.shown(".st-key-consult_card_infraspinatus")
    painted(window, "consult_map")
    window.tap("button", "Fill the screen")
    window.shown("dialog h2", "TrP1")
    window.wait("() => all('dialog')[0]?.dataset.played === 'true'")
    window.press("ArrowRight")
    window.shown("dialog h2", "TrP2")
    window.press("Escape")
    window.gone("dialog")
    window.settled()
    painted(window, "consult_map")


def test_hand_out(window: Window, server_url: str) -> None:
    visit(window, server_url + CONSULT)
    window.tap("button", "Hand-out (PDF)")
    assert window.file(".pdf").startswith(b"%PDF-")


def test_copy_and_save_over_plain_http(window: Window, server_url: str) -> None:
    """As on a clinic's own network, where browsers keep the clipboard back."""
    try:
        socket.gethostbyname(socket.gethostname())
    except OSError:
        pytest.skip("the name of this machine leads nowhere")
    visit(window, server_url.replace("localhost", socket.gethostname()) + CONSULT)
    assert window.js("() => isSecureContext") is False
    window.tap("button", "Hand-out (PDF)")
    assert window.file(".pdf").startswith(b"%PDF-")
    window.tap("label", "Take it with you")
    window.shown(".rp-link")
    window.tap("button", "Save picture")
    assert window.file(".png").startswith(b"\x89PNG")
    window.tap("button", "Copy link")
    window.shown("button", "Copied")
    window.tap("textarea")
    window.press("Control", "v")
    window.wait("(link) => all('textarea')[0].value === link", window.text(".rp-link"))


def test_the_tablet_clears_itself(window: Window, server_url: str) -> None:
    kiosk = load_clinic().kiosk
    visit(window, f"{server_url}/?display=kiosk")
    window.shown("dialog.opening[open]")
    window.tap_at(300, 300, "touch")
    window.gone("dialog.opening[open]")
    tap_area(window, "front", SHOULDER, "touch")
    window.shown(CHIP)
    window.wait("(area) => location.search.includes(area)", SHOULDER)
    window.settled()  # a busy machine tells of the tap's last events only now, and each begins the wait anew
    time.sleep(SETTLES_S)
    window.js(LATER, kiosk.idle_seconds + 1)
    window.shown("dialog.warning[open]")
    window.js(LATER, kiosk.warning_seconds)
    # the opening picture covers the page at once; home is opened once the server says that it is there
    window.wait("(area) => !location.search.includes(area)", SHOULDER)
    window.shown("dialog.opening[open]")
    window.settled()
    assert parameters(window) == {"display": ["kiosk"]}
    window.gone(CHIP)


def test_dark(engine: str, server_url: str) -> None:
    with opened(engine, dark=True) as window:
        visit(window, server_url + CONSULT)
        painted(window, "consult_map")
        corner = window.picture().getpixel((2, 450))
        assert isinstance(corner, tuple) and max(corner) < 80
