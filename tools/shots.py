"""Pictures of every page and state, in every width, scheme and language, into shots/; the README's into docs/.

Run: make shots (or: python -m tools.shots --only book dry-needling)
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from referral.ui.edges import MAIN
from referral.words.languages import SOURCE, codes
from tools.browsing import REPOSITORY, launch, none_of_these, serving, wait_settled

SHOTS: Final = REPOSITORY / "shots"
README_PICTURE: Final = REPOSITORY / "docs" / "explorer.png"
README_SHOT: Final = "find-muscle-1440-light"
WIDTHS: Final = (390, 820, 1440)
SCHEMES: Final = ("light", "dark")
HEIGHT: Final = 900
# The tallest page pictured whole; beyond it Chromium draws pictures in strips.
TALLEST: Final = 12_000
# Milliseconds for pictures to arrive and transitions to end after the page has settled.
PAUSE_MS: Final = 600


@dataclass(frozen=True)
class Shot:
    """One state of the explorer, by its address. `asked`: shown as the safety step asks, else with it answered; `said`:
    the sign that is answered with yes."""

    name: str
    address: str
    asked: bool = False
    said: str = ""


STATES: Final = (
    Shot("find", "/"),
    Shot("find-safety", "/?area=left-inner_upper_arm", asked=True),
    Shot("find-stop", "/?area=left-inner_upper_arm", asked=True, said="heart_attack"),
    Shot("find-areas", "/?area=right-temple&area=right-jaw_angle"),
    Shot("find-muscle", "/?area=right-temple&area=right-jaw_angle&muscle=upper_trapezius"),
    Shot("find-unknown", "/?area=right-tempel&muscle=nobody"),
    Shot("find-kiosk", "/?display=kiosk"),
    Shot("muscles", "/muscles"),
    Shot("muscles-one", "/muscles?muscle=infraspinatus"),
    Shot("consult", "/consult"),
    Shot("consult-three", "/consult?muscle=infraspinatus&muscle=supraspinatus&muscle=subscapularis"),
    Shot("consult-compare", "/consult?muscle=supraspinatus&muscle=supinator&compare=1"),
    Shot("consult-area", "/consult?area=right-outer_elbow&muscle=supraspinatus"),
    Shot("dry-needling", "/dry-needling"),
    Shot("book", "/book"),
    Shot("about", "/about"),
)


def show_whole(page: Page, width: int) -> None:
    """Make the window as tall as the page: Streamlit scrolls inside it. A page with a map is laid out by the window's
    height, and is pictured as that shows it."""
    if page.locator(".st-key-stage").count():
        page.wait_for_timeout(PAUSE_MS)
        return
    tall = page.evaluate("main => document.querySelector(main).scrollHeight", MAIN)
    page.set_viewport_size({"width": width, "height": max(HEIGHT, min(int(tall), TALLEST))})
    page.wait_for_timeout(PAUSE_MS)


def shoot(browser: Browser, url: str, shots: tuple[Shot, ...], width: int, scheme: str, code: str) -> None:
    """All states in one width, scheme and language; on the narrowest as on a phone."""
    spoken = "" if code == SOURCE else f"-{code}"
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        has_touch=width == WIDTHS[0],
        locale=code,
        reduced_motion="reduce",
    )
    page = context.new_page()
    for shot in shots:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(url + shot.address)
        wait_settled(page)
        if shot.said:
            page.locator(f".st-key-sign_{shot.said} button").click()
            page.locator(".rp-stop").wait_for()
        elif not shot.asked:
            page.wait_for_timeout(PAUSE_MS)  # what asks comes a moment after the page
            none_of_these(page)
        show_whole(page, width)
        page.screenshot(path=SHOTS / f"{shot.name}{spoken}-{width}-{scheme}.png")
        print(f"{shot.name}{spoken}-{width}-{scheme}")
    context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Pictures of every page, in every width, scheme and language.")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[shot.name for shot in STATES])
    parser.add_argument("--widths", nargs="+", type=int, default=list(WIDTHS))
    parser.add_argument("--schemes", nargs="+", default=list(SCHEMES), choices=SCHEMES)
    parser.add_argument("--languages", nargs="+", default=list(codes()), choices=codes())
    options = parser.parse_args()
    shots = tuple(shot for shot in STATES if options.only is None or shot.name in options.only)
    SHOTS.mkdir(exist_ok=True)
    with serving() as url, sync_playwright() as playwright:
        browser = launch(playwright)
        for width in options.widths:
            for scheme in options.schemes:
                for code in options.languages:
                    shoot(browser, url, shots, width, scheme, code)
        browser.close()
    readme = Path(SHOTS / f"{README_SHOT}.png")
    if any(f"{shot.name}-1440-light" == README_SHOT for shot in shots) and readme.is_file():
        README_PICTURE.parent.mkdir(exist_ok=True)
        shutil.copyfile(readme, README_PICTURE)


if __name__ == "__main__":
    main()
