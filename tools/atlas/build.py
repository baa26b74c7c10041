"""Measure one view: its picture, its region index image, the outlines that show in it, the depths of its skin."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import clay
from .areas import LEFT, RIGHT, Region, area_outlines, index_image
from .body import Body, build_body
from .depths import Lift, kept_depths, lift_lattice
from .digits import Digits
from .meshes import MeshSource
from .muscles import MuscleOutline, MuscleShape, Poser, every_outline, read_shapes, skin_depth
from .outlines import Rings
from .points import Distance, measured, read_points
from .views import View

#: Side of the body -> its code in an index image.
SIDE_CODE = {-1: RIGHT, 1: LEFT}


@dataclass(frozen=True)
class Parts:
    """All that the views are built from."""

    body: Body
    digits: Digits
    poser: Poser
    shapes: dict[str, MuscleShape]
    regions: list[Region]
    distances: list[Distance]

    @property
    def lift(self) -> Lift:
        """What goes along with a lifted arm."""
        return lift_lattice(self.body.mesh.vertices[self.body.lift > 0], self.poser)

    @property
    def codes(self) -> dict[str, int]:
        """Region id -> its code in the index images, from 1."""
        return {region.region_id: code for code, region in enumerate(self.regions, start=1)}


@dataclass(frozen=True)
class ViewResult:
    """What was measured in a view: areas and muscles by region or muscle id and side code, depths of the skin in mm."""

    view: View
    picture: NDArray[np.uint8]
    index: NDArray[np.uint8]
    areas: dict[tuple[str, int], Rings]
    muscles: dict[tuple[str, int], MuscleOutline]
    depths: NDArray[np.int16]


_parts: Parts | None = None


def prepare(source: MeshSource, data: Path) -> Parts:
    """Read meshes and tables (regions.csv and trigger_points.csv of `data`) once; the workers, forked after this, share
    them. Raises ValueError for trigger points that lie away from their muscle."""
    global _parts
    shapes = read_shapes(source)
    distances = measured(read_points(data / "trigger_points.csv"), shapes)
    body = build_body(source)
    _parts = Parts(body, Digits(source), Poser(body), shapes, read_regions(data / "regions.csv"), distances)
    return _parts


def build_view(view: View) -> ViewResult:
    """Measure one view; `prepare` must have run."""
    assert _parts is not None, "prepare() first"
    camera = view.index_camera
    seen = clay.see(_parts.body, view, camera)
    skin = skin_depth(_parts.body, view, camera, seen)
    index = index_image(_parts.regions, _parts.digits, view, seen)
    outlines = every_outline(_parts.shapes, view, skin, _parts.poser)
    return ViewResult(
        view,
        clay.picture(_parts.body, view),
        index,
        area_outlines(_parts.regions, index, camera),
        {(muscle, SIDE_CODE[side]): outline for (muscle, side), outline in outlines.items()},
        kept_depths(view, skin),
    )


def read_regions(path: Path) -> list[Region]:
    """The rows of regions.csv that lie on the skin."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Region(row["region_id"], row["sided"] == "true") for row in csv.DictReader(file) if row["surface"] == "true"
        ]
