"""What the editor should mend: hard texts, regions that nobody names, points outside their muscle."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from referral.body.muscle_places import FARTHEST_MM, beside, distance_mm, muscle_places
from referral.data.load import DEFAULT_FOLDER, find_faults, load_dataset
from referral.data.reading_grade import HIGHEST_GRADE, grades
from tests.edits import appended, lines, replaced

HARD = "Considerable professional overutilization of musculature precipitates uncomfortable sensations."


def test_hard_text_is_told_and_stops_nothing(folder: Path) -> None:
    replaced(folder, "muscles.csv", "Shrugging and long hours at a desk.", HARD)
    (line,) = lines(folder)
    assert line.startswith("muscles.csv:2: often_strained_by: reading grade ")
    assert line.endswith(", above 8: use shorter words and sentences")
    assert load_dataset(folder).muscles["upper_trapezius"].often_strained_by == HARD


@pytest.mark.parametrize(
    ("file", "old", "column"),
    [
        ("muscles.csv", "On the side of the head above the ear.", "where_it_is"),
        ("muscles.csv", "It closes the jaw.", "what_it_does"),
        ("muscles.csv", "Can feel like a sore tooth or a tension headache.", "mimics"),
        ("muscles.csv", "It is often found sore in people with this pain.", "frequency_reason"),
        ("trigger_points.csv", '"Behind the first point, a little lower."', "location"),
        ("support.csv", "One book has the pain reach the forehead too.", "note"),
    ],
)
def test_every_plain_column_is_measured(folder: Path, file: str, old: str, column: str) -> None:
    replaced(folder, file, old, HARD)
    (line,) = lines(folder)
    assert f": {column}: reading grade " in line


def test_a_helper_in_another_process_finds_the_same(folder: Path) -> None:
    replaced(folder, "muscles.csv", "Shrugging and long hours at a desk.", HARD)
    with ProcessPoolExecutor(max_workers=1) as helper:
        assert find_faults(folder, helper) == find_faults(folder)


def test_grades_order_texts_as_a_reader_would() -> None:
    easy, hard, none, short = grades(["The cat sat on the mat and slept.", HARD, "", "Musculature."])
    assert easy < HIGHEST_GRADE < hard
    assert none == short == 0.0


def test_region_that_nobody_names_must_say_why(folder: Path) -> None:
    replaced(folder, "regions.csv", "None of these five muscles sends pain there.", "")
    assert lines(folder) == [
        "regions.csv:5: region_id: no zone of referrals.csv names 'side_of_head'; add one, or say why not in "
        "not_reached_because"
    ]


def test_region_that_a_zone_names_must_not_say_why(folder: Path) -> None:
    appended(folder, "referrals.csv", "temporalis_trp1,side_of_head,spillover,same,travell_simons_1,ch. 9,usual")
    assert lines(folder) == [
        "regions.csv:5: not_reached_because: zones of referrals.csv do reach 'side_of_head'; empty this cell"
    ]


def test_point_outside_its_muscle_is_told(folder: Path) -> None:
    replaced(folder, "trigger_points.csv", "-80,1470,85", "-80,1370,85")
    (line,) = lines(folder)
    assert line.startswith("trigger_points.csv:3: x_mm: the point lies about ")
    assert line.endswith(" mm from upper_trapezius; correct x_mm, y_mm, z_mm")


def test_point_beside_its_muscle_as_seen_from_where_it_is_felt_is_told(folder: Path) -> None:
    replaced(folder, "trigger_points.csv", "-80,1340,15,back", "-65,1340,15,back")
    assert lines(folder) == [
        "trigger_points.csv:7: felt_from: seen from the back, the point lies about 7 mm beside infraspinatus; "
        "move it, say to x_mm -77, y_mm 1345, or correct felt_from"
    ]
    assert load_dataset(folder).trigger_points["infraspinatus_trp3"].x_mm == -65


def test_point_is_judged_only_as_seen_from_where_it_is_felt(folder: Path) -> None:
    replaced(folder, "trigger_points.csv", "-80,1340,15,back", "-65,1340,15,side")
    assert lines(folder) == []


def test_a_word_that_is_no_direction_is_told_once(folder: Path) -> None:
    replaced(folder, "trigger_points.csv", "-80,1340,15,back", "-65,1340,15,bakc")
    (line,) = lines(folder)
    assert line.startswith("trigger_points.csv:7: felt_from: 'bakc' is not one of ")


SHEET = np.array([(x, y, 0) for x in range(0, 61, 5) for y in range(0, 61, 5)], np.int16)
"""A flat muscle that faces the front, a place every 5 mm."""


def test_how_far_beside_a_muscle_a_place_lies() -> None:
    assert beside(np.array([32.5, 32.5, 40.0]), SHEET, "front").mm <= 0  # in a gap between its places, and deep
    found = beside(np.array([75.0, 30.0, 0.0]), SHEET, "back")
    assert found.mm == 15 - 5
    assert found.nearest.tolist() == [60, 30]
    assert beside(np.array([75.0, 30.0, 20.0]), SHEET, "inner").nearest.tolist() == [30, 0]
    assert beside(np.array([75.0, 30.0, 20.0]), SHEET, "above").mm == 25 - 5


def test_point_of_a_muscle_that_is_not_measured_is_not_judged(folder: Path) -> None:
    for file in ("muscles.csv", "trigger_points.csv"):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace("infraspinatus", "new_muscle"), encoding="utf-8")
    path = folder / "referrals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("infraspinatus", "new_muscle"), encoding="utf-8")
    replaced(folder, "trigger_points.csv", "new_muscle,TrP1", "new_muscle,TrP1")
    assert lines(folder) == []


def test_every_point_of_the_dataset_lies_in_its_muscle() -> None:
    places = muscle_places()
    points = load_dataset(DEFAULT_FOLDER).trigger_points.values()
    assert {point.muscle_id for point in points} <= set(places)
    for point in points:
        place = np.array([point.x_mm, point.y_mm, point.z_mm])
        assert distance_mm(place, places[point.muscle_id]) <= FARTHEST_MM, point.trigger_point_id


VERDICTS = [
    (
        "temporalis_trp1,palm,travell_simons_2,ch. 2,agrees,",
        "support.csv:4: verdict: agrees, but temporalis_trp1 has no zone palm in referrals.csv: write adds",
    ),
    (
        "temporalis_trp1,temple,travell_simons_2,ch. 2,adds,It has the temple too.",
        "support.csv:4: verdict: adds, but temporalis_trp1 has a zone temple in referrals.csv: "
        "write agrees or disagrees",
    ),
    (
        "temporalis_trp1,temple,travell_simons_2,ch. 2,disagrees,",
        "support.csv:4: note: empty, but the work disagrees: say what differs",
    ),
    (
        "temporalis_trp1,temple,some_blog,ch. 2,agrees,",
        "support.csv:4: source_id: 'some_blog' is not in sources.csv",
    ),
]


@pytest.mark.parametrize(("row", "expected"), VERDICTS, ids=[row for row, _ in VERDICTS])
def test_support_that_does_not_fit_the_zones(folder: Path, row: str, expected: str) -> None:
    appended(folder, "support.csv", row)
    assert lines(folder) == [expected]


def test_support_may_be_empty(folder: Path) -> None:
    header = (folder / "support.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "support.csv").write_text(f"{header}\n", encoding="utf-8")
    assert lines(folder) == []
    assert load_dataset(folder).support == ()
