"""Under which names the server answers, and which of Streamlit's doors it keeps shut. Plain ASGI.

    OwnName(app, names)     refuses what comes under a foreign name, and web sockets of foreign pages
    ShutDoors(app, base)    404 where Streamlit would take files, or talk to programs

A page of another site can have a visitor's browser ask a server in the visitor's own network, under a name that the
site made point there. It then reads the answers, unless the server knows its own names.

What is let in: an address of numbers, localhost, a name without a dot or with an ending of AT_HOME (nobody can have
such a name point here from outside), and the `names`. Without any `names` every name is let in.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocket

from referral.serving.asgi import POLICY, ASGIApp, Receive, Scope, Send

LOG: Final = logging.getLogger("referral.serving.door")
AT_HOME: Final = (".localhost", ".local", ".lan", ".internal", ".home.arpa")
"""Endings of names that exist in a network of one's own alone."""

MISDIRECTED: Final = 421
"""RFC 9110, 15.5.20: the server does not answer for this name."""

FORBIDDEN: Final = 403
WRONG_NAME: Final = (
    "This server does not answer under this name. Open it by the address that the clinic gave you.\n"
    "For whoever runs it: the names are those of explorer_url and hosts in clinic.toml.\n"
)
WRONG_SITE: Final = "A page of another site cannot talk to this server.\n"
SHUT: Final = re.compile(r"/_stcore/(?:upload_file|agent)(?:/|$)")
"""Streamlit keeps in memory what is sent to the first; the second is for programs. Nothing here uses either."""


class OwnName:
    """Lets in what was asked of this server by one of its names. `names`: read anew for each request."""

    def __init__(self, app: ASGIApp, names: Callable[[], Collection[str]]) -> None:
        self.app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers, names = Headers(scope=scope), self._names()
        if not is_ours(headers.get("host"), names):
            await _refuse(scope, receive, send, WRONG_NAME, MISDIRECTED)
        elif scope["type"] == "websocket" and _is_foreign(headers, names):
            await _refuse(scope, receive, send, WRONG_SITE, FORBIDDEN)
        else:
            await self.app(scope, receive, send)


class ShutDoors:
    """Answers as if there were nothing where nothing of ours is."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and SHUT.match(scope["path"].removeprefix(self._base)):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_ours(host: str | None, names: Collection[str]) -> bool:
    """Whether a Host header names this server. Without one (HTTP/1.0, checks of health) no page can have asked."""
    if host is None or not names:
        return True
    name = _name_of(f"//{host}")
    return name is not None and (name in names or _is_at_home(name))


def _is_foreign(headers: Headers, names: Collection[str]) -> bool:
    """Whether a page of another site asks. Programs, which send no origin, can send anything."""
    origin, host = headers.get("origin"), headers.get("host", "")
    if origin is None:
        return False
    name = _name_of(origin)
    return name is None or (name != _name_of(f"//{host}") and name not in names)


def _name_of(address: str) -> str | None:
    """The name in an address, in small letters and without a port; None for what is no address."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return (parts.hostname or "").rstrip(".") or None


def _is_at_home(name: str) -> bool:
    if "." not in name and ":" not in name:
        return True
    if name.endswith(AT_HOME):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


async def _refuse(scope: Scope, receive: Receive, send: Send, words: str, status: int) -> None:
    headers = Headers(scope=scope)
    told = {name: repr(headers.get(name))[:100] for name in ("host", "origin")}
    LOG.warning("Refused: %s (Host %s, Origin %s)", words.partition("\n")[0], told["host"], told["origin"])
    answer = PlainTextResponse(words, status)
    if scope["type"] == "http":
        await answer(scope, receive, send)
        return
    socket = WebSocket(scope, receive, send)
    if "websocket.http.response" in scope.get("extensions", {}):
        await socket.send_denial_response(answer)
    else:
        await socket.close(code=POLICY)
