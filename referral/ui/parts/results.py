"""The muscles that may explain the chosen areas, on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from referral.answers.apart import Apart, sets_apart
from referral.answers.ranking import Candidate
from referral.answers.under_place import Answer, side_of
from referral.body.atlas import Atlas
from referral.links.explorer import ExplorerState, choose_muscle
from referral.model.rows import Muscle
from referral.model.texts import Texts
from referral.sentences.look_for import told
from referral.sentences.named_places import named
from referral.ui.components.html_buttons import html_button
from referral.ui.parts.pattern_pictures import picture
from referral.ui.visit.labels import as_label
from referral.ui.visit.words import gettext, html_text, ngettext
from referral.words.text import capitalised

#: How many muscles more are shown with each "show more"; at first the best of each kind are (`Answer.leading`).
MORE = 5
SHOWN_KEY: Final = "muscles_shown"
#: What the buttons do with which a card asks for a place (components/html_buttons).
CHOOSES: Final = "choose"

Go = Callable[[ExplorerState], None]
#: Shows what is to be said of the muscle that is open.
Opened = Callable[[], None]


def candidates(texts: Texts, atlas: Atlas | None, found: Answer, state: ExplorerState, go: Go, opened: Opened) -> None:
    """The muscles, best first, each with its reason and what sets it apart: the best of those that send pain there,
    those that lie there, then the others. The open one is marked, and `opened` says more of it."""
    ranks = {candidate.muscle_id: candidate.rank for candidate in found.candidates}
    shown = max(found.leading, st.session_state.get(SHOWN_KEY, 0), ranks.get(state.muscle or "", 0))
    on_cards = {one.muscle_id for one in found.candidates[:shown]} | {one.muscle_id for one in found.only_here}
    apart = sets_apart(texts.dataset, found, on_cards)
    card = partial(_candidate, texts, atlas, found, apart, state=state, go=go, opened=opened)
    title = html_text("Muscles that may send pain there")
    key = _fit_key(lying=bool(found.here)) if found.in_order else ""
    nobody = "" if found.candidates else _nobody()
    st.html(f'<h2 class="rp-section" id="rp-found" tabindex="-1">{title}</h2>{nobody}{key}')
    for candidate in found.candidates[: found.leading]:
        card(candidate)
    _lying_there(found, card)
    _others(found, shown, card)
    if state.muscle not in {candidate.muscle_id for candidate in found.in_order}:
        open_muscle_alone(texts, atlas, state, go, opened)
    _together(texts, found)
    left = len(found.candidates) - shown
    if left > 0:
        label = ngettext("Show {number} more", "Show {number} more", min(MORE, left))
        st.button(label, key="show_more", on_click=_show, args=(shown + MORE,))


def _nobody() -> str:
    none = html_text("No muscle of this collection is known to send pain there.")
    return f'<p class="rp-hint">{none} {html_text("A therapist can look further.")}</p>'


def _lying_there(found: Answer, card: Callable[[Candidate], None]) -> None:
    """The muscles that lie under the chosen places and send no pain there: the second kind of answer."""
    only = found.in_order[found.leading :][: len(found.only_here)]
    if only:
        title = ngettext("Muscles that lie under this place", "Muscles that lie under these places", len(found.areas))
        st.html(f'<h2 class="rp-section">{escape(title)}</h2>')
    for candidate in only:
        card(candidate)


def _others(found: Answer, shown: int, card: Callable[[Candidate], None]) -> None:
    """Further muscles that send pain there, once they are asked for."""
    others = found.candidates[found.leading : shown]
    if others and found.only_here:
        st.html(f'<h2 class="rp-section">{html_text("More muscles that may send pain there")}</h2>')
    for candidate in others:
        card(candidate)


def _show(count: int) -> None:
    st.session_state[SHOWN_KEY] = count


def _candidate(
    texts: Texts,
    atlas: Atlas | None,
    found: Answer,
    apart: Mapping[str, Apart],
    candidate: Candidate,
    *,
    state: ExplorerState,
    go: Go,
    opened: Opened,
) -> None:
    """One muscle with its picture, how it fits, its reason, and what to look for."""
    dataset, muscle = texts.dataset, texts.muscles[candidate.muscle_id]
    lying = found.lying(candidate.muscle_id)
    side = side_of(candidate, lying, dataset)
    look = picture(atlas, dataset, muscle.muscle_id, side) + _fit(candidate, found)
    own = apart.get(muscle.muscle_id)
    why, look_for = told(texts, found, candidate, own)
    label = f"{named_plainly(muscle)}  \n{as_label(why)}"
    asks = _asks(texts, own, look_for)
    if look_for and not asks:
        label += f"  \n**{as_label(look_for)}**"
    _card(muscle.muscle_id, label, look, state, choose_muscle(state, muscle.muscle_id, side), go, opened, asks)


def _asks(texts: Texts, apart: Apart | None, question: str) -> str:
    """The question of a card with a button for each place that it asks for, which chooses it as a tap on the map does.
    Of a sided place that is named without its side nobody knows which to choose: empty then."""
    places = [place for place in apart.places if place in texts.dataset.areas] if apart else []
    if not places:
        return ""
    names = [gettext("Yes: {place}", place=texts.regions[area.region_id].name) for area in places]
    said = names if len(places) > 1 else [gettext("Yes")]
    buttons = " ".join(
        html_button(CHOOSES, place.area_id, words, "rp-place-button", name)
        for place, words, name in zip(places, said, names, strict=True)
    )
    return f'<p class="rp-asks"><strong>{escape(question)}</strong> {buttons}</p>'


def open_muscle_alone(texts: Texts, atlas: Atlas | None, state: ExplorerState, go: Go, opened: Opened) -> None:
    """The card of a muscle that is open (by a link, or once listed) but no candidate."""
    if state.muscle is not None:
        muscle = texts.muscles[state.muscle]
        look = picture(atlas, texts.dataset, state.muscle, state.side or "right")
        _card(state.muscle, named_plainly(muscle), look, state, state, go, opened)


def named_plainly(muscle: Muscle) -> str:
    """A muscle on its card, as Markdown: in plain words, below them its anatomical name."""
    return f"**{as_label(capitalised(muscle.common_name))}**  \n*{as_label(muscle.name)}*"


def _card(
    muscle_id: str,
    label: str,
    look: str,
    state: ExplorerState,
    to: ExplorerState,
    go: Go,
    opened: Opened,
    asks: str = "",
) -> None:
    """The whole card is the button, its `look` (HTML) lies upon it, what it `asks` (HTML) stands below; the open one
    goes on with what is known of the muscle, and closes again.

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
        if look or asks:
            st.html(f'<div class="rp-look">{look}</div>{asks}')
        if here:
            opened()


