"""Complaints as the find box offers them: the places that a word such as "tennis elbow" chooses, on each side, on the
side that was named, or on both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from referral.answers.search import Hit
from referral.model.rows import SIDES, Area, Side
from referral.model.texts import Texts
from referral.ui.components.find_box.find import Find
from referral.words.text import capitalised

MOST_PLACES_NAMED: Final = 2
"""Places in a hint: more would not fit a phone's line."""


def complaint_finds(texts: Texts, hit: Hit, both: bool) -> Iterator[Find]:
    """Offer a complaint's places. A side that was not named must be picked: nobody knows which one hurts."""
    complaint = texts.complaints[hit.id]
    name = capitalised(complaint.name)
    regions = texts.dataset.complaints[hit.id].regions
    hint = "; ".join(texts.place(region_id) for region_id in regions[:MOST_PLACES_NAMED])
    hint += " …" if len(regions) > MOST_PLACES_NAMED else ""
    if not any(texts.regions[region_id].sided for region_id in regions):
        yield Find("area", hit.id, name, hint, regions, hit.id, hit.sure)
        return
    for side in (hit.side,) if hit.side else (None, *SIDES) if both else (*SIDES, None):
        areas = tuple(area for region_id in regions for area in _areas(texts, region_id, side))
        sure = hit.sure and (both or hit.side is not None)
        yield Find("area", f"{side or 'both'}@{hit.id}", on_sides(texts, name, side), hint, areas, hit.id, sure)


def on_sides(texts: Texts, name: str, side: Side | None) -> str:
    """A name with a side, None: with both."""
    gettext = texts.language.gettext
    if side is None:
        return gettext("{name}, both sides", name=name)
    return gettext("{name}, right side", name=name) if side == "right" else gettext("{name}, left side", name=name)


def _areas(texts: Texts, region_id: str, side: Side | None) -> Iterator[str]:
    """The ids of a region's areas on a side, None: on both."""
    if not texts.regions[region_id].sided:
        yield region_id
        return
    for one in (side,) if side else SIDES:
        yield Area(region_id, one).area_id
