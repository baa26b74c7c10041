"""Strokes on the skin of the reference body: they follow it, keep to their side of a limb, and are mirrored."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from referral.body.atlas_files import load_atlas
from referral.body.skin import Skin
from referral.body.skin_field import at_points
from referral.body.skin_files import packed, unpacked
from referral.body.skin_path import Band, bands_of, path
from referral.folders import ATLAS
from referral.model.rows import Area
from referral.model.stroke_rows import Stroke
from tests.loaded_once import the_atlas

#: Down the front of the right arm, from shoulder to thumb.
ARM = Stroke(
    "made_up_trp1",
    "essential",
    "same",
    ((-192.0, 1435.0, 131.0), (-226.0, 1240.0, 112.0), (-296.0, 1058.0, 100.0), (-312.0, 880.0, 140.0)),
    (50.0, 40.0, 30.0, 24.0),
)


def skin() -> Skin:
    found = the_atlas().skin
    assert found is not None
    return found


def code(area_id: str) -> int:
    found = the_atlas().code(Area.of(area_id))
    assert found is not None
    return found


def middle(area_id: str) -> tuple[float, float, float]:
    """The point of an area that lies nearest to its middle."""
    points = skin().points[skin().codes == code(area_id)]
    x, y, z = points[((points - points.mean(axis=0)) ** 2).sum(axis=1).argmin()].tolist()
    return x, y, z


def covered(band: Band) -> set[str]:
    """The areas of the points that a band covers."""
    numbers, field = at_points(skin(), path(skin(), band))
    return {the_atlas().area(int(one)).area_id for one in np.unique(skin().codes[numbers[field < 0]])}


def test_what_is_packed_comes_back() -> None:
    values = np.random.default_rng(1).integers(-32768, 32767, (37, 21))
    assert (unpacked(packed(values)) == values).all()


@pytest.mark.parametrize("apart", [12.0, 7.0, 4.5])
def test_points_of_a_gap_lie_evenly(apart: float) -> None:
    points = skin().points[skin().gaps >= apart - 0.05]
    right = points[points[:, 0] < skin().midline_x_mm]
    lots = right[np.random.default_rng(2).choice(len(right), 200, replace=False)]
    away = np.sqrt(((right - lots[:, None]) ** 2).sum(axis=2))
    nearest = np.sort(away, axis=1)[:, 1]
    assert nearest.min() > apart - 0.3
    assert np.median(nearest) < 1.5 * apart


def test_the_points_are_those_of_all_areas_that_show() -> None:
    shown = {the_atlas().area(int(one)) for one in np.unique(skin().codes)}
    assert shown == the_atlas().areas()


def test_a_way_lies_on_the_skin_and_turns_smoothly() -> None:
    found = path(skin(), Band(ARM.places, ARM.widths))
    nearest = [np.sqrt(((skin().points - node) ** 2).sum(axis=1)).min() for node in found.nodes]
    assert max(nearest) < 5
    steps = np.diff(found.nodes, axis=0)
    steps /= np.linalg.norm(steps, axis=1, keepdims=True)
    assert (steps[1:] * steps[:-1]).sum(axis=1).min() > 0.75
    assert found.radii[0] == 25 and found.radii[-1] == 12
    assert (np.diff(found.radii) <= 0).all()


def test_the_left_is_the_mirror_of_the_right() -> None:
    (right,), (left,) = (list(bands_of(ARM, side, skin())) for side in ("right", "left"))
    there = {area.replace("left-", "right-") for area in covered(left)}
    assert len(covered(right)) >= 5
    assert len(there ^ covered(right)) <= 2  # the body is not quite the same on both sides
    sizes = [(at_points(skin(), path(skin(), band))[1] < 0).sum() for band in (right, left)]
    assert max(sizes) < 1.1 * min(sizes)


def test_opposite_and_both() -> None:
    opposite = Stroke("made_up_trp1", "essential", "opposite", ARM.places, ARM.widths)
    both = Stroke("made_up_trp1", "essential", "both", ARM.places, ARM.widths)
    assert list(bands_of(opposite, "right", skin())) == list(bands_of(ARM, "left", skin()))
    assert list(bands_of(opposite, "left", skin())) == list(bands_of(ARM, "right", skin()))
    assert set(bands_of(both, "right", skin())) == {*bands_of(ARM, "right", skin()), *bands_of(ARM, "left", skin())}


@pytest.mark.parametrize(
    ("on", "width", "never"),
    [
        ("right-palm", 60.0, "right-back_of_hand"),
        ("right-back_of_hand", 60.0, "right-palm"),
        ("right-middle_finger_palm", 16.0, "right-middle_finger_back"),
        ("right-inner_thigh_high", 90.0, "left-inner_thigh_high"),
        ("right-behind_ear", 16.0, "right-ear"),
    ],
)
def test_no_leak_to_skin_that_looks_another_way(on: str, width: float, never: str) -> None:
    band = Band((middle(on),), (width,))
    numbers, field = at_points(skin(), path(skin(), band))
    within = skin().codes[numbers[field < 0]]
    assert (within == code(on)).sum() > 12
    assert (within == code(never)).sum() <= 0.03 * len(within)


def between(values: NDArray[Any], pixel: NDArray[Any]) -> NDArray[Any]:
    """(P, 3) values (rows, columns, 3) between the four pixels round each of `pixel` (P, 2): column, row."""
    last = np.array(values.shape[1::-1]) - 1
    first = np.clip(np.floor(pixel).astype(int), 0, last - 1)
    (x, y), (column, row) = np.clip(pixel - first, 0, 1).T[:, :, None], first.T
    upper = values[row, column] * (1 - x) + values[row, column + 1] * x
    return upper * (1 - y) + (values[row + 1, column] * (1 - x) + values[row + 1, column + 1] * x) * y


def test_a_point_is_shown_at_its_place_in_every_view() -> None:
    atlas = the_atlas()
    count = np.zeros(len(skin().points), int)
    for view in atlas.views.values():
        shown = view.read_skin()
        assert shown is not None
        pixel = np.column_stack([shown.screen[:, 0], view.height_mm - shown.screen[:, 1]]) * shown.px_per_mm - 0.5
        last = np.array(shown.rest.shape[1::-1]) - 1
        column, row = np.clip(np.round(pixel).astype(int), 0, last).T
        # between pixels on slanted skin; the pixel itself at an edge, beyond which something else is seen
        near = [between(shown.rest, pixel), shown.rest[row, column]]
        away = np.min([np.linalg.norm(one - skin().points[shown.seen], axis=1) for one in near], axis=0)
        # a lifted arm takes skin along, from which the picture takes out the creases
        lifted = atlas.anatomy is not None and atlas.anatomy.sights[view.view_id].pose != "rest"
        assert np.percentile(away, 80 if lifted else 95) < 3, view.view_id
        assert np.percentile(away, 95) < 6 or "hand" in view.view_id, view.view_id
        count[shown.seen] += 1
    assert (count >= 1).all()
    assert (count >= 2).mean() > 0.9


@pytest.mark.parametrize("name", ["skin.npz", "skin_places.npz"])
@pytest.mark.parametrize("broken", [False, True])
def test_a_missing_or_broken_file_is_told_and_leaves_whole_regions(tmp_path: Path, name: str, broken: bool) -> None:
    folder = tmp_path / "atlas"
    shutil.copytree(ATLAS, folder)
    if broken:
        (folder / name).write_bytes(b"PK nothing")
    else:
        (folder / name).unlink()
    atlas = load_atlas(folder)
    assert atlas.skin is None
    (fault,) = atlas.faults
    assert fault.startswith(f"atlas/{name}: patterns are painted as whole regions (")
    assert "python -m tools.atlas" in fault
    assert atlas.views["front"].read_skin() is None
