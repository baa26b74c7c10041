"""The program that measures the atlas, on shapes small enough to check by hand. Needs requirements-tools.txt."""

from __future__ import annotations

import csv
import math
import zipfile
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral.body.atlas import covered
from referral.body.atlas_files import load_atlas
from referral.body.point_marks import NOWHERE
from referral.body.point_marks import Body as MarkedBody
from referral.model.rows import Area, TriggerPoint
from tools.atlas.__main__ import main
from tools.atlas.areas import Region, _smoothed, _without_specks, area_outlines
from tools.atlas.body import MIDLINE_X, SHOULDER_CENTRE, SIDE_VIEW_FLEXION_DEG, Body, lift_arm, outer_wall
from tools.atlas.build import ShownMuscle, ViewResult
from tools.atlas.depths import KEPT, LATTICE, Lift, kept_depths, lift_lattice
from tools.atlas.digits import Digits
from tools.atlas.distance import distances
from tools.atlas.drawn import DRAWN_MUSCLES, read_drawn
from tools.atlas.meshes import Floats, Mesh, MeshError, ObjArchive, open_source, read_obj
from tools.atlas.muscles import (
    LEAST_HELD,
    MUSCLE_MESHES,
    NEAR_SKIN,
    Felt,
    MuscleShape,
    Poser,
    SkinDepth,
    every_silhouette,
    read_shapes,
)
from tools.atlas.outlines import Rings, rings
from tools.atlas.points import Distance, Point, measured, read_points
from tools.atlas.raster import Camera, Drawing, draw, join, without_pinholes
from tools.atlas.regions import label
from tools.atlas.rib_cage import RibCage
from tools.atlas.views import LEFT_ARM_LIFTED, PLATES, REST, RIGHT_ARM_LIFTED, VIEWS, View
from tools.atlas.webp import webp
from tools.atlas.write import Measured, plate_entry, write_atlas

DATA = Path(__file__).parents[2] / "data"
TRIANGLE_OBJ = """# a comment
v 1.0 2.0 3.0
v 4.0 2.0 3.0
v 1.0 2.0 9.0
vn 0 1 0
f 1//1 2//1 3//1
"""
#: Looks at the front of the body: x to the right of the screen, y up.
FRONT = Camera((1, 0, 0), (0, 1, 0), left=-20, bottom=-20, width=40, height=40, px_per_mm=2)


def box(half: float, centre: tuple[float, float, float] = (0, 0, 0)) -> Mesh:
    """A cube with edges of twice `half` mm, its faces turned outwards."""
    corners = np.array(list(product((-half, half), repeat=3)), float) + centre
    quads = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
    faces = [triangle for a, b, c, d in quads for triangle in ((a, b, c), (a, c, d))]
    return Mesh(corners, np.array(faces, np.int64))


def volume(mesh: Mesh) -> float:
    """mm3 inside a closed mesh; negative when its faces look inwards."""
    a, b, c = (mesh.vertices[mesh.faces[:, corner]] for corner in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


class FewMeshes:
    """A source of meshes: small clouds for bones, fingers beside each other along x."""

    def mesh(self, element_id: str) -> Mesh:
        number = int(element_id.removeprefix("FJ")) - 3189  # the first bone of hand and foot
        return box(3, (-250.0 - number / 4, 800.0 - number / 2, 100.0 + number / 4))


# --- meshes --------------------------------------------------------------------------------------------------------


def test_an_obj_file_is_turned_into_the_atlas_s_axes() -> None:
    mesh = read_obj(TRIANGLE_OBJ)
    np.testing.assert_array_equal(mesh.vertices, [[1, 3, -2], [4, 3, -2], [1, 9, -2]])
    np.testing.assert_array_equal(mesh.faces, [[0, 1, 2]])


def test_a_mirrored_mesh_keeps_its_outside() -> None:
    shape = box(5, (-30, 0, 0))
    mirrored = shape.mirrored(MIDLINE_X)
    assert volume(shape) == pytest.approx(1000)
    assert volume(mirrored) == pytest.approx(1000)
    assert mirrored.vertices[:, 0].mean() == pytest.approx(2 * MIDLINE_X + 30)


def test_the_archive_gives_elements_and_mirrored_ones(tmp_path: Path) -> None:
    path = tmp_path / "parts.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/FJ1.obj", TRIANGLE_OBJ)
    source = open_source(path, MIDLINE_X)
    assert isinstance(source, ObjArchive)
    np.testing.assert_allclose(source.mesh("FJ1M").vertices[:, 0], 2 * MIDLINE_X - source.mesh("FJ1").vertices[:, 0])
    with pytest.raises(MeshError, match="FJ2"):
        source.mesh("FJ2")


