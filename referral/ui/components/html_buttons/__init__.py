"""Buttons in what `st.html` shows.

html_button(does, of, words, look, name="")   one as HTML
html_buttons(doing)                           have those on the page work

A button of Streamlit's is a message of its own, found, hashed and sent with every tap on the map; a list asks for a
dozen places, and a place has some four neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Final

import streamlit as st

from referral.ui.components.asking import asked_id, newest, sent
from referral.ui.components.scripts import script

KEY: Final = "html_buttons"

#: By what buttons do, who does it with what a button is of. Anyone can send anything: it may be of nothing there is.
Doing = Mapping[str, Callable[[str], None]]

_buttons = st.components.v2.component("referral.html_buttons", js=script("html_buttons/html_buttons.js"))


def html_button(does: str, of: str, words: str, look: str, name: str = "") -> str:
    """Return the HTML of a button that says `words` and has `does` done with `of`. `look`: its class; `name`: what is
    read out, where that is more."""
    label = "" if name in ("", words) else f' aria-label="{escape(name)}"'
    what = f'type="button" class="{look}" data-does="{escape(does)}" data-of="{escape(of)}"'
    return f"<button {what}{label}>{escape(words)}</button>"


def html_buttons(doing: Doing) -> None:
    """Have what is pressed done, once and before the script runs. One on a page, and from the first run on: a press is
    heard once its script is there."""

    def receive() -> None:
        pressed = sent(KEY, "pressed")
        of = asked_id(KEY, pressed, "of")
        does = pressed.get("does") if of is not None else None
        if of is not None and isinstance(does, str) and does in doing:
            doing[does](of)

    _buttons(key=KEY, data={"had": newest(KEY)}, on_pressed_change=receive)
