"""The body in a consultation: its switches, its layers, one body or several side by side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import Final, cast

import streamlit as st

from pages.consult import areas, under_finger
from pages.consult.consultation import Consultation, Sight
from referral.answers.red_flags import Waiting
from referral.body.atlas import Atlas
from referral.drawing.shown import DEFAULT_LAYERS, LAYERS, Layer, Shown
from referral.drawing.styles import MOST_TOGETHER
from referral.links import consultation as links
from referral.links.consultation import SIDES_OFFERED, ConsultState
from referral.model.pattern import by_muscle
from referral.sentences.pattern_words import map_in_words
from referral.ui.components.announce import announce
from referral.ui.components.html_buttons import html_buttons
from referral.ui.parts import body
from referral.ui.parts.legend import legend
from referral.ui.parts.nearby import nearby_doing, nearby_row
from referral.ui.parts.view_switch import view_switch
from referral.ui.visit.memory import set_widget
from referral.ui.visit.words import gettext
from referral.words.languages import N_

MAP: Final = "consult_map"
SIDE_NAMES: Final = {"right": N_("Right"), "left": N_("Left"), "both": N_("Both")}
LAYER_NAMES: Final[dict[Layer, str]] = {
    "muscles": N_("Muscles"),
    "points": N_("Trigger points"),
    "essential": N_("Felt by nearly everyone"),
    "spillover": N_("Felt by some"),
    "shared": N_("What they share"),
    "names": N_("Names"),
    "bones": N_("Bones"),
    "superficial": N_("Superficial muscles"),
    "deep": N_("Deep muscles"),
}


def prepare(consultation: Consultation) -> None:
    """What the maps need once."""
    if consultation.atlas is not None:
        for key in map_keys():
            body.prepare_map(consultation.atlas, consultation.texts, key)


def map_keys() -> list[str]:
    """The keys of the maps: the first one, and those beside it in a comparison."""
    return [MAP, *(f"consult{number}_map" for number in range(2, MOST_TOGETHER + 1))]


def controls(consultation: Consultation, sight: Sight) -> None:
    """Beside the map: what a tap does, the side, the layers, what lies under the finger."""
    state, patterns = sight.state, sight.patterns
    with st.container(key="consult_bar", horizontal=True, vertical_alignment="center", gap="small"):
        _side_switch(consultation, state)
        under_finger.pick_switch()
        # always there: what came later would move the table of candidates under the hand that ticks them
        fill = partial(replace, show=True)
        st.button(
            gettext("Fill the screen"),
            key="show_mode",
            shortcut="f",
            disabled=not patterns,
            on_click=consultation.go,
            args=(fill,),
        )
    if not isinstance(sight.step, Waiting):
        under_finger.steps(consultation, state)
    if under_finger.picks_areas():
        _neighbours(consultation, sight)
    if not isinstance(sight.step, Waiting):
        _layer_switch(consultation, state)


def show(consultation: Consultation, atlas: Atlas, sight: Sight, shown: Shown) -> None:
    """The views, the bodies, the legend. No muscle is named or drawn while signs wait for an answer."""
    state, patterns = sight.state, sight.patterns
    view_switch(
        atlas,
        shown,
        consultation.one_view(state),
        f"{MAP}_view",
        lambda plate: consultation.go(partial(replace, view=plate)),
    )
    _maps(consultation, atlas, sight, shown)
    explained = patterns[:1] if state.compare else patterns  # side by side each is drawn as a muscle alone
    announce(map_in_words(consultation.texts, state.areas, patterns), f"{MAP}_told")
    legend(consultation.texts, explained, chosen=bool(state.areas), layers=shown.layers)


def _neighbours(consultation: Consultation, sight: Sight) -> None:
    """What the last tap may have meant instead, where a tap says where it hurts."""
    atlas, shown = consultation.atlas, sight.shown
    if atlas is None or shown is None:
        return
    nearby_row(consultation.texts, atlas, shown)
    html_buttons(
        nearby_doing(
            atlas,
            shown,
            lambda old, new: consultation.go(partial(areas.changed, old=old, new=new)),
            lambda view: consultation.go(partial(replace, view=view)),
        )
    )


def _side_switch(consultation: Consultation, state: ConsultState) -> None:
    key = f"{MAP}_side"
    sides = links.shown_sides(state)
    default = set_widget(key, "both" if len(sides) > 1 else sides[0])
    st.segmented_control(
        gettext("Side of the muscles"),
        SIDES_OFFERED,
        format_func=lambda side: gettext(SIDE_NAMES[side]),
        default=default,
        key=key,
        required=True,
        on_change=lambda: consultation.go(partial(replace, sides=st.session_state[key])),
        label_visibility="collapsed",
    )


def _layer_switch(consultation: Consultation, state: ConsultState) -> None:
    key = f"{MAP}_layers"
    offered = [layer for layer in LAYERS if layer != "shared" or len(state.muscles) > 1]
    default = set_widget(key, [layer for layer in offered if layer in links.shown_layers(state)])

    def chosen(now: ConsultState) -> ConsultState:
        unoffered = links.shown_layers(now) - set(offered)
        layers = unoffered | frozenset(cast(list[Layer], st.session_state[key]))
        return replace(now, layers=None if layers == DEFAULT_LAYERS else layers)

    st.pills(
        gettext("Layers"),
        offered,
        format_func=lambda layer: gettext(LAYER_NAMES[layer]),
        selection_mode="multi",
        default=default,
        key=key,
        on_change=consultation.go,
        args=(chosen,),
    )


def _maps(consultation: Consultation, atlas: Atlas, sight: Sight, shown: Shown) -> None:
    """One body with everything; in a comparison a body for each muscle."""
    texts = consultation.texts
    # compared while every muscle waits behind the warning signs: one map still shows where it hurts
    groups = (sight.state.compare and list(by_muscle(sight.patterns).values())) or [list(sight.patterns)]
    with st.container(key="consult_maps" if len(groups) == 1 else "consult_maps_compared"):
        for key, group in zip(map_keys(), groups, strict=False):
            with st.container(key=f"{key}_group"):
                if len(groups) > 1:
                    st.html(f'<h2 class="rp-drawn">{escape(texts.muscles[group[0].muscle_id].name)}</h2>')
                one = replace(shown, patterns=tuple(group))
                body.show_map(
                    atlas,
                    one,
                    map_in_words(texts, shown.chosen, group),
                    key,
                    partial(under_finger.tapped, consultation, one),
                )
