"""Muscles whose pain looks alike: what they share, and what tells them apart.

A pattern says where pain is commonly felt; that a place belongs to one muscle alone is a hint, never a finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from referral.model.dataset import united
from referral.model.pattern import Pattern, by_muscle, shared_areas
from referral.model.rows import Area, Zone
from referral.model.texts import Texts
from referral.sentences.named_places import named


@dataclass(frozen=True)
class Comparison:
    """`shared`: areas that every muscle reaches; `own`: by muscle, the areas that no other of them reaches, with their
    zones."""

    muscles: tuple[str, ...]
    shared: tuple[Area, ...]
    own: Mapping[str, Mapping[Area, Zone]]


def compare(patterns: Sequence[Pattern]) -> Comparison:
    """Return what the muscles of some patterns share and what each has alone; both sides of a muscle count as one."""
    zones = {muscle: united(side.zones for side in sides) for muscle, sides in by_muscle(patterns).items()}
    own = {}
    for muscle, reached in zones.items():
        elsewhere = {area for other, areas in zones.items() if other != muscle for area in areas}
        own[muscle] = {area: zone for area, zone in reached.items() if area not in elsewhere}
    return Comparison(tuple(zones), shared_areas(patterns), own)


def shared_in_words(texts: Texts, comparison: Comparison) -> str:
    """Return one sentence on what the muscles share; empty for fewer than two."""
    if len(comparison.muscles) < 2:
        return ""
    language, places = texts.language, named(comparison.shared, texts)
    if not comparison.shared:
        return language.gettext("They share no place.")
    if len(comparison.muscles) == 2:
        return language.gettext("Both may send pain to {places}.", places=places)
    return language.gettext("All three may send pain to {places}.", places=places)


def own_in_words(texts: Texts, comparison: Comparison, muscle_id: str) -> str:
    """Return one or two sentences on the places that only this muscle reaches."""
    language, own = texts.language, comparison.own[muscle_id]
    usual, some = ([area for area, zone in own.items() if zone == kind] for kind in ("essential", "spillover"))
    if not own:
        return language.gettext("No place of its own: all that it reaches, another of them may reach too.")
    sentences = []
    if usual:
        sentences.append(language.gettext("Alone usually felt in {places}.", places=named(usual, texts)))
    if some:
        sentences.append(language.gettext("Alone sometimes felt in {places}.", places=named(some, texts)))
    return " ".join(sentences)
