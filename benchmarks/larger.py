"""A dataset that is many times as large: the same muscles again under other names, on the same regions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from referral.model.dataset import Dataset
from referral.model.rows import Area, Reach, Side

Value = TypeVar("Value")


def larger(data: Dataset, times: int) -> Dataset:
    """Return a dataset with `times` as many muscles, points and zones; the regions and signs stay."""
    numbers = range(1, times)
    muscles = dict(data.muscles)
    points = dict(data.trigger_points)
    for number in numbers:
        for muscle in data.muscles.values():
            again = replace(muscle, muscle_id=_named(muscle.muscle_id, number), name=f"{muscle.name} {number}")
            muscles[again.muscle_id] = again
        for point in data.trigger_points.values():
            names = _named(point.trigger_point_id, number), _named(point.muscle_id, number)
            points[names[0]] = replace(point, trigger_point_id=names[0], muscle_id=names[1])
    points_of = {
        _named(muscle, number): tuple(
            points[_named(point.trigger_point_id, number)] for point in data._points_of[muscle]
        )
        for number in range(times)
        for muscle in data.muscles
    }
    return replace(
        data,
        muscles=muscles,
        trigger_points=points,
        _points_of=points_of,
        _referrals_of=_again(data._referrals_of, times),
        _strokes_of=_again(data._strokes_of, times),
        _support_of=_again(data._support_of, times),
        _muscle_patterns=_again_by_side(data._muscle_patterns, times),
        _point_patterns=_again_by_side(data._point_patterns, times),
        _reached_by={area: tuple(_reaches(found, times)) for area, found in _all_reached(data)},
    )


def _named(name: str, number: int) -> str:
    return f"{name}_{number}" if number else name


def _again(rows: Mapping[str, Value], times: int) -> dict[str, Value]:
    return {_named(name, number): value for number in range(times) for name, value in rows.items()}


def _again_by_side(rows: Mapping[tuple[str, Side], Value], times: int) -> dict[tuple[str, Side], Value]:
    return {(_named(name, number), side): value for number in range(times) for (name, side), value in rows.items()}


def _all_reached(data: Dataset) -> Iterable[tuple[Area, tuple[Reach, ...]]]:
    return data._reached_by.items()


def _reaches(found: Iterable[Reach], times: int) -> Iterable[Reach]:
    for number in range(times):
        for reach in found:
            yield replace(
                reach,
                muscle_id=_named(reach.muscle_id, number),
                trigger_point_id=_named(reach.trigger_point_id, number),
            )
