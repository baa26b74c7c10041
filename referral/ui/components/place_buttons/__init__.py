"""Buttons that each choose a place, in what `st.html` shows.

place_button(area, words, name)          one as HTML
place_buttons(areas, choose)             have those on the page work

A button of Streamlit's is a message of its own, found, hashed and sent with every tap on the map; a list asks for a
dozen places.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from html import escape
from typing import Any, Final

import streamlit as st

from referral.model.rows import Area
from referral.ui.components.asking import asked_id, newest
from referral.ui.components.scripts import script

KEY: Final = "place_buttons"

_buttons = st.components.v2.component("referral.place_buttons", js=script("place_buttons/place_buttons.js"))


def place_button(area: Area, words: str, name: str) -> str:
    """Return the HTML of a button that says `words` and chooses `area`; `name` is read out."""
    label = "" if name == words else f' aria-label="{escape(name)}"'
    what = f'type="button" class="rp-place-button" data-area="{escape(area.area_id)}"'
    return f"<button {what}{label}>{escape(words)}</button>"


def place_buttons(areas: Container[Area], choose: Callable[[Area], None]) -> None:
    """Have what is pressed go to `choose`, once and before the script runs, if it is one of `areas`."""

    def receive() -> None:
        area = _read(st.session_state[KEY].get("chosen"))
        if area is not None and area in areas:
            choose(area)

    _buttons(key=KEY, data={"had": newest(KEY)}, on_chosen_change=receive)


def _read(value: Any) -> Area | None:
    """The place in what the browser sent, which may be none of the dataset's; None if it is nothing new."""
    area_id = asked_id(KEY, value, "area")
    return Area.of(area_id) if area_id is not None else None
