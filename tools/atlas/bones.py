"""The skeleton under the skin, posed as the figure is: arms go along when they are lifted."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .body import lift_arm
from .drawn_bones import breastbone
from .meshes import Floats, Ints, Mesh, MeshSource
from .raster import join
from .views import LEFT_ARM_LIFTED, RIGHT_ARM_LIFTED, View

#: The bones and cartilages, an element a row, with the part of the body that each goes along with.
BONE_MESHES = Path(__file__).parent / "bone_meshes.csv"
SIDES = {"right": -1, "left": 1, "": 0}


@dataclass(frozen=True)
class Bones:
    """All bones at rest. `arm`: (N,) -1 or 1 for a vertex of the right or left free arm, 0 elsewhere; `side`: (N,) of
    its bone, 0 on the midline."""

    mesh: Mesh
    arm: Ints
    side: Ints

    def posed(self, view: View) -> Mesh:
        """The bones as a view shows them: with a lifted arm, without the other one; those of one limb alone."""
        vertices, hidden = self.mesh.vertices, np.zeros(len(self.arm), bool)
        if view.pose in (RIGHT_ARM_LIFTED, LEFT_ARM_LIFTED):
            lift: Floats = (self.arm == view.side).astype(float)
            vertices, hidden = lift_arm(vertices, lift, view.side), self.arm == -view.side
        if view.limb == "arm":
            hidden = self.arm != view.side
        elif view.limb == "leg":
            hidden = (self.side != view.side) | (self.arm != 0)
        return Mesh(vertices, self.mesh.faces[~hidden[self.mesh.faces].any(axis=1)])


def read_bones(source: MeshSource, table: Path = BONE_MESHES) -> Bones:
    """Every bone of the table, and the breastbone, which the source lacks. Raises MeshError for an unknown element."""
    meshes, arm, side = [breastbone()], [0], [0]
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            meshes.append(source.mesh(row["element_id"]))
            side.append(SIDES[row["side"]])
            arm.append(side[-1] if row["moves_with"] == "arm" else 0)
    counts = [len(mesh.vertices) for mesh in meshes]
    return Bones(join(meshes), np.repeat(arm, counts), np.repeat(side, counts))
