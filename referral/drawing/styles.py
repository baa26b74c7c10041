"""How muscles are told apart on one body: a colour, a pattern and a letter each. Here alone, for the screen's map and
legend, the printed page and the picture.

One muscle alone is drawn as everywhere in the explorer. Several together never rest on hue: the first is dotted,
the others striped, one rising, one falling, so that they stay apart for people who see red and green alike
and on a grey print; the letter stands in each dot and beside each name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Texture = Literal["solid", "dotted", "rising", "falling"]
Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """How one muscle is drawn. `letter`: empty for a muscle alone; `pain`: red, green, blue of its zones; `line`,
    `fill`: CSS colours of its outline; `mark`: of its dots, white on which reads well."""

    letter: str
    pain: Rgb
    texture: Texture
    line: str
    fill: str
    mark: str


PAIN: Final[Rgb] = (204, 32, 48)
"""The colour of pain where one muscle is shown."""

MARK: Final = "#15121c"
"""Seen on the clay figure, which is light in both themes, and on pain."""

ALONE: Final = Style("", PAIN, "solid", "#6f2a25", "#a8483f", MARK)

TOGETHER: Final = (
    Style("A", (136, 0, 30), "dotted", "#8c1020", "rgba(140,16,32,0.10)", "#6e0a17"),
    Style("B", (10, 96, 184), "rising", "#083f7d", "rgba(8,63,125,0.10)", "#062f5e"),
    Style("C", (222, 150, 0), "falling", "#7a4a00", "rgba(122,74,0,0.10)", "#5c3700"),
)
"""Dark red, blue and amber: blue and amber keep their hues for people with red-green colour blindness, and red turns to
a dark olive; in grey, red is darkest and amber much the lightest (after the palette of Okabe and Ito, Color Universal
Design, 2008)."""

CHOSEN_LINE: Final = "#075e63"
"""Of the ring round a place where it hurts."""

SHARED_LINE: Final = "#15121c"
"""Of the places that each of several muscles reaches."""

MOST_TOGETHER: Final = len(TOGETHER)
"""More muscles at once were tried and not kept apart by eye."""


def css_variables() -> dict[str, str]:
    """Return the colours of the map for style sheets: a legend's keys look as the map does, whatever draws it."""
    variables = {"chosen-line": CHOSEN_LINE, "mark": MARK}
    variables |= {"muscle-line": ALONE.line, "muscle-fill": ALONE.fill, "pain": css(ALONE.pain)}
    for style in TOGETHER:
        letter = style.letter.lower()
        variables |= {f"{letter}-line": style.line, f"{letter}-pain": css(style.pain)}
    return variables


def css(colour: Rgb) -> str:
    """Return a colour as #rrggbb."""
    return "#" + "".join(f"{channel:02x}" for channel in colour)


def styles_for(count: int) -> tuple[Style, ...]:
    """Return the styles of `count` muscles; ValueError beyond MOST_TOGETHER."""
    if count > MOST_TOGETHER:
        raise ValueError(f"{count} muscles at once; {MOST_TOGETHER} are the most that can be told apart")
    return (ALONE,) if count == 1 else TOGETHER[:count]
