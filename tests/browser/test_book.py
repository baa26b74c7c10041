"""Book with a clinic that takes messages: what the browser makes of the links, on a phone and on a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Pattern
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from referral.folders import CLINIC_FILE
from tools.browsing import serving, wait_settled

from .conftest import PHONE_AGENT
from .screen import SLOW_MS, Screen

pytestmark = pytest.mark.long  # a server of its own
EMPTY = 'email = ""\nsms = ""\n'


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    file, sound = tmp_path_factory.mktemp("clinic") / "clinic.toml", CLINIC_FILE.read_text(encoding="utf-8")
    assert EMPTY in sound
    named = 'email = "desk@example.org"\nsms = "+13055550100"\n'
    file.write_text(sound.replace(EMPTY, named), encoding="utf-8")
    with serving(extra_environment={"REFERRAL_CLINIC": str(file)}) as address:
        yield address


def body_of(page: Page, scheme: str) -> str:
    """The text of a prepared message."""
    address = page.locator(f'.rp-write[href^="{scheme}:"]').get_attribute("href")
    return unquote((address or "").partition("body=")[2])


def test_a_phone_opens_a_message_with_the_summary_only_when_it_is_ticked(browser: Browser, url: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 664}, is_mobile=True, has_touch=True, user_agent=PHONE_AGENT
    )
    page = context.new_page()
    Screen(page, finger=True).open(f"{url}/?area=right-temple").none_of_these()
    page.locator(".st-key-take_along").wait_for(state="attached")
    page.locator(".st-key-close_list button").tap()
    page.get_by_role("link", name="Request an appointment").tap()
    page.get_by_role("link", name="Write a text message").wait_for(timeout=SLOW_MS)
    wait_settled(page)
    assert body_of(page, "sms").startswith("Hello. I would like to request an appointment.\n")
    assert "temple" not in body_of(page, "sms") + body_of(page, "mailto")
    for button in page.locator(".rp-write").all():
        box = button.bounding_box()
        assert box is not None and box["height"] >= 48 and box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.locator(".st-key-message_summary label").tap()
    expect(page.locator(".rp-write-sms")).to_have_attribute("href", _containing("temple"), timeout=SLOW_MS)
    assert "Where it hurts: right temple." in body_of(page, "mailto")
    assert "summary" not in page.url and "message" not in page.url  # what was wanted stays in the visit
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_desk_writes_e_mail_and_reads_the_number(browser: Browser, url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{url}/book")
    wait_settled(page)
    expect(page.get_by_role("link", name="Write an e-mail")).to_be_visible()
    expect(page.get_by_role("link", name="Write a text message")).to_be_hidden()
    expect(page.locator(".rp-write-told")).to_contain_text("+13055550100")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def _containing(text: str) -> Pattern[str]:
    return re.compile(re.escape(text))
