"""The words on the map: what each view is, and which side is the person's own right and left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from referral.body.plates import Placed, Plate
from referral.drawing.badge_places import Wish, beside
from referral.drawing.dots import Box
from referral.drawing.label_sides import box_about, words_mm
from referral.drawing.styles import CHOSEN_LINE
from referral.drawing.view_titles import ENGLISH_TITLES, Titles, titles_in
from referral.model.texts import Texts
from referral.words.languages import N_

Anchor = Literal["left", "center", "right"]

TEAL, WHITE = CHOSEN_LINE, "#ffffff"
ABOVE: Final = (0.02, 1.02)
"""Where Right and Left stand on close-ups that the body fills: over the picture."""

RIGHT_BADGE: Final = (WHITE, TEAL, TEAL)
LEFT_BADGE: Final = (TEAL, WHITE, TEAL)
"""Colour, ground and border. The right is filled and the left is open in every view: when the figure turns round, the
eye keeps to the badge."""

TITLE_PX, SIDE_PX, DEEP_PX = 14, 13, 11
"""Letters on the map: views, Right and Left, hidden places."""

FRAME_PX: Final = 4.5
"""From the words of a badge to the outside of its border."""

SIDE_LABEL_PLACES: Final = {
    "front": (0.16, 0.955),
    "back": (0.16, 0.955),
    "head_front": (0.02, 0.43),
    "head_back": (0.02, 0.43),
}
"""Where a view's Right and Left stand, as shares of its width (from either edge) and height: beside the head, the
neck, between the feet. Where the figure is there they stand as near as they can (badge_places.py)."""


@dataclass(frozen=True)
class Words:
    """What is written on the map; `muscles`: their names by id, for the layer of names; `deep`: beside the mark of a
    hidden place."""

    titles: Titles
    right: str
    left: str
    muscles: Mapping[str, str] = field(default_factory=dict)
    deep: str = N_("deep here", "on the map")


ENGLISH: Final = Words(ENGLISH_TITLES, N_("Right", "on the map"), N_("Left", "on the map"))


@lru_cache(maxsize=16)
def words_in(texts: Texts) -> Words:
    """Return what is written on the map in a language; ``<br>`` breaks a line. Right and left must be short: on a phone
    there are 50 px beside the head."""
    language = texts.language
    right, left, deep = (language.pgettext("on the map", word) for word in (ENGLISH.right, ENGLISH.left, ENGLISH.deep))
    names = {muscle_id: muscle.name for muscle_id, muscle in texts.muscles.items()}
    return Words(titles_in(language), right, left, MappingProxyType(names), deep)


@dataclass(frozen=True)
class Label:
    """Words on the map; `<br>` breaks a line. `colour`: empty for the page's own; `ground`, `border`: CSS colours
    behind and around them, empty for none. `kind`: a view's title, or the person's own right or left, which stay in
    sight on an enlarged map."""

    text: str
    x_mm: float
    y_mm: float
    xanchor: Anchor
    yanchor: Literal["bottom", "middle"]
    size_px: int
    weight: int
    colour: str = ""
    ground: str = ""
    border: str = ""
    kind: Literal["", "title", "side"] = ""


def label_box(label: Label, mm_per_px: float) -> Box:
    """Return the box of a label on its plate, frame and all, where `mm_per_px` is the scale."""
    frame = 2 * FRAME_PX * mm_per_px if label.border else 0.0
    width, height = (length + frame for length in words_mm(label.text, label.size_px, mm_per_px))
    x_mm = label.x_mm + {"left": width / 2, "center": 0.0, "right": -width / 2}[label.xanchor]
    y_mm = label.y_mm + (height / 2 if label.yanchor == "bottom" else 0.0)
    return box_about(x_mm, y_mm, width, height)


def titles(plate: Plate, words: Words, mm_per_px: float) -> Iterator[Label]:
    """Yield the title of each view, and the person's own right and left beside those that show both. `mm_per_px`: the
    smallest scale that the plate is shown at, by which the words keep off the figure."""
    for placed in plate.views:
        middle = placed.left_mm + placed.view.width_mm / 2
        top = placed.bottom_mm + placed.view.height_mm + plate.title_mm * 0.15
        title = _label(words.titles.of(placed.view), middle, top, "center", "bottom", TITLE_PX, 650)
        yield replace(title, kind="title")
        yield from _sides(placed, words, plate.title_mm, label_box(title, mm_per_px), mm_per_px)


def _sides(placed: Placed, words: Words, above_mm: float, title: Box, mm_per_px: float) -> Iterator[Label]:
    """Yield the person's own right and left, on both sides of the figure at one height, outside of it; none on a map so
    small that they would cover it."""
    view = placed.view
    if view.side is not None:
        return  # its title says which side it shows
    # a view from behind has the person's own right on the screen's right
    on_left, on_right = (words.left, words.right) if view.direction == "back" else (words.right, words.left)
    place = _beside(placed, words, above_mm, title, mm_per_px)
    if place is None:
        return
    x_mm, y_mm = place
    for text, x in ((on_left, x_mm), (on_right, 2 * placed.left_mm + view.width_mm - x_mm)):
        colour, ground, border = RIGHT_BADGE if text == words.right else LEFT_BADGE
        plain = _label(text, x, y_mm, "center", "middle", SIDE_PX, 650)
        yield replace(plain, colour=colour, ground=ground, border=border, kind="side")


def _beside(placed: Placed, words: Words, above_mm: float, title: Box, mm_per_px: float) -> tuple[float, float] | None:
    """The middle of the badge on the left of the figure, plate mm: with room for the longer of the two words."""
    view, left, bottom = placed.view, placed.left_mm, placed.bottom_mm
    longer = max(words.right, words.left, key=len)
    width, height = (length + 2 * FRAME_PX * mm_per_px for length in words_mm(longer, SIDE_PX, mm_per_px))
    across, up = SIDE_LABEL_PLACES.get(view.view_id, ABOVE)
    kept = (title[0] - left, title[1] - bottom, title[2] - left, title[3] - bottom)
    wish = Wish((width, height), view.width_mm * across, view.height_mm * up, above_mm, kept)
    place = beside(view, wish)
    return place and (left + place[0], bottom + place[1])


def _label(
    text: str, x: float, y: float, xanchor: Anchor, yanchor: Literal["bottom", "middle"], size: int, weight: int
) -> Label:
    return Label(text, round(x, 1), round(y, 1), xanchor, yanchor, size, weight)
