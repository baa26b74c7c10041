"""What was left out of a link, told once; and the complaints that were typed, of which a note is shown."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from referral.links.reading import Notice
from referral.ui.visit.language import spoken

NOTICES_KEY = "link_notices"
COMPLAINTS_KEY = "complaints_chosen"


def keep_notices(notices: Iterable[Notice]) -> None:
    """Keep what was left out until the page shows it."""
    st.session_state[NOTICES_KEY] = tuple(notices)


def show_notices() -> None:
    """Say what was left out of the link, once."""
    notices: tuple[Notice, ...] = st.session_state.pop(NOTICES_KEY, ())
    if notices:
        show_lines(notice.sentence(spoken()) for notice in notices)


def show_lines(sentences: Iterable[str]) -> None:
    """Say something beside what the page is about, a line each. As plain text: a link's words must not become a link, a
    picture or a heading of ours."""
    lines = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    st.html(f'<div class="rp-notice" role="status">{lines}</div>')


def keep_complaint(complaint_id: str) -> None:
    """The places of a complaint were chosen by its name."""
    st.session_state[COMPLAINTS_KEY] = tuple(dict.fromkeys((*complaints(), complaint_id)))


def complaints() -> tuple[str, ...]:
    """The complaints that were chosen by name in this visit."""
    known: tuple[str, ...] = st.session_state.get(COMPLAINTS_KEY, ())
    return known


def forget_notices() -> None:
    """Nothing was left out, no complaint was typed."""
    for key in (NOTICES_KEY, COMPLAINTS_KEY):
        st.session_state.pop(key, None)
