"""Search by the words that people use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral.answers.query import both_sides, said
from referral.answers.search import nearest_areas, nearest_muscles, search, search_any
from referral.model.dataset import Dataset
from referral.words.languages import language
from referral.words.text import fold, nearest, quoted


def first(dataset: Dataset, query: str) -> str:
    return search(dataset, query)[0].id


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("temple", "temple"),
        ("TEMPLE", "temple"),
        ("témple", "temple"),
        ("sternum", "breastbone"),
        ("SCM", "sternocleidomastoid_clavicular"),
        ("scp", "sternocleidomastoid_clavicular"),
        ("traps", "upper_trapezius"),
        ("trapezius upper", "upper_trapezius"),
        ("tarpezius", "upper_trapezius"),
        ("trapesius", "upper_trapezius"),
        ("infrasp", "infraspinatus"),
        ("infrasb", "infraspinatus"),
        ("rotator cuff", "infraspinatus"),
        ("mastoid", "behind_ear"),
        ("temporal region", "temple"),
        ("calcaneal", "heel"),
        ("pain in my heel", "heel"),
        ("shoulder front", "front_of_shoulder"),
        ("glute min", "gluteus_minimus"),
        ("upper_teeth", "upper_teeth"),
    ],
)
def test_first_hit(dataset: Dataset, query: str, expected: str) -> None:
    assert first(dataset, query) == expected


@pytest.mark.parametrize("typed", ["tezt neck", "hel", "hellow", "tampon", "nek", "jad"])
def test_short_words_forgive_no_slip(real_dataset: Dataset, typed: str) -> None:
    """ "text" is no slip of "test", nor "neck" of "back"."""
    assert not any(hit.kind == "muscle" and hit.sure for hit in search(real_dataset, typed))
    assert not any(hit.kind == "muscle" for hit in search(real_dataset, typed)[:2])


def test_a_whole_word_comes_before_the_beginning_of_another(real_dataset: Dataset) -> None:
    """In any language: "do" is the back in Creole, and begins the name of a foot muscle."""
    for tongue in ("en", "ht"):
        kinds = [hit.kind for hit in search_any(real_dataset, "do fè mal", language=language(tongue))[:6]]
        assert "muscle" not in kinds


@pytest.mark.parametrize(
    ("typed", "found"),
    [("tail bone", "tailbone"), ("legs", "whole_leg"), ("knees", "whole_knee"), ("siatica", "sciatica")],
)
def test_words_are_known_as_the_dataset_spells_them(real_dataset: Dataset, typed: str, found: str) -> None:
    assert search_any(real_dataset, typed)[0].id == found


@pytest.mark.parametrize(
    ("typed", "sure"),
    [
        ("infraspinatus", True),
        ("infraspinatis", True),
        ("inf", True),
        ("ql", True),
        ("rotator cuff", True),
        ("ex", False),
        ("lateral", False),
        ("thumb extensor long", True),
    ],
)
def test_only_what_was_named_is_sure(real_dataset: Dataset, typed: str, sure: bool) -> None:
    """A muscle by its name or initials; not by two letters, nor by a word that places share."""
    hit = next(hit for hit in search(real_dataset, typed, limit=400) if hit.kind == "muscle")
    assert hit.sure is sure


@pytest.mark.parametrize(
    ("typed", "side", "both"),
    [
        ("both eyes", None, True),
        ("left and right knee", None, True),
        ("los dos ojos", None, True),
        ("tou de jenou", None, True),
        ("left knee", "left", False),
        ("my left knee and then my right elbow", "left", False),
        ("knee", None, False),
    ],
)
def test_both_sides(typed: str, side: str | None, both: bool) -> None:
    assert (said(typed)[0], both_sides(typed)) == (side, both)


def test_side_is_handed_on(dataset: Dataset) -> None:
    assert (first(dataset, "left temple"), search(dataset, "left temple")[0].side) == ("temple", "left")
    assert search(dataset, "left sternum")[0].side is None
    assert search(dataset, "temple")[0].side is None


@pytest.mark.parametrize("query", ["", "  ", "…!", "left", "pain", "qqqq", "temple qqqq"])
def test_nothing_to_find(dataset: Dataset, query: str) -> None:
    assert search(dataset, query) == ()


@pytest.mark.parametrize(("typed", "found"), [("an", "ankle"), ("le", "leg"), ("el", "elbow"), ("bo", "bone")])
def test_a_filler_of_another_language_is_the_beginning_of_a_word(real_dataset: Dataset, typed: str, found: str) -> None:
    """As one types: "an" is a small word in Creole, and of an ankle all that is there so far."""
    longer = {hit.id for hit in search(real_dataset, found, limit=400)}
    assert longer & {hit.id for hit in search(real_dataset, typed, limit=400)}


def test_every_word_must_be_found(dataset: Dataset) -> None:
    assert {hit.id for hit in search(dataset, "outer calf")} == {"outer_calf"}


def test_best_first_and_no_more_than_asked_for(dataset: Dataset) -> None:
    hits = search(dataset, "shoulder", limit=3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_every_name_finds_its_own(dataset: Dataset) -> None:
    for region in dataset.regions.values():
        assert first(dataset, region.name) == region.region_id
    for muscle in dataset.muscles.values():
        assert first(dataset, muscle.name) == muscle.muscle_id


@settings(deadline=None)
@given(query=st.text(max_size=300))
def test_any_query_gives_known_ids(dataset: Dataset, query: str) -> None:
    for hit in search(dataset, query):
        known = dataset.regions if hit.kind == "region" else dataset.muscles
        assert hit.id in known and hit.score > 0
    assert set(nearest_areas(dataset, query)) <= {area.area_id for area in dataset.areas}
    assert set(nearest_muscles(dataset, query)) <= set(dataset.muscles)


def test_nearest_ids(dataset: Dataset) -> None:
    assert nearest_areas(dataset, "right-tempel")[0] == "right-temple"
    assert nearest_areas(dataset, "temple")[:2] == ("right-temple", "left-temple")
    assert nearest_areas(dataset, "right-breastbone")[0] == "breastbone"
    assert nearest_muscles(dataset, "upper_trapezus")[0] == "upper_trapezius"
    assert nearest_muscles(dataset, "SCM") == ("sternocleidomastoid_clavicular",)


def test_nearest_spelling() -> None:
    assert nearest("tempel", ["heel", "temple", "temples"]) == ("temple", "temples")
    assert nearest("xyz", ["heel", "temple"]) == ()


@pytest.mark.parametrize(
    ("typed", "known", "guessed"),
    [
        ("uncommon", ["common", "occasional", "rare"], ()),
        ("uncomon", ["common", "occasional", "rare"], ()),
        ("comon", ["common", "occasional", "rare"], ("common",)),
        ("agres", ["agrees", "disagrees", "adds"], ("agrees",)),
        ("dsagrees", ["agrees", "disagrees", "adds"], ("disagrees",)),
        ("uper_trapezius", ["lower_trapezius", "upper_trapezius"], ("upper_trapezius",)),
        ("abductor_longus", ["adductor_longus", "abductor_pollicis_longus"], ("abductor_pollicis_longus",)),
        ("trapezius", ["lower_trapezius", "upper_trapezius"], ("lower_trapezius", "upper_trapezius")),
    ],
)
def test_the_nearest_is_never_the_opposite(typed: str, known: list[str], guessed: tuple[str, ...]) -> None:
    assert nearest(typed, known) == guessed


def test_fold() -> None:
    assert fold("  Châssaignac's\tHIP\u00a0(deep) ") == "chassaignac s hip deep"


@given(value=st.text(max_size=200))
def test_quoted_is_one_short_printable_line(value: str) -> None:
    shown = quoted(value)
    assert shown.isprintable() and len(shown) <= 40 * len("\\U0010ffff") + 2
    assert shown.startswith("'") and shown.endswith("'")
