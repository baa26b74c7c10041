"""Ranking: who comes first and why, and what must hold for any choice of areas."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral.answers.ranking import Candidate, Ranking, rank
from referral.answers.red_flags import nobody_asks
from referral.data.load import load_dataset
from referral.model.dataset import Dataset
from referral.model.rows import OTHER_SIDE, Area
from referral.sentences.named_places import named
from referral.sentences.reasons import reason
from tests.english import english


def areas(*ids: str) -> list[Area]:
    """``right-temple`` -> its Area; an id without a side is taken as it is."""
    parts = [id_.split("-") for id_ in ids]
    return [Area(part[1], part[0]) if len(part) == 2 else Area(part[0]) for part in parts]  # type: ignore[arg-type]


def candidate(ranking: Ranking, muscle_id: str) -> Candidate:
    return next(found for found in ranking.candidates if found.muscle_id == muscle_id)


def order(ranking: Ranking) -> list[str]:
    return [found.muscle_id for found in ranking.candidates]


def test_no_area_gives_an_empty_ranking(dataset: Dataset) -> None:
    assert rank(dataset, nobody_asks([])) == Ranking((), (), (), ())


def test_unknown_area_is_a_key_error(dataset: Dataset) -> None:
    with pytest.raises(KeyError):
        rank(dataset, nobody_asks(areas("right-nowhere")))


def test_muscle_that_explains_all_comes_before_one_that_explains_part(dataset: Dataset) -> None:
    ranking = rank(dataset, nobody_asks(areas("right-temple", "right-jaw_angle")))
    assert order(ranking) == ["upper_trapezius", "temporalis"]
    first, second = ranking.candidates
    assert (first.rank, second.rank) == (1, 2)
    assert first.unexplained == () and second.unexplained == tuple(areas("right-jaw_angle"))


def test_essential_comes_before_spillover(folder: Path) -> None:
    path = folder / "referrals.csv"
    rows = path.read_text(encoding="utf-8")
    rows = rows.replace("upper_trapezius_trp1,skull_base,spillover", "upper_trapezius_trp1,skull_base,essential")
    path.write_text(rows, encoding="utf-8")
    ranking = rank(load_dataset(folder), nobody_asks(areas("right-skull_base")))
    assert order(ranking) == ["upper_trapezius", "infraspinatus"]
    rows = rows.replace("infraspinatus_trp1,skull_base,spillover", "infraspinatus_trp1,skull_base,essential")
    rows = rows.replace("upper_trapezius_trp1,skull_base,essential", "upper_trapezius_trp1,skull_base,spillover")
    path.write_text(rows, encoding="utf-8")
    ranking = rank(load_dataset(folder), nobody_asks(areas("right-skull_base")))
    assert order(ranking) == ["infraspinatus", "upper_trapezius"]


def test_essential_points_are_named_first(dataset: Dataset) -> None:
    (part,) = candidate(rank(dataset, nobody_asks(areas("right-behind_ear"))), "upper_trapezius").explains
    assert part.trigger_points == ("upper_trapezius_trp1", "upper_trapezius_trp2")
    assert part.zone == "essential"


def test_narrow_pattern_comes_before_wide_one(dataset: Dataset) -> None:
    ranking = rank(dataset, nobody_asks(areas("right-temple")))
    assert order(ranking) == ["temporalis", "upper_trapezius"]
    assert [found.areas_beyond for found in ranking.candidates] == [2, 4]


def test_score_is_as_the_docstring_says(dataset: Dataset) -> None:
    first, second = rank(dataset, nobody_asks(areas("right-temple"))).candidates
    assert first.score == pytest.approx(100 * 0.9 * 0.9 * (1 - 0.2 * 1.4 / 2.4), abs=1e-5)
    assert second.score == pytest.approx(100 * 0.9 * 0.9 * (1 - 0.2 * 3.4 / 4.4), abs=1e-5)
    both = candidate(rank(dataset, nobody_asks(areas("right-behind_ear"))), "upper_trapezius")
    trp1, trp2 = 1 - 0.2 * 3.4 / 4.4, 0.4 * (1 - 0.2 * 1.0 / 1.4)
    assert both.score == pytest.approx(100 * 0.9 * (0.9 * trp1 + 0.1 * trp2), abs=1e-5)


def test_a_second_point_helps_a_little(dataset: Dataset, folder: Path) -> None:
    with (folder / "trigger_points.csv").open("a", encoding="utf-8") as stream:
        stream.write("temporalis_trp2,temporalis,TrP2,Middle of the muscle.,-66,1690,120,side,\n")
    with (folder / "referrals.csv").open("a", encoding="utf-8") as stream:
        stream.write("temporalis_trp2,temple,essential,same,travell_simons_1,ch. 9,usual\n")
        stream.write("temporalis_trp2,eyebrow,essential,same,travell_simons_1,ch. 9,usual\n")
    alone = candidate(rank(dataset, nobody_asks(areas("right-temple"))), "temporalis")
    helped = candidate(rank(load_dataset(folder), nobody_asks(areas("right-temple"))), "temporalis")
    assert alone.score < helped.score < 1.2 * alone.score


def test_frequency_counts(dataset: Dataset) -> None:
    rare = {**dataset.muscles, "temporalis": replace(dataset.muscles["temporalis"], frequency="rare")}
    assert order(rank(replace(dataset, muscles=rare), nobody_asks(areas("right-temple")))) == [
        "upper_trapezius",
        "temporalis",
    ]


def test_sides_of_the_muscle(dataset: Dataset) -> None:
    muscle = "sternocleidomastoid_clavicular"
    assert candidate(rank(dataset, nobody_asks(areas("left-behind_ear"))), muscle).sides == ("left",)
    assert candidate(rank(dataset, nobody_asks(areas("left-behind_ear", "right-forehead"))), muscle).sides == ("left",)
    either = candidate(rank(dataset, nobody_asks(areas("right-forehead"))), muscle)
    assert either.sides == ("right", "left") and either.areas_beyond == 2
    both = candidate(rank(dataset, nobody_asks(areas("left-behind_ear", "right-behind_ear"))), muscle)
    assert both.sides == ("right", "left") and both.unexplained == () and both.areas_beyond == 2


def test_region_without_a_side_is_explained_from_either(dataset: Dataset) -> None:
    found = candidate(rank(dataset, nobody_asks(areas("temple", "left-jaw_angle"))), "upper_trapezius")
    assert found.sides == ("left",) and found.unexplained == ()
    right, either = (rank(dataset, nobody_asks(areas(id_))).candidates for id_ in ("right-temple", "temple"))
    assert [(found.score, found.areas_beyond) for found in right] == [
        (found.score, found.areas_beyond) for found in either
    ]


def test_areas_that_nobody_reaches_are_said(dataset: Dataset) -> None:
    ranking = rank(dataset, nobody_asks(areas("left-heel", "right-temple", "breastbone")))
    assert ranking.unreached == tuple(areas("left-heel", "breastbone"))
    assert ranking.together == ("temporalis",)
    alone = rank(dataset, nobody_asks(areas("left-heel")))
    assert (alone.candidates, alone.together) == ((), ())


def test_together_is_the_smallest_set(dataset: Dataset) -> None:
    ranking = rank(dataset, nobody_asks(areas("right-temple", "right-eyebrow", "right-jaw_angle", "right-palm")))
    assert set(ranking.together) == {"upper_trapezius", "temporalis", "infraspinatus"}


ELSEWHERE = "usually also in the side of your neck and the bone behind your ear on the right side"
REASONS = [
    (
        ["right-temple", "right-jaw_angle"],
        f"Its pain is usually felt in your temple and the corner of your jaw on the right side; {ELSEWHERE}.",
    ),
    (["right-temple"], f"Its pain is usually felt in your right temple; {ELSEWHERE}."),
    (
        ["left-skull_base"],
        "Its pain is sometimes felt in the base of your skull on the left; "
        "usually also in the side of your neck and the bone behind your ear on the left side.",
    ),
    (
        ["right-temple", "right-skull_base", "left-heel", "breastbone"],
        "Its pain is usually felt in your right temple, sometimes in the base of your skull on the right; "
        f"{ELSEWHERE}; it does not reach your left heel or your breastbone.",
    ),
    (
        ["right-temple", "left-temple", "right-side_of_neck"],
        "The right one usually sends pain to your temple and the side of your neck on the right side, "
        "the left one to your left temple; "
        "usually also in the bone behind your ear and the corner of your jaw on the right side.",
    ),
    (
        ["right-side_of_neck", "right-behind_ear", "right-temple", "right-jaw_angle", "right-back_of_neck"],
        "Its pain is usually felt in the side of your neck, the bone behind your ear, your temple, the corner of your "
        "jaw and the back of your neck on the right side; sometimes also in the base of your skull on the right.",
    ),
    (
        ["right-side_of_neck", "right-behind_ear", "right-temple", "right-jaw_angle", "right-back_of_neck",
         "right-skull_base"],
        "Its pain is usually felt in the side of your neck, the bone behind your ear, your temple, the corner of your "
        "jaw and the back of your neck on the right side, sometimes in the base of your skull on the right; "
        "nowhere else.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("ids", "sentence"), REASONS)
def test_reason(dataset: Dataset, ids: list[str], sentence: str) -> None:
    assert reason(candidate(rank(dataset, nobody_asks(areas(*ids))), "upper_trapezius"), english(dataset)) == sentence


def test_cards_beside_each_other_say_different_things(real_dataset: Dataset) -> None:
    """For nine of ten places the first three sentences differ; else the patterns are the same in words, too."""
    texts, alike = english(real_dataset), []
    for area in real_dataset.areas:
        told = [reason(one, texts) for one in rank(real_dataset, nobody_asks((area,))).candidates[:3]]
        if len(set(told)) < len(told):
            alike.append(area)
    assert len(alike) < 0.1 * len(real_dataset.areas)


def test_several_places_share_the_word_for_their_side(dataset: Dataset) -> None:
    listed = areas("left-front_upper_arm_high", "left-palm")
    assert (
        named(listed, english(dataset)) == "the front of the upper arm near the shoulder and the palm on the left side"
    )


def test_side_is_said_again_after_the_midline(dataset: Dataset) -> None:
    listed = areas("right-temple", "breastbone", "right-palm", "right-heel")
    told = "the right temple, the breastbone, and the palm and the heel on the right side"
    assert named(listed, english(dataset)) == told


CHOICES = st.lists(st.integers(0, 10**6), min_size=1, max_size=8)


def drawn(dataset: Dataset, numbers: list[int]) -> list[Area]:
    """Turn drawn numbers into different areas of the dataset."""
    return list(dict.fromkeys(dataset.areas[number % len(dataset.areas)] for number in numbers))


@settings(deadline=None)
@given(numbers=CHOICES, more=st.integers(0, 10**6))
def test_one_more_explained_area_never_lowers_a_muscle(dataset: Dataset, numbers: list[int], more: int) -> None:
    """Against every muscle that does not explain it: who was before stays before, and the lead only grows."""
    chosen = drawn(dataset, numbers)
    added = dataset.areas[more % len(dataset.areas)]
    if added in chosen:
        return
    before = {found.muscle_id: found for found in rank(dataset, nobody_asks(chosen)).candidates}
    after = {found.muscle_id: found for found in rank(dataset, nobody_asks([*chosen, added])).candidates}
    gaining = {muscle for muscle, found in after.items() if added not in found.unexplained}
    for gainer in gaining & before.keys():
        for other in before.keys() - gaining:
            assert after[gainer].score * before[other].score >= before[gainer].score * after[other].score - 1e-3
            if before[gainer].rank < before[other].rank:
                assert after[gainer].rank < after[other].rank


@settings(deadline=None)
@given(numbers=CHOICES)
def test_ranking_is_sound(dataset: Dataset, numbers: list[int]) -> None:
    chosen = drawn(dataset, numbers)
    ranking = rank(dataset, nobody_asks(chosen))
    assert [found.rank for found in ranking.candidates] == list(range(1, len(ranking.candidates) + 1))
    assert all(one.score >= next_.score for one, next_ in pairwise(ranking.candidates))
    for found in ranking.candidates:
        assert 0 < found.score <= 100
        assert found.explains and found.areas_beyond >= 0
        explained = [part.area for part in found.explains]
        assert sorted([*explained, *found.unexplained], key=str) == sorted(chosen, key=str)
        for part in found.explains:
            zones = [dataset.pattern(found.muscle_id, side).get(part.area) for side in found.sides]
            assert part.zone in zones and part.trigger_points
    reached = {part.area for found in ranking.candidates for part in found.explains}
    together = [candidate(ranking, muscle) for muscle in ranking.together]
    assert {part.area for found in together for part in found.explains} == reached
    assert set(ranking.unreached) == set(chosen) - reached


@settings(deadline=None)
@given(numbers=CHOICES, data=st.data())
def test_order_of_choosing_and_the_mirror_do_not_count(
    dataset: Dataset, numbers: list[int], data: st.DataObject
) -> None:
    chosen = drawn(dataset, numbers)
    scores = [(found.muscle_id, found.score) for found in rank(dataset, nobody_asks(chosen)).candidates]
    shuffled = rank(dataset, nobody_asks(data.draw(st.permutations(chosen))))
    assert [(found.muscle_id, found.score) for found in shuffled.candidates] == scores
    assert shuffled.together == rank(dataset, nobody_asks(chosen)).together
    mirrored = [Area(area.region_id, OTHER_SIDE[area.side] if area.side else None) for area in chosen]
    assert [(found.muscle_id, found.score) for found in rank(dataset, nobody_asks(mirrored)).candidates] == scores
