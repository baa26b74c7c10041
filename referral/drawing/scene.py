"""What is drawn of a plate, in its millimetres, whatever draws it: the screen, the printed page, a picture.

Coordinates are the plate's, y up. plotly_figure.py turns a scene into a Plotly figure, svg.py into vectors.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

import numpy as np

from referral.body.atlas import Atlas, Floats, MusclePicture, Rings
from referral.body.plates import Placed, Plate
from referral.drawing.dots import RADIUS_PX, Mark, apart, leader_rings
from referral.drawing.drawn import drawn_of
from referral.drawing.hidden_places import HIDDEN_PX, REACH_MM, HiddenMark, felt_in, hidden_rings, hit_hidden, marks_on
from referral.drawing.map_labels import Words
from referral.drawing.mark_labels import Name, all_words, covered
from referral.drawing.pain_picture import paint
from referral.drawing.scene_parts import Pain, Picture, Scene, Shape
from referral.drawing.shown import ANATOMY, MUSCLE_LAYERS, SCREEN_PX, Layer, Shown
from referral.drawing.styles import CHOSEN_LINE, MARK, SHARED_LINE, Style, css, styles_for
from referral.model.pattern import Pattern, by_muscle, shared_areas
from referral.model.rows import Area, Zone

CHOSEN: Final = "chosen"
"""The name of the shape that rings the places where it hurts."""

CHOSEN_PX, CHOSEN_HALO_PX = 2.6, 6.0
"""The ring round a place where it hurts, and the white under it: seen on red, on clay and in the dark."""

OUTLINE_PX: Final = 2.2
"""The outline of one muscle of several."""

LEADER_PX, LEADER_HALO_PX = 1.3, 3.0
"""The line from a dot to its point, and the white under it."""

PICTURE_ADDRESS: Final = "app/static/atlas"
"""Where Streamlit serves static/atlas; relative, so that it holds under any base path."""

HIDDEN_OPACITY: Final = 0.8
"""Of the pain in the mark of a hidden place."""

CALM: Final = 0.45
"""The opacity of a layer of muscles round those that are shown, which light up."""

LIT_HALO_PX: Final = 4.5
"""The light round the outline of a muscle among others."""

NO_FILL: Final = "rgba(0,0,0,0)"
ZONES: Final[tuple[Zone, ...]] = ("essential", "spillover")


def scene(atlas: Atlas, shown: Shown) -> Scene:
    """Return what is drawn of what is `shown`. Raises KeyError for an unknown plate, ValueError for too many muscles;
    what the atlas does not hold is left out."""
    plate, layers = atlas.plates[shown.plate_id], shown.layers
    unit = mm_per_px(plate.width_mm, plate.height_mm, shown.room_px)
    styled = list(with_styles(shown.patterns))
    several = len(by_muscle(shown.patterns)) > 1 and "muscles" in layers  # their outlines tell them apart
    lit = "muscles" in layers and not layers.isdisjoint(MUSCLE_LAYERS)
    shapes = [_outline(atlas, plate, pattern, style, lit) for pattern, style in styled if several or lit]
    chosen = _chosen(atlas, plate, shown.chosen)
    shared = shared_areas(shown.patterns) if "shared" in layers else ()
    shapes += [chosen, _areas(atlas, plate, "shared", shared, SHARED_LINE, NO_FILL, 1.2, "dash")]
    hidden = hidden_marks(plate, shown)
    felt = [(mark.x_mm, mark.y_mm, HIDDEN_PX * unit) for mark in hidden if mark.shows]
    marks = apart(plate, tuple(_marks(atlas, plate, styled)), RADIUS_PX * unit, felt) if "points" in layers else ()
    taken = covered(chosen.rings, (mark.dot_mm for mark in marks), hidden, unit)
    named = _named(atlas, plate, styled, shown.words) if "names" in layers else ()
    labels, lines = all_words(plate, shown.words, named, hidden, taken, unit)
    shapes += [Shape("names", (line,), colour, NO_FILL, 1.0) for line, colour in lines]
    shapes += [*_hidden(hidden, HIDDEN_PX * unit), _leaders(marks, RADIUS_PX * unit)]
    return Scene(
        shown.plate_id,
        plate.width_mm,
        plate.height_mm,
        tuple(_body(placed) for placed in plate.views),
        tuple(_anatomy(plate, layers, calm=lit and bool(styled))),
        tuple(_muscles(atlas, plate, shown.patterns)) if "muscles" in layers else (),
        tuple(pain for pattern, style in styled for pain in _pains(atlas, plate, pattern, style, layers)),
        tuple(shape for shape in shapes if shape.rings),
        marks,
        labels,
        hidden,
    )


def _hidden(marks: Sequence[HiddenMark], radius_mm: float) -> Iterator[Shape]:
    """Yield the dashed marks of hidden places: filled or stippled where pain is felt, ringed where chosen."""
    for pain in dict.fromkeys(mark.pain for mark in marks):
        red, fill = css(pain), f"rgba({pain[0]},{pain[1]},{pain[2]},{HIDDEN_OPACITY})"
        for part, rings in hidden_rings((mark for mark in marks if mark.pain == pain), radius_mm).items():
            if part == "hidden":
                yield Shape(part, rings, MARK, NO_FILL, 1.6, "dot", halo_px=3.2)
            elif part == "hidden chosen":
                yield Shape(part, rings, CHOSEN_LINE, NO_FILL, CHOSEN_PX, halo_px=CHOSEN_HALO_PX)
            else:
                yield Shape(part, rings, red, fill, 0.5)


def hidden_marks(plate: Plate, shown: Shown) -> tuple[HiddenMark, ...]:
    """Return the marks of the hidden places on the plate of what is `shown`."""
    felt = felt_in(((pattern.zones, style.pain) for pattern, style in with_styles(shown.patterns)), shown.layers)
    radius_mm = HIDDEN_PX * mm_per_px(plate.width_mm, plate.height_mm, shown.room_px)
    return marks_on(plate, shown.hidden, felt, shown.chosen, radius_mm)


def area_at(atlas: Atlas, shown: Shown, x_mm: float, y_mm: float) -> Area | None:
    """Return what a tap on the map means: the hidden place whose mark is there, else the skin; None beside the body.
    Raises KeyError for an unknown plate."""
    plate = atlas.plates[shown.plate_id]
    drawn_mm = HIDDEN_PX * mm_per_px(plate.width_mm, plate.height_mm, shown.room_px)
    hidden = hit_hidden(hidden_marks(plate, shown), x_mm, y_mm, max(REACH_MM, drawn_mm))
    return Area.of(hidden) if hidden else atlas.hit(shown.plate_id, x_mm, y_mm)


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
    box = placed.left_mm, placed.bottom_mm, view.width_mm, view.height_mm
    return Picture(view.picture, *box, index=view.index_picture)


def _pains(atlas: Atlas, plate: Plate, pattern: Pattern, style: Style, layers: Collection[Layer]) -> Iterator[Pain]:
    """Yield the soft pictures of a pattern, one for each view in which it shows."""
    drawn = drawn_of(atlas, pattern, [zone for zone in ZONES if zone in layers])
    for placed in plate.views:
        overlay = paint(placed.view, drawn, atlas.skin, style.pain, style.texture)
        if overlay is not None:
            left, bottom = placed.left_mm + overlay.left_mm, placed.bottom_mm + overlay.bottom_mm
            picture = Picture(overlay.uri, left, bottom, overlay.width_mm, overlay.height_mm)
            yield Pain(picture, placed.view.view_id)


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


def _chosen(atlas: Atlas, plate: Plate, areas: Iterable[Area]) -> Shape:
    """The places where it hurts, ringed rather than filled: the pain below keeps its full strength."""
    ringed = _areas(atlas, plate, CHOSEN, areas, CHOSEN_LINE, NO_FILL, CHOSEN_PX)
    return replace(ringed, halo_px=CHOSEN_HALO_PX, rounded=True)


def _anatomy(plate: Plate, layers: Collection[Layer], *, calm: bool) -> Iterator[Picture]:
    """Yield the anatomy that is laid over each view, bones below; muscles `calm` where others are to light up."""
    for placed in plate.views:
        for layer in ANATOMY:
            if layer in layers and layer in placed.view.layers:
                opacity = CALM if calm and layer in MUSCLE_LAYERS else 1.0
                yield replace(_body(placed), source=placed.view.layers[layer], index="", opacity=opacity)


def _muscles(atlas: Atlas, plate: Plate, patterns: Sequence[Pattern]) -> Iterator[Picture]:
    """Yield the pictures of the muscles in each view that shows them."""
    for placed, _, found in _found(atlas, plate, patterns):
        left, bottom = placed.left_mm + found.left_mm, placed.bottom_mm + found.bottom_mm
        yield Picture(found.picture, left, bottom, found.width_mm, found.height_mm)


def _found(atlas: Atlas, plate: Plate, patterns: Iterable[Pattern]) -> Iterator[tuple[Placed, Pattern, MusclePicture]]:
    """Yield each view that shows a muscle of the patterns, with its picture there."""
    for pattern in patterns:
        for placed in plate.views:
            found = atlas.muscle_picture(placed.view.view_id, pattern.side, pattern.muscle_id)
            if found is not None:
                yield placed, pattern, found


def _outline(atlas: Atlas, plate: Plate, pattern: Pattern, style: Style, lit: bool = False) -> Shape:
    """The outline of one muscle of several, in its own colour; `lit`: with light round it."""
    rings = ((placed, found.outline) for placed, _, found in _found(atlas, plate, (pattern,)))
    return Shape(
        f"muscle {style.letter}".strip(),
        _on_sheet(rings),
        style.line,
        NO_FILL,
        OUTLINE_PX,
        halo_px=LIT_HALO_PX if lit else 0.0,
    )


def _on_sheet(rings_of: Iterable[tuple[Placed, Rings]]) -> Rings:
    return tuple(np.add(ring, (placed.left_mm, placed.bottom_mm)) for placed, rings in rings_of for ring in rings)


def _marks(atlas: Atlas, plate: Plate, styled: Sequence[tuple[Pattern, Style]]) -> Iterator[Mark]:
    """Yield the dots at their points, each with its muscle's letter and the number of its trigger point."""
    for pattern, style in styled:
        for placed in plate.views:
            for point_id, label in pattern.points:
                place = atlas.point(placed.view.view_id, pattern.side, point_id)
                if place is not None:
                    x_mm, y_mm = placed.left_mm + place[0], placed.bottom_mm + place[1]
                    text = f"{style.letter}{label.removeprefix('TrP')}"
                    yield Mark(x_mm, y_mm, text, style.mark, point_id, placed.view.view_id, (x_mm, y_mm))


