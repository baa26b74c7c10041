"""What the browser tests share: the real server, a Chromium, pages for mouse and finger, every host noted.

server_url          the explorer behind server.py on a free port, once a session
outgoing            hosts that the server itself tried to reach (through a proxy that only takes notes)
mouse_page          a page with a mouse; call it: mouse_page(width=1440, scheme="dark")
phone_page          a page on a phone with a finger, 390 wide
requested_hosts     hosts that the pages of this test asked for anything
screens             the explorer on a phone, a tablet and a desk: windows that a module's tests share
module_hosts        hosts that those windows asked for anything
wait_settled(page)  wait until the page shows its footer and no script is running
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket, sync_playwright

from tools.browsing import launch, serving, wait_settled

from .screen import Screen

__all__ = ["WIDTHS", "MousePage", "NotingProxy", "wait_settled"]

WIDTHS: Final = (390, 820, 1440)
HEIGHT: Final = 900
#: Device -> width and whether it is touched.
DEVICES: Final = {"phone": (390, True), "tablet": (820, True), "desk": (1440, False)}
PHONE_AGENT: Final = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)

MousePage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that `-m "not browser"` leaves it out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            # machines that run this are often shared: a wait that ran out is tried again, and the report counts it
            item.add_marker(pytest.mark.flaky(reruns=2))


class NotingProxy:
    """Takes every connection, notes which host it was for, and hangs up. Nothing is passed on."""

    def __init__(self) -> None:
        self.hosts: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                first_line = connection.recv(1000).decode("latin-1").partition("\r\n")[0]
                self.hosts.append(first_line)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="session")
def outgoing() -> Iterator[NotingProxy]:
    proxy = NotingProxy()
    yield proxy
    proxy.close()


@pytest.fixture(scope="session")
def server_url(outgoing: NotingProxy) -> Iterator[str]:
    """server.py, started as `make run` does; what it asks of other hosts goes to `outgoing`."""
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), outgoing.url)
    with serving(extra_environment={**proxies, "NO_PROXY": "localhost,127.0.0.1"}) as url:
        yield url


# A module at a time: only one Playwright may be at work in a process, and other modules bring their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def requested_hosts() -> set[str]:
    """Filled by the pages below with the host of every request and web socket."""
    return set()


def note_hosts(context: BrowserContext, hosts: set[str]) -> None:
    """Add the host of everything the context's pages ask for; data: and blob: addresses have none."""

    def note_address(address: str) -> None:
        host = urlsplit(address).hostname
        if host:
            hosts.add(host)

    def note_request(request: Request) -> None:
        note_address(request.url)

    def note_socket(web_socket: WebSocket) -> None:
        note_address(web_socket.url)

    context.on("request", note_request)
    context.on("page", lambda page: page.on("websocket", note_socket))


@pytest.fixture
def mouse_page(browser: Browser, server_url: str, requested_hosts: set[str]) -> Iterator[MousePage]:
    """Opens pages with a mouse: mouse_page(width=1440, scheme="light")."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = 1440, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            base_url=server_url,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        contexts.append(context)
        note_hosts(context, requested_hosts)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def phone_page(browser: Browser, server_url: str, requested_hosts: set[str]) -> Iterator[Page]:
    """A page on a phone: finger, no mouse, 390 x 844 at three device pixels a pixel."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        base_url=server_url,
        has_touch=True,
        is_mobile=True,
        device_scale_factor=3,
        user_agent=PHONE_AGENT,
    )
    note_hosts(context, requested_hosts)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def module_hosts() -> set[str]:
    """Filled by `screens` with the host of every request and web socket."""
    return set()


@pytest.fixture(scope="module")
def screens(browser: Browser, server_url: str, module_hosts: set[str]) -> Iterator[dict[str, Screen]]:
    """A window a device, shared by a module's tests: each opens its own address, which starts a new visit."""
    contexts = []
    opened = {}
    for name, (width, finger) in DEVICES.items():
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            base_url=server_url,
            has_touch=finger,
            is_mobile=name == "phone",
            user_agent=PHONE_AGENT if name == "phone" else None,
        )
        note_hosts(context, module_hosts)
        contexts.append(context)
        opened[name] = Screen(context.new_page(), finger)
    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=DEVICES)
def device(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def screen(screens: dict[str, Screen], device: str) -> Screen:
    """The explorer on each device in turn."""
    return screens[device]


@pytest.fixture
def desk(screens: dict[str, Screen]) -> Screen:
    return screens["desk"]


@pytest.fixture
def phone(screens: dict[str, Screen]) -> Screen:
    return screens["phone"]
