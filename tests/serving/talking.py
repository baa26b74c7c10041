"""Wishes over the web socket, and what comes back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

PATIENCE_S = 30


@dataclass(frozen=True)
class Shown:
    """What one run sent."""

    html: str
    faults: tuple[str, ...]
    """Streamlit's own words for faults."""

    addresses: tuple[str, ...]
    """What the address was made to say, after the question mark."""


async def asked(line: websockets.ClientConnection, state: WidgetState, page: str) -> Shown:
    """Send a wish for the whole page to run with this state of a widget; return what came until it had."""
    message = BackMsg()
    message.rerun_script.page_script_hash = page
    message.rerun_script.widget_states.widgets.append(state)
    await line.send(message.SerializeToString())
    html, faults, addresses = "", [], []
    while True:
        raw = await asyncio.wait_for(line.recv(), PATIENCE_S)
        assert isinstance(raw, bytes)
        told = ForwardMsg.FromString(raw)
        kind, element = told.WhichOneof("type"), told.delta.new_element
        if kind == "page_info_changed":
            addresses.append(told.page_info_changed.query_string)
        elif element.WhichOneof("type") == "exception":
            faults.append(element.exception.message)
        elif element.WhichOneof("type") == "html":
            html += element.html.body
        elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return Shown(html, tuple(faults), tuple(addresses))
