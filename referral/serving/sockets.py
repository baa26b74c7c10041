"""What comes in over a web socket, before Streamlit reads it. Plain ASGI.

    OwnMessages(app, fault_in)     one line in the log and the end of the connection, where a message is not ours

`fault_in` says what is wrong with a message (ui/client_messages.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from referral.serving.asgi import POLICY, ASGIApp, Message, Receive, Scope, Send

LOG: Final = logging.getLogger("referral.serving.sockets")
Judge = Callable[[bytes | str | None], str | None]


class OwnMessages:
    """Closes a web socket over which something comes that no page of ours sends."""

    def __init__(self, app: ASGIApp, fault_in: Judge) -> None:
        self.app = app
        self._fault_in = fault_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        watched = _Watched(receive, send, self._fault_in)
        await self.app(scope, watched.receive, watched.send)


class _Watched:
    """One connection. Once it is closed, nothing more goes out: the app may not have heard yet."""

    def __init__(self, receive: Receive, send: Send, fault_in: Judge) -> None:
        self._receive, self._send, self._fault_in = receive, send, fault_in
        self._closed = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message
        data = message.get("bytes")
        fault = self._fault_in(message.get("text") if data is None else data)
        if fault is None:
            return message
        LOG.warning("Closed a web socket: %s", fault)
        await self.send({"type": "websocket.close", "code": POLICY, "reason": ""})
        return {"type": "websocket.disconnect", "code": POLICY}

    async def send(self, message: Message) -> None:
        if self._closed:
            return
        self._closed = message["type"] == "websocket.close"
        await self._send(message)
