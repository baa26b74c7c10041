"""What a run of an explorer's page works on, settled once and handed down; and what the address says at a moment.

A change is made to what the address says when a tap arrives, never to what it said when a button was drawn: two quick
taps are two changes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from referral.body.atlas import Atlas
from referral.clinic.model import Clinic
from referral.links import consultation, explorer
from referral.links.consultation import ConsultState
from referral.links.explorer import ExplorerState
from referral.links.reading import Notice, Params, read_seen
from referral.model.dataset import Dataset
from referral.model.texts import Texts
from referral.ui.visit import address
from referral.ui.visit.clinic import current_clinic
from referral.ui.visit.device import on_phone, on_tablet
from referral.ui.visit.loaded import atlas_or_none, texts_or_stop
from referral.ui.visit.notices import keep_notices
from referral.words.languages import Language

State = TypeVar("State")


class Link(Protocol[State]):
    """How one kind of page reads its links and writes them (``referral.links``)."""

    def read(self, params: Params, dataset: Dataset, views: Collection[str]) -> tuple[State, tuple[Notice, ...]]: ...

    def write(self, state: State) -> Mapping[str, list[str]]: ...


@dataclass(frozen=True)
class Context:
    """`atlas` is None where there is none: then words alone are shown. `tablet`: the clinic's own; `phone`: one view of
    the body at a time."""

    clinic: Clinic
    texts: Texts
    atlas: Atlas | None
    tablet: bool
    phone: bool

    @property
    def dataset(self) -> Dataset:
        """The facts."""
        return self.texts.dataset

    @property
    def language(self) -> Language:
        """The language in which this run speaks."""
        return self.texts.language

    @property
    def views(self) -> tuple[str, ...]:
        """The plates that a link may name."""
        return tuple(self.atlas.plates) if self.atlas else ()

    def explorer(self) -> ExplorerState:
        """What the address says now, on Find and Muscles."""
        return explorer.read(address.parameters(), self.dataset, self.views)[0]

    def consultation(self) -> ConsultState:
        """What the address says now, on Consult."""
        return consultation.read(address.parameters(), self.dataset, self.views)[0]


def run_context() -> Context:
    """Settle what a page works on, once a run. Raises PageEndError, after saying why, when the dataset is faulty."""
    return Context(current_clinic(), texts_or_stop(), atlas_or_none(), on_tablet(), on_phone())


def drop_unknown(context: Context, link: Link[State]) -> None:
    """Once a run of a page: what its link holds that is unknown leaves the address, with a notice."""
    params = address.parameters()
    state, notices = link.read(params, context.dataset, context.views)
    how_seen, more = read_seen(params, context.clinic.languages)
    if notices or more:
        keep_notices((*notices, *more))
        address.write_all({**link.write(state), **{key: [value] for key, value in how_seen.items()}})


def go(state: ExplorerState | ConsultState) -> None:
    """Have the address say a state; the browser's back button undoes it."""
    address.write(consultation.write(state) if isinstance(state, ConsultState) else explorer.write(state))
