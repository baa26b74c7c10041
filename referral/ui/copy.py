"""A button that copies a text to the clipboard, in the browser alone.

copy_button(text, label, key)
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from referral.ui.words import gettext

SCRIPT: Final = Path(__file__).with_name("assets") / "copy.js"

_copy = st.components.v2.component("referral.copy", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False)


def copy_button(text: str, label: str, key: str) -> None:
    """Show the button; it says for a moment that it has copied."""
    _copy(key=key, data={"text": text, "label": label, "done": gettext("Copied")})
