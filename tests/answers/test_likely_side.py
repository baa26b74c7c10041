"""On which side a muscle is drawn first: where it explains most of what was chosen."""

from __future__ import annotations

import pytest

from referral.answers.ranking import Candidate, likely_side, rank
from referral.answers.red_flags import nobody_asks
from referral.model.dataset import Dataset
from referral.model.rows import OTHER_SIDE, Area, Side


def of_trapezius(dataset: Dataset, *areas: Area) -> Candidate:
    ranking = rank(dataset, nobody_asks(areas))
    return next(found for found in ranking.candidates if found.muscle_id == "upper_trapezius")


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_side_with_more_of_the_pain_comes_first(dataset: Dataset, side: Side) -> None:
    """Both sides' muscles are needed: two places here, one there."""
    other = OTHER_SIDE[side]
    found = of_trapezius(dataset, Area("temple", side), Area("side_of_neck", side), Area("temple", other))
    assert found.sides == ("right", "left")
    assert likely_side(found, dataset) == side


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_place_of_usual_pain_weighs_more_than_one_of_some_peoples(dataset: Dataset, side: Side) -> None:
    other = OTHER_SIDE[side]
    found = of_trapezius(dataset, Area("temple", side), Area("skull_base", other))
    assert likely_side(found, dataset) == side


def test_the_right_one_when_both_explain_as_much(dataset: Dataset) -> None:
    found = of_trapezius(dataset, Area("temple", "left"), Area("temple", "right"))
    assert likely_side(found, dataset) == "right"
