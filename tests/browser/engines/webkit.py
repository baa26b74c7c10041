"""WebKitGTK, the family of Safari: its MiniBrowser on a screen that nobody sees, by its own driver over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from tools.browsing import free_port, stop

from .webdriver import WebDriverWindow
from .window import Window

WEBKIT_DRIVER: Final = "WebKitWebDriver"
START_S: Final = 30
ANSWER_S: Final = 90
_COMMANDS: Final = {
    "Navigate": ("POST", "/url"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "PerformActions": ("POST", "/actions"),
    "TakeScreenshot": ("GET", "/screenshot"),
    "Refresh": ("POST", "/refresh"),
    "Back": ("POST", "/back"),
    "SetWindowRect": ("POST", "/window/rect"),
    "Quit": ("DELETE", ""),
}


def mini_browsers() -> list[Path]:
    """Where Debian puts WebKitGTK's browser, the newest last."""
    return sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))


class WebKitWindow(WebDriverWindow):
    def __init__(self, driver: str, browser: Path, saved: Path) -> None:
        super().__init__(saved)
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._session = (
            f"{driver}/session/{self._ask('POST', f'{driver}/session', {'capabilities': wanted})['sessionId']}"
        )

    def command(self, name: str, **parameters: Any) -> Any:
        method, path = _COMMANDS[name]
        return self._ask(method, self._session + path, parameters)

    def _ask(self, method: str, address: str, parameters: dict[str, Any]) -> Any:
        told = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(address, told, {"Content-Type": "application/json"}, method=method)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(request, timeout=ANSWER_S) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {address}: {error.read().decode(errors='replace')}") from error


@contextmanager
def webkit(folder: Path, dark: bool) -> Iterator[Window]:
    """A window that is gone afterwards; files are saved into a folder in `folder`."""
    saved = folder / "saved"
    (folder / ".config").mkdir()
    saved.mkdir()
    (folder / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/saved"\n', encoding="utf-8")
    with ExitStack() as ours:
        log = ours.enter_context((folder / "log").open("w"))
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
            "DISPLAY": ours.enter_context(_screen()),
            "HOME": str(folder),
            "LANGUAGE": "en",
            "GTK_THEME": "Adwaita:dark" if dark else "Adwaita",
        }
        port = free_port()
        driver = subprocess.Popen([WEBKIT_DRIVER, f"--port={port}"], env=environment, stdout=log, stderr=log)
        ours.callback(stop, driver, START_S)
        window = _connected(f"http://127.0.0.1:{port}", driver, saved)
        ours.callback(window.command, "Quit")
        window.fit()
        yield window


def _connected(address: str, driver: subprocess.Popen[bytes], saved: Path) -> WebKitWindow:
    end = time.monotonic() + START_S
    while True:
        try:
            return WebKitWindow(address, mini_browsers()[-1], saved)
        except urllib.error.URLError:
            if driver.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.1)


@contextmanager
def _screen() -> Iterator[str]:
    """A screen of its own, large enough for the window and what stands round it; gives its name."""
    told, tells = os.pipe()
    arguments = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(arguments, pass_fds=[tells], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(tells)
    try:
        with os.fdopen(told) as digits:
            yield f":{digits.readline().strip()}"
    finally:
        stop(screen, START_S)
