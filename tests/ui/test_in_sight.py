"""A place that was chosen from the list is brought into sight: on the close-up, where there is one."""

from __future__ import annotations

import pytest

from referral.body.atlas import Atlas
from referral.links.explorer import ExplorerState, choose_view
from referral.model.rows import Area
from referral.ui.parts.plates import in_sight, plate_for

NOTHING = ExplorerState()


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize(
    ("area", "part"), [("right-temple", "head"), ("left-palm", "hand"), ("right-heel", "foot"), ("navel", "belly")]
)
def test_the_close_up_is_opened(marked_atlas: Atlas, area: str, part: str, phone: bool) -> None:
    elsewhere = choose_view(NOTHING, "left_knee_back")
    view = in_sight(marked_atlas, elsewhere, Area.of(area), phone).view
    assert view is not None
    assert marked_atlas.views[view].part == part
    assert marked_atlas.views[view].side in (None, Area.of(area).side)


@pytest.mark.parametrize(("area", "view"), [("right-front_of_shoulder", "body"), ("left-front_of_knee", "body")])
def test_the_view_stays_that_shows_the_place(marked_atlas: Atlas, area: str, view: str) -> None:
    state = choose_view(NOTHING, view)
    assert in_sight(marked_atlas, state, Area.of(area), phone=False) is state


def test_a_place_without_skin_changes_no_view(marked_atlas: Atlas) -> None:
    state = choose_view(NOTHING, "feet")
    assert in_sight(marked_atlas, state, Area("behind_eye", "right"), phone=False) is state


@pytest.mark.parametrize("area", ["right-temple", "left-outer_elbow", "navel"])
def test_a_tap_on_the_whole_body_does_not_change_the_view(marked_atlas: Atlas, area: str) -> None:
    """The temple is seen better from the side; who tapped it in front keeps the front."""
    assert marked_atlas.area_mm2("front", Area.of(area)) > 0
    assert plate_for(marked_atlas, None, (), phone=False, chosen=[Area.of(area)]) == "body"
    assert plate_for(marked_atlas, None, (), phone=True, chosen=[Area.of(area)]) == "front"
