"""What the box offers for some words: muscles as they are, places on both sides; on Find places alone."""

from __future__ import annotations

from typing import Any

import pytest

from referral.answers.search import search
from referral.model.dataset import Dataset
from referral.model.texts import texts_in
from referral.ui.components.find_box import MOST_SUGGESTED, _meant, _read, _Said, finds
from referral.words.languages import language
from tests.english import english


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("inf", "infraspinatus"),
        ("supra", "supraspinatus"),
        ("ql", "quadratus_lumborum"),
        ("tfl", "tensor_fasciae_latae"),
        ("scm", "sternocleidomastoid_clavicular"),
        ("piri", "piriformis"),
        ("outer elbow", "right-outer_elbow"),
        ("left heel", "left-heel"),
        ("tailbone", "tailbone"),
        ("infraspinatis", "infraspinatus"),
    ],
)
def test_first_offer(real_dataset: Dataset, words: str, first: str) -> None:
    assert finds(english(real_dataset), words)[0].id == first


def test_a_place_is_offered_on_both_sides_unless_one_is_named(real_dataset: Dataset) -> None:
    assert [find.id for find in finds(english(real_dataset), "outer elbow")][:2] == [
        "right-outer_elbow",
        "left-outer_elbow",
    ]
    assert [find.id for find in finds(english(real_dataset), "left outer elbow")][:1] == ["left-outer_elbow"]
    assert finds(english(real_dataset), "left outer elbow")[0].name == "Outer side of the left elbow"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("tennis elbow", [("right@tennis_elbow", False), ("left@tennis_elbow", False), ("both@tennis_elbow", False)]),
        ("left tennis elbow", [("left@tennis_elbow", True)]),
        ("tennis elbow on both sides", [("both@tennis_elbow", True)]),
        ("both eyes", [("both@eye_strain", True)]),
        ("both heels", [("both-heel", True)]),
        ("whole left side", [("left@whole_side", True)]),
        ("private parts", [("private_parts", True)]),
        ("tennis el", [("right-outer_elbow", True)]),
        ("mouse", [("right@mouse_arm", False)]),
    ],
)
def test_a_complaint_is_offered_on_the_sides_that_were_named(
    real_dataset: Dataset, words: str, offered: list[tuple[str, bool]]
) -> None:
    """Where none was named one must be picked: Enter takes no side that nobody named."""
    found = finds(english(real_dataset), words)
    assert [(find.id, find.sure) for find in found][: len(offered)] == offered


def test_a_complaint_chooses_its_places_on_its_side(real_dataset: Dataset) -> None:
    right, left, both = finds(english(real_dataset), "tennis elbow")[:3]
    assert right.name == "Tennis elbow, right side" and right.areas == ("right-outer_elbow", "right-back_forearm_high")
    assert set(both.areas) == {*right.areas, *left.areas} and right.complaint == "tennis_elbow"


def test_enter_alone_takes_only_what_is_sure(real_dataset: Dataset) -> None:
    unsure, sure = finds(english(real_dataset), "tennis elbow"), finds(english(real_dataset), "infraspinatus")
    assert _meant(unsure, _Said("tennis elbow", 1, True, None)) is None
    assert _meant(unsure, _Said("tennis elbow", 1, True, "left@tennis_elbow")) == unsure[1]
    assert _meant(sure, _Said("infraspinatus", 1, True, None)) == sure[0]
    assert _meant([], _Said("zebra", 1, True, None)) is None


def test_on_find_no_muscle_is_named(real_dataset: Dataset) -> None:
    """Before the warning signs of a place are answered no muscle may be."""
    for words in ("soleus", "calf", "heel", "scm"):
        offered = finds(english(real_dataset), words, places_only=True)
        assert all(find.kind == "area" for find in offered)
    assert [find.name for find in finds(english(real_dataset), "heel", places_only=True)][:2] == [
        "Right heel",
        "Left heel",
    ]


@pytest.mark.parametrize(
    ("code", "words", "wanted"),
    [
        ("en", "my left elbow and my chest", {"chest", "arm"}),
        ("en", "my left arm and my chest", {"chest", "arm"}),
        ("en", "my neck hurts a little when I turn", {"neck"}),
        ("en", "my heart hurts", {"chest"}),
        ("es", "me duele el brazo izquierdo y el pecho", {"chest", "arm"}),
        ("es", "rodilla isquierda", {"leg"}),
        ("es", "corazón", {"chest"}),
        ("ht", "bra gòch mwen ak pwatrin mwen", {"chest", "arm"}),
        ("ht", "kè m ap fè m mal", {"chest"}),
    ],
)
def test_sentences_find_their_places(real_dataset: Dataset, code: str, words: str, wanted: set[str]) -> None:
    """Heart words lead to the chest, where the safety step asks the right questions."""
    texts = texts_in(real_dataset, language(code))
    offered = [real_dataset.area(area) for find in finds(texts, words, places_only=True) for area in find.areas]
    assert wanted <= {real_dataset.regions[area.region_id].body_part for area in offered}
    if "left" in words or "izquierd" in words or "isquierd" in words or "gòch" in words:
        assert {area.side for area in offered} <= {"left", None}


@pytest.mark.long
def test_every_area_is_found_by_its_name_and_by_its_everyday_words(real_dataset: Dataset) -> None:
    for area in real_dataset.areas:
        name = english(real_dataset).area_name(area)
        assert area.area_id in [find.id for find in finds(english(real_dataset), name, places_only=True)], name
        for words in real_dataset.regions[area.region_id].search_words:
            found = finds(english(real_dataset), f"{area.side or ''} {words}", places_only=True)
            assert area.area_id in [find.id for find in found], words


def test_every_offer_can_be_shown(real_dataset: Dataset) -> None:
    for muscle in real_dataset.muscles.values():
        offered = finds(english(real_dataset), muscle.name)
        assert muscle.muscle_id in [find.id for find in offered]
        assert len(offered) <= MOST_SUGGESTED
        for find in offered:
            assert find.id in real_dataset.muscles if find.kind == "muscle" else find.areas
            assert {real_dataset.area(area) for area in find.areas} <= set(real_dataset.areas)


def test_nothing_fits_nothing_is_offered(real_dataset: Dataset) -> None:
    assert finds(english(real_dataset), "") == finds(english(real_dataset), "zebra crossing") == []


def test_the_beginning_of_a_name_comes_before_the_beginning_of_its_last_word(real_dataset: Dataset) -> None:
    ids = [hit.id for hit in search(real_dataset, "inf")]
    assert ids.index("infraspinatus") < ids.index("serratus_posterior_inferior")


@pytest.mark.parametrize(
    "value",
    [None, "inf", {}, {"text": 3, "number": 1, "chosen": True}, {"text": "inf", "number": "1", "chosen": True}],
)
def test_what_is_not_ours_is_passed_over(value: Any) -> None:
    assert _read(value) is None


def test_a_long_text_is_cut() -> None:
    said = _read({"text": "x" * 5000, "number": 7, "chosen": False})
    assert said is not None
    assert len(said.text) == 100
