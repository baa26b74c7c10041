"""Checked tables -> a ``Dataset``: typed rows, areas, patterns of both sides, and who reaches which area."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from referral.data.cell_rules import checked_rows
from referral.data.csv_tables import Table
from referral.model.dataset import Dataset, united
from referral.model.frequency_rows import FrequencyAt
from referral.model.rows import (
    OTHER_SIDE,
    SIDES,
    Advice,
    Area,
    Complaint,
    Muscle,
    Reach,
    Referral,
    Region,
    Side,
    Source,
    Support,
    TriggerPoint,
    Zone,
    names_of_region,
)
from referral.model.sign_rows import AboutYou, HelpWords, RedFlag
from referral.model.stroke_rows import Landmark, Place, Step, Stroke

Member = TypeVar("Member")
Row = TypeVar("Row")
OfPoint = TypeVar("OfPoint", Referral, Stroke, Support)


def assembled(tables: Mapping[str, Table]) -> Dataset:
    """Turn tables without faults into rows and look-ups."""
    regions = {row.region_id: row for row in checked_rows(Region, tables["regions"])}
    muscles = {row.muscle_id: row for row in checked_rows(Muscle, tables["muscles"])}
    points = {row.trigger_point_id: row for row in checked_rows(TriggerPoint, tables["trigger_points"])}
    referrals = tuple(checked_rows(Referral, tables["referrals"]))
    support = tuple(checked_rows(Support, tables["support"]))
    frequencies = tuple(_rows_if_there(FrequencyAt, "frequencies", tables))
    landmarks = {row.landmark_id: row for row in _rows_if_there(Landmark, "landmarks", tables)}
    strokes = tuple(strokes_from(_rows_if_there(Step, "strokes", tables), landmarks))
    complaints = {row.complaint_id: row for row in _rows_if_there(Complaint, "complaints", tables)}
    areas = tuple(area for region in regions.values() for area in region.areas())
    points_of = _grouped(((p.muscle_id, p) for p in points.values()), muscles)
    referrals_of = _by_point(referrals, points)
    point_patterns = {
        (point, side): united({area: zone} for area, zone in _zones(referrals_of[point], side, regions))
        for side in SIDES
        for point in points
    }
    frequency_at = _frequency_at(frequencies, points_of)
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
        frequencies=frequencies,
        support=support,
        red_flags=MappingProxyType({row.flag_id: row for row in _red_flags(tables["red_flags"], regions)}),
        about_you=MappingProxyType({row.about_id: row for row in checked_rows(AboutYou, tables["about_you"])}),
        help_words=tuple(checked_rows(HelpWords, tables["help_words"])),
        advice=MappingProxyType({row.advice_id: row for row in checked_rows(Advice, tables["advice"])}),
        complaints=MappingProxyType(complaints),
        sources=MappingProxyType({row.source_id: row for row in checked_rows(Source, tables["sources"])}),
        areas=areas,
        landmarks=MappingProxyType(landmarks),
        _areas={area.area_id: area for area in areas},
        _points_of=points_of,
        _referrals_of=referrals_of,
        _strokes_of=_by_point(strokes, points),
        _support_of=_by_point(support, points),
        _frequency_at=frequency_at,
        _muscle_patterns=muscle_patterns,
        _point_patterns=point_patterns,
        _reached_by=_inverted(point_patterns, points, areas, _limited(referrals), frequency_at),
    )


def _rows_if_there(row: type[Row], name: str, tables: Mapping[str, Table]) -> Sequence[Row]:
    return checked_rows(row, tables[name]) if name in tables else ()


def strokes_from(steps: Iterable[Step], landmarks: Mapping[str, Landmark]) -> Iterator[Stroke]:
    """Yield the strokes of steps, in file order, each through its steps in theirs; a step of an unknown landmark, or
    without width, is passed over."""
    of_stroke: dict[tuple[str, str, int], list[Step]] = {}
    for step in steps:
        of_stroke.setdefault((step.trigger_point_id, step.zone, step.stroke), []).append(step)
    for several in of_stroke.values():
        first, *_ = several = sorted(several, key=lambda step: step.step)
        placed = [(place, step.width_mm) for step in several if (place := place_of(step, landmarks)) and step.width_mm]
        if placed:
            places, widths = zip(*placed, strict=True)
            yield Stroke(first.trigger_point_id, first.zone, first.side, places, widths)
        elif first.region_id:
            yield Stroke(first.trigger_point_id, first.zone, first.side, region_id=first.region_id)


def place_of(step: Step, landmarks: Mapping[str, Landmark]) -> Place | None:
    """Return where a step stands; None for one of a region or of an unknown landmark."""
    landmark = landmarks.get(step.landmark_id)
    return (landmark.x_mm, landmark.y_mm, landmark.z_mm) if landmark else step.xyz


def _by_point(rows: Iterable[OfPoint], points: Iterable[str]) -> dict[str, tuple[OfPoint, ...]]:
    """Return the rows of each trigger point, in file order."""
    return _grouped(((row.trigger_point_id, row) for row in rows), points)


def _grouped(pairs: Iterable[tuple[str, Member]], ids: Iterable[str]) -> dict[str, tuple[Member, ...]]:
    """Return the members of each id, in one pass; every id is there."""
    groups: dict[str, list[Member]] = {one: [] for one in ids}
    for one, member in pairs:
        groups[one].append(member)
    return {one: tuple(members) for one, members in groups.items()}


def _red_flags(table: Table, regions: Mapping[str, Region]) -> Iterator[RedFlag]:
    """Yield the warning signs, each with the ids of all its regions."""
    for flag in checked_rows(RedFlag, table):
        yield replace(flag, regions=frozenset(members(flag.regions, regions.values())))


def members(named: Iterable[str], regions: Iterable[Region]) -> Iterator[str]:
    """Yield the ids of the regions that a list names."""
    wanted = set(named)
    for region in regions:
        if wanted & names_of_region(region.region_id, region.body_part):
            yield region.region_id


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


def _frequency_at(
    frequencies: Iterable[FrequencyAt], points_of: Mapping[str, Iterable[TriggerPoint]]
) -> dict[tuple[str, str], FrequencyAt]:
    """Return what is known of each (trigger point, region): a row of the point itself, else that of its muscle."""
    found: dict[tuple[str, str], FrequencyAt] = {}
    for row in sorted(frequencies, key=lambda row: row.trigger_point_id != ""):
        points = (
            [row.trigger_point_id] if row.trigger_point_id else [p.trigger_point_id for p in points_of[row.muscle_id]]
        )
        found |= {(point, row.region_id): row for point in points}
    return found


def _inverted(
    patterns: Mapping[tuple[str, Side], Mapping[Area, Zone]],
    points: Mapping[str, TriggerPoint],
    areas: Iterable[Area],
    limited: set[tuple[str, str]],
    frequency_at: Mapping[tuple[str, str], FrequencyAt],
) -> dict[Area, tuple[Reach, ...]]:
    """Return who reaches each area, and each sided region without its side."""
    reached: dict[Area, list[Reach]] = {area: [] for area in areas}
    reached |= {Area(area.region_id): [] for area in reached}
    for (point, side), pattern in patterns.items():
        for area, zone in pattern.items():
            place = point, area.region_id
            known = frequency_at.get(place)
            frequency = known.frequency if known else None
            reach = Reach(points[point].muscle_id, side, point, zone, place in limited, frequency)
            reached[area].append(reach)
            if area.side:
                reached[Area(area.region_id)].append(reach)
    return {area: tuple(who) for area, who in reached.items()}
