"""The explorer's state <-> the query parameters of its URL.

::

    ExplorerState(areas, muscle, trigger_point, view, side, lang, display)      # frozen; every field has a
    default read(params, dataset, views) -> (ExplorerState, tuple[Notice, ...])
    write(state) -> dict[str, list[str]] toggle_area(state, area), clear(state), choose_muscle(state,
    muscle_id, side), choose_trigger_point(...), choose_view(state, view)      # each returns a new state
    Notice(key, value, problem, nearest); notice.told(language) is a sentence
 The query keys are area (repeated), muscle, point, view, side, lang and display; others belong to someone
else and are passed over. ``read(write(state), …)`` gives `state` back. Whatever a link holds, ``read``
raises nothing: what the dataset does not know is dropped with a notice.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast

from referral.dataset import SIDES, Area, Dataset, Side
from referral.languages import N_, Language, codes
from referral.search import nearest_areas, nearest_muscles
from referral.text import nearest, quoted

MAX_AREAS = 12
"""Chosen areas in a state: more is pain nearly everywhere, of which no pattern tells; links stay short."""

MAX_NOTICES = 6
"""Notices for one link; a hostile one could ask for thousands."""

MAX_VALUES = 200
"""Values of one key that are looked at: more than there are places for, doubles and faults included."""

DISPLAYS = ("kiosk",)

KEYS: Mapping[str, str] = {
    "area": N_("area"),
    "muscle": N_("muscle"),
    "point": N_("trigger point"),
    "off": N_("trigger point"),
    "view": N_("view"),
    "side": N_("side"),
    "layer": N_("layer"),
    "compare": N_("comparison"),
    "show": N_("screen"),
    "lang": N_("language"),
    "display": N_("display"),
}
"""The query keys as a person reads them."""

Problem: TypeAlias = Literal["unknown", "too_many", "not_of_this_muscle"]
Params: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Notice:
    """What was dropped from a link. `value`: shortened, safe to show (of too many: how many are kept); `nearest`:
    known ids like it."""

    key: str
    value: str
    problem: Problem
    nearest: tuple[str, ...] = ()

    def told(self, language: Language) -> str:
        """Return one sentence for a person, or two."""
        if self.problem == "too_many" and self.key == "area":
            return language.gettext("Only the first {number} areas of this link are kept.", number=self.value)
        if self.problem == "too_many":
            return language.gettext("Only the first {number} muscles of this link are kept.", number=self.value)
        if self.problem == "not_of_this_muscle":
            return language.gettext(
                "This link's trigger point {value} belongs to another muscle and was left out.", value=self.value
            )
        told = language.gettext(
            "This link's {key} {value} is unknown and was left out.",
            key=language.gettext(KEYS[self.key]),
            value=self.value,
        )
        if not self.nearest:
            return told
        return f"{told} {language.gettext('Nearest: {ids}.', ids=', '.join(self.nearest))}"


@dataclass(frozen=True, slots=True)
class ExplorerState:
    """What a link keeps. `side`: the side on which the chosen muscle is drawn. None: not chosen, the page's
    default.

    Made by `read` and by the functions below it is sound: at most MAX_AREAS areas, none twice, and a trigger
    point only with its muscle.
    """

    areas: tuple[Area, ...] = ()
    muscle: str | None = None
    trigger_point: str | None = None
    view: str | None = None
    side: Side | None = None
    lang: str | None = None
    display: str | None = None


def read(
    params: Params, dataset: Dataset, views: Collection[str], languages: Collection[str] | None = None
) -> tuple[ExplorerState, tuple[Notice, ...]]:
    """Return the state that query parameters hold, and a notice for each value that was dropped (MAX_NOTICES
    at most). `languages`: codes of those that are offered, by itself of all.

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
    lang, found = read_one(params, "lang", codes() if languages is None else languages)
    notices += found
    display, found = read_one(params, "display", DISPLAYS)
    notices += found
    state = ExplorerState(areas, muscle, point, view, cast(Side | None, side), lang, display)
    return state, tuple(dict.fromkeys(notices))[:MAX_NOTICES]


