"""How long a tap takes beside an empty Streamlit app, what it weighs, and what a first visit weighs.

Run: python -m benchmarks.bench_tap --taps 40 --runs 5 --out bench.json

Both apps are measured in one run of one browser, a tap here and a tap there in turn, so that the noise of the
machine falls on both. Time: from the click event to the change of the text that answers it, and to the change of what
the map draws, median; of several runs the median of their medians. Bytes: as they go over the wire, HTTP answers
(compressed) and web socket messages together.
"""

from __future__ import annotations

import argparse
import base64
import json
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tools.browsing import launch, none_of_these, serving, wait_settled

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
DESK: Final[ViewportSize] = {"width": 1440, "height": 900}
# Where the body map is tapped, as shares of its width and height: two places far apart, in turn.
PLACES: Final = ((0.2, 0.3), (0.35, 0.45))
ANSWER_TIMEOUT_MS: Final = 15_000
# Taps before measuring starts, so that caches are warm and scripts compiled.
WARM_UP: Final = 4
# Between two taps: Plotly takes two clicks within 300 ms for a double click.
PAUSE_MS: Final = 600

# Notes when a click happens and when the answer's text next changes, both by the page's own clock.
WATCH: Final = """selector => {
    window.benchTimes = { click: null, change: null, drawn: null }
    const times = window.benchTimes
    const read = () => document.querySelector(selector)?.innerText ?? ""
    addEventListener("click", () => { times.click = performance.now(); times.before = read() }, true)
    const ofMap = ({ target }) => target instanceof Element && target.closest(".main-svg .scatterlayer")
    new MutationObserver(changes => {
        if (times.click === null) return
        if (times.drawn === null && changes.some(ofMap)) times.drawn = performance.now()
        if (times.change === null && read() !== times.before) times.change = performance.now()
    }).observe(document.body, { childList: true, characterData: true, subtree: true })
}"""


@dataclass(frozen=True)
class Report:
    """Everything measured: milliseconds and bytes."""

    floor_ms: float
    tap_ms: float | None
    ratio: float | None
    drawn_ms: float | None
    drawn_ratio: float | None
    tap_bytes: int | None
    first_visit_find_bytes: int
    first_visit_book_bytes: int
    first_visit_requests: int


class WireMeter:
    """Counts bytes between a page and its server: HTTP answers as encoded, and web socket messages."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.requests = 0
        session: CDPSession = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._http)
        for event in ("Network.webSocketFrameReceived", "Network.webSocketFrameSent"):
            session.on(event, self._frame)

    def _http(self, event: dict[str, Any]) -> None:
        self.requests += 1
        self.bytes += int(event["encodedDataLength"])

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        payload = frame["payloadData"]
        binary = frame["opcode"] == 2
        self.bytes += len(base64.b64decode(payload)) if binary else len(payload.encode())


def first_visit(browser: Browser, address: str, chart: str | None = None) -> tuple[int, int]:
    """Bytes and requests of a phone's first visit: an empty cache, until the page, and its chart, have settled."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    meter = WireMeter(page)
    page.goto(address)
    wait_settled(page)
    if chart is not None:
        page.locator(f"{chart} .main-svg").first.wait_for(timeout=ANSWER_TIMEOUT_MS)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(PAUSE_MS)
    context.close()
    return meter.bytes, meter.requests


def one_tap(page: Page, x: float, y: float) -> tuple[float, float | None]:
    """Click at a point of the window (CSS pixels) and return the milliseconds until the answer changed, and until the
    map did; None for a page without one, or a tap that draws nothing else."""
    page.evaluate("() => Object.assign(window.benchTimes, { click: null, change: null, drawn: null })")
    page.mouse.click(x, y)
    page.wait_for_function("() => window.benchTimes.change !== null", timeout=ANSWER_TIMEOUT_MS)
    page.wait_for_timeout(PAUSE_MS)
    took: list[float | None] = page.evaluate(
        "() => [window.benchTimes.change, window.benchTimes.drawn].map(time => time && time - window.benchTimes.click)"
    )
    return took[0] or 0.0, took[1]


def arrives(page: Page, selector: str) -> bool:
    """Whether an element comes to the page; a chart comes after the page has settled."""
    try:
        page.locator(selector).first.wait_for(timeout=ANSWER_TIMEOUT_MS)
    except PlaywrightTimeout:
        return False
    return True


def place_on(page: Page, selector: str, share: tuple[float, float]) -> tuple[float, float]:
    """The point of the window at a share of an element's width and height."""
    box = page.locator(selector).first.bounding_box()
    if box is None:
        raise RuntimeError(f"{selector} is not in sight")
    return box["x"] + share[0] * box["width"], box["y"] + share[1] * box["height"]


