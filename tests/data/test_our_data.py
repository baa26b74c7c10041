"""The real dataset: no fault, nothing twice, and answers that a therapist would expect."""

import json
from urllib.parse import urlsplit

import pytest

from referral.answers.ranking import rank
from referral.answers.red_flags import nobody_asks
from referral.answers.search import search
from referral.data.load import DEFAULT_FOLDER, find_faults
from referral.model.dataset import Dataset


def first(dataset: Dataset, count: int, *area_ids: str) -> list[str]:
    ranking = rank(dataset, nobody_asks([dataset.area(area_id) for area_id in area_ids]))
    return [found.muscle_id for found in ranking.candidates[:count]]


def test_no_fault() -> None:
    assert [str(fault) for fault in find_faults(DEFAULT_FOLDER)] == []


def test_descriptor_is_a_frictionless_data_package_of_the_tables() -> None:
    from frictionless import Package

    path = DEFAULT_FOLDER / "datapackage.json"
    assert list(Package.metadata_validate(json.loads(path.read_text(encoding="utf-8")))) == []
    package = Package(str(path))
    assert package.resource_names == [
        "regions",
        "muscles",
        "trigger_points",
        "referrals",
        "landmarks",
        "strokes",
        "frequencies",
        "support",
        "red_flags",
        "about_you",
        "help_words",
        "advice",
        "complaints",
        "sources",
    ]
    assert package.licenses and package.sources
    report = package.validate()
    assert report.valid, report.to_summary()


def test_regions_are_as_many_as_the_atlas_draws(real_dataset: Dataset) -> None:
    assert len(real_dataset.regions) == 158
    assert len({region.name for region in real_dataset.regions.values()}) == 158


def test_names_are_told_apart(real_dataset: Dataset) -> None:
    names = [muscle.name for muscle in real_dataset.muscles.values()]
    assert len(set(names)) == len(names)
    for muscle in real_dataset.muscles:
        labels = [point.label for point in real_dataset.trigger_points_of(muscle)]
        assert len(set(labels)) == len(labels)


def test_ids_say_what_they_belong_to(real_dataset: Dataset) -> None:
    for point in real_dataset.trigger_points.values():
        number = point.label.removeprefix("TrP")
        assert point.trigger_point_id == f"{point.muscle_id}_trp{number}"


def test_every_referral_names_a_work_and_a_place_in_it(real_dataset: Dataset) -> None:
    """What is not in the manual is known from few people, or said to be disputed."""
    for referral in real_dataset.referrals:
        manual = referral.source_id.startswith("travell_simons_")
        assert referral.locator.startswith("ch. ") if manual else referral.certainty != "usual", referral


def test_infraspinatus_for_the_front_of_the_shoulder(real_dataset: Dataset) -> None:
    assert "infraspinatus" in first(real_dataset, 3, "right-front_of_shoulder")


def test_temple(real_dataset: Dataset) -> None:
    assert {"temporalis", "upper_trapezius"} <= set(first(real_dataset, 4, "right-temple"))


def test_temple_and_jaw_together(real_dataset: Dataset) -> None:
    assert first(real_dataset, 1, "right-temple", "right-jaw_angle", "right-side_of_neck") == ["upper_trapezius"]


def test_sciatica_like_pain(real_dataset: Dataset) -> None:
    areas = ("left-lower_buttock", "left-outer_thigh_low", "left-outer_leg_high")
    assert first(real_dataset, 1, *areas) == ["gluteus_minimus"]


def test_heel(real_dataset: Dataset) -> None:
    assert "soleus" in first(real_dataset, 3, "right-heel")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SCM", "sternocleidomastoid_sternal"),
        ("traps", "upper_trapezius"),
        ("TFL", "tensor_fasciae_latae"),
        ("QL", "quadratus_lumborum"),
        ("tennis elbow", "outer_elbow"),
        ("lat", "latissimus_dorsi"),
        ("hamstring", "biceps_femoris"),
        ("piriformes", "piriformis"),
    ],
)
def test_search(real_dataset: Dataset, query: str, expected: str) -> None:
    assert expected in [hit.id for hit in search(real_dataset, query)[:4]]


def test_every_name_finds_its_own(real_dataset: Dataset) -> None:
    for row in real_dataset.regions.values():
        assert row.region_id in [hit.id for hit in search(real_dataset, row.name)[:1]]
    for muscle in real_dataset.muscles.values():
        assert muscle.muscle_id in [hit.id for hit in search(real_dataset, muscle.name)[:1]]


def test_areas_nobody_reaches_are_known(real_dataset: Dataset) -> None:
    ranking = rank(real_dataset, nobody_asks(real_dataset.areas))
    reached = {part.area for found in ranking.candidates for part in found.explains}
    assert set(ranking.unreached) == set(real_dataset.areas) - reached
    assert len(reached) > 200


SAME_HANDS = {
    "triggerpoints3d.com": "nielasher.com",
    "aaofmm.com": "webmanmed.com",
    "myofascialtherapy.org": "check.myofascialtherapy.org",
    "painwhisperer.com": "triggerpointtherapist.com",
}
"""Addresses of one author or publisher: pages there are no second source for each other."""


def family(dataset: Dataset, source_id: str) -> str:
    """Who speaks in a work: the host of a page, an article itself."""
    source = dataset.sources[source_id]
    host = urlsplit(source.url).netloc.removeprefix("www.") if source.kind == "web page" else source_id
    return SAME_HANDS.get(host, host)


def test_what_two_independent_works_add_is_a_zone(real_dataset: Dataset) -> None:
    added: dict[tuple[str, str], set[str]] = {}
    for row in real_dataset.support:
        if row.verdict == "adds":
            added.setdefault((row.trigger_point_id, row.region_id), set()).add(family(real_dataset, row.source_id))
    assert [place for place, works in added.items() if len(works) > 1] == []


def test_zones_that_further_works_added_say_how_sure_they_are(real_dataset: Dataset) -> None:
    for point, region in (
        ("quadratus_lumborum_trp3", "low_back"),
        ("levator_scapulae_trp1", "back_of_neck"),
        ("digastric_anterior_trp1", "tongue"),
    ):
        (zone,) = (row for row in real_dataset.referrals_of(point) if row.region_id == region)
        others = [row for row in real_dataset.support_of(point) if row.region_id == region and row.verdict == "agrees"]
        assert (zone.certainty, zone.zone) == ("limited", "spillover")
        assert {family(real_dataset, row.source_id) for row in others} - {family(real_dataset, zone.source_id)}
