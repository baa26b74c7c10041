"""What the browser tests share: the real server, a Chromium, pages for mouse and finger, every host noted.

server_url          the explorer behind server.py on a free port, one for all workers of a run; at the end it must have
                    tried to reach no other host
line                a slow line to it: slow_line.py
mouse_page          a page with a mouse; call it: mouse_page(width=1440, scheme="dark")
phone_page          a page on a phone with a finger, 390 wide
asked_hosts         hosts that all these pages asked for anything: at the end none but this server
screens             the explorer on a phone, a tablet and a desk: windows that a module's tests share
wait_settled(page)  wait until the page shows its footer and no script is running
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, WebSocket, sync_playwright

from tools.browsing import launch, wait_settled

from .screen import Screen
from .shared_server import shared_server
from .slow_line import SlowLine
from .stage import Stage, staged

__all__ = ["WIDTHS", "MousePage", "wait_settled"]

WIDTHS: Final = (390, 820, 1440)
HEIGHT: Final = 900
#: Device -> width and whether it is touched.
DEVICES: Final = {"phone": (390, True), "tablet": (820, True), "desk": (1440, False)}
#: Safety and taps: what works once of two times does not work.
NEVER_REPEATED: Final = (
    "test_asking",
    "test_cut_lines",
    "test_edges",
    "test_engines",
    "test_marks",
    "test_page_words",
    "test_restarts",
    "test_safety",
    "test_safety_roads",
    "test_scripts",
    "test_taps",
)
#: The one fault of which a busy machine may be the cause: a page has not come in half a minute.
PAGE_NOT_LOADED: Final = r"TimeoutError: Page\.(goto|reload): Timeout"
#: Left to `make test-all`, beside what is marked long at its test: the same once more with another pointer, delay,
#: window or page, and what starts a server of its own. Searched for in a test's id.
ONCE_MORE: Final = re.compile(
    r"test_taps\.py::(.*(three_hundred|returned|slow=|\?fill|-130\]|--10\])|test_twenty|test_a_millimetre|test_tap_after"
    r"|test_same_place.*mouse|test_no_blank.*mouse)"
    r"|test_accessibility\.py::test_(nothing_is_cut_off|a_tap_on_the_map|a_screen_reader|axe.*\[(muscles|dry|book|about|tablet))"
    r"|test_shell\.py::test_(every_page_opens|clinic_colours)|test_edges\.py::test_(app_alone|streamlit_writes)"
    r"|test_muscles\.py|test_errors\.py|test_fonts\.py|test_languages\.py::test_everyday_words"
    r"|test_consult\.py::test_f_fills|test_explorer\.py::.*(sideways|telephone\[desk)"
    r"|test_safety_roads\.py::test_(and_in_every|the_way_back|a_muscle_without_a_place.*by_keyboard)"
    r"|test_safety\.py::test_the_focus_goes"
)
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
            if ONCE_MORE.search(item.nodeid):
                item.add_marker("long")
            if item.path.stem not in NEVER_REPEATED:
                # tried once more, and the last lines of the run say so
                item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=PAGE_NOT_LOADED))


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """server.py, started as `make run` does, by the first worker that needs it."""
    own = tmp_path_factory.getbasetemp()
    with shared_server(own if worker_id == "master" else own.parent) as url:
        yield url


@pytest.fixture
def line(server_url: str) -> Iterator[SlowLine]:
    with SlowLine(server_url) as line:
        yield line


@pytest.fixture(scope="session")
def asked_hosts() -> Iterator[set[str]]:
    """Filled by the pages below with the host of every request and web socket; this server is the only one."""
    hosts: set[str] = set()
    yield hosts
    assert hosts <= {"localhost"}


# A module at a time: only one Playwright may be at work in a process, and other modules bring their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


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
def stage(browser: Browser) -> Iterator[Stage]:
    """A page on which the components' scripts run without a server."""
    with staged(browser) as stage:
        yield stage


@pytest.fixture
def mouse_page(browser: Browser, server_url: str, asked_hosts: set[str]) -> Iterator[MousePage]:
    """Opens pages with a mouse: mouse_page(width=1440, scheme="light")."""
    contexts: list[BrowserContext] = []

    def open_page(width: int = 1440, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            base_url=server_url,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        contexts.append(context)
        note_hosts(context, asked_hosts)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def phone_page(browser: Browser, server_url: str, asked_hosts: set[str]) -> Iterator[Page]:
    """A page on a phone: finger, no mouse, 390 x 844 at three device pixels a pixel."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        base_url=server_url,
        has_touch=True,
        is_mobile=True,
        device_scale_factor=3,
        user_agent=PHONE_AGENT,
    )
    note_hosts(context, asked_hosts)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def screens(browser: Browser, server_url: str, asked_hosts: set[str]) -> Iterator[dict[str, Screen]]:
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
        note_hosts(context, asked_hosts)
        contexts.append(context)
        opened[name] = Screen(context.new_page(), finger)
    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(params=["phone", "desk", pytest.param("tablet", marks=pytest.mark.long)])
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
