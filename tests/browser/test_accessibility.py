"""Accessibility: axe-core on every page and state in both themes; what is cut off at any width, in the languages with
long words; the tree that a screen reader reads.

axe's report is printed with the test's own (`pytest -rP`), and each of its findings fails the test. What axe cannot
decide by itself is listed in UNDECIDED with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tools.browsing import none_of_these

from .conftest import PHONE_AGENT, wait_settled
from .screen import SLOW_MS, Screen, colour_of

PAGES: Final = {
    "find": "/",
    "find, safety step": "/?area=left-inner_upper_arm",
    "find, areas": "/?area=right-temple&area=right-jaw_angle",
    "find, muscle": "/?area=right-temple&muscle=upper_trapezius",
    "find, long names": "/?area=right-low_back&area=left-low_back&area=left-below_shoulder_blade",
    "find, bad link": "/?area=right-tempel",
    "muscles": "/muscles",
    "muscles, one": "/muscles?muscle=infraspinatus",
    "dry needling": "/dry-needling",
    "book": "/book",
    "about": "/about",
    "consult": "/consult",
    "consult, three muscles": "/consult?muscle=infraspinatus&muscle=supraspinatus&muscle=subscapularis",
    "consult, compared": "/consult?muscle=supraspinatus&muscle=supinator&compare=1",
    "consult, candidates": "/consult?area=right-outer_elbow&muscle=supraspinatus",
    "consult, big screen": "/consult?muscle=infraspinatus&show=1",
    "tablet, opening": "/?display=kiosk",
    "tablet, muscle": "/?display=kiosk&area=right-temple&muscle=upper_trapezius",
}
#: A state of each page; the others are for the long run.
CORE: Final = (
    "find, safety step",
    "find, muscle",
    "muscles, one",
    "consult, candidates",
    "dry needling",
    "book",
    "about",
    "tablet, muscle",
)
#: Where the words are longest, or most of them next to each other.
WIDE_WORDS: Final = ("find, long names", "consult, compared")
LONG: Final = pytest.mark.long
ON_PHONE: Final = (
    "find",
    "find, long names",
    "find, muscle",
    "muscles, one",
    "consult, three muscles",
    "consult, candidates",
)
WITHOUT_MAP: Final = ("muscles", "dry needling", "book", "about")
UNDECIDED: Final = {
    "color-contrast": "words over the body's picture, whose ground axe cannot see; test_explorer.py measures them",
    "aria-valid-attr-value": "Streamlit names a list that it opens only on demand",
}
SCHEMES: Final[tuple[Literal["light"], Literal["dark"]]] = ("light", "dark")
WIDE: Final[ViewportSize] = {"width": 1180, "height": 820}
#: WCAG 2.2, 1.4.10: 320 px are also a desk's 1280 at 400 %.
WIDTHS: Final = (1440, 820, 390, 320)
#: Every map is as wide as its frame: Plotly follows a change of the window a moment later.
MAPS_FIT: Final = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
  [...document.querySelectorAll(".js-plotly-plot")].every(plot => !plot._fullLayout ||
    Math.abs(plot._fullLayout.width - plot.clientWidth) <= 1))"""
