"""Complaints as the find box offers them: the places that a word such as "tennis elbow" chooses, on each side, on the
side that was named, or on both."""

from __future__ import annotations

from collections.abc import Iterator

from referral.answers.search import Hit
from referral.model.rows import SIDES, Side
from referral.model.texts import Texts
from referral.ui.components.find_box.find import Find
from referral.words.text import capitalised


def complaint_finds(texts: Texts, hit: Hit, both: bool) -> Iterator[Find]:
    """Offer a complaint's places; the first offer says what the word means. A side that was not named must be picked:
    nobody knows which one hurts."""
    complaint = texts.complaints[hit.id]
    name = capitalised(complaint.name)
    regions = texts.dataset.complaints[hit.id].regions
    place = texts.regions[regions[0]].name + (" …" if len(regions) > 1 else "")
    meaning = _first_sentence(complaint.note) or place
    if not any(texts.regions[region_id].sided for region_id in regions):
        yield Find("area", hit.id, name, meaning, regions, hit.id, hit.sure)
        return
    sides = (hit.side,) if hit.side else (None, *SIDES) if both else (*SIDES, None)
    for side in sides:
        areas = tuple(area.area_id for region_id in regions for area in texts.regions[region_id].areas(side))
        sure = hit.sure and (both or hit.side is not None)
        hint = meaning if side == sides[0] else place
        yield Find("area", f"{side or 'both'}@{hit.id}", on_sides(texts, name, side), hint, areas, hit.id, sure)


def _first_sentence(note: str) -> str:
    sentence, stop, _ = note.partition(". ")
    return f"{sentence}." if stop else sentence


def on_sides(texts: Texts, name: str, side: Side | None) -> str:
    """A name with a side, None: with both."""
    gettext = texts.language.gettext
    if side is None:
        return gettext("{name}, both sides", name=name)
    return gettext("{name}, right side", name=name) if side == "right" else gettext("{name}, left side", name=name)
