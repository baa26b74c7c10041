"""The atlas as it is: every region, muscle and trigger point of data/ is in it, on its side, in sensible shape."""

from __future__ import annotations

import csv
import json
from collections import defaultdict

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from scipy.ndimage import label

from referral.body.atlas import Atlas, MusclePicture, beside_mm
from referral.body.atlas_files import load_atlas
from referral.body.view import View
from referral.folders import ATLAS as ATLAS_FOLDER
from referral.folders import ATLAS_PICTURES
from referral.model.dataset import Dataset
from referral.model.rows import SIDES, Area, Side

ATLAS = load_atlas()
VIEWS = sorted(ATLAS.views)
RIGHT, LEFT = 1, 2
#: A trigger point may lie at most this far (mm) from its muscle.
FARTHEST_MM = 15.0
#: Areas that show less than this (mm2) in a view are slivers at its edge: no shape is asked of them.
SLIVER_MM2 = 150.0
#: As seen in a view a trigger point lies in its muscle or at most this far (mm) beside it.
NEAR_MM = 6.0


def sides_of(view: View) -> NDArray[np.uint16]:
    """(rows, columns) the side code of each pixel, 0 also beside the body."""
    return view.codes % 4


def sizes(view: View) -> dict[Area, float]:
    """mm2 of each area that shows in a view."""
    codes, counts = np.unique(view.codes[view.codes > 0], return_counts=True)
    return {ATLAS.area(int(code)): count / view.px_per_mm**2 for code, count in zip(codes, counts, strict=True)}


