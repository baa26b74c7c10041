"""Who is let in, in this process: names, origins, doors that are shut, and what comes over a web socket."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import MutableMapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg

from referral.serving import door, sockets
from referral.serving.door import OwnName, ShutDoors, is_ours
from referral.serving.sockets import OwnMessages
from referral.ui.client_messages import MOST_BYTES, MOST_WIDGETS, fault_in

NAMES = frozenset({"pain.example.org"})
OURS = [
    "pain.example.org",
    "PAIN.example.org:443",
    "pain.example.org.",
    "localhost:8501",
    "127.0.0.1:8501",
    "[::1]:8501",
]
AT_HOME = ["192.168.1.20:8501", "reception-pc:8501", "reception-pc.local", "explorer.lan", "10.0.0.7"]
FOREIGN = [
    "evil.test",
    "pain.example.org.evil.test",
    "127.0.0.1.evil.test",
    "x:y",
    "pain.example.org@evil.test",
    "",
    "[",
]

Message = MutableMapping[str, Any]


@pytest.fixture(autouse=True)
def logs_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other programs' settings of the log, made earlier in this process, may have silenced what was there already."""
    for log in (door.LOG, sockets.LOG):
        monkeypatch.setattr(log, "disabled", False)


async def _app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": message["bytes"]})
        await send({"type": "websocket.send", "bytes": b"too late"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"in"})


def sent(
    app: Any, kind: str, headers: dict[str, str], path: str = "/", came: tuple[Message, ...] = ()
) -> list[Message]:
    """What an application sends for one request, or over one web socket to which `came` comes."""
    scope: dict[str, Any] = {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "extensions": {"websocket.http.response": {}} if kind == "websocket" else {},
    }
    coming, out = iter(came), []

    async def receive() -> Message:
        return next(coming, {"type": f"{kind}.disconnect"})

    async def send(message: Message) -> None:
        out.append(message)

    asyncio.run(app(scope, receive, send))
    return out


def status(app: Any, kind: str = "http", **headers: str) -> int:
    first = sent(app, kind, headers)[0]
    return int(first.get("status", 101))


@pytest.mark.parametrize("host", [*OURS, *AT_HOME])
def test_our_names_and_those_at_home_are_let_in(host: str) -> None:
    assert is_ours(host, NAMES)


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_name_is_refused_in_words(host: str, caplog: pytest.LogCaptureFixture) -> None:
    ours = OwnName(_app, lambda: NAMES)
    start, body = sent(ours, "http", {"host": host})
    assert start["status"] == 421
    assert b"hosts in clinic.toml" in body["body"]
    assert len(caplog.records) == 1
    assert status(ours, "websocket", host=host) == 421


@pytest.mark.parametrize("host", [*OURS, *AT_HOME, "evil.test"])
def test_without_a_name_every_name_is_let_in(host: str) -> None:
    assert status(OwnName(_app, frozenset), host=host) == 200


@pytest.mark.parametrize(
    ("origin", "host", "expected"),
    [
        ("http://localhost:8501", "localhost:8501", 101),
        ("https://pain.example.org", "pain.example.org", 101),
        ("https://pain.example.org", "127.0.0.1:8501", 101),  # a proxy that does not hand the name on
        ("http://192.168.1.20:8501", "192.168.1.20:8501", 101),
        ("https://evil.test", "pain.example.org", 403),
        ("http://localhost:3000", "pain.example.org", 403),  # another program on the visitor's machine
        ("https://evil.test", "127.0.0.1:8501", 403),
        ("null", "localhost:8501", 403),
        ("x", "localhost:8501", 403),
    ],
)
def test_a_page_of_another_site_gets_no_web_socket(origin: str, host: str, expected: int) -> None:
    assert status(OwnName(_app, lambda: NAMES), "websocket", origin=origin, host=host) == expected


def test_a_foreign_page_is_refused_without_any_name_too_and_a_program_is_not() -> None:
    ours = OwnName(_app, frozenset)
    assert status(ours, "websocket", origin="https://evil.test", host="localhost:8501") == 403
    assert status(ours, "websocket", host="localhost:8501") == 101


@pytest.mark.parametrize("base", ["", "/pain"])
def test_nothing_is_uploaded(base: str) -> None:
    ours = ShutDoors(_app, base)
    for path in ("/_stcore/upload_file/1/2", "/_stcore/agent/interact", "/_stcore/agent/openapi.json"):
        assert sent(ours, "http", {}, base + path)[0]["status"] == 404
    assert sent(ours, "http", {}, f"{base}/_stcore/health")[0]["status"] == 200


# --- messages


def said(**changes: Any) -> bytes:
    return BackMsg(**changes).SerializeToString()


def with_widgets(number: int) -> bytes:
    message = BackMsg()
    message.rerun_script.SetInParent()
    for _ in range(number):
        message.rerun_script.widget_states.widgets.add(id="x", trigger_value=True)
    return message.SerializeToString()


def operation(name: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, name).SetInParent()
    return message.SerializeToString()


TAKEN = [
    operation("deferred_file"),
    with_widgets(0),
    with_widgets(MOST_WIDGETS),
    said(stop_script=True),
    said(app_heartbeat=True),
]
JUNK: list[bytes | str] = [
    "text",
    b"\xff\xfe junk",
    b"",
    said(clear_cache=True),
    said(debug_shutdown_runtime=True),
    operation("install_skills"),
    with_widgets(MOST_WIDGETS + 1),
    b"\0" * (MOST_BYTES + 1),
]


def test_what_a_page_of_ours_sends_is_taken() -> None:
    assert [fault_in(message) for message in TAKEN] == [None] * len(TAKEN)


@given(st.binary(max_size=300) | st.text(max_size=50))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_whatever_comes_is_judged_in_one_line(message: bytes | str) -> None:
    told = fault_in(message)
    assert told is None or (len(told) < 120 and told.isprintable())


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:20])
def test_junk_ends_its_connection_and_is_one_line_in_the_log(
    junk: bytes | str, caplog: pytest.LogCaptureFixture
) -> None:
    came = [{"type": "websocket.receive", "bytes": TAKEN[2]}]
    came.append({"type": "websocket.receive", "text" if isinstance(junk, str) else "bytes": junk})
    out = sent(OwnMessages(_app, fault_in), "websocket", {}, came=tuple(came))
    assert [message["type"] for message in out] == ["websocket.accept", "websocket.send", "websocket.close"]
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.exc_info is None
    assert "\n" not in record.getMessage()
