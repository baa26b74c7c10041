"""How hard a text is to read: its Flesch-Kincaid grade, by textstat.

::

    can_measure() -> bool            whether textstat is there
    grades(texts) -> list[float]     the school grade (US) that each text asks for
    warm_up()                        loads the dictionary of syllables, which takes most of a second

Kincaid JP, Fishburne RP, Rogers RL, Chissom BS: Derivation of new readability formulas (Research Branch Report
8-75, 1975). The formula sees the length of words and sentences alone; it is a floor, not a proof of plainness.
"""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import Final

from referral.model.columns import PLAIN as HIGHEST_GRADE

__all__ = ["HIGHEST_GRADE", "can_measure", "grades", "warm_up"]

FEWEST_WORDS: Final = 5
"""The formula takes averages; over fewer words than these a single long one decides, so they count as easy."""


def can_measure() -> bool:
    """Whether textstat is installed: whoever edits the dataset needs it, whoever shows it does not."""
    return find_spec("textstat") is not None


def grades(texts: Iterable[str]) -> list[float]:
    """Return the grade of each English text; one of fewer than `FEWEST_WORDS` words has grade 0."""
    import textstat

    return [float(textstat.flesch_kincaid_grade(text)) if len(text.split()) >= FEWEST_WORDS else 0.0 for text in texts]


def warm_up() -> None:
    """Load what the first call of `grades` would load."""
    grades(["warm " * FEWEST_WORDS])