def _fit(candidate: Candidate, found: Answer) -> str:
    """A part of a bar for each chosen place, in their order: whether the muscle's pain is usually, sometimes or not
    felt there, and whether it lies there. The reason says the same in words."""
    zones = {part.area: part.zone for part in candidate.explains}
    lying = found.lying(candidate.muscle_id)
    there = lying.areas if lying is not None and not lying.beside else ()
    parts = "".join(
        f'<i class="rp-fit-{zones.get(area, "none")}{" rp-fit-there" if area in there else ""}"></i>'
        for area in found.areas
    )
    return f'<span class="rp-fit" aria-hidden="true">{parts}</span>'


def _fit_key(*, lying: bool) -> str:
    """What the bars say; `lying`: some muscle lies there."""
    told = [("essential", gettext("usually")), ("spillover", gettext("sometimes")), ("none", gettext("not there"))]
    if lying:
        told.append(("none rp-fit-there", gettext("lies there")))
    items = "".join(f'<li><i class="rp-fit-{how}"></i>{escape(words)}</li>' for how, words in told)
    return f'<div class="rp-fit-key"><span>{html_text("Each place you chose:")}</span><ul>{items}</ul></div>'


def _together(texts: Texts, found: Answer) -> None:
    """The smallest set of muscles that reaches all that was chosen, when one is not enough."""
    if len(found.together) > 1:
        names = texts.language.listed(texts.muscles[muscle].name for muscle in found.together)
        together = html_text("Together, {muscles} reach every area you chose.", muscles=names)
        st.html(f'<p class="rp-together">{together}</p>')
    if found.unreached:
        places = named(found.unreached, texts, either=True)
        unreached = html_text("No muscle of this collection is known to send pain to {places}.", places=places)
        st.html(f'<p class="rp-together">{unreached}</p>')
