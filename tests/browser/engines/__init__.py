"""Chromium, Firefox and WebKitGTK behind one window, so that the same checks run in all three.

    why_not(engine) -> str | None                what is missing on this machine
    opened(engine, dark=False)                   context manager; a Window of that engine

A window (`window.py`) is driven by a few things that every engine has: a script in the page, a mouse, a finger, keys, a
picture of what is seen, files that were saved. Chromium is driven by Playwright (`chromium.py`), the others by the
commands of W3C WebDriver (`webdriver.py`): Firefox takes them itself (its Marionette), for WebKitGTK a driver of its
own does.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from .chromium import chromium
from .firefox import FIREFOX, firefox
from .webkit import WEBKIT_DRIVER, mini_browsers, webkit
from .window import Window

__all__ = ["ENGINES", "Window", "opened", "why_not"]

ENGINES: Final = {"chromium": chromium, "firefox": firefox, "webkit": webkit}


def why_not(engine: str) -> str | None:
    """What this machine lacks to run an engine, in words; None where it has all."""
    if engine == "firefox" and not shutil.which(FIREFOX):
        return "Firefox is not installed (Debian: firefox-esr)"
    if engine == "webkit" and not (shutil.which(WEBKIT_DRIVER) and mini_browsers() and shutil.which("Xvfb")):
        return "WebKitGTK is not installed (Debian: webkit2gtk-driver and xvfb)"
    return None  # without a Chromium, Playwright brings its own


@contextmanager
def opened(engine: str, dark: bool = False) -> Iterator[Window]:
    """A window of its own, which is gone afterwards with all that it kept."""
    with (
        tempfile.TemporaryDirectory(prefix=f"{engine}-", ignore_cleanup_errors=True) as folder,
        ENGINES[engine](Path(folder), dark) as window,
    ):
        yield window
