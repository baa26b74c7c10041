"""Where the muscles that have a mesh attach: read `attachments.csv` and find those places on a mesh.

A row is one attachment of a muscle of the right side:

- `muscle_id` as in muscle_meshes.csv; `end`: origin or insertion; `piece`: the element of the muscle it speaks of
  (empty: the whole muscle);
- `attaches_to`: ids of bones and cartilages (after `above` or `below`: only what of them lies above or below the
  muscle); or, where a mesh cannot tell, a rule: `lowest`, `highest`, `medial`, `lateral`, `front`, `back` (that end of
  each connected piece) or `line x y z x y z …` (a line through these points);
- `within`: bounds such as `y>1300 x<-40 z>100`, all of which must hold;
- `reach_mm`: how far from the bone or the line, or from the outermost point, a muscle still counts as attached;
- `tendon_mm`: true length of the pale tendon or aponeurosis there, from the bone or line, or from the outermost point;
  `thin`: as long as the mesh is thin.

Axes as everywhere in the atlas: x to the body's left (so x < 0 on the right side), y up, z to the front, in mm.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from .bounds import Bound, read_bounds, within
from .meshes import Floats, MeshError, MeshSource, table_rows
from .refine import refined

ATTACHMENTS = Path(__file__).parent / "attachments.csv"
COLUMNS = ("muscle_id", "end", "piece", "attaches_to", "within", "reach_mm", "tendon_mm", "note")
ENDS = ("origin", "insertion")
#: The rules that name an outermost part of a mesh: the direction in which it lies, on the right side of the body.
OUTERMOST = {
    "lowest": (0, -1, 0),
    "highest": (0, 1, 0),
    "medial": (1, 0, 0),
    "lateral": (-1, 0, 0),
    "front": (0, 0, 1),
    "back": (0, 0, -1),
}
LINE = "line"
#: Words before bones of which only what lies above or below the muscle counts, as 1 or -1 along y.
SIDES = {"above": 1, "below": -1}
THIN = "thin"
#: Bones are known by points on them this far apart (mm): their own vertices lie up to 40 mm apart on a shaft.
BONE_STEP = 4.0
#: A piece that stays this far (mm) from a bone, over its reach, does not attach there.
TOO_FAR = 40.0
#: Steps of a line given by points (mm).
LINE_STEP = 1.0


@dataclass(frozen=True)
class Attachment:
    """One row. `elements` are bones, `side` 1 or -1 if only what of them lies above or below counts; empty where `rule`
    (a key of OUTERMOST) or `line` (k points) stands instead. `tendon_mm` is None where the mesh shows the length."""

    muscle_id: str
    end: str
    piece: str
    elements: tuple[str, ...]
    side: int
    rule: str
    line: tuple[tuple[float, float, float], ...]
    within: tuple[Bound, ...]
    reach_mm: float
    tendon_mm: float | None


class Bones:
    """The surfaces that muscles attach to, from a source of meshes; each is read once."""

    def __init__(self, source: MeshSource) -> None:
        self._source = source
        self._trees: dict[tuple[str, ...], cKDTree] = {}

    def distance(self, points: Floats, elements: Sequence[str], side: int, most: float) -> Floats:
        """(N,) mm from points (N, 3) to the nearest of the elements; inf where it is more than `most` or lies not on
        the `side` asked for (1 above, -1 below, 0 any). Raises MeshError for an element that is not there."""
        if not side:
            return np.asarray(self._tree(*elements).query(points, distance_upper_bound=most)[0])
        nearest = np.full(len(points), np.inf)
        for element in elements:
            tree = self._tree(element)
            distance, at = tree.query(points, distance_upper_bound=most)
            found = np.isfinite(distance)
            found[found] = (tree.data[at[found], 1] - points[found, 1]) * side > 0
            nearest[found] = np.minimum(nearest[found], distance[found])
        return nearest

    def _tree(self, *elements: str) -> cKDTree:
        if elements not in self._trees:
            points = [refined(self._source.mesh(element), BONE_STEP).vertices for element in elements]
            self._trees[elements] = cKDTree(np.concatenate(points))
        return self._trees[elements]


def away(attachment: Attachment, points: Floats, bones: Bones) -> Floats:
    """(N,) how far (mm) points (N, 3) of one connected piece are from an attachment; inf where that is more than
    TOO_FAR over its reach, or not `within`."""
    distance = np.full(len(points), np.inf)
    inside = within(attachment.within, points)
    some, most = points[inside], attachment.reach_mm + TOO_FAR
    if attachment.rule and len(some):
        height = some @ np.array(OUTERMOST[attachment.rule], float)
        distance[inside] = height.max() - height
    elif attachment.line:
        distance[inside] = cKDTree(_line_points(np.array(attachment.line))).query(some)[0]
    elif len(some):
        distance[inside] = bones.distance(some, attachment.elements, attachment.side, most)
    return np.where(distance > most, np.inf, distance)


def read_attachments(
    path: Path, muscles: Collection[str] | None = None, source: MeshSource | None = None
) -> dict[str, list[Attachment]]:
    """The attachments by muscle, in the file's order.

    Raises MeshError, naming the line, for a missing column, an unknown end, rule or bound, a number that is none,
    a muscle not in `muscles` (if given) or an element that `source` (if given) does not hold; and for a muscle that
    has an origin and no insertion, or the reverse.
    """
    found: dict[str, list[Attachment]] = {}
    for where, row in table_rows(path, COLUMNS):
        attachment = _read(row, where)
        _check_known(attachment, where, muscles, source)
        found.setdefault(attachment.muscle_id, []).append(attachment)
    for muscle_id, attachments in found.items():
        for end in ENDS:
            if end not in {attachment.end for attachment in attachments}:
                raise MeshError(f"{path.name}: {muscle_id} has no {end}")
    return found


def _read(row: dict[str, str], where: str) -> Attachment:
    if row["end"] not in ENDS:
        raise MeshError(f"{where}: end: {row['end']!r} is neither {' nor '.join(ENDS)}")
    words = (row["attaches_to"] or "").split()
    if not words:
        raise MeshError(f"{where}: attaches_to is empty")
    rule = words[0] if words[0] in OUTERMOST else ""
    line = _read_line(words[1:], where) if words[0] == LINE else ()
    side = SIDES.get(words[0], 0)
    if rule and len(words) > 1:
        raise MeshError(f"{where}: attaches_to: {rule} stands alone")
    if side and len(words) == 1:
        raise MeshError(f"{where}: attaches_to: {words[0]} needs bones")
    return Attachment(
        muscle_id=row["muscle_id"],
        end=row["end"],
        piece=row["piece"] or "",
        elements=() if rule or line else tuple(words[1:] if side else words),
        side=side,
        rule=rule,
        line=line,
        within=read_bounds(row["within"], where),
        reach_mm=_number(row["reach_mm"], "reach_mm", where),
        tendon_mm=None if row["tendon_mm"] == THIN else _number(row["tendon_mm"], "tendon_mm", where),
    )


def _check_known(
    attachment: Attachment, where: str, muscles: Collection[str] | None, source: MeshSource | None
) -> None:
    if muscles is not None and attachment.muscle_id not in muscles:
        raise MeshError(f"{where}: muscle_id: {attachment.muscle_id!r} is no muscle with a mesh")
    if source is None:
        return
    for element in (*attachment.elements, *filter(None, [attachment.piece])):
        try:
            source.mesh(element)
        except MeshError as error:
            raise MeshError(f"{where}: {element!r} is neither a rule nor an element: {error}") from error


def _read_line(words: list[str], where: str) -> tuple[tuple[float, float, float], ...]:
    numbers = [_number(word, "attaches_to", where, least=-np.inf) for word in words]
    if not numbers or len(numbers) % 3:
        raise MeshError(f"{where}: attaches_to: a line needs three numbers a point, not {len(numbers)} in all")
    return tuple((numbers[i], numbers[i + 1], numbers[i + 2]) for i in range(0, len(numbers), 3))


def _number(text: str | None, column: str, where: str, least: float = 0) -> float:
    try:
        value = float(text or "")
    except ValueError:
        raise MeshError(f"{where}: {column}: {text!r} is no number") from None
    if not np.isfinite(value) or value < least:
        raise MeshError(f"{where}: {column}: {text} must be finite and at least {least:g}")
    return value


def _line_points(line: Floats) -> Floats:
    """Points every LINE_STEP mm of a line through (k, 3); a single point stands for itself."""
    if len(line) == 1:
        return line
    steps = [max(int(np.linalg.norm(b - a) / LINE_STEP), 1) for a, b in pairwise(line)]
    parts = [np.linspace(a, b, n + 1) for (a, b), n in zip(pairwise(line), steps, strict=True)]
    return np.concatenate(parts)
