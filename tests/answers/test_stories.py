"""People's stories held against the warning signs that they would be asked: does a line say what is true of them?

tests/stories.csv: a row is a person, by a published case report, vignette or patient page. Story and tapped areas were
written by readers of those sources who were not shown the lines; which line fits was judged by others, who had written
neither. `fit`: full (plainly true of this person), part, none; `also`: further lines that fit fully; `statement`: the
line as it was judged. Stories A to D were there while the lines were written, and misses among them changed the lines;
those of E came later.

A test cannot judge words. It holds that the judged line is asked of this person and says what was judged, and that the
counts stand.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from referral.answers.red_flags import Answers, Waiting, about_me, none_of_these, step
from referral.model.dataset import Dataset

STORIES = list(csv.DictReader((Path(__file__).parent / "stories.csv").read_text(encoding="utf-8").splitlines()))
BY_ID = {story["story_id"]: story for story in STORIES}

FEWEST_STORIES, FEWEST_HARMLESS = 150, 25
RECOGNISED = 0.9
"""The share of emergencies of which a line of that urgency is plainly true."""

MOST_FALSE_ALARMS = 2


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def asked(dataset: Dataset, story: dict[str, str]) -> list[str]:
    """The ids of all that this person is asked, screen after screen, with what is true of them ticked."""
    areas = [dataset.area(area) for area in parts(story["areas"])]
    known, ids = about_me(Answers(), parts(story["about"])), []
    while isinstance(found := step(dataset, areas, known), Waiting):
        ids += [flag.flag_id for flag in (*found.whole_body, *found.lines)]
        known = none_of_these(known, found)
    return ids


def fitting(story: dict[str, str]) -> list[str]:
    """The lines that are plainly true of this person."""
    return [story["flag_id"], *parts(story["also"])] if story["fit"] == "full" else []


def recognised(dataset: Dataset, story: dict[str, str]) -> bool:
    return any(dataset.red_flags[one].urgency == "emergency" for one in fitting(story))


def of_kind(kind: str) -> list[dict[str, str]]:
    return [story for story in STORIES if story["kind"] == kind]


def test_enough_stories_each_with_a_source() -> None:
    kinds = Counter(story["kind"] for story in STORIES)
    assert len(STORIES) >= FEWEST_STORIES and kinds["harmless"] >= FEWEST_HARMLESS
    assert kinds.keys() == {"emergency", "same_day", "days", "harmless"}
    assert len(BY_ID) == len({story["story"] for story in STORIES}) == len(STORIES)
    for story in STORIES:
        assert "http" in story["source"] or "doi" in story["source"].lower(), story["story_id"]


@pytest.mark.parametrize("story_id", BY_ID)
def test_the_line_that_was_judged_is_asked_of_this_person(real_dataset: Dataset, story_id: str) -> None:
    story = BY_ID[story_id]
    assert set(parts(story["about"])) <= set(real_dataset.about_you)
    shown = asked(real_dataset, story)
    assert story["fit"] in ("full", "part", "none") and (story["flag_id"] or story["fit"] != "full")
    for flag_id in ([story["flag_id"]] if story["flag_id"] else []) + parts(story["also"]):
        assert flag_id in shown, f"{flag_id} is not asked: {story['story']}"
    if story["flag_id"]:
        words = real_dataset.red_flags[story["flag_id"]].statement
        assert words == story["statement"], "the line has other words now: let somebody judge this story anew"


def test_nine_of_ten_emergencies_find_a_line_that_is_true_of_them(real_dataset: Dataset) -> None:
    emergencies = of_kind("emergency")
    missed = [f"{one['story_id']} {one['condition']}" for one in emergencies if not recognised(real_dataset, one)]
    share = 1 - len(missed) / len(emergencies)
    assert share >= RECOGNISED, f"{share:.1%} of {len(emergencies)}; missed: {'; '.join(missed)}"


def test_no_emergency_finds_nothing_at_all() -> None:
    assert [f"{one['story_id']} {one['condition']}" for one in of_kind("emergency") if one["fit"] == "none"] == []


def test_the_harmless_are_not_sent_to_an_emergency_room(real_dataset: Dataset) -> None:
    alarmed = [f"{one['story_id']} {one['condition']}" for one in of_kind("harmless") if recognised(real_dataset, one)]
    assert len(alarmed) <= MOST_FALSE_ALARMS, "; ".join(alarmed)


def test_the_page_for_therapists_says_what_was_counted(real_dataset: Dataset) -> None:
    emergencies, harmless = of_kind("emergency"), of_kind("harmless")
    found = sum(recognised(real_dataset, one) for one in emergencies)
    alarmed = sum(recognised(real_dataset, one) for one in harmless)
    page = " ".join((Path(__file__).parents[2] / "docs/therapists.md").read_text(encoding="utf-8").split())
    assert f"held against {len(STORIES)} stories" in page
    assert f"of {len(emergencies)} emergencies {found} find a line" in page
    assert f"{alarmed} of {len(harmless)} harmless ones meet an emergency line" in page
