"""Chosen areas and the muscles that may explain them, on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

import streamlit as st

from referral.answers.ranking import Candidate, Ranking, likely_side
from referral.body.atlas import Atlas
from referral.links.explorer import ExplorerState, choose_muscle, clear, toggle_area
from referral.links.reading import MAX_AREAS
from referral.model.rows import Area, Muscle
from referral.model.texts import Texts
from referral.sentences.reasons import named, reason
from referral.ui.components.scroll_into_view import scroll_into_view
from referral.ui.parts.muscle import facts
from referral.ui.parts.pattern_pictures import picture
from referral.ui.visit.loaded import silent_atlas_or_none
from referral.ui.visit.words import gettext, html_text, ngettext
from referral.words.text import capitalised

#: How many muscles are shown at first, and how many more with each "show more".
FIRST, MORE = 3, 5
SHOWN_KEY: Final = "muscles_shown"
ASKED_KEY: Final = "muscles_asked_for"

Go = Callable[[ExplorerState], None]


def chosen_areas(texts: Texts, state: ExplorerState, go: Go, next_step: str) -> None:
    """One chip for each area; tapping it gives the area up. On a small screen also the way down to the `next_step`."""
    with st.container(key="chosen", horizontal=True, gap="small"):
        for area in state.areas:
            st.button(
                f"{capitalised(texts.area_name(area))}  ✕",
                key=f"drop_{area.area_id}",
                on_click=go,
                args=(toggle_area(state, area),),
            )
        if state.areas:
            st.button(gettext("Clear all"), key="clear_all", type="tertiary", on_click=go, args=(clear(state),))
            st.button(f"{next_step} ↓", key="see_muscles", type="tertiary", on_click=_ask_for_muscles)
        else:
            nothing = html_text("Nothing chosen yet. “Closer” shows each part of the body larger.")
            st.html(f'<p class="rp-hint">{nothing}</p>')
    if len(state.areas) >= MAX_AREAS:
        most = html_text("{number} areas are the most. Tap one off to choose another.", number=MAX_AREAS)
        st.html(f'<p class="rp-hint">{most}</p>')
    asked = st.session_state.get(ASKED_KEY, 0)
    scroll_into_view("results", str(asked) if asked else "", "muscles_reveal")


def _ask_for_muscles() -> None:
    st.session_state[ASKED_KEY] = st.session_state.get(ASKED_KEY, 0) + 1


def candidates(texts: Texts, ranking: Ranking, state: ExplorerState, go: Go) -> None:
    """The muscles, best first, each with its reason; the open one is marked."""
    if not ranking.candidates:
        st.html(
            f'<p class="rp-hint">{html_text("No muscle of this collection is known to send pain there.")} '
            f"{html_text('A therapist can look further.')}</p>"
        )
        return
    ranks = {candidate.muscle_id: candidate.rank for candidate in ranking.candidates}
    shown = max(FIRST, st.session_state.get(SHOWN_KEY, FIRST), ranks.get(state.muscle or "", 0))
    atlas = silent_atlas_or_none()
    st.html(_fit_key())
    for candidate in ranking.candidates[:shown]:
        _candidate(texts, atlas, ranking.areas, candidate, state, go)
    if state.muscle not in ranks:
        open_muscle_alone(texts, state, go)
    _together(texts, ranking)
    left = len(ranking.candidates) - shown
    if left > 0:
        label = ngettext("Show {number} more", "Show {number} more", min(MORE, left))
        st.button(label, key="show_more", on_click=_show, args=(shown + MORE,))


def _show(count: int) -> None:
    st.session_state[SHOWN_KEY] = count


def _candidate(
    texts: Texts, atlas: Atlas | None, chosen: Sequence[Area], candidate: Candidate, state: ExplorerState, go: Go
) -> None:
    """One muscle with its picture, how it fits, and its reason."""
    dataset, muscle = texts.dataset, texts.muscles[candidate.muscle_id]
    side = likely_side(candidate, dataset)
    look = picture(atlas, dataset, muscle.muscle_id, side) + _fit(candidate, chosen)
    label = f"{named_plainly(muscle)}  \n{reason(candidate, texts)}"
    _card(texts, muscle.muscle_id, label, look, state, choose_muscle(state, muscle.muscle_id, side), go)


def open_muscle_alone(texts: Texts, state: ExplorerState, go: Go) -> None:
    """The card of a muscle that is open (by a link, or once listed) but no candidate."""
    if state.muscle is not None:
        muscle = texts.muscles[state.muscle]
        look = picture(silent_atlas_or_none(), texts.dataset, state.muscle, state.side or "right")
        _card(texts, state.muscle, named_plainly(muscle), look, state, state, go)


def named_plainly(muscle: Muscle) -> str:
    """A muscle on its card: in plain words, below them its anatomical name."""
    return f"**{capitalised(muscle.common_name)}**  \n*{muscle.name}*"


def _card(texts: Texts, muscle_id: str, label: str, look: str, state: ExplorerState, to: ExplorerState, go: Go) -> None:
    """The whole card is the button, its `look` (HTML) lies upon it; the open one goes on with what is known of the
    muscle, and closes again.

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
        if look:
            with st.container(key=f"look_{muscle_id}"):
                st.html(look)
        if here:
            facts(texts, muscle_id)


def _fit(candidate: Candidate, chosen: Sequence[Area]) -> str:
    """A part of a bar for each chosen place, in their order: whether the muscle's pain is usually, sometimes or not
    felt there. The reason says the same in words."""
    zones = {part.area: part.zone for part in candidate.explains}
    parts = "".join(f'<i class="rp-fit-{zones.get(area, "none")}"></i>' for area in chosen)
    return f'<span class="rp-fit" aria-hidden="true">{parts}</span>'


def _fit_key() -> str:
    """What the bars say."""
    told = (("essential", gettext("usually")), ("spillover", gettext("sometimes")), ("none", gettext("not there")))
    items = "".join(f'<li><i class="rp-fit-{how}"></i>{escape(words)}</li>' for how, words in told)
    return f'<div class="rp-fit-key"><span>{html_text("Each place you chose:")}</span><ul>{items}</ul></div>'


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
