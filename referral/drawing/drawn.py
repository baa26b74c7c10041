"""A pattern -> what is painted of it: bands over the skin and whole areas, by how surely they are felt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from referral.body.atlas import Atlas
from referral.body.skin_path import Band, bands_of, path
from referral.model.pattern import Pattern
from referral.model.rows import OTHER_SIDE, Area, Side, Zone
from referral.model.stroke_rows import Stroke

Sureness = Literal["essential", "spillover", "limited"]
"""How a zone looks: as felt by nearly everyone, by some, or known from a few cases only."""


@dataclass(frozen=True)
class Felt:
    """What is felt equally surely: bands over the skin, and area numbers (Atlas.code) of which no more is known."""

    bands: tuple[Band, ...] = ()
    areas: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.bands or self.areas)


@dataclass(frozen=True)
class Drawn:
    """All that is painted of a pattern; `named`: the area numbers of all its zones, beyond which no band goes far."""

    essential: Felt = Felt()
    spillover: Felt = Felt()
    limited: Felt = Felt()
    named: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.essential or self.spillover or self.limited)


def drawn_of(atlas: Atlas, pattern: Pattern, zones: Collection[Zone] = ("essential", "spillover")) -> Drawn:
    """Return what is painted of some kinds of zones of a pattern; whole areas where the atlas has no skin."""
    named = frozenset(_codes(atlas, pattern.zones))
    if atlas.skin is None:
        found = {zone: frozenset(_codes(atlas, _areas_of(pattern, zone))) for zone in zones}
        essential, spillover = (Felt(areas=found.get(zone, frozenset())) for zone in ("essential", "spillover"))
        return Drawn(essential, spillover, named=named)
    bands: dict[Sureness, list[Band]] = {"essential": [], "spillover": [], "limited": []}
    areas: dict[Sureness, set[int]] = {"essential": set(), "spillover": set(), "limited": set()}
    for stroke in pattern.strokes:
        if stroke.region_id:
            for area in _areas(atlas, stroke, pattern.side):
                sure: Sureness = "limited" if stroke.region_id in pattern.limited else stroke.zone
                if (code := atlas.code(area)) is not None and _wanted(sure, zones):
                    areas[sure].add(code)
            continue
        for band in bands_of(stroke, pattern.side, atlas.skin):
            sure = "limited" if pattern.limited and _is_limited(atlas, band, pattern.limited) else stroke.zone
            if _wanted(sure, zones):
                bands[sure].append(band)
    felt = {sure: Felt(tuple(dict.fromkeys(bands[sure])), frozenset(areas[sure])) for sure in bands}
    return Drawn(felt["essential"], felt["spillover"], felt["limited"], named)


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


def _areas_of(pattern: Pattern, zone: Zone) -> Iterator[Area]:
    yield from (area for area, found in pattern.zones.items() if found == zone)


def _codes(atlas: Atlas, areas: Iterable[Area]) -> Iterator[int]:
    yield from (code for area in areas if (code := atlas.code(area)) is not None)
