"""Reading the atlas, what is wrong with a broken one, and which area lies under a tap. Marks: test_marks.py."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from scipy.ndimage import maximum_filter

from referral.body.atlas import Atlas, AtlasError, Rings
from referral.body.atlas_files import load_atlas
from referral.body.plates import Placed
from referral.body.view import View
from referral.folders import ATLAS as ATLAS_FOLDER
from referral.folders import ATLAS_PICTURES
from referral.model.rows import Area

ATLAS = load_atlas()
PLACED = [(plate.plate_id, placed) for plate in ATLAS.plates.values() for placed in plate.views]
ANY_NUMBER = st.floats(allow_nan=True, allow_infinity=True)
#: A ring is drawn in pixels and keeps to the index image within this (px); nearer to its line a place may be either's.
RING_SLACK_PX = 2


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Copies of data/atlas and static/atlas that a test may break."""
    return (
        Path(shutil.copytree(ATLAS_FOLDER, tmp_path / "data")),
        Path(shutil.copytree(ATLAS_PICTURES, tmp_path / "static")),
    )


def codes_inside(rings: Rings, view: View) -> set[int]:
    """The area numbers of the pixels that lie well inside rings."""
    pixels = [np.column_stack([ring[:, 0], view.height_mm - ring[:, 1]]) * view.px_per_mm - 0.5 for ring in rings]
    room = RING_SLACK_PX + 1
    left, top = np.floor(np.concatenate(pixels).min(axis=0)).astype(int) - room
    right, bottom = np.ceil(np.concatenate(pixels).max(axis=0)).astype(int) + room
    picture = Image.new("L", (right - left, bottom - top))
    draw = ImageDraw.Draw(picture)
    for ring in pixels:
        draw.polygon([(float(x - left), float(y - top)) for x, y in ring], fill=255)
    well_inside = np.asarray(picture.filter(ImageFilter.MinFilter(2 * RING_SLACK_PX + 1))) > 0
    rows, columns = np.nonzero(well_inside)
    return {int(code) for code in np.unique(view.codes[rows + top, columns + left])}


def beside_the_body(view: View) -> NDArray[np.intp]:
    """(P, 2) row and column of the pixels beside the body but within two fingers' width of it."""
    body = view.codes > 0
    near = maximum_filter(body, size=2 * math.ceil(2 * view.finger_mm * view.px_per_mm) + 1, mode="constant")
    return np.argwhere(near & ~body)


def place_of(view: View, row: int, column: int) -> tuple[float, float]:
    """The middle of a pixel in view mm."""
    return (column + 0.5) / view.px_per_mm, view.height_mm - (row + 0.5) / view.px_per_mm


def to_skin(view: View, row: int, column: int) -> float:
    """How far (mm) a pixel lies from the nearest pixel of the body."""
    rows, columns = np.nonzero(view.codes)
    return float(np.hypot(rows - row, columns - column).min()) / view.px_per_mm


BESIDE = {name: beside_the_body(ATLAS.views[name]) for name in ("front", "right", "right_palm")}


# --- reading -------------------------------------------------------------------------------------------------------


def test_the_atlas_has_no_faults() -> None:
    assert ATLAS.faults == ()
    assert "BodyParts3D" in ATLAS.attribution


def test_index_images_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        ATLAS.views["front"].codes[0, 0] = 1


def test_every_view_stands_on_its_plate_apart_from_the_others() -> None:
    for plate in ATLAS.plates.values():
        taken = np.zeros((math.ceil(plate.height_mm), math.ceil(plate.width_mm)), int)
        for placed in plate.views:
            left, bottom = round(placed.left_mm), round(placed.bottom_mm)
            assert left >= 0
            assert bottom >= 0
            assert placed.left_mm + placed.view.width_mm <= plate.width_mm + 0.1
            assert placed.bottom_mm + placed.view.height_mm + plate.title_mm <= plate.height_mm + 0.1
            taken[bottom : bottom + int(placed.view.height_mm), left : left + int(placed.view.width_mm)] += 1
        assert taken.max() == 1, plate.plate_id


def test_every_view_stands_on_a_plate() -> None:
    assert {placed.view.view_id for _, placed in PLACED} == set(ATLAS.views)


def test_an_area_number_leads_back_to_its_area() -> None:
    for area_id in ATLAS.areas():
        code = ATLAS.code(area_id)
        assert code is not None
        assert ATLAS.area(code) == area_id


@pytest.mark.parametrize("area_id", ["right-upper_teeth", "right-", "", "temple-right"])
def test_what_has_no_skin_has_no_area_number(area_id: str) -> None:
    assert ATLAS.code(Area.of(area_id)) is None


