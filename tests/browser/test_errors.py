"""What goes wrong is said clearly, the rest keeps working, and mending the file is enough."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from referral.ui.visit.labels import JOINER
from tests.conftest import FIVE_MUSCLES
from tests.edits import replaced
from tests.marked_up import MESS, mark_up
from tools.browsing import REPOSITORY, serving

from .conftest import wait_settled
from .screen import SLOW_MS, Screen

SHOULDER = "right-front_of_shoulder"
TREE = ("app.py", "server.py", "clinic.toml", ".streamlit", "pages", "referral", "locales", "data", "static")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that is not of the session's server, and that throws no fault of its own."""
    faults: list[str] = []
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    opened.close()
    assert faults == []


def assert_no_traceback(page: Page) -> None:
    expect(page.locator(".stException")).to_have_count(0)
    assert "Traceback" not in page.inner_text("body")


# --- links


def test_unknown_ids_in_a_link_are_dropped_with_the_nearest_named(desk: Screen) -> None:
    desk.open("/?area=right-tempel&area=right-temple&muscle=infraspinatsu&view=bakc&side=up&point=none&lang=en&x=1")
    notice = desk.page.locator(".rp-notice")
    expect(notice).to_contain_text("'right-tempel' is unknown and was left out. Nearest: right-temple")
    expect(notice).to_contain_text("'infraspinatsu' is unknown and was left out. Nearest: infraspinatus")
    expect(notice).to_contain_text("'bakc' is unknown and was left out. Nearest: back.")
    desk.wait_chips("right-temple")
    desk.wait_marked("right-temple")
    desk.wait_parameters(area=["right-temple"], lang=["en"])
    desk.tap("front", SHOULDER)
    desk.wait_chips("right-temple", SHOULDER)
    expect(notice).to_have_count(0)
    assert_no_traceback(desk.page)


def test_a_link_cannot_write_on_the_page(desk: Screen, asked_hosts: set[str]) -> None:
    desk.open("/?area=[Call](https://evil.test)&muscle=![](https://evil.test/a.png)&area=<b>bold</b>")
    notice = desk.page.locator(".rp-notice")
    expect(notice).to_contain_text("'[Call](https://evil.test)' is unknown")
    expect(notice).to_contain_text("'<b>bold</b>' is unknown")
    expect(notice.locator("a, img, b")).to_have_count(0)
    assert asked_hosts == {"localhost"}


def test_unknown_muscle_on_the_muscles_page_leads_to_the_list(desk: Screen) -> None:
    desk.page.goto("/muscles?muscle=infraspinatsu")
    wait_settled(desk.page)
    expect(desk.page.locator(".rp-notice")).to_contain_text("Nearest: infraspinatus")
    expect(desk.page.locator(".st-key-muscle_grid")).to_be_visible()


# --- files


@pytest.mark.long
def test_a_start_with_a_broken_dataset_is_closed_until_it_is_mended(page: Page, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIVE_MUSCLES, tmp_path / "data"))
    replaced(folder, "referrals.csv", "upper_trapezius_trp1,temple,", "upper_trapezius_trp1,tempel,")
    replaced(folder, "muscles.csv", "temple muscle,head,FMA49006,common", "temple muscle,head,FMA49006,comon")
    with serving(extra_environment={"REFERRAL_DATA": str(folder)}) as url:
        for address in ("/muscles", "/"):
            page.goto(url + address)
            wait_settled(page)
            closed = page.locator(".st-key-closed_page")
            expect(closed.get_by_role("heading")).to_have_text("This page is closed for a moment")
            expect(closed.get_by_role("link", name="Call 305.967.8976")).to_be_visible()
            expect(page.get_by_text("comon")).to_have_count(0)
            for part in (".st-key-body_map", ".st-key-place_box", ".st-key-muscle_grid", ".st-key-results"):
                expect(page.locator(part)).to_have_count(0)
            assert_no_traceback(page)
        page.goto(f"{url}/book")
        expect(page.get_by_role("link", name="Call").first).to_be_visible(timeout=SLOW_MS)

        replaced(folder, "referrals.csv", "tempel", "temple")
        replaced(folder, "muscles.csv", "comon", "common")
        screen = Screen(page).open(f"{url}/?area=right-temple")
        screen.wait_chips("right-temple")
        screen.none_of_these()
        expect(screen.candidates).not_to_have_count(0)
        # An edit of a sound dataset shows on the next reload, too.
        replaced(folder, "muscles.csv", "temporalis,Temporalis", "temporalis,Temporalis as edited")
        screen.open(f"{url}/?area=right-temple").none_of_these()
        expect(page.locator(".st-key-muscle_card_temporalis")).to_contain_text("Temporalis as edited")
        # One that is broken while the server runs is not shown: the last good one is.
        replaced(
            folder, "muscles.csv", "Temporalis as edited,temple muscle,head", "Temporalis broken,temple muscle,haed"
        )
        screen.open(f"{url}/?area=right-temple").none_of_these()
        expect(page.locator(".st-key-muscle_card_temporalis")).to_contain_text("Temporalis as edited")
        # This dataset has five muscles' regions alone; the rest of the atlas is only a picture to it.
        screen.tap("front", "right-front_of_knee")
        screen.tap("front", "right-temple")
        screen.wait_chips()
        assert_no_traceback(page)