def test_an_unpacked_archive_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "FJ1.obj").write_text(TRIANGLE_OBJ, encoding="ascii")
    assert open_source(tmp_path, MIDLINE_X).mesh("FJ1").vertices.shape == (3, 3)


def test_packed_meshes_are_in_tenths_of_a_millimetre(tmp_path: Path) -> None:
    vertices, faces = np.array([[10, 20, -30]] * 3, np.int16), np.array([[0, 1, 2]], np.uint16)
    np.savez(tmp_path / "meshes.npz", FJ1_vertices=vertices, FJ1_faces=faces)
    source = open_source(tmp_path, MIDLINE_X)
    np.testing.assert_allclose(source.mesh("FJ1").vertices[0], [1, 2, -3])
    with pytest.raises(MeshError, match="FJ2"):
        source.mesh("FJ2")


def test_a_folder_without_meshes_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(MeshError, match="neither"):
        open_source(tmp_path, MIDLINE_X)
    assert main(["--source", str(tmp_path), "--out", str(tmp_path)]) == 1
    assert "atlas: " in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_skin_loses_its_inner_wall() -> None:
    skin = join([box(50), box(45)])
    outer = outer_wall(skin)
    assert len(outer.vertices) == 8
    assert np.abs(outer.vertices).max() == 50
    assert volume(outer) == pytest.approx(1_000_000)


# --- drawing -------------------------------------------------------------------------------------------------------


def test_a_box_is_drawn_where_it_stands() -> None:
    drawing = draw(box(10, (5, 0, 0)), FRONT)
    rows, columns = np.nonzero(drawing.inside)
    assert drawing.inside.sum() == 40 * 40
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == (30, 69, 20, 59)
    depth = drawing.look_up(FRONT.depth(drawing.mesh.vertices))
    np.testing.assert_allclose(depth, 10)  # the front, not the back


def test_what_is_nearer_covers_what_is_farther() -> None:
    near, far = box(4, (0, 0, 30)), box(10)
    drawing = draw(join([near, far]), FRONT)
    depth = drawing.image(drawing.look_up(FRONT.depth(drawing.mesh.vertices)), empty=np.nan)
    assert depth[40, 40] == pytest.approx(34)
    assert depth[25, 25] == pytest.approx(10)


def test_a_cut_camera_sees_the_same_pixels() -> None:
    mesh, rows, columns = box(9.3, (2.1, -1.7, 0)), slice(11, 47), slice(23, 71)
    whole, part = draw(mesh, FRONT), draw(mesh, FRONT.cut(rows, columns))
    np.testing.assert_array_equal(part.face, whole.face[rows, columns])


def test_drawing_in_small_lots_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    mesh = join([box(7, (x, y, z)) for x, y, z in product((-8, 1, 9), repeat=3)])
    whole = draw(mesh, FRONT).face
    monkeypatch.setattr("tools.atlas.raster.PIXELS_AT_ONCE", 100)
    np.testing.assert_array_equal(draw(mesh, FRONT).face, whole)


