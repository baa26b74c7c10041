"""benchmarks/RESULTS.md, written anew: every benchmark that takes some minutes, with date and machine (`make bench`).

Run: python -m benchmarks.report [--runs 5] [--only tap growth]

With --only the other parts of RESULTS.md stay as they are, and so does, always, what stands below the line BY_HAND.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from tools.browsing import REPOSITORY, find_chromium

RESULTS: Final = Path(__file__).with_name("RESULTS.md")
BY_HAND: Final = "<!-- Below this line by hand. -->"
HEADING: Final = "## "
HEAD: Final = "# What was measured\n\nWritten by `make bench`; the last part is kept by hand.\n"
TIMEOUT_S: Final = 1800


def programs(runs: int) -> dict[str, tuple[str, list[str]]]:
    """Name -> what is measured, with its goal, and the module with its arguments."""
    return {
        "tap": (
            "A tap in the browser beside a click in an empty app (goal: 1.5 times until the result has changed, 2.0 "
            "until the map is repainted, 20 KB)",
            ["bench_tap", "--taps", "16", "--runs", str(runs)],
        ),
        "growth": ("A tap in our own functions (goal: p50 10 ms, growing at most linearly)", ["bench_growth"]),
        "load": (
            "A hundred people, a tap every 3 s each (goal: p95 under 500 ms, no error)",
            ["bench_load", "--people", "100", "--seconds", "60"],
        ),
        "people": (
            "The number of people at which p95 passes 500 ms",
            ["bench_load", "--raise", "25", "--seconds", "20"],
        ),
        "first": (
            "A first visit at 1.6 Mbit/s, 150 ms and a quarter of the processor (goal: the body within 1.5 times the "
            "empty app's first words)",
            ["bench_first_visit", "--runs", str(runs)],
        ),
        "start": ("From start to the first page", ["bench_start", "--runs", str(runs)]),
        "pattern": ("Painting a pattern (goal: 60 ms cold, 1 ms warm)", ["bench_pattern"]),
        "handout": ("A hand-out", ["bench_handout"]),
    }


def machine() -> str:
    """What this was measured on."""
    told = Path("/proc/cpuinfo")
    names = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    processor = next((line.partition(": ")[2] for line in names if line.startswith("model name")), platform.machine())
    browser = find_chromium()
    asked = subprocess.run([browser, "--version"], capture_output=True, text=True, check=False) if browser else None
    return (
        f"{os.cpu_count()} cores ({processor}), {platform.system()}, Python {platform.python_version()}, "
        f"Streamlit {version('streamlit')}, {asked.stdout.strip() if asked else 'the Chromium of Playwright'}; "
        f"load before: {os.getloadavg()[0]:.1f}"
    )


def edition() -> str:
    """The commit that is measured."""
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or "not in a repository"


def outcome(name: str, title: str, arguments: list[str]) -> str:
    """The section of one benchmark."""
    print(f"{name} ...", flush=True)
    began, when, where = time.monotonic(), datetime.now(UTC), machine()
    told = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{arguments[0]}", *arguments[1:]],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT_S,
    )
    words = told.stdout.strip().replace(str(REPOSITORY), ".") or "(nothing)"
    last = told.stderr.strip().splitlines()[-1:]
    failed = f"\n(ended with {told.returncode}: {last})" if told.returncode else ""
    print(words, failed, flush=True)
    command = " ".join(["python -m benchmarks." + arguments[0], *arguments[1:]])
    how = f"`{command}`, {time.monotonic() - began:.0f} s, {when:%Y-%m-%d %H:%M} UTC, edition {edition()}. {where}."
    return f"{HEADING}{title}\n\n{how}\n\n```text\n{words}{failed}\n```\n"


def sections(text: str) -> dict[str, str]:
    """Title -> section, of what was written before."""
    return {part.partition("\n")[0]: HEADING + part for part in f"\n{text}".split(f"\n{HEADING}")[1:]}


def main() -> None:
    every = programs(5)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="in turn, of which the medians count")
    parser.add_argument("--only", nargs="+", choices=list(every), help="these parts alone")
    options = parser.parse_args()
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    written, _, by_hand = old.partition(BY_HAND)
    kept = sections(written)
    for name, (title, arguments) in programs(options.runs).items():
        if name in (options.only or every):
            kept[title] = outcome(name, title, arguments)
    parts = [kept[title].rstrip() + "\n" for title, _ in every.values() if title in kept]
    RESULTS.write_text("\n".join([HEAD, *parts, BY_HAND]) + (by_hand or "\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
