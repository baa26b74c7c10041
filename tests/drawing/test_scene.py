"""Several muscles on one body: their styles, what they share, names, numbers that keep out of one another's way."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from referral.body.atlas import Atlas
from referral.drawing.map_labels import ENGLISH
from referral.drawing.number_corners import CORNERS, Corner, corners
from referral.drawing.scene import Scene, mm_per_px, scene, with_styles
from referral.drawing.shown import LAYERS, Layer, Shown
from referral.drawing.styles import ALONE, MOST_TOGETHER, TOGETHER, styles_for
from referral.drawing.svg import printable_svg, svg
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, pattern_of, shared_areas
from referral.model.rows import SIDES, Area

THREE = ("infraspinatus", "supraspinatus", "subscapularis")


@pytest.fixture(scope="module")
def three(real_dataset: Dataset) -> list[Pattern]:
    return [pattern_of(real_dataset, muscle, "right") for muscle in THREE]


def of_layer(atlas: Atlas, patterns: list[Pattern], *layers: Layer) -> Scene:
    names = {"infraspinatus": "Infraspinatus", "supraspinatus": "Supraspinatus", "subscapularis": "Subscapularis"}
    words = replace(ENGLISH, muscles=names)
    return scene(atlas, Shown("body", (Area.of("right-temple"),), tuple(patterns), frozenset(layers), words))


def luminance(colour: tuple[int, ...]) -> float:
    """Rec. 709 luma, 0..255: how light a colour prints in grey."""
    return float(np.dot(colour, (0.2126, 0.7152, 0.0722)))


def test_one_muscle_looks_as_everywhere_and_several_have_letters() -> None:
    assert styles_for(1) == (ALONE,)
    assert [style.letter for style in styles_for(3)] == ["A", "B", "C"]
    with pytest.raises(ValueError, match="4 muscles at once; 3 are the most"):
        styles_for(MOST_TOGETHER + 1)


def test_styles_differ_in_texture_and_not_by_hue_alone() -> None:
    assert len({style.texture for style in TOGETHER}) == len(TOGETHER)
    greys = sorted(luminance(style.pain) for style in TOGETHER)
    assert greys[-1] - greys[0] > 80


def test_both_sides_of_a_muscle_have_one_style(real_dataset: Dataset) -> None:
    both = [pattern_of(real_dataset, "infraspinatus", side) for side in SIDES]
    assert [style for _, style in with_styles(both)] == [ALONE, ALONE]
    assert shared_areas(both) == ()


def test_shared_areas_are_those_that_every_muscle_reaches(three: list[Pattern]) -> None:
    shared = shared_areas(three)
    assert shared
    assert set(shared) == set.intersection(*(set(pattern.zones) for pattern in three))
    assert set(shared) < set(shared_areas(three[:2]))


def test_each_layer_draws_its_own_and_nothing_else(marked_atlas: Atlas, three: list[Pattern]) -> None:
    bare = of_layer(marked_atlas, three)
    assert ({shape.name for shape in bare.shapes}, bare.marks, bare.pains) == ({"chosen"}, (), ())
    names = {shape.name for shape in of_layer(marked_atlas, three, "outlines").shapes}
    assert names == {"chosen", "muscle A", "muscle B", "muscle C"}
    assert {shape.name for shape in of_layer(marked_atlas, three, "shared").shapes} == {"chosen", "shared"}
    assert of_layer(marked_atlas, three, "points").marks
    alone = [of_layer(marked_atlas, three, layer).pains for layer in ("essential", "spillover")]
    both = of_layer(marked_atlas, three, "essential", "spillover").pains
    assert max(map(len, alone)) <= len(both) <= sum(map(len, alone))
    assert min(map(len, alone)) > 0


def test_x_marks_carry_letter_number_and_colour_of_their_muscle(marked_atlas: Atlas, three: list[Pattern]) -> None:
    marks = of_layer(marked_atlas, three, "points").marks
    for mark in marks:
        letter = "ABC"[THREE.index(mark.trigger_point_id.rsplit("_", 1)[0])]
        assert mark.text == letter + mark.trigger_point_id.rsplit("trp", 1)[1]
        assert mark.colour == TOGETHER["ABC".index(letter)].mark


def test_names_stand_at_the_edge_one_below_the_other(marked_atlas: Atlas, three: list[Pattern]) -> None:
    drawn = of_layer(marked_atlas, three, "names")
    names = [label for label in drawn.labels if label.ground and not label.border]
    assert {label.text for label in names} <= {"A Infraspinatus", "B Supraspinatus", "C Subscapularis"}
    assert len(names) >= 3
    gap = 12 * mm_per_px(drawn.width_mm, drawn.height_mm)
    for first in names:
        for second in names:
            if first is not second and (first.x_mm, first.xanchor) == (second.x_mm, second.xanchor):
                assert abs(first.y_mm - second.y_mm) >= gap


# --- numbers beside the X marks


def test_a_number_alone_stands_at_the_top_right() -> None:
    assert corners([(0, 0, "1"), (400, 0, "2")]) == ["top right", "top right"]
    assert corners([(0, 0, "")]) == ["top right"]


def test_a_number_gives_way_to_its_neighbour_s_x() -> None:
    first, _ = corners([(0, 0, "1"), (14, 12, "2")])
    assert first != "top right"


def test_numbers_of_a_crowd_cover_one_another_less_than_side_by_side() -> None:
    crowd = [(0, 0, "1"), (10, 0, "2"), (0, 10, "3"), (10, 10, "4")]
    found = corners(crowd)
    assert set(found) <= set(CORNERS)

    def centres(chosen: list[Corner]) -> list[tuple[float, float]]:
        moved = (CORNERS[corner] for corner in chosen)
        return [(x + 11 * across, y + 11 * up) for (x, y, _), (across, up) in zip(crowd, moved, strict=True)]

    def clashes(chosen: list[Corner]) -> int:
        numbers = centres(chosen)
        others = [*numbers, *((x, y) for x, y, _ in crowd)]
        return sum(abs(x - a) < 9 and abs(y - b) < 9 for x, y in numbers for a, b in others if (a, b) != (x, y))

    assert clashes(found) < clashes(["top right"] * 4)


# --- as vectors


def test_a_scene_as_svg_holds_every_part(marked_atlas: Atlas, three: list[Pattern]) -> None:
    drawn = of_layer(marked_atlas, three, *LAYERS)
    text = svg(drawn, lambda source: source)
    assert text.count("<image ") == len(drawn.bodies) + len(drawn.pains)
    assert text.count(' fill-opacity="') == len(drawn.shapes)
    assert all(f">{mark.text}</text>" in text for mark in drawn.marks)
    assert all(f">{line}</text>" in text for label in drawn.labels for line in label.text.split("<br>"))
    assert "rgba(" not in text


def test_what_is_printed_needs_no_file_and_no_webp(marked_atlas: Atlas, three: list[Pattern]) -> None:
    text = printable_svg(of_layer(marked_atlas, three, "essential"))
    sources = re.findall(r'xlink:href="([^,]+),', text)
    assert set(sources) == {"data:image/jpeg;base64", "data:image/png;base64"}