def test_how_much_of_an_area_a_view_shows() -> None:
    """At the body's own scale; a heel is some 60 cm²."""
    palm = {view: ATLAS.area_mm2(view, Area.of("right-palm")) for view in ATLAS.views}
    assert palm["right_palm"] > palm["front"] > 0 == palm["back"] == palm["right_sole"]
    assert 2000 < ATLAS.area_mm2("right_sole", Area.of("right-heel")) < 9000
    assert all(ATLAS.area_mm2(view, Area.of("right-upper_teeth")) == 0 for view in ATLAS.views)


def test_a_picture_s_name_changes_with_its_content(folders: tuple[Path, Path]) -> None:
    data, pictures = folders
    before = load_atlas(data, pictures).views["front"].picture
    assert before == ATLAS.views["front"].picture
    assert before.startswith("front.webp?v=")
    shutil.copy(pictures / "back.webp", pictures / "front.webp")
    assert load_atlas(data, pictures).views["front"].picture != before


# --- broken atlases ------------------------------------------------------------------------------------------------


def assert_only_fault(atlas: Atlas, path: Path) -> None:
    """One fault, which names the file as the project knows it."""
    assert len(atlas.faults) == 1
    assert f"{path.parent.name}/{path.name}" in atlas.faults[0]
    assert str(path.parent.parent) not in atlas.faults[0], "visitors need not see where the server keeps it"


@pytest.mark.parametrize("name", ["front.webp", "front-index.png", "right_sole-index.png"])
def test_a_missing_picture_is_a_fault_that_names_it(folders: tuple[Path, Path], name: str) -> None:
    data, pictures = folders
    (pictures / name).unlink()
    atlas = load_atlas(data, pictures)
    assert_only_fault(atlas, pictures / name)
    assert "python -m tools.atlas" in atlas.faults[0]


def test_without_its_index_image_a_view_finds_nothing_and_the_others_go_on(folders: tuple[Path, Path]) -> None:
    data, pictures = folders
    (pictures / "front-index.png").write_bytes(b"not a picture")
    atlas = load_atlas(data, pictures)
    assert "front-index.png" in atlas.faults[0]
    assert atlas.hit("front", 375, 1000) is None
    assert atlas.hit("back", 375, 1000) == ATLAS.hit("back", 375, 1000) is not None


def test_an_index_image_of_another_size_is_a_fault(folders: tuple[Path, Path]) -> None:
    data, pictures = folders
    Image.new("RGB", (10, 10), (1, 1, 0)).save(pictures / "front-index.png")
    atlas = load_atlas(data, pictures)
    assert "(10, 10) px" in atlas.faults[0]
    assert not atlas.views["front"].codes.any()


@pytest.mark.parametrize("name", ["outlines.json", "muscle_pictures.json", "depths.npz"])
def test_a_missing_table_is_a_fault_that_names_it(folders: tuple[Path, Path], name: str) -> None:
    data, pictures = folders
    (data / name).unlink()
    atlas = load_atlas(data, pictures)
    assert_only_fault(atlas, data / name)
    assert atlas.hit("front", 375, 1090) == ATLAS.hit("front", 375, 1090)


@pytest.mark.parametrize("outlines", ["{}", '{"areas": []}', '{"areas": {"front": 3}}'])
def test_unusable_outlines_leave_a_gap(folders: tuple[Path, Path], outlines: str) -> None:
    data, pictures = folders
    (data / "outlines.json").write_text(outlines, encoding="utf-8")
    atlas = load_atlas(data, pictures)
    assert len(atlas.faults) == 1
    assert atlas.area_rings("front", Area.of("right-temple")) == ()
    assert atlas.muscle("upper_trapezius") is not None


@pytest.mark.parametrize("muscles", ["{}", '{"muscles": []}', '{"muscles": {"m": 3}}'])
def test_unusable_pictures_of_muscles_leave_a_gap(folders: tuple[Path, Path], muscles: str) -> None:
    data, pictures = folders
    (data / "muscle_pictures.json").write_text(muscles, encoding="utf-8")
    atlas = load_atlas(data, pictures)
    assert len(atlas.faults) == 1
    assert atlas.area_rings("front", Area.of("right-temple")) != ()
    assert atlas.muscle("upper_trapezius") is None


def test_without_atlas_json_there_is_no_atlas(folders: tuple[Path, Path]) -> None:
    data, pictures = folders
    (data / "atlas.json").unlink()
    with pytest.raises(AtlasError, match=r"atlas\.json cannot be read.*tools\.atlas"):
        load_atlas(data, pictures)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"views": 3}', '{"views": {"front": {}}}', "\x00"])
def test_an_atlas_json_of_another_kind_is_named(folders: tuple[Path, Path], content: str) -> None:
    data, pictures = folders
    (data / "atlas.json").write_text(content, encoding="utf-8")
    with pytest.raises(AtlasError, match=r"atlas\.json"):
        load_atlas(data, pictures)


