"""What to look for in words, in every language: a question, or what is true where no place helps."""

from __future__ import annotations

import pytest

from referral.answers.apart import Apart, sets_apart
from referral.answers.red_flags import nobody_asks
from referral.answers.under_place import answer
from referral.model.dataset import Dataset
from referral.model.rows import Area
from referral.model.texts import texts_in
from referral.sentences.look_for import in_short, look_for, told
from referral.words.languages import codes, language
from tests.english import english
from tests.loaded_once import the_answer


def one(dataset: Dataset, muscle_id: str, *area_ids: str) -> Apart:
    return sets_apart(dataset, the_answer(*area_ids))[muscle_id]


def test_a_question_names_the_place_with_its_side(real_dataset: Dataset) -> None:
    asked = look_for(english(real_dataset), one(real_dataset, "temporalis", "left-temple"))
    assert asked == "Does the pain also run to the left upper teeth?"


def test_of_two_places_either_will_do(real_dataset: Dataset) -> None:
    asked = look_for(english(real_dataset), one(real_dataset, "brachioradialis", "right-outer_elbow"))
    assert asked == "Does the pain also run to the right web of the thumb or forearm (thumb side, upper half)?"


def test_pain_that_stays_and_muscles_that_no_place_tells_apart(real_dataset: Dataset) -> None:
    texts = english(real_dataset)
    stays = one(real_dataset, "anconeus", "right-outer_elbow")
    assert look_for(texts, stays) == "The pain stays here: no other place is usual."
    assert in_short(texts, stays) == "pain stays there"
    nothing = one(real_dataset, "anterior_deltoid", "right-front_of_shoulder")
    point = texts.trigger_points["anterior_deltoid_trp1"]
    words = look_for(texts, nothing)
    assert words.startswith("No place tells it from the others for certain. Its tender spot: ")
    assert words.endswith(f"{point.location.removesuffix('.')[1:]}.")
    assert in_short(texts, nothing) == "no place for certain"


def test_the_reason_names_no_other_place_beside_the_question(real_dataset: Dataset) -> None:
    texts, found = english(real_dataset), the_answer("right-outer_elbow")
    candidate = next(it for it in found.candidates if it.muscle_id == "supinator")
    why, asked = told(texts, found, candidate, sets_apart(real_dataset, found)["supinator"])
    assert why.startswith(
        "Its pain is usually felt in your right outer elbow; it is often found in people with this pain."
    )
    assert "also in" not in why and asked == "Does the pain also run to the right web of the thumb?"


def test_a_muscle_alone_keeps_where_else_and_is_asked_nothing(dataset: Dataset) -> None:
    found = answer(dataset, None, nobody_asks([Area.of("right-palm")]))
    why, asked = told(english(dataset), found, found.candidates[0], None)
    assert "usually also in the" in why and asked == "" and in_short(english(dataset), None) == ""


@pytest.mark.parametrize("code", codes())
def test_each_language_says_it_in_its_own_words(real_dataset: Dataset, code: str) -> None:
    texts = texts_in(real_dataset, language(code))
    asked = look_for(texts, one(real_dataset, "temporalis", "right-temple"))
    assert asked.endswith("?") and texts.place("upper_teeth").split()[-1] in asked
    assert code == "en" or "Does" not in asked
    stays = look_for(texts, one(real_dataset, "anconeus", "right-outer_elbow"))
    assert stays.endswith(".") and (code == "en" or "stays" not in stays)
