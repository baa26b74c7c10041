"""Chosen areas -> the muscles that may explain them, best first.

How a score comes about. A trigger point is worth at a chosen area what is known of how often people who hurt there have
it (frequencies.csv: pain guides, counts of patients). Where nothing is known, its zone's weight there (half of it where
the zone is known from a few cases) times how often the muscle is a source of pain at all. Either is lowered by the
share of that point's own pattern that lies beyond the chosen areas. The share is taken for each point, not for the
muscle: one point may be active while the muscle's others are not. Every chosen area adds what the muscle's best point
is worth there, and a little of its second best; the sum is divided by the number of chosen areas. It follows that
choosing one more area that a muscle explains never lowers it against one that does not: no term of the sum falls, and
one is added. The score orders muscles; it is no probability.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from referral.answers.red_flags import Cleared
from referral.answers.set_cover import smallest_cover
from referral.model.dataset import Dataset
from referral.model.frequency_rows import FrequencyHere
from referral.model.rows import SIDES, Area, Frequency, Reach, Side, Zone

FULL_SCORE = 100.0
"""Score of a muscle that leads at each place, with two points whose whole patterns are just what was chosen."""

ZONE_WEIGHTS: Mapping[Zone, float] = MappingProxyType({"essential": 1.0, "spillover": 0.4})
"""Nearly everyone with the point feels its essential zone, only some its spillover: less than half of it."""

LIMITED_WEIGHT = 0.5
"""What is left of a zone that is known from a few cases (an essential one already counts as spillover): the patterns
that a whole manual rests on come before those of one paper or page."""

FREQUENCY_WEIGHTS: Mapping[Frequency, float] = MappingProxyType({"common": 0.9, "occasional": 0.72, "rare": 0.54})
"""How often clinics find the muscle. A rare muscle whose essential zone was chosen stays before a common one that only
spills over there. None has full weight: that is for what is known to lead at the very place."""

HERE_WEIGHTS: Mapping[FrequencyHere, float] = MappingProxyType(
    {"leading": 1.0, "common": 0.9, "occasional": 0.5, "rare": 0.2}
)
"""How often those who hurt at a place have the muscle. It is what the ranking asks, so it stands for zone and muscle's
word, which only hint at it: a zone says how many with the point feel the place, not how many who hurt there have the
point. Who leads comes before every muscle of which only the general word is known; a common one is worth the essential
zone of a common muscle (it loses a little, as all do, by what lies beyond); a rare one comes behind a common muscle's
spillover."""

BEYOND_WEIGHT = 0.2
"""The most that a score loses because a point also sends pain elsewhere: people rarely mark all that hurts,
so it weighs no more than one step of frequency."""

SECOND_POINT_WEIGHT = 0.1
"""Two points that reach the same area make the muscle likelier than one, but not by much: how many points the
manual numbers has also to do with the muscle's size. The best point has the rest of the weight."""

DECIMALS = 6
"""Scores are rounded so that the order of a sum's terms never decides between equals; equals go by their English name,
so that the order is the same in every language."""


