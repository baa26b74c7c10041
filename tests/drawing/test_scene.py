"""Several muscles on one body: their styles, what they share, names, dots that keep out of one another's way."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from referral.body.atlas import Atlas
from referral.contrast import contrast
from referral.drawing.dots import DOT_PX
from referral.drawing.map_labels import ENGLISH
from referral.drawing.plotly_figure import figure
from referral.drawing.scene import CALM, NO_FILL, mm_per_px, scene, with_styles
from referral.drawing.scene_parts import Scene
from referral.drawing.shown import DESK_PX, LAYERS, PHONE_PX, SCREEN_PX, Layer, Shown
from referral.drawing.styles import ALONE, CHOSEN_LINE, MOST_TOGETHER, TOGETHER, styles_for
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
    names = {shape.name for shape in of_layer(marked_atlas, three, "muscles").shapes}
    assert names == {"chosen", "muscle A", "muscle B", "muscle C"}
    assert {shape.name for shape in of_layer(marked_atlas, three, "shared").shapes} == {"chosen", "shared"}
    points = of_layer(marked_atlas, three, "points")
    assert points.marks
    assert {shape.name for shape in points.shapes} == {"chosen", "leaders"}
    alone = [of_layer(marked_atlas, three, layer).pains for layer in ("essential", "spillover")]
    both = of_layer(marked_atlas, three, "essential", "spillover").pains
    assert max(map(len, alone)) <= len(both) <= sum(map(len, alone))
    assert min(map(len, alone)) > 0


def test_dots_carry_letter_number_and_colour_of_their_muscle(marked_atlas: Atlas, three: list[Pattern]) -> None:
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


# --- dots at their points, or beside them


def test_dots_of_one_view_do_not_cover_one_another(marked_atlas: Atlas, three: list[Pattern]) -> None:
    marks = of_layer(marked_atlas, three, "points").marks
    unit = mm_per_px(1524, 1978, PHONE_PX)
    for first, second in combinations(marks, 2):
        if first.view_id == second.view_id:
            assert math.dist(first.dot_mm, second.dot_mm) >= (DOT_PX - 0.5) * unit


def test_a_dot_that_was_moved_has_a_line_to_its_point(marked_atlas: Atlas, three: list[Pattern]) -> None:
    drawn = of_layer(marked_atlas, three, "points")
    (leaders,) = (shape for shape in drawn.shapes if shape.name == "leaders")
    ends = {tuple(ring.ravel().tolist()) for ring in leaders.rings}
    moved = {(mark.x_mm, mark.y_mm, *mark.dot_mm) for mark in drawn.marks if mark.dot_mm != (mark.x_mm, mark.y_mm)}
    assert ends
    assert ends <= moved


def test_where_there_is_more_room_dots_stand_nearer_to_their_points(marked_atlas: Atlas, three: list[Pattern]) -> None:
    def strayed(room_px: tuple[int, int]) -> float:
        marks = scene(marked_atlas, Shown("body", (), tuple(three), room_px=room_px)).marks
        return sum(math.dist(mark.dot_mm, (mark.x_mm, mark.y_mm)) for mark in marks)

    assert strayed(SCREEN_PX) < strayed(DESK_PX) < strayed(PHONE_PX)


def test_white_numbers_are_read_on_every_muscle_s_dot() -> None:
    assert all(contrast("#ffffff", style.mark) >= 7 for style in (ALONE, *TOGETHER))


# --- where I feel it


def test_a_chosen_place_is_a_ring_with_a_white_halo_and_nothing_in_it(
    marked_atlas: Atlas, three: list[Pattern]
) -> None:
    (ring,) = (shape for shape in of_layer(marked_atlas, three, "essential").shapes if shape.name == "chosen")
    assert (ring.line, ring.fill, ring.dash) == (CHOSEN_LINE, NO_FILL, "solid")
    assert ring.halo_px >= ring.width_px + 3


# --- as vectors


def test_a_scene_as_svg_holds_every_part(marked_atlas: Atlas, three: list[Pattern]) -> None:
    drawn = of_layer(marked_atlas, three, *LAYERS)
    text = svg(drawn, lambda source: source)
    assert text.count("<image ") == len(drawn.pictures)
    assert text.count(' fill-opacity="') == len(drawn.shapes)
    assert text.count("<circle ") == len(drawn.marks)
    assert text.count(' fill="none" stroke="#fff"') == sum(shape.halo_px > 0 for shape in drawn.shapes)
    assert all(f">{mark.text}</text>" in text for mark in drawn.marks)
    assert all(f">{line}</text>" in text for label in drawn.labels for line in label.text.split("<br>"))
    assert "rgba(" not in text


def test_what_is_printed_needs_no_file_and_no_webp(marked_atlas: Atlas, three: list[Pattern]) -> None:
    text = printable_svg(of_layer(marked_atlas, three, "essential"))
    sources = re.findall(r'xlink:href="([^,]+),', text)
    assert set(sources) == {"data:image/jpeg;base64", "data:image/png;base64"}


def test_the_muscle_that_is_shown_lights_up_among_the_layers(marked_atlas: Atlas, three: list[Pattern]) -> None:
    lit = of_layer(marked_atlas, three[:1], "muscles", "superficial", "bones")
    by_layer = {picture.source.split("-")[1]: picture.opacity for picture in lit.anatomy}
    assert by_layer == {"superficial": CALM, "bones": 1.0}
    assert all(picture.opacity == 1 for picture in lit.muscles)
    (outline,) = [shape for shape in lit.shapes if shape.name == "muscle"]
    assert outline.halo_px > 0
    assert f'opacity="{CALM:g}"' in svg(lit, str)
    alone = of_layer(marked_atlas, [], "muscles", "superficial")
    assert {picture.opacity for picture in alone.anatomy} == {1.0}


def test_the_ring_round_a_chosen_place_has_no_corners(marked_atlas: Atlas) -> None:
    drawn = scene(marked_atlas, Shown("front", (Area.of("right-temple"),)))
    (ring,) = [shape for shape in drawn.shapes if shape.name == "chosen"]
    path = re.findall(r'<path d="M([^Z]*)Z', svg(drawn, str))[-1]
    places = np.array([[float(number) for number in place.split()] for place in path.split("L")])
    sides = np.roll(places, -1, axis=0) - places
    turns = np.abs(np.diff(np.unwrap(np.arctan2(sides[:, 1], sides[:, 0]))))
    assert len(places) == 4 * len(ring.rings[0])
    assert np.degrees(turns.max()) < 50
    built = figure(marked_atlas, Shown("front", (Area.of("right-temple"),)))
    assert {trace.line.shape for trace in built.data if trace.name.startswith("chosen")} == {"spline"}
