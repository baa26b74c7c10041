"""Complaints from the literature (complaints.csv): the muscles a therapist looks at must be among the first five.

A row is a complaint: where it hurts (`areas`), which muscles must come first (`muscles`), and who says so. They were
written before anybody looked at the ranking, 122 of them (from "migraine" on) by somebody who knew the names of places
and muscles alone: of those 108 were right at first sight. `kind`: a study is independent of the dataset, its areas and
muscles are its own; a textbook goes back to the same manual as the dataset, and guards against a lost zone or a ranking
that buries the obvious muscle. `differs`: where a source does not agree with the manual that the dataset follows, the
case is expected to fail and says why; it must not start to pass unseen.
"""

import csv
from pathlib import Path

import pytest

from referral.answers.ranking import rank
from referral.answers.red_flags import nobody_asks
from referral.model.dataset import Dataset

FIRST = 5
"""So many muscles does a therapist examine before thinking again."""

FEWEST_COMPLAINTS, SHARE_EXPECTED_TO_PASS = 150, 0.85
BODY_PARTS = 12
COMPLAINTS = list(
    csv.DictReader((Path(__file__).parent / "complaints.csv").read_text(encoding="utf-8").splitlines(keepends=True))
)


def marked(complaint: dict[str, str]) -> object:
    """The complaint, expected to fail where the manual speaks against it."""
    marks = [pytest.mark.xfail(reason=complaint["differs"], strict=True)] if complaint["differs"] else []
    return pytest.param(complaint, id=complaint["name"], marks=marks)


def test_complaints_cover_the_whole_body(real_dataset: Dataset) -> None:
    assert len({complaint["name"] for complaint in COMPLAINTS}) == len(COMPLAINTS) >= FEWEST_COMPLAINTS
    assert sum(not complaint["differs"] for complaint in COMPLAINTS) >= SHARE_EXPECTED_TO_PASS * len(COMPLAINTS)
    parts = {
        real_dataset.regions[real_dataset.area(area_id).region_id].body_part
        for complaint in COMPLAINTS
        for area_id in complaint["areas"].split()
    }
    assert len(parts) == BODY_PARTS


def test_complaints_say_who_says_so() -> None:
    assert all(complaint["source"].endswith(".") for complaint in COMPLAINTS)
    assert {complaint["kind"] for complaint in COMPLAINTS} == {"study", "textbook"}


@pytest.mark.parametrize("complaint", [marked(complaint) for complaint in COMPLAINTS])
def test_muscles_that_a_therapist_expects_come_first(real_dataset: Dataset, complaint: dict[str, str]) -> None:
    ranking = rank(real_dataset, nobody_asks([real_dataset.area(area_id) for area_id in complaint["areas"].split()]))
    first = [found.muscle_id for found in ranking.candidates[:FIRST]]
    assert set(complaint["muscles"].split()) <= set(first), f"first five: {', '.join(first)}"