def test_a_pinhole_is_closed_and_a_wide_gap_is_not() -> None:
    drawing = draw(box(15), FRONT)
    face = drawing.face.copy()
    face[30:32, 30:32] = -1
    face[40:60, 40:60] = -1
    weights = np.full((int((face >= 0).sum()), 3), 1 / 3)
    closed = without_pinholes(Drawing(drawing.mesh, face, face >= 0, weights), FRONT, largest=10)
    assert closed.inside[30:32, 30:32].all()
    assert not closed.inside[40:60, 40:60].any()
    assert not closed.inside[0, 0]
    np.testing.assert_allclose(closed.look_up(FRONT.depth(drawing.mesh.vertices)), 15)


def test_rings_measure_what_they_surround() -> None:
    camera = Camera((1, 0, 0), (0, 1, 0), 0, 0, 100, 80, 2)
    mask = np.zeros(camera.shape, bool)
    mask[20:80, 40:120] = True  # 40 x 30 mm, 20 mm from the left, 40 mm from the bottom
    mask[150:152, 10:12] = True  # a speck
    (ring,) = rings(mask, camera, rounding=0.5, smallest=5, tolerance=0.2)
    assert covered([ring]) == pytest.approx(1200, rel=0.03)
    np.testing.assert_allclose(ring.min(axis=0), [20, 40], atol=0.3)
    np.testing.assert_allclose(ring.max(axis=0), [60, 70], atol=0.3)
    assert rings(np.zeros(camera.shape, bool), camera, 0.5, 5, 0.2) == []


# --- areas ---------------------------------------------------------------------------------------------------------


def test_smoothing_opens_no_gap_and_leaves_the_figure_as_it_is() -> None:
    noise = np.random.default_rng(1).random((60, 80))
    areas = np.where(np.arange(80)[None, :] + 8 * noise < 40, 5, 9).astype(np.int32)
    areas[:10] = 0
    smooth = _smoothed(areas, 3)
    np.testing.assert_array_equal(smooth > 0, areas > 0)
    assert set(np.unique(smooth)) == {0, 5, 9}
    changes = (np.diff(smooth[10:], axis=1) != 0).sum(axis=1)
    assert (changes == 1).all()


def test_a_speck_goes_to_its_neighbour() -> None:
    areas = np.full((40, 40), 5, np.int32)
    areas[:, 20:] = 9
    areas[10:12, 5:7] = areas[30:32, 30:32] = 13
    clean = _without_specks(areas, 20)
    assert set(np.unique(clean)) == {5, 9}
    assert clean[10, 5] == 5
    assert clean[30, 30] == 9


def test_area_outlines_are_named_by_region_and_side() -> None:
    index = np.zeros((80, 80, 3), np.uint8)
    index[10:40, 10:70] = (1, 2, 0)
    index[40:70, 10:70] = (2, 0, 0)
    found = area_outlines([Region("temple", True), Region("navel", False)], index, FRONT)
    assert set(found) == {("temple", 2), ("navel", 0)}
    assert covered(found["temple", 2]) == pytest.approx(30 * 60 / 4, rel=0.02)


@pytest.fixture(scope="module")
def digits() -> Digits:
    return Digits(FewMeshes())


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_every_place_of_the_skin_has_a_region_of_the_dataset_the_same_on_both_sides(seed: int) -> None:
    random = np.random.default_rng(seed)
    points = random.uniform((-320, -90, -80), (320, 1790, 270), (500, 3))
    arm, kind = random.random(500) < 0.3, random.integers(0, 3, 500)
    digits = Digits(FewMeshes())
    names = label(points, arm, kind, digits)
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        known = {row["region_id"] for row in csv.DictReader(file) if row["surface"] == "true"}
    assert set(names) <= known
    mirrored = points * [-1, 1, 1] + [2 * MIDLINE_X, 0, 0]
    # a place just between two regions may fall to either
    assert (label(mirrored, arm, kind, digits) == names).mean() > 0.99


