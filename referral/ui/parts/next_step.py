"""What is chosen and what comes next, in one bar: at the lower edge of a phone or an upright tablet, above the results
elsewhere.

The bar never moves the map: whoever taps fast hits what they aimed at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from referral.answers.red_flags import Step, Waiting
from referral.answers.under_place import Answer
from referral.clinic.model import Clinic
from referral.links.explorer import ExplorerState, clear, show_list, toggle_area
from referral.links.reading import MAX_AREAS
from referral.model.rows import Area
from referral.model.texts import Texts
from referral.ui.parts.booking import call_compact
from referral.ui.visit.labels import as_label
from referral.ui.visit.words import gettext, html_text, ngettext
from referral.words.text import capitalised

Go = Callable[[ExplorerState], None]

#: Told to the style sheet: signs and muscles lie over the map's lower half.
LISTED: Final = '<span class="rp-listed" hidden></span>'
#: Told to the style sheet: the list that lies there asks, and has answers at its own lower edge.
ASKING: Final = '<span class="rp-asking" hidden></span>'


def next_bar(
    clinic: Clinic,
    texts: Texts,
    state: ExplorerState,
    step: Step,
    found: Answer,
    go: Go,
    beside: Callable[[], None],
    *,
    kiosk: bool,
) -> None:
    """The chosen areas, with what may have been meant `beside` the last one, the next step, and the way to call."""
    waiting = isinstance(step, Waiting)
    marks = (LISTED if state.listed else "") + (ASKING if waiting and (state.areas or state.muscle) else "")
    with st.container(key="next_bar", gap="xsmall"):
        with st.container(key="chosen_row", horizontal=True, wrap=False, gap="small"):
            _chosen(texts, state, go)
            beside()
        with st.container(key="next_row", horizontal=True, gap="small", vertical_alignment="center", wrap=False):
            st.html(f"{marks}{call_compact(clinic, kiosk=kiosk)}", width="content")
            if not state.listed and (state.areas or state.muscle):
                st.button(
                    as_label(_next_words(texts, state, found, waiting=waiting)),
                    key="see_muscles",
                    type="primary",
                    width="stretch",
                    on_click=go,
                    args=(show_list(state, True),),
                )


def close_list(state: ExplorerState, go: Go) -> None:
    """At the top of what lies over the map: the way back to it. Always there, as what follows would else be built anew;
    the style sheet shows it where something lies over the map."""
    to = show_list(state, False)
    st.button(f"✕  {gettext('Back to the map')}", key="close_list", type="tertiary", on_click=go, args=(to,))


def _chosen(texts: Texts, state: ExplorerState, go: Go) -> None:
    """One chip for each area, in one row that moves sideways; tapping it gives the area up."""
    with st.container(key="chosen", horizontal=True, gap="small", wrap=False, vertical_alignment="center"):
        for area in state.areas:
            st.button(
                f"{as_label(capitalised(texts.area_name(area)))}  ✕",
                key=f"drop_{area.area_id}",
                on_click=go,
                args=(toggle_area(state, area),),
            )
        if state.areas:
            st.button(gettext("Clear all"), key="clear_all", type="tertiary", on_click=go, args=(clear(state),))
        if len(state.areas) >= MAX_AREAS:
            _hint(html_text("{number} areas are the most. Tap one off to choose another.", number=MAX_AREAS))
        elif not state.areas:
            _hint(html_text("Tap the place where it hurts."))


def _hint(words: str) -> None:
    st.html(f'<p class="rp-hint">{words}</p>', width="content")


def _next_words(texts: Texts, state: ExplorerState, found: Answer, *, waiting: bool) -> str:
    """What the button says: the place and that it goes on; once the signs are answered what waits behind it."""
    if waiting:
        return f"{_places(texts, state.areas)} ›" if state.areas else gettext("Safety check")
    if state.muscle is not None:
        return f"{capitalised(texts.muscles[state.muscle].common_name)} ›"
    number = len(found.in_order)
    return f"{ngettext('{number} muscle', '{number} muscles', number)} ›"


def _places(texts: Texts, areas: Sequence[Area]) -> str:
    if len(areas) == 1:
        return gettext("{place}: continue", place=capitalised(texts.area_name(areas[0])))
    return gettext("{number} places: continue", number=len(areas))
