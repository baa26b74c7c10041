"""A server that runs, met by who is no browser: foreign names, junk, silence. Nothing of it is a traceback."""

from __future__ import annotations

import asyncio
import http.client
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg

from referral.folders import CLINIC_FILE
from referral.ui.client_messages import MOST_BYTES
from referral.ui.frame.navigation import PAGES
from tools.browsing import serving

NAME = "pain.example.org"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "server.log"


@pytest.fixture(scope="module")
def url(log: Path) -> Iterator[str]:
    """A server that knows its name, hangs up early and asks often whether somebody is there."""
    clinic = log.with_name("clinic.toml")
    sound = CLINIC_FILE.read_text(encoding="utf-8")
    clinic.write_text(sound.replace('explorer_url = ""', f'explorer_url = "https://{NAME}/"'), encoding="utf-8")
    environment = {"REFERRAL_CLINIC": str(clinic), "STREAMLIT_SERVER_WEBSOCKET_PING_INTERVAL": "1"}
    with serving(extra_environment=environment, log=log) as address:
        yield address


def asked(
    url: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    return connection.getresponse()


async def over_socket(url: str, message: bytes | str) -> int:
    """Send one message after the first run; return the code with which the server ends the connection."""
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    async with websockets.connect(address, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None) as line:
        first = BackMsg()
        first.rerun_script.SetInParent()
        await line.send(first.SerializeToString())
        await line.recv()
        await line.send(message)
        try:
            async with asyncio.timeout(20):
                while True:
                    await line.recv()
        except websockets.ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else 0


def test_no_answer_says_what_the_server_is_made_of(url: str) -> None:
    for path in (
        "/",
        "/none",
        "/_stcore/health",
        "/app/static/none.png",
        "/media/none",
        "/%ff",
        "/..%2f..%2fetc/passwd",
    ):
        answer = asked(url, path)
        told = str(answer.headers) + (answer.read().decode("utf-8", "replace") if path != "/" else "")
        assert answer.headers["server"] is None, path
        assert not re.search(r"uvicorn|starlette|python/|traceback|site-packages|/home/|/root/", told, re.IGNORECASE), (
            path
        )


@pytest.mark.parametrize("path", ["/", *(f"/{entry.url_path}" for entry in PAGES), "/book?lang=es"])
def test_every_page_answers(url: str, path: str) -> None:
    answer = asked(url, path, accept="text/html")
    assert (answer.status, b'<div id="root">' in answer.read()) == (200, True)


def test_a_wrong_address_does_not(url: str) -> None:
    for path in ("/nowhere", "/find/it", "/static/js/none.js"):
        answer = asked(url, path, accept="text/html", accept_language="es")
        assert (answer.status, b'<html lang="es">' in answer.read()) == (404, True)
        assert "'unsafe-inline'" not in answer.headers["content-security-policy"].partition("; style-src")[0]


def test_a_foreign_name_gets_nothing(url: str) -> None:
    answer = asked(url, "/", host="evil.test")
    assert (answer.status, b"hosts in clinic.toml" in answer.read()) == (421, True)
    for host in (NAME, "localhost:1", "192.168.1.20:8501", "reception-pc"):
        assert asked(url, "/_stcore/health", host=host).status == 200


def test_a_page_of_another_site_gets_no_web_socket(url: str) -> None:
    upgrade: Any = {"connection": "Upgrade", "upgrade": "websocket", "sec_websocket_version": "13"}
    answer = asked(
        url, "/_stcore/stream", sec_websocket_key="AAAAAAAAAAAAAAAAAAAAAA==", origin="http://evil.test", **upgrade
    )
    assert (answer.status, answer.read()) == (403, b"A page of another site cannot talk to this server.\n")


def test_nothing_can_be_uploaded(url: str) -> None:
    assert asked(url, "/_stcore/upload_file/1/2", "PUT", b"x" * 1000).status == 404


def test_junk_is_a_line_in_the_log_and_no_traceback(url: str, log: Path) -> None:
    junk = ["text", b"\xff\xfe junk", BackMsg(clear_cache=True).SerializeToString(), b"\0" * (MOST_BYTES + 1)]
    before = len(log.read_text(encoding="utf-8").splitlines())
    assert [asyncio.run(over_socket(url, message)) for message in junk] == [1008] * len(junk)
    lines = log.read_text(encoding="utf-8").splitlines()[before:]
    assert len(lines) == len(junk), lines
    assert all("Closed a web socket: " in line for line in lines)


def test_who_is_gone_without_a_word_is_forgotten(url: str) -> None:
    """A telephone that has lost its line says nothing: it answers no ping."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    with socket.create_connection((str(host), port or 80), timeout=20) as line:
        line.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        told = bytearray()
        while part := line.recv(1000):
            told += part
    assert told.startswith(b"HTTP/1.1 101")
