"""docs/editing.md held true: its example rows, added to the dataset, make a sound muscle that is found and drawn."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from referral.answers.evidence import differences, doubts
from referral.answers.ranking import rank
from referral.answers.red_flags import nobody_asks
from referral.answers.search import search, search_any
from referral.body.atlas_files import load_atlas as load_atlas
from referral.data.load import DEFAULT_FOLDER, find_faults, load_dataset
from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from referral.model.rows import SIDES
from referral.paper.handout import advice_for
from referral.sentences.pattern_words import in_words
from tests.english import english

PAGE = (DEFAULT_FOLDER.parent / "docs" / "editing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"<!-- (\w+\.csv) -->\n```csv\n(.*?)```", PAGE, re.DOTALL)
MUSCLE = "palmaris_brevis"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset's tables without data/atlas/, with the page's rows below them."""
    folder = tmp_path_factory.mktemp("my-data")
    for path in DEFAULT_FOLDER.glob("*.csv"):
        shutil.copy(path, folder)
    for file, text in EXAMPLES:
        header, rows = text.split("\n", 1)
        with (folder / file).open("r+", encoding="utf-8", newline="") as stream:
            assert header == stream.readline().rstrip("\n"), f"{file}: the page's header is not the table's"
            stream.seek(0, 2)
            stream.write(rows)
    return folder


@pytest.fixture(scope="module")
def dataset(edited: Path) -> Dataset:
    return load_dataset(edited)


def test_page_has_an_example_for_each_step() -> None:
    assert [file for file, _ in EXAMPLES] == [
        "muscles.csv",
        "trigger_points.csv",
        "referrals.csv",
        "sources.csv",
        "support.csv",
        "strokes.csv",
        "frequencies.csv",
        "complaints.csv",
        "advice.csv",
    ]


def test_examples_have_no_fault(edited: Path) -> None:
    assert [str(fault) for fault in find_faults(edited)] == []


def test_new_muscle_is_found_and_drawn(dataset: Dataset) -> None:
    assert search(dataset, "palmaris brevis")[0].id == MUSCLE
    offered = rank(dataset, nobody_asks([dataset.area("right-ball_of_little_finger")])).candidates
    assert MUSCLE in [one.muscle_id for one in offered]
    words = in_words(english(dataset), pattern_of(dataset, MUSCLE, "right"))
    assert "usually felt in the heel of the right hand" in words and "sometimes also felt in the right palm" in words


def test_new_line_of_advice_is_offered_for_its_muscle(dataset: Dataset) -> None:
    offered = [line.advice_id for line in advice_for(dataset, [MUSCLE])]
    assert offered[0] == "rest_the_palm"
    assert "rest_the_palm" not in [line.advice_id for line in advice_for(dataset, ["opponens_pollicis"])]


def test_new_complaint_leads_to_its_places(dataset: Dataset) -> None:
    """Until it is translated its words are found in every language as they stand."""
    hit = search_any(dataset, "left handlebar palsy")[0]
    assert (hit.kind, hit.id, hit.side) == ("complaint", "cyclists_palm", "left")


def test_new_muscle_says_its_doubts(dataset: Dataset) -> None:
    (doubt,) = doubts(english(dataset), dataset.trigger_points_of(MUSCLE))
    assert doubt.startswith("Less certain, known from few people")
    (difference,) = differences(english(dataset), MUSCLE)
    assert difference.note == "Another book has the pain run into the little finger."


def test_new_point_is_marked_before_the_muscle_has_an_outline(dataset: Dataset) -> None:
    atlas = load_atlas(trigger_points=dataset.trigger_points_of(MUSCLE))
    assert atlas.muscle(MUSCLE) is None
    assert all(atlas.point(f"{side}_palm", side, f"{MUSCLE}_trp1") for side in SIDES)


def test_page_names_every_table_of_a_dataset() -> None:
    with (DEFAULT_FOLDER / "sources.csv").open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream))[0] == "source_id"
    assert all(f"| {path.name} |" in PAGE for path in DEFAULT_FOLDER.glob("*.csv"))
