"""The frame around every page, in a real browser: opens, fits, keeps to itself, works by keyboard."""

from __future__ import annotations

import gzip
import urllib.request
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from referral.clinic.file import load_clinic
from referral.ui.frame.navigation import PAGES

from .conftest import WIDTHS, MousePage, wait_settled
from .screen import SLOW_MS

ADDRESSES: Final = ("/", *(f"/{entry.url_path}" for entry in PAGES))


def at_home_alone(route: Route) -> None:
    """Let through what is asked of this server, cut off everything else (it is noted all the same)."""
    if urlsplit(route.request.url).hostname == "localhost":
        route.continue_()
    else:
        route.abort()


def test_every_page_opens_by_its_address_and_nothing_leaves_the_machine(
    mouse_page: MousePage, asked_hosts: set[str]
) -> None:
    """Nor does the server ask anything of another host: shared_server.py says so at the end of a run."""
    page = mouse_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
    page.route("**/*", at_home_alone)
    # From the last page to the first: the first visit after a start is a link into the depth of the site.
    for address in reversed(ADDRESSES):
        page.goto(address)
        wait_settled(page)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator(".stException")).to_have_count(0)
        expect(page.locator("h1").first).to_be_visible()
    page.goto("/?display=kiosk")
    wait_settled(page)
    assert faults == []
    assert asked_hosts == {"localhost"}


@pytest.mark.parametrize("address", ["/", "/?area=right-front_of_shoulder"])
def test_no_script_of_the_first_page_is_asked_for_late(mouse_page: MousePage, address: str) -> None:
    """What comes once Plotly unpacks itself waits for the better part of a second: the safety step did."""
    page = mouse_page()
    opened = page.goto(address)
    wait_settled(page)
    assert opened is not None
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)")
    scripts = [name.rsplit("/", 1)[-1] for name in asked if name.endswith(".js")]
    assert len(scripts) > 50
    html = opened.text()
    assert [name for name in scripts if name not in html] == []


@pytest.mark.parametrize("width", [pytest.param(one, marks=pytest.mark.long) if one > 390 else one for one in WIDTHS])
def test_whole_menu_is_in_sight(mouse_page: MousePage, width: int) -> None:
    page = mouse_page(width=width)
    page.goto("/book")
    wait_settled(page)
    for entry in (entry for entry in PAGES if entry.in_menu):
        box = page.locator(".st-key-menu").get_by_role("link", name=entry.label, exact=True).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 44


def test_telephone_link_dials_the_clinic(phone_page: Page) -> None:
    phone_page.goto("/dry-needling")
    wait_settled(phone_page)
    call = phone_page.get_by_role("link", name="Call")
    expect(call).to_have_attribute("href", load_clinic().tel)
    box = call.bounding_box()
    assert box is not None
    assert box["height"] >= 48


def test_the_menu_leads_on_without_losing_the_visit(phone_page: Page) -> None:
    phone_page.goto("/dry-needling?lang=en")
    wait_settled(phone_page)
    phone_page.evaluate("() => { window.sameVisit = true }")
    phone_page.locator(".st-key-menu").get_by_role("link", name="Book").tap()
    expect(phone_page.get_by_role("heading", level=1, name="Book an assessment", exact=True)).to_be_visible(
        timeout=SLOW_MS
    )
    assert phone_page.evaluate("() => window.sameVisit") is True
    assert phone_page.url.endswith("/book?lang=en")


def test_menu_works_by_keyboard(mouse_page: MousePage) -> None:
    page = mouse_page()
    page.goto("/book")
    wait_settled(page)
    link = page.locator(".st-key-menu").get_by_role("link", name="Dry needling", exact=True)
    for _ in range(30):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    else:
        pytest.fail("the Tab key never reaches the menu")
    assert link.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="What is dry needling?", exact=True)).to_be_visible(
        timeout=SLOW_MS
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_clinic_colours_reach_words_and_ground(mouse_page: MousePage, scheme: str) -> None:
    colours = getattr(load_clinic(), scheme)
    page = mouse_page(scheme=scheme)
    page.goto("/book")
    wait_settled(page)
    assert _as_hex(page, ".rp-call", "backgroundColor") == colours.accent
    assert _as_hex(page, ".rp-brand-name", "color") == colours.text
    assert _as_hex(page, ".stApp", "backgroundColor") == colours.background


def _as_hex(page: Page, selector: str, style: str) -> str:
    colour: str = page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{style}")
    numbers = colour[colour.index("(") + 1 : -1].split(",")[:3]
    return "#" + "".join(f"{int(number):02x}" for number in numbers)


def _get(address: str) -> tuple[dict[str, str], bytes]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=10) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}, answer.read()


def test_scripts_come_compressed_and_whole(mouse_page: MousePage, server_url: str) -> None:
    page = mouse_page()
    page.goto("/book")
    script = page.locator("script[type=module][src]").first.get_attribute("src")
    assert script is not None
    address = f"{server_url}/{script.removeprefix('./').removeprefix('/')}"
    first, second = _get(address), _get(address)
    assert first[0]["content-encoding"] == "gzip"
    assert first[1] == second[1]
    plain = gzip.decompress(first[1])
    assert len(first[1]) < len(plain) / 2
    assert b"import" in plain[:100_000]


def test_answers_carry_guarding_headers(server_url: str) -> None:
    headers, _ = _get(server_url)
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]


def test_pictures_with_a_version_are_kept_for_good(server_url: str) -> None:
    assert "immutable" in _get(f"{server_url}/app/static/icon.png?v=1")[0]["cache-control"]
    assert "immutable" not in _get(f"{server_url}/app/static/icon.png")[0]["cache-control"]
