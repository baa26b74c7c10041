"""Chosen areas -> the muscles whose trigger points lie there, beside those that send pain there.

A sore spot hurts where it is, too, whether its pattern names that place or not. So there are two kinds of answer: the
ranking (``ranking.py``), and the muscles that lie under a chosen area. How these are ordered: a muscle is worth at an
area what its nearest point there is worth, by how near it is to the area and to the skin; the mean over the chosen
areas is scaled by how often the muscle is a source of pain. One that lies there and sends pain there comes before those
that do only one of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from referral.answers.ranking import DECIMALS, FREQUENCY_WEIGHTS, Candidate, Ranking, likely_side, rank
from referral.answers.red_flags import Cleared
from referral.body.atlas import Atlas
from referral.body.points_under import REACH_MM, PointUnder, depths_mm, felt_from_above, points_under
from referral.model.body_parts import PARTS
from referral.model.dataset import Dataset
from referral.model.rows import Area, Side

NEAR_WEIGHT, FAR_WEIGHT = 0.45, 0.2
"""What a point beside an area is worth, at its border and REACH_MM from it; one within it is worth 1. So a rare muscle
in the area stays before a common one beside it."""

DEEP_WEIGHT, DEEP_MM = 0.2, 100.0
"""The most that a point loses by its depth under the skin, at DEEP_MM: what lies nearer to the finger comes first, but
depth weighs no more than one step of frequency."""

BEHIND_WEIGHT: Final = 0.5
"""What is left of a point that lies behind an arm, which is lifted before the trunk in a view: it is seen on the arm,
but is no part of it."""

ARM_PARTS: Final = frozenset({"arm", "hand"})
BEHIND_ARM: Final = frozenset(PARTS) - ARM_PARTS - {"shoulder"}
"""Muscles of these parts lie behind an arm, never in one."""

SENDING_FIRST: Final = 3
"""The best so many of the ranking, and all that do both, come before the muscles that only lie there: a person sees the
best of each kind at once."""

MOST_BESIDE: Final = 3
"""Muscles that only lie beside a chosen area fill the list of those that lie there up to so many, no further."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A muscle that lies under a chosen area.

    `areas`: the chosen areas in which it has a point, in the order of choosing; `beside`: there is none, and it lies
    near these; `behind`: what is seen there is an arm before it. `trigger_points`: those there, nearest first; `sides`:
    on which side they lie, nearest first. `refers`: it sends pain to a chosen area, too; `first`: it comes first, since
    nobody explains more of what was chosen, and it does both in one area or explains more than any pattern does.
    """

    muscle_id: str
    sides: tuple[Side, ...]
    areas: tuple[Area, ...]
    trigger_points: tuple[str, ...]
    worth: float
    beside: bool
    behind: bool
    refers: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Answer(Ranking):
    """A ranking, and the muscles `here`, under the chosen areas, best first.

    The candidates stand in the order in which they are shown: those first that lie there, too. `leading`: so many of
    them come before the muscles that only lie there.
    """

    here: tuple[Lying, ...] = ()
    leading: int = 0

    @property
    def only_here(self) -> tuple[Lying, ...]:
        """The muscles that lie there and send no pain there: they are no candidates."""
        only = [lying for lying in self.here if not lying.refers]
        return tuple(lying for number, lying in enumerate(only) if not lying.beside or number < MOST_BESIDE)

    @property
    def in_order(self) -> tuple[Candidate, ...]:
        """Both kinds in the order in which they are shown; those that only lie there as `as_candidate` gives them."""
        only = (as_candidate(lying, self.areas) for lying in self.only_here)
        return (*self.candidates[: self.leading], *only, *self.candidates[self.leading :])

    def lying(self, muscle_id: str | None) -> Lying | None:
        """How a muscle lies under the chosen areas; None when it does not."""
        return next((one for one in self.here if one.muscle_id == muscle_id), None)


def answer(dataset: Dataset, atlas: Atlas | None, cleared: Cleared) -> Answer:
    """Return the muscles that send pain to the areas that were `cleared`, and those that lie there. Without an atlas
    nothing is known of what lies where. KeyError for an area the dataset lacks."""
    return with_lying(dataset, atlas, rank(dataset, cleared))


def with_lying(dataset: Dataset, atlas: Atlas | None, ranking: Ranking) -> Answer:
    """Return a ranking with the muscles that lie under its areas."""
    found = _found(dataset, atlas, ranking) if atlas is not None else {}
    both = {muscle_id for muscle_id, lying in found.items() if lying.first}
    ordered = sorted(ranking.candidates, key=lambda one: one.muscle_id not in both)
    candidates = tuple(replace(candidate, rank=place) for place, candidate in enumerate(ordered, start=1))
    leading = len(both | {candidate.muscle_id for candidate in ranking.candidates[:SENDING_FIRST]})
    here = _best_first(dataset, found, candidates)
    return Answer(ranking.areas, candidates, ranking.together, ranking.unreached, here, leading)


def prepare(dataset: Dataset, atlas: Atlas) -> None:
    """Measure what every answer needs, in some 30 ms, so that no visitor's first tap waits for it."""
    _measured(atlas, dataset)


def as_candidate(lying: Lying, areas: Sequence[Area]) -> Candidate:
    """Return a muscle that only lies there in the form of one that sends pain: it explains no area by its pattern."""
    return Candidate(0, lying.muscle_id, 0.0, lying.sides, (), tuple(areas), 0)