@pytest.mark.parametrize(
    ("place", "arm", "region"),
    [
        ((-0.7, 1064, 200), False, "navel"),
        ((-0.7, 1300, 150), False, "breastbone"),
        ((-60, 700, 160), False, "front_thigh_high"),
        ((-60, 1100, -30), False, "low_back"),
        ((-240, 1200, 20), True, "back_upper_arm_low"),
        ((-178, 1262, 106), True, "armpit"),
        ((-200, 1380, 140), True, "front_of_shoulder"),
        ((-138, 962, 178), False, "front_of_hip"),
        ((-33, 1646, 160), False, "eye"),
    ],
)
def test_known_places(digits: Digits, place: tuple[float, float, float], arm: bool, region: str) -> None:
    assert label(np.array([place]), np.array([arm]), np.array([0]), digits) == [region]


# --- poses ---------------------------------------------------------------------------------------------------------


def test_a_lifted_arm_swings_forwards_and_keeps_its_length() -> None:
    hand, shoulder = np.array([[-230.0, 900, 84]]), np.array([-173.7, 1424, 84])
    moved = lift_arm(hand, np.array([1.0]), -1, degrees=90)
    assert moved[0, 2] > 500
    assert moved[0, 1] == pytest.approx(1424)
    assert np.linalg.norm(moved[0] - shoulder) == pytest.approx(np.linalg.norm(hand[0] - shoulder))
    np.testing.assert_array_equal(lift_arm(hand, np.array([0.0]), -1), hand)


def small_body() -> Body:
    """Two boxes: a trunk that stays and a right arm that goes along."""
    mesh = join([box(50, (0, 1100, 80)), box(20, (-230, 1000, 80))])
    lift = np.array([0.0] * 8 + [1.0] * 8)
    return Body(mesh, np.zeros(16, np.int64), np.array([0] * 8 + [-1] * 8), lift)


def test_a_pose_moves_the_near_arm_and_leaves_the_other_out() -> None:
    body = small_body()
    assert body.posed(REST) is body.mesh
    lifted = body.posed(RIGHT_ARM_LIFTED)
    np.testing.assert_allclose(lifted.vertices[:8], body.mesh.vertices[:8])
    assert lifted.vertices[8:, 2].mean() > body.mesh.vertices[8:, 2].mean() + 200
    assert len(body.posed(LEFT_ARM_LIFTED).faces) == 12  # the right arm is in the way
    np.testing.assert_allclose(body.rest_places(RIGHT_ARM_LIFTED), body.mesh.vertices)


def test_what_lies_under_the_skin_goes_along_with_it() -> None:
    body = small_body()
    poser, bone = Poser(body), np.array([[-230.0, 1000, 80], [0, 1100, 80]])
    moved = poser.move(bone, RIGHT_ARM_LIFTED)
    assert moved[0, 2] > 280
    np.testing.assert_allclose(moved[1], bone[1])
    np.testing.assert_array_equal(poser.move(bone, LEFT_ARM_LIFTED), bone)


def test_what_lies_on_the_ribs_stays_though_the_arm_hangs_beside_it() -> None:
    body, places = small_body(), np.array([[-205.0, 1000, 80], [-230, 1000, 80]])
    cage = RibCage(box(100, (-100, 1000, 80)).vertices)  # its side is the plane x = -200
    np.testing.assert_allclose(cage.outside(places), [5, 30])
    moved = Poser(body, cage).move(places, RIGHT_ARM_LIFTED)
    np.testing.assert_allclose(moved[0], places[0])
    assert moved[1, 2] > 200
    assert (Poser(body).move(places, RIGHT_ARM_LIFTED)[:, 2] > 200).all()


