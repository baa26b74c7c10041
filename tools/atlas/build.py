"""Measure one view: its picture, its region index image, its muscles, the depths of its skin."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import clay
from .areas import LEFT, RIGHT, Region, area_outlines, index_image
from .body import Body, build_body
from .bones import Bones, read_bones
from .depths import Lift, kept_depths, lift_lattice
from .digits import Digits
from .drawn import every_drawn_body
from .fibres import every_fibre_field
from .layers import deep_muscles, layers_of
from .meshes import Mesh, MeshSource
from .muscle_pictures import Fleshed, Stage
from .muscles import Felt, MuscleShape, Poser, every_silhouette, read_shapes, skin_depth
from .outlines import Rings
from .points import Distance, felt_by_muscle, measured, read_points
from .refine import refined
from .rib_cage import read_rib_cage
from .views import VIEWS, View
from .webp import webp

#: Side of the body -> its code in an index image.
SIDE_CODE = {-1: RIGHT, 1: LEFT}
#: Edges of a muscle's mesh that are longer (mm) are halved before it is drawn.
LONGEST_EDGE = 5.0


@dataclass(frozen=True)
class Parts:
    """All that the views are built from."""

    body: Body
    bones: Bones
    digits: Digits
    poser: Poser
    shapes: dict[str, MuscleShape]
    muscles: dict[str, Fleshed]
    deep: frozenset[str]
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

    @property
    def felt(self) -> dict[str, list[Felt]]:
        """Where each muscle's trigger points are felt."""
        return felt_by_muscle(distance.point for distance in self.distances)


@dataclass(frozen=True)
class ShownMuscle:
    """A muscle in a view: its picture (WebP); left, bottom, width and height, and the outline of the whole, view mm."""

    picture: bytes
    box_mm: tuple[float, float, float, float]
    outline: Rings


@dataclass(frozen=True)
class ViewResult:
    """What was measured in a view: areas and muscles by region or muscle id and side code, its layers (WebP)
    by name, depths of the skin in mm."""

    view: View
    picture: NDArray[np.uint8]
    index: NDArray[np.uint8]
    areas: dict[tuple[str, int], Rings]
    muscles: dict[tuple[str, int], ShownMuscle]
    layers: dict[str, bytes]
    depths: NDArray[np.int16]


_parts: Parts | None = None


def prepare(source: MeshSource, data: Path) -> Parts:
    """Read meshes and tables (regions.csv and trigger_points.csv of `data`) once; the workers, forked after this, share
    them. Raises ValueError for trigger points that lie away from their muscle."""
    global _parts
    shapes = read_shapes(source)
    distances = measured(read_points(data / "trigger_points.csv"), shapes)
    body = build_body(source)
    drawn = {muscle: fibres for muscle, (_, fibres) in every_drawn_body().items()}
    drawn_finely = {muscle: replace(shape, mesh=_finely(shape)) for muscle, shape in shapes.items()}
    fibres = every_fibre_field(drawn_finely, source) | drawn
    muscles = {muscle: Fleshed(muscle, shape.mesh, fibres[muscle]) for muscle, shape in drawn_finely.items()}
    deep = deep_muscles(list(muscles.values()), [view.camera for view in VIEWS if not view.close_up])
    regions = read_regions(data / "regions.csv")
    digits, poser = Digits(source), Poser(body, read_rib_cage(source))
    _parts = Parts(body, read_bones(source), digits, poser, shapes, muscles, deep, regions, distances)
    return _parts


def build_view(view: View) -> ViewResult:
    """Measure one view; `prepare` must have run."""
    assert _parts is not None, "prepare() first"
    camera = view.index_camera
    seen = clay.see(_parts.body, view, camera)
    skin = skin_depth(_parts.body, view, camera, seen)
    index = index_image(_parts.regions, _parts.digits, view, seen)
    bones = _parts.bones.posed(view)
    outlines = every_silhouette(_parts.shapes, _parts.felt, view, skin, _parts.poser, bones)
    stage = Stage(view, skin, _parts.bones, _parts.poser)
    return ViewResult(
        view,
        clay.picture(_parts.body, view),
        index,
        area_outlines(_parts.regions, index, camera),
        _muscles(stage, outlines, _parts),
        {name: webp(layer) for name, layer in layers_of(stage, list(_parts.muscles.values()), _parts.deep).items()},
        kept_depths(view, skin),
    )


def _finely(shape: MuscleShape) -> Mesh:
    """A mesh with edges short enough for the values at its vertices to draw tendons and fibres."""
    return shape.mesh if shape.drawn else refined(shape.mesh, LONGEST_EDGE)


def _muscles(stage: Stage, outlines: dict[tuple[str, int], Rings], parts: Parts) -> dict[tuple[str, int], ShownMuscle]:
    found = {}
    for (muscle, side), outline in outlines.items():
        picture = stage.picture(parts.muscles[muscle], side)
        if picture is not None:
            found[muscle, SIDE_CODE[side]] = ShownMuscle(webp(picture.pixels), picture.box_mm, outline)
    return found


def read_regions(path: Path) -> list[Region]:
    """The rows of regions.csv that lie on the skin."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Region(row["region_id"], row["sided"] == "true") for row in csv.DictReader(file) if row["surface"] == "true"
        ]
