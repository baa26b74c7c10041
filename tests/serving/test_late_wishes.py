"""A wish may come when another page has taken the place of its own: what had no answer is sent again, fingers are
fast."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.visitor import TRIGGER, visit
from tools.browsing import serving

WORDS = "stroke"
PLACE = {"x": 100, "y": 100, "sheet": "body"}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving() as address:
        yield address


def event(widget_id: str, name: str, number: int, **value: object) -> WidgetState:
    """What a component sends."""
    state = WidgetState(id=TRIGGER.format(widget_id))
    state.json_trigger_value = json.dumps([{"event": name, "value": {"number": number, **value}}])
    return state


def chosen_words(ids: dict[str, str], number: int) -> WidgetState:
    return event(ids["place_box"], "said", number, text=WORDS, chosen=True, id=WORDS)


def late_wishes(ids: dict[str, str]) -> list[WidgetState]:
    """Of each kind of thing on the first page one, with numbers that were not had before."""
    view = WidgetState(id=ids["body_map_view_en"])
    view.string_array_value.data.append("left")
    tap = event(ids["body_map_taps"], "tap", 0, taps=[{**PLACE, "number": 9}])
    return [
        chosen_words(ids, 9),
        event(ids["html_buttons"], "pressed", 9, does="choose", of="left-knee"),
        view,
        tap,
        WidgetState(id=ids["close_list"], trigger_value=True),
    ]


async def answer(line: websockets.ClientConnection, state: WidgetState, page: str) -> AsyncIterator[ForwardMsg]:
    """Send a wish for the whole page to run; yield what comes until it has."""
    message = BackMsg()
    message.rerun_script.page_script_hash = page
    message.rerun_script.widget_states.widgets.append(state)
    await line.send(message.SerializeToString())
    while True:
        raw = await asyncio.wait_for(line.recv(), 30)
        assert isinstance(raw, bytes)
        told = ForwardMsg.FromString(raw)
        yield told
        if told.WhichOneof("type") == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return


async def shown(line: websockets.ClientConnection, state: WidgetState, page: str) -> tuple[bool, list[str]]:
    """Whether the page that says to get help is shown; faults, and changes of the address."""
    helps, wrong = False, []
    async for told in answer(line, state, page):
        kind, element = told.WhichOneof("type"), told.delta.new_element
        if kind == "page_info_changed":
            wrong.append(told.page_info_changed.query_string)
        elif element.WhichOneof("type") == "exception":
            wrong.append(element.exception.message)
        helps |= "rp-stop-advice" in element.html.body
    return helps, wrong


async def stopped_then(url: str) -> list[tuple[bool, list[str]]]:
    async with visit(url) as visitor:
        ids, page = dict(visitor.ids), visitor.page
        wishes = [chosen_words(ids, 8), *late_wishes(ids)]
        return [await shown(visitor.socket, wish, page) for wish in wishes]


def test_a_page_that_says_to_get_help_stands_whatever_comes_late(url: str) -> None:
    """Words of an emergency that were sent once more brought "This app has encountered an error" in its place."""
    assert asyncio.run(stopped_then(url)) == [(True, [])] * 6
