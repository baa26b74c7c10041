"""The dataset in another language: the same ids, zones and ranking; other words, that find and that agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from referral.answers.ranking import rank
from referral.answers.red_flags import nobody_asks
from referral.answers.search import search
from referral.answers.under_place import answer
from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from referral.model.rows import Area
from referral.model.texts import TRANSLATED, Texts, texts_in
from referral.sentences.named_places import named
from referral.sentences.pattern_words import in_words, map_in_words, summary
from referral.sentences.reasons import reason
from referral.words.languages import SOURCE, codes, language
from tests.english import english

LONGEST_NAME = 50
"""Letters of a place's name: it stands on a button on a phone."""


@pytest.fixture(scope="module", params=[code for code in codes() if code != SOURCE])
def other(request: pytest.FixtureRequest, real_dataset: Dataset) -> Texts:
    return texts_in(real_dataset, language(request.param))


@pytest.fixture(scope="module")
def spanish(real_dataset: Dataset) -> Texts:
    return texts_in(real_dataset, language("es"))


@pytest.fixture(scope="module")
def creole(real_dataset: Dataset) -> Texts:
    return texts_in(real_dataset, language("ht"))


def areas(dataset: Dataset, *ids: str) -> list[Area]:
    return [dataset.area(one) for one in ids]


def rows(texts: Texts, table: str) -> Iterator[Any]:
    """The rows of a table, in the words of a language."""
    if table == "support":
        return (row for point in texts.trigger_points for row in texts.support_of(point))
    return iter(getattr(texts, table).values())


def test_ids_zones_and_look_ups_are_the_same(other: Texts, real_dataset: Dataset) -> None:
    assert other.dataset is real_dataset
    for table in TRANSLATED:
        assert len(list(rows(other, table))) == len(getattr(real_dataset, table))
    for muscle in real_dataset.muscles:
        points = other.trigger_points_of(muscle)
        assert [point.label for point in points] == [point.label for point in real_dataset.trigger_points_of(muscle)]
        assert all(point is other.trigger_points[point.trigger_point_id] for point in points)


def test_every_long_text_is_in_other_words(other: Texts, real_dataset: Dataset) -> None:
    """Short ones, names above all, may be the same in two languages."""
    for table, columns in TRANSLATED.items():
        for column in columns:
            pairs = zip(rows(other, table), rows(english(real_dataset), table), strict=True)
            texts = [(getattr(one, column), getattr(two, column)) for one, two in pairs]
            assert [one for one, two in texts if one == two and len(two) > 40] == []
            assert all(bool(one) == bool(two) for one, two in texts)


def test_names_are_told_apart_and_short(other: Texts) -> None:
    regions = [region.name for region in other.regions.values()]
    assert len(set(regions)) == len(regions)
    assert [name for name in regions if len(name) > LONGEST_NAME] == []
    muscles = [muscle.name for muscle in other.muscles.values()]
    assert len(set(muscles)) == len(muscles)
    named_areas = [other.area_name(area) for area in other.dataset.areas]
    assert len(set(named_areas)) == len(named_areas)


def test_a_side_is_in_every_areas_name(spanish: Texts, creole: Texts) -> None:
    for texts, right, left in ((spanish, "derech", "izquierd"), (creole, "dwat", "goch")):
        for area in texts.dataset.areas:
            if area.side:
                name = texts.area_name(area)
                assert (right in name, left in name) == (area.side == "right", area.side == "left"), name


def test_every_name_finds_its_own(other: Texts) -> None:
    def found(name: str, most: int) -> list[str]:
        return [hit.id for hit in search(other.dataset, name, language=other.language)[:most]]

    for region in other.regions.values():
        assert region.region_id in found(region.name, 2), region.name
    for muscle in other.muscles.values():
        assert muscle.muscle_id in found(muscle.name, 1), muscle.name


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
def test_spanish_words_find(spanish: Texts, query: str, expected: str, side: str | None) -> None:
    hits = {hit.id: hit.side for hit in search(spanish.dataset, query, language=spanish.language)}
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
def test_creole_words_find(creole: Texts, query: str, expected: str, side: str | None) -> None:
    hits = {hit.id: hit.side for hit in search(creole.dataset, query, language=creole.language)}
    assert expected in hits and hits[expected] == side


@pytest.mark.parametrize("query", ["talón", "talon pye", "heel"])
def test_a_word_of_any_language_finds_on_every_page(query: str, other: Texts, real_dataset: Dataset) -> None:
    assert search(other.dataset, query, language=other.language)[0].id == search(real_dataset, query)[0].id == "heel"


def test_places_share_the_word_for_their_side(spanish: Texts, creole: Texts) -> None:
    chosen = areas(spanish.dataset, "right-temple", "right-jaw", "left-heel")
    assert named(chosen, spanish) == "la sien y la mandíbula del lado derecho, y el talón izquierdo"
    assert named(chosen[:2], spanish) == "la sien y la mandíbula del lado derecho"
    assert named(chosen[:1], spanish, either=True) == "la sien derecha"
    assert named(chosen, creole) == "tanp ak machwè bò dwat, ak talon pye goch"


def test_both_halves_are_the_whole_in_every_language(other: Texts, real_dataset: Dataset) -> None:
    for one, half in english(real_dataset).halves.items():
        both = [Area(one, "right"), Area(half.other, "right")]
        assert named(both, other) == other.whole(one, "right")
        assert other.halves[one].whole != half.whole


def test_sentences_are_whole(spanish: Texts) -> None:
    chosen = areas(spanish.dataset, "right-temple", "left-heel")
    first = rank(spanish.dataset, nobody_asks(chosen)).candidates[0]
    told = reason(first, spanish)
    assert told.startswith("Su dolor suele sentirse en ") and told.endswith(".") and "{" not in told
    pattern = pattern_of(spanish.dataset, "upper_trapezius", "right")
    assert in_words(spanish, pattern).startswith("El dolor suele sentirse en la sien, ")
    assert "Trapecio superior, lado derecho: El dolor suele" in map_in_words(spanish, chosen, [pattern])
    lines = summary(spanish, answer(spanish.dataset, None, nobody_asks(chosen)), "upper_trapezius", "left")
    assert lines is not None and "{" not in lines and "lado izquierdo" in lines
