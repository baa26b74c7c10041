"""What the page says by itself: while the server is gone, without a web socket, without scripts, in an old browser; and
no word of Streamlit's in a language that was not chosen."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from referral.ui.edges import SCRIPT_ENDED
from tools.browsing import none_of_these

from .conftest import MousePage, wait_settled
from .screen import SLOW_MS, Screen
from .slow_line import SlowLine

ARM: Final = "left-inner_upper_arm"
LOST: Final = {
    "en": "No connection. Trying again. What you see stays.",
    "es": "Sin conexión. Lo intentamos de nuevo. Lo que usted ve se queda.",
    "ht": "Pa gen koneksyon. N ap eseye ankò. Sa ou wè a ap rete.",
}
#: What Streamlit's page asks for, again and again, when the server is gone; its dialog came with the sixth time.
HEALTH: Final = "/_stcore/health"
ENOUGH: Final = 8
#: Somewhat less than a hiccup may take (page_words.js).
PATIENCE_MS: Final = 2500
#: Notes how long the page's own words wait, and how much the page's parts shift.
WATCH: Final = """(() => {
  globalThis.waits = null
  globalThis.shift = 0
  const look = () => {
    const words = document.querySelector('.rp-without')
    if (words && document.querySelector('style')) globalThis.waits ??= getComputedStyle(words).animationDelay
    else requestAnimationFrame(look)
  }
  look()
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) globalThis.shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
})()"""
#: Whether a tap on the middle of an element meets it.
ON_TOP: Final = """element => {
  const { left, top, width, height } = element.getBoundingClientRect()
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
}"""


def opened(browser: Browser, address: str, width: int = 390) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 844}).new_page()
    page.goto(address)
    return page


def wait_given_up(page: Page, line: SlowLine) -> None:
    """Cut the line, and wait until Streamlit has asked in vain more often than it needs to show its dialog."""
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url) if HEALTH in request.url else None)
    line.cut(600)
    for _ in range(SLOW_MS // 100):
        if len(failed) >= ENOUGH:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"Streamlit asked {len(failed)} times for the server")


@pytest.mark.parametrize(
    ("language", "width"),
    [("en", 390), *(pytest.param(*one, marks=pytest.mark.long) for one in (("es", 1440), ("ht", 390)))],
)
def test_nothing_covers_the_emergency_page_while_the_server_is_gone(
    browser: Browser, line: SlowLine, language: str, width: int
) -> None:
    page = opened(browser, f"{line.url}/?area={ARM}&lang={language}", width)
    wait_settled(page)
    Screen(page).go_on()
    page.locator(".st-key-sign_heart_attack").get_by_role("button").click()
    call = page.locator(".rp-call-emergency")
    expect(call).to_be_visible(timeout=SLOW_MS)
    page.wait_for_function(f"() => {SCRIPT_ENDED}")
    said = page.get_by_role("status").filter(has_text=LOST[language])
    expect(said).to_have_count(0)

    wait_given_up(page, line)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(said).to_be_visible()
    assert said.get_attribute("lang") == language
    expect(call).to_have_attribute("href", "tel:911")
    assert call.evaluate(ON_TOP)
    box, shown = said.bounding_box(), call.bounding_box()
    assert box is not None and shown is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= shown["y"]

    line.mend()
    expect(said).to_have_count(0, timeout=SLOW_MS)
    page.context.close()


def test_a_hiccup_is_not_told_and_the_line_takes_no_tap(browser: Browser, line: SlowLine) -> None:
    page = opened(browser, f"{line.url}/book?lang=en", 1440)
    wait_settled(page)
    page.wait_for_function("() => !document.querySelector('.rp-without')")
    page.evaluate("""() => {
      globalThis.told = ''
      new MutationObserver(() => { globalThis.told += document.querySelector('.rp-line').textContent })
        .observe(document.querySelector('.rp-line'), { childList: true, characterData: true, subtree: true })
      const app = document.querySelector('.stApp')
      new MutationObserver(() => {
        if (app.dataset.testConnectionState !== 'CONNECTED') globalThis.lostAt ??= performance.now()
        else if (globalThis.lostAt) globalThis.backAfter ??= performance.now() - globalThis.lostAt
      }).observe(app, { attributeFilter: ['data-test-connection-state'] })
    }""")
    line.cut(0.3)
    page.wait_for_function("() => globalThis.backAfter", timeout=SLOW_MS)
    page.wait_for_timeout(1000)  # two more looks
    told, back_after = page.evaluate("[globalThis.told, globalThis.backAfter]")
    assert told == "" or back_after > PATIENCE_MS, "a busy machine may take long: then it is told rightly"
    line.cut(600)
    expect(page.locator(".rp-line")).to_have_text(LOST["en"], timeout=SLOW_MS)
    assert page.evaluate("getComputedStyle(document.querySelector('.rp-line')).pointerEvents") == "none"
    page.context.close()


@pytest.mark.parametrize("width", [390, pytest.param(1440, marks=pytest.mark.long)])
def test_without_a_web_socket_the_page_says_what_it_is_and_whom_to_call(
    browser: Browser, server_url: str, width: int
) -> None:
    with SlowLine(server_url, sockets=False) as line:
        context = browser.new_context(viewport={"width": width, "height": 844})
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(f"{line.url}/find")
        assert_words(page, "slow")
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.evaluate("globalThis.shift") < 0.01
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_the_page_says_it_at_once(browser: Browser, server_url: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"{server_url}/find")
    assert_words(page, "off")
    assert "streamlit" not in page.locator("body").inner_text().lower()
    box = page.locator(".rp-without .rp-call").first.bounding_box()
    assert box is not None and box["x"] + box["width"] <= 390
    context.close()


@pytest.mark.parametrize(
    "without",
    [
        "delete Array.prototype.toSorted",
        pytest.param("delete Document.prototype.adoptedStyleSheets", marks=pytest.mark.long),
        pytest.param("CSS.supports = () => false", marks=pytest.mark.long),
        pytest.param("delete globalThis.CSS", marks=pytest.mark.long),
    ],
)
def test_an_old_browser_is_told_to_be_updated(mouse_page: MousePage, without: str) -> None:
    page = mouse_page(width=390)
    page.add_init_script(without)
    page.goto("/find")
    assert_words(page, "old")
    page.wait_for_timeout(3000)  # what of the app comes all the same does not take them away
    assert_words(page, "old")


def test_an_ipad_that_ends_at_ipados_16_runs_it(mouse_page: MousePage) -> None:
    """Safari before 17.4 lacks what Streamlit's main script calls as it starts, and brings itself."""
    page = mouse_page(width=820)
    page.add_init_script("delete Promise.withResolvers; delete URL.canParse; delete Element.prototype.checkVisibility")
    page.goto("/?area=right-temple")
    wait_settled(page)
    none_of_these(page)
    expect(page.get_by_role("heading", name="Muscles").first).to_be_visible(timeout=SLOW_MS)
    expect(page.locator(".rp-without")).to_have_count(0)


