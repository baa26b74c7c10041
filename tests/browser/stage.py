"""One page without a server, on which the components' scripts run as Streamlit runs them.

staged(browser)     a context manager; gives the Stage, under a clock that the test turns
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from referral.ui.components import scripts

HOST: Final = "http://scripts.test"
RESEND_MS: Final = 6000
# A chart as Plotly leaves it: 600 x 800 mm in a box of 300 x 500 pixels, so 0.5 pixels a millimetre, 50 left above.
CHART: Final = """<!doctype html>
  <div class="stApp" data-test-connection-state="CONNECTED" style="height:550px"><div class="st-key-map">
  <div class="js-plotly-plot" style="position:absolute;left:20px;top:10px;width:300px;height:500px">
  <svg class="main-svg" width="300" height="500"><image width="300" height="400"/></svg>
  <div class="nsewdrag" style="position:absolute;inset:0"></div></div></div></div>
  <div id="taps"></div><div id="box"></div><div id="other"></div>"""
# Runs a component as Streamlit does, in every run with new data; keeps what it sends.
RUN: Final = """async ([name, id, data]) => {
  const { default: run } = await import(`/${name}`)
  window.sent ??= []
  const setTriggerValue = (what, value) => window.sent.push(value)
  run({ data, parentElement: document.getElementById(id), setTriggerValue })
}"""
FIGURE: Final = """document.querySelector('.js-plotly-plot').layout =
  { meta: 'front', xaxis: { range: [0, 600] }, yaxis: { range: [0, 800] } }"""
WORDS: Final = {
    "notes": "Notes",
    "placeholder": "",
    "button": "Hand-out",
    "making": "Making",
    "made": "Made",
    "lost": "Lost",
}


class Stage:
    """One page without a server, on which components run."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.console: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))

    def run(self, name: str, element: str, /, **data: Any) -> None:
        self.page.evaluate(RUN, [name, element, data])

    def sent(self) -> list[Any]:
        told: list[Any] = self.page.evaluate("window.sent ?? []")
        return told

    def taps(self) -> list[list[Any]]:
        """What was sent of taps: a list for each message."""
        return [message["taps"] for message in self.sent()]

    def acknowledge(self, number: int) -> None:
        self.run("map_taps/tap_acknowledged.js", "other", key="map_taps", acknowledged=number)

    def passes(self, ms: int) -> None:
        self.page.clock.run_for(ms)


def _index() -> bytes:
    """The index image of a sheet whose right half is an area."""
    codes = np.zeros((80, 60, 3), np.uint8)
    codes[:, 30:] = (12, 1, 0)
    kept = io.BytesIO()
    Image.fromarray(codes).save(kept, "PNG")
    return kept.getvalue()


def _give(route: Route) -> None:
    name = route.request.url.removeprefix(f"{HOST}/")
    if name == "index.png":
        route.fulfill(body=_index(), content_type="image/png")
        return
    text = scripts.text(name)
    if text is None:
        route.fulfill(body=CHART, content_type="text/html")
    else:
        route.fulfill(body=text, content_type="text/javascript")


@contextmanager
def staged(browser: Browser) -> Iterator[Stage]:
    context = browser.new_context()
    context.route("**/*", _give)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.clock.install(time=datetime(2026, 1, 1, 9, tzinfo=UTC))
    page.goto(f"{HOST}/")
    page.clock.pause_at(datetime(2026, 1, 1, 10, tzinfo=UTC))
    page.evaluate(FIGURE)
    yield Stage(page)
    context.close()
    assert errors == []
