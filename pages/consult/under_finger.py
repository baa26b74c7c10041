"""The muscles under the finger, from skin to bone: a tap on the body finds them, further taps step through them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import streamlit as st

from pages.consult import areas
from pages.consult.consultation import Consultation
from referral.answers.red_flags import Waiting
from referral.body.atlas import Atlas
from referral.body.under_finger import muscles_under
from referral.drawing.scene import area_at
from referral.drawing.shown import Shown
from referral.links import consultation as links
from referral.links.consultation import ConsultState
from referral.model.rows import Side
from referral.ui.components.map_taps import Tap
from referral.ui.parts import nearby
from referral.ui.visit.labels import as_label
from referral.ui.visit.memory import set_widget
from referral.ui.visit.words import gettext, html_text
from referral.words.languages import N_

PICKS: Final = "consult_picks"
UNDER: Final = "consult_under"
PICK_NAMES: Final = {"muscle": N_("Tap: muscles"), "area": N_("Tap: where it hurts")}


@dataclass(frozen=True)
class _Under:
    """What lies under the last tap; `shown`: which of it was shown by tapping, and gives way to the next."""

    muscles: tuple[str, ...]
    shown: str | None = None


def pick_switch() -> None:
    """What a tap on the body picks."""
    st.segmented_control(
        gettext("A tap picks"),
        list(PICK_NAMES),
        format_func=lambda pick: gettext(PICK_NAMES[pick]),
        default="muscle",
        key=PICKS,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )


def picks_areas() -> bool:
    """Whether a tap on the body says where it hurts."""
    return st.session_state.get(PICKS) == "area"


def tapped(consultation: Consultation, shown: Shown, tap: Tap) -> None:
    """Choose the area under a tap, or show the muscle nearest to the skin there."""
    plate_id = shown.plate_id
    if consultation.atlas is None or tap.sheet not in (None, plate_id):
        return  # the tap was meant for a plate that is gone
    if picks_areas():
        _pick_area(consultation, consultation.atlas, shown, tap)
        return
    if isinstance(consultation.step(consultation.state()), Waiting):
        return  # no muscle is named before the signs of a link's areas are answered
    placed = consultation.atlas.plates[plate_id].view_at(tap.x_mm, tap.y_mm)
    if placed is None:
        return
    found = muscles_under(
        consultation.atlas, placed.view.view_id, tap.x_mm - placed.left_mm, tap.y_mm - placed.bottom_mm
    )
    known = tuple(dict.fromkeys(one.muscle_id for one in found if one.muscle_id in consultation.dataset.muscles))
    st.session_state[UNDER] = replace(_under() or _Under(()), muscles=known)
    if known:
        _show(consultation, known[0], found[0].side)


def _pick_area(consultation: Consultation, atlas: Atlas, shown: Shown, tap: Tap) -> None:
    """Choose the area under a tap, or give it up."""
    area, known = area_at(atlas, shown, tap.x_mm, tap.y_mm), consultation.dataset.areas
    if area in known:  # another dataset may not have every region of the atlas
        nearby.remember(atlas, shown, tap, consultation.state().areas, known)
        consultation.go(partial(areas.toggled, area=area))


def _show(consultation: Consultation, muscle_id: str, side: Side | None = None) -> None:
    """Show a muscle in the place of the one that was shown by the tap before."""
    before, state = _under() or _Under(()), consultation.state()
    # a muscle that was there already is not one that a further step takes away
    st.session_state[UNDER] = replace(before, shown=None if muscle_id in state.muscles else muscle_id)
    consultation.go(partial(_stepped, before.shown, muscle_id, side))


def _stepped(shown: str | None, muscle_id: str, side: Side | None, state: ConsultState) -> ConsultState:
    moved = links.replace_muscle(state, shown, muscle_id)
    if side is None or state.sides == "both" or (side,) == links.shown_sides(moved):
        return moved
    return replace(moved, sides=side)


def steps(consultation: Consultation, state: ConsultState) -> None:
    """The muscles under the last tap, nearest to the skin first; one is shown at a tap."""
    under = _under()
    if under is None:
        return
    if not under.muscles:
        st.html(f'<p class="rp-hint" role="status">{html_text("No muscle of this collection lies there.")}</p>')
        return
    key = "consult_map_under"
    default = set_widget(key, next((muscle for muscle in under.muscles if muscle in state.muscles), None))

    def choose() -> None:
        if st.session_state[key] is not None:
            _show(consultation, st.session_state[key])

    st.pills(
        gettext("Under the finger, from skin to bone"),
        under.muscles,
        format_func=lambda muscle: as_label(consultation.texts.muscles[muscle].name),
        default=default,
        key=key,
        on_change=choose,
    )


def _under() -> _Under | None:
    found: _Under | None = st.session_state.get(UNDER)
    return found


def forget() -> None:
    """Nothing is under the finger."""
    st.session_state.pop(UNDER, None)
