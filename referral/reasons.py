"""Why a muscle is a candidate, in one sentence that a patient can read.

::

    reason(candidate: Candidate, dataset: Dataset) -> str named(areas: Sequence[Area], dataset: Dataset) ->
    str      # "right temple and jaw", "right temple and left heel"

"May", "usually", "sometimes": a pattern shows where pain is commonly felt, never where it comes from.
"""

from collections.abc import Sequence

from referral.dataset import Area, Dataset
from referral.ranking import Candidate

USUALLY = {
    1: "pain from this muscle is usually felt there",
    2: "both are where this muscle's pain is usually felt",
}
USUALLY_ALL = "all are where this muscle's pain is usually felt"
SOMETIMES = "pain from this muscle is sometimes felt there"
MIXED = "this muscle's pain is usually felt in the {usual}, and sometimes in the {some}"


def reason(candidate: Candidate, dataset: Dataset) -> str:
    """Return one sentence: what the muscle may explain, how usual that is, and what it does not explain.

    ``May explain your right temple and jaw: both are where this muscle's pain is usually felt.``
    """
    areas = [part.area for part in candidate.explains]
    sentence = f"May explain your {named(areas, dataset)}: {_how_usual(candidate, dataset)}"
    if candidate.unexplained:
        sentence += f"; it does not explain your {named(candidate.unexplained, dataset, 'or')}"
    return f"{sentence}."


def _how_usual(candidate: Candidate, dataset: Dataset) -> str:
    usual = [part.area for part in candidate.explains if part.zone == "essential"]
    some = [part.area for part in candidate.explains if part.zone == "spillover"]
    if not some:
        return USUALLY.get(len(usual), USUALLY_ALL)
    if not usual:
        return SOMETIMES
    return MIXED.format(usual=named(usual, dataset), some=named(some, dataset))


def named(areas: Sequence[Area], dataset: Dataset, conjunction: str = "and") -> str:
    """Return the areas' names as a phrase; a side is said again only when it is not the one said last."""
    parts = []
    said = None
    for area in areas:
        name = _phrase(dataset.regions[area.region_id].name)
        parts.append(name if area.side in (said, None) else f"{area.side} {name}")
        said = area.side
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def _phrase(name: str) -> str:
    """Return a region's name fit for an enumeration: ``upper arm, front, upper half`` -> with brackets."""
    place, _, detail = name.partition(", ")
    return f"{place} ({detail})" if detail else name
