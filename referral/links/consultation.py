"""What a consultation shows <-> the query parameters of its URL.

``read(write(state), …)`` gives `state` back; whatever a link holds, ``read`` raises nothing. Notes that a therapist
types are no part of it: they go onto paper alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, cast

from referral.answers.red_flags import Step, Waiting
from referral.answers.search import nearest_muscles
from referral.drawing.shown import DEFAULT_LAYERS, LAYERS, Layer
from referral.drawing.styles import MOST_TOGETHER
from referral.links.reading import MAX_NOTICES, Notice, Params, each_once, read_areas, read_one, values_of
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import SIDES, Area, Side
from referral.words.text import nearest, quoted

Sides = Literal["right", "left", "both"]
_Guess = Callable[[str], tuple[str, ...]]

SIDES_OFFERED: Final[tuple[Sides, ...]] = ("right", "left", "both")
NO_LAYER: Final = "none"
"""What stands for no layer at all in a link; without the key the usual ones are shown."""

YES: Final = "1"


@dataclass(frozen=True, slots=True)
class ConsultState:
    """What a link of the Consult page keeps. `off`: ids of trigger points that are not shown; `sides` and `layers`:
    None where nothing was chosen; `compare`: each muscle on a body of its own; `show`: the body fills the screen."""

    areas: tuple[Area, ...] = ()
    muscles: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    sides: Sides | None = None
    layers: frozenset[Layer] | None = None
    view: str | None = None
    compare: bool = False
    show: bool = False


def read(params: Params, dataset: Dataset, views: Collection[str]) -> tuple[ConsultState, tuple[Notice, ...]]:
    """Return the state that query parameters hold, and a notice for each value that was dropped."""
    areas, notices = read_areas(params, dataset)
    muscles, found = _read_muscles(params, dataset)
    notices += found
    off, found = _read_off(params, dataset, muscles)
    notices += found
    layers, found = _read_layers(params)
    notices += found
    single: dict[str, str | None] = {}
    for key, known in (
        ("side", SIDES_OFFERED),
        ("view", views),
        ("compare", (YES,)),
        ("show", (YES,)),
    ):
        single[key], found = read_one(params, key, known)
        notices += found
    state = ConsultState(
        areas,
        muscles,
        off,
        cast(Sides | None, single["side"]),
        layers,
        single["view"],
        single["compare"] == YES and len(muscles) > 1,
        single["show"] == YES and bool(muscles),
    )
    return state, each_once(notices)


def write(state: ConsultState) -> dict[str, list[str]]:
    """Return the query parameters that `read` turns into `state`; what is not chosen is left out."""
    many = {
        "area": [area.area_id for area in state.areas],
        "muscle": list(state.muscles),
        "off": list(state.off),
        "layer": _layers_as_words(state.layers),
    }
    single = {
        "side": state.sides,
        "view": state.view,
        "compare": YES if state.compare else None,
        "show": YES if state.show else None,
    }
    return {key: values for key, values in many.items() if values} | {
        key: [value] for key, value in single.items() if value is not None
    }


def _layers_as_words(layers: frozenset[Layer] | None) -> list[str]:
    if layers is None:
        return []
    return [layer for layer in LAYERS if layer in layers] or [NO_LAYER]


def _read_muscles(params: Params, dataset: Dataset) -> tuple[tuple[str, ...], list[Notice]]:
    known, notices = _sorted_out(params, "muscle", dataset.muscles, lambda text: nearest_muscles(dataset, text))
    if len(known) > MOST_TOGETHER:
        notices.insert(0, Notice("muscle", str(MOST_TOGETHER), "too_many"))
    return tuple(known[:MOST_TOGETHER]), notices


def _read_off(params: Params, dataset: Dataset, muscles: Collection[str]) -> tuple[tuple[str, ...], list[Notice]]:
    """Return the points that are off, of the muscles shown; those of a muscle that is gone go without a word."""
    points, notices = _sorted_out(
        params, "off", dataset.trigger_points, lambda text: nearest(text, dataset.trigger_points)
    )
    return tuple(point for point in points if dataset.trigger_points[point].muscle_id in muscles), notices


def _read_layers(params: Params) -> tuple[frozenset[Layer] | None, list[Notice]]:
    words, notices = _sorted_out(params, "layer", (*LAYERS, NO_LAYER), lambda text: nearest(text, LAYERS))
    found = frozenset(cast(list[Layer], [word for word in words if word != NO_LAYER]))
    return (found if words and found != DEFAULT_LAYERS else None), notices


def _sorted_out(params: Params, key: str, known: Collection[str], guess: _Guess) -> tuple[list[str], list[Notice]]:
    """Return the known values of a key, each once, and notices for the others."""
    values = list(dict.fromkeys(values_of(params, key)))
    unknown = [value for value in values if value not in known][:MAX_NOTICES]
    notices = [Notice(key, quoted(value), "unknown", guess(value)) for value in unknown]
    return [value for value in values if value in known], notices


# --- steps from one state to the next ------------------------------------------------------------------------------


def add_muscle(state: ConsultState, muscle_id: str) -> ConsultState:
    """Show one muscle more; beyond MOST_TOGETHER the one that was chosen first makes room."""
    if muscle_id in state.muscles:
        return state
    return _with_muscles(state, (*state.muscles, muscle_id)[-MOST_TOGETHER:])


def take_muscle(state: ConsultState, muscle_id: str) -> ConsultState:
    """Show a muscle no longer."""
    return _with_muscles(state, tuple(one for one in state.muscles if one != muscle_id))


def replace_muscle(state: ConsultState, old: str | None, new: str) -> ConsultState:
    """Show `new` in the place of `old`; where that is not shown, beside the others."""
    if old not in state.muscles or new in state.muscles:
        return add_muscle(take_muscle(state, old) if old is not None and old != new else state, new)
    return _with_muscles(state, tuple(new if one == old else one for one in state.muscles))


def choose_muscles(state: ConsultState, muscle_ids: Iterable[str]) -> ConsultState:
    """Show these muscles, the last MOST_TOGETHER of them."""
    return _with_muscles(state, tuple(dict.fromkeys(muscle_ids))[-MOST_TOGETHER:])


def _with_muscles(state: ConsultState, muscles: tuple[str, ...]) -> ConsultState:
    return replace(state, muscles=muscles, compare=state.compare and len(muscles) > 1, show=False)


def show_points(state: ConsultState, dataset: Dataset, muscle_id: str, points: Collection[str]) -> ConsultState:
    """Show these trigger points of a muscle and switch its others off."""
    own = [point.trigger_point_id for point in dataset.trigger_points_of(muscle_id)]
    others = [point for point in state.off if point not in own]
    return replace(state, off=(*others, *(point for point in own if point not in points)))


def start_afresh(state: ConsultState) -> ConsultState:
    """Nothing chosen, as for the next patient; the layers stay."""
    return ConsultState(layers=state.layers)


# --- what is shown -------------------------------------------------------------------------------------------------


def shown_sides(state: ConsultState) -> tuple[Side, ...]:
    """Return the sides on which muscles are drawn: the chosen ones, else the side of the pain, else the right."""
    if state.sides == "both":
        return SIDES
    if state.sides is not None:
        return (state.sides,)
    painful = {area.side for area in state.areas if area.side}
    return ("left",) if painful == {"left"} else ("right",)


def shown_layers(state: ConsultState) -> frozenset[Layer]:
    """Return the layers of the map."""
    return DEFAULT_LAYERS if state.layers is None else state.layers


def shown_points(state: ConsultState, dataset: Dataset, muscle_id: str) -> tuple[str, ...]:
    """Return the ids of a muscle's trigger points that are on."""
    points = (point.trigger_point_id for point in dataset.trigger_points_of(muscle_id))
    return tuple(point for point in points if point not in state.off)


def patterns(dataset: Dataset, state: ConsultState, step: Step) -> tuple[Pattern, ...]:
    """Return what is drawn: every muscle on every side that is shown, by the trigger points that are on; nothing while
    warning signs of the chosen areas wait for an answer."""
    if isinstance(step, Waiting):
        return ()
    step.of(state.areas)  # raises for areas that nobody was asked about
    return tuple(
        pattern_of(dataset, muscle_id, side, shown_points(state, dataset, muscle_id))
        for muscle_id in state.muscles
        for side in shown_sides(state)
    )
