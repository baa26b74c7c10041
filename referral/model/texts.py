"""What a dataset says to people, in one language, beside the facts: names, sentences, places within a sentence.

A message's context is "table.column". Two columns are not in the tables: ``regions.area``, the name with its side,
because the side agrees with the noun in many languages ("sien derecha", "talón derecho"); ``regions.place``, the name
as it stands in a sentence, because many languages put an article that agrees ("la sien", "el talón").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

from referral.model.columns import listed
from referral.model.dataset import Dataset
from referral.model.rows import Advice, Area, Complaint, Muscle, Region, Support, TriggerPoint
from referral.model.sign_rows import AboutYou, RedFlag
from referral.model.tables import TABLES
from referral.words.languages import Language

Row = TypeVar("Row", Region, Muscle, TriggerPoint, Support, RedFlag, AboutYou, Advice, Complaint)

TRANSLATED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {name: table.translated for name, table in TABLES.items() if table.translated}
)
"""The columns that people read. Citations and places in works stay as they were printed; ids are no words."""

AREA, PLACE = "regions.area", "regions.place"


HALVES: Final = (
    ("upper half", "lower half"),
    ("inner half", "outer half"),
    ("palm side", "back"),
    ("top", "underside"),
)
OTHER_HALF: Final = {one: other for pair in HALVES for one, other in (pair, pair[::-1])}
"""Parts of a place which together are all of it: whoever feels both feels the upper arm, the calf, the finger."""


@dataclass(frozen=True, slots=True)
class Half:
    """A region that is one half of a place: the region which is the other half, and the whole place in a sentence."""

    other: str
    whole: str


@dataclass(frozen=True, eq=False, repr=False)
class Texts:
    """A dataset in the words of a language: its rows, and how places are called. Ids, zones and numbers are those of
    `dataset`; what the language's catalogue lacks stays English. `halves`: by region id, those that are half of a
    place. Equal by identity: it can be a cache's key."""

    dataset: Dataset
    language: Language
    regions: Mapping[str, Region]
    muscles: Mapping[str, Muscle]
    trigger_points: Mapping[str, TriggerPoint]
    red_flags: Mapping[str, RedFlag]
    about_you: Mapping[str, AboutYou]
    advice: Mapping[str, Advice]
    complaints: Mapping[str, Complaint]
    halves: Mapping[str, Half]
    _support: Mapping[Support, Support]
    _area_names: Mapping[Area, str]
    _places: Mapping[str, str]

    def area_name(self, area: Area) -> str:
        """Return what a patient reads: ``right temple``, ``breastbone``. KeyError when unknown."""
        return self._area_names[area] if area.side else self.regions[area.region_id].name

    def place(self, region_id: str) -> str:
        """Return a region as it stands in a sentence, without its side: ``temple``, ``la sien``. KeyError when
        unknown."""
        return self._places[region_id]

    def trigger_points_of(self, muscle_id: str) -> tuple[TriggerPoint, ...]:
        """Return a muscle's trigger points in file order; KeyError when the muscle is unknown."""
        return tuple(self.trigger_points[point.trigger_point_id] for point in self.dataset.trigger_points_of(muscle_id))

    def support_of(self, trigger_point_id: str) -> tuple[Support, ...]:
        """Return what further works say of a trigger point's zones; KeyError when the point is unknown."""
        return tuple(self._support[row] for row in self.dataset.support_of(trigger_point_id))