def assert_words(page: Page, reason: str) -> None:
    """The page's own words, with this reason alone, in three languages."""
    words = page.locator(".rp-without")
    expect(words).to_be_visible(timeout=SLOW_MS)
    expect(words.get_by_role("heading")).to_have_text("Integrated Physical Therapy & Wellness")
    for name in ("slow", "off", "old"):
        said = words.locator(f".rp-without-{name}")
        expect(said).to_have_count(3)
        for one in said.all():
            expect(one).to_be_visible(visible=name == reason)
    assert [one.get_attribute("lang") for one in words.locator("section").all()] == ["en", "es", "ht"]
    calls = words.get_by_role("link")
    assert [one.get_attribute("href") for one in calls.all()] == ["tel:+13059678976", "tel:911"] * 3


def test_a_normal_start_shows_none_of_it(mouse_page: MousePage) -> None:
    page = mouse_page()
    page.add_init_script(WATCH)
    page.goto("/")
    wait_settled(page)
    assert page.evaluate("globalThis.waits") == "10s"
    expect(page.locator(".rp-without")).to_have_count(0)
    expect(page.locator(".rp-line")).to_be_empty()


def test_streamlit_s_words_are_in_the_page_s_language(mouse_page: MousePage) -> None:
    page = mouse_page()
    page.goto("/muscles?lang=es")
    wait_settled(page)
    expect(page.locator("[data-testid=stSkipToContent]")).to_have_text("Ir al contenido principal")
    page.get_by_role("textbox").first.press_sequentially("sol")
    expect(page.get_by_text("Pulse Entrar para buscar")).to_be_visible()
    page.goto("/consult?muscle=soleus&lang=ht")
    wait_settled(page)
    expect(page.locator("[data-testid=stSkipToContent]")).to_have_text("Ale nan sa ki pi enpòtan nan paj la")
    page.goto("/consult?area=right-outer_elbow&muscle=supraspinatus&lang=es")
    wait_settled(page)
    none_of_these(page)
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible(timeout=SLOW_MS)
    box = page.locator("[data-testid=stSelectbox]").get_by_role("combobox").first
    box.press_sequentially("zzz")
    expect(page.get_by_text("Sin resultados")).to_be_visible()
    for tools in page.locator("[data-testid=stElementToolbar]").all():
        expect(tools).to_be_hidden()


def test_a_page_that_streamlit_does_not_know_opens_no_dialog(mouse_page: MousePage) -> None:
    page = mouse_page()
    page.goto("/no-such-page")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("dialog")).to_have_count(0)
