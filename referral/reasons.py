"""Why a muscle is a candidate, in one sentence that a patient can read.

::

    reason(candidate, dataset) -> str                 # one sentence
    likely_side(candidate, dataset) -> Side           # the side to draw it on first
    named(areas, dataset, either=False) -> str        # "right temple and jaw", "right temple or left heel"

"May", "usually", "sometimes": a pattern shows where pain is commonly felt, never where it comes from.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from referral.dataset import SIDES, Area, Dataset, Side
from referral.languages import N_, Language
from referral.ranking import ZONE_WEIGHTS, Candidate

USUALLY: Final[Mapping[int, str]] = {
    1: N_("pain from this muscle is usually felt there"),
    2: N_("both are where this muscle's pain is usually felt"),
}
USUALLY_ALL: Final = N_("all are where this muscle's pain is usually felt")
SOMETIMES: Final = N_("pain from this muscle is sometimes felt there")
MOST_NAMED = 3
"""Unexplained areas that are named; more of them would bury what is explained."""

MIXED: Final = N_("this muscle's pain is usually felt in the {usual}, and sometimes in the {some}")


def reason(candidate: Candidate, dataset: Dataset) -> str:
    """Return one sentence: what the muscle may explain, how usual that is, and what it does not explain.

    ``May explain your right temple and jaw: both are where this muscle's pain is usually felt.``
    """
    told = {"what": _what(candidate, dataset), "how_usual": _how_usual(candidate, dataset)}
    what_not = _what_not(candidate, dataset)
    if not what_not:
        return dataset.language.gettext("{what}: {how_usual}.", **told)
    return dataset.language.gettext("{what}: {how_usual}; {what_not}.", **told, what_not=what_not)


def likely_side(candidate: Candidate, dataset: Dataset) -> Side:
    """Return the side on which the muscle explains most of what was chosen; the right one when both do."""

    def explained(side: Side) -> float:
        pattern = dataset.pattern(candidate.muscle_id, side)
        return sum(ZONE_WEIGHTS[pattern[part.area]] for part in candidate.explains if part.area in pattern)

    return max(candidate.sides, key=explained, default="right")


def _what(candidate: Candidate, dataset: Dataset) -> str:
    """Return what is explained; side by side, where it takes the muscles of both sides."""
    areas = [part.area for part in candidate.explains]
    reached = {side: [a for a in areas if _reaches(candidate, side, a, dataset)] for side in SIDES}
    if any(len(found) == len(areas) for found in reached.values()):
        return dataset.language.gettext("May explain your {places}", places=named(areas, dataset))
    right, left = reached["right"], [area for area in areas if area not in reached["right"]]
    return dataset.language.gettext(
        "The right one may explain your {right}, the left one your {left}",
        right=named(right, dataset),
        left=named(left, dataset),
    )


def _reaches(candidate: Candidate, side: Side, area: Area, dataset: Dataset) -> bool:
    """Return whether the muscle of one side reaches an area; an area without a side is reached from either."""
    pattern = dataset.pattern(candidate.muscle_id, side)
    return area in pattern or (area.side is None and area.region_id in {found.region_id for found in pattern})


def _what_not(candidate: Candidate, dataset: Dataset) -> str:
    left_over = candidate.unexplained
    if not left_over:
        return ""
    if len(left_over) > MOST_NAMED:
        return dataset.language.gettext("it does not explain the other {number} areas", number=len(left_over))
    places = named(left_over, dataset, either=True)
    return dataset.language.gettext("it does not explain your {places}", places=places)


def _how_usual(candidate: Candidate, dataset: Dataset) -> str:
    usual = [part.area for part in candidate.explains if part.zone == "essential"]
    some = [part.area for part in candidate.explains if part.zone == "spillover"]
    if not some:
        return dataset.language.gettext(USUALLY.get(len(usual), USUALLY_ALL))
    if not usual:
        return dataset.language.gettext(SOMETIMES)
    return dataset.language.gettext(MIXED, usual=named(usual, dataset), some=named(some, dataset))


def named(areas: Sequence[Area], dataset: Dataset, *, either: bool = False) -> str:
    """Return the areas' names as they stand in a sentence, "and" between the last two, or "or"; neighbours of one side
    share the word for it, and the two halves of a place are named as one."""
    language = dataset.language
    listed = language.listed_or if either else language.listed
    groups = [
        (side, [place for _, place in both]) for side, both in groupby(_whole(areas, dataset), lambda one: one[0])
    ]
    told = [_on_side(side, listed(places), language) for side, places in groups]
    if len(groups) > 1 and any(len(places) > 1 for _, places in groups):
        return language.listed_groups(told)
    return listed(told)


def _on_side(side: Side | None, places: str, language: Language) -> str:
    if side is None:
        return places
    if side == "right":
        return language.pgettext("one or more places", "right {places}", places=places)
    return language.pgettext("one or more places", "left {places}", places=places)


def _whole(areas: Sequence[Area], dataset: Dataset) -> Iterator[tuple[Side | None, str]]:
    """Yield sides and places, in their order; where both halves of a place are there, the place once."""
    there, said = set(areas), set()
    for area in areas:
        half = dataset.halves.get(area.region_id)
        whole = half is not None and Area(half.other, area.side) in there
        told = area.side, half.whole if half and whole else dataset.place(area.region_id)
        if told not in said:
            said.add(told)
            yield told
