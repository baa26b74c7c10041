"""The drawn muscles: the sheets as written, and the mesh that is laid over them. Needs no anatomy meshes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tools.atlas.drawn import COLUMNS, Rails, loft, read_drawn

DRAWN = Path(__file__).parents[2] / "tools" / "atlas" / "drawn_muscles.csv"
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
def drawn() -> dict[str, Rails]:
    return read_drawn(DRAWN)


def test_every_muscle_without_a_mesh_is_drawn(drawn: dict[str, Rails]) -> None:
    assert set(drawn) == MUSCLES


def test_rails_of_a_muscle_have_the_same_number_of_points(drawn: dict[str, Rails]) -> None:
    uneven = {name for name, rails in drawn.items() if len({rail.shape for rail in rails}) != 1}
    assert uneven == set()


def test_points_are_finite_and_on_the_right_side(drawn: dict[str, Rails]) -> None:
    for name, rails in drawn.items():
        points = np.concatenate(rails)
        assert np.isfinite(points).all(), name
        assert (points[:, 0] < 0).all(), name


@pytest.mark.parametrize("name", sorted(HEIGHTS))
def test_muscle_lies_at_its_height(drawn: dict[str, Rails], name: str) -> None:
    lowest, highest = HEIGHTS[name]
    height = np.concatenate(drawn[name])[:, 1]
    assert lowest <= height.min() < height.max() <= highest


def test_rails_run_the_same_way(drawn: dict[str, Rails]) -> None:
    """A rail whose points ran the other way would twist the sheet: turned round, it would fit better."""
    for name, rails in drawn.items():
        for before, after in pairwise(rails):
            straight = np.linalg.norm(after - before, axis=1).sum()
            turned = np.linalg.norm(after[::-1] - before, axis=1).sum()
            assert straight < turned, name


def test_loft_stays_near_its_rails(drawn: dict[str, Rails]) -> None:
    for name, rails in drawn.items():
        vertices, _ = loft(rails, 20, 20)
        points = np.concatenate(rails)
        assert (vertices >= points.min(axis=0) - 1).all(), name
        assert (vertices <= points.max(axis=0) + 1).all(), name


def test_loft_shape_and_corners(drawn: dict[str, Rails]) -> None:
    for name, rails in drawn.items():
        vertices, faces = loft(rails, 7, 5)
        assert vertices.shape == (35, 3), name
        assert faces.shape == (48, 3), name
        assert set(faces.ravel()) == set(range(35)), name
        corners = vertices[[0, 4, 30, 34]]
        expected = [rails[0][0], rails[0][-1], rails[-1][0], rails[-1][-1]]
        np.testing.assert_allclose(corners, expected, atol=1e-9, err_msg=name)


def test_loft_is_deterministic(drawn: dict[str, Rails]) -> None:
    first, again = (loft(drawn["latissimus_dorsi"], 30, 30) for _ in range(2))
    np.testing.assert_array_equal(first[0], again[0])
    np.testing.assert_array_equal(first[1], again[1])


def test_loft_of_a_flat_square_has_its_area() -> None:
    vertices, faces = loft(SQUARE, 4, 6)
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    assert np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2 == pytest.approx(100.0)


def test_thick_sheet_is_closed_and_holds_its_volume() -> None:
    vertices, faces = loft(SQUARE, 4, 6, thickness_mm=3.0)
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    there, back = {tuple(edge) for edge in edges}, {tuple(edge) for edge in edges[:, ::-1]}
    assert there == back
    assert len(there) == len(edges)
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    assert np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6 == pytest.approx(300.0)


def test_loft_accepts_rails_that_meet_in_one_point() -> None:
    tip = np.array([[-15.0, 20.0, 0.0], [-15.0, 20.0, 0.0]])
    vertices, _ = loft((*SQUARE, tip), 5, 5)
    np.testing.assert_allclose(vertices[-5:], np.tile(tip[0], (5, 1)))


@pytest.mark.parametrize(
    ("rows", "columns", "thickness", "fault"),
    [(1, 5, 0.0, "two rows"), (5, 1, 0.0, "two columns"), (5, 5, -1.0, "negative")],
)
def test_loft_rejects_what_is_no_sheet(rows: int, columns: int, thickness: float, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        loft(SQUARE, rows, columns, thickness)


GOOD = ["m,1,1,-1,0,0,a", "m,1,2,-2,0,0,b", "m,2,1,-1,5,0,c", "m,2,2,-2,5,0,d"]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([*GOOD[:3], "m,2,2,2,5,0,d"], "right side"),
        ([*GOOD[:3], "m,2,2,nan,5,0,d"], "finite"),
        ([*GOOD[:3], "m,2,2,x,5,0,d"], "numbers"),
        ([*GOOD, GOOD[0]], "twice"),
        (GOOD[:2], "rails must run"),
        ([*GOOD[:3], "m,2,3,-2,5,0,d"], "points of rail 2"),
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
    with pytest.raises(ValueError, match="point, x_mm"):
        read_drawn(path)


def test_every_point_names_its_landmark() -> None:
    lines = DRAWN.read_text(encoding="utf-8").splitlines()[1:]
    assert [line for line in lines if line.endswith(",") or line.endswith(',""')] == []