@lru_cache(maxsize=16)
def texts_in(dataset: Dataset, language: Language) -> Texts:
    """Return what a dataset says in a language; made once."""

    def say(context: str, text: str) -> str:
        return language.pgettext(context, text) if text else text

    def place(text: str) -> str:
        said = say(PLACE, _with_article(text))
        return text if said == _with_article(text) else said

    return Texts(
        dataset,
        language,
        regions=_by_id("regions", dataset.regions, say),
        muscles=_by_id("muscles", dataset.muscles, say),
        trigger_points=_by_id("trigger_points", dataset.trigger_points, say),
        red_flags=_by_id("red_flags", dataset.red_flags, say),
        about_you=_by_id("about_you", dataset.about_you, say),
        advice=_by_id("advice", dataset.advice, say),
        complaints=_by_id("complaints", dataset.complaints, say),
        halves=MappingProxyType(
            {region_id: Half(half.other, place(half.whole)) for region_id, half in _halves(dataset.regions.values())}
        ),
        _support={row: _row("support", row, say) for row in dataset.support},
        _area_names={area: say(AREA, _english_name(dataset, area)) for area in dataset.areas if area.side},
        _places={region_id: place(_phrase(region.name)) for region_id, region in dataset.regions.items()},
    )


def _phrase(name: str) -> str:
    """Return a region's name fit for an enumeration: ``upper arm, front, upper half`` -> with brackets."""
    place, _, detail = name.partition(", ")
    return f"{place} ({detail})" if detail else name


def _english_name(dataset: Dataset, area: Area) -> str:
    """An area of a sided region, as its translators see it."""
    return f"{area.side} {dataset.regions[area.region_id].name}"


def _halves(regions: Iterable[Region]) -> Iterator[tuple[str, Half]]:
    """Yield each region that is one half of a place, by its name: ``calf, inner half`` beside ``calf, outer half``."""
    ids = {region.name: region.region_id for region in regions}
    for name, region_id in ids.items():
        whole, _, half = name.rpartition(", ")
        other = ids.get(f"{whole}, {OTHER_HALF.get(half)}")
        if whole and other:
            yield region_id, Half(other, _phrase(whole))


Say = Callable[[str, str], str]


def _by_id(table: str, rows: Mapping[str, Row], say: Say) -> Mapping[str, Row]:
    return MappingProxyType({row_id: _row(table, row, say) for row_id, row in rows.items()})


def _row(table: str, row: Row, say: Say) -> Row:
    """A row with its texts translated."""
    said: dict[str, Any] = {}
    for column in TRANSLATED[table]:
        words = say(_context(table, column), _cell(row, column))
        said[column] = tuple(listed(words)) if isinstance(getattr(row, column), tuple) else words
    return replace(row, **said)


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate. `where`: the row in which it was first found, for whoever translates it."""

    context: str
    text: str
    where: str


def messages_of(dataset: Dataset) -> Iterator[Message]:
    """Yield every text of a dataset in its own words, each once a context, in the order of the tables."""
    seen = set()
    for message in _all_messages(dataset):
        if message.text and (message.context, message.text) not in seen:
            seen.add((message.context, message.text))
            yield message


def _all_messages(dataset: Dataset) -> Iterator[Message]:
    for table, columns in TRANSLATED.items():
        rows = getattr(dataset, table)
        for row in rows.values() if isinstance(rows, Mapping) else rows:
            where = f"{table}.csv: {getattr(row, next(iter(row.__dataclass_fields__)))}"
            for column in columns:
                yield Message(_context(table, column), _cell(row, column), where)
    for area in dataset.areas:
        if area.side:
            yield Message(AREA, _english_name(dataset, area), f"regions.csv: {area.region_id}")
    for region_id, region in dataset.regions.items():
        yield Message(PLACE, _with_article(_phrase(region.name)), f"regions.csv: {region_id}")
    for region_id, half in _halves(dataset.regions.values()):
        yield Message(PLACE, _with_article(half.whole), f"regions.csv: {region_id} and {half.other}")


def _context(table: str, column: str) -> str:
    return f"{table}.{column}"


def _cell(row: Any, column: str) -> str:
    """A text of a row. A list is translated as a whole: languages have more or fewer everyday words for a thing."""
    cell = getattr(row, column)
    return "; ".join(cell) if isinstance(cell, tuple) else cell


def _with_article(place: str) -> str:
    """A place as translators see it: English sentences have the article, other languages put it into the name."""
    return f"the {place}"
