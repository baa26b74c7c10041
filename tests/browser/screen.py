"""The explorer in one browser window, as a visitor meets it: taps by area, what is marked, what is drawn.

Screen(page, finger=False, map_key="body_map")    see its methods
atlas(), dataset()                                what the server shows
area_name(area_id) -> str                         "Right temple"
colour_of(element, style) -> str                  a computed colour, #rrggbb
tab_to(page, selector)                            the Tab key, until this has the focus
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qs, urljoin, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from referral.body.atlas import Rings
from referral.body.plates import Placed
from referral.model.rows import Area
from referral.ui.edges import DRAWING, MAIN, PLOT, TO_COME
from tests.english import english
from tests.loaded_once import the_atlas as atlas
from tests.loaded_once import the_dataset as dataset
from tools.browsing import ANSWERED, signs_asked, wait_settled

SLOW_MS: Final = 15_000
"""How long an answer may take on a busy machine; an idle one answers in a tenth of a second."""

# Plotly draws a figure 450 px high at first and then as large as its frame, which the plain body fills from the start:
# a tap aimed by the first comes down on the second.
FITS: Final = f"""key => {{
  const plot = document.querySelector(`.st-key-${{key}} {PLOT}`)
  const frame = document.querySelector(`.rp-plain[data-chart="${{key}}"]`)
  return !frame || (!!plot && Math.abs(plot.getBoundingClientRect().height - frame.getBoundingClientRect().height) < 2)
}}"""
DRAWN: Final = f"""key => !!document.querySelector(`.st-key-${{key}} {DRAWING} image`) &&
  !document.querySelector('.redraw-cover') && ({FITS})(key)"""
# Measured on the first picture of the figure, which says where it lies in millimetres.
PLACE: Final = f"""([key, x, y]) => {{
  const plot = document.querySelector(`.st-key-${{key}} {PLOT}`)
  const drawn = plot?.querySelector('.main-svg image')
  if (!drawn || !({FITS})(key)) return null // between two figures there is none
  const {{ left, bottom, width, height }} = drawn.getBoundingClientRect()
  const picture = plot.layout.images[0]
  return [left + (x - picture.x) * width / picture.sizex, bottom - (y - picture.y) * height / picture.sizey]
}}"""
FIGURE: Final = f"""key => {{
  const {{ data, layout }} = document.querySelector(`.st-key-${{key}} {PLOT}`) ?? {{}}
  return data && layout && {{ plate: layout.meta, images: layout.images.map(image => image.source),
    traces: Object.fromEntries(data.map(trace => [trace.name, {{ x: [...trace.x], y: [...trace.y] }}])) }}
}}"""

NO_PAGE: Final = "/app/static/icon.png"

__all__ = [
    "FIGURE", "SLOW_MS", "Figure", "Screen", "area_name", "atlas", "colour_of", "dataset", "drawn_muscles", "middle",
    "tab_to",
]  # fmt: skip

Figure = dict[str, Any]
Ring = frozenset[tuple[float, float]]


def area_name(area_id: str) -> str:
    """An area's name as chip and list write it."""
    name = english(dataset()).area_name(dataset().area(area_id))
    return name[:1].upper() + name[1:]


def drawn_muscles(figure: Figure) -> set[str]:
    """The muscles whose pictures lie on the map."""
    return {source.rpartition("/")[2].partition("-")[0] for source in figure["images"] if "/muscles/" in source}


def middle(rings: Rings) -> tuple[float, float]:
    """A place well inside the largest of the rings: the centroid of its polygon."""
    x, y = max(rings, key=len).T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    across = ((x + np.roll(x, -1)) * cross).sum() / (3 * cross.sum())
    up = ((y + np.roll(y, -1)) * cross).sum() / (3 * cross.sum())
    return float(across), float(up)


def rings_of(trace: Mapping[str, list[float | None]]) -> set[Ring]:
    """The closed lines of a trace, each as its corners."""
    rings: set[Ring] = set()
    corners: list[tuple[float, float]] = []
    for x, y in zip([*trace["x"], None], [*trace["y"], None], strict=True):
        if x is not None and y is not None:
            corners.append((x, y))
        elif corners:
            rings.add(frozenset(corners))
            corners = []
    return rings


def on_sheet(placed: Placed, ring: Any) -> Ring:
    """A ring of the atlas as the figure draws it: sheet mm, rounded to a tenth."""
    return frozenset(
        (round(float(x) + placed.left_mm, 1), round(float(y) + placed.bottom_mm, 1)) for x, y in np.asarray(ring)
    )


