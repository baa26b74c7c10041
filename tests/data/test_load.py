"""Look-ups of a dataset: areas, names, patterns of both sides, who reaches what."""

from pathlib import Path

import pytest

from referral.data.load import FOLDER_VARIABLE, load_dataset
from referral.model.dataset import Dataset
from referral.model.rows import Area, Reach
from tests.english import english

RIGHT_FOREHEAD, LEFT_FOREHEAD = Area("forehead", "right"), Area("forehead", "left")


def test_areas_are_both_sides_of_sided_regions_and_one_of_the_midline(dataset: Dataset) -> None:
    ids = [area.area_id for area in dataset.areas]
    assert ids[:2] == ["right-forehead", "left-forehead"]
    assert "breastbone" in ids and "right-breastbone" not in ids
    assert len(set(ids)) == len(ids) == sum(2 if region.sided else 1 for region in dataset.regions.values())


def test_area_ids_lead_back_to_their_areas(dataset: Dataset) -> None:
    assert [dataset.area(area.area_id) for area in dataset.areas] == list(dataset.areas)
    for unknown in ("temple", "right-breastbone", "right-", "", "Right-temple"):
        with pytest.raises(KeyError):
            dataset.area(unknown)


def test_names_for_patients(dataset: Dataset) -> None:
    assert english(dataset).area_name(Area("temple", "right")) == "right temple"
    assert english(dataset).area_name(Area("breastbone")) == "breastbone"


def test_rows_are_typed(dataset: Dataset) -> None:
    point = dataset.trigger_points["infraspinatus_trp3"]
    assert (point.x_mm, point.y_mm, point.z_mm) == (-80.0, 1340.0, 15.0)
    assert dataset.regions["upper_teeth"].surface is False
    assert dataset.regions["upper_teeth"].mark == (-40.0, 1594.0, 189.0)
    assert dataset.regions["upper_teeth"].mark_from == ("front", "side")
    assert dataset.regions["temple"].mark is None
    assert dataset.regions["temple"].mark_from == ()
    assert dataset.trigger_points["temporalis_trp1"].felt_from == ("side", "front")
    assert dataset.regions["temple"].search_words == ("side of the forehead", "headache at the side")
    assert dataset.sources["travell_simons_2"].year == 1992
    assert dataset.muscles["gluteus_minimus"].frequency == "common"


def test_trigger_points_and_referrals_keep_file_order(dataset: Dataset) -> None:
    points = dataset.trigger_points_of("infraspinatus")
    assert [point.label for point in points] == ["TrP1", "TrP3"]
    zones = dataset.referrals_of("temporalis_trp1")
    assert [zone.region_id for zone in zones] == ["temple", "eyebrow", "upper_teeth"]


def test_essential_wins_in_a_muscles_pattern(dataset: Dataset) -> None:
    pattern = dataset.pattern("upper_trapezius", "right")
    assert pattern[Area("behind_ear", "right")] == "essential"
    assert pattern[Area("skull_base", "right")] == "spillover"
    second = dataset.trigger_point_pattern("upper_trapezius_trp2", "right")
    assert second[Area("behind_ear", "right")] == "spillover"


def test_patterns_are_mirrored(dataset: Dataset) -> None:
    for muscle in dataset.muscles:
        right = {(area.region_id, area.side, zone) for area, zone in dataset.pattern(muscle, "right").items()}
        left = {(area.region_id, area.side, zone) for area, zone in dataset.pattern(muscle, "left").items()}
        other = {"right": "left", "left": "right", None: None}
        assert {(region, other[side], zone) for region, side, zone in right} == left


def test_both_sides_are_reached_from_one(dataset: Dataset) -> None:
    for side in ("right", "left"):
        pattern = dataset.trigger_point_pattern("sternocleidomastoid_clavicular_trp1", side)
        assert pattern[RIGHT_FOREHEAD] == pattern[LEFT_FOREHEAD] == "essential"
        assert [area for area in pattern if area.region_id == "behind_ear"] == [Area("behind_ear", side)]


def test_opposite_side_and_midline(folder: Path) -> None:
    with (folder / "referrals.csv").open("a", encoding="utf-8") as stream:
        stream.write("temporalis_trp1,palm,spillover,opposite,travell_simons_1,ch. 9,usual\n")
        stream.write("temporalis_trp1,breastbone,spillover,same,travell_simons_1,ch. 9,usual\n")
    added = load_dataset(folder)
    pattern = added.trigger_point_pattern("temporalis_trp1", "right")
    assert [area for area in pattern if area.region_id == "palm"] == [Area("palm", "left")]
    assert [area for area in pattern if area.region_id == "breastbone"] == [Area("breastbone")]
    assert [reach.side for reach in added.reached_by(Area("breastbone"))] == ["right", "left"]


def test_reached_by_is_the_inverse_of_the_patterns(dataset: Dataset) -> None:
    inverse = {(reach, area) for area in dataset.areas for reach in dataset.reached_by(area)}
    direct = {
        (Reach(point.muscle_id, side, point.trigger_point_id, zone), area)
        for point in dataset.trigger_points.values()
        for side in ("right", "left")
        for area, zone in dataset.trigger_point_pattern(point.trigger_point_id, side).items()
    }
    assert inverse == direct


def test_region_without_a_side_is_reached_by_what_reaches_either(dataset: Dataset) -> None:
    either = set(dataset.reached_by(Area("temple")))
    sides = set(dataset.reached_by(Area("temple", "right"))) | set(dataset.reached_by(Area("temple", "left")))
    assert either == sides and len(sides) == 4


def test_nothing_can_be_changed(dataset: Dataset) -> None:
    with pytest.raises(TypeError):
        dataset.muscles["new"] = dataset.muscles["temporalis"]  # type: ignore[index]
    with pytest.raises(TypeError):
        dataset.pattern("temporalis", "right")[Area("palm", "right")] = "essential"  # type: ignore[index]
    with pytest.raises(AttributeError):
        dataset.muscles["temporalis"].name = "x"  # type: ignore[misc]


def test_environment_names_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    assert next(iter(load_dataset().muscles)) == "upper_trapezius" and len(load_dataset().muscles) == 5
