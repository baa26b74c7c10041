"""The marks of the real hidden places: on the skin, apart from one another, where they may be shown to anybody."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from referral.body.atlas import Atlas
from referral.body.point_marks import Anatomy, hidden_marks
from referral.model.dataset import Dataset
from referral.model.rows import Area, Region

APART_MM = 26.0
#: A mark may lie so far (mm) before or behind the skin of a view that looks straight at it: depths are whole mm on a
#: coarse grid, and the figure is smoothed.
NEAR_SKIN_MM = 6.0


@pytest.fixture(scope="module")
def hidden(real_dataset: Dataset) -> list[Region]:
    return [region for region in real_dataset.regions.values() if not region.surface]


@pytest.fixture(scope="module")
def anatomy(marked_atlas: Atlas) -> Anatomy:
    assert marked_atlas.anatomy is not None
    return marked_atlas.anatomy


def test_every_hidden_place_is_marked_on_each_side_from_everywhere_it_says(
    hidden: list[Region], anatomy: Anatomy
) -> None:
    assert len(hidden) == 11
    for region in hidden:
        seen = {
            (anatomy.sights[view].direction, area.side)
            for view in anatomy.sights
            for area, _, _ in hidden_marks(view, [region], anatomy)
        }
        sides = ("right", "left") if region.sided else (None,)
        assert seen == set(product(region.mark_from, sides)), region.region_id


def test_marks_stand_on_the_skin(hidden: list[Region], anatomy: Anatomy) -> None:
    for region in hidden:
        place = np.array([region.mark])
        looking = [sight for sight in anatomy.sights.values() if sight.direction in region.mark_from]
        under = [float(abs(sight.under_mm(place)[0][0])) for sight in looking if sight.shows("right")]
        assert np.nanmin(under) <= NEAR_SKIN_MM, region.region_id


def test_marks_of_one_view_stand_apart(hidden: list[Region], anatomy: Anatomy) -> None:
    for view in anatomy.sights:
        for (one, x, y), (other, across, up) in combinations(hidden_marks(view, hidden, anatomy), 2):
            assert np.hypot(x - across, y - up) >= APART_MM, (view, one, other)


def test_no_mark_stands_on_the_genitals(hidden: list[Region], marked_atlas: Atlas, anatomy: Anatomy) -> None:
    for view_id, view in marked_atlas.views.items():
        for area, x_mm, y_mm in hidden_marks(view_id, hidden, anatomy):
            code = view.code_at(x_mm, y_mm)
            assert code > 0, (view_id, area)
            assert marked_atlas.area(code) != Area.of("genitals"), (view_id, area)
