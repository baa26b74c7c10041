"""Why a muscle is a candidate, in one sentence that a patient can read.

"Usually", "sometimes": a pattern shows where pain is commonly felt, never where it comes from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from referral.answers.ranking import Candidate, likely_side
from referral.answers.under_place import Lying
from referral.model.dataset import Dataset
from referral.model.rows import SIDES, Area, Side, Zone
from referral.model.texts import Texts
from referral.sentences.named_places import named
from referral.words.languages import N_

WHAT: Final[Mapping[str, str]] = {
    "usual": N_("Its pain is usually felt in {usual}"),
    "some": N_("Its pain is sometimes felt in {some}"),
    "mixed": N_("Its pain is usually felt in {usual}, sometimes in {some}"),
}
WHAT_OF_BOTH_SIDES: Final[Mapping[str, str]] = {
    "usual": N_("The right one usually sends pain to {right}, the left one to {left}"),
    "some": N_("The right one sometimes sends pain to {right}, the left one to {left}"),
    "mixed": N_("The right one sends pain to {right}, the left one to {left}: usually to {usual}, sometimes to {some}"),
}
ALSO: Final[Mapping[str, str]] = {
    "usual": N_("usually also in {usual}"),
    "some": N_("sometimes also in {some}"),
    "mixed": N_("usually also in {usual}, sometimes in {some}"),
}
NOWHERE_ELSE: Final = N_("nowhere else")
FOUND: Final[Mapping[str, tuple[str, str]]] = {
    "often": (
        N_("it is often found in people with this pain"),
        N_("it is often found in people with pain in {places}"),
    ),
    "seldom": (N_("it is seldom the source of this pain"), N_("it is seldom the source of pain in {places}")),
}
"""What guides and counts of patients say of it: of all chosen places that it reaches, of some."""

LIES: Final[Mapping[str, str]] = {
    "under": N_("It lies under {places}, and a sore spot also hurts where it is"),
    "beside": N_("It lies right beside {places}, and a sore spot also hurts where it is"),
    "behind": N_("It lies behind {places}, and a sore spot also hurts where it is"),
}
"""A sore spot hurts locally and where its pattern says: Alvarez and Rockwell 2002, page 653."""

LIES_TOO: Final[Mapping[str, str]] = {
    "under": N_("It also lies under {places}, and a sore spot hurts where it is, too."),
    "beside": N_("It also lies right beside {places}, and a sore spot hurts where it is, too."),
    "behind": N_("It also lies behind {places}, and a sore spot hurts where it is, too."),
}

LIES_JUST_THERE: Final[Mapping[str, str]] = {
    "under": N_("It also lies right there, and a sore spot hurts where it is, too."),
    "beside": N_("It also lies right beside it, and a sore spot hurts where it is, too."),
    "behind": N_("It also lies right behind it, and a sore spot hurts where it is, too."),
}
"""The same where the sentence before has just named these places."""

MOST_NAMED = 3
"""Areas named that it does not reach; more of them would bury those that it does."""

MOST_ALSO = 2
"""Further places named: the ones that tell this muscle from the next."""


def reason(candidate: Candidate, texts: Texts, *, also: bool = True) -> str:
    """Return one sentence: which chosen places the muscle usually and sometimes reaches, whether it is known to be
    behind pain there often or seldom, where else its pain is felt (unless not `also`), and which chosen places it does
    not reach.

    ``Its pain is usually felt in your right temple; usually also in the right side of the neck.``
    """
    parts = [_what(candidate, texts), *_found(candidate, texts)]
    if also:
        parts.append(_also(candidate, texts))
    return _sentence([*parts, *_what_not(candidate, texts)], texts)


def reason_there(candidate: Candidate, lying: Lying, texts: Texts, *, also: bool = True) -> str:
    """The same of a muscle that lies under a chosen place: where it lies, and that a sore spot hurts there, too.

    ``It lies under your right temple, and a sore spot also hurts where it is; usually also in the left eye.``
    """
    how, places = lies_how(lying), named(lying.areas, texts, "your")
    if not candidate.explains:
        what = texts.language.gettext(LIES[how], places=places)
        return _sentence([what, _also(candidate, texts)] if also else [what], texts)
    there = () if lying.beside else lying.areas
    sending = replace(candidate, unexplained=tuple(area for area in candidate.unexplained if area not in there))
    named_before = set(lying.areas) == {part.area for part in candidate.explains}
    lies = LIES_JUST_THERE[how] if named_before else LIES_TOO[how]
    return f"{reason(sending, texts, also=also)} {texts.language.gettext(lies, places=places)}"


def _sentence(parts: Iterable[str], texts: Texts) -> str:
    """Return parts as one sentence: "{what}; {found}; {also}; {what_not}."."""
    first, *others = parts
    for part in others:
        first = texts.language.gettext("{what}; {found}", what=first, found=part)
    return texts.language.gettext("{what}.", what=first)


def lies_how(lying: Lying) -> str:
    """Return whether a muscle lies "under" the chosen places, "beside" them, or "behind" what is seen there."""
    return "behind" if lying.behind else "beside" if lying.beside else "under"


def _what(candidate: Candidate, texts: Texts) -> str:
    """Return what is reached and how usually; side by side, where it takes the muscles of both sides."""
    areas = [part.area for part in candidate.explains]
    usual, some = _by_zone((part.area, part.zone) for part in candidate.explains)
    how = _how(usual, some)
    places = {"usual": named(usual, texts, "your"), "some": named(some, texts, "your")}
    reached = {side: [a for a in areas if _reaches(candidate, side, a, texts.dataset)] for side in SIDES}
    if any(len(found) == len(areas) for found in reached.values()):
        return texts.language.gettext(WHAT[how], **places)
    left = [area for area in areas if area not in reached["right"]]
    sides = {"right": named(reached["right"], texts, "your"), "left": named(left, texts, "your")}
    return texts.language.gettext(WHAT_OF_BOTH_SIDES[how], **sides, **places)


def _found(candidate: Candidate, texts: Texts) -> Iterator[str]:
    """Yield what is known of how often those who hurt at the places that it reaches have the muscle."""
    for how, words in (("often", {"leading", "common"}), ("seldom", {"rare"})):
        places = [part.area for part in candidate.explains if part.frequency in words]
        of_all, of_some = FOUND[how]
        if len(places) == len(candidate.explains):
            yield texts.language.gettext(of_all)
        elif places:
            yield texts.language.gettext(of_some, places=named(places, texts))


def _also(candidate: Candidate, texts: Texts) -> str:
    """Return where the muscle's pain is felt besides what was chosen: what nearly everyone feels first."""
    dataset = texts.dataset
    pattern = dataset.pattern(candidate.muscle_id, likely_side(candidate, dataset))
    chosen = {part.area for part in candidate.explains}
    beyond = {area: zone for area, zone in pattern.items() if not chosen & {area, Area(area.region_id)}}
    if not beyond:
        return texts.language.gettext(NOWHERE_ELSE)
    usual, some = _by_zone(beyond.items())
    some = some[: max(0, MOST_ALSO - len(usual))]
    places = {"usual": named(usual[:MOST_ALSO], texts, "your"), "some": named(some, texts, "your")}
    return texts.language.gettext(ALSO[_how(usual, some)], **places)


def _by_zone(zones: Iterable[tuple[Area, Zone]]) -> tuple[list[Area], list[Area]]:
    """Return the areas that nearly everyone feels, and those that some do, each in their order."""
    told = list(zones)
    return [area for area, zone in told if zone == "essential"], [area for area, zone in told if zone == "spillover"]


def _how(usual: Sequence[Area], some: Sequence[Area]) -> str:
    return "mixed" if usual and some else "usual" if usual else "some"


def _reaches(candidate: Candidate, side: Side, area: Area, dataset: Dataset) -> bool:
    """Return whether the muscle of one side reaches an area; an area without a side is reached from either."""
    pattern = dataset.pattern(candidate.muscle_id, side)
    return area in pattern or (area.side is None and area.region_id in {found.region_id for found in pattern})


def _what_not(candidate: Candidate, texts: Texts) -> Iterator[str]:
    """Yield which chosen places it does not reach, where there are some."""
    left_over = candidate.unexplained
    if len(left_over) > MOST_NAMED:
        yield texts.language.gettext("it does not reach the other {number} areas", number=len(left_over))
    elif left_over:
        places = named(left_over, texts, "your", either=True)
        yield texts.language.gettext("it does not reach {places}", places=places)
