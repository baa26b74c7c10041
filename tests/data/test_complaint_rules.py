"""complaints.csv: every mistake of an editor is named with its line and what to do."""

from pathlib import Path

import pytest

from referral.answers.search import search_any
from referral.data.complaint_rules import MOST_PLACES
from referral.data.load import DatasetError, load_dataset
from referral.links.reading import MAX_AREAS
from referral.model.dataset import Dataset
from referral.model.texts import texts_in
from referral.words.languages import codes, language
from referral.words.text import fold
from tests.edits import appended, lines

HEADER = "complaint_id,kind,name,search_words,regions,note,source_id,locator"
SOUND = "temple_ache,everyday,sore temples,temples; side headache,temple; side_of_head,,,"


@pytest.fixture
def with_complaints(folder: Path) -> Path:
    """The five muscles' folder with one complaint that is sound."""
    (folder / "complaints.csv").write_text(f"{HEADER}\n{SOUND}\n", encoding="utf-8", newline="")
    return folder


def test_a_sound_complaint_has_no_fault_and_is_found(with_complaints: Path) -> None:
    assert lines(with_complaints) == []
    hit = search_any(load_dataset(with_complaints), "my left side headache")[0]
    assert (hit.kind, hit.id, hit.side) == ("complaint", "temple_ache", "left")


def test_a_dataset_may_have_no_complaints(folder: Path) -> None:
    assert load_dataset(folder).complaints == {}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "jaw_ache,everyday,sore jaw,,jaw_angel,,,",
            "complaints.csv:3: regions: 'jaw_angel' is not in regions.csv; nearest: jaw_angle",
        ),
        ("jaw_ache,everyday,sore jaw,,all,,,", "complaints.csv:3: regions: 'all' is not in regions.csv"),
        (
            "jaw_ache,everyday,sore jaw,,jaw_angle; jaw_angle,,,",
            "complaints.csv:3: regions: 'jaw_angle' is named twice: leave one out",
        ),
        (
            "jaw_ache,everyday,sore jaw,,jaw_angle;; palm,,,",
            "complaints.csv:3: regions: an empty place between two semicolons",
        ),
        (
            "all_over,everyday,all over,,forehead; eyebrow; temple; palm; sacrum; heel; breastbone,,,",
            "complaints.csv:3: regions: 7 regions; 6 are the most: keep those that are meant first",
        ),
        (
            "lockjaw,diagnosis,lockjaw,,jaw_angle,,,",
            "complaints.csv:3: note: empty, but a diagnosis: say what the word may also mean, and when",
        ),
        (
            "lockjaw,diagnosis,lockjaw,,jaw_angle,See a doctor.,,",
            "complaints.csv:3: source_id: empty, but there is a note: name who says so, and where",
        ),
        (
            "lockjaw,diagnosis,lockjaw,,jaw_angle,See a doctor.,nobody,p. 3",
            "complaints.csv:3: source_id: 'nobody' is not in sources.csv",
        ),
        (
            "jaw_ache,everyday,sore jaw,Temples,jaw_angle,,,",
            "complaints.csv:3: search_words: 'Temples' already leads to the complaint in line 2: leave one out",
        ),
        (
            "hand_ache,everyday,sore hand,palm,palm,,,",
            "complaints.csv:3: search_words: 'palm' is a name in regions.csv, which this complaint would hide",
        ),
        (
            "a_muscle,everyday,Infraspinatus,,palm,,,",
            "complaints.csv:3: name: 'Infraspinatus' is a name in muscles.csv, which this complaint would hide",
        ),
    ],
)
def test_a_mistake_is_named(with_complaints: Path, row: str, expected: str) -> None:
    appended(with_complaints, "complaints.csv", row)
    assert any(line.startswith(expected) for line in lines(with_complaints)), lines(with_complaints)
    with pytest.raises(DatasetError):
        load_dataset(with_complaints)


def test_both_sides_of_a_complaint_fit_into_a_visit() -> None:
    assert 2 * MOST_PLACES <= MAX_AREAS


@pytest.mark.parametrize("code", codes())
def test_a_word_leads_to_one_complaint_and_hides_no_place_in_any_language(real_dataset: Dataset, code: str) -> None:
    """The rules see the English words; the translators' are held here."""
    texts = texts_in(real_dataset, language(code))
    names = {fold(region.name) for region in texts.regions.values()} | {fold(m.name) for m in texts.muscles.values()}
    first: dict[str, str] = {}
    for complaint_id, complaint in texts.complaints.items():
        for words in (complaint.name, *complaint.search_words):
            assert first.setdefault(fold(words), complaint_id) == complaint_id, words
            assert fold(words) not in names, words


def test_a_diagnosis_says_what_it_may_also_mean_and_who_says_so(real_dataset: Dataset) -> None:
    diagnoses = [one for one in real_dataset.complaints.values() if one.kind == "diagnosis"]
    assert len(diagnoses) >= 35
    for one in diagnoses:
        assert one.note and real_dataset.sources[one.source_id].url and one.locator