def test_the_app_lifts_an_arm_as_the_tool_does() -> None:
    mesh = join([box(50, (0, 1100, 80)), box(20, (-230, 1000, 80)), box(20, (230, 1000, 80))])
    body = Body(mesh, np.zeros(24, np.int64), np.repeat([0, -1, 1], 8), np.repeat([0.0, 1.0, 1.0], 8))
    poser = Poser(body)
    lift = lift_lattice(mesh.vertices[body.lift > 0], poser)
    app = MarkedBody(
        MIDLINE_X, np.array(SHOULDER_CENTRE[1:]), SIDE_VIEW_FLEXION_DEG, np.array(lift.first), LATTICE, lift.values
    )
    places = np.random.default_rng(1).uniform((-260, 970, 40), (-200, 1030, 120), (100, 3))
    places = np.concatenate([places, np.add(places, (230, 100, 0))])  # on the arm, and on the trunk
    np.testing.assert_allclose(app.with_lifted_arms(places), poser.move(places, RIGHT_ARM_LIFTED), atol=1e-6)
    assert (app.with_lifted_arms(places)[:100, 2] > places[:100, 2] + 200).all()
    np.testing.assert_allclose(app.with_lifted_arms(places)[100:], places[100:])


# --- depths --------------------------------------------------------------------------------------------------------


def skin_of(view: View, front: float, back: float) -> SkinDepth:
    """The skin of a flat figure that fills the picture, `front` and `back` in mm towards the viewer."""
    shape = view.index_camera.shape
    return SkinDepth(view.index_camera, np.full(shape, front), np.full(shape, back))


