"""The dataset in another language: the same ids, zones and ranking; other words, that find and that agree."""

from __future__ import annotations

import pytest

from referral.dataset import SIDES, Area, Dataset
from referral.handout import advice_for
from referral.languages import SOURCE, codes, language
from referral.map_labels import ENGLISH as ENGLISH_WORDS
from referral.map_labels import words_in
from referral.patterns import in_words, map_in_words, pattern_of, summary
from referral.ranking import rank
from referral.reasons import named, reason
from referral.search import search
from referral.translatable import TRANSLATED, translated

LONGEST_NAME = 45
"""Letters of a place's name: it stands on a button on a phone."""


@pytest.fixture(scope="module", params=[code for code in codes() if code != SOURCE])
def other(request: pytest.FixtureRequest, real_dataset: Dataset) -> Dataset:
    return translated(real_dataset, language(request.param))


@pytest.fixture(scope="module")
def spanish(real_dataset: Dataset) -> Dataset:
    return translated(real_dataset, language("es"))


@pytest.fixture(scope="module")
def creole(real_dataset: Dataset) -> Dataset:
    return translated(real_dataset, language("ht"))


def areas(dataset: Dataset, *ids: str) -> list[Area]:
    return [dataset.area(one) for one in ids]


def test_ids_zones_and_look_ups_are_the_same(other: Dataset, real_dataset: Dataset) -> None:
    assert other.in_english is real_dataset and other.areas == real_dataset.areas
    for table in TRANSLATED:
        ours, theirs = getattr(other, table), getattr(real_dataset, table)
        assert len(ours) == len(theirs)
    for muscle in real_dataset.muscles:
        assert all(other.pattern(muscle, side) == real_dataset.pattern(muscle, side) for side in SIDES)
        points = other.trigger_points_of(muscle)
        assert [point.label for point in points] == [point.label for point in real_dataset.trigger_points_of(muscle)]
        assert all(point is other.trigger_points[point.trigger_point_id] for point in points)


def test_every_long_text_is_in_other_words(other: Dataset, real_dataset: Dataset) -> None:
    """Short ones, names above all, may be the same in two languages."""
    for table, columns in TRANSLATED.items():
        for column in columns:
            ours, theirs = getattr(other, table), getattr(real_dataset, table)
            pairs = zip(*(rows.values() if hasattr(rows, "values") else rows for rows in (ours, theirs)), strict=True)
            texts = [(getattr(one, column), getattr(two, column)) for one, two in pairs]
            assert [one for one, two in texts if one == two and len(two) > 40] == []
            assert all(bool(one) == bool(two) for one, two in texts)


def test_names_are_told_apart_and_short(other: Dataset) -> None:
    regions = [region.name for region in other.regions.values()]
    assert len(set(regions)) == len(regions)
    assert [name for name in regions if len(name) > LONGEST_NAME] == []
    muscles = [muscle.name for muscle in other.muscles.values()]
    assert len(set(muscles)) == len(muscles)
    named_areas = [other.area_name(area) for area in other.areas]
    assert len(set(named_areas)) == len(named_areas)


def test_a_side_is_in_every_areas_name(spanish: Dataset, creole: Dataset) -> None:
    for dataset, right, left in ((spanish, "derech", "izquierd"), (creole, "dwat", "goch")):
        for area in dataset.areas:
            if area.side:
                name = dataset.area_name(area)
                assert (right in name, left in name) == (area.side == "right", area.side == "left"), name


def test_the_order_of_the_muscles_is_the_same(other: Dataset, real_dataset: Dataset) -> None:
    for area in real_dataset.areas:
        ours, theirs = rank(other, [area]), rank(real_dataset, [area])
        assert [one.muscle_id for one in ours.candidates] == [one.muscle_id for one in theirs.candidates]
        assert ours.together == theirs.together


def test_every_name_finds_its_own(other: Dataset) -> None:
    for region in other.regions.values():
        assert region.region_id in [hit.id for hit in search(other, region.name)[:2]], region.name
    for muscle in other.muscles.values():
        assert muscle.muscle_id in [hit.id for hit in search(other, muscle.name)[:1]], muscle.name


