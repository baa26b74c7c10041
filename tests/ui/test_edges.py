"""What we rely on in Streamlit beyond what it promises: it is there, and when it is not, that is said."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from streamlit import config, file_util, net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server import server_util
from streamlit.web.server.starlette.starlette_routes import create_host_config_routes
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from referral.serving.host_config import CONFIG, PATH
from referral.serving.without_app import THEIRS
from referral.ui import edges
from referral.ui.components.scripts import text
from tests.serving.test_web import Client

STREAMLIT: Final = Path(file_util.get_static_dir()) / "static"


@pytest.fixture(autouse=True)
def streamlit_as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    monkeypatch.setattr(net_util, "get_external_ip", lambda: "192.0.2.1")
    colour = config.get_option("theme.light.primaryColor")
    yield
    config.set_option("theme.light.primaryColor", colour, "clinic.toml")


def test_the_app_names_its_pages() -> None:
    edges.let_the_app_name_its_pages()
    assert PagesManager("app.py").uses_pages_directory is False


def test_nobody_is_asked_for_our_address() -> None:
    edges.ask_nobody_for_our_address()
    assert net_util.get_external_ip() is None


def test_messages_are_sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that was opened as Streamlit opens it kept the second message of an answer back for 40 ms."""
    monkeypatch.setattr(AutoHTTPProtocol, "connection_made", AutoHTTPProtocol.connection_made)
    edges.send_at_once()
    edges.send_at_once()  # once is enough
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        port.listen()
        with socket.create_connection(port.getsockname()):
            assert asyncio.run(delay_is_off(port))


async def delay_is_off(port: socket.socket) -> bool:
    """Whether a connection that uvicorn takes from a port sends without delay."""
    config = uvicorn.Config(lambda: None, lifespan="off", log_config=None)
    config.load()
    state = uvicorn.server.ServerState()
    taken: list[socket.socket] = []

    class Taking(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            taken.append(transport.get_extra_info("socket"))

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Taking(config=config, server_state=state, app_state={}), sock=port.dup())
    async with server:
        while not taken:
            await asyncio.sleep(0.01)
        return taken[0].getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_options_can_be_set_while_streamlit_runs() -> None:
    edges.set_options({"theme.light.primaryColor": "#123456"})
    assert config.get_option("theme.light.primaryColor") == "#123456"


def test_what_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(edges.EdgeError, match=r"theme\.light\.noSuchColor.*edges\.py"):
        edges.set_options({"theme.light.noSuchColor": "#123456"})
    monkeypatch.setattr(server_util, "net_util", None)
    with pytest.raises(edges.EdgeError, match="server_util"):
        edges.ask_nobody_for_our_address()
    monkeypatch.delattr(net_util, "get_external_ip")
    with pytest.raises(edges.EdgeError, match="get_external_ip"):
        edges.ask_nobody_for_our_address()
    for owner, name, relies, told in (
        (AutoHTTPProtocol, "connection_made", edges.send_at_once, "connection_made"),
        (PagesManager, "uses_pages_directory", edges.let_the_app_name_its_pages, "uses_pages_directory"),
    ):
        monkeypatch.delattr(owner, name)
        with pytest.raises(edges.EdgeError, match=told):
            relies()


def test_what_we_answer_for_the_host_is_what_streamlit_s_page_asks_for() -> None:
    (route,) = create_host_config_routes("")
    assert isinstance(route, Route) and route.path == PATH
    theirs = json.loads(Client(Starlette(routes=[route])).get(PATH).body)
    assert set(theirs) <= set(CONFIG)
    assert theirs["blockErrorDialogs"] is False, "Streamlit has no dialogs any more, or a setting for them"
    read = "".join(path.read_text(encoding="utf-8") for path in STREAMLIT.glob("js/index.*.js"))
    for key in CONFIG:
        assert f"{key}:" in read, f"Streamlit's page does not read {key} any more"


def test_streamlit_s_own_words_are_found_in_its_scripts() -> None:
    scripts = [path.read_text(encoding="utf-8") for path in STREAMLIT.glob("js/*.js")]
    for words in set(THEIRS) - {"Press Enter to apply"}:  # made of two
        assert any(f"`{words}`" in script for script in scripts), f"Streamlit says {words!r} no more"
    for part in ("InputInstructions", "stStatusWidget", "stElementToolbar", "stSkipToContent"):
        assert any(f"`{part}`" in script for script in scripts), f"Streamlit has no {part} any more"


def test_path_of_streamlit() -> None:
    before = config.get_option("server.baseUrlPath")
    try:
        for option, path in (("", ""), ("pain", "/pain"), ("/pain/", "/pain")):
            config.set_option("server.baseUrlPath", option, "a test")
            assert edges.base_path() == path
    finally:
        config.set_option("server.baseUrlPath", before, "a test")


def test_scripts_and_python_name_the_same_elements() -> None:
    script = text("edges.js") or ""
    for selector in (edges.MAIN, edges.PLOT, edges.DRAWING.removeprefix(f"{edges.PLOT} ")):
        assert f"= '{selector}'" in script or f'= "{selector}"' in script


def test_who_connects_and_asks_nothing_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AutoHTTPProtocol, "connection_made", AutoHTTPProtocol.connection_made)
    edges.end_silent_connections(0.2)
    assert asyncio.run(what_comes_after(b"GET / HTTP/1.1\r\nHost: x\r\n")) == b""
    assert asyncio.run(what_comes_after(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")).startswith(b"HTTP/1.1 200")


async def what_comes_after(request: bytes) -> bytes:
    """What a server that takes half a second for an answer says to a request before it hangs up."""

    async def slow(_: Any, __: Any, send: Any) -> None:
        await asyncio.sleep(0.5)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
        await send({"type": "http.response.body", "body": b""})

    config = uvicorn.Config(slow, lifespan="off", log_config=None)
    config.load()
    state, protocol = uvicorn.server.ServerState(), cast(Any, AutoHTTPProtocol)
    server = await asyncio.get_running_loop().create_server(
        lambda: protocol(config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(request)
        said = await asyncio.wait_for(reader.read(), 20)
        writer.close()
    return said
