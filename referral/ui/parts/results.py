"""The muscles that may explain the chosen areas, on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from referral.answers.ranking import Candidate, Ranking, likely_side
from referral.links.explorer import ExplorerState, choose_muscle
from referral.model.texts import Texts
from referral.sentences.reasons import named, reason
from referral.ui.visit.words import html_text, ngettext

#: How many muscles are shown at first, and how many more with each "show more".
FIRST, MORE = 3, 5
SHOWN_KEY: Final = "muscles_shown"

Go = Callable[[ExplorerState], None]
#: Shows what is to be said of the muscle that is open.
Opened = Callable[[], None]


def candidates(texts: Texts, ranking: Ranking, state: ExplorerState, go: Go, opened: Opened) -> None:
    """The muscles, best first, each with its reason; the open one is marked, and `opened` says more of it."""
    if not ranking.candidates:
        st.html(
            f'<p class="rp-hint">{html_text("No muscle of this collection is known to send pain there.")} '
            f"{html_text('A therapist can look further.')}</p>"
        )
        return
    ranks = {candidate.muscle_id: candidate.rank for candidate in ranking.candidates}
    shown = max(FIRST, st.session_state.get(SHOWN_KEY, FIRST), ranks.get(state.muscle or "", 0))
    for candidate in ranking.candidates[:shown]:
        _candidate(texts, candidate, state, go, opened)
    if state.muscle not in ranks:
        open_muscle_alone(texts, state, go, opened)
    _together(texts, ranking)
    left = len(ranking.candidates) - shown
    if left > 0:
        label = ngettext("Show {number} more", "Show {number} more", min(MORE, left))
        st.button(label, key="show_more", on_click=_show, args=(shown + MORE,))


def _show(count: int) -> None:
    st.session_state[SHOWN_KEY] = count


def _candidate(texts: Texts, candidate: Candidate, state: ExplorerState, go: Go, opened: Opened) -> None:
    """One muscle with its reason."""
    muscle = texts.muscles[candidate.muscle_id]
    label = f"**{candidate.rank}. {muscle.name}** · {muscle.common_name}  \n{reason(candidate, texts)}"
    to = choose_muscle(state, muscle.muscle_id, likely_side(candidate, texts.dataset))
    _card(muscle.muscle_id, label, state, to, go, opened)


def open_muscle_alone(texts: Texts, state: ExplorerState, go: Go, opened: Opened) -> None:
    """The card of a muscle that is open (by a link, or once listed) but no candidate."""
    if state.muscle is not None:
        muscle = texts.muscles[state.muscle]
        _card(state.muscle, f"**{muscle.name}** · {muscle.common_name}", state, state, go, opened)


def _card(muscle_id: str, label: str, state: ExplorerState, to: ExplorerState, go: Go, opened: Opened) -> None:
    """The whole card is the button; the open one goes on with what is known of the muscle, and closes again.

    One container for both, so that the button stays the same and keeps the keyboard's focus.
    """
    here = state.muscle == muscle_id
    with st.container(key=f"card_{muscle_id}", gap="xsmall"):
        st.button(
            label,
            key=f"muscle_card_{muscle_id}",
            width="stretch",
            on_click=go,
            args=(choose_muscle(state, None) if here else to,),
        )
        if here:
            opened()


def _together(texts: Texts, ranking: Ranking) -> None:
    """The smallest set of muscles that reaches all that was chosen, when one is not enough."""
    if len(ranking.together) > 1:
        names = texts.language.listed(texts.muscles[muscle].name for muscle in ranking.together)
        together = html_text("Together, {muscles} reach every area you chose.", muscles=names)
        st.html(f'<p class="rp-together">{together}</p>')
    if ranking.unreached:
        places = named(ranking.unreached, texts, either=True)
        unreached = html_text("No muscle of this collection is known to send pain to the {places}.", places=places)
        st.html(f'<p class="rp-together">{unreached}</p>')
