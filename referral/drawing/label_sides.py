"""On which side of its mark each short label stands, so that it covers no mark, no chosen place and no other label; and
how large words are. Everything in plate mm, y up; a box is left, bottom, right, top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from referral.drawing.dots import Box

Side = Literal["right", "left", "above", "below"]

SIDES: Final[dict[Side, tuple[int, int]]] = {"right": (1, 0), "left": (-1, 0), "above": (0, 1), "below": (0, -1)}
"""Each side's direction from the mark."""

LETTER_WIDTH: Final = 0.58
"""Of a bold letter, as a share of its size, on average: nobody knows how wide a font will be."""

LINE_HEIGHT: Final = 1.3


@dataclass(frozen=True)
class Labelled:
    """A mark with a label. `reach_mm`: from its middle to where the label may begin; `needed`: it stands even where it
    covers something."""

    x_mm: float
    y_mm: float
    reach_mm: float
    width_mm: float
    height_mm: float
    needed: bool = True


def words_mm(text: str, size_px: float, mm_per_px: float) -> tuple[float, float]:
    """Return about how wide and high words are on a plate; ``<br>`` breaks a line."""
    lines = text.split("<br>")
    size = size_px * mm_per_px
    return LETTER_WIDTH * size * max(map(len, lines)), LINE_HEIGHT * size * len(lines)


def sides(marks: Sequence[Labelled], taken: Iterable[Box], room: Box) -> list[Side | None]:
    """Return where each label stands: the first side on which it covers nothing that is `taken` and leaves the `room`
    nowhere, else the one on which it does so least; None for one without a free side that is not needed. Towards the
    middle of the room comes first: a window may become narrower than anybody knew, and the words do not.

    `taken` holds the marks themselves. Needed labels choose first; the order is of no matter."""
    boxes = list(taken)
    found: dict[int, Side | None] = {}

    def rank(number: int) -> tuple[bool, float, float]:
        mark = marks[number]
        return not mark.needed, -mark.y_mm, mark.x_mm

    for number in sorted(range(len(marks)), key=rank):
        costs = {side: _cost(box_on(marks[number], side), boxes, room) for side in _inward(marks[number], room)}
        best = min(costs, key=lambda side: costs[side])
        found[number] = best if costs[best] == 0 or marks[number].needed else None
        if found[number] is not None:
            boxes.append(box_on(marks[number], best))
    return [found[number] for number in range(len(marks))]


def box_on(mark: Labelled, side: Side) -> Box:
    """Return the box of a mark's label on a side."""
    across, up = SIDES[side]
    x = mark.x_mm + across * (mark.reach_mm + mark.width_mm / 2)
    y = mark.y_mm + up * (mark.reach_mm + mark.height_mm / 2)
    return box_about(x, y, mark.width_mm, mark.height_mm)


def box_about(x_mm: float, y_mm: float, width_mm: float, height_mm: float) -> Box:
    """Return the box of this size round a middle."""
    return x_mm - width_mm / 2, y_mm - height_mm / 2, x_mm + width_mm / 2, y_mm + height_mm / 2


def free_height(
    wanted_mm: float, half_mm: float, across: tuple[float, float], upright: tuple[float, float], taken: Sequence[Box]
) -> float:
    """Return the middle nearest to `wanted_mm` at which a line of words from `across[0]` to `across[1]`, 2 x `half_mm`
    high, covers nothing that is `taken` and stays between `upright[0]` and `upright[1]`; where there is none, the one
    at which it covers least."""
    low, high = upright[0] + half_mm, max(upright[0], upright[1] - 2 * half_mm) + half_mm
    beside = [box for box in taken if box[0] < across[1] and box[2] > across[0]]
    candidates = [wanted_mm, *(box[3] + half_mm for box in beside), *(box[1] - half_mm for box in beside)]

    def cost(y_mm: float) -> tuple[float, float]:
        words = (across[0], y_mm - half_mm, across[1], y_mm + half_mm)
        return round(sum(common_mm2(words, box) for box in beside), 2), abs(y_mm - wanted_mm)

    return min((min(max(y_mm, low), high) for y_mm in candidates), key=cost)


def common_mm2(one: Box, other: Box) -> float:
    """Return how much two boxes share, mm²."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, up)


def _inward(mark: Labelled, room: Box) -> tuple[Side, ...]:
    """The sides of a mark, from the one towards the middle of the room to the one away from it."""
    if mark.x_mm > (room[0] + room[2]) / 2:
        return ("left", "above", "below", "right")
    return ("right", "above", "below", "left")


def _cost(box: Box, taken: Iterable[Box], room: Box) -> float:
    """How much a label covers of what is there and lies outside of the room, mm²; to 0.01, so that touching is free."""
    size = (box[2] - box[0]) * (box[3] - box[1])
    return round(size - common_mm2(box, room) + sum(common_mm2(box, other) for other in taken), 2)
