"""A line may be cut in the middle of what a run draws. The browser comes back to its session, and asks for it anew."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Final

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tools.browsing import serving

CUTS: Final = 8
OF_A_RUN: Final = {"new_session", "delta", "ref_hash", "script_finished"}
LEFT_S: Final = 0.7
"""So long is listened for what was left. The server sends it at once."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving() as address:
        yield address


def line_to(url: str, session_id: str = "") -> websockets.connect:
    """A connection as Streamlit's page opens it; with the id of a session, to that."""
    names = ["streamlit", "none", session_id] if session_id else ["streamlit"]
    subprotocols = [websockets.Subprotocol(name) for name in names]
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    return websockets.connect(address, subprotocols=subprotocols, max_size=None, compression=None, proxy=None)


async def ask(line: websockets.ClientConnection) -> None:
    message = BackMsg()
    message.rerun_script.SetInParent()
    await line.send(message.SerializeToString())


async def next_of(line: websockets.ClientConnection) -> ForwardMsg:
    raw = await asyncio.wait_for(line.recv(), 30)
    assert isinstance(raw, bytes)
    return ForwardMsg.FromString(raw)


async def until(line: websockets.ClientConnection, kind: str) -> tuple[list[str], ForwardMsg]:
    """The kinds of what comes until one of this kind has come, and that one."""
    kinds: list[str] = []
    while not kinds or kinds[-1] != kind:
        message = await next_of(line)
        kinds.append(message.WhichOneof("type") or "")
    return kinds, message


async def left_of_a_cut_run(url: str, more: int, *, noticed: bool) -> tuple[list[str], list[str]]:
    """What of a run comes over a new line before one was asked for, and what comes then. The line was cut when `more`
    messages of the run before had come; `noticed`: by the server too."""
    async with line_to(url) as line:
        await ask(line)
        _, began = await until(line, "new_session")
        for _ in range(more):
            await next_of(line)
        if noticed:
            line.transport.abort()
        session_id = began.new_session.initialize.session_id
        async with line_to(url, session_id) as again:
            left = []
            try:
                async with asyncio.timeout(LEFT_S):
                    while True:
                        left.append((await next_of(again)).WhichOneof("type") or "")
            except TimeoutError:
                await ask(again)
            then, begins = await until(again, "new_session")
            assert begins.new_session.initialize.session_id == session_id
            then += (await until(again, "script_finished"))[0]
    return [kind for kind in left if kind in OF_A_RUN], [kind for kind in then if kind in OF_A_RUN]


@pytest.mark.parametrize("noticed", [True, False])
def test_of_a_run_that_was_cut_nothing_comes_later(url: str, noticed: bool) -> None:
    """Its end came without its middle, and the page took away what it had not heard of."""

    async def cut() -> None:
        for more in range(CUTS):
            left, then = await left_of_a_cut_run(url, more, noticed=noticed)
            assert left == [], more
            assert then[0] == "new_session" and len(then) > 20

    asyncio.run(cut())
