"""The address of a visit: what it says, or is about to say. A reload, a bookmark and a QR code give the same screen.

Reading it changes nothing; it is written here alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from referral.ui.session_edges import follows_a_cut, page_asked_for

WRITTEN_KEY = "address_written"
SEEN_KEYS = ("lang", "display")
"""How a page is seen, not what it shows: links between pages take these along, and no state of a page holds them."""

Parameters = dict[str, list[str]]


@dataclass(frozen=True)
class _Written:
    """The last change of the address: what it says since, and what it said before, also at changes of which the browser
    has not been known to hear."""

    page: str
    before: tuple[Parameters, ...]
    written: Parameters


def arrived() -> None:
    """Once a run of the whole page, before it: what the address says now counts, be it a link or the back button.
    But after a cut line the browser may not have heard of the last change: it is told once more."""
    address = _address()
    memory: _Written | None = st.session_state.get(WRITTEN_KEY)
    if memory is None or memory.written == address:
        return
    if address in memory.before and memory.page == page_asked_for() and follows_a_cut():
        st.query_params.from_dict(memory.written)
    else:
        del st.session_state[WRITTEN_KEY]


def parameters() -> Parameters:
    """What the address says, or is about to say. A tap brings the address along as the browser had it: one that follows
    so soon that the browser had not yet heard of the last change brings the one before it."""
    address = _address()
    unheard = _unheard(address)
    return unheard.written if unheard else address


def seen() -> Parameters:
    """Language and display of this visit, as the address says them."""
    return {key: values for key, values in parameters().items() if key in SEEN_KEYS}


def begun() -> bool:
    """Whether the address holds more than how the page is seen."""
    return bool(parameters().keys() - set(SEEN_KEYS))


def write(shown: Mapping[str, list[str]]) -> None:
    """Have the address say what is shown; how the page is seen stays. The browser's back button undoes it."""
    write_all({**shown, **seen()})


def write_all(params: Parameters) -> None:
    """Have the address say this and nothing else."""
    address = _address()
    unheard = _unheard(address)
    # a change may be taken back before the browser has heard of it
    if address != params or (unheard and unheard.written != params):
        before = (*unheard.before, unheard.written) if unheard else (address,)
        st.session_state[WRITTEN_KEY] = _Written(page_asked_for(), before, params)
        st.query_params.from_dict(params)


def _unheard(address: Parameters) -> _Written | None:
    """The last change, if the browser, which says this address, has not been known to hear of it."""
    memory: _Written | None = st.session_state.get(WRITTEN_KEY)
    return memory if memory is not None and address in memory.before else None


def _address() -> Parameters:
    return {key: st.query_params.get_all(key) for key in st.query_params}
