"""Fibres and tendons on made meshes, and the tables of attachments. Needs requirements-tools.txt, but no meshes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tools.atlas import fibres
from tools.atlas.attachments import ATTACHMENTS, COLUMNS, ENDS, Attachment, Bones, read_attachments
from tools.atlas.fibre_field import Fibres
from tools.atlas.fibres import every_fibre_field, fibres_of, meshed_elements
from tools.atlas.leans import COLUMNS as LEAN_COLUMNS
from tools.atlas.leans import LEANS, Lean, read_leans
from tools.atlas.meshes import Floats, Mesh, MeshError
from tools.atlas.muscles import MuscleShape
from tools.atlas.raster import join
from tools.atlas.refine import refined, welded
from tools.atlas.surface import Surface

HEADER = ",".join(COLUMNS)
ROUND = 16


def tube(rings: Floats) -> Mesh:
    """A closed tube through `rings` (k, 4): the middle of each ring x, y, z and its radius; rings lie across y."""
    turn = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)
    circle = np.column_stack([np.cos(turn), np.zeros(ROUND), np.sin(turn)])
    walls = [ring[:3] + ring[3] * circle for ring in rings]
    vertices = np.concatenate([*walls, rings[:1, :3], rings[-1:, :3]])
    faces, here = [], np.arange(ROUND)
    after = (here + 1) % ROUND
    for low, high in pairwise(np.arange(len(rings)) * ROUND):
        faces += [
            np.column_stack([low + here, high + here, low + after]),
            np.column_stack([low + after, high + here, high + after]),
        ]
    top = (len(rings) - 1) * ROUND
    faces += [np.column_stack([here, after, np.full(ROUND, len(vertices) - 2)])]
    faces += [np.column_stack([top + after, top + here, np.full(ROUND, len(vertices) - 1)])]
    return Mesh(vertices, np.concatenate(faces))


def bar(x: float = -50.0, low: float = 0.0, high: float = 100.0, radius: float = 8.0) -> Mesh:
    """A round bar that stands upright."""
    return tube(np.array([[x, y, 0.0, radius] for y in np.linspace(low, high, 21)]))


def belly() -> Mesh:
    """A spindle 100 mm long: a belly above y = 40, a tendon of a tenth its width below."""
    heights = np.linspace(0, 100, 51)
    radii = np.where(heights < 40, 1.5, 12.0)
    return tube(np.column_stack([np.full(51, -50.0), heights, np.zeros(51), radii]))


def block(x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]) -> Mesh:
    """A box."""
    corners = np.array([[a, b, c] for a in x for b in y for c in z], float)
    quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return Mesh(corners, np.array([[q[0], q[i], q[i + 1]] for q in quads for i in (1, 2)], np.int64))


class Made:
    """A source of made meshes."""

    def __init__(self, **meshes: Mesh) -> None:
        self._meshes = meshes

    def mesh(self, element_id: str) -> Mesh:
        try:
            return self._meshes[element_id]
        except KeyError as error:
            raise MeshError(f"no element {element_id!r}") from error


WIDE = (-80.0, -20.0), (-30.0, 30.0)
TOP, BOTTOM = block(WIDE[0], (100, 110), WIDE[1]), block(WIDE[0], (-10, 0), WIDE[1])
BONES = Bones(Made(top=TOP, bottom=BOTTOM))


def attachment(end: str, to: str, reach: float = 3.0, tendon: float | None = 0.0, piece: str = "") -> Attachment:
    """An attachment to a made bone, or by a rule."""
    rule = to if to in ("lowest", "highest", "medial", "lateral") else ""
    return Attachment("m", end, piece, () if rule else (to,), 0, rule, (), (), reach, tendon)


def from_top(tendon: float | None = 0.0) -> list[Attachment]:
    """Down from the upper bone to the lower one."""
    return [attachment("origin", "top"), attachment("insertion", "bottom", tendon=tendon)]


def test_fibres_of_a_bar_run_from_bone_to_bone() -> None:
    mesh = bar()
    found = fibres_of(mesh, from_top(), BONES)
    wall = (mesh.vertices[:, 1] > 5) & (mesh.vertices[:, 1] < 95)
    assert np.allclose(found.along, 1 - mesh.vertices[:, 1] / 100, atol=0.06)
    assert (found.direction[wall] @ [0, -1, 0] > 0.98).all()
    assert np.allclose(np.linalg.norm(found.direction, axis=1), 1)
    assert (found.tendon == 0).all()


def test_a_tendon_is_pale_over_its_true_length_at_its_own_end() -> None:
    mesh = bar()
    found = fibres_of(mesh, from_top(tendon=30.0), BONES)
    height = mesh.vertices[:, 1]
    assert (found.tendon[height < 20] > 0.95).all()
    assert (found.tendon[height > 50] == 0).all()


def test_a_thin_part_of_the_mesh_is_tendon_and_the_rest_flesh() -> None:
    mesh = belly()
    found = fibres_of(mesh, from_top(tendon=None), BONES)
    height = mesh.vertices[:, 1]
    assert (found.tendon[height < 28] > 0.9).all()
    assert (found.tendon[height > 58] < 0.1).all()


def test_along_rises_evenly_in_mm_though_the_muscle_narrows() -> None:
    mesh = belly()
    found = fibres_of(mesh, from_top(), BONES)
    height = mesh.vertices[:, 1]
    for level in (10, 30, 60, 80):
        at = np.abs(height - level) < 1.1
        assert found.along[at].mean() == pytest.approx(1 - level / 100, abs=0.12)


def test_fibres_of_a_slanting_sheet_run_along_its_slant() -> None:
    """A parallelogram like the rhomboids: the gradient of a held value would leave its edges at a right angle."""
    vertices, faces = block((-60, 0), (0, 60), (0, 4)).vertices.copy(), block((-60, 0), (0, 60), (0, 4)).faces
    vertices[:, 1] += vertices[:, 0]  # the side at x = -60 lies 60 mm lower
    mesh = refined(Mesh(vertices, faces), 4.0)
    rows = [attachment("origin", "medial", 4), attachment("insertion", "lateral", 4)]
    found = fibres_of(mesh, rows, BONES)
    face = (np.abs(mesh.vertices[:, 2] - 2) > 1.9) & (np.abs(mesh.vertices[:, 0] + 30) < 18)
    face &= np.abs(mesh.vertices[:, 1] - mesh.vertices[:, 0] - 30) < 20
    assert (found.direction[face] @ np.array([-1, -1, 0]) / np.sqrt(2) > 0.96).all()


def test_fibres_of_a_fan_come_together() -> None:
    fan = refined(block((-80, -20), (0, 60), (0, 4)), 4.0)
    share = fan.vertices[:, 1] / 60
    narrow = fan.vertices.copy()
    narrow[:, 0] = -50 + (fan.vertices[:, 0] + 50) * (0.15 + 0.85 * share)
    found = fibres_of(
        Mesh(narrow, fan.faces), [attachment("origin", "highest", 3), attachment("insertion", "lowest", 3)], BONES
    )
    middle = (narrow[:, 1] > 20) & (narrow[:, 1] < 40) & (np.abs(narrow[:, 2] - 2) > 1.9)
    left, right = middle & (narrow[:, 0] < -65), middle & (narrow[:, 0] > -35)
    assert (found.direction[middle, 1] < -0.7).all()
    assert (found.direction[left, 0] > 0.2).all()
    assert (found.direction[right, 0] < -0.2).all()


def test_each_piece_has_ends_of_its_own_and_one_that_misses_a_bone_still_runs_away_from_the_other() -> None:
    whole, short = bar(-65), bar(-35, low=60)
    mesh = join([whole, short])
    found = fibres_of(mesh, from_top(), BONES)
    for piece in (slice(0, len(whole.vertices)), slice(len(whole.vertices), None)):
        height = mesh.vertices[piece, 1]
        assert found.along[piece][height > 99].max() < 0.05
        assert found.along[piece][height < height.min() + 1].min() > 0.9
        wall = (height > height.min() + 6) & (height < 94)
        assert (found.direction[piece][wall, 1] < -0.95).all()


def test_a_row_may_speak_of_one_piece_only() -> None:
    down, up = bar(-65), bar(-35)
    mesh = join([down, up])
    pieces = np.repeat(["down", "up"], [len(down.vertices), len(up.vertices)])
    rows = [
        attachment("origin", "top", piece="down"),
        attachment("insertion", "bottom", piece="down"),
        attachment("origin", "bottom", piece="up"),
        attachment("insertion", "top", piece="up"),
    ]
    found = fibres_of(mesh, rows, BONES, pieces)
    wall = np.abs(mesh.vertices[:, 1] - 50) < 40
    assert (found.direction[wall & (pieces == "down"), 1] < -0.95).all()
    assert (found.direction[wall & (pieces == "up"), 1] > 0.95).all()


def test_the_fibres_of_a_lean_are_turned_by_its_angle() -> None:
    mesh = refined(block((-60, -40), (0, 100), (-1, 1)), 5.0)
    rows = [attachment("origin", "highest", 3), attachment("insertion", "lowest", 3)]
    found = fibres_of(mesh, rows, BONES, leans=[Lean("m", "", "lateral", 20.0)])
    face = (np.abs(mesh.vertices[:, 2]) > 0.9) & (np.abs(mesh.vertices[:, 1] - 50) < 30)
    face &= np.abs(mesh.vertices[:, 0] + 50) < 6
    expected = [-np.sin(np.deg2rad(20)), -np.cos(np.deg2rad(20)), 0]
    assert (found.direction[face] @ expected > 0.99).all()


def test_a_lean_may_lie_between_two_directions() -> None:
    mesh = refined(block((-60, -40), (0, 100), (-1, 1)), 5.0)
    rows = [attachment("origin", "highest", 3), attachment("insertion", "lowest", 3)]
    found = fibres_of(mesh, rows, BONES, leans=[Lean("m", "", "front lateral", 20.0)])
    face = (np.abs(mesh.vertices[:, 2]) > 0.9) & (np.abs(mesh.vertices[:, 1] - 50) < 30)
    face &= np.abs(mesh.vertices[:, 0] + 50) < 6
    expected = [-np.sin(np.deg2rad(20)), -np.cos(np.deg2rad(20)), 0]  # on a face that looks forward only that is left
    assert (found.direction[face] @ expected > 0.99).all()


def test_a_feather_meets_in_its_middle() -> None:
    mesh = refined(block((-70, -30), (0, 100), (-1, 1)), 4.0)
    rows = [attachment("origin", "highest", 3), attachment("insertion", "lowest", 3)]
    found = fibres_of(mesh, rows, BONES, leans=[Lean("m", "", "middle_x", 20.0)])
    face = (np.abs(mesh.vertices[:, 2]) > 0.9) & (np.abs(mesh.vertices[:, 1] - 50) < 30)
    side = mesh.vertices[:, 0] + 50
    face &= np.abs(side) < 19  # on the rim the middle lies straight under the skin
    assert (found.direction[face & (side < -8), 0] > 0.15).all()
    assert (found.direction[face & (side > 8), 0] < -0.15).all()
    assert (np.abs(found.direction[face & (np.abs(side) < 0.5), 0]) < 0.1).all()


def test_every_muscle_of_the_shapes_but_the_drawn_gets_a_field(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    table = tmp_path / "attachments.csv"
    table.write_text(f"{HEADER}\nm,origin,,top,,3,0,\nm,insertion,,bottom,,3,0,\n", encoding="utf-8")
    leans = tmp_path / "leans.csv"
    leans.write_text(",".join(LEAN_COLUMNS) + "\n", encoding="utf-8")
    monkeypatch.setattr(fibres, "ATTACHMENTS", table)
    monkeypatch.setattr(fibres, "LEANS", leans)
    monkeypatch.setattr(fibres, "meshed_elements", lambda: {"m": ["flesh"], "lost": ["flesh"]})
    source = Made(top=TOP, bottom=BOTTOM, flesh=bar())
    shapes = {"m": MuscleShape("m", bar(), False), "sheet": MuscleShape("sheet", bar(), True)}
    found = every_fibre_field(shapes, source)
    assert list(found) == ["m"]
    assert isinstance(found["m"], Fibres)
    with pytest.raises(MeshError, match="lost has a mesh, but attachments"):
        every_fibre_field({"lost": MuscleShape("lost", bar(), False)}, source)


def test_halving_keeps_the_surface_and_its_outward_side() -> None:
    coarse = block((0, 10), (0, 20), (0, 30))
    fine = Surface(refined(coarse, 3.0))
    assert fine.face_areas.sum() == pytest.approx(2 * (200 + 300 + 600))
    assert fine.areas.sum() == pytest.approx(fine.face_areas.sum())
    edges = fine.ways.data
    assert edges.max() <= 3.0
    out = (fine.normals * (fine.vertices - [5, 10, 15])).sum(axis=1)
    assert (out > 0).all()
    assert np.array_equal(fine.vertices[:8], coarse.vertices)


def test_a_cut_has_the_area_of_the_solid_there() -> None:
    surface = Surface(refined(block((0, 10), (0, 20), (0, 30)), 4.0))
    everything = np.ones(len(surface.faces), bool)
    areas = surface.cut_area(everything, surface.vertices[:, 1].copy(), np.array([3.3, 11.7]))
    assert areas == pytest.approx([300, 300])


def test_welding_joins_doubles_and_drops_faces_without_area() -> None:
    square = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 0, 0], [1, 1, 0], [0, 1, 0]], float)
    mesh, where = welded(Mesh(square, np.array([[0, 1, 2], [3, 4, 5], [0, 3, 1]])))
    assert len(mesh.vertices) == 4
    assert len(mesh.faces) == 2
    assert np.allclose(mesh.vertices[where], square)


def test_every_meshed_muscle_has_an_origin_and_an_insertion() -> None:
    elements = meshed_elements()
    found = read_attachments(ATTACHMENTS, elements)
    assert set(found) == set(elements)
    for muscle_id, rows in found.items():
        assert {row.end for row in rows} == set(ENDS), muscle_id
        assert {row.piece for row in rows} <= {"", *elements[muscle_id]}, muscle_id


def test_every_piece_has_rows_for_both_ends() -> None:
    elements = meshed_elements()
    for muscle_id, rows in read_attachments(ATTACHMENTS, elements).items():
        for element in elements[muscle_id]:
            ends = {row.end for row in rows if row.piece in ("", element)}
            assert ends == set(ENDS), f"{muscle_id} {element}"


def test_leans_speak_of_muscles_and_pieces_that_are_there() -> None:
    elements = meshed_elements()
    for muscle_id, leans in read_leans(LEANS, elements).items():
        assert {lean.piece for lean in leans} <= {"", *elements[muscle_id]}, muscle_id


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("m,start,,top,,3,0,", "attachments.csv:2: end: 'start' is neither origin nor insertion"),
        ("m,origin,,,,3,0,", "attachments.csv:2: attaches_to is empty"),
        ("m,origin,,pot,,3,0,", "attachments.csv:2: 'pot' is neither a rule nor an element"),
        ("m,origin,lid,top,,3,0,", "attachments.csv:2: 'lid' is neither"),
        ("n,origin,,top,,3,0,", "attachments.csv:2: muscle_id: 'n' is no muscle with a mesh"),
        ("m,origin,,top,y=3,3,0,", "attachments.csv:2: within: 'y=3' is no bound"),
        ("m,origin,,top,,wide,0,", "attachments.csv:2: reach_mm: 'wide' is no number"),
        ("m,origin,,top,,-3,0,", "attachments.csv:2: reach_mm: -3 must be finite and at least 0"),
        ("m,origin,,top,,3,long,", "attachments.csv:2: tendon_mm: 'long' is no number"),
        ("m,origin,,line 1 2,,3,0,", "attachments.csv:2: attaches_to: a line needs three numbers a point, not 2"),
        ("m,origin,,lowest top,,3,0,", "attachments.csv:2: attaches_to: lowest stands alone"),
        ("m,origin,,above,,3,0,", "attachments.csv:2: attaches_to: above needs bones"),
        ("m,origin,,top,,3,0,", "attachments.csv: m has no insertion"),
    ],
)
def test_a_bad_row_is_named(row: str, message: str, tmp_path: Path) -> None:
    table = tmp_path / "attachments.csv"
    table.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(MeshError) as error:
        read_attachments(table, {"m"}, Made(top=TOP))
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("n,,up,10,", "leans.csv:2: muscle_id: 'n' is no muscle with a mesh"),
        ("m,,away,10,", "leans.csv:2: toward: 'away' is no direction"),
        ("m,,up round,10,", "leans.csv:2: toward: 'up round' is no direction"),
        ("m,,,10,", "leans.csv:2: toward: '' is no direction"),
        ("m,,up,steep,", "leans.csv:2: degrees: 'steep' is no number"),
        ("m,,up,100,", "leans.csv:2: degrees: 100 is more than 80 either way"),
    ],
)
def test_a_bad_lean_is_named(row: str, message: str, tmp_path: Path) -> None:
    table = tmp_path / "leans.csv"
    table.write_text(",".join(LEAN_COLUMNS) + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(MeshError) as error:
        read_leans(table, {"m"})
    assert str(error.value) == message


def test_missing_columns_are_named(tmp_path: Path) -> None:
    table = tmp_path / "attachments.csv"
    table.write_text("muscle_id,end\n", encoding="utf-8")
    with pytest.raises(MeshError, match=r"attachments.csv: missing columns: piece, attaches_to, within"):
        read_attachments(table)
