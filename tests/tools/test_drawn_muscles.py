"""The drawn muscles: the sheets as written, and the mesh that is laid over them. Needs no anatomy meshes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tools.atlas.drawn import COLUMNS, PLAN_COLUMNS, every_drawn_body, read_drawn, read_plans
from tools.atlas.drawn_body import ACROSS, RING, BodyPlan, drawn_body
from tools.atlas.fibre_field import Fibres
from tools.atlas.lofting import Rails, loft
from tools.atlas.meshes import Mesh

DRAWN = Path(__file__).parents[2] / "tools" / "atlas" / "drawn_muscles.csv"
BODIES = DRAWN.with_name("drawn_bodies.csv")
MUSCLES = {
    "latissimus_dorsi",
    "rectus_abdominis",
    "internal_oblique",
    "transversus_abdominis",
    "quadratus_lumborum",
    "multifidus_lumbar",
    "cervical_multifidus",
    "masseter_superficial",
    "masseter_deep",
    "temporalis",
    "medial_pterygoid",
    "lateral_pterygoid",
    "frontalis",
    "occipitalis",
    "orbicularis_oculi",
    "zygomaticus_major",
    "buccinator",
    "sternalis",
    "pyramidalis",
    "extensor_digitorum_brevis",
    "sternocleidomastoid_sternal",
    "sternocleidomastoid_clavicular",
    "longus_colli",
    "multifidus_thoracic",
    "multifidus_sacral",
    "bulbospongiosus",
    "ischiocavernosus",
    "dorsal_interossei_foot",
}
# Where each muscle has to lie (y in mm): the body is 1,780 mm tall with its soles at -85.
HEIGHTS = {
    "latissimus_dorsi": (990, 1400),
    "rectus_abdominis": (855, 1310),
    "quadratus_lumborum": (1010, 1190),
    "temporalis": (1600, 1740),
    "frontalis": (1655, 1755),
    "occipitalis": (1620, 1700),
    "extensor_digitorum_brevis": (-75, 5),
    "sternocleidomastoid_sternal": (1420, 1635),
}
SQUARE: Rails = (
    np.array([[-10.0, 0.0, 0.0], [-20.0, 0.0, 0.0]]),
    np.array([[-10.0, 10.0, 0.0], [-20.0, 10.0, 0.0]]),
)


@pytest.fixture(scope="module")
def drawn() -> dict[str, tuple[Rails, ...]]:
    return read_drawn(DRAWN)


@pytest.fixture(scope="module")
def slips(drawn: dict[str, tuple[Rails, ...]]) -> dict[str, Rails]:
    """The places alone, without the room there."""
    return {
        f"{name} {number}": tuple(rail[:, :3] for rail in slip)
        for name, parts in drawn.items()
        for number, slip in enumerate(parts, start=1)
    }


@pytest.fixture(scope="module")
def bodies() -> dict[str, tuple[Mesh, Fibres]]:
    return every_drawn_body()


def test_every_muscle_without_a_mesh_is_drawn(drawn: dict[str, tuple[Rails, ...]]) -> None:
    assert set(drawn) == MUSCLES


def test_rails_of_a_slip_have_the_same_number_of_points(slips: dict[str, Rails]) -> None:
    uneven = {name for name, rails in slips.items() if len({rail.shape for rail in rails}) != 1}
    assert uneven == set()


def test_points_are_finite_and_on_the_right_side(slips: dict[str, Rails]) -> None:
    for name, rails in slips.items():
        points = np.concatenate(rails)
        assert np.isfinite(points).all(), name
        assert (points[:, 0] < 0).all(), name


@pytest.mark.parametrize("name", sorted(HEIGHTS))
def test_muscle_lies_at_its_height(drawn: dict[str, tuple[Rails, ...]], name: str) -> None:
    lowest, highest = HEIGHTS[name]
    height = np.concatenate([rail for slip in drawn[name] for rail in slip])[:, 1]
    assert lowest <= height.min() < height.max() <= highest


def test_rails_run_the_same_way(slips: dict[str, Rails]) -> None:
    """A rail whose points ran the other way would twist the sheet: turned round, it would fit better."""
    for name, rails in slips.items():
        for before, after in pairwise(rails):
            straight = np.linalg.norm(after - before, axis=1).sum()
            turned = np.linalg.norm(after[::-1] - before, axis=1).sum()
            assert straight < turned, name


def test_loft_stays_near_its_rails(slips: dict[str, Rails]) -> None:
    for name, rails in slips.items():
        vertices, _ = loft(rails, 20, 20)
        points = np.concatenate(rails)
        assert (vertices >= points.min(axis=0) - 1).all(), name
        assert (vertices <= points.max(axis=0) + 1).all(), name


def test_loft_shape_and_corners(slips: dict[str, Rails]) -> None:
    for name, rails in slips.items():
        vertices, faces = loft(rails, 7, 5)
        assert vertices.shape == (35, 3), name
        assert faces.shape == (48, 3), name
        assert set(faces.ravel()) == set(range(35)), name
        corners = vertices[[0, 4, 30, 34]]
        expected = [rails[0][0], rails[0][-1], rails[-1][0], rails[-1][-1]]
        np.testing.assert_allclose(corners, expected, atol=1e-9, err_msg=name)


def test_loft_is_deterministic(drawn: dict[str, tuple[Rails, ...]]) -> None:
    first, again = (loft(drawn["latissimus_dorsi"][0], 30, 30) for _ in range(2))
    np.testing.assert_array_equal(first[0], again[0])
    np.testing.assert_array_equal(first[1], again[1])


def test_loft_of_a_flat_square_has_its_area() -> None:
    vertices, faces = loft(SQUARE, 4, 6)
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    assert np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2 == pytest.approx(100.0)


def test_loft_accepts_rails_that_meet_in_one_point() -> None:
    tip = np.array([[-15.0, 20.0, 0.0], [-15.0, 20.0, 0.0]])
    vertices, _ = loft((*SQUARE, tip), 5, 5)
    np.testing.assert_allclose(vertices[-5:], np.tile(tip[0], (5, 1)))


@pytest.mark.parametrize(
    ("rails", "rows", "columns", "fault"),
    [(SQUARE, 1, 5, "two rows"), (SQUARE, 5, 1, "two columns"), (SQUARE[:1], 5, 5, "two rails")],
)
def test_loft_rejects_what_is_no_sheet(rails: Rails, rows: int, columns: int, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        loft(rails, rows, columns)


GOOD = ["m,1,1,1,-1,0,0,9,a", "m,1,1,2,-2,0,0,9,b", "m,1,2,1,-1,5,0,9,c", "m,1,2,2,-2,5,0,9,d"]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([*GOOD[:3], "m,1,2,2,2,5,0,9,d"], "right side"),
        ([*GOOD[:3], "m,1,2,2,nan,5,0,9,d"], "finite"),
        ([*GOOD[:3], "m,1,2,2,x,5,0,9,d"], "numbers"),
        ([*GOOD[:3], "m,1,2,2,-2,5,0,0,d"], "room_mm must be more than 0"),
        ([*GOOD, GOOD[0]], "twice"),
        (GOOD[:2], "rails must run"),
        ([*GOOD[:3], "m,1,2,3,-2,5,0,9,d"], "points of rail 2"),
    ],
)
def test_read_drawn_names_the_fault(tmp_path: Path, lines: list[str], fault: str) -> None:
    path = tmp_path / "drawn.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=fault):
        read_drawn(path)


def test_read_drawn_names_missing_columns(tmp_path: Path) -> None:
    path = tmp_path / "drawn.csv"
    path.write_text("muscle_id,rail\nm,1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="slip, point, x_mm"):
        read_drawn(path)


def test_bodies_are_closed(bodies: dict[str, tuple[Mesh, Fibres]]) -> None:
    """Each edge belongs to two faces, which run along it in opposite directions."""
    for name, (mesh, _) in bodies.items():
        assert np.isfinite(mesh.vertices).all(), name
        assert set(mesh.faces.ravel()) == set(range(len(mesh.vertices))), name
        edges = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
        there, back = {tuple(edge) for edge in edges}, {tuple(edge) for edge in edges[:, ::-1]}
        assert there == back, name
        assert len(there) == len(edges), name


def volume(mesh: Mesh) -> float:
    a, b, c = (mesh.vertices[mesh.faces[:, i]] for i in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def test_bodies_face_outwards(bodies: dict[str, tuple[Mesh, Fibres]]) -> None:
    for name, (mesh, _) in bodies.items():
        assert volume(mesh) > 0, name


def test_fields_have_a_value_a_vertex(bodies: dict[str, tuple[Mesh, Fibres]]) -> None:
    for name, (mesh, fibres) in bodies.items():
        count = len(mesh.vertices)
        assert fibres.along.shape == fibres.tendon.shape == (count,), name
        assert fibres.direction.shape == (count, 3), name
        for values in (fibres.along, fibres.tendon):
            assert 0 <= values.min() < 0.1, name
            assert 0.9 < values.max() <= 1, name
        np.testing.assert_allclose(np.linalg.norm(fibres.direction, axis=1), 1, err_msg=name)


def test_bodies_are_about_as_thick_as_the_table_says(bodies: dict[str, tuple[Mesh, Fibres]]) -> None:
    """The mean thickness (volume over half the surface) lies between a part of the belly's and the belly's."""
    plans = read_plans(BODIES)
    for name, (mesh, _) in bodies.items():
        a, b, c = (mesh.vertices[mesh.faces[:, i]] for i in range(3))
        surface = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2
        mean = volume(mesh) / (surface / 2)
        assert 0.2 * plans[name].belly < mean < plans[name].belly, name


# A flat muscle that runs up 100 mm, 40 mm wide; its thickness is what it measures in z.
FLAT: Rails = tuple(np.array([[-10.0, y, 0.0], [-30.0, y, 0.0], [-50.0, y, 0.0]]) for y in (0.0, 50.0, 100.0))


def test_a_body_is_thick_in_the_middle_and_thin_at_its_edges() -> None:
    mesh, _ = drawn_body(FLAT, BodyPlan(belly=8.0, belly_at=0.6))
    x, y, z = mesh.vertices.T
    assert np.ptp(z) == pytest.approx(8.0, rel=0.02)
    assert y[np.argmax(z)] == pytest.approx(60, abs=3)
    assert np.abs(z[(x > -10.5) | (x < -49.5)]).max() < 1.5
    assert np.abs(z[(y < 0.1) | (y > 99.9)]).max() < 0.5


def test_a_body_keeps_to_the_room_there_is() -> None:
    tight: Rails = tuple(np.column_stack([rail, np.full(3, 2.0)]) for rail in FLAT)
    mesh, _ = drawn_body(tight, BodyPlan(belly=8.0))
    assert 1.5 < np.ptp(mesh.vertices[:, 2]) <= 2.0


def test_corners_are_rounded() -> None:
    square, _ = drawn_body(FLAT, BodyPlan(belly=4.0))
    rounded, _ = drawn_body(FLAT, BodyPlan(belly=4.0, origin_corner=12.0))
    for mesh, width in ((square, 40), (rounded, 16)):
        low = mesh.vertices[mesh.vertices[:, 1] < 0.1]
        assert np.ptp(low[:, 0]) == pytest.approx(width, abs=1)


def test_fibres_run_from_rail_to_rail_and_turn_to_tendon_at_the_ends() -> None:
    mesh, fibres = drawn_body(FLAT, BodyPlan(belly=8.0, origin_tendon=(20.0,), insertion_tendon=(10.0,), bands=(0.5,)))
    y = mesh.vertices[:, 1]
    assert np.abs(fibres.along - y / 100).max() < 0.02
    np.testing.assert_allclose(fibres.direction, np.tile([0.0, 1.0, 0.0], (len(y), 1)), atol=1e-6)
    for pale in (y < 8, y > 99):
        assert fibres.tendon[pale].min() > 0.5
    for side in range(-50, -10, 10):  # the band is a zigzag, but crosses the whole muscle
        x = mesh.vertices[:, 0]
        assert fibres.tendon[(x >= side) & (x <= side + 10) & (np.abs(y - 50) < 6)].max() > 0.8
    for flesh in ((y > 33) & (y < 42), (y > 58) & (y < 80)):
        assert fibres.tendon[flesh].max() < 0.2


def test_a_tendon_may_be_longer_on_one_side() -> None:
    mesh, fibres = drawn_body(FLAT, BodyPlan(belly=8.0, origin_tendon=(0.0, 60.0)))
    x, y, _ = mesh.vertices.T
    assert fibres.tendon[(x > -12) & (y > 10)].max() < 0.5
    assert fibres.tendon[(x < -49) & (y < 20)].min() > 0.9


def test_fibres_may_run_along_the_rails() -> None:
    mesh, fibres = drawn_body(FLAT, BodyPlan(belly=4.0, fibres=ACROSS))
    np.testing.assert_allclose(fibres.direction, np.tile([-1.0, 0.0, 0.0], (len(mesh.vertices), 1)), atol=1e-6)
    assert np.abs(fibres.along - (-10 - mesh.vertices[:, 0]) / 40).max() < 0.02


def test_a_ring_has_a_hole_and_fibres_round_it() -> None:
    turn = np.linspace(0, 2 * np.pi, 33)
    rails: Rails = tuple(
        np.column_stack([radius * np.cos(turn) - 40, radius * np.sin(turn), 0 * turn]) for radius in (10.0, 15.0, 20.0)
    )
    mesh, fibres = drawn_body(rails, BodyPlan(belly=4.0, fibres=RING))
    from_centre = mesh.vertices - [-40, 0, 0]
    assert np.hypot(from_centre[:, 0], from_centre[:, 1]).min() > 9.5
    assert np.abs((fibres.direction * from_centre)[:, :2].sum(axis=1)).max() < 2
    assert len(mesh.vertices) - len(mesh.faces) * 3 / 2 + len(mesh.faces) == 0  # Euler's number of a ring


PLAN = {"muscle_id": "m", "belly_mm": "4", "belly_at": "0.5", "rim_mm": "", "fibres": "", "bands": ""}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"belly_mm": ""}, "belly_mm must be one number"),
        ({"belly_mm": "0"}, "more than 0"),
        ({"belly_mm": "4 5"}, "belly_mm must be one number"),
        ({"rim_mm": "wide"}, "rim_mm must hold numbers"),
        ({"origin_tendon_mm": "3 -1"}, "not negative"),
        ({"belly_at": "1"}, "between 0 and 1"),
        ({"bands": "0.5 1.2"}, "between 0 and 1"),
        ({"fibres": "around"}, "must be one of rails, across, ring"),
    ],
)
def test_read_plans_names_the_fault(tmp_path: Path, changes: dict[str, str], fault: str) -> None:
    row = PLAN | changes
    path = tmp_path / "bodies.csv"
    path.write_text("\n".join([",".join(PLAN_COLUMNS), ",".join(row.get(name, "") for name in PLAN_COLUMNS)]) + "\n")
    with pytest.raises(ValueError, match=f"bodies.csv:2.*{fault}"):
        read_plans(path)


def test_a_muscle_in_only_one_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bodies.csv"
    lines = BODIES.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("sternalis")) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="differ in: sternalis"):
        every_drawn_body(DRAWN, path)


def test_every_point_names_its_landmark() -> None:
    lines = DRAWN.read_text(encoding="utf-8").splitlines()[1:]
    assert [line for line in lines if line.endswith(",") or line.endswith(',""')] == []
