"""The muscles of the Trigger Point Manual, and how many trigger points each has: none may get lost.

`POINTS` is the list that the dataset promises, from head to foot. A muscle that the manual numbers as one (the four
scalenes, the deep and the superficial quadratus lumborum, the extensor of each finger) is one muscle here, and its
parts are its trigger points.
"""

from collections import Counter

import pytest

from referral.answers.evidence import tally
from referral.model.dataset import Dataset

MUSCLES, TRIGGER_POINTS, ZONES = 140, 250, 1200
"""At least so many are promised."""

POINTS = {
    # head
    "masseter_superficial": 3,
    "masseter_deep": 1,
    "temporalis": 4,
    "medial_pterygoid": 1,
    "lateral_pterygoid": 2,
    "frontalis": 1,
    "occipitalis": 1,
    "orbicularis_oculi": 1,
    "zygomaticus_major": 1,
    "buccinator": 1,
    # neck
    "upper_trapezius": 2,
    "sternocleidomastoid_sternal": 3,
    "sternocleidomastoid_clavicular": 3,
    "digastric_posterior": 1,
    "digastric_anterior": 1,
    "suboccipitals": 1,
    "splenius_capitis": 1,
    "splenius_cervicis": 2,
    "semispinalis_capitis": 2,
    "semispinalis_cervicis": 1,
    "cervical_multifidus": 1,
    "levator_scapulae": 2,
    "scalenes": 4,
    "platysma": 2,
    "longissimus_capitis": 1,
    "longus_colli": 1,
    "longus_capitis": 1,
    "omohyoid": 1,
    "stylohyoid": 1,
    "mylohyoid": 1,
    # shoulder
    "supraspinatus": 3,
    "infraspinatus": 4,
    "teres_minor": 1,
    "teres_major": 2,
    "subscapularis": 3,
    "anterior_deltoid": 2,
    "middle_deltoid": 3,
    "posterior_deltoid": 2,
    # arm
    "coracobrachialis": 1,
    "biceps_brachii": 2,
    "brachialis": 3,
    "triceps_brachii": 5,
    "anconeus": 1,
    "brachioradialis": 1,
    "extensor_carpi_radialis_longus": 1,
    "extensor_carpi_radialis_brevis": 1,
    "extensor_carpi_ulnaris": 1,
    "extensor_digitorum": 4,
    "extensor_indicis": 1,
    "supinator": 1,
    "pronator_teres": 1,
    "palmaris_longus": 1,
    "flexor_carpi_radialis": 1,
    "flexor_carpi_ulnaris": 1,
    "flexor_digitorum": 2,
    "flexor_pollicis_longus": 1,
    "abductor_pollicis_longus": 1,
    "pronator_quadratus": 1,
    # hand
    "adductor_pollicis": 1,
    "opponens_pollicis": 1,
    "first_dorsal_interosseous": 1,
    "abductor_pollicis_brevis": 1,
    "dorsal_interossei_hand": 3,
    "palmar_interossei_hand": 3,
    "lumbricals_hand": 4,
    "abductor_digiti_minimi_hand": 1,
    # chest
    "pectoralis_major_clavicular": 2,
    "pectoralis_major_sternal": 4,
    "pectoralis_major_costal": 1,
    "pectoralis_major_lateral": 1,
    "pectoralis_minor": 2,
    "subclavius": 1,
    "sternalis": 2,
    "serratus_anterior": 3,
    "intercostals": 4,
    "diaphragm": 2,
    # back
    "middle_trapezius": 3,
    "lower_trapezius": 2,
    "rhomboids": 3,
    "serratus_posterior_superior": 1,
    "latissimus_dorsi": 2,
    "serratus_posterior_inferior": 1,
    "iliocostalis_thoracis": 2,
    "iliocostalis_lumborum": 1,
    "longissimus_thoracis": 2,
    "semispinalis_thoracis": 1,
    "multifidus_thoracic": 2,
    "rotatores_thoracic": 2,
    "multifidus_lumbar": 3,
    "rotatores_lumbar": 1,
    "multifidus_sacral": 1,
    "quadratus_lumborum": 4,
    # belly
    "rectus_abdominis": 5,
    "external_oblique": 4,
    "internal_oblique": 2,
    "transversus_abdominis": 2,
    "pyramidalis": 1,
    # hip
    "iliopsoas": 3,
    "gluteus_maximus": 3,
    "gluteus_medius": 3,
    "gluteus_minimus": 6,
    "piriformis": 2,
    "gemelli": 1,
    "tensor_fasciae_latae": 1,
    "levator_ani": 2,
    "coccygeus": 1,
    "obturator_internus": 1,
    "sphincter_ani": 1,
    "bulbospongiosus": 1,
    "ischiocavernosus": 1,
    "quadratus_femoris": 1,
    "obturator_externus": 1,
    # thigh
    "sartorius": 3,
    "pectineus": 1,
    "rectus_femoris": 2,
    "vastus_medialis": 2,
    "vastus_intermedius": 1,
    "vastus_lateralis": 5,
    "adductor_longus": 2,
    "adductor_brevis": 1,
    "adductor_magnus": 2,
    "gracilis": 2,
    "biceps_femoris": 3,
    "semitendinosus": 2,
    "semimembranosus": 2,
    # leg
    "popliteus": 2,
    "gastrocnemius": 4,
    "soleus": 4,
    "tibialis_anterior": 1,
    "tibialis_posterior": 1,
    "fibularis_longus": 1,
    "fibularis_brevis": 1,
    "fibularis_tertius": 1,
    "extensor_digitorum_longus": 1,
    "extensor_hallucis_longus": 1,
    "flexor_digitorum_longus": 1,
    "flexor_hallucis_longus": 1,
    "plantaris": 1,
    # foot
    "extensor_digitorum_brevis": 1,
    "abductor_hallucis": 3,
    "flexor_digitorum_brevis": 2,
    "abductor_digiti_minimi_foot": 2,
    "quadratus_plantae": 1,
    "flexor_hallucis_brevis": 1,
    "adductor_hallucis": 2,
    "extensor_hallucis_brevis": 1,
    "flexor_digiti_minimi_brevis": 1,
    "dorsal_interossei_foot": 4,
    "plantar_interossei_foot": 3,
    "lumbricals_foot": 1,
}