def mm_per_px(width_mm: float, height_mm: float, room_px: tuple[int, int] = SCREEN_PX) -> float:
    """Return how many mm of a plate of this size stand for one pixel where it fills a room: a desk's screen."""
    return max(width_mm / room_px[0], height_mm / room_px[1])


def _leaders(marks: Iterable[Mark], radius_mm: float) -> Shape:
    """The lines from dots that were moved to their points."""
    rings = leader_rings(marks, radius_mm)
    return Shape("leaders", rings, MARK, NO_FILL, LEADER_PX, halo_px=LEADER_HALO_PX)


def _named(atlas: Atlas, plate: Plate, styled: Sequence[tuple[Pattern, Style]], words: Words) -> Iterator[Name]:
    styles = {pattern.muscle_id: style for pattern, style in styled}
    for placed, pattern, found in _found(atlas, plate, [pattern for pattern, _ in styled]):
        if found.outline and pattern.muscle_id in words.muscles:
            style = styles[pattern.muscle_id]
            x_mm, y_mm = np.add(_middle(found.outline), (placed.left_mm, placed.bottom_mm)).tolist()
            yield Name(f"{style.letter} {words.muscles[pattern.muscle_id]}".strip(), style.mark, x_mm, y_mm, placed)


def _middle(rings: Rings) -> Floats:
    """The middle of the box around the largest ring, view mm."""
    largest = max(rings, key=len)
    return (largest.min(axis=0) + largest.max(axis=0)) / 2
