"""Why a muscle is a candidate, in one sentence that a patient can read.

"May", "usually", "sometimes": a pattern shows where pain is commonly felt, never where it comes from.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from referral.answers.ranking import Candidate
from referral.model.dataset import Dataset
from referral.model.rows import SIDES, Area, Side
from referral.model.texts import Texts
from referral.words.languages import N_, Language

USUALLY: Final[Mapping[int, str]] = {
    1: N_("pain from this muscle is usually felt there"),
    2: N_("both are where this muscle's pain is usually felt"),
}
USUALLY_ALL: Final = N_("all are where this muscle's pain is usually felt")
SOMETIMES: Final = N_("pain from this muscle is sometimes felt there")
MOST_NAMED = 3
"""Unexplained areas that are named; more of them would bury what is explained."""

MIXED: Final = N_("this muscle's pain is usually felt in the {usual}, and sometimes in the {some}")


def reason(candidate: Candidate, texts: Texts) -> str:
    """Return one sentence: what the muscle may explain, how usual that is, and what it does not explain.

    ``May explain your right temple and jaw: both are where this muscle's pain is usually felt.``
    """
    parts = {"what": _what(candidate, texts), "how_usual": _how_usual(candidate, texts)}
    what_not = _what_not(candidate, texts)
    if not what_not:
        return texts.language.gettext("{what}: {how_usual}.", **parts)
    return texts.language.gettext("{what}: {how_usual}; {what_not}.", **parts, what_not=what_not)


def _what(candidate: Candidate, texts: Texts) -> str:
    """Return what is explained; side by side, where it takes the muscles of both sides."""
    areas = [part.area for part in candidate.explains]
    reached = {side: [a for a in areas if _reaches(candidate, side, a, texts.dataset)] for side in SIDES}
    if any(len(found) == len(areas) for found in reached.values()):
        return texts.language.gettext("May explain your {places}", places=named(areas, texts))
    right, left = reached["right"], [area for area in areas if area not in reached["right"]]
    return texts.language.gettext(
        "The right one may explain your {right}, the left one your {left}",
        right=named(right, texts),
        left=named(left, texts),
    )


def _reaches(candidate: Candidate, side: Side, area: Area, dataset: Dataset) -> bool:
    """Return whether the muscle of one side reaches an area; an area without a side is reached from either."""
    pattern = dataset.pattern(candidate.muscle_id, side)
    return area in pattern or (area.side is None and area.region_id in {found.region_id for found in pattern})


def _what_not(candidate: Candidate, texts: Texts) -> str:
    left_over = candidate.unexplained
    if not left_over:
        return ""
    if len(left_over) > MOST_NAMED:
        return texts.language.gettext("it does not explain the other {number} areas", number=len(left_over))
    places = named(left_over, texts, either=True)
    return texts.language.gettext("it does not explain your {places}", places=places)


def _how_usual(candidate: Candidate, texts: Texts) -> str:
    usual = [part.area for part in candidate.explains if part.zone == "essential"]
    some = [part.area for part in candidate.explains if part.zone == "spillover"]
    if not some:
        return texts.language.gettext(USUALLY.get(len(usual), USUALLY_ALL))
    if not usual:
        return texts.language.gettext(SOMETIMES)
    return texts.language.gettext(MIXED, usual=named(usual, texts), some=named(some, texts))


def named(areas: Sequence[Area], texts: Texts, *, either: bool = False) -> str:
    """Return the areas' names as they stand in a sentence, "and" between the last two, or "or"; neighbours of one side
    share the word for it, and the two halves of a place are named as one."""
    language = texts.language
    listed = language.listed_or if either else language.listed
    groups = [(side, [place for _, place in both]) for side, both in groupby(_whole(areas, texts), lambda one: one[0])]
    phrases = [_on_side(side, listed(places), language) for side, places in groups]
    if len(groups) > 1 and any(len(places) > 1 for _, places in groups):
        return language.listed_groups(phrases)
    return listed(phrases)


def _on_side(side: Side | None, places: str, language: Language) -> str:
    if side is None:
        return places
    if side == "right":
        return language.pgettext("one or more places", "right {places}", places=places)
    return language.pgettext("one or more places", "left {places}", places=places)


def _whole(areas: Sequence[Area], texts: Texts) -> Iterator[tuple[Side | None, str]]:
    """Yield sides and places, in their order; where both halves of a place are there, the place once."""
    there, said = set(areas), set()
    for area in areas:
        half = texts.halves.get(area.region_id)
        whole = half is not None and Area(half.other, area.side) in there
        place = area.side, half.whole if half and whole else texts.place(area.region_id)
        if place not in said:
            said.add(place)
            yield place
