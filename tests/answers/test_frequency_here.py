"""How often at a place: what a guide or a count found there comes before zones and the muscle's own word."""

from __future__ import annotations

from pathlib import Path

import pytest

from referral.answers.evidence import found_at
from referral.answers.ranking import rank
from referral.answers.red_flags import nobody_asks
from referral.data.load import load_dataset
from referral.model.dataset import Dataset
from referral.model.rows import Area
from referral.sentences.reasons import reason
from tests.english import english

HEADER = "region_id,muscle_id,trigger_point_id,frequency,finding,source_id,locator"
SKULL_BASE, TEMPLE = Area("skull_base", "right"), Area("temple", "right")


def with_rows(folder: Path, *rows: str) -> Dataset:
    """The five muscles with a frequencies.csv of rows up to `frequency`."""
    text = "\n".join([HEADER, *(f"{row},in some people,travell_simons_1,ch. 6" for row in rows)])
    (folder / "frequencies.csv").write_text(f"{text}\n", encoding="utf-8")
    return load_dataset(folder)


def order(dataset: Dataset, area: Area) -> list[str]:
    return [found.muscle_id for found in rank(dataset, nobody_asks([area])).candidates]


def score(dataset: Dataset, muscle_id: str, area: Area) -> float:
    ranking = rank(dataset, nobody_asks([area]))
    return next(found.score for found in ranking.candidates if found.muscle_id == muscle_id)


def test_who_leads_at_a_place_comes_first_though_it_only_spills_over_there(folder: Path, dataset: Dataset) -> None:
    assert order(dataset, SKULL_BASE) == ["infraspinatus", "upper_trapezius"]
    leading = with_rows(folder, "skull_base,upper_trapezius,,leading")
    assert order(leading, SKULL_BASE) == ["upper_trapezius", "infraspinatus"]


def test_who_is_rare_at_a_place_comes_last_though_it_is_common(folder: Path, dataset: Dataset) -> None:
    assert order(dataset, TEMPLE) == ["temporalis", "upper_trapezius"]
    rare = with_rows(folder, "temple,temporalis,,rare")
    assert order(rare, TEMPLE) == ["upper_trapezius", "temporalis"]
    assert score(rare, "temporalis", TEMPLE) == pytest.approx(
        score(dataset, "temporalis", TEMPLE) * 0.2 / 0.9, abs=1e-5
    )


def test_it_holds_at_its_place_alone(folder: Path, dataset: Dataset) -> None:
    rare = with_rows(folder, "temple,upper_trapezius,,rare")
    for area in (SKULL_BASE, Area("jaw_angle", "left")):
        assert score(rare, "upper_trapezius", area) == score(dataset, "upper_trapezius", area)


def test_common_at_a_place_is_worth_the_essential_zone_of_a_common_muscle(folder: Path, dataset: Dataset) -> None:
    common = with_rows(folder, "temple,upper_trapezius,,common")
    assert score(common, "upper_trapezius", TEMPLE) == score(dataset, "upper_trapezius", TEMPLE)


def test_a_point_has_its_own_word(folder: Path) -> None:
    behind_ear = Area("behind_ear", "right")
    both = with_rows(folder, "behind_ear,upper_trapezius,,rare")
    one = with_rows(
        folder, "behind_ear,upper_trapezius,,rare", "behind_ear,upper_trapezius,upper_trapezius_trp2,leading"
    )
    assert score(one, "upper_trapezius", behind_ear) > 2 * score(both, "upper_trapezius", behind_ear)
    assert one.frequency_at("upper_trapezius_trp2", "behind_ear") != one.frequency_at(
        "upper_trapezius_trp1", "behind_ear"
    )


def test_an_answer_says_what_is_known_of_the_place(folder: Path) -> None:
    ranking = rank(with_rows(folder, "temple,temporalis,,rare"), nobody_asks([TEMPLE, Area("eyebrow", "right")]))
    found = {
        (one.muscle_id, part.area.region_id): part.frequency for one in ranking.candidates for part in one.explains
    }
    assert found["temporalis", "temple"] == "rare"
    assert found["temporalis", "eyebrow"] is None and found["upper_trapezius", "temple"] is None


NAMED = [
    ("outer_elbow", 3, {"extensor_carpi_radialis_brevis"}),
    ("low_back", 3, {"quadratus_lumborum"}),
    ("back_of_neck", 2, {"upper_trapezius", "levator_scapulae"}),
    ("front_of_shoulder", 1, {"infraspinatus"}),
    ("heel", 2, {"quadratus_plantae", "soleus"}),
]


@pytest.mark.parametrize(("region", "count", "expected"), NAMED)
def test_what_studies_find_first_comes_first(
    real_dataset: Dataset, region: str, count: int, expected: set[str]
) -> None:
    assert expected <= set(order(real_dataset, Area(region, "right"))[:count])


def test_both_glutei_come_before_soleus_at_the_sacroiliac_joint(real_dataset: Dataset) -> None:
    found = order(real_dataset, Area("sacroiliac", "left"))
    assert max(found.index("gluteus_maximus"), found.index("gluteus_medius")) < found.index("soleus")


def test_every_place_of_the_table_is_a_count_or_a_guide_with_a_finding(real_dataset: Dataset) -> None:
    assert len(real_dataset.frequencies) >= 40
    for row in real_dataset.frequencies:
        assert row.finding and row.locator and row.source_id in real_dataset.sources


def test_the_sentence_says_so(folder: Path) -> None:
    known = with_rows(
        folder, "temple,upper_trapezius,,leading", "temple,temporalis,,rare", "jaw_angle,upper_trapezius,,rare"
    )
    texts = english(known)
    told = {one.muscle_id: reason(one, texts) for one in rank(known, nobody_asks([TEMPLE])).candidates}
    assert "right temple; it is often found in people with this pain; usually also" in told["upper_trapezius"]
    assert "right temple; it is seldom the source of this pain; usually also" in told["temporalis"]
    both = rank(known, nobody_asks([TEMPLE, Area("jaw_angle", "right")])).candidates
    (sentence,) = (reason(one, texts) for one in both if one.muscle_id == "upper_trapezius")
    assert "; it is often found in people with pain in the right temple; " in sentence
    assert "; it is seldom the source of pain in the right corner of the jaw; " in sentence


def test_the_muscles_page_says_where_it_was_found_and_who_found_it(folder: Path) -> None:
    known = with_rows(folder, "temple,upper_trapezius,,leading", "behind_ear,upper_trapezius,,common")
    (sentence,) = found_at(english(known), "upper_trapezius")
    assert sentence.startswith("Often found in people with pain in the temple and the bone behind the ear (Simons DG,")
    assert found_at(english(known), "infraspinatus") == ()
