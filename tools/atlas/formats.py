"""What atlas.json, outlines.json and muscle_pictures.json hold, as types; referral/body/atlas_files.py reads them."""

from __future__ import annotations

from typing import TypedDict

#: A ring as x, y, x, y... in view mm, to 0.1 mm.
FlatRing = list[float]


class ViewEntry(TypedDict):
    """A view in atlas.json. right, up: unit vectors of its screen in the atlas's axes; left_mm, bottom_mm: the lower
    left corner on that screen; pose: rest, or the side whose arm is lifted; depth_step_mm: between depths in
    depths.npz."""

    width_mm: float
    height_mm: float
    index_px_per_mm: float
    picture: str
    index: str
    close_up: bool
    part: str
    direction: str
    side: str
    layers: dict[str, str]
    right: list[float]
    up: list[float]
    left_mm: float
    bottom_mm: float
    pose: str
    depth_step_mm: float


class PlacedEntry(TypedDict):
    """A view on a plate: its lower left corner in sheet mm, y up."""

    view: str
    left_mm: float
    bottom_mm: float


class PlateEntry(TypedDict):
    """A plate in atlas.json."""

    width_mm: float
    height_mm: float
    title_mm: float
    views: list[PlacedEntry]


class BodyEntry(TypedDict):
    """How the body is mirrored and an arm lifted, in atlas.json: the plane of symmetry, the axis (y, z) through the
    shoulders, the angle; and where the lattice "lift" of depths.npz begins (x, y, z), and its step."""

    midline_x_mm: float
    shoulder_yz_mm: list[float]
    lifted_deg: float
    lift_first_mm: list[float]
    lift_step_mm: float


class AtlasFile(TypedDict):
    """atlas.json."""

    attribution: str
    body: BodyEntry
    views: dict[str, ViewEntry]
    plates: dict[str, PlateEntry]
    region_codes: dict[str, int]


class ShownEntry(TypedDict):
    """A muscle's picture in a view: a file below static/atlas/muscles, and left, bottom, width, height in view mm; and
    the outline of the muscle there."""

    picture: str
    box: list[float]
    outline: list[FlatRing]


class MuscleEntry(TypedDict):
    """A muscle in muscle_pictures.json: by view and side."""

    drawn: bool
    deep: bool
    views: dict[str, dict[str, ShownEntry]]


class OutlinesFile(TypedDict):
    """outlines.json; areas: view id -> area id -> rings."""

    attribution: str
    areas: dict[str, dict[str, list[FlatRing]]]


class MusclePicturesFile(TypedDict):
    """muscle_pictures.json."""

    attribution: str
    muscles: dict[str, MuscleEntry]
