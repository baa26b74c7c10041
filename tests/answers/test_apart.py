"""What sets a listed muscle apart: a place of its pattern that the others hardly reach, never one that was chosen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral.answers.apart import MOST_PLACES, Apart, sets_apart
from referral.answers.red_flags import nobody_asks
from referral.answers.under_place import Answer, answer, side_of
from referral.model.dataset import Dataset
from referral.model.rows import Area
from tests.loaded_once import the_answer, the_dataset

Tell = Callable[..., dict[str, Apart]]


def told(dataset: Dataset, *area_ids: str) -> dict[str, Apart]:
    """What sets the muscles for some areas apart, without an atlas."""
    return sets_apart(dataset, answer(dataset, None, nobody_asks(map(Area.of, area_ids))))


def places(apart: Apart) -> list[str]:
    return [area.area_id for area in apart.places]


# --- five muscles, by hand


def test_each_is_asked_for_a_main_zone_that_the_other_does_not_reach(dataset: Dataset) -> None:
    """Both send pain to the temple. The spillovers, teeth and base of the skull, nobody else has, either: main zones
    come first."""
    found = told(dataset, "right-temple")
    assert {muscle: places(one) for muscle, one in found.items()} == {
        "temporalis": ["right-eyebrow"],
        "upper_trapezius": ["right-side_of_neck"],
    }
    assert found["temporalis"].trigger_point == "temporalis_trp1"


def test_a_place_that_was_chosen_is_not_asked_for(dataset: Dataset) -> None:
    found = told(dataset, "right-temple", "right-eyebrow")
    assert places(found["temporalis"]) == ["right-upper_teeth"]


def test_a_zone_of_a_point_that_explains_nothing_comes_later(dataset: Dataset) -> None:
    """The back of the neck is a main zone of upper trapezius' second point, which sends nothing to the temple."""
    assert "right-back_of_neck" not in places(told(dataset, "right-temple")["upper_trapezius"])
    second = told(dataset, "right-temple", "right-side_of_neck", "right-behind_ear", "right-jaw_angle")
    assert places(second["upper_trapezius"]) == ["right-back_of_neck"]


def test_a_place_that_the_others_reach_too_gives_way_to_one_of_its_own(dataset: Dataset) -> None:
    """Behind the ear both have pain; at the side of the neck and at the forehead only one."""
    found = told(dataset, "left-behind_ear")
    assert "left-behind_ear" not in {place for one in found.values() for place in places(one)}
    assert places(found["upper_trapezius"]) == ["left-side_of_neck"]
    assert places(found["sternocleidomastoid_clavicular"]) == ["left-forehead"]


def test_a_muscle_alone_in_the_list_need_not_be_told_from_any(dataset: Dataset) -> None:
    assert told(dataset, "right-palm") == {}
    assert told(dataset) == {}


def test_what_stays_has_no_further_place(dataset: Dataset) -> None:
    found = told(dataset, "right-temple", "right-eyebrow", "right-upper_teeth")
    assert found["temporalis"].stays and not found["temporalis"].places
    assert not found["upper_trapezius"].stays


def test_where_either_side_may_be_the_one_the_place_has_no_side(dataset: Dataset) -> None:
    """Whose temple hurts is not said; clavicular sternocleidomastoid sends pain to the forehead of both sides."""
    assert places(told(dataset, "temple")["temporalis"]) == ["eyebrow"]
    found = told(dataset, "right-forehead", "right-temple")
    assert places(found["sternocleidomastoid_clavicular"]) == ["behind_ear"]


def test_the_left_is_the_mirror_of_the_right(dataset: Dataset) -> None:
    right, left = told(dataset, "right-temple"), told(dataset, "left-temple")
    assert [place.replace("right-", "left-") for one in right.values() for place in places(one)] == [
        place for one in left.values() for place in places(one)
    ]


def test_only_the_muscles_asked_for_are_told_and_each_as_among_all(dataset: Dataset) -> None:
    found = answer(dataset, None, nobody_asks([Area.of("right-temple")]))
    every, one = sets_apart(dataset, found), sets_apart(dataset, found, ["temporalis"])
    assert list(every) == ["temporalis", "upper_trapezius"] or list(every) == ["upper_trapezius", "temporalis"]
    assert one == {"temporalis": every["temporalis"]}


# --- what a therapist knows


@pytest.fixture(scope="module")
def tell(real_dataset: Dataset) -> Tell:
    return lambda *area_ids: sets_apart(real_dataset, the_answer(*area_ids))


