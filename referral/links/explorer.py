"""The explorer's state <-> the query parameters of its URL.

``read(write(state), …)`` gives `state` back. Whatever a link holds, ``read`` raises nothing: what the dataset does not
know is dropped with a notice. Keys that are not the explorer's belong to someone else and are passed over.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from referral.answers.search import nearest_muscles
from referral.links.reading import Notice, Params, added, each_once, read_areas, read_one, replaced, toggled
from referral.model.dataset import Dataset
from referral.model.rows import SIDES, Area, Side
from referral.words.text import quoted

LIST = "list"
"""What stands in a link for a list that is shown."""


@dataclass(frozen=True, slots=True)
class ExplorerState:
    """What a link keeps. `side`: the side on which the chosen muscle is drawn. None: not chosen, the page's default.
    `listed`: where signs and muscles come over the map, on a phone, they are asked for: the way back closes them.

    Made by `read` and by the functions below it is sound: at most MAX_AREAS areas, none twice, and a trigger point only
    with its muscle.
    """

    areas: tuple[Area, ...] = ()
    muscle: str | None = None
    trigger_point: str | None = None
    view: str | None = None
    side: Side | None = None
    listed: bool = False


def read(params: Params, dataset: Dataset, views: Collection[str]) -> tuple[ExplorerState, tuple[Notice, ...]]:
    """Return the state that query parameters hold, and a notice for each value that was dropped (MAX_NOTICES at most).

    Of a key that should be there once, the first value counts.
    """
    areas, notices = read_areas(params, dataset)
    muscle, found = read_one(params, "muscle", dataset.muscles, lambda text: nearest_muscles(dataset, text))
    notices += found
    point, found = _read_point(params, dataset, muscle)
    notices += found
    if point is not None:
        muscle = dataset.trigger_points[point].muscle_id
    view, found = read_one(params, "view", views)
    notices += found
    side, found = read_one(params, "side", SIDES)
    notices += found
    show, found = read_one(params, "show", (LIST,))
    notices += found
    state = ExplorerState(areas, muscle, point, view, cast(Side | None, side), show == LIST)
    return _listing_something(state), each_once(notices)


def write(state: ExplorerState) -> dict[str, list[str]]:
    """Return the query parameters that `read` turns into `state`; what is not chosen is left out."""
    single: dict[str, str | None]
    single = {"muscle": state.muscle, "point": state.trigger_point, "view": state.view, "side": state.side}
    single["show"] = LIST if state.listed else None
    params = {"area": [area.area_id for area in state.areas]} if state.areas else {}
    return params | {key: [value] for key, value in single.items() if value is not None}


def toggle_area(state: ExplorerState, area: Area) -> ExplorerState:
    """Choose `area`, or give it up when it is chosen; when MAX_AREAS are chosen already, nothing changes."""
    return _listing_something(replace(state, areas=toggled(state.areas, area)))


def add_areas(state: ExplorerState, areas: Iterable[Area]) -> ExplorerState:
    """Choose several areas, as far as MAX_AREAS allow; those that are chosen already stay."""
    return replace(state, areas=added(state.areas, areas))


def show_list(state: ExplorerState, listed: bool) -> ExplorerState:
    """Bring signs and muscles over the map, or give the map back; without areas and muscle there are none."""
    return _listing_something(replace(state, listed=listed))


def replace_area(state: ExplorerState, old: Collection[Area], new: Sequence[Area]) -> ExplorerState:
    """Choose `new` in the place of the chosen areas `old`, as the last ones; what else is open stays. Nothing changes
    when one of `old` is not chosen, or when there were more than MAX_AREAS."""
    return replace(state, areas=replaced(state.areas, old, new))


def clear(state: ExplorerState) -> ExplorerState:
    """Give up all areas and the muscle; keep the view."""
    return ExplorerState(view=state.view)


def choose_muscle(state: ExplorerState, muscle_id: str | None, side: Side | None = None) -> ExplorerState:
    """Show a muscle, drawn on `side` (None: where it was drawn), all its trigger points, in the view that shows it
    best; None shows none and keeps the view."""
    kept = (side or state.side) if muscle_id else None
    view = None if muscle_id else state.view
    return _listing_something(replace(state, muscle=muscle_id, trigger_point=None, side=kept, view=view))


def choose_side(state: ExplorerState, side: Side) -> ExplorerState:
    """Draw the muscle on a side; a view of the other side changes to the same view of this one."""
    view = state.view.replace("left" if side == "right" else "right", side) if state.view else None
    return replace(state, side=side, view=view)


def choose_trigger_point(state: ExplorerState, trigger_point_id: str | None, dataset: Dataset) -> ExplorerState:
    """Show one trigger point and its muscle; None shows all of the muscle's. KeyError when unknown."""
    if trigger_point_id is None:
        return replace(state, trigger_point=None)
    muscle_id = dataset.trigger_points[trigger_point_id].muscle_id
    return replace(state, muscle=muscle_id, trigger_point=trigger_point_id)


def choose_view(state: ExplorerState, view: str | None) -> ExplorerState:
    """Show another view of the body."""
    return replace(state, view=view)


def _listing_something(state: ExplorerState) -> ExplorerState:
    """The state without its list, where there is neither area nor muscle to list."""
    return state if state.areas or state.muscle else replace(state, listed=False)


def _read_point(params: Params, dataset: Dataset, muscle: str | None) -> tuple[str | None, list[Notice]]:
    """Return the trigger point if it is known and of `muscle`, or of any when no muscle is chosen."""
    point, notices = read_one(params, "point", dataset.trigger_points)
    if point is None or muscle in (None, dataset.trigger_points[point].muscle_id):
        return point, notices
    return None, [Notice("point", quoted(point), "not_of_this_muscle")]
