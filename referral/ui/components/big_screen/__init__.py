"""The body on the whole screen, step by step; the browser plays what ``referral.drawing.step_by_step`` has prepared.

big_screen(shown, key, on_close)     open as long as it is called; `on_close`: Escape or its button
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from referral.ui.components import beside
from referral.ui.components.scripts import script
from referral.ui.visit.words import gettext
from referral.words.languages import N_

WORDS: Final = {
    "back": ("←", N_("Step back")),
    "on": ("→", N_("Next step")),
    "close": ("✕", N_("Close (Esc)")),
}

_screen = st.components.v2.component(
    "referral.big_screen",
    js=script("big_screen/big_screen.js"),
    css=beside(__file__, "big_screen.css"),
)


def big_screen(shown: Mapping[str, Any], key: str, on_close: Callable[[], None]) -> None:
    """Fill the screen with what `referral.drawing.step_by_step.step_by_step` returned."""
    words = {name: {"sign": sign, "label": gettext(label)} for name, (sign, label) in WORDS.items()}
    _screen(key=key, data={**shown, "words": words, "key": key}, on_closed_change=on_close)
