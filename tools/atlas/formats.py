"""What atlas.json and outlines.json hold, as types; referral/body/atlas_files.py reads them."""

from __future__ import annotations

from typing import TypedDict

#: A ring as x, y, x, y... in view mm, to 0.1 mm.
FlatRing = list[float]
#: View id -> side ("right", "left") -> rings.
SidesByView = dict[str, dict[str, list[FlatRing]]]


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


class MuscleEntry(TypedDict):
    """A muscle in outlines.json; `deep`: hardly a part of it lies near the skin, the whole is outlined."""

    drawn: bool
    deep: bool
    views: SidesByView


class OutlinesFile(TypedDict):
    """outlines.json; areas: view id -> area id -> rings."""

    attribution: str
    areas: dict[str, dict[str, list[FlatRing]]]
    muscles: dict[str, MuscleEntry]