@pytest.mark.long
def test_signs_of_markdown_in_a_dataset_are_shown_as_they_are_written(page: Page, tmp_path: Path) -> None:
    """In every label: no emphasis, colour, icon, code, formula, link or picture comes of them."""
    folder = Path(shutil.copytree(FIVE_MUSCLES, tmp_path / "data"))
    mark_up(folder)
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    with serving(extra_environment={"REFERRAL_DATA": str(folder)}) as url:
        screen = Screen(page)
        page.goto(f"{url}/?area=right-temple")
        wait_settled(page)
        sign = page.locator(".st-key-sign_chest button")
        expect(sign).to_be_visible(timeout=SLOW_MS)
        assert as_written(sign) == f"My chest feels heavy. {MESS}"
        assert_nothing_made(page, ".st-key-safety_signs_emergency, .st-key-chosen")
        screen.none_of_these()
        card = page.locator(".st-key-muscle_card_temporalis button")
        expect(card).to_be_visible(timeout=SLOW_MS)
        first, second, *_ = as_written(card).split("\n")
        assert (first, second) == (f"Temple muscle {MESS}", f"Temporalis {MESS}")
        assert_nothing_made(page, ".st-key-muscle_card_temporalis, .st-key-chosen, .st-key-next_bar")
    assert hosts - {None} == {"localhost"}  # pictures within the page have no host


def as_written(label: Locator) -> str:
    return label.inner_text().replace(JOINER, "").strip()


def assert_nothing_made(page: Page, within: str) -> None:
    made = ("code", "del", "a[href*='x.org']", "img[src*='x.org']", ".katex", "b", "[style*='color']", "[role='img']")
    for part in within.split(", "):
        expect(page.locator(part)).to_be_visible()
        expect(page.locator(part).locator(", ".join(made))).to_have_count(0)


@pytest.mark.long
def test_a_broken_clinic_file_is_explained_and_mended(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "clinic.toml"
    sound = (REPOSITORY / "clinic.toml").read_text(encoding="utf-8")
    file.write_text(sound.replace('emergency_number = "911"', 'emergency_number = "help"'), encoding="utf-8")
    with serving(extra_environment={"REFERRAL_CLINIC": str(file)}) as url:
        page.goto(url)
        expect(page.get_by_text("The clinic's settings in clinic.toml need a correction")).to_be_visible(
            timeout=SLOW_MS
        )
        expect(page.get_by_text("emergency_number")).to_contain_text("allowed: 2 to 6 digits")
        assert_no_traceback(page)

        address = "https://clinic.example/book?from=explorer"
        file.write_text(sound.replace('booking_url = ""', f'booking_url = "{address}"'), encoding="utf-8")
        page.goto(url)
        wait_settled(page)
        request = page.get_by_role("link", name="Request an appointment")
        expect(request).to_have_attribute("href", address)


@pytest.mark.long
def test_a_map_that_is_gone_or_has_gaps_leaves_the_list_working(page: Page, tmp_path: Path) -> None:
    for name in TREE:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    main = tmp_path / "data" / "atlas" / "atlas.json"
    aside = main.rename(tmp_path / "atlas.json")
    (tmp_path / "static" / "atlas" / "front.webp").unlink()
    (tmp_path / "static" / "atlas" / "back-index.png").write_bytes(b"no picture")
    with serving(folder=tmp_path) as url:
        screen = Screen(page)
        page.goto(url)
        wait_settled(page)
        expect(page.get_by_text("The body map cannot be shown. The list below works all the same.")).to_be_visible()
        expect(page.locator(".st-key-body_map")).to_have_count(0)
        assert_list_works(screen)
        page.goto(f"{url}/muscles?muscle=infraspinatus")
        wait_settled(page)
        expect(page.get_by_text("The body map cannot be shown.")).to_be_visible()
        expect(page.locator(".rp-facts")).to_be_visible()

        aside.rename(main)
        screen.open(url)
        warning = page.get_by_text("Part of the body map is missing.").locator("..")
        expect(warning).to_contain_text("front.webp: missing; that view has no picture.")
        expect(warning).to_contain_text("back-index.png: cannot be read")
        screen.tap("front", SHOULDER)  # its picture is gone, but not its regions
        screen.wait_chips(SHOULDER)
        screen.press(screen.chip(SHOULDER))
        screen.wait_chips()
        assert_list_works(screen)
        assert_no_traceback(page)


def assert_list_works(screen: Screen) -> None:
    screen.choose_from_list("tailbone")
    screen.wait_chips("tailbone")
    screen.none_of_these()
    expect(screen.candidates).not_to_have_count(0)
    screen.press(screen.candidates.first)
    expect(screen.page.locator(".rp-facts")).to_be_visible(timeout=SLOW_MS)
    expect(screen.page.get_by_role("link", name="Call").first).to_be_visible()
