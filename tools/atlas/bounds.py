"""Bounds of a place, as the tables of this folder write them: `y>1300 x<-40`, all of which must hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .meshes import Floats, MeshError


@dataclass(frozen=True)
class Bound:
    """One condition on a place: its coordinate along `axis` (0 to 2) is above (or below) `limit` mm."""

    axis: int
    above: bool
    limit: float

    def holds(self, points: Floats) -> NDArray[np.bool_]:
        """(N,) whether it holds at points (N, 3)."""
        values = points[:, self.axis]
        return values > self.limit if self.above else values < self.limit


def read_bounds(text: str | None, where: str) -> tuple[Bound, ...]:
    """The bounds of a cell. Raises MeshError, naming the place `where` it stands, for a word that is none."""
    return tuple(_read(word, where) for word in (text or "").split())


def within(bounds: Sequence[Bound], points: Floats) -> NDArray[np.bool_]:
    """(N,) whether all bounds hold at points (N, 3)."""
    inside = np.ones(len(points), bool)
    for bound in bounds:
        inside &= bound.holds(points)
    return inside


def _read(word: str, where: str) -> Bound:
    match = re.fullmatch(r"([xyz])([<>])(-?\d+(?:\.\d+)?)", word)
    if not match:
        raise MeshError(f"{where}: within: {word!r} is no bound such as y>1300")
    return Bound("xyz".index(match[1]), match[2] == ">", float(match[3]))
