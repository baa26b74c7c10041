"""Where trigger points show: from their places in the body to X marks in the views.

A point is marked in every view that looks from where it is felt (`felt_from`) and shows its side of the body; one that
none of these shows, where its skin is nearest. What this takes of the anatomy is measured once, by ``python -m
tools.atlas``, and knows nothing of trigger points: how each view looks at the body (`Sight`), and how the body is
mirrored and bent (`Body`). So a point that an editor adds or moves shows at once. Lengths are mm, axes those of the
atlas: x to the body's left, y up, z to the front.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from referral.body.symmetry import mirrored
from referral.model.rows import SIDES, Area, Direction, Region, Side, TriggerPoint

Floats = NDArray[np.float64]
Pose = Literal["rest", "right", "left"]
Marks = dict[tuple[str, Side, str], tuple[float, float]]

DEEPEST_MM: Final = 150.0
"""No point is felt deeper than this under the skin: what a view of the soles shows is the foot, not the pelvis over it.
The deepest, iliopsoas beside the spine, lies some 110 mm behind the navel."""

STANDS_OUT_MM: Final = 35.0
"""A point may seem to lie this far before the skin, most where an arm is lifted; what lies farther before it belongs to
another part of the body: the trunk before the inner side of an arm."""

NEARER_SHARE: Final = 0.6
"""How far through the body its nearer part reaches: over a half, since the middle of a limb belongs to both sides."""

AS_NEAR_MM: Final = 12.0
"""A point that no view shows from where it is felt is marked where its skin is nearest, and where it is at most this
much farther."""

SEEN_THROUGH_MM: Final = 70.0
"""Where a point lies this much deeper than in the view that has it nearest to the skin, another part of the body stands
before it: an X of the chest would be drawn on the arm."""

THINNEST_MM: Final = 1.0
"""No part of the body is taken for thinner: where front and back meet, depths in whole mm say nothing."""

NOWHERE: Final = np.iinfo(np.int16).min
"""The depth that stands for no depth: beside the body, or where its picture has faded out."""

FULL_LIFT: Final = 255
"""The number in `Body.lift` of a place that goes all the way with a lifted arm."""

KNOWN_SHARE: Final = 0.5
"""Between elements some of which are NOWHERE there is a value where the others weigh at least this much, which draws
the outline of the body half way between a place on it and one beside it."""


@dataclass(frozen=True, eq=False)
class Sight:
    """How a view looks at the body, and where the skin lies there.

    `right`, `up`: (3,) unit vectors of the screen; `left_mm`, `bottom_mm`: the picture's lower left corner on it.
    `pose`: at rest, or the side whose arm is lifted. `depths`: (2, rows, columns) int16, mm towards the viewer of the
    skin in front and of the skin behind, at the middle of each square of `step_mm`, row 0 at the top. `direction`: from
    where it looks; `side`: the one that alone is shown or looked at, None for both.
    """

    right: Floats
    up: Floats
    left_mm: float
    bottom_mm: float
    height_mm: float
    pose: Pose
    step_mm: float
    depths: NDArray[np.int16]
    direction: Direction = "front"
    side: Side | None = None

    def shows(self, side: Side | None) -> bool:
        """Whether what lies on a side, None for the midline, is marked: a side view shows the nearer one."""
        return None in (self.side, side) or side == self.side

    def screen_mm(self, places: Floats) -> Floats:
        """(N, 3) places -> (N, 2) mm from the picture's lower left corner."""
        return places @ np.column_stack([self.right, self.up]) - [self.left_mm, self.bottom_mm]

    def under_mm(self, places: Floats) -> tuple[Floats, Floats]:
        """How deep (N, 3) places lie under the skin that one sees, NaN beside what is shown; and how thick the body is
        there, endless where the figure is open behind (the other arm left out, a foot cut off): (N,) and (N,) mm."""
        front, back = self._skin(self.screen_mm(places))
        thickness = np.maximum(front - np.nan_to_num(back, nan=-np.inf), THINNEST_MM)
        return front - places @ np.cross(self.right, self.up), thickness

    def _skin(self, screen: Floats) -> Floats:
        """(2, N) depths of the skin in front and behind at (N, 2) screen mm; NaN where there are none."""
        steps = np.column_stack([self.height_mm - screen[:, 1], screen[:, 0]]) / self.step_mm
        inside = ((steps >= 0) & (steps < self.depths.shape[1:])).all(axis=1)
        found = np.full((2, len(screen)), np.nan)
        found[:, inside] = _between(self.depths, steps[inside] - 0.5)
        return found


