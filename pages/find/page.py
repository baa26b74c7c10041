"""Find: where does it hurt -> muscles -> pattern -> next step."""

from __future__ import annotations

import streamlit as st

from referral.atlas import Atlas
from referral.dataset import Area, Dataset
from referral.patterns import in_words, summary
from referral.ranking import rank
from referral.state import MAX_AREAS, ExplorerState, choose_view, toggle_area
from referral.ui import body, muscle, results, visit
from referral.ui.booking import EDUCATION_LINE, booking_prompt, remember_summary
from referral.ui.clinic import current_clinic
from referral.ui.data import atlas_or_none, dataset_or_stop
from referral.ui.reveal import reveal
from referral.ui.taps import Tap

MAP = "body_map"
LIST = "area_list"


def heading() -> None:
    """What this page does, and what it is not."""
    st.html(
        '<header class="rp-find"><h1 class="rp-page-title">Where does it hurt?</h1>'
        '<p class="rp-lead">Tap the body and see which muscles commonly send pain there. '
        f'<span class="rp-education">{EDUCATION_LINE}</span></p></header>'
    )


def area_list(dataset: Dataset, state: ExplorerState) -> None:
    """The list twin of the map: type an everyday word, choose the same areas."""
    labels = area_labels(dataset)
    open_areas = [area for area in dataset.areas if area not in state.areas]

    def choose() -> None:
        area = st.session_state[LIST]
        st.session_state[LIST] = None
        if area is not None:
            visit.go(toggle_area(state, area))

    st.selectbox(
        "Pick from the list",
        open_areas,
        index=None,
        key=LIST,
        format_func=labels.__getitem__,
        placeholder="Type a place: heel, behind the eye, tailbone …",
        on_change=choose,
        disabled=len(state.areas) >= MAX_AREAS,
        label_visibility="collapsed",
    )


@st.cache_data(show_spinner=False)
def area_labels(_dataset: Dataset) -> dict[Area, str]:
    """Area -> its name with the everyday words that find it."""
    labels = {}
    for area in _dataset.areas:
        name = _dataset.area_name(area)
        words = ", ".join(_dataset.regions[area.region_id].search_words)
        labels[area] = f"{name[:1].upper()}{name[1:]}" + (f" ({words})" if words else "")
    return labels


def tapped(dataset: Dataset, atlas: Atlas, state: ExplorerState, plate_id: str, tap: Tap) -> None:
    """A tap chooses the area under it, or gives it up."""
    if tap.sheet not in (None, plate_id):
        return  # the tap was meant for a plate that is gone
    area_id = atlas.hit(plate_id, tap.x_mm, tap.y_mm)
    if area_id is None:
        return
    try:
        visit.go(toggle_area(state, dataset.area(area_id)))
    except KeyError:
        return  # another dataset may not have every region of the atlas


def alt_text(dataset: Dataset, state: ExplorerState) -> str:
    """The map in words."""
    chosen = ", ".join(dataset.area_name(area) for area in state.areas) or "none"
    pattern = muscle.shown_pattern(dataset, state)
    told = ""
    if pattern is not None:
        told = f" {pattern.side} {dataset.muscles[pattern.muscle_id].name}: {in_words(dataset, pattern)}"
    return f"Body map. Chosen areas: {chosen}.{told}"


def map_column(dataset: Dataset, atlas: Atlas | None, state: ExplorerState) -> None:
    """View switch, the open muscle's switches, map, legend, the pattern in words."""
    if atlas is None:
        return
    phone = visit.on_phone()
    pattern = muscle.shown_pattern(dataset, state)
    plate_id = body.plate_for(atlas, state.view, pattern, phone) if pattern else body.plate_of(state.view, phone)
    body.view_switch(plate_id, phone, "view", lambda plate: visit.go(choose_view(state, plate)))
    if pattern is not None:
        muscle.bar(dataset, state, "find", visit.go)
    reveal("map_side", f"{pattern.muscle_id} {pattern.side}" if pattern else "", "reveal_map")
    body.show_map(
        atlas,
        plate_id,
        [area.area_id for area in state.areas],
        pattern,
        alt_text(dataset, state),
        MAP,
        on_tap=lambda tap: tapped(dataset, atlas, state, plate_id, tap),
    )
    body.legend(chosen=bool(state.areas), pattern=pattern is not None)
    if pattern is not None:
        muscle.pattern_text(dataset, state, pattern)


def result_column(dataset: Dataset, state: ExplorerState) -> None:
    """Chosen areas, muscles, and the one that is open."""
    results.chosen_areas(dataset, state, visit.go)
    if not state.areas and state.muscle is None:
        st.html(
            '<div class="rp-empty"><h2>Nothing chosen yet</h2><p>Tap a place on the body where you feel pain. '
            "You can choose several, on both sides. Tap again to take one back.</p></div>"
        )
        return
    if state.areas:
        st.html('<h2 class="rp-section">Muscles that may send pain there</h2>')
        results.candidates(dataset, rank(dataset, state.areas), state, visit.go)
    else:
        results.open_muscle_alone(dataset, state, visit.go)


@st.fragment
def explorer(dataset: Dataset, atlas: Atlas | None) -> None:
    """All that changes with a tap."""
    state = visit.state(dataset, atlas)
    visit.show_notices()
    with st.container(key="explorer"):
        with st.container(key="map_side"):
            map_column(dataset, atlas, state)
        with st.container(key="results"):
            result_column(dataset, state)
    told = summary(dataset, state.areas, state.muscle, muscle.shown_side(state))
    remember_summary(told)
    booking_prompt(current_clinic(), told, "find", kiosk=state.display == "kiosk")


dataset, atlas = dataset_or_stop(), atlas_or_none()
heading()
area_list(dataset, visit.state(dataset, atlas))
if atlas is not None:
    body.name_areas(atlas, dataset, MAP)
explorer(dataset, atlas)
