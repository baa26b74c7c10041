"""What is drawn of a plate, in its millimetres, whatever draws it: the screen, the printed page, a picture.

Coordinates are the plate's, y up. plotly_figure.py turns a scene into a Plotly figure, svg.py into vectors.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from referral.body.atlas import Atlas, Floats, Placed, Plate, Rings
from referral.drawing.map_labels import Label, Words, titles
from referral.drawing.number_corners import Corner, corners
from referral.drawing.pain_picture import paint
from referral.drawing.shown import Layer, Shown
from referral.drawing.styles import CHOSEN_FILL, CHOSEN_LINE, SHARED_LINE, Style, styles_for
from referral.model.pattern import Pattern, by_muscle, shared_areas
from referral.model.rows import Area

NAME_PX, NAME_GAP_PX = 12, 19
NAME_GROUND: Final = "rgba(255,255,255,0.85)"
SCREEN_PX: Final = (760, 820)
"""The largest map that a desk's screen shows: letters, lines and marks are meant for it."""

CROWDED: Final = 1.4
"""How much smaller than SCREEN_PX the map of a tablet or a half page is."""

PICTURE_ADDRESS: Final = "app/static/atlas"
"""Where Streamlit serves static/atlas; relative, so that it holds under any base path."""

NO_FILL: Final = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Picture:
    """A picture and its rectangle. `source`: a file of static/atlas with its mark of content, or a data URI."""

    source: str
    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class Pain:
    """The soft picture of one muscle's pain in one view."""

    picture: Picture
    view_id: str


@dataclass(frozen=True)
class Shape:
    """Filled, closed rings of one look, (K, 2) each."""

    name: str
    rings: Rings
    line: str
    fill: str
    width_px: float
    dash: Literal["solid", "dot", "dash"] = "solid"


@dataclass(frozen=True)
class Mark:
    """An X with a number beside it, which may be empty; `corner`: on which side of the X. `view_id`: the view that it
    lies in."""

    x_mm: float
    y_mm: float
    text: str
    colour: str
    trigger_point_id: str
    view_id: str
    corner: Corner = "top right"


@dataclass(frozen=True)
class Scene:
    """A plate with all that lies on it, from the back to the front."""

    plate_id: str
    width_mm: float
    height_mm: float
    bodies: tuple[Picture, ...]
    pains: tuple[Pain, ...]
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


def scene(atlas: Atlas, shown: Shown) -> Scene:
    """Return what is drawn of what is `shown`. Raises KeyError for an unknown plate, ValueError for too many muscles;
    what the atlas does not hold is left out."""
    plate, layers = atlas.plates[shown.plate_id], shown.layers
    styled = list(with_styles(shown.patterns))
    shapes = [_muscle(atlas, plate, pattern, style) for pattern, style in styled if "outlines" in layers]
    shapes.append(_areas(atlas, plate, "chosen", shown.chosen, CHOSEN_LINE, CHOSEN_FILL, 2.4))
    names, leaders = _names(atlas, plate, styled, shown.words) if "names" in layers else ([], [])
    shared = shared_areas(shown.patterns) if "shared" in layers else ()
    shapes.append(_areas(atlas, plate, "shared", shared, SHARED_LINE, NO_FILL, 1.2, "dash"))
    return Scene(
        shown.plate_id,
        plate.width_mm,
        plate.height_mm,
        tuple(_body(placed) for placed in plate.views),
        tuple(pain for pattern, style in styled for pain in _pains(atlas, plate, pattern, style, layers)),
        tuple(shape for shape in (*shapes, *leaders) if shape.rings),
        _beside_one_another(plate, tuple(_marks(atlas, plate, styled))) if "points" in layers else (),
        (*titles(plate, shown.words), *names),
    )


def address(source: str) -> str:
    """Return where a browser finds a picture of a scene."""
    return source if source.startswith("data:") else f"{PICTURE_ADDRESS}/{source}"


def with_styles(patterns: Sequence[Pattern]) -> Iterator[tuple[Pattern, Style]]:
    """Yield each pattern with the style of its muscle; both sides of a muscle look the same."""
    muscles = by_muscle(patterns)
    styles = dict(zip(muscles, styles_for(len(muscles)), strict=True))
    yield from ((pattern, styles[pattern.muscle_id]) for pattern in patterns)


def _body(placed: Placed) -> Picture:
    view = placed.view
    return Picture(view.picture, placed.left_mm, placed.bottom_mm, view.width_mm, view.height_mm)


def _pains(atlas: Atlas, plate: Plate, pattern: Pattern, style: Style, layers: Collection[Layer]) -> Iterator[Pain]:
    """Yield the soft pictures of a pattern, one for each view in which it shows."""
    essential, spillover = (
        _codes(atlas, pattern, zone) if zone in layers else frozenset() for zone in ("essential", "spillover")
    )
    for placed in plate.views:
        overlay = paint(placed.view, essential, spillover, style.pain, style.texture)
        if overlay is not None:
            left, bottom = placed.left_mm + overlay.left_mm, placed.bottom_mm + overlay.bottom_mm
            picture = Picture(overlay.uri, left, bottom, overlay.width_mm, overlay.height_mm)
            yield Pain(picture, placed.view.view_id)


def _codes(atlas: Atlas, pattern: Pattern, zone: str) -> frozenset[int]:
    codes = (atlas.code(area) for area, found in pattern.zones.items() if found == zone)
    return frozenset(code for code in codes if code is not None)


