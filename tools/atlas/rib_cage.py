"""The rib cage: what lies within it or on it stays where it is when an arm is lifted, however near the arm hangs."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from scipy.spatial import ConvexHull

from .bones import BONE_MESHES
from .meshes import Floats, MeshSource
from .shading import smooth_step

#: So near to the cage (mm) nothing goes along with an arm; from the second distance on all does, as its skin does: the
#: arm hangs beside the flank, and its skin is often the nearest to what lies on the ribs.
ON_RIBS = (12.0, 34.0)


class RibCage:
    """The convex hull of points (N, 3) on the ribs."""

    def __init__(self, points: Floats) -> None:
        equations = ConvexHull(points).equations
        self._normals, self._offsets = equations[:, :3], equations[:, 3]

    def freed(self, points: Floats) -> Floats:
        """(N,) 0..1: how far points (N, 3) may go along with an arm."""
        return smooth_step(self.outside(points), *ON_RIBS)

    def outside(self, points: Floats) -> Floats:
        """(N,) about how far (mm) points (N, 3) lie outside the cage; negative within it."""
        far = np.full(len(points), -np.inf)
        for normal, offset in zip(self._normals, self._offsets, strict=True):  # all at once would take a GB
            np.maximum(far, points @ normal + offset, out=far)
        return far


def read_rib_cage(source: MeshSource, table: Path = BONE_MESHES) -> RibCage:
    """The cage of all the ribs in the table of bones. Raises MeshError for an element that `source` lacks."""
    with table.open(encoding="utf-8", newline="") as file:
        ribs = [row["element_id"] for row in csv.DictReader(file) if row["name"].endswith(" rib")]
    return RibCage(np.concatenate([source.mesh(element).vertices for element in ribs]))
