"""Where it hurts, in a consultation: chips, and the warning signs.

show(here, state)                                 the chips, and what to ask before anything else
toggled(dataset, state, area_id) -> state         an area more, or one less
signs_to_answer(dataset, state)                   what must be answered before a muscle is shown
forget()

A therapist who picks an area on this page is reminded of its warning signs; nobody is asked a step. Areas that come
with a link may be a patient's: then the step is asked as on Find.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from pages.consult.here import Here
from referral import state as state_module
from referral.consult import ConsultState
from referral.dataset import Dataset, RedFlag
from referral.safety import signs_for
from referral.text import capitalised
from referral.ui import safety
from referral.ui.words import ngettext

REMINDED: Final = "consult_reminded"


def show(here: Here, state: ConsultState) -> None:
    """A chip an area, and the warning signs of all of them in a fold."""
    if not state.areas:
        return
    with st.container(key="chosen", horizontal=True, gap="small"):
        for area in state.areas:
            st.button(
                f"{capitalised(here.dataset.area_name(area))}  ✕",
                key=f"drop_{area.area_id}",
                on_click=here.go,
                args=(partial(toggled, here.dataset, area_id=area.area_id),),
            )
    signs = signs_for(here.dataset, state.areas)
    title = ngettext(
        "Ask first: {number} warning sign for this place",
        "Ask first: {number} warning signs for this place",
        len(signs),
    )
    lines = "".join(f"<li>{escape(sign.statement)} <small>({escape(sign.condition)})</small></li>" for sign in signs)
    st.html(f'<details class="rp-sources rp-reminder"><summary>{escape(title)}</summary><ul>{lines}</ul></details>')


def toggled(dataset: Dataset, state: ConsultState, area_id: str) -> ConsultState:
    """The state with an area more, or without it when it is chosen already."""
    try:
        area = dataset.area(area_id)
    except KeyError:
        return state  # another dataset may not have every region of the atlas
    chosen = state_module.toggled(state.areas, area)
    if len(chosen) > len(state.areas):
        st.session_state[REMINDED] = _reminded() | {sign.flag_id for sign in signs_for(dataset, [area])}
    return replace(state, areas=chosen)


def signs_to_answer(dataset: Dataset, state: ConsultState) -> tuple[RedFlag, ...]:
    """The signs of the chosen areas, as long as there is one to which nobody has said "none of these" and of which
    nobody was reminded here."""
    waiting = safety.waiting_signs(dataset, state.areas)
    return waiting if any(sign.flag_id not in _reminded() for sign in waiting) else ()


def _reminded() -> frozenset[str]:
    found: frozenset[str] = st.session_state.get(REMINDED, frozenset())
    return found


def forget() -> None:
    """Nobody has been reminded of anything."""
    st.session_state.pop(REMINDED, None)
