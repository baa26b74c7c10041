"""Taps on the body map, beside `st.plotly_chart`: by mouse, finger and keyboard, marked before the server answers.

    map_taps(chart_key, key, on_tap=None, chosen=None) -> Tap | None    where the map was tapped, in the map's own axes

The figure needs axes that begin at 0 and fill it without margins, `dragmode=False` and `fixedrange=True` (a finger then
scrolls the page over the map); the chart no `on_select`. `map_taps` goes in the chart's fragment, before it. Marks and
keyboard need the plain picture of the body (ui/parts/plain_picture.py) and the names of `map_hover`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

import streamlit as st

from referral.ui.components.asking import is_new, newest, sent
from referral.ui.components.scripts import script
from referral.ui.visit.words import gettext
from referral.words.languages import N_

# What comes back from the browser is believed within these bounds only.
LONGEST_SHEET_NAME: Final = 100
FARTHEST_MM: Final = 100_000
#: As many as the browser keeps while it waits for an answer.
MOST_AT_ONCE: Final = 64

WORDS: Final = {
    "map": N_("Body map: arrow keys go from place to place, Enter chooses, Escape leaves"),
    "chosen": N_("{place}, chosen"),
}

_tap_component = st.components.v2.component("referral.map_taps", js=script("map_taps/tap.js"), isolate_styles=False)
_acknowledged_component = st.components.v2.component(
    "referral.tap_acknowledged", js=script("map_taps/tap_acknowledged.js"), isolate_styles=False
)


@dataclass(frozen=True)
class Tap:
    """One tap. `number` grows from tap to tap, so the same place tapped twice gives two different taps."""

    x_mm: float
    y_mm: float
    number: int
    sheet: str | None = None
    """What was on the map when it was tapped: the figure's `layout.meta`, if that is a text."""


def map_taps(
    chart_key: str,
    key: str,
    on_tap: Callable[[Tap], None] | None = None,
    chosen: Sequence[str] | None = None,
) -> Tap | None:
    """Listen to the chart with `key=chart_key`; each tap is delivered once, in order.

    With `on_tap` the tap goes there, before the script runs (a callback like any widget's; several that were kept while
    the network was slow go there one by one), and None is returned; without, the run that a tap started returns it, one
    a run. A tap outside the axes is none.

    `chosen`: where a tap chooses an area or gives it up, the areas that are chosen now, "region code:side code": the
    browser marks what a tap will change, and takes the mark back when these say otherwise.
    """

    def receive() -> None:
        for tap in _read_taps(sent(key, "tap")):
            if not is_new(key, tap.number):
                continue
            if on_tap is None:
                st.session_state[_undelivered(key)] = tap
                return  # the browser sends the others again
            on_tap(tap)

    tap: Tap | None = st.session_state.pop(_undelivered(key), None)
    answer_key = f"{key}_acknowledged"
    words = {"map": gettext(WORDS["map"]), "chosen": gettext(WORDS["chosen"], place="{place}")}
    data = {"chart": chart_key, "key": key, "answerKey": answer_key, "words": words}
    _tap_component(key=key, data=data, on_tap_change=receive)
    answer = {"key": key, "acknowledged": newest(key)}
    _acknowledged_component(key=answer_key, data=answer if chosen is None else {**answer, "chosen": list(chosen)})
    return tap


def _undelivered(key: str) -> str:
    return f"{key} undelivered"


def _read_taps(value: Any) -> list[Tap]:
    """What of that which the browser sent is a tap."""
    sent = value.get("taps") if isinstance(value, Mapping) else None
    if not isinstance(sent, Sequence) or isinstance(sent, str):
        return []
    return [tap for tap in map(_read_tap, sent[:MOST_AT_ONCE]) if tap is not None]


def _read_tap(value: Any) -> Tap | None:
    """One of them, if it is a tap. Anyone can send anything."""
    if not isinstance(value, Mapping):
        return None
    x, y, number, sheet = (value.get(name) for name in ("x", "y", "number", "sheet"))
    if not (_is_length(x) and _is_length(y) and isinstance(number, int)):
        return None
    if sheet is not None and not (isinstance(sheet, str) and len(sheet) <= LONGEST_SHEET_NAME):
        return None
    return Tap(float(x), float(y), number, sheet)


def _is_length(value: Any) -> TypeGuard[float]:
    """A finite number of millimetres; not NaN, which compares false with everything."""
    return isinstance(value, (int, float)) and abs(value) <= FARTHEST_MM
