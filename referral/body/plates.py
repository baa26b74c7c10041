"""Plates: sheets with one view or several.

A plate's coordinates are millimetres, y up, the origin at the lower left corner, at the body's own scale. Besides the
plates that atlas.json lays out, every view is a plate of its own, and "front--left" is one of two views side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from referral.body.view import View

BESIDE: Final = "--"
MOST_BESIDE: Final = 3
"""More views in one row are too small on any screen."""

GAP_MM, TITLE_MM = 24.0, 114.0
"""Between the views of a composed plate, and over each for its title: 20 px where the body is 353 px tall."""

CLOSE_GAP_SHARE, CLOSE_TITLE_SHARE = 0.05, 0.17
"""The same on close-ups, as shares of the tallest view."""


LEAST_RATIO: Final = 0.425
"""Width to height of the slimmest sheet. Streamlit draws no chart narrower than 150 px: this one may then be 353 px
tall, which leaves room for the rest of the page on a small phone (390 by 664 px)."""


@dataclass(frozen=True)
class Placed:
    """A view on a plate; its lower left corner in sheet mm."""

    view: View
    left_mm: float
    bottom_mm: float

    def holds(self, x_mm: float, y_mm: float) -> bool:
        """Whether a place of the sheet lies within the view."""
        across, up = x_mm - self.left_mm, y_mm - self.bottom_mm
        return 0 <= across < self.view.width_mm and 0 <= up < self.view.height_mm


@dataclass(frozen=True)
class Plate:
    """A sheet with views; `title_mm` of room stands above each view."""

    plate_id: str
    width_mm: float
    height_mm: float
    title_mm: float
    views: tuple[Placed, ...]

    def view_at(self, x_mm: float, y_mm: float) -> Placed | None:
        """The view at a place of the sheet."""
        return next((placed for placed in self.views if placed.holds(x_mm, y_mm)), None)


class Plates(Mapping[str, Plate]):
    """Every plate by its id. It goes through those that atlas.json lays out and those of one view; those of several
    side by side are made when they are asked for."""

    def __init__(self, laid_out: Mapping[str, Plate], views: Mapping[str, View]) -> None:
        self._views = views
        self._plates = dict(laid_out)
        for view_id in views:
            self._plates.setdefault(view_id, _in_a_row(view_id, (views[view_id],)))
        self._listed = tuple(self._plates)

    def __getitem__(self, plate_id: str) -> Plate:
        if plate_id not in self._plates:
            names = plate_id.split(BESIDE)
            if not 1 < len(set(names)) == len(names) <= MOST_BESIDE:
                raise KeyError(plate_id)
            self._plates[plate_id] = _in_a_row(plate_id, tuple(self._views[name] for name in names))
        return self._plates[plate_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)


def beside(*view_ids: str) -> str:
    """The id of the plate that shows some views side by side, in this order."""
    return BESIDE.join(view_ids)


def _in_a_row(plate_id: str, views: tuple[View, ...]) -> Plate:
    tallest = max(view.height_mm for view in views)
    close = all(view.close_up for view in views)
    gap, title = (CLOSE_GAP_SHARE * tallest, CLOSE_TITLE_SHARE * tallest) if close else (GAP_MM, TITLE_MM)
    filled = sum(view.width_mm for view in views) + gap * (len(views) - 1)
    width = max(filled, LEAST_RATIO * (tallest + title))
    left = (width - filled) / 2
    placed = []
    for view in views:
        placed.append(Placed(view, round(left, 1), round(tallest - view.height_mm, 1)))
        left += view.width_mm + gap
    return Plate(plate_id, round(width, 1), round(tallest + title, 1), round(title, 1), tuple(placed))
