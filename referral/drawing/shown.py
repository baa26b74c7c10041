"""What a map shows, settled once a run and handed to whatever draws it: screen, page, picture, big screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from referral.body.view import AnatomyLayer
from referral.drawing.hidden_places import HiddenPlace
from referral.drawing.map_labels import ENGLISH, Words
from referral.model.pattern import Pattern
from referral.model.rows import Area

Layer = Literal["muscles", "points", "essential", "spillover", "shared", "names", "bones", "superficial", "deep"]

SCREEN_PX: Final = (760, 820)
"""The largest map that a desk's screen shows, and what a printed map is drawn for: letters, lines and marks are meant
for it."""

DESK_PX: Final = (560, 544)
"""The map on a desk, for which its words are placed: as tall as a window of 1024 x 768 px leaves it
(ui/frame/styles/layout.css)."""

PHONE_PX: Final = (358, 464)
"""The map on a phone of 390 x 844 px: as wide as the page, as tall as header and bar leave it."""

OVER_LIST_PX: Final = (358, 213)
"""Where the map is seen on a small phone (390 by 664 px) while signs or muscles lie over its lower half."""

LEAST_WIDE_PX: Final = 150
"""No chart of Streamlit's is narrower; a slim plate then reaches below what lies over it."""

ANATOMY: Final[tuple[AnatomyLayer, ...]] = ("bones", "deep", "superficial")
"""The anatomy of the whole view, from the deepest layer up."""

MUSCLE_LAYERS: Final[frozenset[AnatomyLayer]] = frozenset({"deep", "superficial"})

LAYERS: Final[tuple[Layer, ...]] = (
    "muscles", "points", "essential", "spillover", "shared", "names", "bones", "superficial", "deep",
)  # fmt: skip
DEFAULT_LAYERS: Final[frozenset[Layer]] = frozenset(LAYERS) - {"names", *ANATOMY}


@dataclass(frozen=True)
class Shown:
    """A plate with the areas that were `chosen` and `patterns`: those of one muscle (two where both its sides are
    shown) or of several. `words`: in which the map is written. `room_px`: the smallest width and height that it will
    be shown in, by which marks keep out of one another's way. `hidden`: the places without skin that are marked."""

    plate_id: str
    chosen: tuple[Area, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    layers: frozenset[Layer] = DEFAULT_LAYERS
    words: Words = ENGLISH
    room_px: tuple[int, int] = PHONE_PX
    hidden: tuple[HiddenPlace, ...] = ()


def room_over_list(width_mm: float, height_mm: float) -> tuple[int, int]:
    """Return the smallest width and height, px, of a plate of this size on a phone while signs or muscles lie over its
    lower half."""
    width, height = OVER_LIST_PX
    return width, max(height, round(LEAST_WIDE_PX * height_mm / width_mm))
