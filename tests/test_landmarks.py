"""data/landmarks.csv: named places on the skin, of every region, where a view shows them."""

import csv
from collections import Counter

import numpy as np
import pytest

from referral.body.atlas import Atlas
from referral.body.atlas_files import load_atlas
from referral.folders import ROOT
from tools.landmark_pictures import LANDMARKS, free_box, read_landmarks, seen

IN_A_FOLD = {"armpit_hollow"}
"""No view sees them: the arm covers them even where it is lifted."""
MIDLINE_X_MM = -1


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_region_of_the_skin_has_a_landmark_and_no_hidden_one_has() -> None:
    on_skin = {row["region_id"] for row in _rows("regions.csv") if row["surface"] == "true"}
    assert {row["region_id"] for row in _rows(LANDMARKS.name)} == on_skin


@pytest.mark.parametrize("column", ["landmark_id", "name"])
def test_ids_and_names_tell_landmarks_apart(column: str) -> None:
    counts = Counter(row[column] for row in _rows(LANDMARKS.name))
    assert [value for value, count in counts.items() if count > 1] == []


def test_landmarks_lie_on_the_right_side_or_the_midline() -> None:
    assert [name for name, place in read_landmarks(LANDMARKS).items() if place[0] > MIDLINE_X_MM] == []


def test_every_landmark_is_seen_in_a_view_and_in_its_region(atlas: Atlas) -> None:
    places, region = read_landmarks(LANDMARKS), {row["landmark_id"]: row["region_id"] for row in _rows(LANDMARKS.name)}
    found = set()
    for view_id, view in atlas.views.items():
        for name, (x, y) in seen(atlas, view_id, places).items():
            row, column = int((view.height_mm - y) * view.px_per_mm), int(x * view.px_per_mm)
            near = view.codes[max(row - 2, 0) : row + 3, max(column - 2, 0) : column + 3]
            areas = {atlas.area(int(code)) for code in np.unique(near[near > 0])}
            if region[name] in {area.region_id for area in areas if area is not None}:
                found.add(name)
    assert set(places) - found == IN_A_FOLD


def test_words_keep_clear_of_each_other() -> None:
    first = free_box(50, 50, 40, 200, [])
    assert first is not None
    second = free_box(50, 50, 40, 200, [first])
    assert second is not None
    assert second[2] <= first[0] or second[1] >= first[3] or second[3] <= first[1] or second[0] >= first[2]
    assert free_box(50, 50, 40, 200, [(0, 0, 200, 200)]) is None
