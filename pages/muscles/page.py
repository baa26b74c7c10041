"""Muscles: browse and search all muscles; open one and see its pattern on the body."""

from __future__ import annotations

from html import escape

import streamlit as st

from referral.atlas import Atlas
from referral.body_parts import PARTS
from referral.dataset import Dataset, Muscle
from referral.languages import N_
from referral.patterns import summary
from referral.ranking import rank
from referral.search import search
from referral.state import ExplorerState, choose_muscle
from referral.text import capitalised, fold
from referral.ui import body, muscle, safety, visit
from referral.ui.booking import Explored, booking_prompt, remember_summary, show_summary
from referral.ui.clinic import current_clinic
from referral.ui.data import atlas_or_none, dataset_or_stop
from referral.ui.map_panel import map_panel, take_view
from referral.ui.reveal import reveal
from referral.ui.words import gettext, html_text

MAP = "muscle_map"
SEARCH, PART = "muscle_search", "muscle_part"
EVERY_PART = "all"
ALL = N_("All")


def heading(dataset: Dataset) -> None:
    """What can be looked up here."""
    lead = html_text(
        "{number} muscles and parts of muscles: where each is, and where its trigger points may send pain.",
        number=len(dataset.muscles),
    )
    st.html(
        f'<header class="rp-find"><h1 class="rp-page-title">{html_text("Muscles")}</h1>'
        f'<p class="rp-lead">{lead}</p></header>'
    )


def filters() -> tuple[str, str]:
    """The words searched for and the body part."""
    words = st.text_input(
        gettext("Search"),
        key=SEARCH,
        placeholder=gettext("Name or everyday word: infraspinatus, calf, scm, ql …"),
        label_visibility="collapsed",
        max_chars=80,
    )
    with st.container(key="switch_parts"):
        part = st.pills(
            gettext("Body part"),
            [EVERY_PART, *PARTS],
            format_func=lambda name: gettext(PARTS.get(name, ALL)),
            default=st.session_state.get(PART, EVERY_PART),
            required=True,
            key=visit.in_language(PART),
            label_visibility="collapsed",
        )
    st.session_state[PART] = part  # for the same list in another language
    return words.strip(), part or EVERY_PART


def found(dataset: Dataset, words: str, part: str) -> list[Muscle]:
    """The muscles that the words and the body part leave, best or first by body part and name."""
    if words:
        hits = search(dataset, words, limit=len(dataset.regions) + len(dataset.muscles))
        muscles = [dataset.muscles[hit.id] for hit in hits if hit.kind == "muscle"]
    else:
        order = list(PARTS)
        muscles = sorted(dataset.muscles.values(), key=lambda one: (order.index(one.body_part), fold(one.name)))
    return [one for one in muscles if part in (EVERY_PART, one.body_part)]


def listing(dataset: Dataset, state: ExplorerState) -> None:
    """All muscles as buttons, by body part."""
    words, part = filters()
    muscles = found(dataset, words, part)
    if not muscles:
        told = html_text("Nothing fits “{words}” here. Try another word, a body part, or All.", words=words)
        st.html(f'<div class="rp-empty"><h2>{html_text("No muscle found")}</h2><p>{told}</p></div>')
        return
    with st.container(key="muscle_grid"):
        for one in muscles:
            with st.container(key=f"muscle_{one.muscle_id}"):
                st.button(
                    f"**{one.name}**  \n{one.common_name}",
                    key=f"see_{one.muscle_id}",
                    width="stretch",
                    on_click=visit.go,
                    args=(choose_muscle(state, one.muscle_id, state.side or "right"),),
                )


def back_to_list(state: ExplorerState) -> None:
    """The way back to all muscles."""
    to = choose_muscle(state, None)
    st.button(f"← {gettext('All muscles')}", key="all_muscles", type="tertiary", on_click=visit.go, args=(to,))


def opened_heading(one: Muscle) -> None:
    """The muscle's name."""
    st.html(
        f'<header class="rp-find"><h1 class="rp-page-title">{escape(one.name)}</h1>'
        f'<p class="rp-lead">{escape(capitalised(one.common_name))}</p></header>'
    )


@st.fragment
def opened(dataset: Dataset, atlas: Atlas | None) -> None:
    """One muscle: pattern on the body, in words, what is known of it."""
    state = visit.state(dataset, atlas)
    pattern = muscle.shown_pattern(dataset, state)
    if pattern is None:
        st.rerun()
    with st.container(key="explorer"):
        with st.container(key="map_side"):
            if atlas is not None:
                map_panel(dataset, atlas, state, MAP)
        with st.container(key="results"):
            muscle.facts(dataset, pattern.muscle_id)
    # muscles of chosen areas are named only after the areas' warning signs were answered, on Find
    areas = () if safety.waiting_signs(dataset, state.areas) else state.areas
    told = summary(dataset, rank(dataset, areas), state.muscle, pattern.side)
    remember_summary(Explored(areas, state.muscle, pattern.side))
    if told is not None:
        with st.container(key="told"):
            show_summary(told, "muscles", kiosk=visit.kiosk())
            if atlas is not None:
                take_view(dataset, atlas, state, "muscles_take", "muscles")


dataset, atlas = dataset_or_stop(), atlas_or_none()
visit.leave()
state = visit.state(dataset, atlas)
visit.show_notices()
reveal("muscle_top", state.muscle or "", "muscles_reveal")
if state.muscle is None:
    # a container of its own, or the browser would show parts of the muscle just left in the list's places
    with st.container(key="muscle_list"):
        heading(dataset)
        listing(dataset, state)
else:
    one = dataset.muscles[state.muscle]
    st.set_page_config(page_title=f"{one.name} · {gettext('Muscles')}")
    with st.container(key="muscle_top"):
        back_to_list(state)
        opened_heading(one)
        if atlas is not None:
            body.prepare_map(atlas, dataset, MAP)
        opened(dataset, atlas)
booking_prompt(current_clinic(), None, "muscles", kiosk=visit.kiosk())
