"""The explorer in a page of another site, with the lines that docs/operating.md says to paste there."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from referral.folders import CLINIC_FILE, ROOT
from tools.browsing import PAGE_TIMEOUT_MS, serving

from .screen import SLOW_MS

pytestmark = pytest.mark.browser

BOOKING = "https://booking.example.org/appointment"
SITE = "https://pain.example.org"
HEIGHT = "() => document.querySelector('#explorer').clientHeight"


def snippet(explorer: str) -> str:
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    (pasted,) = re.findall(r"```html\n(.+?)```", page, re.DOTALL)
    assert pasted.count(SITE) == 2
    return str(pasted).replace(SITE, explorer)


@contextmanager
def site(shown: dict[str, str]) -> Iterator[str]:
    """A site of one page, which `shown` holds under "page"; its address, of another origin than the explorer's."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>A clinic</title><h1>A clinic</h1>{shown['page']}".encode())

        def log_message(self, format: str, *args: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def clinic_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The addresses of the clinic's site, which the explorer names, and of one that it does not."""
    clinic = tmp_path_factory.mktemp("clinic") / "clinic.toml"
    shown = {"page": ""}
    with site(shown) as named, site(shown) as stranger:
        text = CLINIC_FILE.read_text(encoding="utf-8")
        text = text.replace("framed_by = []", f'framed_by = ["{named}"]')
        clinic.write_text(text.replace('booking_url = ""', f'booking_url = "{BOOKING}"'), encoding="utf-8")
        with serving(extra_environment={"REFERRAL_CLINIC": str(clinic)}) as explorer:
            shown["page"] = snippet(explorer)
            yield named, stranger


@pytest.fixture(params=[pytest.param(1440, marks=pytest.mark.long), 390], ids=["desk", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 844},
        screen={"width": request.param, "height": 844},
        has_touch=request.param < 1000,
    )
    yield context.new_page()
    context.close()


def opened(page: Page, address: str) -> FrameLocator:
    page.goto(address)
    frame = page.frame_locator("#explorer")
    expect(frame.locator(".rp-emergency-line")).to_be_visible(timeout=PAGE_TIMEOUT_MS)
    expect(frame.locator(".st-key-body_map .main-svg image").first).to_be_visible(timeout=PAGE_TIMEOUT_MS)
    return frame


def test_the_frame_holds_the_explorer_without_masthead_and_footer(page: Page, clinic_site: tuple[str, str]) -> None:
    frame = opened(page, clinic_site[0])
    expect(frame.locator(".rp-emergency-line")).to_have_text("In an emergency call 911.")
    expect(frame.locator(".rp-emergency-line")).to_be_in_viewport(ratio=1)
    expect(frame.get_by_role("link", name="Muscles", exact=True)).to_have_count(0)
    expect(frame.locator(".rp-brand, .rp-footer")).to_have_count(0)

    # what is chosen, a language and a further page go on in the frame
    frame.locator(".st-key-find_place input").fill("right temple")
    frame.locator(".st-key-find_place input").press("Enter")
    expect(frame.locator(".st-key-chosen button").first).to_contain_text("Right temple", timeout=SLOW_MS)
    spanish = frame.get_by_role("button", name="Español")
    if spanish.is_visible():
        spanish.click()
    else:
        frame.locator(".st-key-language_switch select").select_option("es")
    expect(frame.locator(".rp-emergency-line")).to_have_text("En una emergencia, llame al 911.", timeout=SLOW_MS)
    (inner,) = [one for one in page.frames if one.parent_frame]
    asked = parse_qs(urlsplit(inner.url).query)
    assert {**asked, "view": []} == {"display": ["embed"], "lang": ["es"], "area": ["right-temple"], "view": []}


def test_the_frame_is_as_tall_as_the_explorer_says_and_no_taller(page: Page, clinic_site: tuple[str, str]) -> None:
    frame = opened(page, clinic_site[0])
    page.wait_for_function(f"() => ({HEIGHT})() !== 720", timeout=SLOW_MS)
    wide = page.viewport_size is not None and page.viewport_size["width"] > 1000
    content = frame.locator("[data-testid='stMainBlockContainer']")
    if not wide:
        (inner,) = [one for one in page.frames if one.parent_frame]
        most = inner.evaluate("Math.round(Math.min(0.8 * screen.availHeight, 900))")
        assert settled_height(page) == most < content.evaluate("content => content.getBoundingClientRect().height")
        return
    at_first = settled_height(page)
    assert abs(at_first - content.evaluate("content => content.getBoundingClientRect().height")) <= 1
    assert content.evaluate("content => content.parentElement.scrollHeight <= content.parentElement.clientHeight + 1")
    assert at_first < 1800

    frame.locator(".st-key-find_place input").fill("right temple")
    frame.locator(".st-key-find_place input").press("Enter")
    expect(frame.locator(".st-key-safety_none").last).to_be_visible(timeout=SLOW_MS)
    grown = settled_height(page)
    assert abs(grown - content.evaluate("content => content.getBoundingClientRect().height")) <= 1


def settled_height(page: Page) -> int:
    """The frame's height once it is the same three times in a row: it neither creeps nor swings."""
    seen = [-1, -2, -3]
    for _ in range(50):
        seen = [*seen[1:], int(page.evaluate(HEIGHT))]
        if len(set(seen)) == 1:
            return seen[0]
        page.wait_for_timeout(400)
    pytest.fail(f"the frame does not come to rest: {seen}")


def test_what_leaves_the_explorer_opens_outside_of_the_frame(page: Page, clinic_site: tuple[str, str]) -> None:
    frame = opened(page, clinic_site[0])
    page.context.route(f"{BOOKING}**", lambda route: route.fulfill(body="the booking page"))
    booking = frame.get_by_role("link", name="Request an appointment")
    with page.context.expect_page(timeout=SLOW_MS) as waiting:
        booking.click()
    assert waiting.value.url == BOOKING
    (call,) = frame.locator(".st-key-booking_find a[href^='tel:']").all()
    call.evaluate("link => link.addEventListener('click', (event) => event.preventDefault())")
    call.click()
    expect(call).to_have_attribute("target", "_top")
    assert page.url.rstrip("/") == clinic_site[0]


def test_a_site_that_is_not_named_shows_nothing(page: Page, clinic_site: tuple[str, str]) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(clinic_site[1])
    (inner,) = [one for one in page.frames if one.parent_frame]
    inner.wait_for_load_state()
    assert any("frame-ancestors" in one for one in told)
    assert page.frame_locator("#explorer").locator(".stApp").count() == 0


def test_the_layout_alone_tells_nobody_anything(browser: Browser, clinic_site: tuple[str, str]) -> None:
    """`display=embed` in a window of its own: the emergency number is there, and nothing is sent to anyone."""
    page = browser.new_page()
    page.goto(clinic_site[0])
    address = page.locator("#explorer").get_attribute("src")
    assert address is not None
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    expect(page.locator(".rp-emergency-line")).to_be_visible(timeout=PAGE_TIMEOUT_MS)
    assert errors == []
    page.context.close()
