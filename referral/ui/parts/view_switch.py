"""The switch between views: the whole body, the parts of the body, and the sides from which a part is seen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from referral.body.atlas import Atlas
from referral.body.view import View
from referral.drawing.close_ups import PARTS, other_side, views_of
from referral.drawing.shown import Shown
from referral.drawing.view_titles import Titles
from referral.model.rows import Side
from referral.ui.parts.plates import whole_plates
from referral.ui.visit.labels import as_label
from referral.ui.visit.language import key_in_language
from referral.ui.visit.memory import set_widget
from referral.ui.visit.words import gettext, pgettext

Choose = Callable[[str], None]


def view_switch(atlas: Atlas, shown: Shown, phone: bool, key: str, on_choose: Choose) -> None:
    """Switches for the plate that is shown: whole bodies; a menu of the parts; of a close-up from where it is seen, and
    on which side."""
    views = [placed.view for placed in atlas.plates[shown.plate_id].views]
    titles = shown.words.titles
    with st.container(key=f"switch_{key}", horizontal=True, gap="small", vertical_alignment="center"):
        _plates(shown.plate_id, phone, key_in_language(key), on_choose)
        _parts(atlas, titles, _side_of(views, shown), key_in_language(f"{key}_part"), on_choose)
        if views[0].close_up:
            _near(atlas, views[0], titles, key_in_language(f"{key}_near"), on_choose)


def _side_of(views: list[View], shown: Shown) -> Side:
    """The side whose close-ups are opened: of what is shown, of the place tapped last."""
    sides = [view.side for view in views] + [area.side for area in reversed(shown.chosen)]
    return next((side for side in sides if side is not None), "right")


def _plates(plate_id: str, phone: bool, key: str, on_choose: Choose) -> None:
    names = {plate: pgettext("view", name) for plate, name in whole_plates(phone).items()}
    default = set_widget(key, plate_id if plate_id in names else None)

    def choose() -> None:
        on_choose(st.session_state[key] or plate_id)  # a second tap on the same keeps it

    st.segmented_control(
        gettext("View of the body"),
        list(names),
        format_func=lambda plate: as_label(names[plate]),
        default=default,
        key=key,
        on_change=choose,
        label_visibility="collapsed",
        wrap=True,
    )


def _parts(atlas: Atlas, titles: Titles, side: Side, key: str, on_choose: Choose) -> None:
    """A menu of the parts of the body."""

    def choose() -> None:
        part = st.session_state[key]
        if part is not None:
            on_choose(views_of(atlas, part, side)[0].view_id)

    st.menu_button(
        gettext("Closer"),
        [part for part in PARTS if views_of(atlas, part, side)],
        format_func=lambda part: as_label(titles.parts[part]),
        key=key,
        on_click=choose,
    )


def _near(atlas: Atlas, view: View, titles: Titles, key: str, on_choose: Choose) -> None:
    """A menu of the views of the same part, and the same view of the other side."""
    offered = {one.view_id: titles.short(one) for one in views_of(atlas, view.part, view.side)}

    def choose() -> None:
        if st.session_state[key] is not None:
            on_choose(st.session_state[key])

    if len(offered) > 1:
        st.menu_button(
            as_label(titles.short(view)),
            list(offered),
            format_func=lambda view_id: as_label(offered[view_id]),
            key=key,
            on_click=choose,
        )
    across = other_side(atlas, view)
    if across is not None:
        st.button(as_label(_name(across, titles)), key=f"{key}_other", on_click=on_choose, args=(across.view_id,))


def _name(view: View, titles: Titles) -> str:
    """A part of the body, on its side."""
    return titles.sided[view.part, view.side] if view.side else titles.parts[view.part]
