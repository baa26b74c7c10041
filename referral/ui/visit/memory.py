"""What a visit remembers beside its address: what was explored before the menu led away, what a widget shows.

It goes when the visit ends; nothing is written anywhere.
"""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from referral.links.explorer import ExplorerState
from referral.ui.visit import address
from referral.ui.visit.context import go
from referral.ui.visit.notices import forget_notices

T = TypeVar("T")

EXPLORED_KEY, LEFT_KEY = "explored", "left_explorer"


def remember(explored: ExplorerState) -> None:
    """Keep what the explorer shows, for coming back to it through the menu."""
    st.session_state[EXPLORED_KEY] = explored


def resume() -> None:
    """Coming back from another page without an address to speak of: take up what was explored in this visit."""
    came_back = st.session_state.pop(LEFT_KEY, False)
    explored: ExplorerState | None = st.session_state.get(EXPLORED_KEY)
    if came_back and explored is not None and not address.begun():
        go(explored)


def leave_explorer() -> None:
    """Another page than the explorer is open."""
    st.session_state[LEFT_KEY] = True


def forget() -> None:
    """Nothing has been explored in this visit."""
    for key in (EXPLORED_KEY, LEFT_KEY):
        st.session_state.pop(key, None)
    forget_notices()


def set_widget(key: str, value: T) -> T:
    """Have a widget show a value; before it is drawn, with `default=` what this returns, the value again.

    Told what it shows already it would forget a tap that is on its way, so tell it once. The default is for a browser
    that draws it first when nothing is told any more (two runs that reach it together are drawn as the second), or that
    is asked for its state between drawing it and being told.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return value
