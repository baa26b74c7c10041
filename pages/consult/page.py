"""Consult: a therapist shows a patient where pain may come from, and gives them something to take home."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from pages.consult import areas, candidates, cards, handout, picture, top_bar
from pages.consult.consultation import Consultation, Sight
from referral.answers.red_flags import Waiting
from referral.body.atlas import Atlas
from referral.drawing.scene import scene
from referral.drawing.shown import Shown
from referral.drawing.step_by_step import step_by_step
from referral.links import consultation as links
from referral.ui.components.big_screen import big_screen
from referral.ui.components.find_box import find_box
from referral.ui.components.find_box.find import Find
from referral.ui.frame import theme
from referral.ui.parts import safety_step
from referral.ui.parts.complaint_notes import show_notes
from referral.ui.parts.take_away import take_away, view_link
from referral.ui.visit import memory, safety_answers
from referral.ui.visit.context import drop_unknown, run_context
from referral.ui.visit.notices import show_notices
from referral.ui.visit.words import gettext, html_text

FIND = "consult_find"


def chosen(consultation: Consultation, find: Find) -> None:
    """A muscle joins the others; places bring up their candidates."""
    if find.kind == "muscle":
        consultation.go(partial(links.add_muscle, muscle_id=find.id))
    else:
        consultation.go(partial(areas.with_areas, areas=[consultation.dataset.area(one) for one in find.areas]))


@st.fragment
def consult(consultation: Consultation) -> None:
    """All that changes with a tap."""
    if safety_answers.is_stopped():
        st.rerun()
    safety_answers.keep(tablet=consultation.context.tablet)
    sight = consultation.sight()
    state, step, atlas = sight.state, sight.step, consultation.atlas
    with st.container(key="explorer"):
        map_side, found, below = (st.container(key=key) for key in ("map_side", "results", "consult_below"))
    with found:
        top_bar.bar(consultation, state)
        show_notices()
        if atlas is not None and sight.shown is not None:
            picture.controls(consultation, sight)
        areas.chips(consultation, state)
        if isinstance(step, Waiting):
            safety_step.show_step(consultation.texts, step, of_muscle=not state.areas)
            show_notes(consultation.texts, state.areas)
        else:
            show_notes(consultation.texts, state.areas)
            areas.reminder(consultation, state)
            candidates.show(consultation, state, step)
            cards.muscles(consultation, sight, step)
    with map_side:
        if atlas is not None and sight.shown is not None:
            picture.show(consultation, atlas, sight, sight.shown)
    if not isinstance(step, Waiting):
        with below:
            cards.comparison(consultation.texts, sight)
            if atlas is not None and sight.shown is not None and state.muscles:
                leave_with(consultation, atlas, sight, sight.shown)


def leave_with(consultation: Consultation, atlas: Atlas, sight: Sight, shown: Shown) -> None:
    """The hand-out, the view for the patient's own phone, and the body on the whole screen where that is wanted."""
    context, state = consultation.context, sight.state
    link = view_link(context.clinic, "consult", links.write(state), context.language.code)
    with st.container(key="leave_with"):
        handout.form(consultation, atlas, sight, shown)
        take_away(link, partial(scene, atlas, shown), "-".join(state.muscles), "consult")
    if state.show:
        # front and back together, so that a point and its pain are both in sight
        plate_id = consultation.plate_of(atlas, state, sight.step, sight.patterns, one_view=False)
        steps = step_by_step(consultation.texts, atlas, plate_id, sight.patterns)
        big_screen(steps, "big_screen", partial(consultation.go, partial(replace, show=False)))


theme.page_style("consult")
consultation = Consultation(run_context())
memory.leave_explorer()
drop_unknown(consultation.context, links)
state = consultation.state()
with st.container(key="stage"):
    with st.container(key="stage_head"):
        st.html(f'<header class="rp-find"><h1 class="rp-page-title">{html_text("Consult")}</h1></header>')
        find_box(
            consultation.texts,
            FIND,
            gettext("Find a muscle or a place"),
            gettext("Muscle or place: inf, ql, scm, outer elbow …"),
            partial(chosen, consultation),
            autofocus=not (state.muscles or state.areas),
        )
    picture.prepare(consultation)
    consult(consultation)