def write(state: ExplorerState) -> dict[str, list[str]]:
    """Return the query parameters that `read` turns into `state`; what is not chosen is left out."""
    single = {
        "muscle": state.muscle,
        "point": state.trigger_point,
        "view": state.view,
        "side": state.side,
        "lang": state.lang,
        "display": state.display,
    }
    params = {"area": [area.area_id for area in state.areas]} if state.areas else {}
    return params | {key: [value] for key, value in single.items() if value is not None}


def toggle_area(state: ExplorerState, area: Area) -> ExplorerState:
    """Choose `area`, or give it up when it is chosen; when MAX_AREAS are chosen already, nothing changes."""
    return replace(state, areas=toggled(state.areas, area))


def toggled(areas: tuple[Area, ...], area: Area) -> tuple[Area, ...]:
    """Return the areas with one more, or without it when it is among them; when they are MAX_AREAS, as they are."""
    if area in areas:
        return tuple(other for other in areas if other != area)
    return areas if len(areas) >= MAX_AREAS else (*areas, area)


def clear(state: ExplorerState) -> ExplorerState:
    """Give up all areas and the muscle; keep how the page is seen (view, language, display)."""
    return replace(state, areas=(), muscle=None, trigger_point=None, side=None)


def choose_muscle(state: ExplorerState, muscle_id: str | None, side: Side | None = None) -> ExplorerState:
    """Show a muscle, drawn on `side` (None: where it was drawn), all its trigger points; None shows none."""
    kept = (side or state.side) if muscle_id else None
    return replace(state, muscle=muscle_id, trigger_point=None, side=kept)


def choose_trigger_point(state: ExplorerState, trigger_point_id: str | None, dataset: Dataset) -> ExplorerState:
    """Show one trigger point and its muscle; None shows all of the muscle's. KeyError when unknown."""
    if trigger_point_id is None:
        return replace(state, trigger_point=None)
    muscle_id = dataset.trigger_points[trigger_point_id].muscle_id
    return replace(state, muscle=muscle_id, trigger_point=trigger_point_id)


def choose_view(state: ExplorerState, view: str | None) -> ExplorerState:
    """Show another view of the body."""
    return replace(state, view=view)


def values_of(params: Params, key: str) -> Sequence[str]:
    """Return the values of a key, MAX_VALUES at most; a lone string counts as one value, an empty one as none."""
    values = params.get(key, ())
    listed = [values] if isinstance(values, str) else list(values)[:MAX_VALUES]
    return [value for value in listed if value]


def read_areas(params: Params, dataset: Dataset) -> tuple[tuple[Area, ...], list[Notice]]:
    """Return the chosen areas, at most MAX_AREAS, and a notice for each that is dropped."""
    areas: dict[Area, None] = {}
    notices: list[Notice] = []
    for value in dict.fromkeys(values_of(params, "area")):
        try:
            areas[dataset.area(value)] = None
        except KeyError:
            if len(notices) < MAX_NOTICES:
                notices.append(Notice("area", quoted(value), "unknown", nearest_areas(dataset, value)))
    if len(areas) > MAX_AREAS:
        notices.insert(0, Notice("area", str(MAX_AREAS), "too_many"))
    return tuple(areas)[:MAX_AREAS], notices


def read_one(
    params: Params,
    key: str,
    known: Collection[str],
    guess: Callable[[str], tuple[str, ...]] | None = None,
) -> tuple[str | None, list[Notice]]:
    """Return the first value of `key` if it is `known`, else None and a notice."""
    value = next(iter(values_of(params, key)), None)
    if value is None or value in known:
        return value, []
    guesses = guess(value) if guess else nearest(value, known)
    return None, [Notice(key, quoted(value), "unknown", guesses)]


def _read_point(params: Params, dataset: Dataset, muscle: str | None) -> tuple[str | None, list[Notice]]:
    """Return the trigger point if it is known and of `muscle`, or of any when no muscle is chosen."""
    point, notices = read_one(params, "point", dataset.trigger_points)
    if point is None or muscle in (None, dataset.trigger_points[point].muscle_id):
        return point, notices
    return None, [Notice("point", quoted(point), "not_of_this_muscle")]