@pytest.mark.parametrize(
    ("area_id", "muscle_id", "asked"),
    [
        # outer elbow: which way down the arm, or up to the shoulder
        ("right-outer_elbow", "supinator", r"thumb_web"),
        ("right-outer_elbow", "brachioradialis", r"thumb_web"),
        ("right-outer_elbow", "extensor_carpi_radialis_brevis", r"back_of_(hand|wrist)"),
        ("right-outer_elbow", "extensor_digitorum", r"back_of_hand|middle_finger_back"),
        ("right-outer_elbow", "triceps_brachii", r"back_of_shoulder|back_upper_arm|elbow_tip"),
        ("right-outer_elbow", "supraspinatus", r"side_of_shoulder|outer_upper_arm"),
        # top of the shoulder
        ("left-top_of_shoulder", "upper_trapezius", r"neck|temple|behind_ear|jaw_angle"),
        ("left-top_of_shoulder", "scalenes", r"chest|arm|thumb|index|shoulder_blade"),
        ("left-top_of_shoulder", "levator_scapulae", r"neck"),
        ("left-top_of_shoulder", "supraspinatus", r"side_of_shoulder|outer_"),
        ("left-top_of_shoulder", "diaphragm", r"ribs|chest"),
        # low back
        ("right-low_back", "quadratus_lumborum", r"sacroiliac|buttock|hip|crest|groin"),
        ("right-low_back", "iliopsoas", r"front_thigh|groin"),
        ("right-low_back", "gluteus_medius", r"sacr|crest|buttock"),
        ("right-low_back", "longissimus_thoracis", r"buttock"),
        ("right-low_back", "multifidus_lumbar", r"spine|tailbone|belly"),
        # temple
        ("right-temple", "temporalis", r"teeth|eyebrow"),
        ("right-temple", "upper_trapezius", r"side_of_neck|behind_ear|jaw_angle"),
        ("right-temple", "suboccipitals", r"head"),
        ("right-temple", "sternocleidomastoid_sternal", r"cheek|eye|throat|crown|forehead|breastbone"),
        ("right-temple", "masseter_superficial", r"jaw|teeth"),
        # buttock and heel: down the leg or not
        ("left-outer_hip", "gluteus_minimus", r"leg|calf|ankle|thigh"),
        ("left-heel", "soleus", r"sacroiliac|calf|achilles"),
        ("left-front_of_shoulder", "infraspinatus", r"arm|hand|fingers|thumb"),
    ],
)
def test_what_a_therapist_would_ask(tell: Tell, area_id: str, muscle_id: str, asked: str) -> None:
    found = places(tell(area_id)[muscle_id])
    assert found and re.search(asked, found[0]), found


@pytest.mark.parametrize(
    ("area_id", "muscle_id"), [("right-outer_elbow", "anconeus"), ("left-heel", "quadratus_plantae")]
)
def test_pain_that_stays(tell: Tell, area_id: str, muscle_id: str) -> None:
    assert tell(area_id)[muscle_id].stays


def test_who_shares_the_first_place_is_told_by_a_second(tell: Tell) -> None:
    """Supinator and the long wrist extensor reach the web of the thumb, too; the thumb's side of the forearm they do
    not."""
    assert places(tell("right-outer_elbow")["brachioradialis"])[1:] == ["right-thumb_forearm_high"]
    assert len(tell("right-outer_elbow")["triceps_brachii"].places) == 1


TWINS = {
    frozenset({"pectoralis_major_costal", "pectoralis_major_lateral"}),
    frozenset({"multifidus_thoracic", "middle_trapezius"}),
    frozenset({"semimembranosus", "semitendinosus"}),
    frozenset({"fibularis_brevis", "fibularis_longus"}),
    frozenset({"extensor_digitorum_brevis", "extensor_hallucis_brevis"}),
}
"""Whose patterns are one, or as good as one where they were asked for."""


def test_the_first_three_of_a_list_are_asked_different_things_unless_their_patterns_are_one(
    real_dataset: Dataset,
) -> None:
    for area in real_dataset.areas:
        first = list(sets_apart(real_dataset, the_answer(area.area_id)).values())[:3]
        for one, other in combinations(first, 2):
            said = [(it.places, it.stays, "" if it.places or it.stays else it.trigger_point) for it in (one, other)]
            assert said[0] != said[1] or {one.muscle_id, other.muscle_id} in TWINS, (area, one, other)


# --- whatever is chosen

chosen_areas = st.lists(st.sampled_from([area.area_id for area in the_dataset().areas]), max_size=5, unique=True)


@settings(max_examples=150, deadline=None)
@given(chosen_areas)
def test_a_question_names_places_of_the_pattern_that_were_not_chosen(area_ids: list[str]) -> None:
    dataset, found = the_dataset(), the_answer(*area_ids)
    apart = sets_apart(dataset, found)
    assert apart == sets_apart(dataset, found)
    assert list(apart) == [one.muscle_id for one in found.in_order] or len(found.in_order) < 2
    for candidate in found.in_order if apart else ():
        one = apart[candidate.muscle_id]
        side = side_of(candidate, found.lying(candidate.muscle_id), dataset)
        pattern = dataset.pattern(candidate.muscle_id, side)
        regions = {area.region_id for area in pattern}
        assert len(one.places) <= MOST_PLACES and len(set(one.places)) == len(one.places)
        assert not set(one.places) & set(found.areas)
        for place in one.places:
            either = place.side is None and dataset.regions[place.region_id].sided
            assert place.region_id in regions if either else place in pattern
            assert not either or place.region_id not in {area.region_id for area in found.areas}
        assert not (one.stays and one.places)
        assert not one.stays or regions <= {area.region_id for area in found.areas}
        assert dataset.trigger_points[one.trigger_point].muscle_id == candidate.muscle_id


def test_ten_muscles_cost_well_below_a_millisecond(real_dataset: Dataset) -> None:
    """The best of many runs, warm; the bound is wide, since machines differ."""
    found: Answer = the_answer("right-low_back")
    ten = [one.muscle_id for one in found.in_order[:10]]
    assert len(ten) == 10
    costs = []
    for _ in range(50):
        begun = time.perf_counter()
        sets_apart(real_dataset, found, ten)
        costs.append(time.perf_counter() - begun)
    assert min(costs) < 0.002
