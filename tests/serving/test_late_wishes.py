"""A wish may come when another page has taken the place of its own: what had no answer is sent again, fingers are
fast."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.visitor import TRIGGER, visit
from tools.browsing import serving

from .talking import Shown, asked

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
    view.string_array_value.data.append("body")  # as it was: the browser names it with every wish
    return [
        chosen_words(ids, 9),
        event(ids["html_buttons"], "pressed", 9, does="choose", of="left-calf"),
        view,
        event(ids["body_map_taps"], "tap", 0, taps=[{**PLACE, "number": 9}]),
        WidgetState(id=ids["close_list"], trigger_value=True),
    ]


async def stopped_then(url: str) -> list[Shown]:
    """What follows words of an emergency, and each late wish after them."""
    async with visit(url) as visitor:
        ids, page = dict(visitor.ids), visitor.page
        return [await asked(visitor.socket, wish, page) for wish in (chosen_words(ids, 8), *late_wishes(ids))]


def test_a_page_that_says_to_get_help_stands_whatever_comes_late(url: str) -> None:
    """Words of an emergency that were sent once more brought "This app has encountered an error" in its place, and the
    view that was shown was taken for one that was chosen."""
    for number, shown in enumerate(asyncio.run(stopped_then(url))):
        told = ("rp-stop-advice" in shown.html, "rp-fault" in shown.html, shown.faults, shown.addresses)
        assert told == (True, False, (), ()), number