def distances() -> list[dict[str, str]]:
    """The rows of data/atlas/trigger_points.csv."""
    with (ATLAS_FOLDER / "trigger_points.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- regions -------------------------------------------------------------------------------------------------------


def test_the_atlas_holds_the_surface_areas_of_the_dataset_and_no_others(real_dataset: Dataset) -> None:
    surface = {area for area in real_dataset.areas if real_dataset.regions[area.region_id].surface}
    assert {ATLAS.area(int(code)) for view in ATLAS.views.values() for code in np.unique(view.codes) if code} == surface
    assert ATLAS.areas() == surface


def test_no_region_has_two_numbers() -> None:
    codes = list(ATLAS.region_codes.values())
    assert len(set(codes)) == len(codes)
    assert min(codes) > 0
    assert max(codes) < 256  # red of the index image


def test_at_least_a_hundred_regions_have_two_sides(real_dataset: Dataset) -> None:
    sided = [region for region in real_dataset.regions.values() if region.surface and region.sided]
    assert len(sided) >= 100
    for region in sided:
        assert {Area(region.region_id, side) for side in SIDES} <= ATLAS.areas()


@pytest.mark.parametrize("view_id", VIEWS)
def test_every_pixel_of_the_figure_is_in_a_region(view_id: str) -> None:
    view = ATLAS.views[view_id]
    rows, columns = view.codes.shape
    with Image.open(ATLAS_PICTURES / f"{view_id}.webp") as picture:
        alpha = picture.convert("RGBA").getchannel("A").resize((columns, rows), Image.Resampling.BOX)
    well_inside = np.asarray(alpha.filter(ImageFilter.MinFilter(5))) > 200
    assert well_inside.sum() > 10_000
    assert view.codes[well_inside].all()


@pytest.mark.long
@pytest.mark.parametrize("view_id", ["front", "back", "right", "left"])
def test_the_figure_has_no_pinholes(view_id: str) -> None:
    """What is not figure is joined to the picture's edge, be it over a corner; a margin round it joins its edges."""
    with Image.open(ATLAS_PICTURES / f"{view_id}.webp") as picture:
        beside = np.asarray(picture.convert("RGBA").getchannel("A")) < 128
    piece, _ = label(np.pad(beside, 1, constant_values=True), structure=np.ones((3, 3)))
    assert np.argwhere(piece > 1).tolist() == []


@pytest.mark.parametrize("view_id", ["front", "back"])
def test_right_and_left_are_alike(view_id: str) -> None:
    found = sizes(ATLAS.views[view_id])
    for area, size in found.items():
        if area.side == "right" and size > SLIVER_MM2:
            other = found.get(Area(area.region_id, "left"), 0.0)
            assert 0.6 <= other / size <= 1.6, (area, size, other)


@pytest.mark.parametrize(
    ("view_id", "screen_left"),
    [
        ("front", RIGHT),
        ("head_front", RIGHT),
        ("chest", RIGHT),
        ("under_chin", RIGHT),
        ("head_above", RIGHT),
        ("back", LEFT),
        ("head_back", LEFT),
        ("low_back", LEFT),
    ],
)
def test_each_side_keeps_to_its_half(view_id: str, screen_left: int) -> None:
    view = ATLAS.views[view_id]
    sides, middle = sides_of(view), view.codes.shape[1] // 2
    screen_right = RIGHT + LEFT - screen_left
    slack = round(2 * view.px_per_mm)  # the body's own midline lies 0.7 mm beside the middle of the picture
    assert not (sides[:, : middle - slack] == screen_right).any()
    assert not (sides[:, middle + slack :] == screen_left).any()
    assert (sides == screen_left).any()
    assert (sides == screen_right).any()


@pytest.mark.parametrize(
    ("view_id", "side"),
    [
        ("right", RIGHT),
        ("left", LEFT),
        ("head_right", RIGHT),
        ("head_left", LEFT),
        ("right_palm", RIGHT),
        ("right_hand_back", RIGHT),
        ("left_palm", LEFT),
        ("left_hand_back", LEFT),
        ("right_sole", RIGHT),
        ("left_shoulder", LEFT),
        ("right_leg_inner", RIGHT),
    ],
)
def test_a_view_of_one_side_shows_that_side(view_id: str, side: int) -> None:
    sides = sides_of(ATLAS.views[view_id])
    assert (sides == side).sum() > 50 * (sides == RIGHT + LEFT - side).sum()


@pytest.mark.parametrize("view_id", VIEWS)
def test_an_area_is_one_piece_or_few(view_id: str) -> None:
    for area_id in ATLAS.areas():
        assert len(ATLAS.area_rings(view_id, area_id)) <= 3, area_id


def test_nearly_every_area_is_one_piece() -> None:
    pieces = [len(ATLAS.area_rings(view, area)) for view in VIEWS for area in ATLAS.areas()]
    assert sum(count > 1 for count in pieces) <= 0.05 * sum(count > 0 for count in pieces)


@pytest.mark.parametrize("side", SIDES)
def test_what_hangs_behind_an_arm_is_seen_from_the_side(side: Side) -> None:
    found = sizes(ATLAS.views[side])
    for region in ("flank", "outer_hip", "outer_thigh_high", "outer_thigh_low", "armpit", "side_of_ribs"):
        assert found.get(Area(region, side), 0) > 1000, region


def test_every_region_can_be_tapped_somewhere(real_dataset: Dataset) -> None:
    """A fingertip is 9 mm wide on the glass: 20 mm on the body view, which is drawn at 0.4 times its size, less on a
    close-up."""
    largest: dict[Area, float] = defaultdict(float)
    for view in ATLAS.views.values():
        for area, size in sizes(view).items():
            largest[area] = max(largest[area], size)
    for area in real_dataset.areas:
        if real_dataset.regions[area.region_id].surface:
            assert largest[area] > 100, area.area_id


# --- muscles and trigger points ------------------------------------------------------------------------------------


def test_every_muscle_has_a_picture_on_both_sides(real_dataset: Dataset) -> None:
    for muscle_id in real_dataset.muscles:
        shown = ATLAS.muscle(muscle_id)
        assert shown is not None, muscle_id
        assert {side for sides in shown.views.values() for side in sides} == set(SIDES), muscle_id


def test_a_view_of_one_side_shows_only_its_own_side(real_dataset: Dataset) -> None:
    for muscle_id in real_dataset.muscles:
        shown = ATLAS.muscle(muscle_id)
        assert shown is not None
        for view_id, sides in shown.views.items():
            side = ATLAS.views[view_id].side
            assert side is None or set(sides) <= {side}, (muscle_id, view_id)


def every_picture() -> list[tuple[str, str, Side, MusclePicture]]:
    """Muscle, view, side and picture of all that is shown."""
    data = json.loads((ATLAS_FOLDER / "muscle_pictures.json").read_text(encoding="utf-8"))
    shown = ((muscle_id, ATLAS.muscle(muscle_id)) for muscle_id in data["muscles"])
    return [
        (muscle_id, view_id, side, found)
        for muscle_id, muscle in shown
        if muscle is not None
        for view_id, sides in muscle.views.items()
        for side, found in sides.items()
    ]


def test_every_picture_is_there_and_no_other() -> None:
    named = {found.picture for *_, found in every_picture()}
    there = {f"muscles/{path.name}" for path in (ATLAS_PICTURES / "muscles").iterdir()}
    assert named == there
    layers = {name for view in ATLAS.views.values() for name in view.layers.values()}
    assert layers == {f"layers/{path.name}" for path in (ATLAS_PICTURES / "layers").iterdir()}


def test_a_picture_covers_the_silhouette_of_its_muscle() -> None:
    """One picture a muscle: what lies well inside the outline of its mesh is opaque."""
    for muscle_id, view_id, _, found in {entry[0]: entry for entry in every_picture()}.values():
        with Image.open(ATLAS_PICTURES / found.picture) as picture:
            cover = np.asarray(picture.convert("RGBA"))[..., 3] / 255
        scale = cover.shape[1] / found.width_mm
        mask = Image.new("L", cover.shape[::-1])
        for ring in found.outline:
            across = (ring[:, 0] - found.left_mm) * scale
            down = (found.bottom_mm + found.height_mm - ring[:, 1]) * scale
            ImageDraw.Draw(mask).polygon(list(zip(across.tolist(), down.tolist(), strict=True)), fill=255)
        inside = np.asarray(mask.filter(ImageFilter.MinFilter(5))) > 0
        if inside.sum() > 50:
            assert (cover[inside] > 0.5).mean() > 0.8, (muscle_id, view_id)  # outlines have no holes, muscles may


def test_every_point_lies_in_or_near_its_muscle_in_each_of_its_views(
    real_dataset: Dataset, marked_atlas: Atlas
) -> None:
    astray = []
    for point in real_dataset.trigger_points.values():
        marked = 0
        for view_id in marked_atlas.views:
            for side in SIDES:
                place = marked_atlas.point(view_id, side, point.trigger_point_id)
                if place is None:
                    continue
                marked += side == "right"
                shown = marked_atlas.muscle_picture(view_id, side, point.muscle_id)
                assert shown is not None, (point.trigger_point_id, view_id)
                mm = beside_mm(shown.outline, place)
                if mm > NEAR_MM:
                    astray.append((round(mm, 1), point.trigger_point_id, view_id))
        assert marked, point.trigger_point_id
    assert not astray, sorted(astray, reverse=True)[:20]


def test_every_trigger_point_is_measured(real_dataset: Dataset) -> None:
    rows = distances()
    assert [row["trigger_point_id"] for row in rows] == list(real_dataset.trigger_points)
    for row in rows:
        assert row["muscle_id"] == real_dataset.trigger_points[row["trigger_point_id"]].muscle_id
        outline = ATLAS.muscle(row["muscle_id"])
        assert outline is not None
        assert row["drawn"] == str(outline.drawn).lower()


def test_every_trigger_point_lies_at_its_muscle() -> None:
    for row in distances():
        assert 0 <= float(row["distance_mm"]) <= FARTHEST_MM, row["trigger_point_id"]


@pytest.mark.parametrize("side", SIDES)
def test_every_trigger_point_shows_somewhere(real_dataset: Dataset, marked_atlas: Atlas, side: Side) -> None:
    for point in real_dataset.trigger_points:
        shown = [view for view in VIEWS if marked_atlas.point(view, side, point) is not None]
        assert shown, point


def test_marks_lie_on_the_figure(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    for view in marked_atlas.views.values():
        for point in real_dataset.trigger_points:
            for side in SIDES:
                place = marked_atlas.point(view.view_id, side, point)
                if place is not None:
                    assert view.code_at(*place) > 0, (view.view_id, side, point)


def test_marks_of_the_two_sides_mirror_each_other(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    view = marked_atlas.views["front"]
    for point in real_dataset.trigger_points:
        right, left = (marked_atlas.point("front", side, point) for side in SIDES)
        if right and left:
            assert right[0] + left[0] == pytest.approx(view.width_mm - 1.4, abs=0.2)
            assert right[1] == pytest.approx(left[1], abs=0.1)
