"""A muscle's pattern on one side: its trigger points, and where their pain is felt."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from referral.model.dataset import Dataset, united
from referral.model.rows import Area, Referral, Side, Zone
from referral.model.stroke_rows import Stroke


@dataclass(frozen=True)
class Pattern:
    """What is drawn of a muscle on one side: its outline, its trigger points (id and label), the zones where their pain
    is felt, and the strokes that draw them; `limited`: the regions that are known from a few cases only."""

    muscle_id: str
    side: Side
    points: tuple[tuple[str, str], ...]
    zones: Mapping[Area, Zone]
    strokes: tuple[Stroke, ...] = ()
    limited: frozenset[str] = frozenset()


def pattern_of(
    dataset: Dataset, muscle_id: str, side: Side, trigger_point_ids: Collection[str] | None = None
) -> Pattern:
    """The pattern of a muscle on a side, of all its trigger points or of those given. KeyError when unknown."""
    points = dataset.trigger_points_of(muscle_id)
    zones = dataset.pattern(muscle_id, side)
    if trigger_point_ids is not None:
        if unknown := set(trigger_point_ids) - {point.trigger_point_id for point in points}:
            raise KeyError(f"{muscle_id} has no {', '.join(sorted(unknown))}")
        points = tuple(point for point in points if point.trigger_point_id in trigger_point_ids)
        zones = united(dataset.trigger_point_pattern(point.trigger_point_id, side) for point in points)
    return Pattern(
        muscle_id,
        side,
        tuple((point.trigger_point_id, point.label) for point in points),
        zones,
        tuple(stroke for point in points for stroke in _strokes(dataset, point.trigger_point_id)),
        _limited(referral for point in points for referral in dataset.referrals_of(point.trigger_point_id)),
    )


def _strokes(dataset: Dataset, trigger_point_id: str) -> Iterator[Stroke]:
    """Yield a point's strokes; for a kind of zone that has none, all its regions whole."""
    drawn = dataset.strokes_of(trigger_point_id)
    yield from drawn
    shaped = {stroke.zone for stroke in drawn}
    for row in dataset.referrals_of(trigger_point_id):
        if row.zone not in shaped:
            yield Stroke(trigger_point_id, row.zone, row.side, region_id=row.region_id)


def _limited(referrals: Iterable[Referral]) -> frozenset[str]:
    """Return the regions of which nothing surer is said."""
    rows = tuple(referrals)
    surer = {row.region_id for row in rows if row.certainty != "limited"}
    return frozenset(row.region_id for row in rows) - surer


def shared_areas(patterns: Iterable[Pattern]) -> tuple[Area, ...]:
    """Return the areas that every one of several muscles sends pain to; nothing for one muscle."""
    muscles = by_muscle(patterns)
    if len(muscles) < 2:
        return ()
    first, *others = (dict.fromkeys(area for side in sides for area in side.zones) for sides in muscles.values())
    return tuple(area for area in first if all(area in other for other in others))


def by_muscle(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    """Return the patterns of each muscle, one for each side that is shown, in their order."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.muscle_id, []).append(pattern)
    return found
