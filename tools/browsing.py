"""A server and a browser for tests, benchmarks and screenshots.

serving(script="server.py", extra_environment=None, folder=REPOSITORY, log=None)
                                                       context manager; the address of a running server
launch(playwright) -> Browser                          the Chromium of this machine, else Playwright's own
none_of_these(page) -> bool                            the safety step answered, where it is asked
signs_asked(page) -> str                               the warning signs on the screen
wait_ran(page)                                         until the page's script has ended
wait_settled(page)                                     until the page is complete and no script is running
still(page, look, pause_ms)                            what a look gives once it gives the same twice
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from playwright.sync_api import Browser, Page, Playwright, expect

from referral.ui.edges import SCRIPT_ENDED, TO_COME

Looked = TypeVar("Looked")

REPOSITORY: Final = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NONE: Final = ".st-key-safety_none"
SIGNS_ASKED: Final = f"""() => document.querySelector('{NONE}')
  ? [...document.querySelectorAll('[class*="st-key-sign_"]')].map(sign => sign.className).join(' ') : ''"""
NEXT: Final = ".st-key-see_muscles button"
CLOSE: Final = ".st-key-close_list button"
# The signs have changed, and the script that changes them has ended.
ANSWERED: Final = f"""before => ({SIGNS_ASKED})() !== before &&
  {SCRIPT_ENDED}"""
# Seconds. A loaded two-core machine starts the server in about 6.
START_TIMEOUT: Final = 60
STOP_TIMEOUT: Final = 10
PAGE_TIMEOUT_MS: Final = 30_000
#: In a page with its footer: whether it is complete, as wait_settled and windows of other engines ask.
SETTLED: Final = f"{SCRIPT_ENDED} && !document.querySelector('{TO_COME}')"


def find_chromium() -> str | None:
    """The Chromium to use: env CHROMIUM, one on the PATH, or None for the one Playwright brings."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def launch(playwright: Playwright) -> Browser:
    """Start Chromium without a window."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))


def wait_ran(page: Page) -> None:
    """Wait until the page's footer is there and Streamlit's script has ended; scripts of elements may be to come."""
    expect(page.locator(".rp-footer")).to_be_visible(timeout=PAGE_TIMEOUT_MS)
    page.wait_for_function(f"() => {SCRIPT_ENDED}", timeout=PAGE_TIMEOUT_MS)


def wait_settled(page: Page) -> None:
    """Wait until the page is complete: its script has run, and no element is to come."""
    wait_ran(page)
    page.wait_for_function(f"() => {SETTLED}", timeout=PAGE_TIMEOUT_MS)


def still(page: Page, look: Callable[[], Looked], pause_ms: float) -> Looked:
    """What a look gives once two in a row give the same: what glides has come to rest, what follows has followed.

    Raises TimeoutError when it does not within PAGE_TIMEOUT_MS.
    """
    before = look()
    for _ in range(int(PAGE_TIMEOUT_MS / pause_ms)):
        page.wait_for_timeout(pause_ms)
        now = look()
        if now == before:
            return now
        before = now
    raise TimeoutError(f"it does not come to rest: {before}")


def none_of_these(page: Page) -> bool:
    """Answer the safety step with "None of these", screen after screen; tells whether it was asked. On a phone, where
    signs and muscles come once they are asked for, it asks."""
    if page.locator(NEXT).is_visible():
        page.locator(NEXT).click()
        page.locator(CLOSE).wait_for(timeout=PAGE_TIMEOUT_MS)
        page.wait_for_function(f"() => {SCRIPT_ENDED}", timeout=PAGE_TIMEOUT_MS)
    if not page.locator(NONE).count():
        return False
    button = page.locator(f"{NONE} button").last  # which comes later than its place
    button.wait_for(timeout=PAGE_TIMEOUT_MS)
    while asked := signs_asked(page):
        button.click()
        page.wait_for_function(ANSWERED, arg=asked, timeout=PAGE_TIMEOUT_MS)
    return True


def signs_asked(page: Page) -> str:
    """The warning signs on the screen, as one text; empty when none is asked."""
    asked: str = page.evaluate(f"({SIGNS_ASKED})()")
    return asked


def free_port() -> int:
    """A TCP port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    script: str = "server.py",
    extra_environment: Mapping[str, str] | None = None,
    folder: Path = REPOSITORY,
    log: Path | None = None,
) -> Iterator[str]:
    """Run `streamlit run <script>` from the repository's root, or a copy's; gives its address once it is healthy.
    `log`: where its words are kept. A base path that the environment names is part of the address.

    Raises RuntimeError with the server's log when it does not start.
    """
    port = free_port()
    with log.open("w+", encoding="utf-8") if log else tempfile.NamedTemporaryFile("w+", suffix=".log") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)],
            cwd=folder,
            env={**os.environ, **(extra_environment or {})},
            stdout=told,
            stderr=subprocess.STDOUT,
        )
        try:
            base = (extra_environment or {}).get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
            url = f"http://localhost:{port}/{base}".rstrip("/")
            if not becomes_healthy(url, server):
                raise RuntimeError(f"{script} did not start:\n{Path(told.name).read_text(encoding='utf-8')}")
            yield url
        finally:
            stop(server)


def stop(process: subprocess.Popen[bytes] | subprocess.Popen[str], patience_s: float = STOP_TIMEOUT) -> None:
    """End a process: kindly, and after a while otherwise."""
    process.terminate()
    try:
        process.wait(timeout=patience_s)
    except subprocess.TimeoutExpired:
        process.kill()


def becomes_healthy(url: str, server: subprocess.Popen[bytes] | subprocess.Popen[str]) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + START_TIMEOUT
    while time.monotonic() < end and server.poll() is None:
        try:
            with direct.open(f"{url}/_stcore/health", timeout=2):
                return True
        except OSError:
            time.sleep(0.2)
    return False