#: Another theme: the page's ground has changed, and nothing is half way to its new colour.
CHANGED: Final = """ground => {
  const told = getComputedStyle(document.querySelector(".stApp")).backgroundColor.match(/\\d+/g).slice(0, 3)
  const hex = "#" + told.map(number => Number(number).toString(16).padStart(2, "0")).join("")
  return hex !== ground && document.getAnimations().every(one => one.playState !== "running")
}"""
SIDEWAYS: Final = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .map(element => element.scrollWidth - element.clientWidth)"""
#: Whatever is pressed, in shadow trees too, whose words stick out of it; words that stick out of the map sideways.
CUT_OFF: Final = """() => {
  const found = []
  const outside = (words, box) => words.left < box.left - 1 || words.right > box.right + 1 ||
    words.top < box.top - 1 || words.bottom > box.bottom + 1
  const tell = element => found.push(element.textContent.trim().slice(0, 60))
  const look = root => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot)
      if (!element.matches("button, a, summary, label, th, [role=radio], [role=tab]")) continue
      if (!element.checkVisibility({ visibilityProperty: true })) continue
      const box = element.getBoundingClientRect()
      if (box.width <= 2) continue // read out, not shown
      const range = document.createRange()
      range.selectNodeContents(element)
      if (element.textContent.trim() && outside(range.getBoundingClientRect(), box)) tell(element)
      const cut = inner => getComputedStyle(inner).textOverflow === "ellipsis" && inner.scrollWidth > inner.clientWidth
      if ([element, ...element.querySelectorAll("*")].some(cut)) tell(element)
    }
  }
  look(document)
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    const box = plot.getBoundingClientRect()
    for (const words of plot.querySelectorAll(".annotation")) {
      const { left, right } = words.getBoundingClientRect()
      if (left < box.left - 1 || right > box.right + 1) tell(words)
    }
  }
  return found
}"""

REDRAWN_MS = 3_000
"""How long Plotly may take to set the words on a map that has changed its size, and Streamlit's table to be as wide as
its frame."""


@pytest.fixture(scope="module")
def page(browser: Browser, server_url: str) -> Iterator[Page]:
    """A tablet with less motion, so that nothing is half faded in."""
    context = browser.new_context(base_url=server_url, viewport=WIDE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def opened(page: Page, name: str, code: str) -> None:
    """A page in a state of its own, complete and drawn."""
    address = PAGES[name]
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={code}")
    wait_settled(page)
    expect(page.locator("html")).to_have_attribute("lang", code)
    if "safety" not in name:
        none_of_these(page)
    if name not in WITHOUT_MAP:
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=SLOW_MS)


@pytest.mark.parametrize("name", [name if name in CORE else pytest.param(name, marks=LONG) for name in PAGES])
def test_axe_finds_nothing_in_either_theme(page: Page, name: str) -> None:
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme=SCHEMES[0], reduced_motion="reduce")
    opened(page, name, "en")
    for scheme in SCHEMES:
        if scheme != SCHEMES[0]:
            ground = colour_of(page.locator(".stApp"), "backgroundColor")
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.wait_for_function(CHANGED, arg=ground, timeout=SLOW_MS)
        found = Axe().run(page).response
        told = violations(found)
        version, holding = found["testEngine"]["version"], len(found["passes"])
        print(f"axe {version}, {name}, {scheme}: {holding} rules hold, {len(told)} do not", *told, sep="\n")
        assert told == []
        assert {rule["id"] for rule in found["incomplete"]} <= UNDECIDED.keys()


@pytest.mark.parametrize("code", ["es", pytest.param("ht", marks=LONG), pytest.param("en", marks=LONG)])
@pytest.mark.parametrize(
    "name", [name if name in (*CORE, *WIDE_WORDS) else pytest.param(name, marks=LONG) for name in PAGES]
)
def test_nothing_is_cut_off_at_any_width(page: Page, name: str, code: str) -> None:
    page.set_viewport_size(WIDE)
    opened(page, name, code)
    assert_nothing_cut_off(page, WIDTHS, 640)


@pytest.mark.parametrize("code", ["es", pytest.param("ht", marks=LONG), pytest.param("en", marks=LONG)])
def test_nothing_is_cut_off_on_a_phone(browser: Browser, server_url: str, code: str) -> None:
    """Which gets views of its own, one side of the body each."""
    context = browser.new_context(
        base_url=server_url, viewport={"width": 390, "height": 844}, has_touch=True, user_agent=PHONE_AGENT
    )
    page = context.new_page()
    for name in ON_PHONE:
        page.set_viewport_size({"width": 390, "height": 844})
        opened(page, name, code)
        assert_nothing_cut_off(page, (390, 320), 844)
    context.close()


def assert_nothing_cut_off(page: Page, widths: tuple[int, ...], height: int) -> None:
    for width in widths:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(MAPS_FIT, timeout=SLOW_MS)
        with suppress(PlaywrightTimeout):  # tables and the words on the map follow the window a moment later
            page.wait_for_function(
                f"() => ({CUT_OFF})().length + Math.max(...({SIDEWAYS})()) === 0", timeout=REDRAWN_MS
            )
        assert page.evaluate(SIDEWAYS) == [0, 0], width
        assert page.evaluate(CUT_OFF) == [], width


def violations(found: dict[str, Any]) -> list[str]:
    """Each broken rule with the places where it is broken."""
    return [
        "\n    ".join(
            [
                f"{rule['id']} ({rule['impact']}): {rule['help']}",
                *(f"{node['target']}: {node['html'][:160]}" for node in rule["nodes"]),
            ]
        )
        for rule in found["violations"]
    ]


def test_a_screen_reader_reads_the_path_in_order(browser: Browser, server_url: str) -> None:
    """Find with an area and a muscle: heading, choice, map in words, muscles by rank, pattern, next step."""
    context = browser.new_context(base_url=server_url, viewport={"width": 1180, "height": 820})
    page = context.new_page()
    Screen(page).open("/?area=right-temple&muscle=upper_trapezius").none_of_these()
    expect(page.locator("h2.rp-drawn")).to_be_visible(timeout=SLOW_MS)
    tree = page.locator('[data-testid="stMain"]').aria_snapshot()
    told = (
        r'heading "Where does it hurt\?" \[level=1\]',
        r'combobox "Find a place"',
        r'radio "Sides"',
        r'button "Closer',
        r"Body map\. Chosen areas: right temple\. Right upper trapezius: Pain is usually felt",
        r'button "Right temple ✕"',
        r'link "Call 305\.967\.8976"',
        r'heading "Muscles that may send pain there" \[level=2\]',
        r'button "Temple muscle Temporalis',
        r'heading "Your summary" \[level=3\]',
        r'heading "Talk it over with a therapist" \[level=2\]',
        r"In an emergency call 911\.",
    )
    print(tree)
    missing = [part for part in told if not re.search(part, tree)]
    assert missing == []
    places = [match.start() for part in told if (match := re.search(part, tree))]
    assert places == sorted(places)
    context.close()


def test_a_tap_on_the_map_is_announced(browser: Browser, server_url: str) -> None:
    """In a region that was there before; what the page opens with is read with the page, not announced."""
    context = browser.new_context(base_url=server_url, viewport={"width": 1180, "height": 820})
    screen = Screen(context.new_page()).open("/?area=right-temple&lang=es").none_of_these()
    region = screen.page.locator("[class*='_map_told']").get_by_role("status")
    expect(region).to_have_text("")
    kept = region.element_handle()
    screen.tap("front", "left-front_of_knee")
    expect(region).to_contain_text("Zonas elegidas: sien derecha, rótula izquierda.", timeout=SLOW_MS)
    assert kept is not None and kept.evaluate("region => region.isConnected")
    none_of_these(screen.page)
    screen.press(screen.candidates.first)
    expect(region).to_contain_text("El dolor suele sentirse en", timeout=SLOW_MS)
    context.close()
