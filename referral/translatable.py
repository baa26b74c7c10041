"""What of a dataset is read by people: its texts for the translators, and the same dataset in another language.

::

    messages_of(dataset) -> Iterator[Message]         every text, with its context and the row it stands in
    translated(dataset, language) -> Dataset          all of it in a language; what its catalogue lacks stays English

A message's context is "table.column". Two columns are not in the tables: ``regions.area``, the name with its side,
because the side agrees with the noun in many languages ("sien derecha", "talón derecho"); ``regions.place``, the name
as it stands in a sentence, because many languages put an article that agrees ("la sien", "el talón").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final, TypeVar

from referral.dataset import Advice, Dataset, Half, Muscle, RedFlag, Region, Support, TriggerPoint
from referral.languages import Language

Row = TypeVar("Row", Region, Muscle, TriggerPoint, Support, RedFlag, Advice)

TRANSLATED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "regions": ("name", "anatomical_name", "search_words"),
        "muscles": (
            "name",
            "common_name",
            "where_it_is",
            "what_it_does",
            "often_strained_by",
            "mimics",
            "frequency_reason",
            "search_words",
        ),
        "trigger_points": ("location", "note"),
        "support": ("note",),
        "red_flags": ("condition", "statement", "advice", "why", "tell"),
        "advice": ("text", "caution"),
    }
)
"""The columns that people read. Citations and places in works stay as they were printed; ids are no words."""

LISTS: Final = frozenset({"search_words"})
"""Columns of several texts between semicolons; translated as a whole, since languages have more or fewer everyday words
for a thing."""

AREA, PLACE = "regions.area", "regions.place"


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
            yield Message(AREA, dataset.area_name(area), f"regions.csv: {area.region_id}")
    for region_id in dataset.regions:
        yield Message(PLACE, _with_article(dataset.place(region_id)), f"regions.csv: {region_id}")
    for region_id, half in dataset.halves.items():
        yield Message(PLACE, _with_article(half.whole), f"regions.csv: {region_id} and {half.other}")


def _context(table: str, column: str) -> str:
    return f"{table}.{column}"


def _cell(row: Any, column: str) -> str:
    cell = getattr(row, column)
    return "; ".join(cell) if column in LISTS else cell


def _with_article(place: str) -> str:
    """A place as translators see it: English sentences have the article, other languages put it into the name."""
    return f"the {place}"


def translated(dataset: Dataset, language: Language) -> Dataset:
    """Return a dataset in the words of a language; ids, zones and numbers are those of `dataset`."""

    def say(context: str, text: str) -> str:
        return language.pgettext(context, text) if text else text

    def place(text: str) -> str:
        said = say(PLACE, _with_article(text))
        return text if said == _with_article(text) else said

    points = _by_id("trigger_points", dataset.trigger_points, say)
    support = {id(row): _row("support", row, say) for row in dataset.support}
    return replace(
        dataset,
        regions=_by_id("regions", dataset.regions, say),
        muscles=_by_id("muscles", dataset.muscles, say),
        trigger_points=points,
        support=tuple(support.values()),
        red_flags=_by_id("red_flags", dataset.red_flags, say),
        advice=_by_id("advice", dataset.advice, say),
        halves=MappingProxyType({one: Half(half.other, place(half.whole)) for one, half in dataset.halves.items()}),
        language=language,
        source=dataset.in_english,
        _area_names={area: say(AREA, dataset.area_name(area)) for area in dataset.areas if area.side},
        _places={region: place(dataset.place(region)) for region in dataset.regions},
        _points_of={
            muscle: tuple(points[point.trigger_point_id] for point in dataset.trigger_points_of(muscle))
            for muscle in dataset.muscles
        },
        _support_of={
            point: tuple(support[id(row)] for row in dataset.support_of(point)) for point in dataset.trigger_points
        },
    )


Say = Callable[[str, str], str]


def _by_id(table: str, rows: Mapping[str, Row], say: Say) -> Mapping[str, Row]:
    return MappingProxyType({row_id: _row(table, row, say) for row_id, row in rows.items()})


def _row(table: str, row: Row, say: Say) -> Row:
    """A row with its texts translated."""
    said: dict[str, Any] = {column: _said(table, column, _cell(row, column), say) for column in TRANSLATED[table]}
    return replace(row, **said)


def _said(table: str, column: str, cell: str, say: Say) -> str | tuple[str, ...]:
    words = say(_context(table, column), cell)
    return tuple(word.strip() for word in words.split(";") if word.strip()) if column in LISTS else words
