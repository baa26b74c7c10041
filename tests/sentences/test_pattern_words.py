"""A muscle's pattern, what is said of it, and the summary to take along."""

from __future__ import annotations

import re

import pytest

from referral.answers.red_flags import nobody_asks
from referral.answers.under_place import answer
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import OTHER_SIDE, SIDES, Area
from referral.sentences.pattern_words import EDUCATION, MUSCLES_IN_SUMMARY, in_words, summary
from tests.english import english

#: What would be a diagnosis.
CLAIMS = re.compile(r"\b(caused|causes|because|due to|source of|diagnos(?!is\.)|you have|comes from|treat)\b", re.I)


def test_a_pattern_joins_a_muscle_s_points_and_essential_wins(dataset: Dataset) -> None:
    pattern = pattern_of(dataset, "upper_trapezius", "right")
    assert pattern.points == (("upper_trapezius_trp1", "TrP1"), ("upper_trapezius_trp2", "TrP2"))
    assert pattern.zones[Area.of("right-behind_ear")] == "essential"  # of TrP1, spillover of TrP2
    assert pattern.zones[Area.of("right-skull_base")] == "spillover"
    assert pattern.zones[Area.of("right-back_of_neck")] == "essential"


def test_a_pattern_of_one_point(dataset: Dataset) -> None:
    pattern = pattern_of(dataset, "upper_trapezius", "right", ("upper_trapezius_trp2",))
    assert pattern.points == (("upper_trapezius_trp2", "TrP2"),)
    assert pattern.zones == {
        Area.of("right-back_of_neck"): "essential",
        Area.of("right-behind_ear"): "spillover",
    }


def test_the_left_pattern_mirrors_the_right(real_dataset: Dataset) -> None:
    for muscle_id in real_dataset.muscles:
        right, left = (pattern_of(real_dataset, muscle_id, side).zones for side in SIDES)
        assert {_mirrored(area): zone for area, zone in right.items()} == dict(left)


def _mirrored(area: Area) -> Area:
    return Area(area.region_id, OTHER_SIDE[area.side]) if area.side else area


def test_a_pattern_crosses_over_where_the_data_says_so(dataset: Dataset) -> None:
    zones = pattern_of(dataset, "sternocleidomastoid_clavicular", "left").zones
    assert zones[Area.of("left-forehead")] == zones[Area.of("right-forehead")] == "essential"
    assert Area.of("right-behind_ear") not in zones


@pytest.mark.parametrize(
    ("muscle_id", "point"), [("no_such_muscle", None), ("upper_trapezius", "no_such_trp1"), ("", None)]
)
def test_what_is_unknown_is_a_key_error(dataset: Dataset, muscle_id: str, point: str | None) -> None:
    with pytest.raises(KeyError):
        pattern_of(dataset, muscle_id, "right", None if point is None else (point,))


# --- words ---------------------------------------------------------------------------------------------------------


def test_a_pattern_in_words(dataset: Dataset) -> None:
    words = in_words(english(dataset), pattern_of(dataset, "upper_trapezius", "right", ("upper_trapezius_trp2",)))
    assert words == (
        "Pain is usually felt in the back of the neck on the right. "
        "It is sometimes also felt in the bone behind the right ear."
    )


def test_a_pattern_without_a_spillover_zone_is_one_sentence(dataset: Dataset) -> None:
    words = in_words(english(dataset), pattern_of(dataset, "infraspinatus", "left", ("infraspinatus_trp3",)))
    assert words.startswith("Pain is usually felt in the inner edge of the left shoulder blade")
    assert "sometimes" not in words


def test_a_pattern_of_spillover_only_is_felt_sometimes(dataset: Dataset) -> None:
    words = in_words(english(dataset), Pattern("temporalis", "right", (), {Area.of("right-temple"): "spillover"}))
    assert words == "Pain is sometimes felt in the right temple."


def test_a_pattern_without_a_zone_says_nothing(dataset: Dataset) -> None:
    assert in_words(english(dataset), Pattern("temporalis", "right", (), {})) == ""


def test_the_muscle_s_own_side_comes_first(dataset: Dataset) -> None:
    words = in_words(english(dataset), pattern_of(dataset, "sternocleidomastoid_clavicular", "left"))
    assert words.index("on the left side") < words.index("right side of the forehead")


def test_no_words_of_the_dataset_claim_where_a_pain_comes_from(real_dataset: Dataset) -> None:
    for muscle_id in real_dataset.muscles:
        for side in SIDES:
            words = in_words(english(real_dataset), pattern_of(real_dataset, muscle_id, side))
            assert re.search(r"\b(usually|sometimes)\b", words), muscle_id
            assert not CLAIMS.search(words), words


def test_every_zone_is_said(real_dataset: Dataset) -> None:
    for muscle_id in real_dataset.muscles:
        pattern = pattern_of(real_dataset, muscle_id, "right")
        words = in_words(english(real_dataset), pattern)
        texts = english(real_dataset)
        for area in pattern.zones:
            names = [texts.place(area.region_id, side) for side in (None, area.side)]
            if area.region_id in texts.halves:
                names += [texts.whole(area.region_id, side) for side in (None, area.side)]
            assert any(name in words for name in names), (muscle_id, area)


# --- summary -------------------------------------------------------------------------------------------------------


def test_a_summary_of_areas_and_muscle(dataset: Dataset) -> None:
    found = answer(dataset, None, nobody_asks([dataset.area("right-temple")]))
    text = summary(english(dataset), found, "temporalis", "right")
    assert text is not None
    first, second, third, tell_first, last = text.split("\n")
    assert first == "Where it hurts: right temple."
    assert second.startswith("Muscles that commonly send pain there: ")
    assert third.startswith("Muscle looked at: temple muscle (right temporalis). Pain is usually felt in the ")
    assert tell_first.startswith("Before any needling, tell your therapist about: blood thinners")
    assert last == EDUCATION
    assert not CLAIMS.search(text)


def test_a_summary_names_a_few_muscles_only(real_dataset: Dataset) -> None:
    found = answer(real_dataset, None, nobody_asks([real_dataset.area("right-front_of_shoulder")]))
    assert len(found.candidates) > MUSCLES_IN_SUMMARY
    text = summary(english(real_dataset), found, None, "right")
    assert text is not None
    named = text.split("\n")[1].removeprefix("Muscles that commonly send pain there: ").removesuffix(".").split("; ")
    assert named == [
        f"{muscle.common_name} ({muscle.name})"
        for muscle in (real_dataset.muscles[one.muscle_id] for one in found.candidates[:MUSCLES_IN_SUMMARY])
    ]


def test_a_summary_of_a_muscle_alone(dataset: Dataset) -> None:
    text = summary(english(dataset), answer(dataset, None, nobody_asks([])), "infraspinatus", "left")
    assert text is not None
    assert text.startswith("Muscle looked at: shoulder blade muscle (left infraspinatus). ")
    assert text.endswith(EDUCATION)


def test_nothing_explored_gives_no_summary(dataset: Dataset) -> None:
    assert summary(english(dataset), answer(dataset, None, nobody_asks([])), None, "right") is None