def test_one_depth_in_the_middle_of_every_few_pixels() -> None:
    skin = skin_of(VIEWS[0], 100.4, -20.0)
    skin.front[KEPT // 2, KEPT + KEPT // 2] = 70
    skin.front[10 * KEPT :, :] = skin.back[10 * KEPT :, :] = np.nan
    depths = kept_depths(VIEWS[0], skin)
    assert depths.shape == (2, math.ceil(1888 / KEPT), 750 // KEPT)
    np.testing.assert_array_equal(depths[:, 0, :3], [[100, 70, 100], [-20, -20, -20]])
    assert (depths[:, 10:] == NOWHERE).all()


def test_where_a_picture_has_faded_out_there_is_no_depth() -> None:
    (view,) = (view for view in VIEWS if view.view_id == "right_palm")
    front, _ = kept_depths(view, skin_of(view, 100.0, 0.0))
    assert view.fades == ("top",)
    assert (front[0] == NOWHERE).all()
    assert (front[-1] == 100).all()


def shown_in(
    view: View,
    skin: SkinDepth,
    mesh: Mesh,
    felt_from: str = "",
    place: tuple[float, float, float] = (0, 1000, 0),
    bones: Mesh | None = None,
) -> bool:
    """Whether a view shows a muscle of the right side."""
    return bool(outline_in(view, skin, mesh, felt_from, place, bones))


def outline_in(
    view: View,
    skin: SkinDepth,
    mesh: Mesh,
    felt_from: str,
    place: tuple[float, float, float],
    bones: Mesh | None = None,
) -> Rings:
    """What a view shows of a muscle of the right side."""
    felt = {"muscle": [Felt(place, frozenset(felt_from.split()))]}
    shapes = {"muscle": MuscleShape("muscle", mesh, False)}
    return every_silhouette(shapes, felt, view, skin, Poser(small_body()), bones).get(("muscle", -1), [])


@pytest.mark.parametrize(("back", "shows"), [(-300.0, True), (0.0, False), (np.nan, True)])
def test_a_muscle_shows_in_the_nearer_half_and_where_the_figure_is_open_behind(back: float, shows: bool) -> None:
    near = box(10, (0, 1000, 100 - NEAR_SKIN + 5 - 10))  # begins 5 mm nearer than it may lie
    assert shown_in(VIEWS[0], skin_of(VIEWS[0], 100.0, back), near) == shows


@pytest.mark.parametrize(("felt_from", "shows"), [("front", True), ("back side", False), ("", False)])
def test_a_deep_muscle_shows_where_it_is_felt(felt_from: str, shows: bool) -> None:
    deep = box(10, (0, 1000, -60))
    assert shown_in(VIEWS[0], skin_of(VIEWS[0], 100.0, -100.0), deep, felt_from) == shows


def test_nobody_looks_for_the_trapezius_through_the_face() -> None:
    (face,) = (view for view in VIEWS if view.view_id == "head_front")
    skin = skin_of(face, 190.0, -20.0)
    for z, shows in ((150, True), (20, False)):
        assert shown_in(face, skin, box(10, (0, 1600, z)), "front", (0, 1600, z)) == shows


def test_the_whole_body_shows_no_muscle_through_the_face_but_what_of_it_does_not_lie_behind() -> None:
    front = VIEWS[0]
    skin = skin_of(front, 190.0, -20.0)
    assert not shown_in(front, skin, box(10, (0, 1600, 100)), "front", (0, 1600, 100))
    assert shown_in(VIEWS[1], skin_of(VIEWS[1], 190.0, -20.0), box(10, (0, 1600, 100)), "back", (0, 1600, 100))
    tall = box(60, (0, 1430, 10))  # 120 mm behind the skin, from 1370 to 1490: over 1430 nobody looks so deep
    (ring,) = outline_in(front, skin, tall, "front", (0, 1400, 10))
    heights = ring[:, 1] + front.camera.bottom
    assert heights.min() == pytest.approx(1370, abs=2)
    assert heights.max() == pytest.approx(1430, abs=2)


@pytest.mark.parametrize(("felt_from", "before", "shows"), [("", 30, False), ("", -30, True), ("front", 30, True)])
def test_a_bone_hides_a_muscle_that_lies_behind_it_and_is_not_felt_from_there(
    felt_from: str, before: float, shows: bool
) -> None:
    bone = box(12, (0, 1000, 60 + before))
    skin = skin_of(VIEWS[0], 100.0, -100.0)
    assert shown_in(VIEWS[0], skin, box(10, (0, 1000, 60)), felt_from, (0, 1000, 60), bone) == shows


def test_a_view_that_holds_a_sliver_of_a_muscle_does_not_show_it() -> None:
    front = VIEWS[0]
    assert not front.fades
    skin = skin_of(front, 100.0, -100.0)
    for share, shows in ((LEAST_HELD - 0.1, False), (LEAST_HELD + 0.1, True)):
        middle = front.camera.left + 20 * (2 * share - 1)  # so much of a box of 40 mm lies within the left edge
        assert shown_in(front, skin, box(20, (middle, 1000, 70))) == shows


def test_where_a_view_has_faded_it_does_not_hold_a_muscle() -> None:
    (hand,) = (view for view in VIEWS if view.view_id == "right_palm")
    top = hand.camera.bottom + hand.camera.height
    for below, shows in ((10, False), (60, True)):
        middle = (-290, top - below, 140)
        skin, felt_at = skin_of(hand, 150.0, 100.0), (-290, hand.camera.bottom + 50, 140)
        assert shown_in(hand, skin, box(8, middle), "front", felt_at) == shows


# --- distances -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "mm"),
    [
        ((0, 0, 0), 0),  # within
        ((9.9, 0, 0), 0),
        ((13, 0, 0), 3),  # over a face
        ((2, -14, 7), 4),
        ((13, 14, 0), 5),  # beside an edge
        ((12, 13, 16), 7),  # beside a corner
    ],
)
def test_distance_to_a_box(place: tuple[float, float, float], mm: float) -> None:
    assert distances(np.array([place], float), box(10))[0] == pytest.approx(mm, abs=1e-9)


@given(place=st.tuples(*[st.floats(-40, 40)] * 3))
def test_distance_to_a_box_is_what_geometry_says(place: tuple[float, float, float]) -> None:
    expected = np.linalg.norm(np.maximum(np.abs(place) - 10, 0))
    if np.abs(np.abs(place) - 10).min() > 1e-6:  # on a face's plane, inside and outside are a matter of rounding
        assert distances(np.array([place]), box(10))[0] == pytest.approx(expected, abs=1e-6)


def test_a_triangle_without_area_does_not_matter() -> None:
    shape = box(10)
    flat = Mesh(shape.vertices, np.concatenate([shape.faces, [[0, 0, 1], [2, 2, 2]]]))
    assert distances(np.array([[13.0, 0, 0]]), flat)[0] == pytest.approx(3)


def test_points_astray_are_all_named() -> None:
    shapes = {"biceps": MuscleShape("biceps", box(10), drawn=False)}
    near, far, farther = (Point(f"biceps_trp{i}", "biceps", (x, 0, 0)) for i, x in ((1, 20), (2, 26), (3, 40)))
    assert [found.mm for found in measured([near], shapes)] == pytest.approx([10])
    with pytest.raises(ValueError, match=r"farther than 15 mm.*biceps_trp2 \(16\.0 mm\), biceps_trp3 \(30\.0 mm\)"):
        measured([near, far, farther], shapes)
    with pytest.raises(ValueError, match="no row for triceps"):
        measured([Point("triceps_trp1", "triceps", (0, 0, 0))], shapes)


def test_every_muscle_of_the_dataset_has_a_shape() -> None:
    with (DATA / "muscles.csv").open(encoding="utf-8", newline="") as file:
        muscles = {row["muscle_id"] for row in csv.DictReader(file)}
    shapes = read_shapes(FewMeshes())
    assert set(shapes) == muscles
    assert {name for name, shape in shapes.items() if shape.drawn} <= set(read_drawn(DRAWN_MUSCLES))
    assert MUSCLE_MESHES.is_file()


def test_points_are_read_in_order() -> None:
    points = read_points(DATA / "trigger_points.csv")
    assert len(points) == len({point.trigger_point_id for point in points}) > 100
    assert all(point.place[0] <= 0 for point in points)


# --- writing -------------------------------------------------------------------------------------------------------


def view_result(number: int) -> ViewResult:
    """A small result: a square area, a muscle, bones, and skin that fills the picture."""
    view = VIEWS[number]
    rows, columns = view.index_camera.shape
    index = np.zeros((rows, columns, 3), np.uint8)
    index[100:200, 100:200] = (1, 1, 0)
    picture = np.zeros((*view.camera.shape, 4), np.uint8)
    square: Floats = np.array([[10.0, 10], [30, 10], [30, 30.04]])
    pixels = np.full((20, 30, 4), 120, np.uint8)
    shown = ShownMuscle(webp(pixels), (10.0, 20.0, 30.0, 20.0), [square])
    muscles = {("psoas", 1): shown, ("psoas", 2): shown}
    depths = kept_depths(view, skin_of(view, 150.0, -150.0))
    layers = {"bones": webp(pixels)}
    return ViewResult(view, picture, index, {("temple", 1): [square]}, muscles, layers, depths)


@pytest.fixture(scope="module")
def small_atlas() -> Measured:
    distance = Distance(Point("psoas_trp1", "psoas", (-30, 1000, 60)), 2.345, drawn=False)
    results = [view_result(number) for number in range(len(VIEWS))]
    places = np.array([[-30, 1000, 60], [-30, 1006, 60]], np.int16)
    lift = Lift((-300.0, 900.0, 0.0), np.zeros((2, 2, 2), np.uint8))
    return Measured(
        results,
        {"temple": 1},
        {"psoas": False},
        frozenset({"psoas"}),
        [distance],
        {"psoas": places, "none": places[:0]},
        lift,
    )


@pytest.mark.long
def test_what_is_written_can_be_read_and_is_the_same_each_time(small_atlas: Measured, tmp_path: Path) -> None:
    for name in ("once", "again"):
        lines = list(write_atlas(small_atlas, tmp_path / name))
        assert "muscles: 1" in lines
        assert "trigger points: 1, farthest from its muscle: psoas_trp1, 2.3 mm" in lines
    for path in (tmp_path / "once").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(tmp_path / "once")).read_bytes(), path
    atlas = load_atlas(tmp_path / "once" / "data" / "atlas", tmp_path / "once" / "static" / "atlas")
    assert [fault for fault in atlas.faults if "skin.npz" not in fault] == []  # tools.atlas.skin writes that
    assert set(atlas.views) == {view.view_id for view in VIEWS}
    np.testing.assert_allclose(atlas.area_rings("front", Area.of("right-temple"))[0], [[10, 10], [30, 10], [30, 30]])
    assert atlas.hit("front", 150, 1888 - 150) == Area.of("right-temple")


