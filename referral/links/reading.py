"""What the links of all pages hold, read from query parameters: whatever is in them, nothing is raised.

What the dataset does not know is dropped, with a ``Notice`` that a person can read.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from referral.answers.search import nearest_areas
from referral.model.dataset import Dataset
from referral.model.rows import Area
from referral.words.languages import N_, Language
from referral.words.text import nearest, quoted

MAX_AREAS = 12
"""Chosen areas in a state: more is pain nearly everywhere, of which no pattern tells; links stay short."""

MAX_NOTICES = 6
"""Notices for one link; a hostile one could ask for thousands."""

MAX_VALUES = 200
"""Values of one key that are looked at: more than there are places for, doubles and faults included."""

DISPLAYS = ("kiosk", "embed")

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

    def sentence(self, language: Language) -> str:
        """Return one sentence for a person, or two."""
        if self.problem == "too_many" and self.key == "area":
            return language.gettext("Only the first {number} areas of this link are kept.", number=self.value)
        if self.problem == "too_many":
            return language.gettext("Only the first {number} muscles of this link are kept.", number=self.value)
        if self.problem == "not_of_this_muscle":
            return language.gettext(
                "This link's trigger point {value} belongs to another muscle and was left out.", value=self.value
            )
        sentence = language.gettext(
            "This link's {key} {value} is unknown and was left out.",
            key=language.gettext(KEYS[self.key]),
            value=self.value,
        )
        if not self.nearest:
            return sentence
        return f"{sentence} {language.gettext('Nearest: {ids}.', ids=', '.join(self.nearest))}"


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


def read_seen(params: Params, languages: Collection[str]) -> tuple[dict[str, str], tuple[Notice, ...]]:
    """Return how a page is seen, on every page alike: its language (of those that are offered) and its display."""
    lang, notices = read_one(params, "lang", languages)
    display, found = read_one(params, "display", DISPLAYS)
    seen = {"lang": lang, "display": display}
    return {key: value for key, value in seen.items() if value is not None}, each_once([*notices, *found])


def each_once(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return each notice once, MAX_NOTICES at most."""
    return tuple(dict.fromkeys(notices))[:MAX_NOTICES]


def toggled(areas: tuple[Area, ...], area: Area) -> tuple[Area, ...]:
    """Return the areas with one more, or without it when it is among them; when they are MAX_AREAS, as they are."""
    if area in areas:
        return tuple(other for other in areas if other != area)
    return areas if len(areas) >= MAX_AREAS else (*areas, area)


def added(areas: tuple[Area, ...], more: Iterable[Area]) -> tuple[Area, ...]:
    """Return the areas with some more, each once, MAX_AREAS at most."""
    return tuple(dict.fromkeys((*areas, *more)))[:MAX_AREAS]


def replaced(areas: tuple[Area, ...], old: Collection[Area], new: Sequence[Area]) -> tuple[Area, ...]:
    """Return the areas with `new` last, each once, in the place of `old`; as they are when one of `old` is no longer
    among them (a button that was tapped twice), or when they would be more than MAX_AREAS."""
    if not set(old) <= set(areas):
        return areas
    kept = tuple(area for area in areas if area not in old and area not in new)
    changed = (*kept, *dict.fromkeys(new))
    return areas if len(changed) > MAX_AREAS else changed
