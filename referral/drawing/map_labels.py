"""The words on the map: what each view is, and which side is the person's own right and left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from referral.body.atlas import Placed, Plate
from referral.drawing.styles import CHOSEN_LINE
from referral.model.texts import Texts
from referral.words.languages import N_

Anchor = Literal["left", "center", "right"]

TEAL, WHITE = CHOSEN_LINE, "#ffffff"
RIGHT_BADGE: Final = (WHITE, TEAL, TEAL)
LEFT_BADGE: Final = (TEAL, WHITE, TEAL)
"""Colour, ground and border. The right is filled and the left is open in every view: when the figure turns round, the
eye keeps to the badge."""

TITLE_PX, SIDE_PX = 14, 13
"""Letters on the map."""

SIDE_LABEL_PLACES: Final = {
    "front": (0.16, 0.955),
    "back": (0.16, 0.955),
    "head_front": (0.02, 0.43),
    "head_back": (0.02, 0.43),
    "feet_top": (0.40, 0.10),
    "soles": (0.42, 0.86),
}
"""Where a view's Right and Left stand, as shares of its width (from either edge) and height: where there is room,
beside the head, the neck, between the feet."""

RIGHT_IS_LEFT: Final = frozenset({"front", "head_front", "feet_top", "soles"})
"""Views that face the person: their own right is on the screen's left."""

RIGHT_IS_RIGHT: Final = frozenset({"back", "head_back"})
"""Views from behind. All other views show one side, and their title says which."""


@dataclass(frozen=True)
class Words:
    """What is written on the map; `muscles`: their names by id, for the layer of names."""

    titles: Mapping[str, str]
    right: str
    left: str
    muscles: Mapping[str, str] = field(default_factory=dict)


ENGLISH: Final = Words(
    MappingProxyType(
        {
            "front": N_("Front", "view"),
            "back": N_("Back", "view"),
            "right": N_("Your right side", "view"),
            "left": N_("Your left side", "view"),
            "head_front": N_("Face", "view"),
            "head_back": N_("Back of the head", "view"),
            "head_right": N_("Your right side", "view"),
            "head_left": N_("Your left side", "view"),
            "right_palm": N_("Your right palm", "view"),
            "left_palm": N_("Your left palm", "view"),
            "right_hand_back": N_("Back of your<br>right hand", "view"),
            "left_hand_back": N_("Back of your<br>left hand", "view"),
            "feet_top": N_("Tops of the feet", "view"),
            "soles": N_("Soles", "view"),
        }
    ),
    N_("Right", "on the map"),
    N_("Left", "on the map"),
)


@lru_cache(maxsize=16)
def words_in(texts: Texts) -> Words:
    """Return what is written on the map in a language; ``<br>`` breaks a line. Right and left must be short: on a phone
    there are 50 px beside the head."""
    language = texts.language
    titles_in = {view: language.pgettext("view", title) for view, title in ENGLISH.titles.items()}
    right, left = (language.pgettext("on the map", word) for word in (ENGLISH.right, ENGLISH.left))
    names = {muscle_id: muscle.name for muscle_id, muscle in texts.muscles.items()}
    return Words(MappingProxyType(titles_in), right, left, MappingProxyType(names))


@dataclass(frozen=True)
class Label:
    """Words on the map; `<br>` breaks a line. `colour`: empty for the page's own; `ground`, `border`: CSS colours
    behind and around them, empty for none."""

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


def titles(plate: Plate, words: Words) -> Iterator[Label]:
    """Yield the title of each view, and the person's own right and left beside those that show both."""
    for placed in plate.views:
        middle = placed.left_mm + placed.view.width_mm / 2
        top = placed.bottom_mm + placed.view.height_mm + plate.title_mm * 0.15
        yield _label(words.titles[placed.view.view_id], middle, top, "center", "bottom", TITLE_PX, 650)
        yield from _sides(placed, words)


def _sides(placed: Placed, words: Words) -> Iterator[Label]:
    """Yield the person's own right and left, written on both sides of the figure."""
    view = placed.view
    if view.view_id in RIGHT_IS_LEFT:
        on_left, on_right = words.right, words.left
    elif view.view_id in RIGHT_IS_RIGHT:
        on_left, on_right = words.left, words.right
    else:
        return
    across, up = SIDE_LABEL_PLACES[view.view_id]
    height = placed.bottom_mm + view.height_mm * up
    left, right = (placed.left_mm + view.width_mm * share for share in (across, 1 - across))
    at_edge = across < 0.1
    edges: tuple[tuple[str, float, Anchor], ...] = ((on_left, left, "left"), (on_right, right, "right"))
    for text, x_mm, anchor in edges:
        colour, ground, border = RIGHT_BADGE if text == words.right else LEFT_BADGE
        plain = _label(text, x_mm, height, anchor if at_edge else "center", "middle", SIDE_PX, 650)
        yield replace(plain, colour=colour, ground=ground, border=border)


def _label(
    text: str, x: float, y: float, xanchor: Anchor, yanchor: Literal["bottom", "middle"], size: int, weight: int
) -> Label:
    return Label(text, round(x, 1), round(y, 1), xanchor, yanchor, size, weight)
