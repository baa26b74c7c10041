"""Consult: a therapist shows a person on the table where pain may come from, and gives them something to take home."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from pages.consult import areas, candidates, cards, handout, picture, under
from pages.consult.here import Here
from referral import consult
from referral.atlas import Atlas
from referral.consult import ConsultState
from referral.show import show
from referral.ui import safety, theme, visit
from referral.ui.big_screen import big_screen
from referral.ui.booking import booking_prompt, remember_summary
from referral.ui.clinic import current_clinic
from referral.ui.data import atlas_or_none, dataset_or_stop
from referral.ui.find_box import Find, find_box
from referral.ui.take_away import take_away, view_link
from referral.ui.words import gettext, html_text

FIND = "consult_find"


def heading() -> None:
    """What this page is."""
    st.html(f'<header class="rp-find"><h1 class="rp-page-title">{html_text("Consult")}</h1></header>')


def next_patient(here: Here, state: ConsultState) -> None:
    """The way to begin with the next patient, once there is something of this one."""
    if state.muscles or state.areas:
        with st.container(key="next_patient", horizontal=True, horizontal_alignment="right"):
            st.button(gettext("Next patient"), key="start_afresh", on_click=start_afresh, args=(here,))


def start_afresh(here: Here) -> None:
    """Nothing of this patient is left: not chosen, typed, answered or explored, here or on another page."""
    for part in (handout, under, areas, safety, visit):
        part.forget()
    remember_summary(None)
    here.go(consult.start_afresh)


def chosen(here: Here, find: Find) -> None:
    """A muscle joins the others; a place brings up its candidates."""
    if find.kind == "muscle":
        here.go(partial(consult.add_muscle, muscle_id=find.id))
    else:
        here.go(partial(areas.toggled, here.dataset, area_id=find.id))


@st.fragment
def consultation(here: Here) -> None:
    """All that changes with a tap."""
    if safety.is_stopped():
        st.rerun()
    state = here.state()
    visit.show_notices()
    next_patient(here, state)
    signs = areas.signs_to_answer(here.dataset, state)
    drawn = replace(state, muscles=()) if signs else state
    with st.container(key="explorer"):
        map_side, found = st.container(key="map_side"), st.container(key="results")
    with found:
        if signs:
            safety.show_step(signs)
        else:
            areas.show(here, state)
            candidates.show(here, state)
            cards.muscles(here, state)
    with map_side:
        if here.atlas is not None:
            picture.show(here, here.atlas, drawn, waiting=bool(signs))
    cards.comparison(here.dataset, drawn)
    if here.atlas is not None and drawn.muscles:
        leave_with(here, here.atlas, drawn)
        if state.show:
            plate_id = picture.big_plate_of(here.dataset, here.atlas, drawn)
            shown = show(here.dataset, here.atlas, plate_id, consult.patterns(here.dataset, drawn))
            big_screen(shown, "big_screen", partial(here.go, partial(replace, show=False)))


def leave_with(here: Here, atlas: Atlas, state: ConsultState) -> None:
    """The hand-out, and the view for the patient's own phone."""
    clinic = current_clinic()
    link = view_link(clinic, "consult", consult.write(state), visit.language().code)
    with st.container(key="leave_with"):
        handout.form(here.dataset, atlas, state, clinic)
        take_away(link, picture.scene_of(here.dataset, atlas, state), "-".join(state.muscles), "consult")


theme.page_style("consult")
here = Here(dataset_or_stop(), atlas_or_none())
visit.leave()
state = here.state()
heading()
find_box(
    here.dataset,
    FIND,
    gettext("Find a muscle or a place"),
    gettext("Muscle or place: inf, ql, scm, outer elbow …"),
    partial(chosen, here),
    autofocus=not (state.muscles or state.areas),
)
if here.atlas is not None:
    picture.prepare(here.dataset, here.atlas)
consultation(here)
booking_prompt(current_clinic(), None, "consult", kiosk=visit.kiosk())
