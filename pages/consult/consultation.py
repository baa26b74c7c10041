"""What every part of the Consult page works on: the run's context, and what is shown, settled once a run.

A change is a function from state to state, applied to what the address says when the tap arrives, never to what it said
when the button was drawn: two quick taps are two changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from referral.answers.red_flags import Step
from referral.body.atlas import Atlas
from referral.drawing.hidden_places import places_on
from referral.drawing.map_labels import words_in
from referral.drawing.shown import DESK_PX, PHONE_PX, Shown
from referral.links import consultation as links
from referral.links.consultation import ConsultState
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern
from referral.model.texts import Texts
from referral.ui.parts import plates
from referral.ui.visit import safety_answers
from referral.ui.visit.context import Context, go

Change = Callable[[ConsultState], ConsultState]


@dataclass(frozen=True)
class Sight:
    """What a run shows: the state of the address, whether warning signs wait, the patterns, and the map (None where
    there is no atlas)."""

    state: ConsultState
    step: Step
    patterns: tuple[Pattern, ...]
    shown: Shown | None


@dataclass(frozen=True)
class Consultation:
    """The run's context; `atlas` is None where there is none: then words alone are shown."""

    context: Context

    @property
    def texts(self) -> Texts:
        """What the dataset says in the therapist's language."""
        return self.context.texts

    @property
    def dataset(self) -> Dataset:
        """The facts."""
        return self.context.dataset

    @property
    def atlas(self) -> Atlas | None:
        """The body, where it can be shown."""
        return self.context.atlas

    def state(self) -> ConsultState:
        """What the address says now."""
        return self.context.consultation()

    def step(self, state: ConsultState) -> Step:
        """What must be answered before a muscle is shown."""
        side = links.shown_sides(state)[0]
        places = safety_answers.places_to_check(self.dataset, state.areas, state.muscles, side)
        return safety_answers.step_beside_therapist(self.dataset, places)

    def sight(self) -> Sight:
        """What this run shows."""
        state = self.state()
        step = self.step(state)
        patterns = links.patterns(self.dataset, state, step)
        if self.atlas is None:
            return Sight(state, step, patterns, None)
        plate_id = self.plate_of(self.atlas, state, step, patterns, one_view=self.one_view(state))
        hidden = places_on(self.atlas.plates[plate_id], self.dataset.regions.values(), self.atlas.anatomy)
        layers, room = links.shown_layers(state), PHONE_PX if self.one_view(state) else DESK_PX
        shown = Shown(plate_id, state.areas, patterns, layers, words_in(self.texts), room, hidden)
        return Sight(state, step, patterns, shown)

    def one_view(self, state: ConsultState) -> bool:
        """Whether plates of one view are offered: on a phone, and where several bodies share the room of one."""
        return self.context.phone or state.compare

    def plate_of(
        self, atlas: Atlas, state: ConsultState, step: Step, patterns: tuple[Pattern, ...], *, one_view: bool
    ) -> str:
        """The plate that was chosen, else the one that shows most of the muscles, whichever of their points are on."""
        whole = links.patterns(self.dataset, replace(state, off=()), step) if state.off else patterns
        return plates.plate_for(atlas, state.view, whole, one_view, state.areas, whole=True)

    def go(self, change: Change) -> None:
        """Change what the address says."""
        go(change(self.state()))
