"""Which warning signs are asked for which area, what a yes leads to, and that no dataset runs without its rules."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from referral.dataset import Area, Dataset, DatasetError, load
from referral.languages import ENGLISH
from referral.patterns import before_needling, summary
from referral.ranking import rank
from referral.safety import ORDER, TELL_FIRST, belongs, signs_for, unasked
from tests.edits import lines, replaced

MOST_SIGNS = 8
"""More statements than these nobody reads on a phone."""

EVERYWHERE = {"fracture", "infection", "cancer"}
"""Asked for every area: injury, infection, serious illness."""

BY_NAME = {
    "left-breast": {"heart_attack", "lung_clot", "aorta_chest"},
    "breastbone": {"heart_attack", "lung_clot", "aorta_chest"},
    "left-jaw": {"heart_attack", "gca"},
    "left-inner_upper_arm": {"heart_attack", "leg_clot", "limb_pressure"},
    "right-side_of_neck": {"heart_attack", "neck_artery", "meningitis"},
    "right-between_shoulder_blades": {"heart_attack", "aorta_chest"},
    "pit_of_stomach": {"heart_attack", "aorta_belly", "belly_emergency"},
    "right-temple": {"gca", "stroke", "meningitis"},
    "right-low_back": {"cauda_equina", "aorta_belly", "spine_infection"},
    "upper_spine": {"cord", "spine_infection"},
    "left-mid_buttock": {"cauda_equina"},
    "left-inner_thigh_high": {"cauda_equina", "leg_clot"},
    "right-inner_calf": {"leg_clot", "limb_pressure"},
    "left-groin": {"torsion", "ectopic", "hernia"},
    "right-lower_belly": {"appendicitis", "ectopic", "torsion"},
    "right-belly": {"belly_emergency", "appendicitis"},
    "right-eye": {"sight_loss", "shingles"},
    "right-behind_eye": {"sight_loss", "gca"},
    "right-side_of_ribs": {"lung_clot", "shingles"},
}
"""Areas, and the signs that must be asked there whatever else is."""

CONDITIONS = (
    "Cauda equina",
    "Heart attack",
    "angina",
    "pulmonary embolism",
    "deep vein thrombosis",
    "Giant cell arteritis",
    "Stroke",
    "cervical artery dissection",
    "Meningitis",
    "spinal cord",
    "Cancer",
    "Infection of the spine",
    "joint",
    "Broken bone",
    "aortic aneurysm",
    "Appendicitis",
    "testicular torsion",
    "Ectopic pregnancy",
    "loss of sight",
    "Compartment syndrome",
    "Shingles",
)

CASES = list(csv.DictReader((Path(__file__).parent / "red_flag_cases.csv").read_text(encoding="utf-8").splitlines()))


def asked(dataset: Dataset, *area_ids: str) -> set[str]:
    return {flag.flag_id for flag in signs_for(dataset, [dataset.area(one) for one in area_ids])}


def test_every_area_has_its_signs_and_those_of_everywhere(real_dataset: Dataset) -> None:
    for area in real_dataset.areas:
        signs = signs_for(real_dataset, [area])
        assert {flag.flag_id for flag in signs} >= EVERYWHERE, area
        assert len(EVERYWHERE) <= len(signs) <= MOST_SIGNS, area
        urgencies = [ORDER.index(flag.urgency) for flag in signs]
        assert urgencies == sorted(urgencies), area


def test_every_sign_of_an_area_is_there_because_the_table_says_so(real_dataset: Dataset) -> None:
    for area in real_dataset.areas:
        for flag in real_dataset.red_flags.values():
            named = flag.regions == ("all",) or area.region_id in flag.regions
            assert belongs(flag, area) == (named and flag.side in ("any", area.side or flag.side)), (area, flag)


@pytest.mark.parametrize("area_id", BY_NAME)
def test_areas_show_theirs_by_name(real_dataset: Dataset, area_id: str) -> None:
    assert asked(real_dataset, area_id) >= BY_NAME[area_id]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_no_condition_is_left_out(real_dataset: Dataset, condition: str) -> None:
    assert any(condition.lower() in flag.condition.lower() for flag in real_dataset.red_flags.values())


def test_signs_are_not_asked_where_they_make_no_sense(real_dataset: Dataset) -> None:
    assert not asked(real_dataset, "right-heel", "right-big_toe_top") & {"heart_attack", "stroke", "cauda_equina"}
    assert not asked(real_dataset, "right-temple") & {"cauda_equina", "torsion", "leg_clot"}


def test_several_areas_are_asked_together_and_each_sign_once(real_dataset: Dataset) -> None:
    both = signs_for(real_dataset, [real_dataset.area("right-temple"), real_dataset.area("right-inner_calf")])
    assert {flag.flag_id for flag in both} == asked(real_dataset, "right-temple") | asked(
        real_dataset, "right-inner_calf"
    )
    assert Counter(flag.flag_id for flag in both).most_common(1)[0][1] == 1


def test_what_was_answered_is_not_asked_again(real_dataset: Dataset) -> None:
    temple, calf = real_dataset.area("right-temple"), real_dataset.area("right-inner_calf")
    answered = asked(real_dataset, "right-temple")
    assert unasked(real_dataset, [temple], answered) == ()
    further = {flag.flag_id for flag in unasked(real_dataset, [temple, calf], answered)}
    assert further == asked(real_dataset, "right-inner_calf") - answered
    assert "leg_clot" in further


def test_no_area_no_sign(real_dataset: Dataset) -> None:
    assert signs_for(real_dataset, []) == ()


def test_side_where_it_matters(dataset: Dataset) -> None:
    appendix = dataset.red_flags["appendicitis"]
    assert belongs(appendix, Area("palm", "right")) and not belongs(appendix, Area("palm", "left"))
    assert belongs(appendix, Area("palm"))  # either side: it may be the right one


def test_twenty_cases_most_of_them_emergencies() -> None:
    assert len(CASES) >= 20
    assert sum(case["urgency"] == "emergency" for case in CASES) >= 12
    assert len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["name"][:70] for case in CASES])
def test_a_case_is_asked_its_sign_and_gets_its_advice(real_dataset: Dataset, case: dict[str, str]) -> None:
    areas = [part.strip() for part in case["areas"].split(";")]
    assert case["flag_id"] in asked(real_dataset, *areas)
    flag = real_dataset.red_flags[case["flag_id"]]
    assert flag.urgency == case["urgency"]
    helped = {"emergency": ("911", "emergency room"), "same_day": ("today",), "days": ("within a few days",)}
    assert any(words in flag.advice for words in helped[flag.urgency])
    assert flag.why and flag.tell and flag.source_id in real_dataset.sources


# --- never without its rules


def test_a_dataset_without_its_rules_does_not_load(folder: Path) -> None:
    (folder / "red_flags.csv").unlink()
    with pytest.raises(DatasetError, match=r"red_flags\.csv: the file is missing"):
        load(folder)


def test_a_region_without_a_sign_stops_the_app(folder: Path) -> None:
    for condition in ("Broken bone", "Cancer or another serious illness"):
        text = (folder / "red_flags.csv").read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if condition not in line]
        (folder / "red_flags.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert "regions.csv:4: region_id: no sign of red_flags.csv is asked for 'temple'" not in "\n".join(lines(folder))
    with pytest.raises(DatasetError) as caught:
        load(folder)
    assert (
        "regions.csv:22: region_id: no sign of red_flags.csv is asked for 'sacrum'; name it in one, or write all"
        in [str(fault) for fault in caught.value.faults]
    )


BROKEN = [
    (
        "forehead; eyebrow; temple",
        "forehead; eyebrow; tempel",
        "red_flags.csv:2: regions: 'tempel' is not in regions.csv; nearest: temple",
    ),
    ("forehead; eyebrow", "forehead;; eyebrow", "red_flags.csv:2: regions: an empty place between two semicolons"),
    (",emergency,Call", ",urgent,Call", "red_flags.csv:2: urgency: 'urgent' is not one of emergency, same_day, days"),
    ("Call 911 now.", "", "red_flags.csv:2: advice: empty, but required"),
    (
        "Say where the pain began.,travell_simons_1",
        "Say where the pain began.,nobody",
        "red_flags.csv:3: source_id: 'nobody' is not in sources.csv",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), BROKEN, ids=[one[2] for one in BROKEN])
def test_a_broken_rule_stops_the_app_and_is_named(folder: Path, old: str, new: str, expected: str) -> None:
    replaced(folder, "red_flags.csv", old, new)
    assert expected in lines(folder)
    with pytest.raises(DatasetError):
        load(folder)


# --- what travels


def test_what_to_tell_first_travels_with_the_summary(real_dataset: Dataset) -> None:
    told = summary(real_dataset, rank(real_dataset, [real_dataset.area("right-temple")]), None, "right")
    assert told is not None and before_needling(ENGLISH) in told.splitlines()
    for item in ("blood thinners", "pregnan", "immun", "infection", "lymph", "implant", "metal", "epilepsy", "needles"):
        assert any(item in one for one in TELL_FIRST), item