def _areas(
    atlas: Atlas,
    plate: Plate,
    name: str,
    areas: Iterable[Area],
    line: str,
    fill: str,
    width_px: float,
    dash: Literal["solid", "dash"] = "solid",
) -> Shape:
    wanted = tuple(areas)
    rings = ((placed, atlas.area_rings(placed.view.view_id, area)) for placed in plate.views for area in wanted)
    return Shape(name, _on_sheet(rings), line, fill, width_px, dash)


def _muscle(atlas: Atlas, plate: Plate, pattern: Pattern, style: Style) -> Shape:
    outline = atlas.muscle(pattern.muscle_id)
    dash: Literal["solid", "dot"] = "dot" if outline is not None and outline.deep else "solid"  # far under the skin
    name = f"muscle {style.letter}".strip()
    return Shape(name, _on_sheet(_outline(atlas, plate, pattern)), style.line, style.fill, 1.8, dash)


def _outline(atlas: Atlas, plate: Plate, pattern: Pattern) -> Iterator[tuple[Placed, Rings]]:
    outline = atlas.muscle(pattern.muscle_id)
    views = outline.views if outline else {}
    for placed in plate.views:
        yield placed, views.get(placed.view.view_id, {}).get(pattern.side, ())


def _on_sheet(rings_of: Iterable[tuple[Placed, Rings]]) -> Rings:
    return tuple(np.add(ring, (placed.left_mm, placed.bottom_mm)) for placed, rings in rings_of for ring in rings)


def _marks(atlas: Atlas, plate: Plate, styled: Sequence[tuple[Pattern, Style]]) -> Iterator[Mark]:
    """Yield the X marks, each with its muscle's letter and the number of its trigger point where there are several."""
    for pattern, style in styled:
        numbered = len(pattern.points) > 1 or style.letter
        for placed in plate.views:
            for point_id, label in pattern.points:
                place = atlas.point(placed.view.view_id, pattern.side, point_id)
                if place is not None:
                    x_mm, y_mm = placed.left_mm + place[0], placed.bottom_mm + place[1]
                    text = f"{style.letter}{label.removeprefix('TrP')}" if numbered else ""
                    yield Mark(x_mm, y_mm, text, style.mark, point_id, placed.view.view_id)


def mm_per_px(width_mm: float, height_mm: float) -> float:
    """Return how many mm of a plate of this size stand for one pixel on a desk's screen."""
    return max(width_mm / SCREEN_PX[0], height_mm / SCREEN_PX[1])


def _beside_one_another(plate: Plate, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, their numbers where they cover neither one another nor an X: also on a screen where the letters are as
    large and the map is smaller."""
    unit = CROWDED * mm_per_px(plate.width_mm, plate.height_mm)
    found = corners([(mark.x_mm / unit, mark.y_mm / unit, mark.text) for mark in marks])
    return tuple(replace(mark, corner=corner) for mark, corner in zip(marks, found, strict=True))


@dataclass(frozen=True)
class _Name:
    """A muscle's name in a view, and the middle of the muscle there, sheet mm."""

    text: str
    colour: str
    x_mm: float
    y_mm: float
    placed: Placed


def _names(
    atlas: Atlas, plate: Plate, styled: Iterable[tuple[Pattern, Style]], words: Words
) -> tuple[list[Label], list[Shape]]:
    """The muscles' names at the edge of every view that shows them, at their height, and a thin line to each."""
    labels: list[Label] = []
    leaders: list[Shape] = []
    gap = NAME_GAP_PX * mm_per_px(plate.width_mm, plate.height_mm)
    lowest: dict[tuple[str, bool], float] = {}
    for name in sorted(_named(atlas, plate, styled, words), key=lambda name: -name.y_mm):
        left = name.x_mm < name.placed.left_mm + name.placed.view.width_mm / 2
        edge = name.placed.left_mm + (0 if left else name.placed.view.width_mm)
        column = (name.placed.view.view_id, left)
        height = min(name.y_mm, lowest.get(column, name.y_mm + gap) - gap)
        lowest[column] = height
        anchor: Literal["left", "right"] = "left" if left else "right"
        labels.append(
            Label(name.text, round(edge, 1), round(height, 1), anchor, "middle", NAME_PX, 650, name.colour, NAME_GROUND)
        )
        line = np.array([(edge, height), (name.x_mm, name.y_mm)])
        leaders.append(Shape("names", (line,), name.colour, NO_FILL, 1.0))
    return labels, leaders


def _named(atlas: Atlas, plate: Plate, styled: Iterable[tuple[Pattern, Style]], words: Words) -> Iterator[_Name]:
    for pattern, style in styled:
        for placed, rings in _outline(atlas, plate, pattern):
            if rings and pattern.muscle_id in words.muscles:
                x_mm, y_mm = np.add(_middle(rings), (placed.left_mm, placed.bottom_mm)).tolist()
                yield _Name(
                    f"{style.letter} {words.muscles[pattern.muscle_id]}".strip(), style.mark, x_mm, y_mm, placed
                )


def _middle(rings: Rings) -> Floats:
    """The middle of the box around the largest ring, view mm."""
    largest = max(rings, key=len)
    return (largest.min(axis=0) + largest.max(axis=0)) / 2
