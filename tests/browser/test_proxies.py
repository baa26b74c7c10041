"""The explorer behind nginx and Caddy with the files of deploy/: two servers, https, at the root and under a path. The
same few things a visitor does, through each of them.

What the proxies do with single requests is tests/test_deploy.py.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, Response, WebSocket, expect

from tools.browsing import wait_settled
from tools.proxies import NAMES, Proxy, behind, is_there, two_servers

from .consulting import code_on, downloaded, words
from .screen import SLOW_MS, Screen

pytestmark = [pytest.mark.browser, pytest.mark.long]

HEIGHT = 900


@pytest.fixture(scope="module", params=["", "/pain"], ids=["root", "path"])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def servers(base: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[int], Path]]:
    """The ports of two servers, and the folder of what they say."""
    if not any(map(is_there, NAMES)):
        pytest.skip("neither nginx nor Caddy is on this machine: tools/proxies.sh")
    folder = tmp_path_factory.mktemp("servers")
    with two_servers(folder, base) as ports:
        yield ports, folder


@pytest.fixture(params=NAMES)
def proxy(
    request: pytest.FixtureRequest, servers: tuple[list[int], Path], base: str, tmp_path: Path
) -> Iterator[Proxy]:
    if not is_there(request.param):
        pytest.skip(f"{request.param} is not on this machine: tools/proxies.sh")
    with behind(request.param, servers[0], tmp_path, base) as started:
        yield started


class Visit:
    """One visitor, and whatever went wrong between browser and proxy."""

    def __init__(self, browser: Browser, proxy: Proxy) -> None:
        self.context = browser.new_context(
            ignore_https_errors=True, viewport={"width": 1440, "height": HEIGHT}, base_url=f"{proxy.url}/"
        )
        self.proxy = proxy
        self.page: Page = self.context.new_page()
        self.screen = Screen(self.page)
        self.wrong: list[str] = []
        self.sockets: list[str] = []
        self.page.on("response", self._look_at)
        self.page.on("websocket", self._note)

    def _look_at(self, response: Response) -> None:
        path = urlsplit(response.url).path
        if response.status == 404 and path.endswith(("/_stcore/health", "/_stcore/host-config")):
            return  # at a deep address Streamlit's page tries where its server begins
        if response.status >= 400 or not response.url.startswith((f"{self.proxy.url}/", "data:", "blob:")):
            self.wrong.append(f"{response.status} {response.url}")

    def _note(self, socket: WebSocket) -> None:
        self.sockets.append(socket.url)


def test_what_a_visitor_does_works_through_the_proxy(
    browser: Browser, proxy: Proxy, base: str, servers: tuple[list[int], Path], tmp_path: Path
) -> None:
    visit = Visit(browser, proxy)
    page, screen = visit.page, visit.screen

    # a first visit
    answer = page.goto(f"{proxy.url}/")
    assert answer is not None
    assert answer.header_value("strict-transport-security") == "max-age=31536000"
    wait_settled(page)
    screen.wait_drawn()
    screen.wait_still()
    assert visit.sockets == [f"{proxy.url.replace('https', 'wss')}/_stcore/stream"]
    (cookie,) = [one for one in visit.context.cookies() if one.get("name") == "visitor"]
    assert (cookie.get("expires"), cookie.get("secure"), cookie.get("httpOnly")) == (-1, True, True)

    # a tap, the safety step, muscles with their pictures
    screen.tap("front", "right-temple")
    screen.wait_chips("right-temple")
    assert screen.candidates.count() == 0
    screen.none_of_these()
    expect(screen.candidates.first).to_be_visible(timeout=SLOW_MS)
    expect(page.locator(".rp-picture").first).to_be_visible(timeout=SLOW_MS)
    page.wait_for_function("() => document.querySelector('.rp-picture').naturalWidth > 0", timeout=SLOW_MS)

    # from page to page, and a reload
    page.get_by_role("link", name="Book", exact=True).click()
    page.wait_for_url(lambda url: urlsplit(url).path == f"{base}/book", timeout=SLOW_MS)
    wait_settled(page)
    page.go_back()
    screen.wait_chips("right-temple")
    page.reload()
    wait_settled(page)
    screen.wait_chips("right-temple")

    # the hand-out's file, and where its code leads
    hands_out(visit, tmp_path)

    assert visit.wrong == []
    visit.context.close()
    assert "/_stcore/stream" in proxy.logged()
    for noted in (proxy.logged(), *(file.read_text(encoding="utf-8") for file in servers[1].glob("*.txt"))):
        assert "?" not in noted
        assert "temple" not in noted


def test_every_visitor_gets_a_file_from_the_server_that_made_it(browser: Browser, proxy: Proxy, tmp_path: Path) -> None:
    """Routed by lot, a file would be missing every second time, and a visit begun anew after each cut."""
    for number in range(3):
        visit = Visit(browser, proxy)
        hands_out(visit, tmp_path / str(number))
        assert visit.wrong == []
        visit.context.close()


def hands_out(visit: Visit, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    page = visit.page
    page.goto(f"{visit.proxy.url}/consult?muscle=infraspinatus")
    wait_settled(page)
    pdf = downloaded(page, "Hand-out (PDF)", folder)
    link = f"{visit.proxy.url}/consult?muscle=infraspinatus&lang=en"
    assert link in words(pdf)
    assert code_on(pypdfium2.PdfDocument(pdf)[0].render(scale=2.5).to_pil()) == link
    assert io.BytesIO(pdf).read(5) == b"%PDF-"
