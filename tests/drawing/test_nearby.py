"""What a tap may have meant: neighbours at every border, both sides at the midline, marks, the closer view."""

from __future__ import annotations

from functools import cache
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral.body.atlas import covered
from referral.body.neighbours import areas_near
from referral.drawing.hidden_places import places_on
from referral.drawing.nearby import (
    FINGERTIP_PX,
    MIDLINE_PX,
    MOST_OFFERED,
    Choice,
    close_up_first,
    nearby,
    unit,
)
from referral.drawing.scene import area_at, hidden_marks
from referral.drawing.shown import DESK_PX, PHONE_PX, Shown
from referral.model.rows import Area
from tests.body.test_neighbours import BESIDE_MM, VIEWS, beside_borders
from tests.loaded_once import the_atlas, the_dataset

KNOWN = frozenset(the_dataset().areas)
NUMBERS = st.floats(-50, 2100) | st.floats(allow_nan=True, allow_infinity=True)


@cache
def shown(plate_id: str, room_px: tuple[int, int] = PHONE_PX, *, marks: bool = True) -> Shown:
    atlas = the_atlas()
    regions = the_dataset().regions.values() if marks else ()
    return Shown(plate_id, room_px=room_px, hidden=places_on(atlas.plates[plate_id], regions, atlas.anatomy))


def choices(plate_id: str, x_mm: float, y_mm: float, room_px: tuple[int, int] = PHONE_PX) -> tuple[Choice, ...]:
    return nearby(the_atlas(), shown(plate_id, room_px), x_mm, y_mm, KNOWN)


def left_mm(view_id: str) -> float:
    """Where a view lies on a sheet of its own."""
    return the_atlas().plates[view_id].views[0].left_mm


def of(*area_ids: str) -> Choice:
    return tuple(map(Area.of, area_ids))


# --- borders


@pytest.mark.parametrize(
    ("view_id", "room_px"),
    [(view, PHONE_PX) for view in VIEWS] + [(view, DESK_PX) for view in ("back", "neck_front", "right_palm")],
)
def test_beside_every_border_the_other_area_is_offered(view_id: str, room_px: tuple[int, int]) -> None:
    atlas = the_atlas()
    view, bare = atlas.views[view_id], shown(view_id, room_px, marks=False)
    crowded = 0
    for one, two, x_mm, y_mm in beside_borders(view):
        tapped, other = atlas.area(one), atlas.area(two)
        found = nearby(atlas, bare, left_mm(view_id) + x_mm, y_mm, KNOWN)
        assert found[0] == (tapped,)
        if (other,) not in found:
            corner = len(areas_near(view, x_mm, y_mm, 1.5 * BESIDE_MM)) - 1 > MOST_OFFERED
            across = {tapped.side, other.side} == {"right", "left"} and tapped.region_id != other.region_id
            assert corner or across, f"{other} is not offered beside {tapped} at {x_mm}, {y_mm}"
            crowded += 1
    assert crowded <= 2, "where more areas meet than are offered, or where four meet on the midline"


def test_no_more_than_a_row_holds_and_each_once() -> None:
    for x_mm in range(200, 560, 15):
        for y_mm in range(600, 1850, 25):
            found = choices("front", x_mm, y_mm)
            assert len(found) <= 2 + MOST_OFFERED
            assert len(set(found)) == len(found)


def test_the_groin_has_its_neighbours() -> None:
    found = choices("front", left_mm("front") + 315, 950)
    assert found[0] == of("right-groin")
    assert of("right-front_thigh_high") in found
    assert all(len(choice) == 1 for choice in found)


def test_on_a_close_up_the_middle_of_a_large_area_has_none() -> None:
    x_mm, y_mm = np.concatenate(the_atlas().area_rings("hip_front", Area.of("right-front_thigh_high"))).mean(axis=0)
    assert choices("hip_front", left_mm("hip_front") + float(x_mm), float(y_mm)) == (of("right-front_thigh_high"),)


def test_what_the_dataset_lacks_is_not_offered() -> None:
    without = KNOWN - {Area.of("right-front_thigh_high")}
    found = nearby(the_atlas(), shown("front"), left_mm("front") + 315, 950, without)
    assert of("right-groin") in found
    assert of("right-front_thigh_high") not in found
    assert nearby(the_atlas(), shown("front"), left_mm("front") + 315, 950, frozenset()) == ()


# --- the midline


def middle_of(view_id: str, *area_ids: str) -> tuple[float, float]:
    """Where two sides of a region meet, or the middle of one of the midline; at the middle of its height."""
    atlas = the_atlas()
    rings = np.concatenate([np.concatenate(atlas.area_rings(view_id, Area.of(one))) for one in area_ids])
    low, high = rings.min(axis=0), rings.max(axis=0)
    return float((low[0] + high[0]) / 2), float((low[1] + high[1]) / 2)


@pytest.mark.parametrize(
    ("view_id", "region"),
    [("front", "forehead"), ("head_front", "forehead"), ("back", "back_of_neck"), ("neck_back", "back_of_neck")],
)
@pytest.mark.parametrize("room_px", [PHONE_PX, DESK_PX])
def test_within_four_pixels_of_the_midline_both_sides_are_offered(
    view_id: str, region: str, room_px: tuple[int, int]
) -> None:
    right, left = f"right-{region}", f"left-{region}"
    x_mm, y_mm = middle_of(view_id, right, left)
    x_mm += left_mm(view_id)
    px_mm = unit(the_atlas(), shown(view_id, room_px))
    for away_px in (-MIDLINE_PX + 1, 0.0, MIDLINE_PX - 1):
        found = choices(view_id, x_mm + away_px * px_mm, y_mm, room_px)
        assert found[0] in (of(right), of(left))
        assert found[1] == of(right, left)
        assert of(right) in found
        assert of(left) in found
    for away_px in (-MIDLINE_PX - 3, MIDLINE_PX + 3):
        assert all(len(choice) == 1 for choice in choices(view_id, x_mm + away_px * px_mm, y_mm, room_px))