@pytest.mark.long
def test_a_muscles_pictures_are_written_under_the_mark_of_their_content(small_atlas: Measured, tmp_path: Path) -> None:
    list(write_atlas(small_atlas, tmp_path))
    pictures = tmp_path / "static" / "atlas"
    atlas = load_atlas(tmp_path / "data" / "atlas", pictures)
    shown = atlas.muscle("psoas")
    assert shown is not None
    assert shown.deep
    found = atlas.muscle_picture("front", "right", "psoas")
    assert found is not None
    assert (found.left_mm, found.bottom_mm, found.width_mm, found.height_mm) == (10, 20, 30, 20)
    assert (pictures / found.picture).read_bytes() == webp(np.full((20, 30, 4), 120, np.uint8))
    changed = replace(small_atlas.views[0], muscles={("psoas", 1): ShownMuscle(b"other", (0, 0, 1, 1), [])})
    list(write_atlas(replace(small_atlas, views=[changed, *small_atlas.views[1:]]), tmp_path))
    assert not (pictures / found.picture).exists()


@pytest.mark.long
def test_a_point_is_marked_by_what_is_written(small_atlas: Measured, tmp_path: Path) -> None:
    list(write_atlas(small_atlas, tmp_path))
    point = TriggerPoint("psoas_trp1", "psoas", "TrP1", "", -100.0, 1000.0, 100.0, ("front", "side"), "")
    atlas = load_atlas(tmp_path / "data" / "atlas", tmp_path / "static" / "atlas", [point])
    assert [fault for fault in atlas.faults if "skin.npz" not in fault] == []  # tools.atlas.skin writes that
    assert atlas.point("front", "right", "psoas_trp1") == (375 - 100, 1000 + 96)
    assert atlas.point("front", "left", "psoas_trp1") == (round(375 + 100 + 2 * MIDLINE_X, 1), 1000 + 96)
    assert atlas.point("back", "right", "psoas_trp1") is None  # felt from the front and the side
    assert atlas.point("right", "right", "psoas_trp1") is not None
    assert atlas.point("left", "right", "psoas_trp1") is None


def test_the_distances_are_written(small_atlas: Measured, tmp_path: Path) -> None:
    list(write_atlas(small_atlas, tmp_path))
    text = (tmp_path / "data" / "atlas" / "trigger_points.csv").read_text(encoding="utf-8")
    assert text == "trigger_point_id,muscle_id,distance_mm,drawn\npsoas_trp1,psoas,2.3,false\n"


@pytest.mark.parametrize("plate_id", sorted(PLATES))
def test_views_of_a_plate_stand_in_rows_from_the_top(plate_id: str) -> None:
    entry = plate_entry(PLATES[plate_id])
    assert [placed["view"] for placed in entry["views"]] == [name for row in PLATES[plate_id] for name in row]
    bottoms = [next(p["bottom_mm"] for p in entry["views"] if p["view"] == row[0]) for row in PLATES[plate_id]]
    assert bottoms == sorted(bottoms, reverse=True)
    assert bottoms[-1] == 0