Reaching: TypeAlias = dict[Area, list[Reach]]
"""What of one muscle reaches which chosen area, in the order of choosing."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A chosen area that the muscle reaches: its strongest zone there; its points, essential ones first; how often
    those who hurt there have it, where that is known."""

    area: Area
    zone: Zone
    trigger_points: tuple[str, ...]
    frequency: FrequencyHere | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A muscle that reaches at least one chosen area.

    `sides`: on which side the muscle would have to hurt; both when it takes both, or when either would do.
    `areas_beyond`: how many areas its explaining points also send pain to, beyond the chosen ones.
    """

    rank: int
    muscle_id: str
    score: float
    sides: tuple[Side, ...]
    explains: tuple[Explained, ...]
    unexplained: tuple[Area, ...]
    areas_beyond: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Muscles for the chosen `areas`, best first.

    `together`: ids of the smallest set of muscles that reaches every area that any muscle reaches, best
    first. `unreached`: chosen areas that no muscle of the dataset reaches.
    """

    areas: tuple[Area, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    together: tuple[str, ...] = ()
    unreached: tuple[Area, ...] = ()


def rank(dataset: Dataset, cleared: Cleared) -> Ranking:
    """Rank the muscles that reach any of the areas that were `cleared`; doubles count once, no area gives an empty
    ranking.

    An Area without a side stands for either side of a sided region. Raise KeyError for an area the dataset
    lacks.
    """
    chosen = tuple(dict.fromkeys(cleared.areas))
    reaching = _by_muscle(dataset, chosen)
    unplaced = [_candidate(dataset, muscle_id, found, chosen) for muscle_id, found in reaching.items()]
    names = {one.muscle_id: dataset.muscles[one.muscle_id].name for one in unplaced}
    ordered = sorted(unplaced, key=lambda one: (-one.score, names[one.muscle_id], one.muscle_id))
    candidates = tuple(replace(candidate, rank=place) for place, candidate in enumerate(ordered, start=1))
    return Ranking(
        areas=chosen,
        candidates=candidates,
        together=_together(candidates, names),
        unreached=tuple(area for area in chosen if not dataset.reached_by(area)),
    )


def likely_side(candidate: Candidate, dataset: Dataset) -> Side:
    """Return the side on which the muscle explains most of what was chosen; when both explain as much the side that
    hurts, and the right one when nothing tells."""

    def explained(side: Side) -> tuple[float, int]:
        pattern = dataset.pattern(candidate.muscle_id, side)
        weight = sum(ZONE_WEIGHTS[pattern[part.area]] for part in candidate.explains if part.area in pattern)
        return weight, sum(part.area.side == side for part in candidate.explains)

    return max(candidate.sides, key=explained, default="right")


def _by_muscle(dataset: Dataset, chosen: Iterable[Area]) -> dict[str, Reaching]:
    """Return, for every muscle that reaches a chosen area, what of it reaches which."""
    muscles: dict[str, Reaching] = {}
    for area in chosen:
        for reach in dataset.reached_by(area):
            muscles.setdefault(reach.muscle_id, {}).setdefault(area, []).append(reach)
    return muscles


def _candidate(dataset: Dataset, muscle_id: str, reaching: Reaching, chosen: tuple[Area, ...]) -> Candidate:
    """Judge one muscle; its place is given later."""
    muscle = dataset.muscles[muscle_id]
    enough = _sides_that_suffice(reaching)
    needed = enough[:1] or SIDES
    return Candidate(
        rank=0,
        muscle_id=muscle_id,
        score=_score(dataset, muscle.frequency, reaching, chosen),
        sides=enough or SIDES,
        explains=tuple(_explained(area, found, needed) for area, found in reaching.items()),
        unexplained=tuple(area for area in chosen if area not in reaching),
        areas_beyond=_areas_beyond(dataset, reaching, chosen, needed),
    )


def _score(dataset: Dataset, frequency: Frequency, reaching: Reaching, chosen: Iterable[Area]) -> float:
    """Return the muscle's score; the module's docstring says how and why."""
    areas = set(chosen)
    points = {reach.trigger_point_id for found in reaching.values() for reach in found}
    kept = {point: 1 - BEYOND_WEIGHT * _share_beyond(dataset, point, areas) for point in points}
    total = sum(_worth_at_area(found, frequency, kept) for found in reaching.values())
    return round(FULL_SCORE * total / len(areas), DECIMALS)


def _worth_at_area(found: list[Reach], frequency: Frequency, kept: Mapping[str, float]) -> float:
    """Return what a muscle is worth at one area, 0 to 1; `kept`: what is left of each point's weight."""
    own = FREQUENCY_WEIGHTS[frequency]
    worth: dict[str, float] = {}
    for reach in found:
        if reach.frequency:
            weight = HERE_WEIGHTS[reach.frequency]
        else:
            weight = ZONE_WEIGHTS[reach.zone] * own * (LIMITED_WEIGHT if reach.limited else 1)
        point = reach.trigger_point_id
        worth[point] = max(worth.get(point, 0), weight * kept[point])
    best, second, *_ = [*sorted(worth.values(), reverse=True), 0.0]
    return (1 - SECOND_POINT_WEIGHT) * best + SECOND_POINT_WEIGHT * second


def _share_beyond(dataset: Dataset, trigger_point_id: str, chosen: set[Area]) -> float:
    """Return the share, 0 to 1 by weight, of a point's pattern that was not chosen.

    The pattern is folded: a zone counts as chosen when it was chosen as seen from either side, so that a pain
    on both sides does not make the pattern look twice as wide.
    """
    right, left = (list(dataset.trigger_point_pattern(trigger_point_id, side).items()) for side in SIDES)
    weights = [ZONE_WEIGHTS[zone] for _, zone in right]
    beyond = [
        weight
        for weight, (area, _), (mirrored, _) in zip(weights, right, left, strict=True)
        if not chosen & {area, mirrored, Area(area.region_id)}
    ]
    return sum(beyond) / sum(weights)


def _sides_that_suffice(reaching: Reaching) -> tuple[Side, ...]:
    """Return each side from which the muscle reaches all it can, as strongly; none: it takes both."""
    return tuple(side for side in SIDES if all(_reaches_best(found, side) for found in reaching.values()))


def _reaches_best(found: list[Reach], side: Side) -> bool:
    best = max(ZONE_WEIGHTS[reach.zone] for reach in found)
    return any(reach.side == side and ZONE_WEIGHTS[reach.zone] == best for reach in found)


def _explained(area: Area, found: list[Reach], sides: tuple[Side, ...]) -> Explained:
    """Return what explains `area`, essential points first, else in file order."""
    reaches = [reach for reach in found if reach.side in sides]
    ordered = sorted(reaches, key=lambda reach: -ZONE_WEIGHTS[reach.zone])
    points = tuple(dict.fromkeys(reach.trigger_point_id for reach in ordered))
    known: list[FrequencyHere] = [reach.frequency for reach in reaches if reach.frequency]
    if not known:
        return Explained(area, ordered[0].zone, points)
    most: FrequencyHere = max(known, key=HERE_WEIGHTS.__getitem__)
    return Explained(area, ordered[0].zone, points, most)


def _areas_beyond(dataset: Dataset, reaching: Reaching, chosen: Iterable[Area], sides: tuple[Side, ...]) -> int:
    """Count the areas that the explaining points on `sides` also send pain to."""
    explaining = {(reach.trigger_point_id, reach.side) for found in reaching.values() for reach in found}
    patterns = [dataset.trigger_point_pattern(point, side) for point, side in explaining if side in sides]
    areas = set(chosen)
    return len({area for pattern in patterns for area in pattern if not areas & {area, Area(area.region_id)}})


def _together(candidates: tuple[Candidate, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the smallest set of muscles that reaches all that is reached, best first."""
    covers = {found.muscle_id: frozenset(part.area for part in found.explains) for found in candidates}
    worth = {found.muscle_id: round(found.score * 10**DECIMALS) for found in candidates}
    cover = smallest_cover(covers, worth, names)
    return tuple(found.muscle_id for found in candidates if found.muscle_id in cover)
