"""The skin of the reference body as points spread evenly over it, and what each view shows of them.

Measured by ``python -m tools.atlas``; a coarse stand-in for the meshes, enough to draw strokes on. Lengths are mm, axes
those of the atlas: x to the body's left, y up, z to the front.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from referral.body.skin_files import SHADES, TENTHS, unpacked
from referral.body.symmetry import mirrored

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

LOT: Final = 48
CUBE_MM: Final = 32.0
"""At most so many points of a cube are taken together where something near is looked for."""

NEAR_LOTS: Final = 6
CELL_MM: Final = 12.0
"""So many of the lots nearest to a place, more exactly to the middle of its cell of space, are searched for the points
next to it."""

SAME_WAY: Final = 0.25
"""Skin that looks more than this (a cosine) in a wanted direction is the same side of a limb."""

SMOOTH_MM: Final = 5.0
"""A place is moved to the skin along the mean normal of the points about it, weighted by this width; from farther away
in two steps."""


KINDS: Final = ("places", "light", "seen", "moved")
"""What skin_places.npz holds of each view, as tools.atlas writes it."""


@dataclass(frozen=True, eq=False)
class Lots:
    """Points that lie together. members: (L, LOT) their numbers, the last one again where there are fewer; middles:
    (L, 3) mm and reach: (L,) mm of the spheres that hold them."""

    members: Ints
    middles: Floats
    reach: Floats


def spheres(places: Floats) -> tuple[Floats, Floats]:
    """(L, P, 3) places -> the middles (L, 3) and radii (L,) of spheres that hold those of each lot."""
    middles = (places.min(axis=1) + places.max(axis=1)) / 2
    return middles, np.sqrt(((places - middles[:, None]) ** 2).sum(axis=2).max(axis=1))


@dataclass(frozen=True, eq=False, repr=False)
class Skin:
    """points, normals: (N, 3) mm and unit; codes: (N,) area numbers as in the index images; gaps: (N,) mm, the points
    with at least a gap are an even set that far apart; fine: area numbers of head, hands and feet, where all is small;
    midline_x_mm: the plane of symmetry. Equal by identity."""

    points: Floats
    normals: Floats
    codes: NDArray[np.uint16]
    gaps: Floats
    fine: frozenset[int]
    midline_x_mm: float

    def mirrored(self, places: NDArray[Any]) -> NDArray[Any]:
        """(N, 3) places of one side -> the same on the other."""
        return mirrored(places, self.midline_x_mm)

    def on_skin(self, places: Floats, facing: Floats | None = None) -> tuple[Floats, Floats, Ints]:
        """Places (M, 3) -> the skin nearest to each that looks the way of `facing` (M, 3), if given; its normals
        (M, 3), and the number of the nearest point (M,)."""
        on, normals, nearest = self._moved(places, facing)
        far = np.flatnonzero(np.linalg.norm(on - places, axis=1) > SMOOTH_MM)
        if len(far):  # from deep within the body the first time leads only near it
            on[far], normals[far], nearest[far] = self._moved(on[far], None if facing is None else facing[far])
        return on, normals, nearest

    def _moved(self, places: Floats, facing: Floats | None) -> tuple[Floats, Floats, Ints]:
        places = np.asarray(places, np.float32)
        near = self._near(places)
        to = self.points[near] - places[:, None]
        away = np.einsum("mkx,mkx->mk", to, to)
        around = self.normals[near]
        if facing is not None:
            same = np.einsum("mkx,mx->mk", around, facing) > SAME_WAY
            away = np.where(same | ~same.any(axis=1, keepdims=True), away, np.inf)
        first = away.argmin(axis=1)
        each = np.arange(len(near))
        nearest, here = near[each, first], around[each, first]
        # of those about the nearest one only what looks the same way: not the back of a hand for its palm
        alike = np.einsum("mkx,mx->mk", around, here) > SAME_WAY
        weight = np.exp((away[each, first][:, None] - away) / (2 * SMOOTH_MM**2)) * alike
        weight /= weight.sum(axis=1, keepdims=True)
        middle = np.einsum("mk,mkx->mx", weight, to)
        normals = np.einsum("mk,mkx->mx", weight, around)
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-6)
        moved = places + np.einsum("mx,mx->m", middle, normals)[:, None] * normals
        beside = np.linalg.norm(moved - self.points[nearest], axis=1) > 2 * SMOOTH_MM
        moved[beside] = self.points[nearest[beside]]
        return moved, normals, nearest

    def _near(self, places: Floats) -> Ints:
        """(M, K) numbers of points about each place, nearly surely the nearest ones among them."""
        cells, which = np.unique(np.floor(places / CELL_MM).astype(np.int64), axis=0, return_inverse=True)
        keys, known = list(map(tuple, cells.tolist())), self._near_cells
        new = [number for number, key in enumerate(keys) if key not in known]
        for some in np.array_split(new, -(-len(new) // 200)) if new else ():
            known.update(zip([keys[number] for number in some], self._lots_near(cells[some]), strict=True))
        lots = np.array([known[key] for key in keys])
        return self.lots.members[lots[which.ravel()]].reshape(len(places), -1)

    def _lots_near(self, cells: Ints) -> Ints:
        """(C, NEAR_LOTS) the lots nearest to the middles of cells of space (C, 3)."""
        middles = ((cells + 0.5) * CELL_MM).astype(np.float32)
        square = (
            (middles**2).sum(axis=1)[:, None] + (self.lots.middles**2).sum(axis=1) - 2 * middles @ self.lots.middles.T
        )
        away = np.sqrt(np.maximum(square, 0)) - self.lots.reach
        return np.argpartition(away, NEAR_LOTS, axis=1)[:, :NEAR_LOTS]

    def within(self, low: Floats, high: Floats) -> Ints:
        """The numbers of the points in a box, (3,) to (3,), and of some beside it."""
        reach = self.lots.reach[:, None]
        meets = ((self.lots.middles + reach >= low) & (self.lots.middles - reach <= high)).all(axis=1)
        return np.unique(self.lots.members[meets])

    @cached_property
    def _near_cells(self) -> dict[tuple[int, ...], Ints]:
        return {}

    @cached_property
    def lots(self) -> Lots:
        """The points in lots of neighbours."""
        cubes = np.floor(self.points / CUBE_MM).astype(np.int64) + 1000
        _, cube = np.unique(cubes @ [1_000_000_000, 1_000_000, 1_000], return_inverse=True)
        order = np.argsort(cube, kind="stable")
        counts = np.bincount(cube)
        starts = np.concatenate(
            [np.arange(0, count, LOT) + first for count, first in zip(counts, counts.cumsum() - counts, strict=True)]
        )
        last = np.repeat(counts.cumsum() - 1, -(-counts // LOT))
        members = order[np.minimum(starts[:, None] + np.arange(LOT), last[:, None])]
        return Lots(members, *spheres(self.points[members]))


@dataclass(frozen=True, eq=False, repr=False)
class SkinShown:
    """What a view shows of the skin, at `px_per_mm`. rest: (rows, columns, 3) mm, the place at rest of each pixel, also
    a little beyond the outline; light: (rows, columns) 0..1, how light the picture is; seen: (S,) numbers of the points
    that are seen; screen: (S, 2) where, mm from the picture's lower left corner."""

    px_per_mm: float
    rest: Floats
    light: Floats
    seen: Ints
    screen: Floats


