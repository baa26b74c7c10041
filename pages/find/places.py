"""The list twin of the map: a box for everyday words, and a list by part of the body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from referral.links.explorer import add_areas, toggle_area
from referral.model.body_parts import PARTS
from referral.model.rows import Area
from referral.ui.components.find_box import find_box
from referral.ui.components.find_box.find import Find
from referral.ui.parts import plates
from referral.ui.visit.context import Context, go
from referral.ui.visit.labels import as_label
from referral.ui.visit.language import key_in_language
from referral.ui.visit.memory import set_widget
from referral.ui.visit.words import gettext
from referral.words.text import capitalised

BOX = "place_box"
LIST = "area_list"


def place_box(context: Context) -> None:
    """Type an everyday word, or pick a part of the body and a place."""

    def choose(find: Find) -> None:
        choose_areas(context, [context.dataset.area(area_id) for area_id in find.areas])

    with st.container(key="find_place", horizontal=True, vertical_alignment="top", gap="small", wrap=False):
        find_box(
            context.texts,
            BOX,
            gettext("Find a place"),
            gettext("Type a place: heel, behind the eye, tailbone …"),
            choose,
            places_only=True,
        )
        _picker(context, gettext("List"), "content")


def tablet_picker(context: Context) -> None:
    """The same for the tablet, where nothing is typed."""
    _picker(context, gettext("Pick from a list"), "stretch")


def set_area(context: Context, area: Area, *, chosen: bool) -> None:
    """Choose an area beside the map, with a view that shows it, or give it up. A second wish for the same changes
    nothing."""
    state = context.explorer()
    if (area in state.areas) != chosen:
        go(plates.in_sight(context.atlas, toggle_area(state, area), area, context.phone))


def choose_areas(context: Context, areas: Sequence[Area]) -> None:
    """Choose areas that belong together, with a view that shows the first of them."""
    before = context.explorer()
    if (state := add_areas(before, areas)) != before:
        go(plates.in_sight(context.atlas, state, areas[0], context.phone))


def _picker(context: Context, label: str, width: Literal["content", "stretch"]) -> None:
    """A part of the body, then its places; the chosen ones are marked, and a second tap gives one up."""
    with st.popover(label, key="area_picker", width=width):
        with st.container(key="area_parts"):
            part = st.pills(
                gettext("Part of the body"),
                list(PARTS),
                format_func=lambda one: gettext(PARTS[one]),
                key=key_in_language("area_part"),
            )
        if part is not None:
            with st.container(key="area_names"):
                _places_of(context, part)


def _places_of(context: Context, part: str) -> None:
    """The places of a part of the body, each to be chosen or given up."""
    dataset = context.dataset
    areas = [area for area in dataset.areas if dataset.regions[area.region_id].body_part == part]
    chosen = context.explorer().areas
    key = key_in_language(f"{LIST}_{part}")
    marked = [area for area in areas if area in chosen]
    default = set_widget(key, marked)

    def changed() -> None:
        # what was tapped on the map since the list was drawn is none of the list's business
        for area in set(marked) ^ set(st.session_state[key]):
            set_area(context, area, chosen=area not in marked)

    st.pills(
        gettext("Place"),
        areas,
        format_func=lambda area: as_label(capitalised(context.texts.area_name(area))),
        selection_mode="multi",
        default=default,
        key=key,
        on_change=changed,
    )
