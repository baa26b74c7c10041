"""The tables of a dataset, one CSV file each, in the order in which they are read and told."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from referral.model.columns import Facts, facts_of
from referral.model.frequency_rows import FrequencyAt
from referral.model.rows import Advice, Complaint, Muscle, Referral, Region, Source, Support, TriggerPoint
from referral.model.sign_rows import AboutYou, HelpWords, RedFlag
from referral.model.stroke_rows import Landmark, Step


@dataclass(frozen=True, slots=True)
class TableModel:
    """What a table holds: a row model in each row. `optional`: a sound dataset may have it without a row; `may_lack`:
    or without the file."""

    row: type
    title: str
    optional: bool = False
    may_lack: bool = False

    @property
    def columns(self) -> Mapping[str, Facts]:
        """The columns by name, in the order of the file."""
        return facts_of(self.row)

    @property
    def key(self) -> list[str]:
        """The columns whose cells together stand in one row only."""
        return [column.name for column in self.columns.values() if column.says.key]

    @property
    def translated(self) -> tuple[str, ...]:
        """The columns that people read, each in their language."""
        return tuple(name for name, column in self.columns.items() if column.says.translated or column.says.grade)

    @property
    def grades(self) -> Mapping[str, float]:
        """The columns that patients read as sentences, with the highest reading grade of each."""
        return {name: column.says.grade for name, column in self.columns.items() if column.says.grade}

    @property
    def description(self) -> str:
        """What a row is, in one or two sentences."""
        return " ".join((inspect.getdoc(self.row) or "").split())


TABLES: Final[Mapping[str, TableModel]] = MappingProxyType(
    {
        "regions": TableModel(Region, "Regions"),
        "muscles": TableModel(Muscle, "Muscles"),
        "trigger_points": TableModel(TriggerPoint, "Trigger points"),
        "referrals": TableModel(Referral, "Referrals"),
        "landmarks": TableModel(Landmark, "Landmarks", optional=True, may_lack=True),
        "strokes": TableModel(Step, "Strokes", optional=True, may_lack=True),
        "frequencies": TableModel(FrequencyAt, "Frequencies at a place", optional=True, may_lack=True),
        "support": TableModel(Support, "Support", optional=True),
        "red_flags": TableModel(RedFlag, "Red flags"),
        "about_you": TableModel(AboutYou, "About you", optional=True),
        "help_words": TableModel(HelpWords, "Words that mean an emergency", optional=True),
        "advice": TableModel(Advice, "Advice", optional=True),
        "complaints": TableModel(Complaint, "Everyday complaints", optional=True, may_lack=True),
        "sources": TableModel(Source, "Sources"),
    }
)
"""The tables by the names of their files."""
