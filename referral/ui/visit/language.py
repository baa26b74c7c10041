"""The language of a visit: settled once a run, from the address or the browser's wishes."""

from __future__ import annotations

import streamlit as st

from referral.ui.visit import address
from referral.ui.visit.clinic import current_clinic
from referral.words.languages import Language, language, preferred

SPOKEN_KEY = "spoken_language"


def settle() -> Language:
    """Once a run of the whole page, before a word is shown: the language that the address asks for, else the one that
    the browser likes best of those the clinic offers."""
    offered = current_clinic().languages
    asked = address.parameters().get("lang", [""])[0]
    if asked not in offered:
        asked = preferred(_wishes(), offered)
    spoken_now: Language = language(asked)
    st.session_state[SPOKEN_KEY] = spoken_now
    return spoken_now


def _wishes() -> str:
    """What the page says that its browser speaks, then what the browser says of itself: a browser may speak another
    language on this page than its connections tell."""
    return ",".join(filter(None, (st.context.locale, st.context.headers.get("Accept-Language"))))


def spoken() -> Language:
    """The language in which this run speaks."""
    settled: Language | None = st.session_state.get(SPOKEN_KEY)
    return settled or settle()


def choose_language(code: str) -> None:
    """Speak another language from the next run on; the address says so. What the clinic does not offer is passed
    over."""
    if code in current_clinic().languages:
        address.write_all({**address.parameters(), "lang": [code]})


def key_in_language(key: str) -> str:
    """A widget's key for the language of the page. The browser keeps the words that were chosen: back at a page in
    another language it would find none of them, and mark nothing."""
    return f"{key}_{spoken().code}"
