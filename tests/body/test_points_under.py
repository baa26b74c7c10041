"""Which trigger points lie in an area, or near it: as the index images say, and nothing twice."""

from __future__ import annotations

import time
from dataclasses import replace
from statistics import median

import numpy as np

from referral.body.atlas import Atlas
from referral.body.point_marks import SEEN_THROUGH_MM
from referral.body.points_under import REACH_MM, depths_mm, felt_from_above, points_under
from referral.model.dataset import Dataset
from referral.model.rows import SIDES, Area

BLADE = Area("shoulder_blade", "right")


def test_a_point_is_within_the_area_that_the_index_image_has_at_its_x(marked_atlas: Atlas) -> None:
    for view_id, view in marked_atlas.views.items():
        for side, point_id, x_mm, y_mm in marked_atlas.points_in(view_id):
            area = marked_atlas.area(view.code_at(x_mm, y_mm))
            within = {(one.trigger_point_id, one.side) for one in points_under(marked_atlas, area) if not one.away_mm}
            assert (point_id, side) in within, (view_id, area)


def test_nearest_come_first_each_once_and_none_beyond_reach(marked_atlas: Atlas, real_dataset: Dataset) -> None:
    beside = 0
    for area in real_dataset.areas:
        found = points_under(marked_atlas, area)
        assert [one.away_mm for one in found] == sorted(one.away_mm for one in found)
        assert len({(one.trigger_point_id, one.side) for one in found}) == len(found)
        assert all(0 <= one.away_mm <= REACH_MM for one in found)
        beside += sum(one.away_mm > 0 for one in found)
    assert beside


def test_hidden_places_and_unknown_ones_have_no_points(marked_atlas: Atlas) -> None:
    assert points_under(marked_atlas, Area("upper_teeth", "right")) == ()
    assert points_under(marked_atlas, Area("nowhere")) == ()


def test_what_was_found_is_kept_for_one_atlas_alone(marked_atlas: Atlas) -> None:
    assert points_under(marked_atlas, BLADE) is points_under(marked_atlas, BLADE)
    assert points_under(replace(marked_atlas, _points={}), BLADE) == ()


def test_a_warm_look_takes_far_less_than_a_millisecond(marked_atlas: Atlas, real_dataset: Dataset) -> None:
    taken = []
    for area in (*real_dataset.areas, *real_dataset.areas):
        begun = time.perf_counter()
        points_under(marked_atlas, area)
        taken.append(time.perf_counter() - begun)
    assert median(taken[len(real_dataset.areas) :]) < 1e-4


def test_supraspinatus_is_felt_from_above_through_the_top_of_the_shoulder(
    marked_atlas: Atlas, real_dataset: Dataset
) -> None:
    over = felt_from_above(marked_atlas, real_dataset.trigger_points.values())
    for side in SIDES:
        found = {one.trigger_point_id: one for one in over[Area("top_of_shoulder", side)]}
        assert {"supraspinatus_trp1", "upper_trapezius_trp2"} <= set(found)
        assert {one.side for one in found.values()} == {side}
        assert found["upper_trapezius_trp2"].depth_mm < found["supraspinatus_trp1"].depth_mm  # type: ignore[operator]
    feet = {area for area in over if area.region_id.startswith("top_of_foot")}
    assert not feet  # a view looks down on them
    assert felt_from_above(replace(marked_atlas, skin=None), real_dataset.trigger_points.values()) == {}


def test_depths_are_those_under_the_skin(marked_atlas: Atlas, real_dataset: Dataset) -> None:
    depths = depths_mm(marked_atlas, real_dataset.trigger_points.values())
    assert depths["infraspinatus_trp1"] < depths["subscapularis_trp1"]
    assert depths["gluteus_maximus_trp1"] < depths["iliopsoas_trp2"] < 150
    assert all(np.isfinite(depth) and depth >= 0 for depth in depths.values())
    assert depths_mm(replace(marked_atlas, anatomy=None), real_dataset.trigger_points.values()) == {}


def test_no_point_of_the_trunk_is_marked_through_an_arm_where_it_is_felt_elsewhere(marked_atlas: Atlas) -> None:
    for point_id in ("diaphragm_trp1", "pectoralis_major_costal_trp1"):
        for side in SIDES:
            views = [view for view in marked_atlas.views if marked_atlas.point(view, side, point_id)]
            assert views
            areas = {
                marked_atlas.hit(view, *marked_atlas.point(view, side, point_id))  # type: ignore[misc]
                for view in views
            }
            assert not {area.region_id for area in areas if area} & {"elbow_crease", "outer_upper_arm_high"}
    assert SEEN_THROUGH_MM > 0
