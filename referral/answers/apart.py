"""What sets each listed muscle apart from the others: where else its pain would be felt, and theirs hardly.

How a place is chosen. A muscle reaches a place, 0 to 1, by the weight of its zone there; half of that where the zone is
doubtful, and half where it belongs to a point that explains nothing of what was chosen: one point may be active while
the muscle's others are not. What a place tells of a muscle is its own reach less the mean reach of the others. Those
that stand next to it in the list count most, since a person hesitates between neighbours. So a main zone is asked for
before a spillover, and a spillover of this muscle alone before a main zone that nearly all share.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from referral.answers.ranking import LIMITED_WEIGHT, ZONE_WEIGHTS, Candidate
from referral.answers.under_place import Answer, side_of
from referral.model.dataset import Dataset
from referral.model.rows import SIDES, Area, Side

OTHER_POINT_WEIGHT: Final = 0.5
"""What is left of a zone of a point that explains nothing of what was chosen."""

COMPARED: Final = 8
"""So many muscles before and behind one in the list are held against it; those further off nobody confuses with it."""

LEAST: Final = 0.25
"""What a place must tell to be asked for: a spillover that few others have does, one of two others does not."""

STILL_ALIKE: Final = 0.2
"""A second place is named when one of the muscles next in the list reaches the first as well: so much of its weight is
left, as of the fourth that reaches it as strongly. It tells the muscle from just those. Otherwise one place is enough:
a short question is answered."""

MOST_PLACES: Final = 2

PART_WEIGHT: Final = 0.85
"""What is left of one half of a place ("outer side of the thigh near the knee"): of two places that tell about as much,
the one that everybody can point to."""

SAME_PLACE_WEIGHT: Final = 0.6
"""What is left of the other half of a chosen place: between the halves of an upper arm nobody draws the line."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What sets a muscle apart in a list.

    `places`: where to look, at most MOST_PLACES, the one that tells most first, none of them chosen; without a side
    where the muscle of either side may be the one. Empty: the others reach its places, too, or it `stays`: all of its
    pattern was chosen. `trigger_point`: the point that explains most.
    """

    muscle_id: str
    places: tuple[Area, ...]
    stays: bool
    trigger_point: str


Reached: TypeAlias = Mapping[Area, float]
"""How much a muscle reaches which areas, 0 to 1."""

Others: TypeAlias = Sequence[tuple[Reached, float]]
"""What the muscles near one in the list reach, and what each of them weighs."""


def sets_apart(dataset: Dataset, found: Answer, muscle_ids: Collection[str] | None = None) -> dict[str, Apart]:
    """Return what sets the muscles of an answer apart, in its order, or only those of some ids. A muscle that is alone
    in the list need not be told from any: then there is nothing."""
    listed = found.in_order
    if len(listed) < 2:
        return {}
    reached: dict[int, Reached] = {}

    def at(place: int) -> Reached:
        if place not in reached:
            reached[place] = _reached(dataset, found, listed[place])
        return reached[place]

    apart = {}
    for place, candidate in enumerate(listed):
        if muscle_ids is None or candidate.muscle_id in muscle_ids:
            near = range(max(0, place - COMPARED), min(len(listed), place + COMPARED + 1))
            others = [(at(other), 1 / (1 + abs(other - place))) for other in near if other != place]
            apart[candidate.muscle_id] = _apart(dataset, found, candidate, at(place), others)
    return apart


def _apart(dataset: Dataset, found: Answer, candidate: Candidate, own: Reached, others: Others) -> Apart:
    """Judge one muscle, that reaches `own`, against the others near it in the list."""
    either = len(candidate.sides) > 1
    beyond = [area for area in own if not _is_chosen(area, found.areas, either=either)]
    ease = _ease(dataset, found.areas)
    places: list[Area] = []
    alike = others
    while len(places) < MOST_PLACES and max(weight for _, weight in alike) >= STILL_ALIKE:
        best = _tells_most([area for area in beyond if area not in places], own, alike, ease)
        if best is None:
            break
        places.append(best)
        alike = [(reach, weight * min(1.0, reach.get(best, 0.0) / own[best])) for reach, weight in alike]
    told = dict.fromkeys(Area(area.region_id) if either else area for area in places)
    return Apart(candidate.muscle_id, tuple(told), not beyond, next(_explaining(found, candidate)))


def _tells_most(areas: Iterable[Area], own: Reached, others: Others, ease: Callable[[Area], float]) -> Area | None:
    """Return the area that tells a muscle best from others; None where none tells at least LEAST. Of equals the first
    in the order of the tables."""
    whole = sum(weight for _, weight in others)

    def tells(area: Area) -> float:
        return (own[area] - sum(weight * reach.get(area, 0.0) for reach, weight in others) / whole) * ease(area)

    told = [(tells(area), area) for area in areas]
    most, best = max(told, key=lambda one: one[0], default=(0.0, None))
    return best if most >= LEAST else None


def _ease(dataset: Dataset, chosen: Iterable[Area]) -> Callable[[Area], float]:
    """Return what is left of a place by how easily it is named, and told from what was chosen."""
    parted = {dataset.regions[area.region_id].whole for area in chosen}

    def left(area: Area) -> float:
        whole = dataset.regions[area.region_id].whole
        return 1.0 if not whole else SAME_PLACE_WEIGHT if whole in parted else PART_WEIGHT

    return left


def _is_chosen(area: Area, chosen: Collection[Area], *, either: bool) -> bool:
    """Whether an area was chosen; `either`: on whichever side."""
    if either:
        return any(one.region_id == area.region_id for one in chosen)
    return area in chosen or Area(area.region_id) in chosen


def _reached(dataset: Dataset, found: Answer, candidate: Candidate) -> Reached:
    """Return what a muscle reaches on the side on which it opens."""
    side = side_of(candidate, found.lying(candidate.muscle_id), dataset)
    explaining, reach = set(_explaining(found, candidate)), _reach_of_points(dataset)
    reached: dict[Area, float] = {}
    for point in dataset.trigger_points_of(candidate.muscle_id):
        share = 1.0 if point.trigger_point_id in explaining else OTHER_POINT_WEIGHT
        for area, weight in reach[point.trigger_point_id, side]:
            reached[area] = max(reached.get(area, 0.0), share * weight)
    return reached


def _explaining(found: Answer, candidate: Candidate) -> Iterator[str]:
    """Yield the points that send pain to a chosen area, or lie under one: those of the place chosen first, first."""
    for part in candidate.explains:
        yield from part.trigger_points
    lying = found.lying(candidate.muscle_id)
    if not candidate.explains and lying is not None:
        yield from lying.trigger_points


@lru_cache(maxsize=2)
def _reach_of_points(dataset: Dataset) -> Mapping[tuple[str, Side], tuple[tuple[Area, float], ...]]:
    """By point and side, the areas that it reaches, and how much; the same for every list."""
    doubtful = {(one.trigger_point_id, one.region_id) for one in dataset.referrals if one.certainty != "usual"}
    return {
        (point_id, side): tuple(
            (area, ZONE_WEIGHTS[zone] * (LIMITED_WEIGHT if (point_id, area.region_id) in doubtful else 1.0))
            for area, zone in dataset.trigger_point_pattern(point_id, side).items()
        )
        for point_id in dataset.trigger_points
        for side in SIDES
    }
