"""How well the zones of a muscle are supported: doubts, works that differ, works that agree; how often it was found.

Wording is for patients: a doubt is said in a sentence, next to the place that it concerns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from referral.model.dataset import Dataset
from referral.model.frequency_rows import FrequencyHere
from referral.model.rows import Certainty, Source, TriggerPoint
from referral.model.texts import Texts
from referral.words.languages import N_

DOUBTS: Final[dict[Certainty, str]] = {
    "limited": N_("Less certain, known from few people or few works: {places}."),
    "disputed": N_("Experts disagree on this: {places}."),
}


FOUND: Final[dict[FrequencyHere, str]] = {
    "leading": N_("Often found in people with pain in {places} ({source})."),
    "common": N_("Often found in people with pain in {places} ({source})."),
    "occasional": N_("Now and then found in people with pain in {places} ({source})."),
    "rare": N_("Seldom the source of pain in {places} ({source})."),
}


@dataclass(frozen=True)
class Difference:
    """What a work says otherwise, in a sentence, of which trigger points (labels)."""

    note: str
    labels: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class Work:
    """A work on a muscle's zones: the places in it, and whether it states the zones or supports them."""

    source: Source
    places: tuple[str, ...]
    states: bool


@dataclass(frozen=True)
class Tally:
    """Zones of the whole dataset, and those of them that a further work agrees with."""

    zones: int
    with_second_source: int


def doubts(texts: Texts, trigger_points: Iterable[TriggerPoint]) -> tuple[str, ...]:
    """Return a sentence for each kind of doubt on the zones of some trigger points; the points are named where the
    muscle has several."""
    points = tuple(trigger_points)
    sentences = []
    for certainty, sentence in DOUBTS.items():
        zones = [
            (texts.place(zone.region_id, form="label"), point.label)
            for point in points
            for zone in texts.dataset.referrals_of(point.trigger_point_id)
            if zone.certainty == certainty
        ]
        if zones:
            listed = texts.language.listed
            places = listed(dict.fromkeys(name for name, _ in zones))
            labels = listed(dict.fromkeys(label for _, label in zones))
            named = f"{places} ({labels})" if len(points) > 1 else places
            sentences.append(texts.language.gettext(sentence, places=named))
    return tuple(sentences)


def differences(texts: Texts, muscle_id: str) -> tuple[Difference, ...]:
    """Return what other works say otherwise of a muscle, each sentence once. KeyError when the muscle is unknown."""
    found: dict[tuple[str, str], list[str]] = {}
    for point in texts.trigger_points_of(muscle_id):
        for support in texts.support_of(point.trigger_point_id):
            if support.verdict != "agrees":
                found.setdefault((support.note, support.source_id), []).append(point.label)
    return tuple(
        Difference(note, tuple(dict.fromkeys(labels)), texts.dataset.sources[source_id])
        for (note, source_id), labels in found.items()
    )


def found_at(texts: Texts, muscle_id: str) -> tuple[str, ...]:
    """Return a sentence for each word and work on how often people who hurt at a place have the muscle."""
    places: dict[tuple[str, str], list[str]] = {}
    for row in texts.dataset.frequencies:
        if row.muscle_id == muscle_id:
            places.setdefault((FOUND[row.frequency], row.source_id), []).append(texts.place(row.region_id))
    return tuple(
        texts.language.gettext(
            sentence,
            places=texts.language.listed(dict.fromkeys(named)),
            source=short(texts.dataset.sources[source_id]),
        )
        for (sentence, source_id), named in places.items()
    )


def works(dataset: Dataset, muscle_id: str) -> tuple[Work, ...]:
    """Return the works that state the muscle's zones, then the further ones. KeyError when the muscle is unknown."""
    stating: dict[str, dict[str, None]] = {}
    further: dict[str, dict[str, None]] = {}
    for point in dataset.trigger_points_of(muscle_id):
        for zone in dataset.referrals_of(point.trigger_point_id):
            stating.setdefault(zone.source_id, {})[zone.locator] = None
        for support in dataset.support_of(point.trigger_point_id):
            further.setdefault(support.source_id, {})[support.locator] = None
    return (
        *(Work(dataset.sources[one], tuple(places), states=True) for one, places in stating.items()),
        *(Work(dataset.sources[one], tuple(places), states=False) for one, places in further.items()),
    )


def short(source: Source) -> str:
    """Return a work's name for a line of text: the citation up to its first full stop, and the year of what has one."""
    name = source.citation.split(". ")[0]
    return name if source.kind == "web page" else f"{name}, {source.year}"


def tally(dataset: Dataset) -> Tally:
    """Return how many zones the dataset has, and how many of them a further work agrees with."""
    agreeing: dict[tuple[str, str], set[str]] = {}
    for support in dataset.support:
        if support.verdict == "agrees":
            agreeing.setdefault((support.trigger_point_id, support.region_id), set()).add(support.source_id)
    second = sum(
        bool(agreeing.get((zone.trigger_point_id, zone.region_id), set()) - {zone.source_id})
        for zone in dataset.referrals
    )
    return Tally(len(dataset.referrals), second)
