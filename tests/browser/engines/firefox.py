"""Firefox of the machine, by its own Marionette: WebDriver's commands as JSON over a socket, without a driver between.
Playwright asks for more than Firefox ESR 140 has (network.addDataCollector)."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tools.browsing import stop

from .webdriver import WebDriverWindow
from .window import Window

FIREFOX: Final = "firefox-esr"
"""Debian's. Others may be shut up in a box (snap), from which they reach no folder of ours."""
START_S: Final = 60
ANSWER_S: Final = 90
PORT_FILE: Final = "MarionetteActivePort"
SETTINGS: Final[dict[str, Any]] = {
    "marionette.port": 0,
    "dom.w3c_touch_events.enabled": 1,
    "intl.accept_languages": "en-US, en",
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.alwaysOpenPanel": False,
    "browser.helperApps.neverAsk.saveToDisk": "application/pdf,image/png",
    "pdfjs.disabled": True,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.server": "",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 0,
    "dom.security.https_first": False,
}


class FirefoxWindow(WebDriverWindow):
    def __init__(self, connection: socket.socket, saved: Path) -> None:
        super().__init__(saved)
        self._connection = connection
        self._number = 0
        connection.settimeout(ANSWER_S)
        self._receive()  # it says first what it speaks

    def command(self, name: str, **parameters: Any) -> Any:
        self._number += 1
        room = "Marionette" if name == "Quit" else "WebDriver"
        told = json.dumps([0, self._number, f"{room}:{name}", parameters]).encode()
        self._connection.sendall(str(len(told)).encode() + b":" + told)
        _, _, error, answer = self._receive()
        if error:
            raise RuntimeError(f"{name}: {error['error']}: {error['message']}")
        return answer.get("value", answer) if isinstance(answer, dict) else answer

    def _receive(self) -> Any:
        """One message: its length in digits, a colon, JSON."""
        digits = b""
        while not digits.endswith(b":"):
            digits += self._some(1)
        text = b""
        while len(text) < int(digits[:-1]):
            text += self._some(int(digits[:-1]) - len(text))
        return json.loads(text)

    def _some(self, most: int) -> bytes:
        some = self._connection.recv(most)
        if not some:
            raise RuntimeError("Firefox has hung up")
        return some


@contextmanager
def firefox(folder: Path, dark: bool) -> Iterator[Window]:
    """A window that is gone afterwards; files are saved into a folder in `folder`."""
    profile, saved = folder / "profile", folder / "saved"
    profile.mkdir()
    saved.mkdir()
    settings = SETTINGS | {"browser.download.dir": str(saved), "ui.systemUsesDarkTheme": int(dark)}
    lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in settings.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    arguments = [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(arguments, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)})
    try:
        window = FirefoxWindow(socket.create_connection(("127.0.0.1", _port(profile / PORT_FILE, process))), saved)
        window.command("NewSession", capabilities={})
        window.fit()
        yield window
    finally:
        stop(process, START_S)


def _port(told: Path, process: subprocess.Popen[bytes]) -> int:
    """Where Firefox listens, once it says so."""
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        if told.exists() and (digits := told.read_text(encoding="ascii").strip()):
            return int(digits)
        time.sleep(0.1)
    raise RuntimeError(f"Firefox did not start:\n{(told.parent.parent / 'log').read_text(errors='replace')}")
