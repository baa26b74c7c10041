"""Checked tables -> a ``Dataset``: typed rows, areas, patterns of both sides, and who reaches which area."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from referral.dataset import (
    OTHER_SIDE,
    SIDES,
    Advice,
    Area,
    Dataset,
    Half,
    Muscle,
    Reach,
    RedFlag,
    Referral,
    Region,
    Side,
    Source,
    Support,
    TriggerPoint,
    Zone,
    united,
)
from referral.languages import ENGLISH
from referral.tables import Table
from referral.text import phrase

HALVES: Final = (
    ("upper half", "lower half"),
    ("inner half", "outer half"),
    ("palm side", "back"),
    ("top", "underside"),
)
OTHER_HALF: Final = {one: other for pair in HALVES for one, other in (pair, pair[::-1])}
"""Parts of a place which together are all of it: whoever feels both feels the upper arm, the calf, the finger."""

Member = TypeVar("Member")
OfPoint = TypeVar("OfPoint", Referral, Support)
Row = TypeVar("Row", Region, Muscle, TriggerPoint, Referral, Support, RedFlag, Advice, Source)


def assembled(tables: Mapping[str, Table]) -> Dataset:
    """Turn tables without faults into rows and look-ups."""
    regions = {row.region_id: row for row in _rows(Region, tables["regions"])}
    muscles = {row.muscle_id: row for row in _rows(Muscle, tables["muscles"])}
    points = {row.trigger_point_id: row for row in _rows(TriggerPoint, tables["trigger_points"])}
    referrals = tuple(_rows(Referral, tables["referrals"]))
    support = tuple(_rows(Support, tables["support"]))
    areas = tuple(area for region in regions.values() for area in _areas_of(region))
    points_of = _grouped(((p.muscle_id, p) for p in points.values()), muscles)
    referrals_of = _by_point(referrals, points)
    point_patterns = {
        (point, side): united({area: zone} for area, zone in _zones(referrals_of[point], side, regions))
        for side in SIDES
        for point in points
    }
    muscle_patterns = {
        (muscle, side): united(point_patterns[point.trigger_point_id, side] for point in points_of[muscle])
        for side in SIDES
        for muscle in muscles
    }
    return Dataset(
        regions=MappingProxyType(regions),
        muscles=MappingProxyType(muscles),
        trigger_points=MappingProxyType(points),
        referrals=referrals,
        support=support,
        red_flags=MappingProxyType({row.flag_id: row for row in _rows(RedFlag, tables["red_flags"])}),
        advice=MappingProxyType({row.advice_id: row for row in _rows(Advice, tables["advice"])}),
        sources=MappingProxyType({row.source_id: row for row in _rows(Source, tables["sources"])}),
        areas=areas,
        halves=MappingProxyType(dict(_halves(regions.values()))),
        language=ENGLISH,
        source=None,
        _areas={area.area_id: area for area in areas},
        _area_names={area: f"{area.side} {regions[area.region_id].name}" for area in areas if area.side},
        _places={region.region_id: phrase(region.name) for region in regions.values()},
        _points_of=points_of,
        _referrals_of=referrals_of,
        _support_of=_by_point(support, points),
        _muscle_patterns=muscle_patterns,
        _point_patterns=point_patterns,
        _reached_by=_inverted(point_patterns, points, areas, _limited(referrals)),
    )


def _by_point(rows: Iterable[OfPoint], points: Iterable[str]) -> dict[str, tuple[OfPoint, ...]]:
    """Return the rows of each trigger point, in file order."""
    return _grouped(((row.trigger_point_id, row) for row in rows), points)


def _grouped(pairs: Iterable[tuple[str, Member]], ids: Iterable[str]) -> dict[str, tuple[Member, ...]]:
    """Return the members of each id, in one pass; every id is there."""
    groups: dict[str, list[Member]] = {one: [] for one in ids}
    for one, member in pairs:
        groups[one].append(member)
    return {one: tuple(members) for one, members in groups.items()}


def _rows(kind: type[Row], table: Table) -> Iterator[Row]:
    """Yield the rows of a checked table as `kind`; columns that `kind` does not know are passed over."""
    names = [name for name in kind.__dataclass_fields__ if name in table.cells.columns]
    for cells in table.cells[names].itertuples(index=False):
        yield kind(**{name: _value(name, cell) for name, cell in zip(names, cells, strict=True)})


def _value(column: str, cell: str) -> Any:
    """Return a checked cell as the descriptor types it."""
    if column in ("surface", "sided"):
        return cell.lower() in ("true", "1")
    if column.endswith("_mm"):
        return float(cell)
    if column == "year":
        return int(cell)
    if column in ("search_words", "regions", "body_parts", "muscles"):
        return tuple(word.strip() for word in cell.split(";") if word.strip())
    return cell


def _areas_of(region: Region) -> tuple[Area, ...]:
    if region.sided:
        return tuple(Area(region.region_id, side) for side in SIDES)
    return (Area(region.region_id),)


def _halves(regions: Iterable[Region]) -> Iterator[tuple[str, Half]]:
    """Yield each region that is one half of a place, by its name: ``calf, inner half`` beside ``calf, outer half``."""
    ids = {region.name: region.region_id for region in regions}
    for name, region_id in ids.items():
        whole, _, half = name.rpartition(", ")
        other = ids.get(f"{whole}, {OTHER_HALF.get(half)}")
        if whole and other:
            yield region_id, Half(other, phrase(whole))


def _zones(referrals: Iterable[Referral], side: Side, regions: Mapping[str, Region]) -> Iterator[tuple[Area, Zone]]:
    """Yield (area, zone) of referrals as sent from `side`.

    What was seen in a few people only cannot be called felt by nearly everyone: it counts, and is drawn, as spillover.
    """
    for referral in referrals:
        zone: Zone = "spillover" if referral.certainty == "limited" else referral.zone
        if not regions[referral.region_id].sided:
            yield Area(referral.region_id), zone
            continue
        if referral.side != "opposite":
            yield Area(referral.region_id, side), zone
        if referral.side != "same":
            yield Area(referral.region_id, OTHER_SIDE[side]), zone


def _limited(referrals: Iterable[Referral]) -> set[tuple[str, str]]:
    """Return (trigger point, region) of each zone that is known from a few cases."""
    return {(row.trigger_point_id, row.region_id) for row in referrals if row.certainty == "limited"}


def _inverted(
    patterns: Mapping[tuple[str, Side], Mapping[Area, Zone]],
    points: Mapping[str, TriggerPoint],
    areas: Iterable[Area],
    limited: set[tuple[str, str]],
) -> dict[Area, tuple[Reach, ...]]:
    """Return who reaches each area, and each sided region without its side."""
    reached: dict[Area, list[Reach]] = {area: [] for area in areas}
    reached |= {Area(area.region_id): [] for area in reached}
    for (point, side), pattern in patterns.items():
        for area, zone in pattern.items():
            reach = Reach(points[point].muscle_id, side, point, zone, (point, area.region_id) in limited)
            reached[area].append(reach)
            if area.side:
                reached[Area(area.region_id)].append(reach)
    return {area: tuple(who) for area, who in reached.items()}
