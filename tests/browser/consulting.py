"""What a therapist does on Consult in a browser: find, open, hand out, read a code."""

from __future__ import annotations

import io
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tools.browsing import still, wait_settled

from .screen import SLOW_MS, Screen


def find(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find a muscle or a place")


def card(page: Page, muscle_id: str) -> Locator:
    return page.locator(f".st-key-consult_card_{muscle_id}")


def opened(screen: Screen, address: str = "/consult") -> Screen:
    screen.page.goto("about:blank")  # a visit of its own
    return screen.open(address)


def downloaded(page: Page, name: str, folder: Path) -> bytes:
    """What a download button gives."""
    with page.expect_download(timeout=SLOW_MS) as waiting:
        page.get_by_role("button", name=name).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file.read_bytes()


def words(pdf: bytes) -> str:
    return "".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


def code_on(picture: Image.Image) -> str:
    """What a telephone reads of the QR code in a picture."""
    (code,) = zxingcpp.read_barcodes(picture.convert("RGB").resize((picture.width * 3, picture.height * 3)))
    return code.text


def scroll_to_row(page: Page, row: int) -> tuple[float, float]:
    """Where the tick of a row of the table of candidates is on the screen."""
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_have_count(1, timeout=SLOW_MS)
    wait_settled(page)
    table.scroll_into_view_if_needed()
    box = still(page, table.bounding_box, 200)  # what stands above it may come a moment later
    assert box is not None
    return box["x"] + 18, box["y"] + 44 * 0.8 + 44 * (row + 0.5)


def big_screen(page: Page) -> Locator:
    return page.locator("dialog")


def as_therapist(page: Page) -> None:
    """Say that a therapist sits beside the person, so that a place brings a reminder instead of the questions."""
    button = page.locator(".st-key-safety_therapist button")
    button.click()
    expect(button).to_have_count(0, timeout=SLOW_MS)
