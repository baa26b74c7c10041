"""Taps on the body map, beside `st.plotly_chart`.

    map_taps(chart_key, key, on_tap=None) -> Tap | None    where the map was tapped, in the map's own axes

The figure needs axes that begin at 0 and fill it without margins, `dragmode=False` and `fixedrange=True` (a finger then
scrolls the page over the map); the chart no `on_select`. `map_taps` goes in the chart's fragment, before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

import streamlit as st

from referral.ui.components.scripts import script

# What comes back from the browser is believed within these bounds only.
LONGEST_SHEET_NAME: Final = 100
FARTHEST_MM: Final = 100_000


_tap_component = st.components.v2.component(
    "referral.map_taps", js=script("map_taps/tap.js", meanwhile="map_taps/early.js"), isolate_styles=False
)
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


def map_taps(chart_key: str, key: str, on_tap: Callable[[Tap], None] | None = None) -> Tap | None:
    """Listen to the chart with `key=chart_key`; each tap is delivered once, in order, one a run.

    With `on_tap` the tap goes there, before the script runs (a callback like any widget's), and None is
    returned; without, the run that a tap started returns it. A tap outside the axes is none.
    """

    def receive() -> None:
        tap = _new_tap(key)
        if tap is None:
            return
        st.session_state[_last_number(key)] = tap.number
        if on_tap is None:
            st.session_state[_undelivered(key)] = tap
        else:
            on_tap(tap)

    tap: Tap | None = st.session_state.pop(_undelivered(key), None)
    answer_key = f"{key}_acknowledged"
    data = {"chart": chart_key, "key": key, "answerKey": answer_key}
    _tap_component(key=key, data=data, on_tap_change=receive)
    _acknowledged_component(
        key=answer_key, data={"key": key, "acknowledged": st.session_state.get(_last_number(key), 0)}
    )
    return tap


def _last_number(key: str) -> str:
    return f"{key} last number"


def _undelivered(key: str) -> str:
    return f"{key} undelivered"


def _new_tap(key: str) -> Tap | None:
    """The tap that started this run; None if seen before: the browser repeats one that got no answer."""
    tap = _read_tap(st.session_state[key].get("tap"))
    if tap is None or tap.number <= st.session_state.get(_last_number(key), 0):
        return None
    return tap


def _read_tap(value: Any) -> Tap | None:
    """What the browser sent, if it is a tap. Anyone can send anything."""
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
