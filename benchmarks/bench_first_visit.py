"""A first visit over a slow line on a slow phone, beside an empty Streamlit app, in turn: 1.6 Mbit/s, 150 ms, a quarter
of the processor, by Chromium's own means (which do not slow web sockets).

Run: python -m benchmarks.bench_first_visit [--runs 5] [--fast]

Seconds from going to the address, with an empty cache: until the empty app's first words, until ours, until the body is
seen (a picture of it that has come, in the map or in its place), until the map is Plotly's; medians. And the shift of
the layout by then, as Chromium tells it. Ours is visited once before: the server then has its scripts compressed.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks.bench_tap import PHONE
from tools.browsing import launch, serving

BITS_PER_S, DELAY_MS, SLOWER = 1_600_000, 150, 4
TIMEOUT_MS: Final = 120_000
PACKING_S: Final = 20
"""After the first visitor the server goes on compressing for so long at most."""

WORDS_OF_EMPTY: Final = "() => [...document.querySelectorAll('button')].some(one => one.innerText.includes('Tap'))"
WORDS: Final = "() => !!document.querySelector('h1')?.innerText"
BODY: Final = """() => {
  const came = address => performance.getEntriesByName(new URL(address, document.baseURI).href)
    .some(entry => entry.responseEnd > 0)
  const drawn = [...document.querySelectorAll('.main-svg image')].map(one => one.href.baseVal)
  const plain = [...document.querySelectorAll('img')].filter(one => one.complete && one.naturalWidth > 0
    && one.getBoundingClientRect().height > 100).map(one => one.src)
  return [...drawn.filter(one => one.startsWith('data:') || came(one)), ...plain]
    .some(address => address.includes('static/atlas/') || address.startsWith('data:'))
}"""
MAP: Final = "() => !!document.querySelector('.js-plotly-plot .main-svg image')"
SHIFT: Final = """() => {
  window.benchShift = 0
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.benchShift += entry.value
  })).observe({ type: "layout-shift", buffered: true })
}"""


def visit(browser: Browser, address: str, signs: dict[str, str], *, slow: bool) -> dict[str, float]:
    """Seconds until each sign is there, in their order; and the shift of the layout."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    if slow:
        session = context.new_cdp_session(page)
        speed = BITS_PER_S / 8
        conditions = {"offline": False, "latency": DELAY_MS, "downloadThroughput": speed, "uploadThroughput": speed}
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", conditions)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(f"({SHIFT})()")
    page.goto(address, wait_until="commit", timeout=TIMEOUT_MS)
    found = {}
    for name, sign in signs.items():
        page.wait_for_function(sign, timeout=TIMEOUT_MS, polling=50)
        found[name] = page.evaluate("performance.now()") / 1000
    found["layout shift"] = page.evaluate("window.benchShift")
    context.close()
    return found


def measure(runs: int, *, slow: bool) -> dict[str, list[float]]:
    """Every time of every run, the two apps in turn."""
    ours = {"our first words": WORDS, "the body": BODY, "the map": MAP}
    times: dict[str, list[float]] = {}
    with (
        serving("benchmarks/empty_app.py") as empty,
        serving() as url,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        visit(browser, url, ours, slow=False)
        time.sleep(PACKING_S)
        for _ in range(runs):
            floor = visit(browser, empty, {"the empty app's first words": WORDS_OF_EMPTY}, slow=slow)
            for name, seconds in {**visit(browser, url, ours, slow=slow), **floor}.items():
                if name != "layout shift":
                    times.setdefault(name, []).append(seconds)
            times.setdefault("layout shift", []).append(visit(browser, url, ours, slow=False)["layout shift"])
        browser.close()
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--fast", action="store_true", help="neither line nor processor slowed")
    options = parser.parse_args()
    medians = {name: statistics.median(found) for name, found in measure(options.runs, slow=not options.fast).items()}
    floor = medians.pop("the empty app's first words")
    shift = medians.pop("layout shift")
    print(f"{'the empty app, first words':28}{floor:6.2f} s")
    for name, seconds in medians.items():
        print(f"{name:28}{seconds:6.2f} s   {seconds / floor:.2f} times the empty app")
    print(f"{'layout shift':28}{shift:6.2f}     (line and processor not slowed)")


if __name__ == "__main__":
    main()
