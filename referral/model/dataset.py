"""A checked dataset: its rows, and the look-ups made from them.

A ``Dataset`` never changes after loading, so any number of threads may share one. ``referral.data`` makes it from a
folder; ``texts.texts_in`` gives what it says in a language, whose rows are those of here in other words.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from referral.model.frequency_rows import FrequencyAt
from referral.model.rows import (
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
)
from referral.model.sign_rows import AboutYou, HelpWords, RedFlag
from referral.model.stroke_rows import Landmark, Stroke

Place = TypeVar("Place", bound=Hashable)


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """The checked tables and the look-ups made from them. Equal by identity: it can be a cache's key."""

    regions: Mapping[str, Region]
    muscles: Mapping[str, Muscle]
    trigger_points: Mapping[str, TriggerPoint]
    referrals: tuple[Referral, ...]
    frequencies: tuple[FrequencyAt, ...]
    support: tuple[Support, ...]
    red_flags: Mapping[str, RedFlag]
    about_you: Mapping[str, AboutYou]
    help_words: tuple[HelpWords, ...]
    advice: Mapping[str, Advice]
    complaints: Mapping[str, Complaint]
    sources: Mapping[str, Source]
    areas: tuple[Area, ...]
    landmarks: Mapping[str, Landmark]
    _areas: Mapping[str, Area]
    _points_of: Mapping[str, tuple[TriggerPoint, ...]]
    _referrals_of: Mapping[str, tuple[Referral, ...]]
    _strokes_of: Mapping[str, tuple[Stroke, ...]]
    _support_of: Mapping[str, tuple[Support, ...]]
    _frequency_at: Mapping[tuple[str, str], FrequencyAt]
    _muscle_patterns: Mapping[tuple[str, Side], Mapping[Area, Zone]]
    _point_patterns: Mapping[tuple[str, Side], Mapping[Area, Zone]]
    _reached_by: Mapping[Area, tuple[Reach, ...]]

    def area(self, area_id: str) -> Area:
        """Return the area of an id such as ``right-temple``; raise KeyError when there is none."""
        return self._areas[area_id]

    def trigger_points_of(self, muscle_id: str) -> tuple[TriggerPoint, ...]:
        """Return a muscle's trigger points in file order; raise KeyError when the muscle is unknown."""
        return self._points_of[muscle_id]

    def referrals_of(self, trigger_point_id: str) -> tuple[Referral, ...]:
        """Return a trigger point's zones in file order; raise KeyError when the point is unknown."""
        return self._referrals_of[trigger_point_id]

    def strokes_of(self, trigger_point_id: str) -> tuple[Stroke, ...]:
        """Return how a trigger point's zones are drawn, in file order; KeyError when the point is unknown."""
        return self._strokes_of[trigger_point_id]

    def support_of(self, trigger_point_id: str) -> tuple[Support, ...]:
        """Return what further works say of a trigger point's zones; KeyError when the point is unknown."""
        return self._support_of[trigger_point_id]

    def frequency_at(self, trigger_point_id: str, region_id: str) -> FrequencyAt | None:
        """Return what is known of how often a trigger point is behind pain at a region; None where nothing is."""
        return self._frequency_at.get((trigger_point_id, region_id))

    def pattern(self, muscle_id: str, side: Side) -> Mapping[Area, Zone]:
        """Return where the muscle on `side` sends pain by all its points; essential wins. Or KeyError."""
        return self._muscle_patterns[muscle_id, side]

    def trigger_point_pattern(self, trigger_point_id: str, side: Side) -> Mapping[Area, Zone]:
        """Return where one trigger point on `side` sends pain; raise KeyError when the point is unknown."""
        return self._point_patterns[trigger_point_id, side]

    def reached_by(self, area: Area) -> tuple[Reach, ...]:
        """Return every trigger point, of either side, that sends pain to `area`; right ones first, in file
        order.

        A sided region without a side is reached by whatever reaches one of its sides. Raise KeyError when
        unknown.
        """
        return self._reached_by[area]


def united(zones_of: Iterable[Mapping[Place, Zone]]) -> Mapping[Place, Zone]:
    """Return the zones of several trigger points as one pattern: essential wins over spillover."""
    pattern: dict[Place, Zone] = {}
    for zones in zones_of:
        for area, zone in zones.items():
            if pattern.get(area) != "essential":
                pattern[area] = zone
    return MappingProxyType(pattern)