def measure_taps(browser: Browser, floor_url: str, find_url: str, options: argparse.Namespace) -> dict[str, Any]:
    """Medians over taps on the empty app and on the body map, in turn; bytes of a tap on the map."""
    floor, find = browser.new_page(viewport=DESK), browser.new_page(viewport=DESK)
    floor.goto(floor_url)
    floor.get_by_role("button", name="Tap").wait_for()
    find.goto(find_url)
    wait_settled(find)
    floor.evaluate(WATCH, options.results)
    find.evaluate(WATCH, options.results)
    has_map = arrives(find, options.map)
    meter = WireMeter(find)
    floor_ms: list[float] = []
    tap_ms: list[float] = []
    drawn_ms: list[float] = []
    for number in range(WARM_UP + options.taps):
        if number == WARM_UP:
            floor_ms, tap_ms, drawn_ms, meter.bytes = [], [], [], 0
        floor.bring_to_front()
        floor_ms.append(one_tap(floor, *place_on(floor, "button:has-text('Tap')", (0.5, 0.5)))[0])
        if has_map:
            find.bring_to_front()
            share = options.at[number % len(options.at)]
            changed, drawn = one_tap(find, *place_on(find, options.map, share))
            tap_ms.append(changed)
            drawn_ms += [drawn] if drawn is not None else []
            none_of_these(find)  # while warming up: what is asked once is not asked again
    return {
        "floor_ms": round(statistics.median(floor_ms), 1),
        "tap_ms": round(statistics.median(tap_ms), 1) if tap_ms else None,
        "ratio": round(statistics.median(tap_ms) / statistics.median(floor_ms), 2) if tap_ms else None,
        "drawn_ms": round(statistics.median(drawn_ms), 1) if drawn_ms else None,
        "drawn_ratio": round(statistics.median(drawn_ms) / statistics.median(floor_ms), 2) if drawn_ms else None,
        "tap_bytes": round(meter.bytes / len(tap_ms)) if tap_ms else None,
    }


def measure(options: argparse.Namespace) -> Report:
    """Run everything in one browser."""
    with (
        serving("benchmarks/empty_app.py") as floor_url,
        serving("server.py") as url,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        first_visit(browser, f"{url}/book")  # the server compresses its scripts for the first visitor
        find_bytes, requests = first_visit(browser, url + options.page, options.map)
        book_bytes, _ = first_visit(browser, f"{url}/book")
        taps = measure_taps(browser, floor_url, url + options.page, options)
        browser.close()
    return Report(
        **taps,
        first_visit_find_bytes=find_bytes,
        first_visit_book_bytes=book_bytes,
        first_visit_requests=requests,
    )


def middle(reports: list[Report]) -> Report:
    """The median of each number."""
    numbers = {
        name: [value for report in reports if (value := getattr(report, name)) is not None]
        for name in asdict(reports[0])
    }
    middles: dict[str, Any] = {name: statistics.median(found) if found else None for name, found in numbers.items()}
    return Report(**middles)


def describe(report: Report, page: str) -> str:
    """The report in words."""
    lines = [f"empty app, a click       {report.floor_ms:8.1f} ms"]
    if report.tap_ms is None:
        lines.append(f"body map, a tap           no map found at {page}")
    else:
        lines.append(f"body map, a tap          {report.tap_ms:8.1f} ms   {report.ratio} times the empty app")
        lines.append(f"  until the map changed  {report.drawn_ms or 0:8.1f} ms   {report.drawn_ratio} times")
        lines.append(f"bytes of a tap           {report.tap_bytes:8,.0f}")
    lines.append(f"first visit of {page:<10}{report.first_visit_find_bytes:8,.0f} bytes")
    lines.append(f"  in requests            {report.first_visit_requests:8,.0f}")
    lines.append(f"first visit of /book     {report.first_visit_book_bytes:8,.0f} bytes")
    return "\n".join(lines)


def _share(text: str) -> tuple[float, float]:
    x, y = text.split(",")
    return float(x), float(y)


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast is a tap, how heavy is a first visit?")
    parser.add_argument("--taps", type=int, default=20)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--page", default="/find")
    parser.add_argument("--map", default=".st-key-body_map .js-plotly-plot", help="what is tapped (CSS selector)")
    parser.add_argument("--results", default=".st-key-results", help="whose text answers (CSS selector)")
    parser.add_argument("--at", type=_share, nargs="+", default=list(PLACES), help="x,y as shares of the map")
    parser.add_argument("--out", type=Path, help="write the report as JSON")
    options = parser.parse_args()
    reports = []
    for _ in range(options.runs):
        reports.append(measure(options))
        print(f"times the empty app: {reports[-1].ratio}, until the map changed: {reports[-1].drawn_ratio}", flush=True)
    report = middle(reports)
    print(describe(report, options.page))
    if options.out:
        options.out.write_text(json.dumps(asdict(report), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
