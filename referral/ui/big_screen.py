"""The body on the whole screen, step by step; the browser plays what ``referral.show`` has prepared.

big_screen(shown, key, on_close)     open as long as it is called; `on_close`: Escape or its button
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from referral.languages import N_
from referral.ui.words import gettext

ASSETS: Final = Path(__file__).with_name("assets")
WORDS: Final = {
    "back": ("←", N_("Step back")),
    "on": ("→", N_("Next step")),
    "close": ("✕", N_("Close (Esc)")),
}

_screen = st.components.v2.component(
    "referral.big_screen",
    js=(ASSETS / "show.js").read_text(encoding="utf-8"),
    css=(ASSETS / "show.css").read_text(encoding="utf-8"),
)


def big_screen(shown: Mapping[str, Any], key: str, on_close: Callable[[], None]) -> None:
    """Fill the screen with what `referral.show.show` returned."""
    words = {name: {"sign": sign, "label": gettext(label)} for name, (sign, label) in WORDS.items()}
    _screen(key=key, data={**shown, "words": words, "key": key}, on_closed_change=on_close)