def colour_of(element: Locator, style: str) -> str:
    """A computed colour as #rrggbb."""
    told: str = element.evaluate("(element, style) => getComputedStyle(element)[style]", style)
    return "#" + "".join(f"{int(number):02x}" for number in re.findall(r"\d+", told)[:3])


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element that fits the selector has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", wanted):
            return
    pytest.fail(f"the Tab key never reaches {wanted}")


class Screen:
    """One window. Every method waits for what it reports."""

    def __init__(self, page: Page, finger: bool = False, map_key: str = "body_map") -> None:
        self.page = page
        self.finger = finger
        self.map_key = map_key

    # --- addresses

    def open(self, address: str) -> Screen:
        """Another visitor comes: what the window kept of a sign that stopped the one before is gone."""
        self.page.goto(urljoin(address, NO_PAGE))  # where no script keeps it again
        self.page.evaluate("sessionStorage.clear()")
        self.page.goto(address)
        wait_settled(self.page)
        self.wait_drawn()
        self.wait_still()
        return self

    def wait_still(self) -> None:
        """Until the map lies still: widgets above it come a moment after it. What a tap before that does is tested in
        test_edges.py."""
        place = f"""key => document.querySelector('{TO_COME}') ? null :
          document.querySelector(`.st-key-${{key}} {PLOT}`)?.getBoundingClientRect().top"""
        before: float | None = None
        for _ in range(SLOW_MS // 200):
            now: float | None = self.page.evaluate(place, self.map_key)
            if now is not None and now == before:
                return
            before = now
            self.page.wait_for_timeout(200)

    def wait_drawn(self) -> None:
        """Until the map stands: drawn, its pictures there, nothing covering it."""
        self.page.wait_for_function(DRAWN, arg=self.map_key, timeout=SLOW_MS)

    @property
    def parameters(self) -> dict[str, list[str]]:
        """What the address says now."""
        return parse_qs(urlsplit(self.page.url).query)

    def wait_parameters(self, **wanted: list[str]) -> None:
        """Until the address says exactly this."""

        def said(url: str) -> bool:
            return parse_qs(urlsplit(url).query) == wanted

        if not said(self.page.url):
            self.page.wait_for_url(said, timeout=SLOW_MS, wait_until="commit")

    # --- the map

    def figure(self) -> Figure:
        """What is drawn: plate, addresses of the pictures, corners of each trace."""
        for _ in range(SLOW_MS // 100):
            self.wait_drawn()
            figure: Figure | None = self.page.evaluate(FIGURE, self.map_key)
            if figure:
                return figure
            self.page.wait_for_timeout(100)  # between two figures there is none
        pytest.fail("there is no map")

    def marked(self) -> set[str]:
        """The areas that are filled on the map."""
        figure = self.figure()
        drawn = rings_of(figure["traces"].get("chosen", {"x": [], "y": []}))
        areas = atlas().areas()
        return {
            area.area_id
            for area in areas
            for placed in atlas().plates[figure["plate"]].views
            for ring in atlas().area_rings(placed.view.view_id, area)
            if on_sheet(placed, ring) in drawn
        }

    def wait_marked(self, *areas: str) -> None:
        """Until exactly these areas are filled on the map."""
        for _ in range(SLOW_MS // 100):
            if self.marked() == set(areas):
                return
            self.page.wait_for_timeout(100)
        assert self.marked() == set(areas)

    def wait_traces(self, *names: str) -> Figure:
        """Until the figure has these traces; gives the figure."""
        script = f"([key, names]) => ({DRAWN})(key) && names.every(name => name in (({FIGURE})(key)?.traces ?? {{}}))"
        self.page.wait_for_function(script, arg=[self.map_key, list(names)], timeout=SLOW_MS)
        return self.figure()

    def wait_muscle(self, *names: str) -> Figure:
        """Until a muscle's picture lies on the map, and the figure has these traces; gives the figure."""
        self.wait_figure(drawn_muscles)
        return self.wait_traces(*names)

    def wait_figure(self, told: Callable[[Figure], object]) -> Figure:
        """Until what is drawn is as `told` says; gives the figure."""
        for _ in range(SLOW_MS // 100):
            figure = self.figure()
            if told(figure):
                return figure
            self.page.wait_for_timeout(100)
        pytest.fail(f"the map does not change; it shows {figure['plate']} with {sorted(figure['traces'])}")

    def pixel(self, view_id: str, area_id: str) -> tuple[float, float]:
        """Where the middle of an area is on the screen, scrolled there if need be."""
        plate = atlas().plates[self.figure()["plate"]]
        placed = next(placed for placed in plate.views if placed.view.view_id == view_id)
        across, up = middle(atlas().area_rings(view_id, Area.of(area_id)))
        x_mm, y_mm = across + placed.left_mm, up + placed.bottom_mm
        assert atlas().hit(plate.plate_id, x_mm, y_mm) == Area.of(area_id), (
            "the middle of the outline is not the area's"
        )
        height = self.page.evaluate("innerHeight")
        x, y = self.on_screen(x_mm, y_mm)
        if not 60 < y < height - 60:
            # Streamlit scrolls inside the page: a wheel or finger would do the same.
            self.page.evaluate(
                "([main, distance]) => document.querySelector(main).scrollBy({ top: distance })",
                [MAIN, y - height / 2],
            )
            self.page.wait_for_timeout(300)  # a finger put down in a scroll stops it: not a tap
            x, y = self.on_screen(x_mm, y_mm)
        return x, y

    def on_screen(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        """Where a place of the sheet is on the screen, px."""
        found = self.page.wait_for_function(PLACE, arg=[self.map_key, x_mm, y_mm], timeout=SLOW_MS)
        x, y = found.json_value()
        return x, y

    def tap(self, view_id: str, area_id: str) -> None:
        """One tap or click on the middle of an area."""
        self.tap_at(*self.pixel(view_id, area_id))

    def tap_at(self, x: float, y: float) -> None:
        if self.finger:
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.click(x, y)

    def press(self, button: Locator) -> None:
        """Tap or click a button."""
        button.tap() if self.finger else button.click()

    # --- beside the map

    @property
    def chips(self) -> Locator:
        """The chosen areas' chips."""
        return self.page.locator(".st-key-chosen [class*='st-key-drop_'] button")

    def chip(self, area_id: str) -> Locator:
        return self.page.locator(f".st-key-drop_{area_id}").get_by_role("button")

    def wait_chips(self, *areas: str) -> None:
        """Until exactly the chips of these areas are there, in this order."""
        names = [re.compile(rf"^{re.escape(area_name(area))}\s+✕$") for area in areas]
        expect(self.chips).to_have_text(names, timeout=SLOW_MS)

    def none_of_these(self) -> Screen:
        """Answer the safety step, which must be there, with "None of these", screen after screen."""
        self.go_on()
        button = self.page.locator(".st-key-safety_none").get_by_role("button").last
        expect(button).to_be_visible(timeout=SLOW_MS)
        while asked := signs_asked(self.page):
            self.press(button)
            self.page.wait_for_function(ANSWERED, arg=asked, timeout=SLOW_MS)
        return self

    def go_on(self) -> Screen:
        """Take the next step, where signs and muscles come over the map only when they are asked for."""
        places = (".st-key-see_muscles", ".st-key-results", ".st-key-safety_none")
        ways = self.page.locator(", ".join(f"{place} button:visible" for place in places))
        expect(ways.first).to_be_visible(timeout=SLOW_MS)
        button = self.page.locator(".st-key-see_muscles").get_by_role("button")
        if button.is_visible():
            self.press(button)
            expect(self.page.locator(".st-key-results")).to_be_visible(timeout=SLOW_MS)
        return self

    @property
    def candidates(self) -> Locator:
        """The muscles offered, best first."""
        return self.page.locator("[class*='st-key-muscle_card_']").get_by_role("button")

    @property
    def drawn_muscle(self) -> Locator:
        """The name above the map of the muscle that is open."""
        return self.page.locator("h2.rp-drawn")

    @property
    def offers(self) -> Locator:
        """What the box offers for the words in it."""
        return self.page.get_by_role("listbox", name="Find a place").get_by_role("option")

    def back_to_map(self) -> Screen:
        """Close what lies over the map."""
        self.press(self.page.locator(".st-key-close_list").get_by_role("button"))
        expect(self.page.locator(".st-key-results")).to_be_hidden(timeout=SLOW_MS)
        return self

    def choose_from_list(self, words: str) -> None:
        """Type into the box and take the first that it offers."""
        box = self.page.get_by_role("combobox", name="Find a place")
        box.click()
        box.fill(words)
        expect(self.offers.first).to_be_visible(timeout=SLOW_MS)
        box.press("Enter")