@dataclass(frozen=True)
class Look:
    """How a view looks at the body: right, up: unit vectors of the screen; left, bottom: mm of its corner; width_mm,
    height_mm: its size."""

    right: tuple[float, float, float]
    up: tuple[float, float, float]
    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float

    @property
    def axes(self) -> NDArray[np.float64]:
        """(3, 3): right, up, toward the viewer."""
        right, up = np.array(self.right), np.array(self.up)
        return np.array([right, up, np.cross(right, up)])


def skin_from(arrays: Mapping[str, NDArray[Any]], midline_x_mm: float) -> Skin:
    """Make a skin of the arrays of skin.npz. KeyError for one that is missing, ValueError for one of a wrong shape."""
    points, normals = arrays["points"], arrays["normals"]
    codes, gaps = arrays["codes"], arrays["gaps"]
    if points.ndim != 2 or points.shape[1] != 3 or normals.shape != points.shape or len(points) < LOT * NEAR_LOTS * 2:
        raise ValueError("not the points of a skin")
    if codes.shape != points.shape[:1] or gaps.shape != codes.shape:
        raise ValueError("not as many areas as points")
    unit = normals.astype(np.float32)
    unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-6)
    return Skin(
        points.astype(np.float32) * np.float32(TENTHS),
        unit,
        codes.astype(np.uint16),
        gaps.astype(np.float32) * np.float32(TENTHS),
        frozenset(arrays["fine"].tolist()),
        midline_x_mm,
    )


def shown_from(arrays: Mapping[str, NDArray[Any]], look: Look, skin: Skin) -> SkinShown:
    """Make what a view shows of its arrays in skin_places.npz. KeyError for one that is missing, ValueError for arrays
    that do not fit one another."""
    places, light, steps, moved = (arrays[kind] for kind in KINDS)
    if (
        places.ndim != 4
        or places.shape[:2] != (3, 2)
        or light.shape != places.shape[1:]
        or moved.shape != (len(steps), 2)
    ):
        raise ValueError("not the places of a view")
    rows, columns = light.shape[1:]
    scale = rows / look.height_mm
    seen = steps.astype(np.int64).cumsum()
    if len(seen) and seen[-1] >= len(skin.points):
        raise ValueError("the points are those of another skin")
    own = np.stack([unpacked(places[axis]) for axis in range(3)], axis=-1).astype(np.float32) * np.float32(TENTHS)
    own[..., 0] += look.left_mm + (np.arange(columns, dtype=np.float32) + 0.5) / scale
    own[..., 1] += (look.bottom_mm + look.height_mm - (np.arange(rows, dtype=np.float32) + 0.5) / scale)[:, None]
    axes = look.axes.astype(np.float32)
    screen = skin.points[seen] @ axes[:2].T - np.array([look.left_mm, look.bottom_mm], np.float32)
    return SkinShown(
        scale,
        own @ axes,
        unpacked(light).astype(np.float32) / (SHADES - 1),
        seen,
        screen + moved.astype(np.float32) * np.float32(TENTHS),
    )
