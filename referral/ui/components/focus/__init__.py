"""Keyboard focus for what takes the place of the page, so that it is read first and the Tab key goes on from there.

take_focus(element_id, token, from_top=False)     once for each token; the element needs tabindex="-1"
"""

from __future__ import annotations

import streamlit as st

from referral.ui.components.scripts import script

_take = st.components.v2.component("referral.focus", js=script("focus/focus.js"), isolate_styles=False)


def take_focus(element_id: str, token: str, *, from_top: bool = False) -> None:
    """Focus the element with this id when `token` is another than before; an empty token leaves the focus alone.

    The element is brought into sight; `from_top`: the page is shown from its top.
    """
    data = {"key": element_id, "target": element_id, "token": token, "from_top": from_top}
    _take(key=f"focus_{element_id}", data=data)
