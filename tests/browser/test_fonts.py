"""Every letter is drawn in the font that the app brings along, so that words are as wide on any machine as they were
when the screens were tested for what is cut off. A few signs are not in it: arrows and crosses come from the machine.
"""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tools.browsing import none_of_these

from .conftest import wait_settled

OUR_FONT: Final = "Noto Sans"
ICONS: Final = "Material Symbols Rounded"
"""Streamlit's own icons, served with its scripts."""
ENOUGH_WORDS: Final = 20
SIGNS: Final = frozenset("✕←→✓")
PAGES: Final = (
    "/?area=right-temple&muscle=upper_trapezius&lang=es",
    "/muscles?muscle=infraspinatus&lang=ht",
    "/consult?muscle=infraspinatus&muscle=supraspinatus&area=right-outer_elbow&lang=es",
    "/?display=kiosk",
    pytest.param("/muscles?lang=ht", marks=pytest.mark.long),
    pytest.param("/about?lang=es", marks=pytest.mark.long),
    pytest.param("/dry-needling?lang=ht", marks=pytest.mark.long),
    pytest.param("/book?lang=es", marks=pytest.mark.long),
)
#: Keeps every element with words of its own that are in sight, in shadow trees too; gives those words.
WITH_WORDS: Final = """() => {
  window.withWords = []
  const look = root => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot)
      if (element.matches("style, script, noscript, title")) continue
      const words = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
      if (words && element.checkVisibility({ visibilityProperty: true })) window.withWords.push(element)
    }
  }
  look(document)
  return window.withWords.map(element => element.textContent)
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, server_url: str) -> Page:
    return browser.new_page(base_url=server_url, viewport={"width": 1180, "height": 820}, reduced_motion="reduce")


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    wait_settled(page)
    none_of_these(page)
    page.wait_for_function(f"enough => ({WITH_WORDS})().length > enough", arg=ENOUGH_WORDS)
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


def of_the_machine(page: Page) -> list[tuple[str, str]]:
    """Words with letters that Chromium drew in a font of the machine, and that font."""
    asking = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        asking.send(f"{domain}.enable")
    asking.send("DOM.getDocument", {"depth": 0})
    found, ours = [], 0
    for number, words in enumerate(page.evaluate(WITH_WORDS)):
        element = asking.send("Runtime.evaluate", {"expression": f"withWords[{number}]"})["result"]["objectId"]
        node = asking.send("DOM.requestNode", {"objectId": element})["nodeId"]
        fonts = asking.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        others = [font for font in fonts if not (font["isCustomFont"] and font["familyName"] in (OUR_FONT, ICONS))]
        ours += len(fonts) - len(others)
        if sum(font["glyphCount"] for font in others) > sum(letter in SIGNS for letter in words):
            found.append((words.strip()[:60], others[0]["familyName"]))
    asking.detach()
    assert ours + len(found) > ENOUGH_WORDS, "hardly any words were looked at"
    return found


@pytest.mark.parametrize("address", PAGES)
def test_every_letter_is_in_our_own_font(page: Page, address: str) -> None:
    assert of_the_machine(opened(page, address)) == []


def test_a_font_of_the_machine_would_be_seen(browser: Browser, server_url: str) -> None:
    """The test above can fail: without our font nearly all words are in another."""
    page = browser.new_page(base_url=server_url)
    page.route("**/*.woff2*", lambda route: route.abort())
    assert len(of_the_machine(opened(page, "/book"))) > 20
    page.close()
