"""A muscle's pattern: what is drawn of it, and the same in words.

::

    pattern_of(dataset, muscle_id, side, trigger_point_ids=None) -> Pattern
    places(dataset, pattern, zone) -> str              # "right temple and jaw"
    side_and_name(dataset, muscle_id, side) -> str     # "right upper trapezius"
    in_words(dataset, pattern) -> str                  # for those who do not see the picture
    map_in_words(dataset, chosen, patterns) -> str     # the whole map, for a screen reader
    summary(dataset, ranking, muscle_id, side) -> str  # what was explored, to copy and take along
    before_needling(language) -> str                   # what to tell a therapist first

All of it in the dataset's language.
Wording: "usually", "sometimes", "may"; a pattern never says where a person's pain comes from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from referral.dataset import Area, Dataset, Side, Zone, united
from referral.languages import N_, Language
from referral.ranking import Ranking
from referral.reasons import named
from referral.safety import TELL_FIRST
from referral.scene import Pattern
from referral.text import capitalised, uncapitalised

EDUCATION: Final = N_("This is education, not a diagnosis.")
MIRRORED: Final = N_("The left muscle sends it to the same places on the other side.")
"""After the words on a right muscle, where both are shown."""

MUSCLES_IN_SUMMARY = 3
"""As many as are shown before "show more"."""


def pattern_of(
    dataset: Dataset, muscle_id: str, side: Side, trigger_point_ids: Collection[str] | None = None
) -> Pattern:
    """The pattern of a muscle on a side, by all its trigger points or by those given. KeyError when unknown."""
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
        {area.area_id: zone for area, zone in zones.items()},
        dataset.muscles[muscle_id].name,
    )


def places(dataset: Dataset, pattern: Pattern, zone: Zone) -> str:
    """The places of one zone as a phrase, the pattern's own side first; empty when there is none."""
    return named(_areas(dataset, pattern, zone), dataset)


def in_words(dataset: Dataset, pattern: Pattern) -> str:
    """One or two sentences: where the pain is usually felt, and where sometimes."""
    language = dataset.language
    usual, some = (places(dataset, pattern, zone) for zone in ("essential", "spillover"))
    sentences = [language.gettext("Pain is usually felt in the {places}.", places=usual)] if usual else []
    if some and usual:
        sentences.append(language.gettext("It is sometimes also felt in the {places}.", places=some))
    elif some:
        sentences.append(language.gettext("Pain is sometimes felt in the {places}.", places=some))
    return " ".join(sentences)


def side_and_name(dataset: Dataset, muscle_id: str, side: Side) -> str:
    """A muscle with its side, as it stands in a sentence: ``right upper trapezius``."""
    name = uncapitalised(dataset.muscles[muscle_id].name)
    if side == "right":
        return dataset.language.gettext("right {muscle}", muscle=name)
    return dataset.language.gettext("left {muscle}", muscle=name)


def map_in_words(dataset: Dataset, chosen: Sequence[Area], patterns: Iterable[Pattern]) -> str:
    """The map as a screen reader tells it: the chosen areas, then each pattern."""
    told = [dataset.language.gettext("Body map.")]
    if chosen:
        areas = ", ".join(map(dataset.area_name, chosen))
        told.append(dataset.language.gettext("Chosen areas: {areas}.", areas=areas))
    told += [
        f"{capitalised(side_and_name(dataset, one.muscle_id, one.side))}: {in_words(dataset, one)}" for one in patterns
    ]
    return " ".join(told)


def _areas(dataset: Dataset, pattern: Pattern, zone: Zone) -> list[Area]:
    """The areas of one zone in the dataset's order, the pattern's own side first."""
    found = [dataset.area(area_id) for area_id, its_zone in pattern.zones.items() if its_zone == zone]
    order = {region_id: number for number, region_id in enumerate(dataset.regions)}
    return sorted(found, key=lambda area: (area.side not in (pattern.side, None), order[area.region_id]))


def summary(dataset: Dataset, ranking: Ranking, muscle_id: str | None, side: Side) -> str | None:
    """What was explored, in a few plain lines without a name or a date; None when nothing was."""
    language, lines = dataset.language, []
    if ranking.areas:
        lines.append(language.gettext("Where it hurts: {places}.", places=named(ranking.areas, dataset)))
        lines += _candidates(ranking, language)
    if muscle_id is not None:
        muscle = dataset.muscles[muscle_id]
        looked_at = language.gettext(
            "Muscle looked at: {muscle} ({common_name}).",
            muscle=side_and_name(dataset, muscle_id, side),
            common_name=muscle.common_name,
        )
        lines.append(f"{looked_at} {in_words(dataset, pattern_of(dataset, muscle_id, side))}")
    return "\n".join([*lines, before_needling(language), language.gettext(EDUCATION)]) if lines else None


def _candidates(ranking: Ranking, language: Language) -> Iterable[str]:
    names = [candidate.name for candidate in ranking.candidates[:MUSCLES_IN_SUMMARY]]
    if names:
        yield language.gettext("Muscles that commonly send pain there: {muscles}.", muscles="; ".join(names))


def before_needling(language: Language) -> str:
    """What a therapist must know before any needling, in one sentence."""
    told = "; ".join(map(language.gettext, TELL_FIRST))
    return language.gettext("Before any needling, tell your therapist about: {told}.", told=told)