def test_dataset_is_as_large_as_promised(real_dataset: Dataset) -> None:
    assert len(real_dataset.muscles) >= MUSCLES
    assert len(real_dataset.trigger_points) >= TRIGGER_POINTS
    assert len(real_dataset.referrals) >= ZONES


def test_every_muscle_of_the_list_has_its_trigger_points(real_dataset: Dataset) -> None:
    counted = Counter(point.muscle_id for point in real_dataset.trigger_points.values())
    assert dict(counted) == POINTS


@pytest.mark.parametrize("muscle_id", POINTS)
def test_every_trigger_point_has_an_essential_zone_and_a_source(real_dataset: Dataset, muscle_id: str) -> None:
    for point in real_dataset.trigger_points_of(muscle_id):
        zones = real_dataset.referrals_of(point.trigger_point_id)
        assert any(zone.zone == "essential" for zone in zones), point.trigger_point_id
        assert all(zone.source_id in real_dataset.sources and zone.locator for zone in zones)


def test_trigger_points_are_numbered_without_a_gap(real_dataset: Dataset) -> None:
    """Except the trapezius: the manual numbers its seven points through the three parts."""
    trapezius = {"upper_trapezius": [1, 2], "middle_trapezius": [5, 6, 7], "lower_trapezius": [3, 4]}
    for muscle_id in real_dataset.muscles:
        numbers = [int(point.label.removeprefix("TrP")) for point in real_dataset.trigger_points_of(muscle_id)]
        assert numbers == trapezius.get(muscle_id, list(range(1, len(numbers) + 1))), muscle_id


def test_every_muscle_is_described(real_dataset: Dataset) -> None:
    for muscle in real_dataset.muscles.values():
        assert muscle.fma_id.startswith("FMA"), muscle.muscle_id
        assert muscle.mimics and muscle.frequency_reason and muscle.common_name


def test_every_region_is_reached_or_says_why_not(real_dataset: Dataset) -> None:
    reached = {referral.region_id for referral in real_dataset.referrals}
    for region in real_dataset.regions.values():
        assert (region.region_id in reached) != bool(region.not_reached_because), region.region_id


def test_the_page_for_therapists_says_how_many_zones_have_one_source_and_how_many_two(real_dataset: Dataset) -> None:
    from referral.data.load import DEFAULT_FOLDER

    counted = tally(real_dataset)
    page = (DEFAULT_FOLDER.parent / "docs" / "therapists.md").read_text(encoding="utf-8")
    alone = counted.zones - counted.with_second_source
    assert f"{counted.with_second_source:,} have a second" in page
    assert f"{alone:,} have one" in page
    assert f"{len(real_dataset.muscles)} muscles and parts" in page
    assert f"{len(real_dataset.trigger_points)} trigger points" in page
    assert f"{counted.zones:,} zones" in page
