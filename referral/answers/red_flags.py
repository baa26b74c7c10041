"""Warning signs before any muscle: what is asked of whom, what a yes leads to, and who may go on.

Whatever names, ranks or draws a muscle for chosen areas takes a ``Cleared``, and only `step`, `with_therapist`,
`nobody_asks` and `Cleared.of` make one: a page that forgets the step does not pass the type checker, and fails when it
runs.

The rules are data/red_flags.csv, which a clinician reads and edits. Signs of the whole body are asked once a visit,
lines of an area when it is chosen, on its side where the side matters; some only of people of whom something is true
(data/about_you.csv). What a line asks of the person ("a fever") is answered once; what it asks of a place ("it is hot
there") is answered for that place alone. Nothing is weighed, added up or kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from referral.answers.query import MAX_QUERY
from referral.model.dataset import Dataset
from referral.model.rows import Area
from referral.model.sign_rows import MOST_LINES, AboutYou, RedFlag, Urgency
from referral.words.languages import N_
from referral.words.text import fold

TELL_FIRST: Final = (
    N_("blood thinners or a bleeding problem"),
    N_("pregnancy, or that you may be pregnant"),
    N_("weak immunity or heart valve trouble"),
    N_("an infection, or broken or sore skin"),
    N_("lymphedema or removed lymph nodes"),
    N_("a pacemaker, implant or new joint"),
    N_("an allergy to metal"),
    N_("epilepsy, seizures or fainting"),
    N_("diabetes, numbness or poor blood flow"),
    N_("fear of needles or past bad reactions"),
    N_("being under 18"),
)
"""What a therapist must know before any needling, in a few words each; it travels with what a person takes along. The
Dry needling page says why, with sources (pages/dry_needling/is_it_for_me.toml)."""

ORDER: Final[tuple[Urgency, ...]] = ("emergency", "same_day", "days")
"""Most urgent first: a person who stops reading has read what matters most."""

SLIP_LETTERS: Final = 6
"""Letters of a word from which one slip of the finger is forgiven: shorter words are too like one another."""

Answered = tuple[str, Area | None]
"""A line that was answered with no: its id, and for which area; None where it asks of the person."""


class _Seal:
    """What only this module has: the proof that a ``Cleared`` was made here."""


_SEAL: Final = _Seal()


@dataclass(frozen=True, slots=True)
class Answers:
    """What a visit has answered. `whole_body`: "none of these" to the signs of the whole body; `about`: what was
    ticked."""

    whole_body: bool = False
    about: frozenset[str] = frozenset()
    no: frozenset[Answered] = frozenset()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What must be answered before a muscle is shown for `areas`: the signs of the whole body and what to tick about
    oneself, on the first screen alone; `lines`, MOST_LINES at most; `later`: those of the screens after it."""

    areas: tuple[Area, ...]
    whole_body: tuple[RedFlag, ...]
    about_you: tuple[AboutYou, ...]
    lines: tuple[RedFlag, ...]
    later: tuple[RedFlag, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """Areas whose warning signs were answered with "none of these": their muscles may be shown."""

    areas: tuple[Area, ...]
    _seal: _Seal = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._seal is not _SEAL:
            raise TypeError("only answers.red_flags says which areas are cleared")

    def of(self, areas: Iterable[Area]) -> Cleared:
        """Return some of the areas as cleared; raise ValueError when one of them is not."""
        wanted = tuple(areas)
        if missing := set(wanted) - set(self.areas):
            raise ValueError(f"not cleared: {', '.join(sorted(area.area_id for area in missing))}")
        return Cleared(wanted, _SEAL)


Step = Waiting | Cleared


def step(dataset: Dataset, areas: Iterable[Area], answers: Answers) -> Step:
    """Return what must be answered before a muscle is shown for `areas`; once nothing is left, that they are cleared.

    Without an area nothing is asked: a muscle that is looked up is no answer to a pain.
    """
    chosen = tuple(dict.fromkeys(areas))
    lines = tuple(
        flag
        for flag in signs_for(dataset, chosen, answers.about)
        if any(key not in answers.no for key in _keys(flag, chosen))
    )
    if not chosen or (answers.whole_body and not lines):
        return Cleared(chosen, _SEAL)
    first = not answers.whole_body
    return Waiting(
        chosen,
        whole_body(dataset) if first else (),
        tuple(dataset.about_you.values()) if first else (),
        lines[:MOST_LINES],
        lines[MOST_LINES:],
    )


def none_of_these(answers: Answers, waiting: Waiting) -> Answers:
    """Return the answers after "None of these" to what `waiting` shows, for its areas and no others."""
    said = {key for flag in waiting.lines for key in _keys(flag, waiting.areas)}
    return replace(answers, whole_body=True, no=answers.no | said)


def about_me(answers: Answers, about_ids: Iterable[str]) -> Answers:
    """Return the answers with this ticked about oneself, and nothing else."""
    return replace(answers, about=frozenset(about_ids))


def with_therapist(areas: Iterable[Area]) -> Cleared:
    """Return areas as cleared, since a therapist has said that they ask these questions themselves."""
    return Cleared(tuple(areas), _SEAL)


def nobody_asks(areas: Iterable[Area]) -> Cleared:
    """Return areas as cleared for a command, a check or a test. No page may call this: its visitor would skip the
    questions."""
    return Cleared(tuple(areas), _SEAL)


def whole_body(dataset: Dataset) -> tuple[RedFlag, ...]:
    """Return the signs of the whole body, in the order of the table."""
    return tuple(flag for flag in dataset.red_flags.values() if flag.asked == "whole_body")


def signs_for(dataset: Dataset, areas: Iterable[Area], about: Collection[str] = ()) -> tuple[RedFlag, ...]:
    """Return the lines that belong to any of `areas`, for a person of whom `about` is true: most urgent first, of one
    urgency those for such people first, else as in the file. No area, no line."""
    chosen = tuple(areas)
    found = [flag for flag in dataset.red_flags.values() if _asked_of(flag, about) and any(_here(flag, chosen))]
    return tuple(sorted(found, key=lambda flag: (ORDER.index(flag.urgency), not flag.about)))


def _asked_of(flag: RedFlag, about: Collection[str]) -> bool:
    return flag.asked == "area" and (not flag.about or flag.about in about)


def _here(flag: RedFlag, areas: Iterable[Area]) -> Iterator[Area]:
    """Yield those of `areas` to which a line belongs."""
    return (area for area in areas if belongs(flag, area))


def _keys(flag: RedFlag, areas: Iterable[Area]) -> Iterator[Answered]:
    """Yield what a no to a line is remembered by: each area that it asks of, or the person."""
    here = _here(flag, areas)
    return ((flag.flag_id, area) for area in here) if flag.concerns == "place" else iter([(flag.flag_id, None)])


def belongs(flag: RedFlag, area: Area) -> bool:
    """Whether a line is asked for an area. An area without a side may be on either."""
    return area.region_id in flag.regions and (flag.side == "any" or area.side in (flag.side, None))


def flag_for_words(dataset: Dataset, words: str) -> RedFlag | None:
    """Return the emergency that somebody types into a search box, in any language; None for any other words.

    A phrase is meant when all its words are there in its order, other words between them, each perhaps with one slip of
    the finger: "my head kills me" is no "kill me".
    """
    typed = fold(words[:MAX_QUERY]).split()
    for phrase, flag_id in _phrases(dataset):
        left = iter(typed)
        if all(any(_same(word, one) for one in left) for word in phrase):
            return dataset.red_flags[flag_id]
    return None


@lru_cache(maxsize=8)
def _phrases(dataset: Dataset) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Every phrase of the table as folded words, the longest first: the more is said, the surer it is."""
    phrases = [(tuple(fold(phrase).split()), row.flag_id) for row in dataset.help_words for phrase in row.words]
    return tuple(sorted(phrases, key=lambda phrase: -len(phrase[0])))


def _same(word: str, typed: str) -> bool:
    if len(word) < SLIP_LETTERS:
        return word == typed
    return OSA.distance(word, typed, score_cutoff=1) <= 1
