"""Which plate shows a pattern best: its pain, its trigger points and the places that were tapped, by their area in mm².

What must be seen comes first: the tapped places, at least half of what nearly everyone feels, one point at least; then
few views, drawn large. Source and pain on two sides of the body are shown as two views side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import log
from typing import Final

from referral.body.atlas import Atlas
from referral.body.plates import MOST_BESIDE, beside
from referral.body.view import View
from referral.drawing.shown import DESK_PX, PHONE_PX
from referral.model.pattern import Pattern
from referral.model.rows import Area, Side

SEEN: Final = 0.5
"""An area, or a zone, is seen where this share of what the best view shows of it is shown."""

MUSTS: Final = (4.0, 3.0, 3.0)
"""How much it counts that the tapped places, the pain and a point are seen."""

SHARES: Final = (0.8, 1.2, 0.6)
"""How much it counts which share of the tapped places, of the pain and of the points is seen."""

NEARER, A_VIEW_MORE = 0.35, 0.45
"""How much it counts that a plate is drawn twice as large, and that it has one view more."""

MOST_PAIRED: Final = 24
"""So many of the best single views are tried in pairs."""

LAID_OUT: Final = {frozenset({"front", "back"}): "body", frozenset({"left", "right"}): "sides"}
"""Plates of the atlas that show two views in their own order."""


@dataclass(frozen=True)
class _Asked:
    """What is to be seen: areas, the essential areas, the points of each side."""

    chosen: tuple[Area, ...]
    essential: frozenset[Area]
    points: frozenset[tuple[Side, str]]


def best_plate(atlas: Atlas, patterns: Sequence[Pattern], chosen: Iterable[Area] = (), *, phone: bool = False) -> str:
    """Return the plate to open for some patterns and the chosen areas that matter for them; without either, the whole
    body from the front."""
    return _best(atlas, _asked(atlas, patterns, chosen), phone)


def best_view(atlas: Atlas, patterns: Sequence[Pattern], views: Iterable[View]) -> str:
    """Return the one view to draw patterns in, where there is no room for two side by side: one of `views`, unless none
    of them shows anything."""
    asked = _asked(atlas, patterns, ())
    seeing = [view for view in views if _sees(atlas, asked, view)] or atlas.views.values()
    return max(seeing, key=lambda view: _worth(atlas, asked, (view,), phone=True)).view_id


def _asked(atlas: Atlas, patterns: Sequence[Pattern], chosen: Iterable[Area]) -> _Asked:
    essential = frozenset(area for pattern in patterns for area, zone in pattern.zones.items() if zone == "essential")
    points = frozenset((pattern.side, point_id) for pattern in patterns for point_id, _ in pattern.points)
    on_skin = tuple(area for area in chosen if atlas.code(area) is not None)
    return _Asked(on_skin, essential, points)


@lru_cache(maxsize=4096)
def _best(atlas: Atlas, asked: _Asked, phone: bool) -> str:
    singles = sorted(atlas.views.values(), key=lambda view: -_worth(atlas, asked, (view,), phone))
    seeing = [view for view in singles if _sees(atlas, asked, view)][:MOST_PAIRED] or singles[:1]
    best = max(_offered(seeing), key=lambda views: _worth(atlas, asked, views, phone))
    if not all(_seen(_shares(atlas, asked, best))):
        more = [(*best, view) for view in seeing if len(best) < MOST_BESIDE and view.close_up == best[0].close_up]
        best = max([best, *more], key=lambda views: _worth(atlas, asked, views, phone))
    names = [view.view_id for view in best]
    return LAID_OUT.get(frozenset(names)) or (names[0] if len(names) == 1 else beside(*names))


def _offered(views: Sequence[View]) -> Iterator[tuple[View, ...]]:
    """Yield single views and pairs of views of the same kind: a close-up beside a whole body would be a thumbnail."""
    yield from ((view,) for view in views)
    for pair in combinations(views, 2):
        if pair[0].close_up == pair[1].close_up:
            yield pair


def _sees(atlas: Atlas, asked: _Asked, view: View) -> bool:
    """Whether a view shows anything of what is asked."""
    return any(atlas.area_mm2(view.view_id, area) for area in (*asked.chosen, *asked.essential)) or bool(
        _points(atlas, asked, view)
    )


def _seen(shares: tuple[float, float, float]) -> tuple[bool, bool, bool]:
    """Whether the tapped places, the pain and a point are seen, by the shares that are."""
    tapped, pain, points = shares
    return tapped >= SEEN, pain >= SEEN, points > 0


def _shares(atlas: Atlas, asked: _Asked, views: tuple[View, ...]) -> tuple[float, float, float]:
    """Which share is seen of the tapped place that is seen least, of the pain, and of the points; 1 of nothing."""
    tapped = min((_share(atlas, area, views) for area in asked.chosen), default=1.0)
    most = sum(_most_mm2(atlas, area) for area in asked.essential)
    pain = sum(_mm2(atlas, area, views) for area in asked.essential) / most if most else 1.0
    shown = frozenset().union(*(_points(atlas, asked, view) for view in views))
    return tapped, pain, len(shown) / len(asked.points) if asked.points else 1.0


def _worth(atlas: Atlas, asked: _Asked, views: tuple[View, ...], phone: bool) -> float:
    """How well some views side by side show what is asked."""
    shares = _shares(atlas, asked, views)
    worth = sum(must * weight for must, weight in zip(_seen(shares), MUSTS, strict=True))
    worth += sum(share * weight for share, weight in zip(shares, SHARES, strict=True))
    return worth + NEARER * log(_px_per_mm(views, phone), 2) - A_VIEW_MORE * (len(views) - 1)


def _px_per_mm(views: tuple[View, ...], phone: bool) -> float:
    """How large views side by side are drawn."""
    width, height = PHONE_PX if phone else DESK_PX
    return min(width / sum(view.width_mm for view in views), height / max(view.height_mm for view in views))


def _points(atlas: Atlas, asked: _Asked, view: View) -> frozenset[tuple[Side, str]]:
    return frozenset(
        (side, point) for side, point in asked.points if atlas.point(view.view_id, side, point) is not None
    )


def _share(atlas: Atlas, area: Area, views: tuple[View, ...]) -> float:
    """The share of an area that some views show, of what the best view shows."""
    most = _most_mm2(atlas, area)
    return _mm2(atlas, area, views) / most if most else 1.0


def _mm2(atlas: Atlas, area: Area, views: tuple[View, ...]) -> float:
    return max(atlas.area_mm2(view.view_id, area) for view in views)


def _most_mm2(atlas: Atlas, area: Area) -> float:
    """How much of an area the best view shows."""
    return most_mm2(atlas).get(area, 0.0)


@lru_cache(maxsize=4)
def most_mm2(atlas: Atlas) -> dict[Area, float]:
    """Return how much of each area the view shows that shows most of it, mm²."""
    found: dict[Area, float] = {}
    for view_id in atlas.views:
        for area in atlas.areas_in(view_id):
            found[area] = max(found.get(area, 0.0), atlas.area_mm2(view_id, area))
    return found
