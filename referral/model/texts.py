"""What a dataset says to people, in one language, beside the facts: names, sentences, places within a sentence.

A message's context is "table.column". How a place is called, with its side and in a sentence, ``place_names`` makes of
the region's template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

from referral.model.columns import listed
from referral.model.dataset import Dataset
from referral.model.place_names import Form, is_sound, said
from referral.model.rows import Advice, Area, Complaint, Muscle, Region, Side, Support, TriggerPoint
from referral.model.sign_rows import AboutYou, RedFlag
from referral.model.tables import TABLES
from referral.words.languages import Language

Row = TypeVar("Row", Region, Muscle, TriggerPoint, Support, RedFlag, AboutYou, Advice, Complaint)

TRANSLATED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {name: table.translated for name, table in TABLES.items() if table.translated}
)
"""The columns that people read. Citations and places in works stay as they were printed; ids are no words."""

TEMPLATES: Final = frozenset({"regions.place", "regions.whole"})
"""The contexts of templates: a translation that cannot be filled in gives way to its English source."""


@dataclass(frozen=True, slots=True)
class Half:
    """A region that is one half of a place: the region which is the other half, and the template of the whole place.
    Whoever feels both feels the front of the thigh, the calf, the finger."""

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

    def area_name(self, area: Area) -> str:
        """Return what a patient reads on a chip or in a list: ``front of the right shoulder``, ``breastbone``. KeyError
        when unknown."""
        region = self.regions[area.region_id]
        return said(region.place, self.language, area.side, "label") if area.side else region.name

    def place(self, region_id: str, side: Side | None = None, form: Form = "the") -> str:
        """Return a region as it stands in a sentence: ``the temple``, ``la sien derecha``, ``your right temple``.
        KeyError when unknown."""
        return said(self.regions[region_id].place, self.language, side, form)

    def whole(self, region_id: str, side: Side | None = None, form: Form = "the") -> str:
        """Return the place of which a region is one half, in the same way. KeyError when it is none."""
        return said(self.halves[region_id].whole, self.language, side, form)

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
        if not text:
            return text
        translated = language.pgettext(context, text)
        return translated if context not in TEMPLATES or is_sound(translated, text) else text

    regions = _by_id("regions", dataset.regions, say)
    return Texts(
        dataset,
        language,
        regions=regions,
        muscles=_by_id("muscles", dataset.muscles, say),
        trigger_points=_by_id("trigger_points", dataset.trigger_points, say),
        red_flags=_by_id("red_flags", dataset.red_flags, say),
        about_you=_by_id("about_you", dataset.about_you, say),
        advice=_by_id("advice", dataset.advice, say),
        complaints=_by_id("complaints", dataset.complaints, say),
        halves=MappingProxyType({one: Half(other, regions[one].whole) for one, other in _halves(dataset)}),
        _support={row: _row("support", row, say) for row in dataset.support},
    )


def _halves(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield each region that is one half of a place with the other half: the two rows that name the same whole."""
    of: dict[str, list[str]] = {}
    for region in dataset.regions.values():
        of.setdefault(region.whole, []).append(region.region_id)
    for whole, halves in of.items():
        if whole and len(halves) == 2:
            yield from zip(halves, halves[::-1], strict=True)


Say = Callable[[str, str], str]


def _by_id(table: str, rows: Mapping[str, Row], say: Say) -> Mapping[str, Row]:
    return MappingProxyType({row_id: _row(table, row, say) for row_id, row in rows.items()})


def _row(table: str, row: Row, say: Say) -> Row:
    """A row with its texts translated."""
    texts: dict[str, Any] = {}
    for column in TRANSLATED[table]:
        words = say(_context(table, column), _cell(row, column))
        texts[column] = tuple(listed(words)) if isinstance(getattr(row, column), tuple) else words
    return replace(row, **texts)


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


def _context(table: str, column: str) -> str:
    return f"{table}.{column}"


def _cell(row: Any, column: str) -> str:
    """A text of a row. A list is translated as a whole: languages have more or fewer everyday words for a thing."""
    cell = getattr(row, column)
    return "; ".join(cell) if isinstance(cell, tuple) else cell
