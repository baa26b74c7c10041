"""Where a place of the skin lies, and the lines that rules are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..meshes import Floats, Ints

Mask = NDArray[np.bool_]
#: A region's name and where it lies.
Rule = tuple[str, Mask]


@dataclass(frozen=True)
class Place:
    """Points of the skin at rest: x (from the midline), y, z in mm; `arm`: hangs on an arm; `kind`: surface kind."""

    x: Floats
    y: Floats
    z: Floats
    arm: Mask
    kind: Ints

    @property
    def points(self) -> Floats:
        """(P, 3): x from the midline, y, z."""
        return np.column_stack([self.x, self.y, self.z])

    @property
    def everywhere(self) -> Mask:
        """(P,) true: the rule that takes what is left."""
        return np.ones(len(self.x), bool)

    def at(self, some: Mask) -> Place:
        """The places where `some` holds."""
        return Place(self.x[some], self.y[some], self.z[some], self.arm[some], self.kind[some])


def line(a: tuple[float, float], b: tuple[float, float], at: Floats) -> Floats:
    """The straight line through a = (u, v) and b: v at the places u = `at`; level beyond both ends."""
    (u1, v1), (u2, v2) = sorted([a, b])
    return np.interp(at, [u1, u2], [v1, v2])


def path(points: Sequence[tuple[float, float]], at: Floats) -> Floats:
    """The broken line through (u, v) points in order of u: v at the places u = `at`; level beyond both ends."""
    u, v = zip(*points, strict=True)
    return np.interp(at, u, v)


def along(p: Place, balls: Sequence[tuple[float, float, float, float]]) -> Mask:
    """Where a place lies within the chain of balls (x, y, z, radius), which are drawn on from one to the next."""
    found = np.zeros(len(p.x), bool)
    centres, radii = np.array(balls)[:, :3], np.array(balls)[:, 3]
    for number in range(len(balls) - 1):
        step = centres[number + 1] - centres[number]
        share = np.clip((p.points - centres[number]) @ step / (step @ step), 0, 1)
        off = np.linalg.norm(p.points - centres[number] - share[:, None] * step, axis=1)
        found |= off < radii[number] + share * (radii[number + 1] - radii[number])
    return found