@dataclass(frozen=True, eq=False)
class Body:
    """What the views share: the plane of symmetry, and how an arm is lifted in the side views.

    A lifted arm turns forwards by `degrees` about the axis from side to side through `shoulder_yz_mm`, (2,). `lift`:
    (I, J, K) uint8, how far a place goes along with it, 0 to FULL_LIFT, on a lattice: element (i, j, k) stands at
    `first_mm` + `step_mm` * (i, j, k); beyond its ends it stays the same.
    """

    midline_x_mm: float
    shoulder_yz_mm: Floats
    degrees: float
    first_mm: Floats
    step_mm: float
    lift: NDArray[np.uint8]

    def mirrored(self, places: Floats) -> Floats:
        """(N, 3) places of one side -> the same on the other."""
        return mirrored(places, self.midline_x_mm)

    def with_lifted_arms(self, places: Floats) -> Floats:
        """(N, 3) places at rest -> where they lie when the arms are lifted forwards."""
        angle = np.radians(self.degrees) * self._lift_at(places)
        up, front = (places[:, 1:] - self.shoulder_yz_mm).T
        turned = [up * np.cos(angle) + front * np.sin(angle), front * np.cos(angle) - up * np.sin(angle)]
        return np.column_stack([places[:, 0], np.transpose(turned) + self.shoulder_yz_mm])

    def _lift_at(self, places: Floats) -> Floats:
        """(N,) 0..1: how far (N, 3) places go along with a lifted arm."""
        return _between(self.lift, (places - self.first_mm) / self.step_mm) / FULL_LIFT


@dataclass(frozen=True, eq=False)
class Anatomy:
    """What was measured once of the body and of every view, by view id. Equal by identity, so it can be a key."""

    sights: Mapping[str, Sight]
    body: Body


def marks(trigger_points: Iterable[TriggerPoint], sights: Mapping[str, Sight], body: Body) -> Marks:
    """Return where each point, on either side, shows in which views, in view mm to 0.1 mm."""
    points = tuple(trigger_points)
    on_right = np.array([(point.x_mm, point.y_mm, point.z_mm) for point in points], float).reshape(-1, 3)
    found: Marks = {}
    for side, places in zip(SIDES, (on_right, body.mirrored(on_right)), strict=True):
        lifted = body.with_lifted_arms(places)
        views = [view_id for view_id, sight in sights.items() if sight.shows(side)]
        posed = [places if sights[view_id].pose == "rest" else lifted for view_id in views]
        measured = [sights[view_id].under_mm(here) for view_id, here in zip(views, posed, strict=True)]
        facing = [[sights[view_id].direction in point.felt_from for point in points] for view_id in views]
        shown = _shown(np.array(facing, bool), measured)
        for view_id, here, is_shown in zip(views, posed, shown, strict=True):
            screen = np.round(sights[view_id].screen_mm(here), 1).tolist()
            for number in np.flatnonzero(is_shown).tolist():
                x_mm, y_mm = screen[number]
                found[view_id, side, points[number].trigger_point_id] = x_mm, y_mm
    return found


def hidden_marks(view_id: str, regions: Iterable[Region], anatomy: Anatomy) -> Iterator[tuple[Area, float, float]]:
    """Yield the hidden places whose mark a view shows, on each side that it shows, and where: view mm to 0.1 mm.
    KeyError for an unknown view."""
    sight, body = anatomy.sights[view_id], anatomy.body
    for region in regions:
        if region.mark is None or sight.direction not in region.mark_from:
            continue
        on_right = np.array([region.mark])
        for side in SIDES if region.sided else (None,):
            if not sight.shows(side):
                continue
            at_rest = body.mirrored(on_right) if side == "left" else on_right
            place = at_rest if sight.pose == "rest" else body.with_lifted_arms(at_rest)
            if np.isfinite(sight.under_mm(place)[0]).all():
                x_mm, y_mm = np.round(sight.screen_mm(place)[0], 1).tolist()
                yield Area(region.region_id, side), x_mm, y_mm


def _shown(facing: NDArray[np.bool_], measured: Sequence[tuple[Floats, Floats]]) -> NDArray[np.bool_]:
    """(V, N) whether each view shows each point: by whether it looks from where the point is felt, (V, N), and what
    `Sight.under_mm` gives for each view."""
    if not measured:
        return np.zeros((0, 0), bool)
    under, thickness = (np.stack(values) for values in zip(*measured, strict=True))
    under = np.where(under < -STANDS_OUT_MM, np.nan, under)
    felt = facing & (under <= np.minimum(thickness, DEEPEST_MM))
    # fmin passes over the views beside which a point lies
    felt &= under <= np.fmin.reduce(np.where(felt, under.clip(min=0), np.nan), axis=0) + SEEN_THROUGH_MM
    as_near = under <= np.fmin.reduce(under, axis=0) + AS_NEAR_MM
    return np.where(felt.any(axis=0), felt, as_near)


def _between(lattice: NDArray[np.integer], steps: Floats) -> Floats:
    """(..., N) values of a lattice, its last D axes, at (N, D) `steps` from its first element: linear between the
    elements round each place, beyond the ends as at the ends; NaN where too few of them are known."""
    dimensions = steps.shape[1]
    before = np.floor(steps)
    beyond, last = steps - before, np.array(lattice.shape[-dimensions:]) - 1
    total = known = np.zeros(())
    for corner in product((0, 1), repeat=dimensions):
        weight = np.where(corner, beyond, 1 - beyond).prod(axis=1)
        here = lattice[..., *np.clip(before + corner, 0, last).astype(int).T]
        total = total + np.where(here == NOWHERE, 0.0, weight * here)
        known = known + np.where(here == NOWHERE, 0.0, weight)
    return np.where(known >= KNOWN_SHARE, total / np.maximum(known, KNOWN_SHARE), np.nan)
