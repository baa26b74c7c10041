"""Where the numbered dots of trigger points stand: at the point, or beside it where dots would cover one another.

A dot is as large on a phone as on a desk, so points of one muscle, some millimetres apart, would lie under one another.
They are pushed apart just enough; a thin line leads from a dot that was moved to its point (``leader_rings``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referral.body.plates import Plate

Floats = NDArray[np.float64]
Place = tuple[float, float]
Box = tuple[float, float, float, float]
Circle = tuple[float, float, float]

DOT_PX: Final = 20
"""Across a dot, half of its white rim with it, whatever the size of the map."""

RIM_PX: Final = 2
"""The white rim, half of it outside of DOT_PX."""

NUMBER_PX, LONG_NUMBER_PX = 12, 11
"""Of the number in a dot; of a number with a letter (B2)."""

RADIUS_PX: Final = (DOT_PX + 1) / 2
"""Half the way between two dots that touch: their rims share a line."""

GOLDEN_ANGLE: Final = 2.399963
"""Radians; turns of it never point the same way twice."""

SAME_MM: Final = 1e-6
"""Nearer points are at one place."""

TOLERANCE_SHARE: Final = 0.01
"""Dots that overlap by less than this share of their radius are left so."""

MOST_ROUNDS: Final = 500


@dataclass(frozen=True)
class Mark:
    """A numbered dot. `x_mm`, `y_mm`: where the trigger point is; `dot_mm`: the middle of its dot, which may stand
    beside it; `view_id`: the view that it lies in."""

    x_mm: float
    y_mm: float
    text: str
    colour: str
    trigger_point_id: str
    view_id: str
    dot_mm: tuple[float, float]


def spread(
    places: Sequence[tuple[float, float, str]], radius_mm: float, box: Box, fixed: Sequence[Circle] = ()
) -> list[Place]:
    """Return a dot's centre for each place (x mm, y mm, number), in the same order.

    No two lie nearer than twice `radius_mm`, each whole dot is in the `box` (left, bottom, right, top) and covers none
    of the `fixed` circles (x, y, radius), as far as there is room for all; a dot that touches nothing stays at its
    place. The order of the places is of no matter.
    """
    order = sorted(range(len(places)), key=lambda number: places[number])
    low, high = _room(box, radius_mm)
    centres = np.clip(np.array([places[number][:2] for number in order], float).reshape(-1, 2), low, high)
    circles = np.array(fixed, float).reshape(-1, 3)
    for _ in range(MOST_ROUNDS):
        push = _push(centres, radius_mm, circles)
        if not push.any():
            break
        centres = np.clip(centres + push, low, high)
    found: dict[int, Place] = {}
    for number, (x_mm, y_mm) in zip(order, centres.tolist(), strict=True):
        found[number] = (round(x_mm, 1), round(y_mm, 1))
    return [found[number] for number in range(len(places))]


def apart(plate: Plate, marks: Sequence[Mark], radius_mm: float, fixed: Sequence[Circle] = ()) -> tuple[Mark, ...]:
    """Return the marks in the same order, their dots beside one another and what is `fixed`, within their view."""
    found = list(marks)
    for placed in plate.views:
        here = [number for number, mark in enumerate(marks) if mark.view_id == placed.view.view_id]
        right, top = placed.left_mm + placed.view.width_mm, placed.bottom_mm + placed.view.height_mm
        places = [(marks[number].x_mm, marks[number].y_mm, marks[number].text) for number in here]
        dots = spread(places, radius_mm, (placed.left_mm, placed.bottom_mm, right, top), fixed)
        for number, dot_mm in zip(here, dots, strict=True):
            found[number] = replace(marks[number], dot_mm=dot_mm)
    return tuple(found)


def leader_rings(marks: Iterable[Mark], radius_mm: float) -> tuple[Floats, ...]:
    """Return the lines from points to their dots, (2, 2) plate mm each, where a dot stands so far beside its point that
    a line has to lead there."""
    lines = (np.array([(mark.x_mm, mark.y_mm), mark.dot_mm]) for mark in marks)
    return tuple(line for line in lines if np.hypot(*(line[1] - line[0])) > radius_mm / 4)


def _room(box: Box, radius_mm: float) -> tuple[Floats, Floats]:
    """The lowest and the highest that a dot's centre may be, (2,) each; the middle where a dot does not fit."""
    low, high = np.array(box[:2]) + radius_mm, np.array(box[2:]) - radius_mm
    return np.minimum(low, (low + high) / 2), np.maximum(high, (low + high) / 2)


def _push(centres: Floats, radius_mm: float, fixed: Floats) -> Floats:
    """(N, 2) how far each dot gives way: half of what is missing to another dot, all of it to one of the (M, 3) fixed
    circles, on average over those that overlap it (everything at once would throw a crowd about)."""
    apart, distance = _ways(centres, centres)
    missing = 2 * radius_mm - distance
    np.fill_diagonal(missing, 0)
    from_fixed, fixed_distance = _ways(centres, fixed[:, :2])
    missing = np.hstack([missing / 2, radius_mm + fixed[:, 2] - fixed_distance])
    missing = np.where(missing > TOLERANCE_SHARE * radius_mm / 2, missing, 0)
    ways = np.concatenate([apart, from_fixed], axis=1)
    return np.asarray((ways * missing[..., None]).sum(axis=1) / np.maximum((missing > 0).sum(axis=1), 1)[:, None])


def _ways(centres: Floats, others: Floats) -> tuple[Floats, Floats]:
    """(N, M, 2) unit vectors to each centre from each other place, and (N, M) mm between them. Where both are at one
    place: any way, but opposite for the two."""
    first, second = np.indices((len(centres), len(others)))
    angle = GOLDEN_ANGLE * (np.minimum(first, second) * len(centres) + np.maximum(first, second))
    any_way = np.stack([np.cos(angle), np.sin(angle)], axis=-1) * np.where(second < first, -1, 1)[..., None]
    apart = centres[:, None] - others[None]
    distance = np.hypot(apart[..., 0], apart[..., 1])
    at_one = distance < SAME_MM
    return np.where(at_one[..., None], any_way, apart / np.where(at_one, 1, distance)[..., None]), distance
