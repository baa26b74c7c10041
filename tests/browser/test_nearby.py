"""A finger near a border, on a phone: the neighbours are one tap away, in a row as high with them as without."""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from referral.model.rows import Area
from tests.english import english

from .screen import SLOW_MS, Screen, atlas, dataset

ROW: Final = ".st-key-nearby"
THIGH: Final = "right-front_thigh_high"
BOTH: Final = "right-forehead_left-forehead"
#: The smallest target for a finger (WCAG 2.2, 2.5.5).
FINGERTIP_PX: Final = 44


def choice(page: Page, key: str) -> Locator:
    return page.locator(f"{ROW} button[data-of='{key}']")


def beside_the_thigh(screen: Screen) -> tuple[float, float]:
    """A place of the groin one pixel from the thigh, on the screen."""
    groin, thigh = (atlas().code(Area.of(area)) for area in ("right-groin", THIGH))
    view = atlas().views["front"]
    row = view.codes[int(view.height_mm - 940)]
    border = int(np.flatnonzero((row[:-1] == thigh) & (row[1:] == groin))[0]) + 1
    left = atlas().plates["front"].views[0].left_mm
    screen.pixel("front", "right-groin")  # scrolls there
    return screen.on_screen(left + border + 3.0, 940.0)


def test_a_finger_near_a_border(phone: Screen) -> None:
    page = phone.open("/").page
    before = page.locator(".st-key-body_map").bounding_box()
    phone.tap_at(*beside_the_thigh(phone))
    phone.wait_chips("right-groin")
    expect(page.locator(ROW)).to_contain_text("Right groin, or:", timeout=SLOW_MS)

    offered = choice(page, THIGH)
    expect(offered).to_have_text(english(dataset()).regions["front_thigh_high"].name)
    for button in page.locator(f"{ROW} button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= FINGERTIP_PX
    assert page.locator(".st-key-body_map").bounding_box() == before, "the map moved"
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]

    offered.tap()
    phone.wait_chips(THIGH)
    phone.wait_marked(THIGH)
    expect(choice(page, "right-groin")).to_have_text("groin")
    choice(page, "right-groin").tap()
    phone.wait_chips("right-groin")


def test_the_middle_of_the_forehead_is_both_sides_in_two_taps(phone: Screen) -> None:
    page = phone.open("/").page
    (right, y), (left, _) = (phone.pixel("front", f"{side}-forehead") for side in ("right", "left"))
    phone.tap_at((right + left) / 2 + 1, y)
    choice(page, BOTH).tap(timeout=SLOW_MS)
    phone.wait_chips("right-forehead", "left-forehead")
    phone.wait_parameters(area=["right-forehead", "left-forehead"])


@pytest.mark.parametrize("device", ["phone", "desk"])
def test_the_closer_view_comes_first_and_the_place_stays(screen: Screen) -> None:
    page = screen.open("/").page
    screen.tap("front", "right-eyebrow")
    closer = page.locator(f"{ROW} button[data-does=closer]")
    expect(closer).to_have_text("Closer: Eyes", timeout=SLOW_MS)
    expect(page.locator(f"{ROW} button").first).to_have_text("Closer: Eyes")
    screen.press(closer)
    screen.wait_figure(lambda figure: figure["plate"] == "face_eyes")
    screen.wait_marked("right-eyebrow")
    expect(closer).to_have_count(0)

    screen.wait_still()
    screen.tap("face_eyes", "right-eyebrow")  # gives it up
    expect(page.locator(f"{ROW} button")).to_have_count(0, timeout=SLOW_MS)
