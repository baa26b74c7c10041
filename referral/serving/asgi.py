"""What every middleware here needs of ASGI: its types, who asks for a page, and what is one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from starlette.datastructures import Headers

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY: Final = 1008
"""RFC 6455, 7.4.1: the close of a web socket over which something came that breaks the rules of this end."""


def asks_for_page(scope: Scope) -> bool:
    """Whether a browser goes to an address, rather than asks for a part of a page."""
    return "text/html" in Headers(scope=scope).get("accept", "")


def is_page(start: Message) -> bool:
    """Whether an answer that begins so is a page: Streamlit's is its one answer that is HTML."""
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
