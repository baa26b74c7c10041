"""What components ask the server for under numbers (asking.js): what is sent again counts once.

sent(key, name)         what a component has just sent, in the callback that it sent it to
newest(key)             the number of the last thing that a component asked for; 0 before the first
is_new(key, number)     whether this was not had before; it is the newest from now on
asked_id(key, v, name)  the id under this name in what a component sent, if it was not had before
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

LONGEST_ID: Final = 100
"""Characters of an id that is believed."""


def sent(key: str, name: str) -> Any:
    """What came from the browser under this name; None where the component stands on the page no longer. What had no
    answer for some seconds is asked for again, and may come when another page has taken its place."""
    return st.session_state.get(key, {}).get(name)


def newest(key: str) -> int:
    """What the component with this key is told in every run, so that it stops asking."""
    number: int = st.session_state.get(_name(key), 0)
    return number


def is_new(key: str, number: Any) -> bool:
    """Whether a number that the browser sent is one, and greater than those before. Anyone can send anything."""
    if not isinstance(number, int) or number <= newest(key):
        return False
    st.session_state[_name(key)] = number
    return True


def asked_id(key: str, value: Any, name: str) -> str | None:
    """The id in what a component sent, which may be of nothing that there is; None if it is nothing new. Anyone can
    send anything."""
    if not isinstance(value, Mapping):
        return None
    asked = value.get(name)
    wanted = isinstance(asked, str) and 0 < len(asked) <= LONGEST_ID
    return asked if wanted and is_new(key, value.get("number")) else None


def _name(key: str) -> str:
    return f"{key} last number"
