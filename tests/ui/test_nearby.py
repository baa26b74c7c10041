"""What is remembered of a tap, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from referral.drawing.shown import Shown
from referral.model.rows import Area
from referral.ui.components.map_taps import Tap
from referral.ui.parts import nearby
from tests.loaded_once import the_atlas, the_dataset

GROIN, THIGH = Area.of("right-groin"), Area.of("right-front_thigh_high")
NEAR_THE_BORDER = Tap(the_atlas().plates["front"].views[0].left_mm + 315, 950, 1)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the visit remembers."""
    state: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    return state


def remember(tap: Tap, *chosen: Area) -> None:
    nearby.remember(the_atlas(), Shown("front"), tap, chosen, the_dataset().areas)


def test_a_tap_that_chooses_is_remembered_with_its_view(kept: dict[str, Any]) -> None:
    remember(NEAR_THE_BORDER, Area.of("left-heel"))
    (tapped,) = kept.values()
    assert tapped.choices[0] == (GROIN,)
    assert (THIGH,) in tapped.choices
    assert tapped.view_id == "front"


def test_what_is_chosen_already_is_no_choice(kept: dict[str, Any]) -> None:
    remember(NEAR_THE_BORDER, THIGH)
    (tapped,) = kept.values()
    assert (THIGH,) not in tapped.choices


def test_a_tap_that_gives_up_an_area_or_misses_the_body_ends_what_was_remembered(kept: dict[str, Any]) -> None:
    for tap, chosen in ((NEAR_THE_BORDER, (GROIN,)), (Tap(3, 3, 2), ()), (Tap(-9, 1e9, 3), ())):
        remember(NEAR_THE_BORDER)
        assert kept
        remember(tap, *chosen)
        assert not kept
