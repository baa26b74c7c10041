"""One picture of the body, and its index image, which says the area of each pixel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from referral.body.skin import SkinShown
from referral.model.rows import Direction, Side

Codes = NDArray[np.uint16]
AnatomyLayer = Literal["bones", "superficial", "deep"]

FINGER_MM: Final = 9.0
"""A tap that misses the body by less than this (mm on a body view) counts for the skin nearest to it: older people miss
by 3.4 mm on the glass (a11ybob.com, on touch and age), and a body view is drawn at about 0.4 times its size."""

CLOSE_FINGER_MM: Final = 4.0
"""The same on a close-up, which is drawn larger."""


@dataclass(frozen=True, eq=False)
class View:
    """One picture of the body.

    `picture`, `index_picture`: names below static/atlas, with a mark of their content for the browser's cache.
    `read_codes`: reads the index image; `read_skin`: what the view shows of the skin, None when that was not measured
    or its file cannot be used. `part`: of the body, empty for the whole of it; `direction`: from where one
    looks at the part, `side` being the outer one; `side`: the one that alone is shown; `layers`: the anatomy that may
    be laid over it, as pictures.
    """

    view_id: str
    width_mm: float
    height_mm: float
    px_per_mm: float
    picture: str
    index_picture: str
    close_up: bool
    read_codes: Callable[[], Codes] = field(repr=False)
    part: str = ""
    direction: Direction = "front"
    side: Side | None = None
    layers: Mapping[AnatomyLayer, str] = field(default_factory=lambda: MappingProxyType({}))
    read_skin: Callable[[], SkinShown | None] = field(default=lambda: None, repr=False)

    @cached_property
    def codes(self) -> Codes:
        """(rows, columns) area numbers of the index image, row 0 at the top, 0 beside the body; read when first needed,
        since a visit looks at a few of the views."""
        return self.read_codes()

    @property
    def finger_mm(self) -> float:
        """How far beside the body a tap still counts."""
        return CLOSE_FINGER_MM if self.close_up else FINGER_MM

    def code_at(self, x_mm: float, y_mm: float) -> int:
        """The area number at a place of the view, or of the nearest skin within a finger's width; 0: none."""
        column, row = int(x_mm * self.px_per_mm), int((self.height_mm - y_mm) * self.px_per_mm)
        rows, columns = self.codes.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return 0
        return int(self.codes[row, column]) or self._nearest(row, column)

    def _nearest(self, row: int, column: int) -> int:
        reach = round(self.finger_mm * self.px_per_mm)
        top, left = max(0, row - reach), max(0, column - reach)
        around = self.codes[top : row + reach + 1, left : column + reach + 1]
        rows, columns = np.nonzero(around)
        if not len(rows):
            return 0
        distance = np.hypot(rows + top - row, columns + left - column)
        best = int(distance.argmin())
        return int(around[rows[best], columns[best]]) if distance[best] <= reach else 0
