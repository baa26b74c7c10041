"""The muscles under a sore place: every point is found where its X is, in a good order, and beside the ranking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from referral.answers.ranking import FREQUENCY_WEIGHTS, rank
from referral.answers.red_flags import nobody_asks
from referral.answers.under_place import (
    BEHIND_WEIGHT,
    DEEP_WEIGHT,
    NEAR_WEIGHT,
    Answer,
    answer,
    as_candidate,
    side_of,
)
from referral.body.atlas import Atlas
from referral.model.dataset import Dataset
from referral.model.rows import SIDES, Area
from referral.sentences.reasons import reason_there
from tests.english import english

FIRST = 10
"""A person looks at no more."""

Ask = Callable[..., Answer]


@pytest.fixture
def ask(real_dataset: Dataset, marked_atlas: Atlas) -> Ask:
    return lambda *area_ids: answer(real_dataset, marked_atlas, nobody_asks(map(Area.of, area_ids)))


def ids(found: Answer) -> list[str]:
    """The muscles that only lie there."""
    return [lying.muscle_id for lying in found.only_here]


def test_a_tap_where_an_x_is_brings_its_muscle_among_the_first_ten(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    """For every point, side and view that marks it: the area that a tap on the X chooses."""
    told: dict[Area, Answer] = {}
    seen, lost = set(), []
    for view_id, view in marked_atlas.views.items():
        for side, point_id, x_mm, y_mm in marked_atlas.points_in(view_id):
            area = marked_atlas.area(view.code_at(x_mm, y_mm))
            if area not in told:
                told[area] = answer(real_dataset, marked_atlas, nobody_asks([area]))
            found, muscle_id = told[area], real_dataset.trigger_points[point_id].muscle_id
            lying = found.lying(muscle_id)
            seen.add((point_id, side))
            first = [candidate.muscle_id for candidate in found.in_order[:FIRST]]
            here = [one.muscle_id for one in found.here[:FIRST]]
            if lying is None or point_id not in lying.trigger_points or side not in lying.sides:
                lost.append((point_id, area.area_id, view_id, "not said to lie there"))
            elif muscle_id not in first or muscle_id not in here:
                lost.append((point_id, area.area_id, view_id, "not among the first"))
    assert seen == {(point_id, side) for point_id in real_dataset.trigger_points for side in SIDES}
    assert not lost, f"{len(lost)}: {lost[:10]}"


@pytest.mark.parametrize(
    ("area_id", "muscles"),
    [
        ("right-top_of_shoulder", {"upper_trapezius", "supraspinatus", "levator_scapulae"}),
        ("left-shoulder_blade", {"infraspinatus", "supraspinatus", "subscapularis", "teres_minor"}),
        ("right-back_flank", {"quadratus_lumborum"}),
        ("left-low_back", {"quadratus_lumborum", "multifidus_lumbar"}),
        ("right-back_of_neck", {"splenius_capitis", "semispinalis_capitis", "splenius_cervicis"}),
        ("right-neck_shoulder_angle", {"levator_scapulae", "upper_trapezius"}),
        ("left-front_thigh_high", {"rectus_femoris", "vastus_intermedius", "sartorius"}),
        ("right-jaw_angle", {"masseter_superficial", "medial_pterygoid"}),
        ("right-back_forearm_high", {"extensor_carpi_radialis_brevis", "extensor_digitorum"}),
        ("left-palm_forearm_high", {"palmaris_longus"}),
    ],
)
def test_places_that_anybody_who_knows_the_subject_asks_about(ask: Ask, area_id: str, muscles: set[str]) -> None:
    found = ask(area_id)
    first = {candidate.muscle_id for candidate in found.in_order[:FIRST]}
    assert muscles <= {lying.muscle_id for lying in found.here if not lying.beside} & first


def test_the_muscle_nearest_to_the_skin_is_worth_most_on_top_of_the_shoulder(ask: Ask) -> None:
    """Supraspinatus and scalenes lie deeper; no view looks down on any of them."""
    assert max(ask("right-top_of_shoulder").here, key=lambda one: one.worth).muscle_id == "upper_trapezius"


def test_one_that_lies_there_and_sends_pain_there_comes_first_and_both_are_said(
    ask: Ask, real_dataset: Dataset
) -> None:
    found = ask("right-shoulder_blade")
    both = [lying for lying in found.here if lying.first]
    assert [lying.muscle_id for lying in both] == [one.muscle_id for one in found.candidates[: len(both)]]
    assert [one.rank for one in found.candidates] == list(range(1, len(found.candidates) + 1))
    words = reason_there(found.candidates[0], both[0], english(real_dataset))
    assert "felt in your right shoulder blade" in words
    assert words.endswith("It also lies right there, and a sore spot hurts where it is, too.")


def test_the_best_of_the_ranking_stay_before_those_that_only_lie_there(ask: Ask, real_dataset: Dataset) -> None:
    for area in real_dataset.areas:
        found = ask(area.area_id)
        best = [one.muscle_id for one in rank(real_dataset, nobody_asks([area])).candidates[:3]]
        assert set(best) <= {one.muscle_id for one in found.in_order[: found.leading]}
        assert sorted(one.muscle_id for one in found.candidates) == sorted(
            one.muscle_id for one in rank(real_dataset, nobody_asks([area])).candidates
        )
        assert not {one.muscle_id for one in found.candidates} & set(ids(found))


def test_who_explains_less_does_not_come_first_for_lying_there(ask: Ask) -> None:
    """Upper trapezius sends pain to the temple and lies under the shoulder: nobody explains both but such a muscle."""
    found = ask("right-temple", "right-top_of_shoulder")
    first = [lying for lying in found.here if lying.first]
    assert {lying.muscle_id for lying in first} >= {"upper_trapezius"}
    assert "temporalis" not in {lying.muscle_id for lying in first}


def test_a_pattern_that_reaches_all_stays_before_who_lies_under_one_and_reaches_another(ask: Ask) -> None:
    """Upper trapezius sends pain to both; superficial masseter lies under the one, and to the other sends it
    sometimes: it came first once."""
    found = ask("right-temple", "right-jaw_angle")
    assert found.in_order[0].muscle_id == "upper_trapezius"
    masseter = found.lying("masseter_superficial")
    assert masseter is not None and masseter.refers and not masseter.first


def test_a_place_where_the_muscle_lies_is_not_said_to_be_missed(ask: Ask, real_dataset: Dataset) -> None:
    found = ask("right-outer_elbow", "right-top_of_shoulder")
    candidate = next(one for one in found.candidates if one.muscle_id == "supraspinatus")
    lying = found.lying("supraspinatus")
    assert lying is not None and candidate.unexplained == (Area.of("right-top_of_shoulder"),)
    words = reason_there(candidate, lying, english(real_dataset))
    assert "does not reach" not in words and "It also lies under the top of your right shoulder" in words


def test_what_only_lies_there_says_that_a_sore_spot_hurts_where_it_is(ask: Ask, real_dataset: Dataset) -> None:
    found = ask("right-top_of_shoulder")
    lying = found.only_here[0]
    words = reason_there(as_candidate(lying, found.areas), lying, english(real_dataset))
    assert words.startswith("It lies under the top of your right shoulder, and a sore spot also hurts where it is; ")


def test_an_arm_before_the_chest_is_no_place_in_which_its_muscles_lie(ask: Ask, real_dataset: Dataset) -> None:
    found = ask("right-back_upper_arm_high")
    latissimus, triceps = found.lying("latissimus_dorsi"), found.lying("triceps_brachii")
    assert latissimus is not None and triceps is not None
    assert latissimus.behind and not triceps.behind and triceps.worth > latissimus.worth
    words = reason_there(as_candidate(latissimus, found.areas), latissimus, english(real_dataset))
    assert "lies behind the back of your right upper arm" in words
    assert ask("right-elbow_crease").lying("diaphragm") is None  # through the arm, as seen from the side


def test_a_rare_muscle_in_the_place_is_worth_more_than_a_common_one_beside_it() -> None:
    assert min(FREQUENCY_WEIGHTS.values()) * (1 - DEEP_WEIGHT) > NEAR_WEIGHT * max(FREQUENCY_WEIGHTS.values())
    assert 0 < BEHIND_WEIGHT < 1


@pytest.mark.parametrize("side", SIDES)
def test_it_opens_on_the_side_that_hurts(ask: Ask, real_dataset: Dataset, side: str) -> None:
    found = ask(f"{side}-shoulder_blade")
    for candidate in found.in_order:
        lying = found.lying(candidate.muscle_id)
        if lying is not None:
            assert lying.sides == (side,) and side_of(candidate, lying, real_dataset) == side


def test_left_is_the_mirror_of_right(ask: Ask, real_dataset: Dataset) -> None:
    for area in real_dataset.areas:
        if area.side == "right":
            right, left = ask(area.area_id), ask(f"left-{area.region_id}")
            assert {one.muscle_id for one in right.here} == {one.muscle_id for one in left.here}, area


def test_either_side_has_the_muscles_of_both(ask: Ask) -> None:
    (lying,) = [one for one in ask("shoulder_blade").here if one.muscle_id == "infraspinatus"]
    assert set(lying.sides) == set(SIDES)


def test_without_an_atlas_nothing_is_said_to_lie_anywhere(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    cleared = nobody_asks([Area.of("right-shoulder_blade")])
    alone, ranking = answer(real_dataset, None, cleared), rank(real_dataset, cleared)
    assert alone.here == () and alone.candidates == ranking.candidates and alone.leading == 3
    unmeasured = replace(marked_atlas, anatomy=None, skin=None, _points={})
    assert answer(real_dataset, unmeasured, cleared) == alone
    assert answer(real_dataset, marked_atlas, nobody_asks([])) == Answer()
