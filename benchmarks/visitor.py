"""A visitor without a browser: Streamlit's protocol over a web socket, as the page's script speaks it.

    async with visit(url) as visitor:     connected, the first page run to its end
        await visitor.tap(x_mm, y_mm)     what happened until the script ended (Run)
        await visitor.press("safety_none")

It keeps what a browser keeps: the address, the widgets that are on the page with the fragment they stand in, and the
hashes of large messages, which the server then does not send again.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

TIMEOUT_S: Final = 60
TAPS: Final = "body_map_taps"
NONE: Final = "safety_none_of_"
"""How the keys of the buttons "None of these" begin."""

TRIGGER: Final = "$$STREAMLIT_INTERNAL_KEY_{}__events"
"""The name under which a component's events travel (streamlit/components/v2/bidi_component/main.py)."""

_KEY_OF_ID: Final = re.compile(r"^\$\$ID-[0-9a-f]+-(.+)$")


@dataclass(frozen=True)
class Run:
    """What one message of a visitor led to, until the script had ended."""

    seconds: float
    first_seconds: float
    """Until the first part of the page came back."""

    received_bytes: int
    elements: int
    faults: tuple[str, ...]
    """What went wrong, in words; empty when nothing did."""


@dataclass
class Visitor:
    """One visitor with an open web socket."""

    socket: websockets.ClientConnection
    address: str = ""
    """What stands after the question mark."""

    fragments: dict[str, str] = field(default_factory=dict)
    """Widget key -> the fragment that the widget stands in, "" for the page itself."""

    ids: dict[str, str] = field(default_factory=dict)
    """Widget key -> the id by which Streamlit knows it."""

    kept: set[str] = field(default_factory=set)
    """Hashes of large messages that need not be sent again."""

    page: str = ""
    """The hash of the page that is open."""

    sheet: str = ""
    """The plate on the map, as the figure names it."""

    _taps: int = 0

    async def open_page(self) -> Run:
        """Run the whole page."""
        return await self._run(BackMsg())

    async def tap(self, x_mm: float, y_mm: float) -> Run:
        """Tap the map at a place of its plate."""
        self._taps += 1
        place = {"x": x_mm, "y": y_mm, "number": time.time_ns() // 1_000_000 + self._taps, "sheet": self.sheet}
        state = WidgetState(id=TRIGGER.format(self.ids[TAPS]))
        state.json_trigger_value = json.dumps([{"event": "tap", "value": {"taps": [place]}}])
        return await self._run(self._of_widget(TAPS, state))

    async def press(self, key: str) -> Run:
        """Press a button by its key."""
        return await self._run(self._of_widget(key, WidgetState(id=self.ids[key], trigger_value=True)))

    def keys(self, beginning: str) -> list[str]:
        """The keys of widgets on the page that begin so."""
        return [key for key in self.ids if key.startswith(beginning)]

    def _of_widget(self, key: str, state: WidgetState) -> BackMsg:
        message = BackMsg()
        message.rerun_script.fragment_id = self.fragments[key]
        message.rerun_script.widget_states.widgets.append(state)
        return message

    async def _run(self, message: BackMsg) -> Run:
        """Send a wish to run, and take in all that comes until the script has ended."""
        message.rerun_script.query_string = self.address
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.cached_message_hashes.extend(self.kept)
        fragment = message.rerun_script.fragment_id
        self.ids = {key: name for key, name in self.ids.items() if fragment and self.fragments[key] != fragment}
        began, first, size, elements, anew = time.perf_counter(), 0.0, 0, 0, False
        faults: list[str] = []
        await self.socket.send(message.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self.socket.recv(), TIMEOUT_S)
            assert isinstance(raw, bytes)
            size += len(raw)
            told = ForwardMsg.FromString(raw)
            kind = told.WhichOneof("type")
            if kind in ("delta", "ref_hash"):
                first, elements = first or time.perf_counter(), elements + 1
                if kind == "delta":
                    faults += self._take_in(told)
            elif kind == "navigation":
                self.page = told.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.address = told.page_info_changed.query_string
            elif kind == "session_event" and told.session_event.WhichOneof("type") == "script_compilation_exception":
                faults.append("the script does not compile")
            elif kind == "script_finished":
                if told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    anew = True
                    continue
                if fragment and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY and not anew:
                    continue  # a run of the whole page that had begun before
                now = time.perf_counter()
                if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    faults.append("the script ended with a fault")
                return Run(now - began, (first or now) - began, size, elements, tuple(faults))

    def _take_in(self, told: ForwardMsg) -> Iterator[str]:
        """Keep what a browser keeps of a part of the page; yield what is wrong."""
        delta: Delta = told.delta
        if told.metadata.cacheable:
            self.kept.add(told.hash)
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            yield f"an exception on the page: {element.exception.message}"
        if kind == "plotly_chart":
            figure: dict[str, Any] = json.loads(element.plotly_chart.spec)
            self.sheet = figure["layout"].get("meta", "")
        found = _KEY_OF_ID.match(getattr(getattr(element, str(kind)), "id", ""))
        if found:
            self.ids[found[1]] = found[0]
            self.fragments[found[1]] = delta.fragment_id


@asynccontextmanager
async def visit(url: str, address: str = "", headers: dict[str, str] | None = None) -> AsyncIterator[Visitor]:
    """Connect to a served app and run its page once; `address`: what stands after the question mark.

    Raises RuntimeError when the page shows a fault.
    """
    async with websockets.connect(
        f"{url.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=[websockets.Subprotocol("streamlit")],
        additional_headers=headers,
        max_size=None,
        compression=None,
        proxy=None,
    ) as socket:
        visitor = Visitor(socket, address)
        first = await visitor.open_page()
        if first.faults:
            raise RuntimeError("; ".join(first.faults))
        yield visitor
