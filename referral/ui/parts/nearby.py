"""The neighbours of the place tapped last, each one tap away: "Right groin, or: front of the hip, inner thigh".

``remember`` keeps what a tap may have meant, ``nearby_row`` offers it as long as that place is the last of the chosen;
its buttons are plain HTML (``components/html_buttons``), and what they do is what ``nearby_doing`` says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st

from referral.body.atlas import Atlas
from referral.drawing.nearby import Choice, close_up_first, nearby
from referral.drawing.shown import Shown
from referral.model.rows import Area
from referral.model.texts import Texts
from referral.ui.components.html_buttons import Doing, html_button
from referral.ui.components.map_taps import Tap
from referral.ui.visit.words import gettext, html_around
from referral.words.text import capitalised

TAPPED: Final = "nearby_tapped"
#: What the row's buttons do: choose a neighbour instead of what is chosen, show the closer view.
INSTEAD: Final = "instead"
CLOSER: Final = "closer"

Choose = Callable[[Choice, Choice], None]
"""What a neighbour's button does: the areas that are chosen now, those to choose in their place."""


@dataclass(frozen=True)
class _Tapped:
    """What the last tap may have meant, and the view in which it was."""

    choices: tuple[Choice, ...]
    view_id: str


def remember(
    atlas: Atlas,
    shown: Shown,
    tap: Tap,
    chosen: Sequence[Area],
    known: Collection[Area],
    px_mm: float | None = None,
) -> None:
    """Keep what a tap may have meant; nothing of one that gave up an area, or chose none. `chosen`: the areas before
    it; `known`: those that may be offered; `px_mm`: how many mm one CSS px showed, where the browser has said so."""
    forget()
    choices = nearby(atlas, shown, tap.x_mm, tap.y_mm, known, px_mm)
    placed = atlas.plates[shown.plate_id].view_at(tap.x_mm, tap.y_mm)
    if placed is not None and choices and not set(choices[0]) & set(chosen):
        st.session_state[TAPPED] = _Tapped(_without(choices, chosen), placed.view.view_id)


def forget() -> None:
    """No tap is remembered."""
    st.session_state.pop(TAPPED, None)


def nearby_row(texts: Texts, atlas: Atlas, shown: Shown) -> None:
    """One row of buttons: the closer view first, where the place is drawn smaller than a fingertip, then what the tap
    may have meant instead. It is as high without them, so that nothing moves when they come."""
    tapped, now = _offered(shown)
    row = "" if tapped is None or now is None else _row(texts, atlas, shown, tapped, now)
    with st.container(key="nearby"):
        st.html(f'<div class="rp-nearby-row">{row}</div>')


def nearby_doing(atlas: Atlas, shown: Shown, choose: Choose, show_view: Callable[[str], None]) -> Doing:
    """What the row's buttons do: `choose` a neighbour as long as it is offered, or show a view."""

    def instead(key: str) -> None:
        tapped, now = _offered(shown)
        meant = [choice for choice in tapped.choices if _key(choice) == key] if tapped is not None else []
        if meant and now is not None:
            choose(now, meant[0])

    def closer(view_id: str) -> None:
        if view_id in atlas.views:
            show_view(view_id)

    return {INSTEAD: instead, CLOSER: closer}


def _offered(shown: Shown) -> tuple[_Tapped | None, Choice | None]:
    """The last tap, and which of the places that it may have meant is chosen."""
    tapped: _Tapped | None = st.session_state.get(TAPPED)
    return tapped, _chosen_now(tapped, shown.chosen)


def _row(texts: Texts, atlas: Atlas, shown: Shown, tapped: _Tapped, now: Choice) -> str:
    parts = []
    near = close_up_first(atlas, shown, now[-1], tapped.view_id)
    if near is not None:
        label = gettext("Closer: {part}", part=shown.words.titles.place(near))
        parts.append(html_button(CLOSER, near.view_id, label, "rp-nearby-button rp-nearby-closer"))
    others = [one for one in _without(tapped.choices, shown.chosen[: -len(now)]) if one != now]
    if others:
        parts.append(f'<p class="rp-nearby">{_head(texts, now)}</p>')
    parts += [html_button(INSTEAD, _key(one), _name(texts, one, now), "rp-nearby-button") for one in others]
    return "".join(parts)


def _key(choice: Choice) -> str:
    return "_".join(area.area_id for area in choice)


def _without(choices: Sequence[Choice], chosen: Collection[Area]) -> tuple[Choice, ...]:
    """The choices of which nothing is chosen already."""
    return tuple(choice for choice in choices if not set(choice) & set(chosen))


def _chosen_now(tapped: _Tapped | None, chosen: Choice) -> Choice | None:
    """Which of the choices was chosen last; None when something else was."""
    longest_first = sorted(tapped.choices if tapped else (), key=len, reverse=True)
    return next((choice for choice in longest_first if chosen[-len(choice) :] == choice), None)


def _head(texts: Texts, now: Choice) -> str:
    """What is chosen, before its neighbours, as HTML: a long name is shortened, the chips say it in full."""
    both = len(now) > 1
    name = texts.regions[now[0].region_id].name if both else texts.area_name(now[0])
    place = f'<span class="rp-nearby-place">{escape(capitalised(name))}</span>'
    return html_around("{place} on both sides, or:", place=place) if both else html_around("{place}, or:", place=place)


def _name(texts: Texts, choice: Choice, now: Choice) -> str:
    """A neighbour, without its side where that is the side of what is chosen."""
    if len(choice) > 1:
        return gettext("both sides")
    (area,) = choice
    same_side = all(one.side == area.side for one in now)
    return texts.regions[area.region_id].name if same_side else texts.area_name(area)
