"""All muscles that may explain the chosen areas, as a table that sorts and filters; rows that are ticked are shown."""

from __future__ import annotations

from functools import partial
from typing import Final
from zlib import crc32

import pandas
import streamlit as st

from pages.consult.consultation import Consultation
from referral.answers.red_flags import Cleared
from referral.answers.under_place import answer
from referral.links import consultation as links
from referral.links.consultation import ConsultState
from referral.sentences.candidates_table import FELT, OFTEN, candidates_table
from referral.ui.visit.language import key_in_language
from referral.ui.visit.words import gettext, html_text, ngettext
from referral.words.languages import N_

EVERY: Final = "all"
ALL: Final = N_("all")
#: Columns in the order of the screen, and their widths in px: what tells a muscle apart must be in sight.
WIDTHS: Final = {
    "Muscle": 150,
    "What tells it apart": 215,
    "Felt by": 85,
    "Lies there": 88,
    "Source of pain": 115,
    "Points": 120,
}
EDITION: Final = "candidates_edition"
ROW_PX: Final = 44
MOST_ROWS_SEEN: Final = 6


def show(consultation: Consultation, state: ConsultState, cleared: Cleared) -> None:
    """The table with its filters; nothing while no area is chosen."""
    if not state.areas:
        return
    found = answer(consultation.dataset, consultation.atlas, cleared.of(state.areas))
    title = html_text("Muscles that may send pain there, or lie there")
    st.html(f'<h2 class="rp-section" id="found-area" tabindex="-1">{title}</h2>')
    if not found.in_order:
        st.html(f'<p class="rp-hint">{html_text("No muscle of this collection is known to send pain there.")}</p>')
        return
    _table(consultation, state, _filtered(candidates_table(consultation.texts, found)))


def _filtered(frame: pandas.DataFrame) -> pandas.DataFrame:
    """The rows that the filters leave."""
    with st.container(key="candidate_filters", horizontal=True, gap="small"):
        for column, offered in (("Felt by", list(FELT.values())), ("Source of pain", list(OFTEN.values()))):
            wanted = st.selectbox(
                gettext(column),
                [EVERY, *offered],
                format_func=partial(_option, column),
                key=key_in_language(f"candidates_{column[:4].lower()}"),
                label_visibility="collapsed",
            )
            if wanted != EVERY:
                frame = frame[frame[column] == gettext(wanted)]
    return frame


def _option(column: str, value: str) -> str:
    return f"{gettext(column)}: {gettext(ALL if value == EVERY else value)}"


def _table(consultation: Consultation, state: ConsultState, frame: pandas.DataFrame) -> None:
    if frame.empty:
        st.html(f'<p class="rp-hint" role="status">{html_text("No muscle is left by these filters.")}</p>')
        return
    ids = list(frame.index)
    ticks = [row for row, muscle in enumerate(ids) if muscle in state.muscles]
    key = _key(ids, ticks)

    def chosen(now: ConsultState) -> ConsultState:
        ticked = [ids[row] for row in st.session_state[key]["selection"]["rows"] if row < len(ids)]
        kept = [muscle for muscle in now.muscles if muscle not in ids or muscle in ticked]
        return links.choose_muscles(now, [*kept, *ticked])

    st.dataframe(
        frame,
        key=key,
        on_select=lambda: consultation.go(chosen),
        selection_mode="multi-row",
        selection_default={"selection": {"rows": ticks}},
        hide_index=True,
        column_order=list(WIDTHS),
        column_config={name: st.column_config.TextColumn(gettext(name), width=width) for name, width in WIDTHS.items()},
        row_height=ROW_PX,
        height=ROW_PX * (min(len(ids), MOST_ROWS_SEEN) + 1),
        alt=ngettext(
            "{number} muscle that may send pain there, or lies there",
            "{number} muscles that may send pain there, or lie there, best first",
            len(ids),
        ),
    )
    st.html(f'<p class="rp-hint">{html_text("Tick a muscle at the left of its row to see it on the body.")}</p>')


def _key(ids: list[str], ticks: list[int]) -> str:
    """The table's key: another one for other rows, and when ticks have changed elsewhere than in the table, which keeps
    its own."""
    rows = crc32(" ".join(ids).encode())
    edition = st.session_state.get(EDITION, 0)
    remembered = st.session_state.get(f"candidates_{rows}_{edition}")
    if remembered is not None and sorted(remembered["selection"]["rows"]) != ticks:
        edition += 1
        st.session_state[EDITION] = edition
    return f"candidates_{rows}_{edition}"
