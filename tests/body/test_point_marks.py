"""Where trigger points show: the rules, on skin that is easy to check by hand, and made-up points in the real body."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral.body.atlas import Atlas
from referral.body.atlas_files import load_atlas
from referral.body.npz import read_arrays
from referral.body.point_marks import (
    AS_NEAR_MM,
    DEEPEST_MM,
    NOWHERE,
    SEEN_THROUGH_MM,
    Anatomy,
    Body,
    Sight,
    _between,
    hidden_marks,
    marks,
)
from referral.folders import ATLAS
from referral.model.rows import DIRECTIONS, SIDES, Area, Direction, Region, Side, TriggerPoint


def point(
    x: float, y: float, z: float, name: str = "made_up_trp1", felt_from: tuple[Direction, ...] = DIRECTIONS
) -> TriggerPoint:
    """A point of a muscle that no atlas has heard of."""
    return TriggerPoint(name, "made_up", "TrP1", "", x, y, z, felt_from, "")


# --- the rules -----------------------------------------------------------------------------------------------------

#: An arm that turns about the axis y = 100, z = 0, by a right angle; what lies left of x = -60 goes along.
BODY = Body(0.0, np.array([100.0, 0.0]), 90.0, np.array([-80.0, 0.0, 0.0]), 40.0, np.zeros((5, 2, 2), np.uint8))
BODY.lift[0] = BODY.lift[-1] = 255


def flat(front: float, back: float) -> Sight:
    """A view from the front, 200 x 200 mm with the origin at the lower middle, on a figure between two planes (z, mm)
    that fills it."""
    depths = np.stack([np.full((20, 20), front), np.full((20, 20), back)]).astype(np.int16)
    axes = np.array([1.0, 0, 0]), np.array([0.0, 1, 0])
    return Sight(*axes, left_mm=-100, bottom_mm=0, height_mm=200, pose="rest", step_mm=10, depths=depths)


def from_behind(sight: Sight) -> Sight:
    """The same figure, seen from behind."""
    depths = np.where(sight.depths[::-1] == NOWHERE, NOWHERE, -sight.depths[::-1])
    return replace(sight, right=-sight.right, depths=depths, direction="back")


def views_of(place: TriggerPoint, **sights: Sight) -> set[str]:
    """The views that mark a point of the right side."""
    return {view for view, side, _ in marks([place], sights, BODY) if side == "right"}


@pytest.mark.parametrize("felt_from", [("front",), ("back",), ("back", "front"), ("front", "inner")])
def test_a_point_is_marked_in_the_views_that_look_from_where_it_is_felt(felt_from: tuple[Direction, ...]) -> None:
    front = flat(20, -20)
    sights = {"front": front, "back": from_behind(front)}
    for z_mm in (-19, 0, 19):
        assert views_of(point(-10, 50, z_mm, felt_from=felt_from), **sights) == set(felt_from) - {"inner"}


def test_a_point_that_no_view_shows_from_where_it_is_felt_is_marked_where_its_skin_is_nearest() -> None:
    front = flat(200, -200)
    sights = {"front": front, "back": from_behind(front)}
    assert views_of(point(-10, 50, AS_NEAR_MM / 2 + 1, felt_from=("inner",)), **sights) == {"front"}
    assert views_of(point(-10, 50, AS_NEAR_MM / 2, felt_from=("inner",)), **sights) == {"front", "back"}
    assert views_of(point(-10, 50, -AS_NEAR_MM / 2 - 1, felt_from=("inner",)), **sights) == {"back"}


def test_nothing_is_felt_too_deep_or_beyond_the_body() -> None:
    front, thin = flat(200, -200), flat(20, -20)
    deepest = 200 - DEEPEST_MM
    assert views_of(point(-10, 50, deepest, felt_from=("front",)), front=front, back=from_behind(front)) == {"front"}
    assert views_of(point(-10, 50, -10, felt_from=("front",)), front=front, back=from_behind(front)) == {"back"}
    assert views_of(point(-10, 50, -21, felt_from=("front",)), front=thin, back=from_behind(thin)) == {"back"}


def test_no_point_is_marked_through_another_part_of_the_body() -> None:
    near, arm = flat(20, -200), flat(20 + SEEN_THROUGH_MM, -200)
    place = point(-10, 50, 0, felt_from=("front",))
    assert views_of(place, near=near, arm=arm) == {"near", "arm"}
    assert views_of(place, near=near, arm=flat(21 + SEEN_THROUGH_MM, -200)) == {"near"}
    assert views_of(place, arm=flat(21 + SEEN_THROUGH_MM, -200)) == {"arm"}  # there is no better one


def test_where_the_figure_is_open_behind_it_is_not_thin() -> None:
    place = point(-10, 50, -30, felt_from=("front",))
    assert views_of(place, front=flat(50, -20), near=flat(5, -50)) == {"near"}
    assert views_of(place, front=flat(50, NOWHERE), near=flat(5, -50)) == {"front", "near"}


@pytest.mark.parametrize(("x", "y"), [(-101, 50), (-10, -1), (-10, 201), (-1e6, 50)])
def test_a_point_beside_the_picture_is_not_marked(x: float, y: float) -> None:
    assert views_of(point(x, y, 0), front=flat(50, -50)) == set()


def test_the_figure_ends_half_way_between_skin_and_no_skin() -> None:
    front = flat(50, -50)
    front.depths[:, :, :10] = NOWHERE  # the right half of the body, up to the column in the middle of -5 mm
    assert views_of(point(0, 50, 0), front=front) == {"front"}
    assert views_of(point(-1, 50, 0), front=front) == set()


def test_the_left_is_the_mirror_of_the_right() -> None:
    found = marks([point(-30, 50, 0)], {"front": flat(50, -50)}, replace(BODY, midline_x_mm=-1.0))
    assert found == {
        ("front", "right", "made_up_trp1"): (70.0, 50.0),
        ("front", "left", "made_up_trp1"): (128.0, 50.0),
    }


@pytest.mark.parametrize("side", SIDES)
def test_a_side_view_marks_its_own_side_with_the_arm_lifted(side: Side) -> None:
    front = flat(50, -50)
    sights = {"front": front, "side": replace(front, pose=side, side=side, direction="side")}
    found = marks([point(-80, 20, 0)], sights, BODY)
    across = {"right": 20.0, "left": 180.0}
    assert found["front", side, "made_up_trp1"] == (across[side], 20.0)
    # 80 mm under the shoulder, so 80 mm in front of it once the arm is lifted; that is 30 mm before the skin
    assert found["side", side, "made_up_trp1"] == (across[side], 100.0)
    assert {on for view, on, _ in found if view == "side"} == {side}


def test_between_lifted_and_not_a_place_goes_part_of_the_way() -> None:
    places = np.array([[-80.0, 20, 0], [-60, 20, 0], [-40, 20, 0]])
    lifted = BODY.with_lifted_arms(places)
    np.testing.assert_allclose(lifted[0], [-80, 100, 80], atol=1e-9)
    np.testing.assert_allclose(lifted[1], [-60, 100 - 80 * np.sqrt(0.5), 80 * np.sqrt(0.5)], atol=1e-9)
    np.testing.assert_allclose(lifted[2], places[2])


@pytest.mark.parametrize("side", SIDES)
def test_a_view_of_one_side_at_rest_marks_that_side_alone(side: Side) -> None:
    found = marks([point(-80, 20, 0)], {"hand": replace(flat(50, -50), side=side)}, BODY)
    assert list(found) == [("hand", side, "made_up_trp1")]
    assert found["hand", side, "made_up_trp1"][1] == 20.0


def hidden(sided: bool, *mark_from: Direction) -> Region:
    """A made-up hidden place 30 mm to the right of the middle."""
    return Region("inside", "inside", "inside", "", "", "belly", False, sided, -30.0, 50.0, 40.0, mark_from, "", ())


def shown_marks(region: Region, sight: Sight) -> dict[str, tuple[float, float]]:
    found = hidden_marks("view", [region], Anatomy({"view": sight}, BODY))
    return {area.area_id: (x_mm, y_mm) for area, x_mm, y_mm in found}


def test_a_hidden_place_is_marked_on_both_sides_in_the_views_that_look_from_there() -> None:
    front = flat(40, -50)
    both = {"right-inside": (70.0, 50.0), "left-inside": (130.0, 50.0)}
    assert shown_marks(hidden(True, "side", "front"), front) == both
    assert shown_marks(hidden(True, "back"), front) == {}
    assert shown_marks(hidden(True, "front"), replace(front, side="left")) == {"left-inside": (130.0, 50.0)}
    assert shown_marks(hidden(False, "front"), replace(front, side="left")) == {"inside": (70.0, 50.0)}
    # a mark on the skin of the front stands at the same place of the view from behind
    assert shown_marks(hidden(False, "front", "back"), from_behind(front))["inside"] == (130.0, 50.0)


def test_a_hidden_place_beside_what_a_view_shows_is_not_marked() -> None:
    front = flat(40, -50)
    front.depths[:, :, :10] = NOWHERE  # the right half of the body
    assert set(shown_marks(hidden(True, "front"), front)) == {"left-inside"}
    assert shown_marks(replace(hidden(False, "front"), mark_x_mm=None), flat(40, -50)) == {}


def test_nothing_to_mark_and_nowhere_to_mark_it() -> None:
    assert marks([], {"front": flat(50, -50)}, BODY) == {}
    assert marks([point(0, 0, 0)], {}, BODY) == {}


@given(steps=st.lists(st.tuples(*[st.floats(-3, 9)] * 2), min_size=1))
def test_between_elements_a_lattice_is_linear_and_beyond_them_even(steps: list[tuple[float, float]]) -> None:
    rows, columns = np.mgrid[:5, :7]
    wanted = np.clip(steps, 0, [4, 6]) @ [20, 3] + 100
    np.testing.assert_allclose(_between((20 * rows + 3 * columns + 100).astype(np.int16), np.array(steps)), wanted)


# --- the real body -------------------------------------------------------------------------------------------------


@cache
def marked(*places: TriggerPoint) -> Atlas:
    """The atlas with made-up points."""
    return load_atlas(trigger_points=places)


def shown(place: TriggerPoint, side: Side = "right") -> dict[str, tuple[float, float]]:
    """Where a made-up point shows, by view."""
    atlas = marked(place)
    found = {view: atlas.point(view, side, place.trigger_point_id) for view in atlas.views}
    return {view: at for view, at in found.items() if at is not None}


CHEST = point(-80, 1350, 120, felt_from=("front",))
IN_THE_TRUNK = point(-30, 1120, 90, felt_from=("inner",))
FOREARM = point(-279, 1104, 100)
SOLE = point(-90, -65, 100)
DELTOID = point(-205, 1380, 80)


def test_the_real_body_marks_points_of_a_muscle_that_it_does_not_hold() -> None:
    atlas = marked(CHEST)
    assert atlas.faults == ()
    assert atlas.muscle("made_up") is None
    assert "front" in shown(CHEST)
    assert "back" not in shown(CHEST)


def test_a_point_that_was_moved_by_20_mm_shows_20_mm_away() -> None:
    (x, y), (moved_x, moved_y) = shown(CHEST)["front"], shown(replace(CHEST, x_mm=-100, y_mm=1370))["front"]
    assert (moved_x - x, moved_y - y) == pytest.approx((-20, 20), abs=0.11)


def test_in_the_front_view_left_and_right_mirror_each_other() -> None:
    (right, height), (left, other_height) = shown(CHEST)["front"], shown(CHEST, "left")["front"]
    width = marked(CHEST).views["front"].width_mm
    assert right < width / 2 < left
    assert right + left == pytest.approx(width, abs=2)  # the midline of the meshes lies 0.7 mm off the middle
    assert height == other_height


def test_a_point_that_no_view_looks_at_shows_only_where_its_skin_is_nearest() -> None:
    whole = {"front", "back", "right"}
    assert whole & set(shown(IN_THE_TRUNK)) == {"back"}
    assert whole & set(shown(replace(IN_THE_TRUNK, z_mm=130))) == {"front"}


def test_a_side_view_moves_a_point_of_the_arm_with_the_arm() -> None:
    at_rest, (forwards, height) = shown(FOREARM)["front"], shown(FOREARM)["right"]
    assert height > at_rest[1] + 80  # the forearm comes up
    assert forwards > FOREARM.z_mm + 70 + 200  # and forwards: the picture's left edge lies 70 mm behind the middle
    assert "left" not in shown(FOREARM)
    width = marked(FOREARM).views["left"].width_mm
    assert shown(FOREARM, "left")["left"] == pytest.approx((width - forwards, height), abs=8)


def test_points_show_where_the_figure_is_open_behind() -> None:
    assert "right_sole" in shown(SOLE)  # the foot is cut off at the ankle
    assert "right" in shown(DELTOID)  # the other arm is left out


def test_wherever_a_point_is_put_its_marks_lie_on_the_figure() -> None:
    places = np.random.default_rng(1).uniform((-400, -100, -100), (0, 1800, 300), (2000, 3))
    points = [point(x, y, z, f"made_up_trp{number}") for number, (x, y, z) in enumerate(places.tolist())]
    atlas = load_atlas(trigger_points=points)
    found = [
        (view, atlas.point(view.view_id, side, one.trigger_point_id))
        for view in atlas.views.values()
        for side in SIDES
        for one in points
    ]
    on = [view.code_at(*place) > 0 for view, place in found if place is not None]
    assert len(on) > 1000
    assert all(on)


# --- broken files --------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/atlas that a test may break."""
    return Path(shutil.copytree(ATLAS, tmp_path / "atlas"))


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def another_kind(path: Path) -> None:
    path.write_text("view_id,depth\nfront,3\n", encoding="utf-8")


