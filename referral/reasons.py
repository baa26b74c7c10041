"""Why a muscle is a candidate, in one sentence that a patient can read.

::

    reason(candidate, dataset) -> str                 # one sentence
    likely_side(candidate, dataset) -> Side           # the side to draw it on first
    named(areas, dataset, conjunction="and") -> str   # "right temple and jaw", "right temple and left heel"

"May", "usually", "sometimes": a pattern shows where pain is commonly felt, never where it comes from.
"""

from collections.abc import Sequence

from referral.dataset import SIDES, Area, Dataset, Side
from referral.ranking import ZONE_WEIGHTS, Candidate
from referral.text import listed, phrase

USUALLY = {
    1: "pain from this muscle is usually felt there",
    2: "both are where this muscle's pain is usually felt",
}
USUALLY_ALL = "all are where this muscle's pain is usually felt"
SOMETIMES = "pain from this muscle is sometimes felt there"
MOST_NAMED = 3
"""Unexplained areas that are named; more of them would bury what is explained."""

HALVES = (("upper half", "lower half"), ("inner half", "outer half"), ("palm side", "back"), ("top", "underside"))
OTHER_HALF = {one: other for pair in HALVES for one, other in (pair, pair[::-1])}
"""Parts of a place which together are all of it: whoever feels both feels the upper arm, the calf, the finger."""

MIXED = "this muscle's pain is usually felt in the {usual}, and sometimes in the {some}"


def reason(candidate: Candidate, dataset: Dataset) -> str:
    """Return one sentence: what the muscle may explain, how usual that is, and what it does not explain.

    ``May explain your right temple and jaw: both are where this muscle's pain is usually felt.``
    """
    return f"{_what(candidate, dataset)}: {_how_usual(candidate, dataset)}{_what_not(candidate, dataset)}."


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
        return f"May explain your {named(areas, dataset)}"
    right, left = reached["right"], [area for area in areas if area not in reached["right"]]
    return f"The right one may explain your {named(right, dataset)}, the left one your {named(left, dataset)}"


def _reaches(candidate: Candidate, side: Side, area: Area, dataset: Dataset) -> bool:
    """Return whether the muscle of one side reaches an area; an area without a side is reached from either."""
    pattern = dataset.pattern(candidate.muscle_id, side)
    return area in pattern or (area.side is None and area.region_id in {found.region_id for found in pattern})


def _what_not(candidate: Candidate, dataset: Dataset) -> str:
    left_over = candidate.unexplained
    if not left_over:
        return ""
    if len(left_over) > MOST_NAMED:
        return f"; it does not explain the other {len(left_over)} areas"
    return f"; it does not explain your {named(left_over, dataset, 'or')}"


def _how_usual(candidate: Candidate, dataset: Dataset) -> str:
    usual = [part.area for part in candidate.explains if part.zone == "essential"]
    some = [part.area for part in candidate.explains if part.zone == "spillover"]
    if not some:
        return USUALLY.get(len(usual), USUALLY_ALL)
    if not usual:
        return SOMETIMES
    return MIXED.format(usual=named(usual, dataset), some=named(some, dataset))


def named(areas: Sequence[Area], dataset: Dataset, conjunction: str = "and") -> str:
    """Return the areas' names as a phrase; a side is said again only when it is not the one said last, and the two
    halves of a place are named as one."""
    parts = []
    said = None
    for side, name in _whole([(area.side, dataset.regions[area.region_id].name) for area in areas]):
        parts.append(phrase(name) if side in (said, None) else f"{side} {phrase(name)}")
        said = side
    return listed(parts, conjunction)


def _whole(names: Sequence[tuple[Side | None, str]]) -> list[tuple[Side | None, str]]:
    """Return sides and names, in their order; where both halves of a place are there, the place once."""
    there = set(names)
    whole: dict[tuple[Side | None, str], None] = {}
    for side, name in names:
        place, _, half = name.rpartition(", ")
        other = OTHER_HALF.get(half)
        whole[side, place if other and (side, f"{place}, {other}") in there else name] = None
    return list(whole)
