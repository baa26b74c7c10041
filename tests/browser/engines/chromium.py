"""Chromium, by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Download, Error, Page, Playwright, sync_playwright

from tools.browsing import launch

from .window import HEIGHT, WIDTH, Hand, PageLeftError, Window


class ChromiumWindow(Window):
    def __init__(self, page: Page, saved: Path) -> None:
        super().__init__(saved)
        self.page = page
        self._coming: list[Download] = []
        page.on("download", lambda download: self._coming.append(download))

    def collect(self) -> None:
        self.page.wait_for_timeout(50)  # Playwright tells of downloads only while it is asked something
        while self._coming:
            download = self._coming.pop()
            download.save_as(self.saved / download.suggested_filename)

    def open(self, address: str) -> None:
        self.page.goto(address)

    def run(self, script: str, arguments: list[Any]) -> Any:
        try:
            return self.page.evaluate(f"(given) => (function () {{ {script} }})(...given)", arguments)
        except Error as error:
            if "context was destroyed" in error.message:
                raise PageLeftError from error
            raise

    def tap_at(self, x: float, y: float, hand: Hand = "mouse") -> None:
        if hand == "touch":
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.click(x, y)

    def press(self, *keys: str) -> None:
        self.page.keyboard.press("+".join(keys))

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def png(self) -> bytes:
        return self.page.screenshot()

    def reload(self) -> None:
        self.page.reload()

    def back(self) -> None:
        self.page.go_back()


_at_work: Final[list[Playwright]] = []


@contextmanager
def _playwright() -> Iterator[Playwright]:
    """The one of this process: a second beside it is refused."""
    if _at_work:
        yield _at_work[0]
        return
    with sync_playwright() as playwright:
        _at_work.append(playwright)
        try:
            yield playwright
        finally:
            _at_work.clear()


@contextmanager
def chromium(folder: Path, dark: bool) -> Iterator[Window]:
    """A window that is gone afterwards; files are saved into `folder`."""
    with _playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True, color_scheme="dark" if dark else "light"
        )
        yield ChromiumWindow(context.new_page(), folder)
        browser.close()
