"""The map of tap_app.py in a browser window: taps by mouse or finger, and what the app says that it got."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import CDPSession, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from referral.ui.edges import SCRIPT_ENDED
from tools.browsing import REPOSITORY, serving, still

APPS = REPOSITORY / "tests" / "apps"
SHEET_MM = (600, 800)
Finger = dict[str, float]
# Notes of every frame: is the map drawn, is it covered, where is what follows it, where is the cover's sheet.
WATCH_FRAMES = """() => {
  window.frames_ = []
  const look = () => {
    const drawn = [...document.querySelectorAll('.st-key-map .js-plotly-plot')].some((plot) =>
      plot.clientHeight > 0 && getComputedStyle(plot).visibility === 'visible' &&
      plot.querySelector('.main-svg image'))
    const cover = document.querySelector('.redraw-cover')
    const below = document.querySelector('.st-key-report')?.getBoundingClientRect().top
    const side = cover?.querySelector('image')?.getBoundingClientRect()
    const covered = side ? [side.left, side.top, side.width] : null
    window.frames_.push([!!drawn, !!cover, Math.round(below), covered])
    requestAnimationFrame(look)
  }
  look()
}"""


# The picture of the sheet that is seen: of a plot that is being made, or is going, it has no size.
SEEN = """[...document.querySelectorAll('.redraw-cover image, .st-key-map .js-plotly-plot image')]
    .find(image => image.getBoundingClientRect().width > 0)"""
# The box of the sheet's picture; null between two drawings.
DRAWN_BOX = """() => {
  if (document.querySelector('.redraw-cover')) return null
  const pictures = [...document.querySelectorAll('.st-key-map .js-plotly-plot image')]
  return pictures.map(one => one.getBoundingClientRect()).find(({ width }) => width > 0)?.toJSON() ?? null
}"""
# Plotly has heard of the room that it has.
FITS = """() => [...document.querySelectorAll('.st-key-map .js-plotly-plot')].every(plot =>
  plot._fullLayout && Math.abs(plot._fullLayout.width - plot.clientWidth) <= 1 &&
  Math.abs(plot._fullLayout.height - plot.clientHeight) <= 1)"""
# Where on the sheet a pointer comes down next, as shares of its width and height, by the picture that is seen then.
NOTE_PRESS = f"""() => addEventListener('pointerdown', ({{ clientX, clientY }}) => {{
  const covers = [...document.querySelectorAll('.redraw-cover image')]
  const seen = covers.find(image => image.getBoundingClientRect().width > 0) ?? {SEEN}
  const {{ left, bottom, width, height }} = seen.getBoundingClientRect()
  window.pressed_ = [(clientX - left) / width, (bottom - clientY) / height]
}}, {{ capture: true, once: true }})"""


def draw_pictures(folder: Path) -> None:
    """The picture of the sheet, and two index images with an empty rim: code 12 right, code 200 left."""
    folder.mkdir()
    Image.fromarray(np.full((800, 600, 3), 225, np.uint8)).save(folder / "body.png")
    for name, code, side in (("left_half", 12, 1), ("right_half", 200, 2)):
        index = np.zeros((400, 150, 3), np.uint8)
        index[50:350, 20:130] = (code, side, 0)
        Image.fromarray(index).save(folder / f"{name}.png")


@contextmanager
def serving_tap_app(folder: Path) -> Iterator[str]:
    """The address of the test app, served from a folder with its pictures."""
    draw_pictures(folder / "static")
    for name in ("tap_app.py", "tap_server.py"):
        shutil.copy(APPS / name, folder)
    with serving(str(folder / "tap_server.py"), {"PYTHONPATH": str(REPOSITORY)}) as url:
        yield f"{url}/"


class Map:
    """The test app in one browser window: taps by mouse or finger, and what the app says that it got."""

    def __init__(self, page: Page, finger: bool) -> None:
        self.page = page
        self.finger = finger
        self.cdp: CDPSession = page.context.new_cdp_session(page)

    def open(self, address: str) -> Map:
        self.page.goto(address)
        self.page.wait_for_selector(".st-key-map .js-plotly-plot image")
        self.page.wait_for_selector(".st-key-report")
        self.settle()
        return self

    def settle(self) -> None:
        """Until the sheet is as large as its frame, lies still, and no script runs."""
        self.page.wait_for_function(f"({FITS})() && {SCRIPT_ENDED}")
        self.page.wait_for_timeout(400)
        still(self.page, self.sheet_box, 100)

    def sheet_box(self) -> dict[str, float]:
        """Where the sheet is on the screen: measured on the drawn picture, not asked of the axes. Waits while it is
        being drawn anew."""
        box: dict[str, float] = self.page.wait_for_function(DRAWN_BOX).json_value()
        return box

    def pixel(self, x_mm: float, y_mm: float) -> tuple[int, int]:
        box = self.sheet_box()
        width, height = SHEET_MM
        return (
            round(box["left"] + x_mm / width * box["width"]),
            round(box["bottom"] - y_mm / height * box["height"]),
        )

    def millimetres(self, x: float, y: float) -> tuple[float, float]:
        box = self.sheet_box()
        width, height = SHEET_MM
        return (x - box["left"]) / box["width"] * width, (box["bottom"] - y) / box["height"] * height

    def press(self, x: float, y: float, held_ms: float = 60) -> None:
        if self.finger:
            self.touch("touchStart", [{"x": x, "y": y}])
            self.page.wait_for_timeout(held_ms)
            self.touch("touchEnd", [])
        else:
            self.page.mouse.move(x, y)
            self.page.mouse.down()
            self.page.wait_for_timeout(held_ms)
            self.page.mouse.up()

    #: The sheet's box, or the picture's that covers it while it is drawn anew.
    BOX = f"() => {SEEN}?.getBoundingClientRect().toJSON()"
    pressed: tuple[float, float] = (0.0, 0.0)

    def down_at(self, x_mm: float, y_mm: float) -> None:
        """A pointer comes down at a place of the sheet, even while the map is being drawn anew. What was there at that
        moment is `pressed`, by the page's own word."""
        width, height = SHEET_MM
        self.page.evaluate(NOTE_PRESS)
        box = None
        while box is None:
            box = self.page.evaluate(self.BOX)
        x = round(box["left"] + x_mm / width * box["width"])
        y = round(box["bottom"] - y_mm / height * box["height"])
        if self.finger:
            self.touch("touchStart", [{"x": x, "y": y}])
        else:
            self.page.mouse.move(x, y)
            self.page.mouse.down()
        across, up = self.page.evaluate("window.pressed_")
        self.pressed = (across * width, up * height)

    def up_at_once(self) -> None:
        """It comes up where it is."""
        self.touch("touchEnd", []) if self.finger else self.page.mouse.up()

    def swipe(self, x: float, y: float, up: float) -> None:
        """A finger's way up the screen. (Input.synthesizeScrollGesture moves nothing in a headless page.)"""
        steps = 11
        self.touch("touchStart", [{"x": x, "y": y}])
        for step in range(1, steps + 1):
            self.touch("touchMove", [{"x": x, "y": y - up * step / steps}])
            self.page.wait_for_timeout(16)
        self.touch("touchEnd", [])

    def touch(self, kind: str, points: list[Finger]) -> None:
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def taps(self, count: int, patience_ms: float = 8000) -> list[list[Any]]:
        """What the app got, once it is `count` taps; the wait ends early only with the right number."""
        script = "n => JSON.parse(document.querySelector('.st-key-report').innerText).length === n"
        with suppress(PlaywrightTimeout):  # the comparison below says it better
            self.page.wait_for_function(script, arg=count, timeout=patience_ms)
        self.page.wait_for_timeout(500)
        taps: list[list[Any]] = json.loads(self.page.inner_text(".st-key-report"))
        assert len(taps) == count, f"{len(taps)} taps came"
        return taps