@pytest.mark.parametrize(
    ("query", "expected", "side"),
    [
        ("talón", "heel", None),
        ("TALON", "heel", None),
        ("me duele el talón izquierdo", "heel", "left"),
        ("dolor en la sien derecha", "temple", "right"),
        ("rabadilla", "tailbone", None),
        ("quijada", "jaw", None),
        ("pantorilla", "inner_calf", None),
        ("codo de tenista", "outer_elbow", None),
        ("heel", "heel", None),
    ],
)
def test_spanish_words_find(spanish: Dataset, query: str, expected: str, side: str | None) -> None:
    hits = {hit.id: hit.side for hit in search(spanish, query)}
    assert expected in hits and hits[expected] == side


@pytest.mark.parametrize(
    ("query", "expected", "side"),
    [
        ("talon pye", "heel", None),
        ("talon pye goch", "heel", "left"),
        ("tanp mwen ap fè m mal", "temple", None),
        ("molet", "inner_calf", None),
        ("machwè dwat", "jaw", "right"),
    ],
)
def test_creole_words_find(creole: Dataset, query: str, expected: str, side: str | None) -> None:
    hits = {hit.id: hit.side for hit in search(creole, query)}
    assert expected in hits and hits[expected] == side


@pytest.mark.parametrize("query", ["talón", "talon pye", "heel"])
def test_a_word_of_any_language_finds_on_every_page(query: str, other: Dataset, real_dataset: Dataset) -> None:
    assert search(other, query)[0].id == search(real_dataset, query)[0].id == "heel"


def test_places_share_the_word_for_their_side(spanish: Dataset, creole: Dataset) -> None:
    chosen = areas(spanish, "right-temple", "right-jaw", "left-heel")
    assert named(chosen, spanish) == "la sien y la mandíbula del lado derecho, y el talón del lado izquierdo"
    assert named(chosen[:2], spanish) == "la sien y la mandíbula del lado derecho"
    assert named(chosen[:1], spanish, either=True) == "la sien del lado derecho"
    assert named(chosen, creole) == "tanp ak machwè bò dwat, ak talon pye bò goch"


def test_both_halves_are_the_whole_in_every_language(other: Dataset, real_dataset: Dataset) -> None:
    for one, half in real_dataset.halves.items():
        both = [Area(one, "right"), Area(half.other, "right")]
        assert other.halves[one].whole in named(both, other)
        assert other.halves[one].whole != half.whole


def test_sentences_are_whole(spanish: Dataset) -> None:
    chosen = areas(spanish, "right-temple", "left-heel")
    first = rank(spanish, chosen).candidates[0]
    told = reason(first, spanish)
    assert told.startswith("Puede explicar") and told.endswith(".") and "{" not in told
    pattern = pattern_of(spanish, "upper_trapezius", "right")
    assert in_words(spanish, pattern).startswith("El dolor suele sentirse en la sien, ")
    assert "Trapecio superior, lado derecho: El dolor suele" in map_in_words(spanish, chosen, [pattern])
    lines = summary(spanish, rank(spanish, chosen), "upper_trapezius", "left")
    assert lines is not None and "{" not in lines and "lado izquierdo" in lines


def test_advice_fits_the_same_muscles(other: Dataset, real_dataset: Dataset) -> None:
    for muscle in ("infraspinatus", "soleus"):
        ours, theirs = (advice_for(dataset, [muscle]) for dataset in (other, real_dataset))
        assert [line.advice_id for line in ours] == [line.advice_id for line in theirs]


def test_words_on_the_map_are_short() -> None:
    for code in codes():
        words = words_in(language(code))
        assert words.titles.keys() == ENGLISH_WORDS.titles.keys()
        assert words.right != words.left
        assert max(len(words.right), len(words.left)) <= 6
        assert all(len(line) <= 22 for title in words.titles.values() for line in title.split("<br>"))