@pytest.mark.parametrize("plate_id", ["body", "back"])
def test_on_the_spine_the_back_beside_it_is_offered_on_either_side(plate_id: str) -> None:
    x_mm, y_mm = middle_of("back", "lower_spine")
    placed = next(one for one in the_atlas().plates[plate_id].views if one.view.view_id == "back")
    found = choices(plate_id, placed.left_mm + x_mm, placed.bottom_mm + y_mm)
    assert found[0] == of("lower_spine")
    assert {of("right-low_back"), of("left-low_back")} < set(found)
    assert all(len(choice) == 1 for choice in found)  # the spine is of no side


@pytest.mark.parametrize("view_id", ["front", "head_front"])
def test_the_chin_is_of_no_side(view_id: str) -> None:
    x_mm, y_mm = middle_of(view_id, "chin")
    found = nearby(the_atlas(), shown(view_id, marks=False), left_mm(view_id) + x_mm, y_mm, KNOWN)
    assert found[0] == of("chin")
    assert all(len(choice) == 1 for choice in found)


# --- marks of hidden places


def test_mark_and_skin_under_it_are_each_a_tap_away_from_the_other() -> None:
    atlas, here = the_atlas(), shown("head_front")
    mark = next(one for one in hidden_marks(atlas.plates["head_front"], here) if one.area_id == "right-upper_teeth")
    under = atlas.hit("head_front", mark.x_mm, mark.y_mm)
    assert under is not None
    on_it = choices("head_front", mark.x_mm, mark.y_mm)
    assert on_it[0] == of("right-upper_teeth")
    assert (under,) in on_it
    beside_mm = next(mm for mm in range(1, 60) if area_at(atlas, here, mark.x_mm - mm, mark.y_mm) == under)
    beside = choices("head_front", mark.x_mm - beside_mm, mark.y_mm)
    assert beside[0] == (under,)
    assert of("right-upper_teeth") in beside


# --- places that are none


@settings(deadline=None)
@given(
    plate_id=st.sampled_from(["front", "body", "sides", "head_front", "right_palm", "front--left"]),
    x_mm=NUMBERS,
    y_mm=NUMBERS,
    px_mm=st.none() | st.sampled_from([0.0, -1.0, nan, inf, 1e-9, 1e9]) | st.floats(0.1, 5),
)
def test_whatever_the_place(plate_id: str, x_mm: float, y_mm: float, px_mm: float | None) -> None:
    found = nearby(the_atlas(), shown(plate_id), x_mm, y_mm, KNOWN, px_mm)
    tapped = area_at(the_atlas(), shown(plate_id), x_mm, y_mm)
    assert (found[0] if found else None) == ((tapped,) if tapped else None)
    assert all(set(choice) <= KNOWN for choice in found)


@pytest.mark.parametrize("place", [(nan, 900.0), (300.0, nan), (-5.0, 900.0), (300.0, 1e9), (inf, -inf), (2.0, 2.0)])
def test_beside_the_body_nothing_is_offered(place: tuple[float, float]) -> None:
    assert choices("front", *place) == ()


# --- the closer view


def test_a_closer_view_comes_first_where_the_place_is_smaller_than_a_fingertip() -> None:
    atlas = the_atlas()
    for plate_id, area_id, closer in (
        ("front", "right-groin", "right_groin"),
        ("front", "right-eyebrow", "face_eyes"),
        ("head_front", "right-eyebrow", "face_eyes"),
        ("back", "right-back_of_neck", "neck_back"),
        ("front", "right-index_finger_palm", "right_fingers"),
    ):
        found = close_up_first(atlas, shown(plate_id), Area.of(area_id))
        assert found is not None
        assert found.view_id == closer


def test_a_closer_view_looks_from_where_the_place_was_tapped() -> None:
    atlas, area = the_atlas(), Area.of("right-heel")
    looked = {view: close_up_first(atlas, shown("body", DESK_PX), area, view) for view in ("front", "back")}
    assert {view: found.view_id for view, found in looked.items() if found} == {
        "front": "right_sole",
        "back": "right_leg_back",
    }


@pytest.mark.parametrize("room_px", [PHONE_PX, DESK_PX])
@pytest.mark.parametrize("plate_id", ["front", "back", "body", "sides", *VIEWS])
def test_a_closer_view_is_closer_and_only_for_what_is_small(plate_id: str, room_px: tuple[int, int]) -> None:
    atlas, here = the_atlas(), shown(plate_id, room_px, marks=False)
    for area in {area for placed in atlas.plates[plate_id].views for area in atlas.areas_in(placed.view.view_id)}:
        found = close_up_first(atlas, here, area)
        if found is not None:
            there = shown(found.view_id, room_px, marks=False)
            mm2 = max(covered(atlas.area_rings(one.view.view_id, area)) for one in atlas.plates[plate_id].views)
            assert 2 * np.sqrt(mm2 / np.pi) < FINGERTIP_PX * unit(atlas, here)
            assert found.close_up
            assert unit(atlas, there) < unit(atlas, here)


def test_what_has_no_skin_or_is_large_enough_has_no_closer_view() -> None:
    atlas = the_atlas()
    assert close_up_first(atlas, shown("front"), Area.of("right-upper_teeth")) is None
    assert close_up_first(atlas, shown("hip_front"), Area.of("right-front_thigh_high")) is None
