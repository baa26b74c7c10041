"""How well a zone is supported, in words: doubts, works that differ, works that agree, and the tally."""

from pathlib import Path

from referral.answers.evidence import differences, doubts, short, tally, works
from referral.data.load import load_dataset
from referral.model.dataset import Dataset
from tests.edits import appended, replaced
from tests.english import english


def doubted(folder: Path, row: str, certainty: str) -> Dataset:
    replaced(folder, "referrals.csv", f"{row},usual", f"{row},{certainty}")
    return load_dataset(folder)


def test_no_doubt_where_all_is_usual(dataset: Dataset) -> None:
    assert doubts(english(dataset), dataset.trigger_points.values()) == ()


def test_limited_zone_is_said_with_its_place(folder: Path) -> None:
    dataset = doubted(folder, 'infraspinatus_trp1,palm,spillover,same,travell_simons_1,"ch. 22, fig. 22.1"', "limited")
    points = dataset.trigger_points_of("infraspinatus")
    assert doubts(english(dataset), points) == ("Less certain, known from few people or few works: palm (TrP1).",)
    assert doubts(english(dataset), points[:1]) == ("Less certain, known from few people or few works: palm.",)
    assert doubts(english(dataset), points[1:]) == ()


def test_disputed_zone_says_that_experts_disagree(folder: Path) -> None:
    dataset = doubted(folder, "temporalis_trp1,upper_teeth,spillover,same,travell_simons_1,ch. 9", "disputed")
    assert doubts(english(dataset), dataset.trigger_points_of("temporalis")) == (
        "Experts disagree on this: upper teeth.",
    )


def test_difference_names_note_point_and_work(dataset: Dataset) -> None:
    (one,) = differences(english(dataset), "upper_trapezius")
    assert one.note == "One book has the pain reach the forehead too."
    assert one.labels == ("TrP1",)
    assert short(one.source) == "Travell JG, Simons DG, 1992"
    assert differences(english(dataset), "temporalis") == ()


def test_works_are_told_apart(dataset: Dataset) -> None:
    stated, compared = works(dataset, "upper_trapezius")
    assert stated.states and stated.places == ("ch. 6, fig. 6.1", "ch. 6, fig. 6.2")
    assert not compared.states and compared.places == ("ch. 2",)


def test_tally_counts_zones_and_second_sources(dataset: Dataset, folder: Path) -> None:
    assert tally(dataset).zones == len(dataset.referrals)
    assert tally(dataset).with_second_source == 1
    # the same work once more is no second source, nor is one that disagrees
    appended(folder, "support.csv", "temporalis_trp1,temple,travell_simons_1,ch. 10,agrees,")
    appended(folder, "support.csv", "temporalis_trp1,eyebrow,travell_simons_2,ch. 2,disagrees,It leaves it out.")
    assert tally(load_dataset(folder)).with_second_source == 1


def test_every_zone_of_every_muscle_has_its_place_in_a_work(real_dataset: Dataset) -> None:
    for muscle_id in real_dataset.muscles:
        stated = {(one.source, place) for one in works(real_dataset, muscle_id) if one.states for place in one.places}
        assert stated == {
            (real_dataset.sources[zone.source_id], zone.locator)
            for point in real_dataset.trigger_points_of(muscle_id)
            for zone in real_dataset.referrals_of(point.trigger_point_id)
        }
