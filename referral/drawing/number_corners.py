"""On which side of its X each number stands, so that neighbours stay readable.

Greedy: one number after another takes the first corner in which it covers nothing, else the one in which it covers
least. Points of one muscle lie some millimetres apart, so no arrangement is perfect.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

Corner = Literal[
    "top right",
    "bottom right",
    "top left",
    "bottom left",
    "middle right",
    "middle left",
    "top center",
    "bottom center",
]
Box = tuple[float, float, float, float]

CORNERS: Final[dict[Corner, tuple[int, int]]] = {
    "top right": (1, 1),
    "bottom right": (1, -1),
    "top left": (-1, 1),
    "bottom left": (-1, -1),
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "top center": (0, 1),
    "bottom center": (0, -1),
}
"""Each corner's direction from the X; the first ones first."""

ARM_PX: Final = 6.5
"""Half the width of an X with its rim."""

LETTER_PX, LINE_PX = 8.5, 13.0
"""How much room a sign of a number takes."""


def corners(marks: Sequence[tuple[float, float, str]]) -> list[Corner]:
    """Return where each number stands; "top right" for an X without one."""
    taken: list[Box] = [(x - ARM_PX, y - ARM_PX, x + ARM_PX, y + ARM_PX) for x, y, _ in marks]
    found: list[Corner] = []
    for x, y, text in marks:
        best = min(CORNERS, key=lambda corner: _covered(_box(x, y, text, corner), taken)) if text else "top right"
        if text:
            taken.append(_box(x, y, text, best))
        found.append(best)
    return found


def offset_px(corner: Corner) -> tuple[float, float]:
    """Return where the middle of a number's nearest side lies, px from the middle of its X, y up."""
    across, up = CORNERS[corner]
    return across * ARM_PX, up * (ARM_PX if across == 0 else 0.8 * ARM_PX)


def _box(x: float, y: float, text: str, corner: Corner) -> Box:
    """Left, bottom, right, top of a number in a corner."""
    across, up = CORNERS[corner]
    width = LETTER_PX * len(text)
    middle_x = x + across * (ARM_PX + width / 2)
    middle_y = y + up * (ARM_PX * (1 if across == 0 else 0.3) + LINE_PX / 2)
    return middle_x - width / 2, middle_y - LINE_PX / 2, middle_x + width / 2, middle_y + LINE_PX / 2


def _covered(box: Box, taken: Iterable[Box]) -> float:
    """How much of what is there a box covers, px²."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in taken
    )
