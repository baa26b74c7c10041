"""What is wrong in a dataset: faults, each a line for whoever edits it.

::

    Fault(file, row, column, message)        str(fault): the line
    guessing_for_few(faults)                 the same faults; what was meant is guessed for the first of each kind
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from referral.words.text import guesses, visible

MOST_GUESSED: Final = 50
"""For so many faults of a kind it is guessed what was meant. A guess takes longer than all the rest, and a table with
thousands has one cause: it is not mended cell by cell."""

WORDS_OF_A_KIND: Final = 3
REPEATED: Final = re.compile(r"'[^']*'|\S*\d\S*")
"""What differs between messages of one kind: what stands in the cell, and numbers."""


@dataclass(frozen=True)
class Fault:
    """A fault in the dataset. `row`: line number in the file, the header is 1; None: the whole file.

    `stops`: the dataset cannot be shown with it; else the editor should mend it, and readers lose nothing.
    `unknown`: what stands there for one of a few known words, `known`; what was meant is guessed when it is told.
    """

    file: str
    row: int | None
    column: str | None
    message: str
    stops: bool = True
    unknown: str = ""
    known: Sequence[str] = field(default=(), repr=False, compare=False)

    def __str__(self) -> str:
        """``referrals.csv:17: region_id: 'tempel' is not in regions.csv; nearest: temple``."""
        place = self.file if self.row is None else f"{self.file}:{self.row}"
        guessed = guesses(self.unknown, self.known) if self.unknown else ""
        parts = (place, self.column or "", f"{self.message}{guessed}")
        return ": ".join(visible(part) for part in parts if part)


def guessing_for_few(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield all faults in their order; of a kind with more than `MOST_GUESSED` the others go without a guess."""
    seen: Counter[tuple[object, ...]] = Counter()
    for fault in faults:
        kind = _kind(fault)
        seen[kind] += 1
        yield fault if seen[kind] <= MOST_GUESSED else replace(fault, unknown="")


def _kind(fault: Fault) -> tuple[object, ...]:
    """What faults of one kind have in common: file, column, and how their message begins."""
    words = REPEATED.sub(" ", fault.message).split(None, WORDS_OF_A_KIND)
    return fault.file, fault.column, fault.stops, *words[:WORDS_OF_A_KIND]