def test_a_plate_with_an_unknown_view_is_named(folders: tuple[Path, Path]) -> None:
    data, pictures = folders
    found: dict[str, Any] = json.loads((data / "atlas.json").read_text(encoding="utf-8"))
    found["plates"]["body"]["views"][0]["view"] = "inside"
    (data / "atlas.json").write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(AtlasError, match="inside"):
        load_atlas(data, pictures)


# --- taps ----------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(plate_id=st.sampled_from(sorted(ATLAS.plates)), x=ANY_NUMBER, y=ANY_NUMBER)
def test_no_place_is_too_odd_for_a_tap(plate_id: str, x: float, y: float) -> None:
    area_id = ATLAS.hit(plate_id, x, y)
    assert area_id is None or area_id in ATLAS.areas()


@settings(deadline=None)
@given(plate_id=st.sampled_from(sorted(ATLAS.plates)), across=st.floats(0, 1), up=st.floats(0, 1))
def test_every_place_of_a_sheet_is_an_area_or_nothing(plate_id: str, across: float, up: float) -> None:
    plate = ATLAS.plates[plate_id]
    area_id = ATLAS.hit(plate_id, across * plate.width_mm, up * plate.height_mm)
    views = [placed.view.view_id for placed in ATLAS.plates[plate_id].views]
    assert area_id is None or any(ATLAS.area_mm2(view, area_id) for view in views)


def test_an_unknown_plate_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        ATLAS.hit("inside", 1, 1)


@pytest.mark.parametrize("view_id", sorted(ATLAS.views))
def test_a_place_inside_an_area_s_rings_gives_that_area(view_id: str) -> None:
    view = ATLAS.views[view_id]
    for area_id in ATLAS.areas():
        rings = ATLAS.area_rings(view_id, area_id)
        found = {ATLAS.area(code) for code in codes_inside(rings, view)} if rings else set()
        # a ring is an outer border: an area may lie within another one, as the navel could
        assert found - {other for other in found if _encloses(view, area_id, other)} <= {area_id}, area_id


def _encloses(view: View, area_id: Area, other: Area) -> bool:
    """Whether `other` lies within the rings of an area as a whole."""
    if other == area_id:
        return False
    ring = ATLAS.area_rings(view.view_id, area_id)[0]
    low, high = ring.min(axis=0), ring.max(axis=0)
    places = np.concatenate(ATLAS.area_rings(view.view_id, other))
    return bool((places > low).all() and (places < high).all())


@settings(deadline=None)
@given(data=st.data(), placed=st.sampled_from(PLACED))
def test_a_tap_on_skin_finds_the_area_that_is_drawn_there(data: st.DataObject, placed: tuple[str, Placed]) -> None:
    plate_id, (view, left, bottom) = placed[0], (placed[1].view, placed[1].left_mm, placed[1].bottom_mm)
    row = data.draw(st.integers(0, view.codes.shape[0] - 1))
    column = data.draw(st.integers(0, view.codes.shape[1] - 1))
    code = int(view.codes[row, column])
    assume(code)
    x, y = place_of(view, row, column)
    assert ATLAS.hit(plate_id, left + x, bottom + y) == ATLAS.area(code)


@settings(deadline=None)
@given(data=st.data(), view_id=st.sampled_from(sorted(BESIDE)))
def test_a_near_miss_counts_for_the_nearest_skin(data: st.DataObject, view_id: str) -> None:
    view = ATLAS.views[view_id]
    row, column = BESIDE[view_id][data.draw(st.integers(0, len(BESIDE[view_id]) - 1))]
    rows, columns = np.nonzero(view.codes)
    code, away, pixel = view.code_at(*place_of(view, row, column)), to_skin(view, row, column), 1 / view.px_per_mm
    if away <= view.finger_mm - pixel:
        near = np.hypot(rows - row, columns - column) <= (away + 1e-6) * view.px_per_mm
        assert code in view.codes[rows[near], columns[near]]
    if away > view.finger_mm + pixel:
        assert code == 0


@pytest.mark.parametrize(
    ("plate_id", "x", "y", "area_id"),
    [
        ("front", 375, 1160, "navel"),
        ("front", 375, 1420, "breastbone"),
        ("front", 300, 1290, "right-lower_chest"),
        ("front", 450, 1290, "left-lower_chest"),
        ("front", 290, 700, "right-front_thigh_low"),
        ("back", 460, 700, "right-back_thigh_low"),
        ("back", 290, 700, "left-back_thigh_low"),
        ("right", 160, 1700, "right-ear"),
        ("left", 626, 1700, "left-ear"),
        ("front", 20, 1870, None),
    ],
)
def test_known_places(plate_id: str, x: float, y: float, area_id: str | None) -> None:
    left = ATLAS.plates[plate_id].views[0].left_mm
    assert ATLAS.hit(plate_id, left + x, y) == (area_id and Area.of(area_id))


def test_a_finger_is_wider_on_the_whole_body_than_on_a_close_up() -> None:
    assert ATLAS.views["front"].finger_mm > ATLAS.views["head_front"].finger_mm
