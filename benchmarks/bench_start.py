"""How long the dataset takes to check and to load, and the app to show its first page.

Run: python -m benchmarks.bench_start [--root FOLDER] [--runs 7]

FOLDER is a checkout of this project, so that two editions can be compared on one machine: give --root more than
once, and the checkouts are measured in turn. Times are medians, in seconds of the wall clock, each in a fresh
interpreter.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from tools.browsing import REPOSITORY, launch, serving

LOAD: Final = (
    "from referral.body.atlas_files import load_atlas; from referral.data.load import load_dataset; "
    "load_dataset(); load_atlas()"
)
PROGRAMS: Final = {
    "interpreter with pandas": ("-c", "import pandas"),
    "python -m referral check": ("-m", "referral", "check"),
    "dataset and atlas loaded": ("-c", LOAD),
}
PAGE: Final = "server started, first page shown"
# The safety step; in a checkout that had none, the first muscle.
FIRST_ANSWER: Final = ".st-key-safety_none, [class*='st-key-muscle_card_']"
PAGE_TIMEOUT_MS: Final = 60_000


def run_seconds(arguments: tuple[str, ...], root: Path) -> float:
    """Seconds that a fresh interpreter takes for `arguments` in `root`."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=root, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def page_seconds(browser: Browser, root: Path) -> float:
    """Seconds from starting the server to the map and the first answer in the browser."""
    started = time.perf_counter()
    with serving(folder=root) as url:
        page = browser.new_page()
        page.goto(f"{url}/?area=right-front_of_shoulder")
        page.locator(FIRST_ANSWER).first.wait_for(timeout=PAGE_TIMEOUT_MS)
        page.locator(".js-plotly-plot").first.wait_for(timeout=PAGE_TIMEOUT_MS)
        seconds = time.perf_counter() - started
        page.close()
    return seconds


def measure(roots: list[Path], runs: int) -> dict[Path, dict[str, list[float]]]:
    """Every time of every checkout, the checkouts in turn."""
    times: dict[Path, dict[str, list[float]]] = {root: {name: [] for name in (*PROGRAMS, PAGE)} for root in roots}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for _ in range(runs):
            for root in roots:
                for name, arguments in PROGRAMS.items():
                    times[root][name].append(run_seconds(arguments, root))
                times[root][PAGE].append(page_seconds(browser, root))
        browser.close()
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, action="append", help="a checkout (default: this one)")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    for root, times in measure([one.resolve() for one in options.root or [REPOSITORY]], options.runs).items():
        print(root)
        for name, seconds in times.items():
            print(f"  {name:36}{statistics.median(seconds):6.2f} s")


if __name__ == "__main__":
    main()
