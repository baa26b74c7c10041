"""The figure's face, hands and outlines, on shapes small enough to check by hand. Needs requirements-tools.txt."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from tools.atlas.body import Body
from tools.atlas.clay import CLAY, picture
from tools.atlas.digits import FOOT_RAYS, HAND_RAYS
from tools.atlas.face import BULGE, EYEBALL, LASHES, MOUTH, close_eyes, in_eye, painted
from tools.atlas.finer import between, finer
from tools.atlas.meshes import MIDLINE_X, Floats, Mesh
from tools.atlas.nails import FINGERNAIL_BEYOND, Marks, read_marks
from tools.atlas.raster import Camera, draw, vertex_normals
from tools.atlas.views import View

#: A face that is a flat sheet lies this far to the front.
FACE_Z = 180.0


def sheet(hole: float = 0.0) -> Mesh:
    """A flat face of 4 mm squares; without the faces up to `hole` mm round the middle of an eye."""
    xs, ys = np.arange(-80.0, 81, 4), np.arange(1590.0, 1703, 4)
    x, y = (axis.ravel() for axis in np.meshgrid(xs, ys))
    places = np.column_stack([x + MIDLINE_X, y, np.full(len(x), FACE_Z)])
    number = np.arange(len(x)).reshape(len(ys), len(xs))
    a, b, c, d = (part.ravel() for part in (number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]))
    faces = np.concatenate([np.column_stack([a, b, c]), np.column_stack([a, c, d])])
    middles = places[faces].mean(axis=1)
    away = np.hypot(np.abs(middles[:, 0] - MIDLINE_X) - EYEBALL[0], middles[:, 1] - EYEBALL[1])
    return Mesh(places, faces[away >= hole])


def open_edges(mesh: Mesh) -> int:
    """How many edges belong to one face only."""
    edges = Counter(frozenset(map(int, pair)) for face in mesh.faces for pair in pairwise([*face, face[0]]))
    return sum(count == 1 for count in edges.values())


def at(x: float, y: float, z: float = FACE_Z) -> Floats:
    """One place on the right side, x from the midline."""
    return np.array([[MIDLINE_X - x, y, z]])


def paint(places: Floats) -> Floats:
    return painted(np.tile(CLAY, (len(places), 1)), places)


# --- the face ------------------------------------------------------------------------------------------------------


def test_closed_lids_leave_no_gap_and_no_fold() -> None:
    closed = close_eyes(sheet(hole=9))
    assert open_edges(sheet(hole=9)) > open_edges(sheet())
    assert open_edges(closed) == open_edges(sheet())  # the rim of the sheet alone
    a, b, c = (closed.vertices[closed.faces[:, corner]] for corner in range(3))
    assert (np.cross(b - a, c - a)[:, 2] > 0).all()
    drawing = draw(closed, Camera((1, 0, 0), (0, 1, 0), left=-75, bottom=1600, width=150, height=90, px_per_mm=2))
    assert drawing.inside.all()


def test_lids_bulge_over_the_eyeballs_and_meet_the_skin_around() -> None:
    closed = close_eyes(sheet(hole=9))
    forward = closed.vertices[:, 2] - FACE_Z
    assert forward.max() == pytest.approx(BULGE, abs=0.1)
    highest = closed.vertices[forward.argmax()]
    assert np.hypot(abs(highest[0] - MIDLINE_X) - EYEBALL[0], highest[1] - EYEBALL[1]) < 2
    assert np.abs(forward[~in_eye(closed.vertices)]).max() == pytest.approx(0, abs=0.01)
    assert forward.min() > -0.05


def test_skin_without_eyes_stays_as_it_is() -> None:
    low = Mesh(sheet().vertices - [0, 500, 0], sheet().faces)
    assert close_eyes(low) is low


def test_no_eye_is_left_in_the_paint_only_a_line_of_lashes() -> None:
    x, y = np.meshgrid(np.arange(10, 56, 0.5), np.arange(1632, 1659, 0.25))
    places = np.column_stack([MIDLINE_X - x.ravel(), y.ravel(), np.full(x.size, FACE_Z)])
    colour = paint(places)
    assert (colour <= CLAY + 1e-9).all()  # no white
    darkest = colour.sum(axis=1).reshape(x.shape).argmin(axis=0)
    middle = np.abs(x[0] - EYEBALL[0]) < 8
    lowest = min(node[1] for node in LASHES)
    assert y[darkest, 0][middle] == pytest.approx(np.full(middle.sum(), lowest), abs=0.8)
    assert lowest < EYEBALL[1]
    dark = (colour.sum(axis=1) < 0.85 * CLAY.sum()).reshape(x.shape)
    assert dark[:, middle].sum(axis=0).max() * 0.25 < 2.5  # a line: no iris, no socket


def test_lips_are_rosier_than_the_skin_beside_them() -> None:
    lip, skin = paint(at(4, MOUTH[0][1] - 4))[0], paint(at(45, MOUTH[0][1] - 4))[0]
    np.testing.assert_allclose(skin, CLAY)
    assert lip[0] / lip[2] > skin[0] / skin[2] + 0.05
    assert lip.sum() > 0.8 * skin.sum()  # soft
    np.testing.assert_allclose(paint(at(4, MOUTH[0][1] - 4, z=-60))[0], CLAY)  # not on the back of the head


def test_both_sides_of_the_face_are_painted_alike() -> None:
    places = np.random.default_rng(1).uniform((-60, 1565, 170), (60, 1680, 200), (500, 3))
    np.testing.assert_allclose(paint(places), paint(places * [-1, 1, 1] + [2 * MIDLINE_X, 0, 0]), atol=1e-9)


# --- hands and feet ------------------------------------------------------------------------------------------------


class LongBones:
    """A source of meshes: bones of 20 mm that follow each other, down the hand and forwards along the foot, a ray every
    20 mm."""

    def mesh(self, element_id: str) -> Mesh:
        for rays, start, along in (
            (HAND_RAYS, (-250.0, 850, 100), (0, -1, 0)),
            (FOOT_RAYS, (-110.0, -70, 150), (0, 0, 1)),
        ):
            for number, ray in enumerate(rays):
                if element_id in ray:
                    middle = np.array(start) - [20 * number, 0, 0] + 22 * ray.index(element_id) * np.array(along)
                    half = 3 + 7 * np.abs(along)
                    corners = np.array([[i, j, k] for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)])
                    return Mesh(middle + corners * half, np.array([[0, 1, 3]]))
        raise AssertionError(element_id)


@pytest.fixture(scope="module")
def marks() -> Marks:
    return read_marks(LongBones())


def test_nails_are_where_the_last_phalanges_end(marks: Marks) -> None:
    for nails, rays, along, beyond in (
        (marks.fingernails, HAND_RAYS, [0, -1, 0], FINGERNAIL_BEYOND),
        (marks.toenails, FOOT_RAYS, [0, 0, 1], -1.5),
    ):
        for nail, ray in zip(nails, rays, strict=True):
            bone = LongBones().mesh(ray[-1]).vertices
            assert nail.middle @ along == pytest.approx((bone @ along).max() + beyond)
            assert nail.along @ along == pytest.approx(1)
            assert [nail.along @ nail.outwards, nail.along @ nail.across] == pytest.approx([0, 0], abs=1e-9)


def on_digit(nail_or_crease: Floats, offset: tuple[float, float, float]) -> Floats:
    """The place `offset` from a mark, on the right side."""
    place = nail_or_crease + offset
    return np.array([[MIDLINE_X - place[0], place[1], place[2]]])


def test_a_nail_is_on_the_back_of_the_finger_and_the_top_of_the_toe_only(marks: Marks) -> None:
    clay, on_arm = CLAY[None], np.array([True])
    nail = marks.fingernails[2]
    back, palm = on_digit(nail.middle, (0, 0, -7)), on_digit(nail.middle, (0, 0, 7))
    assert marks.painted(clay, back, on_arm)[0, 0] / marks.painted(clay, back, on_arm)[0, 2] > CLAY[0] / CLAY[2] + 0.04
    np.testing.assert_allclose(marks.painted(clay, palm, on_arm), clay, atol=1e-6)
    np.testing.assert_allclose(marks.painted(clay, back, ~on_arm), clay)  # that high no foot has a nail
    toe = marks.toenails[3]
    top, sole = on_digit(toe.middle, (0, 7, 0)), on_digit(toe.middle, (0, -7, 0))
    assert marks.painted(clay, top, ~on_arm)[0, 0] > CLAY[0]
    assert marks.painted(clay, sole, ~on_arm)[0, 0] == pytest.approx(CLAY[0], abs=0.02)


def test_creases_are_at_the_joints_on_the_palm_side(marks: Marks) -> None:
    assert len(marks.creases) == 2 + 4 * 3
    clay, on_arm = CLAY[None], np.array([True])
    crease = marks.creases[3]
    palm = on_digit(crease.middle, (0, 0, 8))
    assert marks.painted(clay, palm, on_arm).sum() < 0.95 * CLAY.sum()
    np.testing.assert_allclose(marks.painted(clay, palm + np.array([0, 3, 0]), on_arm), clay, atol=0.01)
    np.testing.assert_allclose(marks.painted(clay, palm - np.array([0, 0, 16]), on_arm), clay, atol=1e-6)


def test_toes_are_parted_half_way_between_them(marks: Marks) -> None:
    assert len(marks.clefts) == 4
    places = np.column_stack([np.arange(-131.0, -109, 0.25), np.full(88, -80.0), np.full(88, 222.0)])
    colour = marks.painted(np.tile(CLAY, (88, 1)), places, np.zeros(88, bool)).sum(axis=1)
    assert places[colour.argmin(), 0] == pytest.approx(-120, abs=0.3)  # toes at -110 and -130
    np.testing.assert_allclose(colour[np.abs(places[:, 0] + 120) > 8.5], CLAY.sum(), atol=0.02)


def test_both_hands_and_feet_are_marked_alike(marks: Marks) -> None:
    random = np.random.default_rng(1)
    places = random.uniform((-340, -90, 60), (-100, 900, 240), (20_000, 3))
    arm, colour = places[:, 1] > 100, np.tile(CLAY, (20_000, 1))
    right = marks.painted(colour, places, arm)
    assert (right != colour).any()
    left = marks.painted(colour, places * [-1, 1, 1] + [2 * MIDLINE_X, 0, 0], arm)
    np.testing.assert_allclose(left, right, atol=1e-9)


# --- outlines ------------------------------------------------------------------------------------------------------


def octahedron(radius: float) -> Mesh:
    """A coarse ball."""
    corners = radius * np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], float)
    ring = ((0, 2), (2, 1), (1, 3), (3, 0))
    return Mesh(corners, np.array([[a, b, 4] for a, b in ring] + [[b, a, 5] for a, b in ring]))


def ball(radius: float, rounds: int) -> Mesh:
    """A finer one."""
    mesh = octahedron(1)
    for _ in range(rounds):
        mesh, _ = finer(mesh, vertex_normals(mesh))
        mesh = Mesh(mesh.vertices / np.linalg.norm(mesh.vertices, axis=1, keepdims=True), mesh.faces)
    return Mesh(radius * mesh.vertices, mesh.faces)


def test_a_finer_mesh_is_rounder_and_keeps_its_vertices() -> None:
    coarse = ball(50, 2)
    mesh, ends = finer(coarse, vertex_normals(coarse))
    assert len(mesh.faces) == 4 * len(coarse.faces)
    assert open_edges(mesh) == 0
    np.testing.assert_array_equal(mesh.vertices[: len(coarse.vertices)], coarse.vertices)
    flat = np.linalg.norm(coarse.vertices[ends].mean(axis=1), axis=1)
    curved = np.linalg.norm(mesh.vertices[len(coarse.vertices) :], axis=1)
    assert (np.abs(curved - 50) < 0.35 * np.abs(flat - 50)).all()
    np.testing.assert_allclose(between(np.arange(float(len(coarse.vertices))), ends)[-1], ends[-1].mean())


def test_a_ball_has_a_clear_outline_and_no_spot() -> None:
    mesh = ball(30, 4)
    count = len(mesh.vertices)
    body = Body(
        Mesh(mesh.vertices + np.array([0, 1300, 0]), mesh.faces),
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        np.zeros(count),
    )
    camera = Camera((1, 0, 0), (0, 1, 0), left=-40, bottom=1260, width=80, height=80, px_per_mm=2)
    image = picture(body, View("ball", camera, 1.0, "front")).astype(float)
    assert (image[:12, :, 3] == 0).all()
    assert (image[40:120, 40:120, 3] == 255).all()
    bright = image[..., :3].mean(axis=2)
    assert bright[80, 138] < bright[80, 80] - 20  # just within the outline
    # from the light to the outline it grows darker all the way, without a ring or a spot
    towards = bright[70, 70:138]
    assert (np.diff(towards) < 1.5).all()
