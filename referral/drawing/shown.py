"""What a map shows, settled once a run and handed to whatever draws it: screen, page, picture, big screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from referral.drawing.map_labels import ENGLISH, Words
from referral.model.pattern import Pattern
from referral.model.rows import Area

Layer = Literal["outlines", "points", "essential", "spillover", "shared", "names"]

LAYERS: Final[tuple[Layer, ...]] = ("outlines", "points", "essential", "spillover", "shared", "names")
DEFAULT_LAYERS: Final[frozenset[Layer]] = frozenset(LAYERS) - {"names"}


@dataclass(frozen=True)
class Shown:
    """A plate with the areas that were `chosen` and `patterns`: those of one muscle (two where both its sides are
    shown) or of several. `words`: in which the map is written."""

    plate_id: str
    chosen: tuple[Area, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    layers: frozenset[Layer] = DEFAULT_LAYERS
    words: Words = ENGLISH
