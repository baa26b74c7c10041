"""Where it hurts, in a consultation: chips, and the warning signs.

The step is asked here as on Find, until a therapist says that they sit beside the person: then the signs of each place
are a reminder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from pages.consult.consultation import Consultation
from referral.answers.red_flags import signs_for
from referral.links.consultation import ConsultState
from referral.links.reading import added, replaced
from referral.links.reading import toggled as with_or_without
from referral.model.rows import Area
from referral.model.sign_rows import RedFlag
from referral.ui.visit import safety_answers
from referral.ui.visit.labels import as_label
from referral.ui.visit.words import ngettext
from referral.words.text import capitalised


def chips(consultation: Consultation, state: ConsultState) -> None:
    """A chip for each area, which takes it back."""
    if not state.areas:
        return
    with st.container(key="chosen", horizontal=True, gap="small"):
        for area in state.areas:
            st.button(
                f"{as_label(capitalised(consultation.texts.area_name(area)))}  ✕",
                key=f"drop_{area.area_id}",
                on_click=consultation.go,
                args=(partial(toggled, area=area),),
            )


def reminder(consultation: Consultation, state: ConsultState) -> None:
    """The warning signs of the areas in a fold, for a therapist who asks them."""
    if not state.areas or not safety_answers.beside_therapist():
        return
    signs = signs_for(consultation.dataset, state.areas, consultation.dataset.about_you)
    title = ngettext(
        "Ask first: {number} warning sign for this place",
        "Ask first: {number} warning signs for this place",
        len(signs),
    )
    lines = "".join(_sign(consultation.texts.red_flags[sign.flag_id]) for sign in signs)
    st.html(f'<details class="rp-sources rp-reminder"><summary>{escape(title)}</summary><ul>{lines}</ul></details>')


def _sign(sign: RedFlag) -> str:
    return f"<li>{escape(sign.statement)} <small>({escape(sign.condition)})</small></li>"


def toggled(state: ConsultState, area: Area) -> ConsultState:
    """The state with an area more, or without it when it is chosen already."""
    return replace(state, areas=with_or_without(state.areas, area))


def with_areas(state: ConsultState, areas: Sequence[Area]) -> ConsultState:
    """The state with some areas more; one that is chosen alone already is given up."""
    if len(areas) == 1:
        return toggled(state, areas[0])
    return replace(state, areas=added(state.areas, areas))


def changed(state: ConsultState, old: tuple[Area, ...], new: tuple[Area, ...]) -> ConsultState:
    """The state with other areas in the place of some."""
    return replace(state, areas=replaced(state.areas, old, new))
