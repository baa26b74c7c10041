"""The three languages in a real browser: which one comes first, how it is changed, what stays, on the tablet too."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .conftest import wait_settled
from .screen import SLOW_MS, Screen

QUESTION = {"en": "Where does it hurt?", "es": "¿Dónde le duele?", "ht": "Ki kote ki fè ou mal?"}
NAMES = {"en": "English", "es": "Español", "ht": "Kreyòl ayisyen"}

OpenIn = Callable[[str], Page]


@pytest.fixture
def in_browser(browser: Browser, server_url: str) -> Iterator[OpenIn]:
    """A desk's page in a browser that speaks a language."""
    contexts: list[BrowserContext] = []

    def open_page(locale: str) -> Page:
        contexts.append(
            browser.new_context(base_url=server_url, locale=locale, viewport={"width": 1280, "height": 820})
        )
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    wait_settled(page)
    return page


def expect_language(page: Page, code: str) -> None:
    """The page asks in this language, says so to a screen reader, and marks it in the switch."""
    expect(page.locator("h1").first).to_have_text(QUESTION[code], timeout=SLOW_MS)
    expect(page.locator("html")).to_have_attribute("lang", code, timeout=SLOW_MS)
    expect(switch(page, code)).to_have_attribute("aria-pressed", "true", timeout=SLOW_MS)


def switch(page: Page, code: str) -> Locator:
    return page.get_by_role("navigation").get_by_role("button", name=NAMES[code])


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("es-US", "es"),
        ("fr-FR", "en"),
        pytest.param("ht", "ht", marks=pytest.mark.long),
        pytest.param("en-US", "en", marks=pytest.mark.long),
    ],
)
def test_the_browsers_language_comes_first(in_browser: OpenIn, locale: str, code: str) -> None:
    page = opened(in_browser(locale), "/")
    expect_language(page, code)
    assert "lang=" not in page.url


@pytest.mark.long
def test_the_links_language_wins_over_the_browsers(in_browser: OpenIn) -> None:
    expect_language(opened(in_browser("es-US"), "/?lang=ht"), "ht")


@pytest.mark.long
def test_a_language_that_there_is_not_is_told_in_one_that_there_is(in_browser: OpenIn) -> None:
    page = opened(in_browser("es-US"), "/?lang=xx")
    expect_language(page, "es")
    expect(page.get_by_role("status").filter(has_text="xx")).to_be_visible()


def test_a_change_of_language_keeps_what_was_chosen_and_is_kept(in_browser: OpenIn) -> None:
    screen = Screen(opened(in_browser("en-US"), "/?area=right-temple"))
    screen.none_of_these()
    switch(screen.page, "es").click()
    screen.wait_parameters(area=["right-temple"], lang=["es"])
    expect_language(screen.page, "es")
    expect(screen.chips).to_contain_text(["Sien derecha"])
    expect(screen.candidates.first).to_contain_text("Temporal", timeout=SLOW_MS)  # the signs are not asked anew
    opened(screen.page, screen.page.url)
    expect_language(screen.page, "es")
    screen.page.get_by_role("link", name="Músculos").click()
    expect(screen.page.get_by_role("heading", level=1, name="Músculos", exact=True)).to_be_visible(timeout=SLOW_MS)
    assert "lang=es" in screen.page.url


def test_where_there_is_no_room_the_languages_are_a_list(phone_page: Page) -> None:
    page = opened(phone_page, "/")
    languages = page.locator(".st-key-language_switch select")
    expect(languages).to_have_value("en")
    languages.select_option("ht")
    expect(page.locator("h1").first).to_have_text(QUESTION["ht"], timeout=SLOW_MS)
    expect(languages).to_have_value("ht", timeout=SLOW_MS)
    expect(page.locator("html")).to_have_attribute("lang", "ht", timeout=SLOW_MS)


@pytest.mark.long
def test_back_leads_to_the_language_before(in_browser: OpenIn) -> None:
    page = opened(in_browser("en-US"), "/")
    switch(page, "ht").click()
    expect_language(page, "ht")
    page.go_back()
    expect_language(page, "en")


@pytest.mark.long
def test_by_keyboard_the_focus_stays_on_the_language_that_was_chosen(in_browser: OpenIn) -> None:
    page = opened(in_browser("en-US"), "/")
    switch(page, "es").focus()
    page.keyboard.press("Enter")
    expect_language(page, "es")
    expect(switch(page, "es")).to_be_focused()
    page.keyboard.press("Tab")
    expect(switch(page, "ht")).to_be_focused()


@pytest.mark.parametrize(
    ("code", "words", "chip"),
    [
        ("es", "talon", "Talón derecho"),
        ("ht", "talon pye mwen", "Talon pye dwat"),
        pytest.param("es", "rabadilla", "Cóccix", marks=pytest.mark.long),
        pytest.param("en", "me duele el talón izquierdo", "Left heel", marks=pytest.mark.long),
    ],
)
def test_everyday_words_find_the_place(in_browser: OpenIn, code: str, words: str, chip: str) -> None:
    screen = Screen(opened(in_browser("en-US"), f"/?lang={code}"))
    box = screen.page.locator(".st-key-place_box").get_by_role("combobox")
    box.fill(words)
    expect(screen.page.get_by_role("listbox").get_by_role("option").first).to_contain_text(chip, timeout=SLOW_MS)
    box.press("Enter")
    expect(screen.chips).to_contain_text([chip], timeout=SLOW_MS)


@pytest.mark.long
def test_what_is_taken_along_speaks_the_language_on_the_screen(in_browser: OpenIn) -> None:
    """Though the address does not name it: the browser chose it."""
    page = opened(in_browser("ht"), "/muscles?muscle=infraspinatus")
    assert "lang=" not in page.url
    page.locator(".st-key-muscles_take_open label").first.click()
    expect(page.locator(".rp-link")).to_contain_text("lang=ht", timeout=SLOW_MS)


@pytest.mark.long
def test_the_muscles_name_is_in_the_title(in_browser: OpenIn) -> None:
    page = opened(in_browser("es-US"), "/muscles?muscle=infraspinatus")
    expect(page).to_have_title("Músculo trasero del manguito rotador · Músculos", timeout=SLOW_MS)


@pytest.mark.long
def test_the_tablet_asks_for_the_language_and_forgets_it(browser: Browser, server_url: str) -> None:
    context = browser.new_context(
        base_url=server_url, viewport={"width": 1180, "height": 820}, has_touch=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.clock.install()
    opened(page, "/?display=kiosk")
    opening = page.locator("dialog.opening[open]")
    expect(opening).to_be_visible(timeout=SLOW_MS)
    order = [QUESTION["en"], QUESTION["es"], QUESTION["ht"]]
    asked = opening.locator("h1").inner_text()  # the first, unless the page took more than six seconds to settle
    page.clock.run_for(6_100)  # the next pattern: in the next language
    expect(opening.locator("h1")).to_have_text(order[(order.index(asked) + 1) % len(order)])
    opening.get_by_role("button", name="Kreyòl ayisyen").tap()
    expect(opening).to_have_count(0)
    expect_language(page, "ht")
    page.clock.run_for(61_000)
    warning = page.locator("dialog.warning[open]")
    expect(warning).to_contain_text("la toujou", timeout=SLOW_MS)
    page.clock.run_for(21_000)
    expect(opening).to_be_visible(timeout=SLOW_MS)
    page.wait_for_url(lambda url: "lang=" not in url)
    wait_settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.close()
