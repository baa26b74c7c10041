"""The muscles under a place, from skin to bone: known layers of the body, both sides, and where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from referral.body.atlas import Atlas
from referral.body.under_finger import DEEPEST_MM, muscles_under
from referral.model.rows import Area, Side


def under(atlas: Atlas, view_id: str, area_id: str) -> list[str]:
    """Ids of the muscles under the middle of an area."""
    x_mm, y_mm = max(atlas.area_rings(view_id, Area.of(area_id)), key=len).mean(axis=0)
    found = muscles_under(atlas, view_id, float(x_mm), float(y_mm))
    assert [one.depth_mm for one in found] == sorted(one.depth_mm for one in found)
    assert all(0 <= one.depth_mm <= DEEPEST_MM for one in found)
    return [one.muscle_id for one in found]


@pytest.mark.parametrize(
    ("view_id", "area_id", "in_order"),
    [
        ("back", "right-shoulder_blade", ["infraspinatus", "subscapularis"]),
        ("front", "right-upper_chest", ["pectoralis_major_sternal", "pectoralis_minor"]),
        ("right", "right-side_of_shoulder", ["middle_deltoid"]),
        ("back", "right-low_back", ["latissimus_dorsi", "iliocostalis_lumborum", "quadratus_lumborum"]),
        ("head_right", "right-temple", ["temporalis"]),
        ("back", "left-mid_buttock", ["gluteus_maximus", "piriformis"]),
    ],
)
def test_layers_of_the_body(marked_atlas: Atlas, view_id: str, area_id: str, in_order: list[str]) -> None:
    found = under(marked_atlas, view_id, area_id)
    assert [muscle for muscle in found if muscle in in_order] == in_order
    assert found[0] == in_order[0]


@pytest.mark.parametrize(("area_id", "side"), [("right-low_back", "right"), ("left-low_back", "left")])
def test_the_side_is_that_of_the_finger(marked_atlas: Atlas, area_id: str, side: Side) -> None:
    x_mm, y_mm = max(marked_atlas.area_rings("back", Area.of(area_id)), key=len).mean(axis=0)
    found = muscles_under(marked_atlas, "back", float(x_mm), float(y_mm))
    assert found[0].side == side


def test_nothing_lies_beside_the_body_or_behind_the_ribs(marked_atlas: Atlas) -> None:
    assert muscles_under(marked_atlas, "back", 2.0, 2.0) == ()
    assert "serratus_posterior_superior" not in under(marked_atlas, "front", "right-upper_chest")


def test_without_measures_nothing_is_found(marked_atlas: Atlas) -> None:
    assert muscles_under(replace(marked_atlas, anatomy=None), "back", 300.0, 1200.0) == ()
    with pytest.raises(KeyError):
        muscles_under(marked_atlas, "inside", 0.0, 0.0)
