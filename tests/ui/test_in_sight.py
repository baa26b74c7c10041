"""A place that was chosen from the list is brought into sight: on the close-up, where there is one."""

from __future__ import annotations

import pytest

from referral.body.atlas import Atlas
from referral.links.explorer import ExplorerState, choose_view
from referral.model.rows import Area
from referral.ui.parts.body import in_sight

NOTHING = ExplorerState()


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize(
    ("area", "close_up"), [("right-temple", "head"), ("left-palm", "hands"), ("right-heel", "feet")]
)
def test_the_close_up_is_opened(marked_atlas: Atlas, area: str, close_up: str, phone: bool) -> None:
    elsewhere = choose_view(NOTHING, "feet" if close_up == "head" else "head")
    assert in_sight(marked_atlas, elsewhere, Area.of(area), phone).view == close_up


@pytest.mark.parametrize(("area", "view"), [("right-front_of_shoulder", "body"), ("left-front_of_knee", "body")])
def test_the_view_stays_that_shows_the_place(marked_atlas: Atlas, area: str, view: str) -> None:
    state = choose_view(NOTHING, view)
    assert in_sight(marked_atlas, state, Area.of(area), phone=False) is state


def test_a_place_without_skin_changes_no_view(marked_atlas: Atlas) -> None:
    state = choose_view(NOTHING, "feet")
    assert in_sight(marked_atlas, state, Area("behind_eye", "right"), phone=False) is state
