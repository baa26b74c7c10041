"""What is wrong in a dataset: faults, each a line for whoever edits it, and no more of a kind than anyone reads.

::

    Fault(file, row, column, message)            str(fault): the line
    few_of_each_kind(faults) -> list[Fault]      the first of each kind, and one that says how many more there are
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from referral.words.text import guesses, visible

MOST_OF_A_KIND: Final = 50
"""So many faults of a kind are told: a table with thousands has one cause, and is not mended cell by cell."""

WORDS_OF_A_KIND: Final = 3
REPEATED: Final = re.compile(r"'[^']*'|\S*\d\S*")
"""What differs between messages of one kind: what stands in the cell, and numbers."""


@dataclass(frozen=True)
class Fault:
    """A fault in the dataset. `row`: line number in the file, the header is 1; None: the whole file.

    `stops`: the dataset cannot be shown with it; else the editor should mend it, and readers lose nothing.
    `unknown`: what stands there for one of a few known words, `known`; what was meant is guessed when it is told, as
    guesses take longer than all the rest. `times`: for how many faults this one stands.
    """

    file: str
    row: int | None
    column: str | None
    message: str
    stops: bool = True
    unknown: str = ""
    known: Sequence[str] = field(default=(), repr=False, compare=False)
    times: int = field(default=1, compare=False)

    def __str__(self) -> str:
        """``referrals.csv:17: region_id: 'tempel' is not in regions.csv; nearest: temple``."""
        place = self.file if self.row is None else f"{self.file}:{self.row}"
        more = f"and {self.times:,} more like this: " if self.times > 1 else ""
        guessed = guesses(self.unknown, self.known) if self.unknown else ""
        parts = (place, self.column or "", f"{more}{self.message}{guessed}")
        return ": ".join(visible(part) for part in parts if part)


def few_of_each_kind(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults in their order; of a kind with more than `MOST_OF_A_KIND` the next stands for all others."""
    seen: Counter[tuple[object, ...]] = Counter()
    last: dict[tuple[object, ...], int] = {}
    kept: list[Fault] = []
    for fault in faults:
        kind = _kind(fault)
        seen[kind] += fault.times
        if seen[kind] <= MOST_OF_A_KIND + 1:
            last[kind] = len(kept)
            kept.append(fault)
    for kind, times in seen.items():
        if times > MOST_OF_A_KIND + 1:
            kept[last[kind]] = replace(kept[last[kind]], times=times - MOST_OF_A_KIND)
    return kept


def _kind(fault: Fault) -> tuple[object, ...]:
    """What faults of one kind have in common: file, column, and how their message begins."""
    words = REPEATED.sub(" ", fault.message).split(None, WORDS_OF_A_KIND)
    return fault.file, fault.column, fault.stops, *words[:WORDS_OF_A_KIND]
