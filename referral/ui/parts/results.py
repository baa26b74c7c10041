"""The muscles that may explain the chosen areas, on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

import streamlit as st

from referral.answers.ranking import Candidate, Ranking, likely_side
from referral.body.atlas import Atlas
from referral.links.explorer import ExplorerState, choose_muscle
from referral.model.rows import Area, Muscle
from referral.model.texts import Texts
from referral.sentences.reasons import named, reason
from referral.ui.parts.pattern_pictures import picture
from referral.ui.visit.loaded import silent_atlas_or_none
from referral.ui.visit.words import gettext, html_text, ngettext
from referral.words.text import capitalised

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
    atlas = silent_atlas_or_none()
    st.html(_fit_key())
    for candidate in ranking.candidates[:shown]:
        _candidate(texts, atlas, ranking.areas, candidate, state, go, opened)
    if state.muscle not in ranks:
        open_muscle_alone(texts, state, go, opened)
    _together(texts, ranking)
    left = len(ranking.candidates) - shown
    if left > 0:
        label = ngettext("Show {number} more", "Show {number} more", min(MORE, left))
        st.button(label, key="show_more", on_click=_show, args=(shown + MORE,))


def _show(count: int) -> None:
    st.session_state[SHOWN_KEY] = count


def _candidate(
    texts: Texts,
    atlas: Atlas | None,
    chosen: Sequence[Area],
    candidate: Candidate,
    state: ExplorerState,
    go: Go,
    opened: Opened,
) -> None:
    """One muscle with its picture, how it fits, and its reason."""
    dataset, muscle = texts.dataset, texts.muscles[candidate.muscle_id]
    side = likely_side(candidate, dataset)
    look = picture(atlas, dataset, muscle.muscle_id, side) + _fit(candidate, chosen)
    label = f"{named_plainly(muscle)}  \n{reason(candidate, texts)}"
    _card(muscle.muscle_id, label, look, state, choose_muscle(state, muscle.muscle_id, side), go, opened)


def open_muscle_alone(texts: Texts, state: ExplorerState, go: Go, opened: Opened) -> None:
    """The card of a muscle that is open (by a link, or once listed) but no candidate."""
    if state.muscle is not None:
        muscle = texts.muscles[state.muscle]
        look = picture(silent_atlas_or_none(), texts.dataset, state.muscle, state.side or "right")
        _card(state.muscle, named_plainly(muscle), look, state, state, go, opened)


def named_plainly(muscle: Muscle) -> str:
    """A muscle on its card: in plain words, below them its anatomical name."""
    return f"**{capitalised(muscle.common_name)}**  \n*{muscle.name}*"


def _card(
    muscle_id: str, label: str, look: str, state: ExplorerState, to: ExplorerState, go: Go, opened: Opened
) -> None:
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
            opened()


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
