"""The body in a consultation: its switches, its layers, one body or several side by side.

show(here, atlas, state)                    everything, in the column of the map
prepare(dataset, atlas)                     once, outside the fragment
plate_of(dataset, atlas, state) -> str      the plate that is shown; big_plate_of: on the whole screen
scene_of(dataset, atlas, state) -> () -> Scene    what is drawn, for paper and PNG, drawn when it is asked for
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from typing import Final, cast

import streamlit as st

from pages.consult import under
from pages.consult.here import Here
from referral import consult
from referral.atlas import Atlas
from referral.consult import SIDES_OFFERED, ConsultState
from referral.dataset import Dataset
from referral.languages import N_
from referral.map_labels import words_in
from referral.patterns import map_in_words
from referral.scene import DEFAULT_LAYERS, LAYERS, Layer, Pattern, Scene, by_muscle, scene
from referral.styles import MOST_TOGETHER
from referral.ui import body, visit
from referral.ui.announce import announce
from referral.ui.legend import legend
from referral.ui.words import gettext

MAP: Final = "consult_map"
SIDE_NAMES: Final = {"right": N_("Right"), "left": N_("Left"), "both": N_("Both")}
LAYER_NAMES: Final[dict[Layer, str]] = {
    "outlines": N_("Outlines"),
    "points": N_("X marks"),
    "essential": N_("Felt by nearly everyone"),
    "spillover": N_("Felt by some"),
    "shared": N_("What they share"),
    "names": N_("Names"),
}


def prepare(dataset: Dataset, atlas: Atlas) -> None:
    """What the maps need once."""
    for key in map_keys():
        body.prepare_map(atlas, dataset, key)


def map_keys() -> list[str]:
    """The keys of the maps: the first one, and those beside it in a comparison."""
    return [MAP, *(f"consult{number}_map" for number in range(2, MOST_TOGETHER + 1))]


def plate_of(dataset: Dataset, atlas: Atlas, state: ConsultState) -> str:
    """The plate that is shown: the one that was chosen, else the one that shows most of the muscles, whichever of their
    points are on."""
    return _plate_of(dataset, atlas, state, one_view=_one_view(state))


def big_plate_of(dataset: Dataset, atlas: Atlas, state: ConsultState) -> str:
    """The plate that fills the screen: front and back together, so that an X and its pain are both in sight."""
    return _plate_of(dataset, atlas, state, one_view=False)


def _plate_of(dataset: Dataset, atlas: Atlas, state: ConsultState, *, one_view: bool) -> str:
    whole = consult.patterns(dataset, replace(state, off=()))
    return body.plate_for(atlas, state.view, whole, one_view)


def _one_view(state: ConsultState) -> bool:
    """Whether plates of one view are offered: on a phone, and where several bodies share the room of one."""
    return visit.on_phone() or state.compare


def scene_of(dataset: Dataset, atlas: Atlas, state: ConsultState) -> Callable[[], Scene]:
    """What is drawn on the screen, whatever draws it, and whenever: the plate is settled now, as a download that comes
    later no longer knows the browser."""
    areas = [area.area_id for area in state.areas]
    plate_id, patterns = plate_of(dataset, atlas, state), consult.patterns(dataset, state)
    return partial(scene, atlas, plate_id, areas, patterns, consult.shown_layers(state), words_in(dataset.language))


def show(here: Here, atlas: Atlas, state: ConsultState, *, waiting: bool) -> None:
    """What a tap does, the switches, the bodies, the legend. `waiting`: warning signs wait for an answer, and no muscle
    is named."""
    plate_id = plate_of(here.dataset, atlas, state)
    with st.container(key="consult_bar", horizontal=True, vertical_alignment="center", gap="small"):
        _side_switch(here, state)
        under.pick_switch()
        if state.muscles:
            fill = partial(replace, show=True)
            st.button(gettext("Fill the screen"), key="show_mode", shortcut="f", on_click=here.go, args=(fill,))
    if not waiting:
        under.steps(here, state)
    body.view_switch(plate_id, _one_view(state), f"{MAP}_view", lambda plate: here.go(partial(replace, view=plate)))
    patterns = consult.patterns(here.dataset, state)
    _maps(here, atlas, state, plate_id, patterns)
    explained = patterns[:1] if state.compare else patterns  # side by side each is drawn as a muscle alone
    announce(map_in_words(here.dataset, state.areas, patterns), f"{MAP}_told")
    legend(explained, chosen=bool(state.areas), layers=consult.shown_layers(state))
    if state.muscles:
        _layer_switch(here, state)


def _side_switch(here: Here, state: ConsultState) -> None:
    key = f"{MAP}_side"
    sides = consult.shown_sides(state)
    visit.tell(key, "both" if len(sides) > 1 else sides[0])
    st.segmented_control(
        gettext("Side of the muscles"),
        SIDES_OFFERED,
        format_func=lambda side: gettext(SIDE_NAMES[side]),
        key=key,
        required=True,
        on_change=lambda: here.go(partial(replace, sides=st.session_state[key])),
        label_visibility="collapsed",
    )


def _layer_switch(here: Here, state: ConsultState) -> None:
    key = f"{MAP}_layers"
    offered = [layer for layer in LAYERS if layer != "shared" or len(state.muscles) > 1]
    visit.tell(key, [layer for layer in offered if layer in consult.shown_layers(state)])

    def chosen(now: ConsultState) -> ConsultState:
        unoffered = consult.shown_layers(now) - set(offered)
        layers = unoffered | frozenset(cast(list[Layer], st.session_state[key]))
        return replace(now, layers=None if layers == DEFAULT_LAYERS else layers)

    st.pills(
        gettext("Layers"),
        offered,
        format_func=lambda layer: gettext(LAYER_NAMES[layer]),
        selection_mode="multi",
        key=key,
        on_change=here.go,
        args=(chosen,),
    )


def _maps(here: Here, atlas: Atlas, state: ConsultState, plate_id: str, patterns: Sequence[Pattern]) -> None:
    """One body with everything; in a comparison a body for each muscle."""
    # compared while every muscle waits behind the warning signs: one map still shows where it hurts
    groups = (state.compare and list(by_muscle(patterns).values())) or [list(patterns)]
    with st.container(key="consult_maps" if len(groups) == 1 else "consult_maps_compared"):
        for key, group in zip(map_keys(), groups, strict=False):
            with st.container(key=f"{key}_group"):
                if len(groups) > 1:
                    st.html(f'<h2 class="rp-drawn">{escape(group[0].name)}</h2>')
                body.show_map(
                    atlas,
                    plate_id,
                    [area.area_id for area in state.areas],
                    group,
                    map_in_words(here.dataset, state.areas, group),
                    key,
                    partial(under.tapped, here, plate_id),
                    consult.shown_layers(state),
                )