def side_of(candidate: Candidate, lying: Lying | None, dataset: Dataset) -> Side:
    """Return the side on which a muscle opens: where its pattern explains most; of those that explain as much, the one
    that lies there."""
    if lying is not None and lying.sides[0] in candidate.sides:
        there = replace(candidate, sides=(lying.sides[0], *(one for one in candidate.sides if one != lying.sides[0])))
        return likely_side(there, dataset)
    return likely_side(candidate, dataset)


def _best_first(dataset: Dataset, found: Mapping[str, Lying], candidates: Iterable[Candidate]) -> tuple[Lying, ...]:
    """Return those that come first in the candidates' order, then the others by their worth and their English name."""
    both = [found[one.muscle_id] for one in candidates if one.muscle_id in found and found[one.muscle_id].first]
    others = [lying for lying in found.values() if not lying.first]
    return (*both, *sorted(others, key=lambda one: (-one.worth, dataset.muscles[one.muscle_id].name)))


def _found(dataset: Dataset, atlas: Atlas, ranking: Ranking) -> dict[str, Lying]:
    """Return the muscles under the chosen areas, by their ids."""
    points: dict[str, dict[Area, list[PointUnder]]] = {}
    for area in ranking.areas:
        for point in _under(dataset, atlas, area):
            muscle_id = dataset.trigger_points[point.trigger_point_id].muscle_id
            points.setdefault(muscle_id, {}).setdefault(area, []).append(point)
    depths = _measured(atlas, dataset).depths
    found = {
        muscle_id: _lying(dataset, muscle_id, there, depths, len(ranking.areas)) for muscle_id, there in points.items()
    }
    sent = {one.muscle_id: {part.area for part in one.explains} for one in ranking.candidates}
    explained = {muscle_id: areas | set(points.get(muscle_id, ())) for muscle_id, areas in sent.items()}
    most, most_sent = (max(map(len, areas.values()), default=0) for areas in (explained, sent))
    for muscle_id in sent.keys() & found.keys():
        lying, explains = found[muscle_id], len(explained[muscle_id])
        in_place = not (lying.beside or lying.behind)
        tells_more = not sent[muscle_id].isdisjoint(lying.areas) or explains > most_sent
        found[muscle_id] = replace(lying, refers=True, first=in_place and tells_more and explains >= most)
    return found


def _under(dataset: Dataset, atlas: Atlas, area: Area) -> Iterable[PointUnder]:
    """Return the dataset's points under an area, nearest first; a sided region without a side has those of both."""
    region, over = dataset.regions[area.region_id], _measured(atlas, dataset).over
    found = [point for one in region.areas(area.side) for point in (*over.get(one, ()), *points_under(atlas, one))]
    return (
        point
        for point in sorted(found, key=lambda one: one.away_mm)
        if point.trigger_point_id in dataset.trigger_points
        and not (point.away_mm and _is_behind(dataset, point.trigger_point_id, region.body_part))
    )


@dataclass(frozen=True, eq=False)
class _Measured:
    """What is felt from above, by area; and how deep each point lies, mm."""

    over: Mapping[Area, tuple[PointUnder, ...]]
    depths: Mapping[str, float]


@lru_cache(maxsize=2)
def _measured(atlas: Atlas, dataset: Dataset) -> _Measured:
    """What is measured of a dataset's points once."""
    points = dataset.trigger_points.values()
    return _Measured(felt_from_above(atlas, points), depths_mm(atlas, points))


def _is_behind(dataset: Dataset, point_id: str, part: str) -> bool:
    """Whether a point that shows on a part of the body lies behind it."""
    muscle = dataset.muscles[dataset.trigger_points[point_id].muscle_id]
    return part in ARM_PARTS and muscle.body_part in BEHIND_ARM


def _lying(
    dataset: Dataset,
    muscle_id: str,
    there: Mapping[Area, Sequence[PointUnder]],
    depths: Mapping[str, float],
    chosen: int,
) -> Lying:
    """How a muscle lies under some of the `chosen` areas; `there`: its points in each, nearest first."""
    nearest = sorted((point for points in there.values() for point in points), key=lambda one: one.away_mm)
    behind = {
        area: _is_behind(dataset, points[0].trigger_point_id, dataset.regions[area.region_id].body_part)
        for area, points in there.items()
    }
    worth = sum(
        max(_worth(point, depths) for point in points) * (BEHIND_WEIGHT if behind[area] else 1.0)
        for area, points in there.items()
    )
    within = tuple(area for area, points in there.items() if not points[0].away_mm)
    frequency = FREQUENCY_WEIGHTS[dataset.muscles[muscle_id].frequency]
    return Lying(
        muscle_id,
        tuple(dict.fromkeys(point.side for point in nearest)),
        within or tuple(there),
        tuple(dict.fromkeys(point.trigger_point_id for point in nearest)),
        round(frequency * worth / chosen, DECIMALS),
        beside=not within,
        behind=all(behind.values()),
    )


def _worth(point: PointUnder, depths: Mapping[str, float]) -> float:
    """Return what a point is worth by how far it stands beside the area and how deep it lies, 0 to 1."""
    away = point.away_mm
    near = 1.0 if away <= 0 else NEAR_WEIGHT - (NEAR_WEIGHT - FAR_WEIGHT) * away / REACH_MM
    deep = depths.get(point.trigger_point_id, DEEP_MM) if point.depth_mm is None else point.depth_mm
    return near * (1 - DEEP_WEIGHT * min(deep, DEEP_MM) / DEEP_MM)
