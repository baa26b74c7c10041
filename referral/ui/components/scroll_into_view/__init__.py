"""Bring a part of the page into sight when it changes, as a phone shows one part at a time.

scroll_into_view(target, token, key)   scrolls to the container with key `target` whenever `token` becomes another text
"""

from __future__ import annotations

import streamlit as st

from referral.ui.components.scripts import script

_scroll = st.components.v2.component(
    "referral.scroll_into_view", js=script("scroll_into_view/scroll_into_view.js"), isolate_styles=False
)


def scroll_into_view(target: str, token: str, key: str) -> None:
    """Scroll to `target` if `token` is not the one of the run before; an empty token never scrolls."""
    _scroll(key=key, data={"key": key, "target": target, "token": token})
