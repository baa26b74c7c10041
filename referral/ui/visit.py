"""The visitor's state lives in the address: read it, change it, say what a link held that is unknown.

    state(dataset, atlas) -> ExplorerState     what the address says now
    consult_state(dataset, atlas) -> ConsultState    the same of the Consult page
    arrived()                                  once a run of the whole page, before it
    go(new_state)                              write it to the address; the browser's back button undoes it
    show_notices()                             once a run: what was dropped from the link
    remember(state), leave(), resume(), forget()    the menu leads away from the explorer and back to what was explored
    tell(key, value)                           have a widget show a value
    in_language(key) -> str                    a key of its own for each language, for widgets whose options are words
    language() -> Language                     in which the pages speak; choose_language(code) changes it
    kiosk() -> bool                            whether this is the clinic's own tablet
    begun() -> bool                            whether anything is chosen
    on_phone() -> bool                         whether to start with one view of the body instead of two

Nothing else is kept: a reload, a bookmark and a QR code give the same screen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from referral import consult, languages
from referral.atlas import Atlas
from referral.consult import ConsultState
from referral.dataset import Dataset
from referral.languages import Language
from referral.state import ExplorerState, Notice, read, write
from referral.ui.clinic import current_clinic

NOTICES_KEY, EXPLORED_KEY, LEFT_KEY = "link_notices", "explored", "left_explorer"
WRITTEN_KEY = "address_written"
KEPT_KEYS = {"lang", "display"}

Parameters = dict[str, list[str]]


@dataclass(frozen=True)
class _Written:
    """The last change of the address: what it said before, and what it says since."""

    before: Parameters
    written: Parameters


def state(dataset: Dataset, atlas: Atlas | None) -> ExplorerState:
    """The state that the address holds; what is unknown is dropped and kept for show_notices."""
    found, notices = read(_parameters(), dataset, _views(atlas), current_clinic().languages)
    if notices:
        _keep_notices(notices, write(found))
    return found


def consult_state(dataset: Dataset, atlas: Atlas | None) -> ConsultState:
    """The same of the Consult page."""
    found, notices = consult.read(_parameters(), dataset, _views(atlas), current_clinic().languages)
    if notices:
        _keep_notices(notices, consult.write(found))
    return found


def go(new_state: ExplorerState | ConsultState) -> None:
    """Write a state to the address."""
    _write(consult.write(new_state) if isinstance(new_state, ConsultState) else write(new_state))


def arrived() -> None:
    """Once a run of the whole page, before it: what the address says now counts, be it a link or the back button."""
    memory: _Written | None = st.session_state.get(WRITTEN_KEY)
    if memory is not None and memory.written != _address():
        del st.session_state[WRITTEN_KEY]


def _address() -> Parameters:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _parameters() -> Parameters:
    """What the address says, or is about to say. A tap brings the address along as the browser had it: one that follows
    so soon that the browser had not yet heard of the last change brings the one before it."""
    memory: _Written | None = st.session_state.get(WRITTEN_KEY)
    address = _address()
    return memory.written if memory is not None and memory.before == address else address


def _views(atlas: Atlas | None) -> tuple[str, ...]:
    return tuple(atlas.plates) if atlas else ()


def _keep_notices(notices: tuple[Notice, ...], sound: Parameters) -> None:
    st.session_state[NOTICES_KEY] = notices
    _write(sound)


def _write(params: Parameters) -> None:
    address = _address()
    if address != params:
        st.session_state[WRITTEN_KEY] = _Written(address, params)
        st.query_params.from_dict(params)


def remember(explored: ExplorerState) -> None:
    """Keep what the explorer shows, for coming back to it through the menu; it goes when the visit ends."""
    st.session_state[EXPLORED_KEY] = explored


def resume(dataset: Dataset, atlas: Atlas | None) -> None:
    """Coming back from another page without an address to speak of: take up what was explored in this visit."""
    came_back = st.session_state.pop(LEFT_KEY, False)
    explored: ExplorerState | None = st.session_state.get(EXPLORED_KEY)
    now = state(dataset, atlas)
    if came_back and explored is not None and write(now).keys() <= KEPT_KEYS:
        go(replace(explored, lang=now.lang, display=now.display))


def leave() -> None:
    """Another page than the explorer is open."""
    st.session_state[LEFT_KEY] = True


def show_notices() -> None:
    """Say what was left out of the link, once."""
    notices: tuple[Notice, ...] = st.session_state.pop(NOTICES_KEY, ())
    if notices:
        # As plain text: a link's words must not become a link, a picture or a heading of ours.
        told = "".join(f"<p>{escape(notice.told(language()))}</p>" for notice in notices)
        st.html(f'<div class="rp-notice" role="status">{told}</div>')


def tell(key: str, value: object) -> None:
    """Have a widget show a value, before it is drawn. Told what it shows already it would forget a tap that is on its
    way."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def in_language(key: str) -> str:
    """A widget's key for the language of the page. The browser keeps the words that were chosen: back at a page in
    another language it would find none of them, and mark nothing."""
    return f"{key}_{language().code}"


def forget() -> None:
    """Nothing has been explored in this visit."""
    for key in (EXPLORED_KEY, LEFT_KEY, NOTICES_KEY):
        st.session_state.pop(key, None)


def language() -> Language:
    """The language that the address asks for, else the one that the browser likes best of those the clinic offers."""
    offered, asked = current_clinic().languages, _asked_language()
    if asked not in offered:
        asked = languages.preferred(st.context.headers.get("Accept-Language") or "", offered)
    return languages.language(asked)


def _asked_language() -> str:
    """What the address says, or is about to say. It is read for every message: the whole address only where the last
    change was one of language."""
    memory: _Written | None = st.session_state.get(WRITTEN_KEY)
    if memory is None or memory.before.get("lang") == memory.written.get("lang"):
        return st.query_params.get("lang", "")
    return _parameters().get("lang", [""])[0]


def choose_language(code: str) -> None:
    """Speak another language from now on; the address says so. What the clinic does not offer is passed over."""
    if code in current_clinic().languages:
        _write({**_parameters(), "lang": [code]})


def kiosk() -> bool:
    """Whether this is the clinic's tablet: the address says so, or the clinic's file does of every screen."""
    return st.query_params.get("display") == "kiosk" or current_clinic().kiosk.always


def begun() -> bool:
    """Whether the address holds more than how the page is seen."""
    return bool(_parameters().keys() - KEPT_KEYS)


def on_phone() -> bool:
    """Whether the browser says it is a phone's."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
