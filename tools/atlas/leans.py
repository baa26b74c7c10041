"""Fibres that run at an angle to the muscle: read `leans.csv` and turn directions by it.

A row leans the fibres of a muscle (or of one `piece` of it, by element) by `degrees`, over the surface, away from the
way to the insertion and `toward` something: `up`, `down`, `medial`, `lateral`, `front`, `back` of the right side, or
between several of these; `round` (forward round the trunk: outwards behind, to the front at the flank, inwards in
front) or `round_down` (between that and down); or `middle_x` or `middle_z`, the muscle's own middle line across that
axis (a feather whose fibres meet; negative: they part).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .body import MIDLINE_X
from .meshes import Floats, MeshError, table_rows
from .surface import Mask, Surface, unit

LEANS = Path(__file__).parent / "leans.csv"
COLUMNS = ("muscle_id", "piece", "toward", "degrees", "note")
TOWARD = {
    "up": (0, 1, 0),
    "down": (0, -1, 0),
    "medial": (1, 0, 0),
    "lateral": (-1, 0, 0),
    "front": (0, 0, 1),
    "back": (0, 0, -1),
}
#: Directions round the trunk: how far down they lead, 1 as much as round.
ROUND = {"round": 0.0, "round_down": 1.0}
MIDDLE = {"middle_x": 0, "middle_z": 2}
#: The trunk's axis for `round` (mm): the midline, and the depth of the middle of the chest.
TRUNK_Z = 110.0
#: Parts of `along` whose middles make the middle line; within this share of the half width the feather turns over.
STEPS, TURNOVER = 20, 0.25
#: More than this (degrees) is no lean.
MOST = 80.0


@dataclass(frozen=True)
class Lean:
    """One row; `piece` is empty where it speaks of the whole muscle."""

    muscle_id: str
    piece: str
    toward: str
    degrees: float


def read_leans(path: Path, muscles: Collection[str] | None = None) -> dict[str, list[Lean]]:
    """The leans by muscle. Raises MeshError, naming the line, for a missing column, a direction that is none, an angle
    beyond MOST or a muscle not in `muscles` (if given)."""
    found: dict[str, list[Lean]] = {}
    for where, row in table_rows(path, COLUMNS):
        if muscles is not None and row["muscle_id"] not in muscles:
            raise MeshError(f"{where}: muscle_id: {row['muscle_id']!r} is no muscle with a mesh")
        if row["toward"] not in {*MIDDLE, *ROUND} and not TOWARD.keys() >= set(row["toward"].split() or [""]):
            raise MeshError(f"{where}: toward: {row['toward']!r} is no direction")
        lean = Lean(row["muscle_id"], row["piece"] or "", row["toward"], _degrees(row["degrees"], where))
        found.setdefault(lean.muscle_id, []).append(lean)
    return found


def leant(surface: Surface, piece: Mask, along: Floats, direction: Floats, lean: Lean) -> Floats:
    """(N, 3) `direction` with that of a piece (N,) turned over the surface; less or not at all where what it leans
    toward lies straight out of the surface or along the fibres."""
    toward = _toward(surface, piece, along, lean)
    across = unit(np.cross(surface.normals, direction))
    side = (toward * across).sum(axis=1)
    # full where a third of `toward` lies across the fibres; no jump where it turns from one side to the other
    angle = np.deg2rad(lean.degrees) * np.clip(side / 0.34, -1, 1) * piece
    return direction * np.cos(angle)[:, None] + across * np.sin(angle)[:, None]


def _toward(surface: Surface, piece: Mask, along: Floats, lean: Lean) -> Floats:
    """(N, 3) what a piece leans toward, of length 0..1."""
    if lean.toward in MIDDLE:
        return _to_middle(surface, piece, along, MIDDLE[lean.toward])
    if lean.toward in ROUND:
        out = unit((surface.vertices - [MIDLINE_X, 0, TRUNK_Z]) * [1, 0, 1])
        forward = np.cross([0.0, 1.0, 0.0], out)
        forward[:, 1] -= ROUND[lean.toward]
        return unit(forward)
    toward = np.sum([TOWARD[word] for word in lean.toward.split()], axis=0, dtype=float)
    return unit(np.tile(toward, (surface.size, 1)))


def _to_middle(surface: Surface, piece: Mask, along: Floats, axis: int) -> Floats:
    """(N, 3) along an axis towards the middle line of a piece, 0 on it."""
    place = surface.vertices[:, axis]
    step = np.clip((along * STEPS).astype(int), 0, STEPS - 1)
    centres = (np.arange(STEPS) + 0.5) / STEPS
    low, high = (np.full(STEPS, np.nan) for _ in range(2))
    for k in range(STEPS):
        some = place[piece & (step == k)]
        if len(some):
            low[k], high[k] = some.min(), some.max()
    known = np.isfinite(low)
    left, right = (np.interp(along, centres[known], edge[known]) for edge in (low, high))
    share = (place - (left + right) / 2) / np.maximum((right - left) / 2, 1e-6)
    toward = np.zeros((surface.size, 3))
    toward[:, axis] = -np.clip(share / TURNOVER, -1, 1)
    return toward


def _degrees(text: str | None, where: str) -> float:
    try:
        value = float(text or "")
    except ValueError:
        raise MeshError(f"{where}: degrees: {text!r} is no number") from None
    if not abs(value) <= MOST:
        raise MeshError(f"{where}: degrees: {text} is more than {MOST:g} either way")
    return value
