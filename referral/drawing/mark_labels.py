"""The words beside marks: muscles' names at the edge of a view, "deep here" beside a hidden place. None covers a dot, a
chosen place, a mark or another word. Lengths in plate mm; `unit`: how many of them a pixel is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from referral.body.atlas import Floats, Rings
from referral.body.plates import Placed, Plate
from referral.drawing.dots import RADIUS_PX, Box
from referral.drawing.hidden_places import CHOSEN_SHARE, HIDDEN_PX, HiddenMark
from referral.drawing.label_sides import SIDES, Labelled, Side, box_about, free_height, sides, words_mm
from referral.drawing.map_labels import DEEP_PX, Anchor, Label, Words, label_box, titles
from referral.drawing.styles import MARK

NAME_PX, NAME_LINE_PX = 12, 19
"""Letters of a name, and how high its line is with the ground behind it."""

WORDS_GROUND: Final = "rgba(255,255,255,0.85)"

DEEP_GAP_PX: Final = 3.0
"""From the mark of a hidden place to its words."""

ANCHOR_ON: Final[dict[Side, Anchor]] = {"right": "left", "left": "right", "above": "center", "below": "center"}


@dataclass(frozen=True)
class Name:
    """A muscle's name in a view, and the middle of the muscle there."""

    text: str
    colour: str
    x_mm: float
    y_mm: float
    placed: Placed


def all_words(
    plate: Plate, words: Words, named: Iterable[Name], hidden: Sequence[HiddenMark], taken: Iterable[Box], unit: float
) -> tuple[tuple[Label, ...], list[tuple[Floats, str]]]:
    """Return all words on a plate, which cover neither what is `taken` nor one another, and the lines from the names to
    their muscles, (2, 2) each with its colour."""
    fixed = list(titles(plate, words, unit))
    boxes = [*taken, *(label_box(label, unit) for label in fixed)]
    beside = list(names(named, boxes, unit))
    boxes += [label_box(label, unit) for label, _ in beside]
    below_skin: list[Label] = []
    for placed in plate.views:
        right, top = placed.left_mm + placed.view.width_mm, placed.bottom_mm + placed.view.height_mm
        here = [mark for mark in hidden if placed.holds(mark.x_mm, mark.y_mm)]
        below_skin += deep(here, words.deep, boxes, (placed.left_mm, placed.bottom_mm, right, top), unit)
    return (*fixed, *(label for label, _ in beside), *below_skin), [(line, label.colour) for label, line in beside]


def covered(
    rings: Rings, dots: Iterable[tuple[float, float]], hidden: Iterable[HiddenMark], unit: float
) -> Iterator[Box]:
    """Yield the boxes that no words cover: rings of chosen places, dots, marks of hidden places."""
    for ring in rings:
        (left, bottom), (right, top) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
        yield left, bottom, right, top
    for x_mm, y_mm in dots:
        yield box_about(x_mm, y_mm, 2 * RADIUS_PX * unit, 2 * RADIUS_PX * unit)
    for mark in hidden:
        yield box_about(mark.x_mm, mark.y_mm, 2 * _reach(mark, unit), 2 * _reach(mark, unit))


def names(wanted: Iterable[Name], taken: Iterable[Box], unit: float) -> Iterator[tuple[Label, Floats]]:
    """Yield each name at the edge of its view, as near to the muscle's height as can be, with the line to the muscle,
    (2, 2)."""
    boxes = list(taken)
    for name in sorted(wanted, key=lambda name: (-name.y_mm, name.x_mm, name.text)):
        view, bottom = name.placed.view, name.placed.bottom_mm
        left = name.x_mm < name.placed.left_mm + view.width_mm / 2
        edge = name.placed.left_mm + (0 if left else view.width_mm)
        width, _ = words_mm(name.text, NAME_PX, unit)
        across = (edge, edge + width) if left else (edge - width, edge)
        half = NAME_LINE_PX * unit / 2
        height = free_height(name.y_mm, half, across, (bottom, bottom + view.height_mm), boxes)
        boxes.append((across[0], height - half, across[1], height + half))
        anchor: Anchor = "left" if left else "right"
        place = round(edge, 1), round(height, 1)
        yield (
            Label(name.text, *place, anchor, "middle", NAME_PX, 650, name.colour, WORDS_GROUND),
            np.array([(edge, height), (name.x_mm, name.y_mm)]),
        )


def deep(marks: Sequence[HiddenMark], words: str, taken: Iterable[Box], room: Box, unit: float) -> Iterator[Label]:
    """Yield the words beside the marks of hidden places that are felt or chosen, on a side on which they cover nothing
    and stay in the `room`: beside those that wait for a tap they would fill a narrow screen."""
    width, height = words_mm(words, DEEP_PX, unit)
    labelled = [
        Labelled(
            mark.x_mm,
            mark.y_mm,
            _reach(mark, unit) + DEEP_GAP_PX * unit,
            width,
            height,
            needed=True,
        )
        for mark in marks
        if mark.shows
    ]
    for mark, side in zip(labelled, sides(labelled, taken, room), strict=True):
        if side is not None:
            across, up = SIDES[side]
            x, y = mark.x_mm + across * mark.reach_mm, mark.y_mm + up * (mark.reach_mm + height / 2)
            yield Label(words, round(x, 1), round(y, 1), ANCHOR_ON[side], "middle", DEEP_PX, 650, MARK, WORDS_GROUND)


def _reach(mark: HiddenMark, unit: float) -> float:
    """From the middle of a mark to its outermost ring."""
    return (CHOSEN_SHARE if mark.chosen else 1) * HIDDEN_PX * unit
