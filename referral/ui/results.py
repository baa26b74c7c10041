"""Chosen areas and the muscles that may explain them, on the screen.

chosen_areas(dataset, state, go)               chips that are tapped off, and one button that clears
candidates(dataset, ranking, state, go)        the best muscles with their reasons, and "show more"
open_muscle_alone(dataset, state, go)          a muscle that is open but not among those shown
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

import streamlit as st

from referral.dataset import Dataset
from referral.ranking import Candidate, Ranking
from referral.reasons import named, reason
from referral.state import MAX_AREAS, ExplorerState, choose_muscle, clear, toggle_area
from referral.ui.muscle import facts

#: How many muscles are shown at first, and how many more with each "show more".
FIRST, MORE = 3, 5
SHOWN_KEY: Final = "muscles_shown"

Go = Callable[[ExplorerState], None]


def chosen_areas(dataset: Dataset, state: ExplorerState, go: Go) -> None:
    """One chip an area; tapping it gives the area up."""
    with st.container(key="chosen", horizontal=True, gap="small"):
        for area in state.areas:
            name = dataset.area_name(area)
            st.button(
                f"{name[:1].upper()}{name[1:]}  ✕",
                key=f"drop_{area.area_id}",
                on_click=go,
                args=(toggle_area(state, area),),
            )
        if state.areas:
            st.button("Clear all", key="clear_all", type="tertiary", on_click=go, args=(clear(state),))
    if len(state.areas) >= MAX_AREAS:
        st.html(f'<p class="rp-hint">{MAX_AREAS} areas are the most. Tap one off to choose another.</p>')


def candidates(dataset: Dataset, ranking: Ranking, state: ExplorerState, go: Go) -> None:
    """The muscles, best first, each with its reason; the open one is marked."""
    if not ranking.candidates:
        st.html(
            '<p class="rp-hint">No muscle of this collection is known to send pain there. '
            "A therapist can look further.</p>"
        )
        return
    shown = max(FIRST, st.session_state.get(SHOWN_KEY, FIRST))
    for candidate in ranking.candidates[:shown]:
        _candidate(dataset, candidate, state, go)
    if state.muscle not in {candidate.muscle_id for candidate in ranking.candidates[:shown]}:
        open_muscle_alone(dataset, state, go)
    _together(dataset, ranking)
    left = len(ranking.candidates) - shown
    if left > 0:
        st.button(f"Show {min(MORE, left)} more", key="show_more", on_click=_show, args=(shown + MORE,))


def _show(count: int) -> None:
    st.session_state[SHOWN_KEY] = count


def _candidate(dataset: Dataset, candidate: Candidate, state: ExplorerState, go: Go) -> None:
    """One muscle: the whole card is the button; the open one goes on with what is known of it."""
    muscle = dataset.muscles[candidate.muscle_id]
    name = f"**{candidate.rank}. {muscle.name}** · {muscle.common_name}  \n{reason(candidate, dataset)}"
    if state.muscle == candidate.muscle_id:
        _open_card(dataset, name, state, go)
    else:
        _card_button(name, candidate.muscle_id, go, choose_muscle(state, muscle.muscle_id, candidate.sides[0]))


def open_muscle_alone(dataset: Dataset, state: ExplorerState, go: Go) -> None:
    """The card of a muscle that is open (by a link, or once listed), without a reason of its own."""
    if state.muscle is not None:
        muscle = dataset.muscles[state.muscle]
        _open_card(dataset, f"**{muscle.name}** · {muscle.common_name}", state, go)


def _open_card(dataset: Dataset, name: str, state: ExplorerState, go: Go) -> None:
    assert state.muscle is not None
    with st.container(key="open_card", gap="xsmall"):
        _card_button(name, state.muscle, go, choose_muscle(state, None))
        facts(dataset, state.muscle)


def _card_button(label: str, muscle_id: str, go: Go, to: ExplorerState) -> None:
    st.button(label, key=f"muscle_card_{muscle_id}", width="stretch", on_click=go, args=(to,))


def _together(dataset: Dataset, ranking: Ranking) -> None:
    """The smallest set of muscles that reaches all that was chosen, when one is not enough."""
    if len(ranking.together) > 1:
        names = [dataset.muscles[muscle].name for muscle in ranking.together]
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        st.html(f'<p class="rp-together">Together, {escape(listed)} reach every area you chose.</p>')
    if ranking.unreached:
        st.html(
            '<p class="rp-together">No muscle of this collection is known to send pain to the '
            f"{escape(named(ranking.unreached, dataset, 'or'))}.</p>"
        )
