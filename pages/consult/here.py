"""What every part of the Consult page works on: the dataset, the atlas, and the address as it is at this moment.

A change is a function from state to state, applied to what the address says when the tap arrives, never to what it said
when the button was drawn: two quick taps are two changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from referral.atlas import Atlas
from referral.consult import ConsultState
from referral.dataset import Dataset
from referral.ui import visit

Change = Callable[[ConsultState], ConsultState]


@dataclass(frozen=True)
class Here:
    """`atlas` is None where there is none: then words alone are shown."""

    dataset: Dataset
    atlas: Atlas | None

    def state(self) -> ConsultState:
        """What the address says now."""
        return visit.consult_state(self.dataset, self.atlas)

    def go(self, change: Change) -> None:
        """Change what the address says."""
        visit.go(change(self.state()))
