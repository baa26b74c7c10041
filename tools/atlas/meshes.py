"""Read the anatomy meshes of BodyParts3D 4.0.

Two sources hold the same structures:

- a folder with ``meshes.npz`` and ``structures.csv`` (arrays ``<element_id>_vertices`` int16 N x 3 in 0.1 mm and
  ``<element_id>_faces`` M x 3);
- the official archive ``isa_BP3D_4.0_obj_99.zip`` (or the folder it unpacks to), one Wavefront OBJ file an element,
  in millimetres.

Axes here and in everything built from here: x to the body's left, y up, z to the front, in mm. The archive's own
axes are x to the body's left, y to the back and z up; `read_obj` turns them, and shifts them to the same origin.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: The body's plane of symmetry, mm: the mean over 117 mirrored pairs of elements is -0.69 (spread 0.03).
MIDLINE_X = -0.7

#: The archive's elements that the structures table calls "mirrored" end in this letter.
MIRRORED = "M"


class MeshError(Exception):
    """A source of meshes cannot be read; the message says which and what to do."""


def table_rows(path: Path, columns: Collection[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield where each row of a table stands ("leans.csv:17") and the row. Raises MeshError for missing columns."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise MeshError(f"{path.name}: missing columns: {', '.join(missing)}")
        for row in reader:
            yield f"{path.name}:{reader.line_num}", row


@dataclass(frozen=True)
class Mesh:
    """A triangle mesh: vertices (N, 3) in mm, faces (M, 3) indices into them."""

    vertices: Floats
    faces: Ints

    def mirrored(self, midline_x: float) -> Mesh:
        """The mesh on the other side of the plane x = midline_x (mm), faces turned so that they look outwards."""
        vertices = self.vertices * [-1, 1, 1] + [2 * midline_x, 0, 0]
        return Mesh(vertices, self.faces[:, ::-1])


class MeshSource(Protocol):
    """Where meshes come from."""

    def mesh(self, element_id: str) -> Mesh:
        """The mesh of one element; raises MeshError for an unknown id."""
        ...


class PackedMeshes:
    """``meshes.npz`` in a folder."""

    def __init__(self, folder: Path) -> None:
        self._arrays = np.load(folder / "meshes.npz")

    def mesh(self, element_id: str) -> Mesh:
        try:
            vertices = self._arrays[f"{element_id}_vertices"]
        except KeyError as error:
            raise MeshError(f"meshes.npz holds no element {element_id!r}") from error
        return Mesh(vertices.astype(float) / 10, self._arrays[f"{element_id}_faces"].astype(np.int64))


class ObjArchive:
    """The official zip, or the folder it unpacks to; ids ending in M are mirrored from the other side's file."""

    def __init__(self, path: Path, midline_x: float) -> None:
        self._path = path
        self._midline_x = midline_x
        self._zip = zipfile.ZipFile(path) if path.is_file() else None
        names = self._zip.namelist() if self._zip else [str(p) for p in path.rglob("*.obj")]
        self._names = {Path(name).stem: name for name in names if name.endswith(".obj")}

    def mesh(self, element_id: str) -> Mesh:
        if element_id in self._names:
            return read_obj(self._text(self._names[element_id]))
        original = element_id.removesuffix(MIRRORED)
        if original in self._names:
            return self.mesh(original).mirrored(self._midline_x)
        raise MeshError(f"{self._path} holds no element {element_id!r}")

    def _text(self, name: str) -> str:
        return self._zip.read(name).decode("ascii") if self._zip else Path(name).read_text("ascii")


def read_obj(text: str) -> Mesh:
    """One Wavefront OBJ file (``v`` and ``f`` lines; faces may carry normals as ``1//1``) as a Mesh in our axes."""
    vertices, faces = [], []
    for line in text.splitlines():
        fields = line.split()
        if fields[:1] == ["v"]:
            vertices.append([float(value) for value in fields[1:4]])
        elif fields[:1] == ["f"]:
            faces.append([int(corner.split("/")[0]) - 1 for corner in fields[1:4]])
    x, y, z = np.array(vertices, float).T
    return Mesh(np.column_stack([x, z, -y]), np.array(faces, np.int64))


def open_source(path: Path, midline_x: float) -> MeshSource:
    """The meshes at `path`: a folder with meshes.npz, or the official archive (zip or unpacked)."""
    if (path / "meshes.npz").is_file():
        return PackedMeshes(path)
    if path.suffix == ".zip" or (path.is_dir() and next(path.rglob("*.obj"), None)):
        return ObjArchive(path, midline_x)
    raise MeshError(f"{path} holds neither meshes.npz nor OBJ files; name a folder or the archive with --source")
