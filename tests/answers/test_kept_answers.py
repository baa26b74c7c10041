"""What was answered, as the text that an open page keeps for a server that is started anew."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral.answers.kept_answers import HOLDS_S, LONGEST, read, written
from referral.answers.red_flags import Answers, Cleared, Waiting, none_of_these, step
from referral.links.reading import MAX_AREAS
from referral.model.dataset import Dataset
from referral.model.rows import Area
from tests.loaded_once import the_dataset

NOW_S = 1_000
IDS = st.text("abcdefgh_", min_size=1, max_size=8)
AREAS = st.builds(Area, IDS, st.sampled_from(["right", "left", None]))
ANSWERS = st.builds(
    Answers,
    whole_body=st.just(True),
    about=st.frozensets(IDS),
    no=st.frozensets(st.tuples(IDS, st.none() | AREAS)),
)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """With every sign and place."""
    return the_dataset()


def answered(dataset: Dataset, areas: list[Area], about: frozenset[str] = frozenset()) -> Answers:
    """A visit that has said "none of these" to all that was asked."""
    answers = Answers(about=about)
    while isinstance(now := step(dataset, areas, answers), Waiting):
        answers = none_of_these(answers, now)
    return answers


@given(ANSWERS)
def test_what_is_written_is_read_again(answers: Answers) -> None:
    assert read(written(answers, NOW_S), NOW_S + 60) == answers


def test_nothing_is_written_before_the_first_answer(dataset: Dataset) -> None:
    assert written(Answers(), NOW_S) == written(Answers(about=frozenset(dataset.about_you)), NOW_S) == ""


def test_a_place_that_was_answered_is_cleared_and_no_other(dataset: Dataset) -> None:
    shoulder = dataset.area("right-front_of_shoulder")
    kept = read(written(answered(dataset, [shoulder]), NOW_S), NOW_S)
    assert isinstance(step(dataset, [shoulder], kept), Cleared)
    arm = dataset.area("left-inner_upper_arm")
    assert isinstance(step(dataset, [shoulder, arm], kept), Waiting)


def test_a_line_that_is_new_since_is_asked(dataset: Dataset) -> None:
    shoulder = dataset.area("right-front_of_shoulder")
    kept = answered(dataset, [shoulder])
    for line in kept.no:
        assert isinstance(
            step(dataset, [shoulder], read(written(replace(kept, no=kept.no - {line}), NOW_S), NOW_S)), Waiting
        )


def test_the_most_that_can_be_answered_is_read(dataset: Dataset) -> None:
    areas = sorted(dataset.areas, key=lambda area: -len(answered(dataset, [area]).no))[:MAX_AREAS]
    most = answered(dataset, areas, frozenset(dataset.about_you))
    assert len(written(most, NOW_S)) <= LONGEST
    assert read(written(most, NOW_S), NOW_S) == most


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "null",
        "[]",
        "{}",
        "7",
        '{"about": [], "no": {}}',
        '{"at": 1000, "about": []}',
        '{"at": "1000", "about": [], "no": {}}',
        '{"at": NaN, "about": [], "no": {}}',
        '{"at": 1000, "about": "pregnant", "no": {}}',
        '{"at": 1000, "about": [], "no": []}',
        '{"at": 1000, "about": [], "no": {"right-temple": "stroke"}}',
        '{"at": 1000, "about": [7], "no": {}}',
        '{"at": 1000, "about": [], "no": {"right-temple": [["stroke"]]}}',
        "[" * 9_000,
        json.dumps({"at": NOW_S, "about": ["x" * LONGEST], "no": {}}),
    ],
)
def test_another_text_answers_nothing(text: str) -> None:
    assert read(text, NOW_S) == Answers()


def test_a_page_that_was_left_open_answers_for_nobody(dataset: Dataset) -> None:
    """Another person may sit before it; nor does one whose clock runs ahead."""
    text = written(answered(dataset, [dataset.area("right-front_of_shoulder")]), NOW_S)
    assert read(text, NOW_S + HOLDS_S).whole_body
    assert read(text, NOW_S + HOLDS_S + 1) == read(text, NOW_S - 1) == Answers()
