"""Where a muscle opens: every area alone, its first three muscles, on a phone and on a desk."""

from __future__ import annotations

from functools import lru_cache

import pytest

from referral.answers.ranking import likely_side, rank
from referral.answers.red_flags import nobody_asks
from referral.body.atlas import Atlas
from referral.drawing.openings import SEEN, best_plate, most_mm2
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import Area
from tests.loaded_once import the_atlas, the_dataset

FIRST = 3


@lru_cache(maxsize=1)
def openings() -> list[tuple[Area, Pattern]]:
    """Each area of the skin with the patterns of its first muscles, on the side on which they open."""
    atlas, dataset = the_atlas(), the_dataset()
    found = []
    for area in dataset.areas:
        if atlas.code(area) is not None:
            for candidate in rank(dataset, nobody_asks((area,))).candidates[:FIRST]:
                side = likely_side(candidate, dataset)
                found.append((area, pattern_of(dataset, candidate.muscle_id, side)))
    return found


def seen(atlas: Atlas, plate_id: str, area: Area) -> float:
    return max(atlas.area_mm2(placed.view.view_id, area) for placed in atlas.plates[plate_id].views)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_every_opening_shows_place_pain_and_point(phone: bool) -> None:
    atlas, failed = the_atlas(), []
    most = most_mm2(atlas)
    for area, pattern in openings():
        plate_id = best_plate(atlas, [pattern], [area], phone=phone)
        views = [placed.view for placed in atlas.plates[plate_id].views]
        essential = [one for one, zone in pattern.zones.items() if zone == "essential" and one in most]
        pain = sum(seen(atlas, plate_id, one) for one in essential)
        marked = any(
            atlas.point(view.view_id, pattern.side, point_id) for view in views for point_id, _ in pattern.points
        )
        if seen(atlas, plate_id, area) < SEEN * most[area]:
            failed.append((str(area), pattern.muscle_id, plate_id, "place"))
        if pain < 0.5 * sum(most[one] for one in essential):
            failed.append((str(area), pattern.muscle_id, plate_id, "pain"))
        if not marked:
            failed.append((str(area), pattern.muscle_id, plate_id, "point"))
    assert len(openings()) > 750
    assert not failed, f"{len(failed)} of {len(openings())}: {failed[:10]}"


@pytest.mark.parametrize(
    ("area", "muscle", "side"),
    [
        ("left-forehead", "sternocleidomastoid_clavicular", "left"),
        ("right-temple", "upper_trapezius", "right"),
    ],
)
def test_a_muscle_opens_on_the_side_that_hurts(real_dataset: Dataset, area: str, muscle: str, side: str) -> None:
    chosen = Area.of(area)
    candidates = rank(real_dataset, nobody_asks((chosen,))).candidates
    candidate = next(one for one in candidates if one.muscle_id == muscle)
    assert likely_side(candidate, real_dataset) == side


def test_infraspinatus_for_the_front_of_the_shoulder_shows_front_and_back(real_dataset: Dataset) -> None:
    atlas, area = the_atlas(), Area.of("right-front_of_shoulder")
    plate_id = best_plate(atlas, [pattern_of(real_dataset, "infraspinatus", "right")], [area], phone=True)
    assert {placed.view.direction for placed in atlas.plates[plate_id].views} == {"front", "back"}
