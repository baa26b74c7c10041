"""A pattern -> what is painted of it: bands over the skin and whole areas, by how surely they are felt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from referral.body.atlas import Atlas
from referral.body.skin_path import Band, bands_of, path
from referral.model.pattern import Pattern
from referral.model.rows import OTHER_SIDE, Area, Side, Zone
from referral.model.stroke_rows import Stroke

Sureness = Literal["essential", "spillover", "limited"]
"""How a zone looks: as felt by nearly everyone, by some, or known from a few cases only."""

SURENESS: Final[tuple[Sureness, ...]] = ("essential", "spillover", "limited")


@dataclass(frozen=True)
class Felt:
    """What is felt equally surely: bands over the skin, and area numbers (Atlas.code) of which no more is known;
    `zones`: all its area numbers, for a view whose skin was not measured."""

    bands: tuple[Band, ...] = ()
    areas: frozenset[int] = frozenset()
    zones: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.bands or self.areas or self.zones)


@dataclass(frozen=True)
class Drawn:
    """All that is painted of a pattern; `named`: the area numbers of all its zones, beyond which no band goes far;
    `above`: what would cover the others and is not painted now."""

    essential: Felt = Felt()
    spillover: Felt = Felt()
    limited: Felt = Felt()
    named: frozenset[int] = frozenset()
    above: Felt = Felt()

    def __bool__(self) -> bool:
        return bool(self.essential or self.spillover or self.limited)


def drawn_of(atlas: Atlas, pattern: Pattern, zones: Collection[Zone] = ("essential", "spillover")) -> Drawn:
    """Return what is painted of some kinds of zones of a pattern; whole areas where the atlas has no skin."""
    sure_of = {area: _sureness(pattern, area.region_id, zone) for area, zone in pattern.zones.items()}
    named = {
        sure: frozenset(_codes(atlas, (area for area, one in sure_of.items() if one == sure))) for sure in SURENESS
    }
    bands: dict[Sureness, list[Band]] = {sure: [] for sure in SURENESS}
    areas: dict[Sureness, set[int]] = {sure: set() for sure in SURENESS}
    skin = atlas.skin
    for stroke in pattern.strokes:
        if skin is None:
            break
        if stroke.region_id:
            codes = _codes(atlas, _areas(atlas, stroke, pattern.side))
            areas[_sureness(pattern, stroke.region_id, stroke.zone)].update(codes)
            continue
        for band in bands_of(stroke, pattern.side, skin):
            limited = pattern.limited and _is_limited(atlas, band, pattern.limited)
            bands["limited" if limited else stroke.zone].append(band)
    if not pattern.strokes:
        areas = {sure: set(named[sure]) for sure in SURENESS}
    felt = {sure: Felt(tuple(dict.fromkeys(bands[sure])), frozenset(areas[sure]), named[sure]) for sure in SURENESS}
    shown = {sure: felt[sure] if _wanted(sure, zones) else Felt() for sure in SURENESS}
    above = Felt() if "essential" in zones else felt["essential"]
    every = frozenset(_codes(atlas, pattern.zones))
    return Drawn(shown["essential"], shown["spillover"], shown["limited"], every, above)


def _sureness(pattern: Pattern, region_id: str, zone: Zone) -> Sureness:
    return "limited" if region_id in pattern.limited else zone


def _wanted(sure: Sureness, zones: Collection[Zone]) -> bool:
    """Whether it belongs to a kind of zone: what is known from a few cases belongs to spillover."""
    return ("spillover" if sure == "limited" else sure) in zones


def _is_limited(atlas: Atlas, band: Band, limited: frozenset[str]) -> bool:
    """Whether more than half of a band's way lies in regions that are known from a few cases."""
    assert atlas.skin is not None
    codes = path(atlas.skin, band).codes
    within = sum(atlas.area(int(code)).region_id in limited for code in codes)
    return 2 * within > len(codes)


def _areas(atlas: Atlas, stroke: Stroke, side: Side) -> Iterator[Area]:
    """Yield the areas of a stroke that is a whole region: one on the midline has no side."""
    if Area(stroke.region_id) in atlas.areas():
        yield Area(stroke.region_id)
        return
    if stroke.side != "opposite":
        yield Area(stroke.region_id, side)
    if stroke.side != "same":
        yield Area(stroke.region_id, OTHER_SIDE[side])


def _codes(atlas: Atlas, areas: Iterable[Area]) -> Iterator[int]:
    yield from (code for area in areas if (code := atlas.code(area)) is not None)
