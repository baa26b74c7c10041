"""Several places as they stand in a sentence: ``your right temple``, ``the temple and the jaw on the right side``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from referral.model.place_names import Form
from referral.model.rows import Area, Side
from referral.model.texts import Texts


def named(areas: Sequence[Area], texts: Texts, form: Form = "the", *, either: bool = False) -> str:
    """Return the areas' names as they stand in a sentence, "and" between the last two, or "or"; neighbours of one side
    share the word for it, and the two halves of a place are named as one. ``form``: "your" where the sentence speaks to
    whoever chose them, "label" after a colon."""
    language = texts.language
    listed = language.listed_or if either else language.listed
    groups = [(side, [*both]) for side, both in groupby(_whole(areas, texts), lambda area: area.side)]
    phrases = [_on_side(side, places, texts, form, listed) for side, places in groups]
    if len(groups) > 1 and any(len(places) > 1 for _, places in groups):
        return language.listed_groups(phrases)
    return listed(phrases)


def _on_side(
    side: Side | None, places: Sequence[_Place], texts: Texts, form: Form, listed: Callable[[Iterable[str]], str]
) -> str:
    """Return places of one side: one has the side in its name, several share it."""
    if len(places) == 1 or side is None:
        return listed(place.said(texts, side, form) for place in places)
    shared = listed(place.said(texts, None, form) for place in places)
    if side == "right":
        return texts.language.pgettext("one or more places", "{places} on the right side", places=shared)
    return texts.language.pgettext("one or more places", "{places} on the left side", places=shared)


@dataclass(frozen=True)
class _Place:
    """A chosen area, or the whole of which it and another chosen one are the halves."""

    region_id: str
    side: Side | None
    whole: bool

    def said(self, texts: Texts, side: Side | None, form: Form) -> str:
        return (texts.whole if self.whole else texts.place)(self.region_id, side, form)


def _whole(areas: Sequence[Area], texts: Texts) -> Iterator[_Place]:
    """Yield the places in their order; where both halves of one are there, it once."""
    there, told = set[Area | None](areas), set[Area | None]()
    for area in areas:
        half = texts.halves.get(area.region_id)
        other = Area(half.other, area.side) if half is not None else None
        if other not in told:
            told.add(area)
            yield _Place(area.region_id, area.side, whole=other in there)