def changed(**arrays: Any) -> Callable[[Path], None]:
    """What puts other arrays in place of some of the file's; None: leaves one out."""

    def change(path: Path) -> None:
        both = read_arrays(path) | arrays
        np.savez(path, **{name: array for name, array in both.items() if array is not None})

    return change


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        (Path.unlink, "No such file"),
        (cut_short, "zip"),
        (emptied, "No data"),
        (another_kind, "pickle"),
        (changed(front=None), "'front' is missing"),
        (changed(lift=None), "'lift' is missing"),
        (changed(front=np.zeros((2, 3, 3), np.int16)), "front: 3 x 3 depths do not fit"),
        (changed(front=np.zeros((3, 3), np.int16)), "front: not the depths of a view"),
        (changed(front=np.array(["a", "b"])), "front: not the depths of a view"),
        (changed(lift=np.zeros((0, 3, 3), np.uint8)), "lift: not a lattice"),
    ],
)
def test_without_depths_no_point_is_marked_and_the_rest_works(
    folder: Path, breaks: Callable[[Path], None], said: str
) -> None:
    breaks(folder / "depths.npz")
    atlas = load_atlas(folder, trigger_points=[CHEST])
    (fault,) = atlas.faults
    assert fault.startswith("atlas/depths.npz: trigger points are not marked (")
    assert said in fault
    assert "python -m tools.atlas" in fault
    assert atlas.point("front", "right", CHEST.trigger_point_id) is None
    assert atlas.hit("front", atlas.plates["front"].views[0].left_mm + 375, 1160) == Area.of("navel")
    assert atlas.muscle("upper_trapezius") is not None


@pytest.mark.parametrize("entry", [None, {}, [], {"midline_x_mm": "none"}])
def test_an_atlas_json_that_does_not_say_how_views_look_marks_no_point(folder: Path, entry: Any) -> None:
    main = json.loads((folder / "atlas.json").read_text(encoding="utf-8"))
    main["body"] = entry
    (folder / "atlas.json").write_text(json.dumps(main), encoding="utf-8")
    faults = load_atlas(folder, trigger_points=[CHEST]).faults
    assert any("trigger points are not marked" in fault for fault in faults)


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_changed_byte_of_a_file_of_arrays_is_an_error_of_one_kind(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int
) -> None:
    path = tmp_path_factory.mktemp("arrays") / "arrays.npz"
    np.savez_compressed(path, front=np.arange(600).reshape(2, 15, 20), lift=np.zeros(9, np.uint8))
    content = bytearray(path.read_bytes())
    content[at % len(content)] = byte
    path.write_bytes(content)
    with contextlib.suppress(OSError, ValueError):
        read_arrays(path)
