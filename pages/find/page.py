"""Find: where does it hurt -> muscles -> pattern -> next step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

import streamlit as st

from referral.atlas import Atlas
from referral.body_parts import PARTS
from referral.dataset import Area, Dataset, RedFlag
from referral.languages import N_
from referral.patterns import EDUCATION, summary
from referral.ranking import Ranking, rank
from referral.state import ExplorerState, choose_muscle, toggle_area
from referral.text import capitalised
from referral.ui import body, muscle, results, safety, visit
from referral.ui.booking import Explored, booking_prompt, remember_summary, show_summary
from referral.ui.clinic import current_clinic
from referral.ui.data import atlas_or_none, dataset_or_stop
from referral.ui.find_box import Find, find_box
from referral.ui.focus import take_focus
from referral.ui.map_panel import map_panel, take_view
from referral.ui.taps import Tap
from referral.ui.words import gettext, html_text

MAP = "body_map"
BOX = "place_box"
LIST = "area_list"
HOW_TO_START = N_(
    "Tap a place on the body where you feel pain. You can choose several, on both sides. Tap again to take one back."
)


def heading() -> None:
    """What this page does, and what it is not."""
    st.html(
        f'<header class="rp-find"><h1 class="rp-page-title">{html_text("Where does it hurt?")}</h1>'
        f'<p class="rp-lead">{html_text("Tap the body. See which muscles may send pain there.")} '
        f'<span class="rp-education">{html_text(EDUCATION)}</span></p></header>'
    )


def set_area(dataset: Dataset, atlas: Atlas | None, area: Area, *, chosen: bool) -> None:
    """Choose an area beside the map, with a view that shows it, or give it up; one that is so already stays."""
    state = visit.state(dataset, atlas)
    if (area in state.areas) != chosen:
        visit.go(body.in_sight(atlas, toggle_area(state, area), area.area_id, visit.on_phone()))


def place_box(dataset: Dataset, atlas: Atlas | None) -> None:
    """The list twin of the map: type an everyday word, or pick a part of the body and a place."""

    def choose(find: Find) -> None:
        set_area(dataset, atlas, dataset.area(find.id), chosen=True)

    with st.container(key="find_place", horizontal=True, vertical_alignment="top", gap="small", wrap=False):
        find_box(
            dataset,
            BOX,
            gettext("Find a place"),
            gettext("Type a place: heel, behind the eye, tailbone …"),
            choose,
            places_only=True,
        )
        area_picker(dataset, atlas, gettext("List"), "content")


def tablet_picker(dataset: Dataset, atlas: Atlas | None) -> None:
    """The same for the tablet, where nothing is typed."""
    area_picker(dataset, atlas, gettext("Pick from a list"), "stretch")


def area_picker(dataset: Dataset, atlas: Atlas | None, label: str, width: Literal["content", "stretch"]) -> None:
    """A part of the body, then its places; the chosen ones are marked, and a second tap gives one up."""
    with st.popover(label, key="area_picker", width=width):
        with st.container(key="area_parts"):
            part = st.pills(
                gettext("Part of the body"),
                list(PARTS),
                format_func=lambda one: gettext(PARTS[one]),
                key=visit.in_language("area_part"),
            )
        if part is not None:
            with st.container(key="area_names"):
                places_of(dataset, atlas, part)


def places_of(dataset: Dataset, atlas: Atlas | None, part: str) -> None:
    """The places of a part of the body, each to be chosen or given up."""
    areas = [area for area in dataset.areas if dataset.regions[area.region_id].body_part == part]
    chosen = visit.state(dataset, atlas).areas
    key = visit.in_language(f"{LIST}_{part}")
    told = [area for area in areas if area in chosen]
    visit.tell(key, told)

    def changed() -> None:
        # what was tapped on the map since the list was drawn is none of the list's business
        for area in set(told) ^ set(st.session_state[key]):
            set_area(dataset, atlas, area, chosen=area not in told)

    st.pills(
        gettext("Place"),
        areas,
        format_func=lambda area: capitalised(dataset.area_name(area)),
        selection_mode="multi",
        key=key,
        on_change=changed,
    )


def tapped(dataset: Dataset, atlas: Atlas, plate_id: str, tap: Tap) -> None:
    """A tap chooses the area under it, or gives it up."""
    if tap.sheet not in (None, plate_id):
        return  # the tap was meant for a plate that is gone
    area_id = atlas.hit(plate_id, tap.x_mm, tap.y_mm)
    if area_id is None:
        return
    try:
        visit.go(toggle_area(visit.state(dataset, atlas), dataset.area(area_id)))
    except KeyError:
        return  # another dataset may not have every region of the atlas


def result_column(dataset: Dataset, ranking: Ranking, state: ExplorerState, signs: Sequence[RedFlag]) -> None:
    """The signs that wait for an answer; after them the muscles, and the one that is open."""
    if not state.areas and state.muscle is None:
        st.html(f'<div class="rp-empty"><h2>{html_text("Start with a tap")}</h2><p>{html_text(HOW_TO_START)}</p></div>')
        return
    if signs:
        safety.show_step(signs)
    elif state.areas:
        title = html_text("Muscles that may send pain there")
        st.html(f'<h2 class="rp-section" id="rp-found" tabindex="-1">{title}</h2>')
        take_focus("rp-found", safety.answers())
        results.candidates(dataset, ranking, state, visit.go)
    else:
        results.open_muscle_alone(dataset, state, visit.go)


@st.fragment
def explorer(dataset: Dataset, atlas: Atlas | None) -> None:
    """All that changes with a tap. No muscle is named or drawn before the signs of the chosen areas are answered."""
    if safety.is_stopped():
        st.rerun()  # a sign was tapped: the whole page gives way
    state = visit.state(dataset, atlas)
    signs = safety.waiting_signs(dataset, state.areas)
    visit.show_notices()
    visit.remember(state)
    ranking = rank(dataset, state.areas)
    with st.container(key="explorer"):
        map_side, found = st.container(key="map_side"), st.container(key="results")
    side = muscle.shown_side(state)
    told = None if signs else summary(dataset, ranking, state.muscle, side)
    remember_summary(None if signs else Explored(state.areas, state.muscle, side))
    # words first: they are on the screen while the browser still draws the map, the slowest part
    with found:
        result_column(dataset, ranking, state, signs)
    if told is not None:
        with st.container(key="told"):
            show_summary(told, "find", kiosk=visit.kiosk())
            if atlas is not None:
                take_view(dataset, atlas, state, "find_take", "", state.areas)
    with map_side:
        next_step = gettext("Safety check") if signs else gettext("See the muscles")
        results.chosen_areas(dataset, state, visit.go, next_step)
        if atlas is not None:
            drawn = choose_muscle(state, None) if signs else state
            map_panel(dataset, atlas, drawn, MAP, state.areas, partial(tapped, dataset, atlas))


dataset, atlas = dataset_or_stop(), atlas_or_none()
visit.resume(dataset, atlas)
with st.container(key="find_head"):
    heading()
    (tablet_picker if visit.kiosk() else place_box)(dataset, atlas)
if atlas is not None:
    body.prepare_map(atlas, dataset, MAP)
explorer(dataset, atlas)
# outside the fragment: the prompt is the same whatever was tapped, so it is not sent again with every tap
booking_prompt(current_clinic(), None, "find", kiosk=visit.kiosk())
