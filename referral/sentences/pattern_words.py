"""A muscle's pattern in words, the map in words, and the summary of a visit.

All of it in the dataset's language.
Wording: "usually", "sometimes", "may"; a pattern never says where a person's pain comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from referral.answers.red_flags import TELL_FIRST
from referral.answers.under_place import Answer
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import Area, Side, Zone
from referral.model.texts import Texts
from referral.sentences.named_places import named
from referral.words.languages import N_, Language
from referral.words.text import capitalised, uncapitalised

EDUCATION: Final = N_("This is education, not a diagnosis.")
MIRRORED: Final = N_("The left muscle sends it to the same places on the other side.")
"""After the words on a right muscle, where both are shown."""

MUSCLES_IN_SUMMARY = 3
"""As many as are shown before "show more"."""


def places(texts: Texts, pattern: Pattern, zone: Zone) -> str:
    """The places of one zone as a phrase, the pattern's own side first; empty when there is none."""
    return named(_areas(texts, pattern, zone), texts)


def in_words(texts: Texts, pattern: Pattern) -> str:
    """One or two sentences: where the pain is usually felt, and where sometimes."""
    language = texts.language
    usual, some = (places(texts, pattern, zone) for zone in ("essential", "spillover"))
    sentences = [language.gettext("Pain is usually felt in {places}.", places=usual)] if usual else []
    if some and usual:
        sentences.append(language.gettext("It is sometimes also felt in {places}.", places=some))
    elif some:
        sentences.append(language.gettext("Pain is sometimes felt in {places}.", places=some))
    return " ".join(sentences)


def side_and_name(texts: Texts, muscle_id: str, side: Side) -> str:
    """A muscle with its side, as it stands in a sentence: ``right upper trapezius``."""
    name = uncapitalised(texts.muscles[muscle_id].name)
    if side == "right":
        return texts.language.gettext("right {muscle}", muscle=name)
    return texts.language.gettext("left {muscle}", muscle=name)


def map_in_words(texts: Texts, chosen: Sequence[Area], patterns: Iterable[Pattern]) -> str:
    """The map as a screen reader tells it: the chosen areas, then each pattern."""
    sentences = [texts.language.gettext("Body map.")]
    if chosen:
        areas = ", ".join(map(texts.area_name, chosen))
        sentences.append(texts.language.gettext("Chosen areas: {areas}.", areas=areas))
    sentences += [
        f"{capitalised(side_and_name(texts, one.muscle_id, one.side))}: {in_words(texts, one)}" for one in patterns
    ]
    return " ".join(sentences)


def _areas(texts: Texts, pattern: Pattern, zone: Zone) -> list[Area]:
    """The areas of one zone in the dataset's order, the pattern's own side first."""
    found = [area for area, its_zone in pattern.zones.items() if its_zone == zone]
    order = {region_id: number for number, region_id in enumerate(texts.regions)}
    return sorted(found, key=lambda area: (area.side not in (pattern.side, None), order[area.region_id]))


def summary(texts: Texts, found: Answer, muscle_id: str | None, side: Side) -> str | None:
    """What was explored, in a few plain lines without a name or a date; None when nothing was."""
    language, lines = texts.language, []
    if found.areas:
        lines.append(language.gettext("Where it hurts: {places}.", places=named(found.areas, texts, "label")))
        lines += _candidates(texts, found)
    if muscle_id is not None:
        muscle = texts.muscles[muscle_id]
        looked_at = language.gettext(
            "Muscle looked at: {common_name} ({muscle}).",
            common_name=muscle.common_name,
            muscle=side_and_name(texts, muscle_id, side),
        )
        lines.append(f"{looked_at} {in_words(texts, pattern_of(texts.dataset, muscle_id, side))}")
    return "\n".join([*lines, before_needling(language), language.gettext(EDUCATION)]) if lines else None


def _candidates(texts: Texts, found: Answer) -> Iterable[str]:
    sending = [_plainly(texts, candidate.muscle_id) for candidate in found.candidates[:MUSCLES_IN_SUMMARY]]
    if sending:
        yield texts.language.gettext("Muscles that commonly send pain there: {muscles}.", muscles="; ".join(sending))
    lying = [_plainly(texts, one.muscle_id) for one in found.only_here[:MUSCLES_IN_SUMMARY]]
    if lying:
        yield texts.language.gettext("Muscles that lie there: {muscles}.", muscles="; ".join(lying))


def _plainly(texts: Texts, muscle_id: str) -> str:
    """A muscle in plain words, then its anatomical name."""
    muscle = texts.muscles[muscle_id]
    return f"{muscle.common_name} ({muscle.name})"


def before_needling(language: Language) -> str:
    """What a therapist must know before any needling, in one sentence."""
    things = "; ".join(map(language.gettext, TELL_FIRST))
    return language.gettext("Before any needling, tell your therapist about: {told}.", told=things)
