"""A button that copies a text to the clipboard, in the browser alone.

copy_button(text, label, key)
"""

from __future__ import annotations

import streamlit as st

from referral.ui.components.scripts import script
from referral.ui.visit.words import gettext

_copy = st.components.v2.component("referral.copy", js=script("copy_button/copy_button.js"), isolate_styles=False)


def copy_button(text: str, label: str, key: str) -> None:
    """Show the button; it says for a moment that it has copied."""
    _copy(key=key, data={"text": text, "label": label, "done": gettext("Copied")})
