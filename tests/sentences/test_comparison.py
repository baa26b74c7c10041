"""Muscles whose pain looks alike: what they share, what is their own, and the table of candidates."""

from __future__ import annotations

from referral.answers.apart import sets_apart
from referral.answers.red_flags import nobody_asks
from referral.answers.under_place import answer
from referral.body.atlas import Atlas
from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from referral.model.rows import SIDES
from referral.sentences.candidates_table import COLUMNS, FELT, NONE, OFTEN, candidates_table
from referral.sentences.comparison import compare, own_in_words, shared_in_words
from referral.sentences.look_for import in_short
from tests.english import english


def test_shared_and_own_make_up_each_pattern(real_dataset: Dataset) -> None:
    muscles = ("supraspinatus", "supinator")
    patterns = [pattern_of(real_dataset, muscle, "right") for muscle in muscles]
    found = compare(patterns)
    for muscle, pattern in zip(muscles, patterns, strict=True):
        areas = {*found.shared, *found.own[muscle]}
        assert areas == set(pattern.zones)
    assert [area.area_id for area in found.shared] == ["right-outer_elbow"]
    assert shared_in_words(english(real_dataset), found) == "Both may send pain to the right outer elbow."
    assert own_in_words(english(real_dataset), found, "supinator").startswith(
        "Alone usually felt in the right web of the thumb."
    )


def test_three_muscles_and_none_in_common(real_dataset: Dataset) -> None:
    found = compare([pattern_of(real_dataset, one, "right") for one in ("temporalis", "soleus", "piriformis")])
    assert found.shared == ()
    assert shared_in_words(english(real_dataset), found) == "They share no place."


def test_a_muscle_alone_shares_nothing(real_dataset: Dataset) -> None:
    both_sides = [pattern_of(real_dataset, "temporalis", side) for side in SIDES]
    found = compare(both_sides)
    assert (found.muscles, found.shared, shared_in_words(english(real_dataset), found)) == (("temporalis",), (), "")
    assert set(found.own["temporalis"]) == {area for one in both_sides for area in one.zones}


def test_a_muscle_inside_another_s_pattern_has_no_place_of_its_own(real_dataset: Dataset) -> None:
    whole = pattern_of(real_dataset, "infraspinatus", "right")
    part = pattern_of(real_dataset, "supraspinatus", "right")
    inside = type(part)(part.muscle_id, part.side, part.points, dict(list(whole.zones.items())[:2]))
    assert own_in_words(english(real_dataset), compare([whole, inside]), "supraspinatus").startswith("No place")


# --- candidates


def test_the_table_has_a_row_a_muscle_in_the_order_of_the_answer(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    found = answer(real_dataset, marked_atlas, nobody_asks([real_dataset.area("right-outer_elbow")]))
    table = candidates_table(english(real_dataset), found)
    assert tuple(table.columns) == COLUMNS
    assert list(table.index) == [candidate.muscle_id for candidate in found.in_order]
    assert set(table["Felt by"]) == {*FELT.values(), NONE}
    assert set(table["Source of pain"]) <= set(OFTEN.values())
    first = table.loc["supinator"]
    assert (first["Muscle"], first["Points"], first["Felt by"]) == ("Supinator", "TrP1", "nearly all")
    assert first["What tells it apart"] == "web of the thumb"
    apart = sets_apart(real_dataset, found)
    assert list(table["What tells it apart"]) == [in_short(english(real_dataset), apart[one]) for one in table.index]
    assert table.loc["anconeus", "What tells it apart"] == "pain stays there"
    both, only = table.loc["brachioradialis"], table.loc["brachialis"]
    assert (both["Felt by"], both["Points"], both["Lies there"]) == ("nearly all", "TrP1", "TrP1")
    assert (only["Felt by"], only["Points"], only["Lies there"]) == (NONE, NONE, "TrP1")


def test_what_tells_apart_is_beyond_what_was_chosen_and_reached_by_few(real_dataset: Dataset) -> None:
    areas = [real_dataset.area("right-outer_elbow"), real_dataset.area("right-thumb_web")]
    found = answer(real_dataset, None, nobody_asks(areas))
    told = candidates_table(english(real_dataset), found)["What tells it apart"]
    assert "web of the thumb" not in told["supinator"]


def test_nothing_tells_a_muscle_apart_that_is_alone(dataset: Dataset) -> None:
    table = candidates_table(english(dataset), answer(dataset, None, nobody_asks([dataset.area("right-palm")])))
    assert list(table["What tells it apart"]) == [NONE]


def test_no_candidate_no_row(real_dataset: Dataset) -> None:
    assert candidates_table(english(real_dataset), answer(real_dataset, None, nobody_asks([]))).empty
