"""The rows that say how often a muscle is behind pain at a place: what pain guides and counts of patients found.

Made as those of ``rows`` are.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from referral.model.columns import ID, Column

FrequencyHere = Literal["leading", "common", "occasional", "rare"]
"""How often people who hurt at a place have the muscle as a source of it."""


@dataclass(frozen=True, slots=True)
class FrequencyAt:
    """A row says how often people with pain at a region have a muscle as a source of it, as a guide or a count of
    patients found; it stands for the muscle's own word there."""

    region_id: Annotated[str, Column("Where it hurts.", key=True, of="regions", pattern=ID)]
    muscle_id: Annotated[
        str, Column("The muscle; a zone of it reaches the region.", key=True, of="muscles", pattern=ID)
    ]
    trigger_point_id: Annotated[
        str,
        Column(
            "The one of its trigger points that is meant; empty: all that reach the region.",
            key=True,
            of="trigger_points",
            pattern=ID,
            optional=True,
        ),
    ]
    frequency: Annotated[
        FrequencyHere,
        Column(
            "leading: in half of those people or more, or named first. common: in a quarter or more, or among "
            "the first named. occasional: in a tenth or more, or named further on. rare: in fewer, or called rare."
        ),
    ]
    finding: Annotated[str, Column("What was found, and in whom, for whoever edits or checks the table.")]
    source_id: Annotated[str, Column("The guide or the study.", of="sources", pattern=ID)]
    locator: Annotated[str, Column("Where in that work.")]
