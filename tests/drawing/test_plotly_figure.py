"""The figure of a plate, by its attributes; never by its pixels."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from plotly.io import to_json
from plotly.tools import return_figure_from_figure_or_data

from referral.body.atlas import Atlas
from referral.body.atlas_files import load_atlas
from referral.body.plates import Placed
from referral.body.view import AnatomyLayer, View
from referral.drawing.dots import DOT_PX, LONG_NUMBER_PX, NUMBER_PX
from referral.drawing.map_labels import ENGLISH
from referral.drawing.plotly_figure import figure, made_figure
from referral.drawing.scene import NO_FILL
from referral.drawing.shown import Shown
from referral.drawing.styles import CHOSEN_LINE, MARK
from referral.folders import ATLAS_PICTURES
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import SIDES, Area

ATLAS = load_atlas()
PLATES = sorted(ATLAS.plates)
CHOSEN = (Area.of("right-temple"), Area.of("left-heel"), Area.of("navel"))


def traces(built: Any) -> dict[str, Any]:
    """The traces by name."""
    return {trace.name: trace for trace in built.data}


def pictures(built: Any) -> list[Any]:
    """The images that come by address."""
    return [image for image in built.layout.images if not image.source.startswith("data:")]


def muscles(built: Any) -> list[Any]:
    """The pictures of muscles."""
    return [image for image in built.layout.images if "/muscles/" in image.source]


def overlays(built: Any) -> list[Any]:
    """The soft pictures of pain."""
    return [image for image in built.layout.images if image.source.startswith("data:")]


def holds(placed: Placed, image: Any) -> bool:
    """Whether an image lies within a view on its plate."""
    right, top = placed.left_mm + placed.view.width_mm, placed.bottom_mm + placed.view.height_mm
    return bool(
        placed.left_mm - 0.1 <= image.x
        and image.x + image.sizex <= right + 0.1
        and placed.bottom_mm - 0.1 <= image.y
        and image.y + image.sizey <= top + 0.1
    )


def numbers(values: Any) -> list[float]:
    """Coordinates without the gaps between rings."""
    return [value for value in values if value is not None]


@pytest.fixture(scope="module")
def pattern(real_dataset: Dataset) -> Pattern:
    return pattern_of(real_dataset, "infraspinatus", "right")


@pytest.mark.parametrize("plate_id", PLATES)
def test_a_tap_is_free_to_scroll_and_to_hit_anywhere(plate_id: str, pattern: Pattern) -> None:
    layout = figure(ATLAS, Shown(plate_id, CHOSEN, (pattern,))).layout
    assert layout.dragmode is False
    assert layout.clickanywhere is True
    assert layout.hovermode is False
    assert layout.xaxis.fixedrange is True
    assert layout.yaxis.fixedrange is True
    assert layout.meta == plate_id


@pytest.mark.parametrize("plate_id", PLATES)
def test_axes_are_the_sheet_s_millimetres(plate_id: str) -> None:
    plate, layout = ATLAS.plates[plate_id], figure(ATLAS, Shown(plate_id)).layout
    assert layout.xaxis.range == (0, plate.width_mm)
    assert layout.yaxis.range == (0, plate.height_mm)
    assert (layout.yaxis.scaleanchor, layout.yaxis.scaleratio) == ("x", 1)


@pytest.mark.parametrize("plate_id", PLATES)
def test_a_picture_a_view_in_its_place(plate_id: str) -> None:
    plate, built = ATLAS.plates[plate_id], figure(ATLAS, Shown(plate_id))
    assert len(built.layout.images) == len(plate.views)
    for placed, image in zip(plate.views, pictures(built), strict=True):
        assert image.source == f"app/static/atlas/{placed.view.picture}"
        assert (image.x, image.y) == (placed.left_mm, placed.bottom_mm)
        assert (image.sizex, image.sizey) == (placed.view.width_mm, placed.view.height_mm)
        assert (image.xref, image.yref, image.layer) == ("x", "y", "below")
        assert (ATLAS_PICTURES / placed.view.picture.partition("?")[0]).is_file()


@pytest.mark.parametrize("plate_id", PLATES)
def test_few_traces(plate_id: str, pattern: Pattern, marked_atlas: Atlas) -> None:
    names = [trace.name for trace in figure(marked_atlas, Shown(plate_id, CHOSEN, (pattern,))).data]
    assert len(names) == len(set(names)) <= 6
    assert set(names) <= {"muscle", "chosen halo", "chosen", "leaders halo", "leaders", "points"}
    assert figure(ATLAS, Shown(plate_id)).data == ()


def test_chosen_areas_are_outlined_and_closed() -> None:
    trace = traces(
        figure(
            ATLAS,
            Shown(
                "front",
                (
                    Area.of("right-temple"),
                    Area.of("navel"),
                ),
            ),
        )
    )["chosen"]
    rings = len(ATLAS.area_rings("front", Area.of("right-temple"))) + len(ATLAS.area_rings("front", Area.of("navel")))
    assert list(trace.x).count(None) == list(trace.y).count(None) == rings
    first = list(trace.x)[: list(trace.x).index(None)]
    assert first[0] == first[-1]
    assert trace.fillcolor == NO_FILL


def test_a_chosen_place_is_ringed_in_teal_over_white() -> None:
    built = traces(figure(ATLAS, Shown("front", (Area.of("right-temple"),))))
    halo, ring = built["chosen halo"], built["chosen"]
    assert list(built) == ["chosen halo", "chosen"]
    assert (halo.x, halo.y, halo.fill, halo.line.color) == (ring.x, ring.y, "none", "#ffffff")
    assert ring.line.color == CHOSEN_LINE
    assert halo.line.width > ring.line.width


def test_the_right_is_chosen_on_the_screen_s_left_in_front_and_on_its_right_behind() -> None:
    for plate_id, mirrored in (("front", False), ("back", True)):
        middle = ATLAS.plates[plate_id].width_mm / 2
        across = numbers(traces(figure(ATLAS, Shown(plate_id, (Area.of("right-side_of_shoulder"),))))["chosen"].x)
        assert (min(across) > middle) if mirrored else (max(across) < middle)


@pytest.mark.parametrize("area_id", ["right-upper_teeth", "right-no_such_region", "", "right-"])
def test_what_has_no_skin_is_not_outlined(area_id: str) -> None:
    assert figure(ATLAS, Shown("body", (Area.of(area_id),))).data == ()


def test_pain_is_painted_only_where_it_shows(real_dataset: Dataset) -> None:
    pattern = pattern_of(real_dataset, "temporalis", "right")
    plate = ATLAS.plates["head"]
    shown = {
        placed.view.view_id
        for placed in plate.views
        if any(ATLAS.area_rings(placed.view.view_id, area) for area in pattern.zones)
    }
    built = figure(ATLAS, Shown("head", (), (pattern,)))
    painted = {placed.view.view_id for image in overlays(built) for placed in plate.views if holds(placed, image)}
    assert painted == shown
    assert "head_left" not in painted
    assert overlays(figure(ATLAS, Shown("feet", (), (pattern,)))) == []


def test_without_a_pattern_nothing_is_painted() -> None:
    assert overlays(figure(ATLAS, Shown("body", CHOSEN))) == []


def test_the_other_side_mirrors_the_pattern(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    right, left = (
        figure(marked_atlas, Shown("back", (), (pattern_of(real_dataset, "infraspinatus", side),))) for side in SIDES
    )
    width = ATLAS.plates["back"].width_mm
    assert overlays(right)[0].x + overlays(right)[0].sizex / 2 == pytest.approx(
        width - overlays(left)[0].x - overlays(left)[0].sizex / 2, abs=8
    )
    for name in ("points",):
        on_right, on_left = (numbers(traces(built)[name].x) for built in (right, left))
        assert min(on_right) > width / 2 > max(on_left)
        assert min(on_right) == pytest.approx(width - max(on_left), abs=6)


def test_a_side_view_shows_only_its_own_side_s_muscle(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    left = pattern_of(real_dataset, "upper_trapezius", "left")
    assert traces(figure(marked_atlas, Shown("right", (), (left,)))) == {}
    assert muscles(figure(marked_atlas, Shown("right", (), (left,)))) == []
    built = figure(marked_atlas, Shown("left", (), (left,)))
    assert "points" in traces(built)
    assert len(muscles(built)) == 1


def test_points_are_dark_dots_with_their_number_in_white(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    pattern = pattern_of(real_dataset, "infraspinatus", "right")
    built = traces(figure(marked_atlas, Shown("back", (), (pattern,))))
    several = built["points"]
    assert (several.marker.symbol, several.marker.size) == ("circle", DOT_PX)
    assert (several.marker.color, several.marker.line.color) == (MARK, "#ffffff")
    assert (several.mode, several.textposition) == ("markers+text", "middle center")
    assert (several.textfont.color, set(several.textfont.size)) == ("#ffffff", {NUMBER_PX})
    assert list(several.text) == [label.removeprefix("TrP") for _, label in pattern.points]
    assert list(built) == ["leaders halo", "leaders", "points"]


def test_a_point_alone_stands_at_its_place_with_its_number(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    one = pattern_of(real_dataset, "infraspinatus", "right", ("infraspinatus_trp2",))
    built = traces(figure(marked_atlas, Shown("back", (), (one,))))
    assert list(built["points"].text) == ["2"]
    place = marked_atlas.point("back", "right", "infraspinatus_trp2")
    assert place is not None
    left_mm = marked_atlas.plates["back"].views[0].left_mm
    assert (built["points"].x[0], built["points"].y[0]) == pytest.approx((place[0] + left_mm, place[1]))
    assert "leaders" not in built


def test_letters_and_numbers_of_several_muscles_are_a_little_smaller(
    real_dataset: Dataset, marked_atlas: Atlas
) -> None:
    two = tuple(pattern_of(real_dataset, muscle, "right") for muscle in ("infraspinatus", "supraspinatus"))
    points = traces(figure(marked_atlas, Shown("back", (), two)))["points"]
    assert {"A1", "B1"} <= set(points.text)
    assert set(points.textfont.size) == {LONG_NUMBER_PX}


def test_a_muscle_alone_is_a_picture_over_the_body_and_under_its_pain(
    real_dataset: Dataset, marked_atlas: Atlas
) -> None:
    built = figure(marked_atlas, Shown("back", (), (pattern_of(real_dataset, "infraspinatus", "right"),)))
    (muscle,) = muscles(built)
    sources = [image.source for image in built.layout.images]
    assert sources.index(muscle.source) == 1
    found = marked_atlas.muscle_picture("back", "right", "infraspinatus")
    assert found is not None
    assert muscle.source.endswith(found.picture)
    left_mm = found.left_mm + marked_atlas.plates["back"].views[0].left_mm
    placed = (muscle.x, muscle.y, muscle.sizex, muscle.sizey)
    assert placed == pytest.approx((left_mm, found.bottom_mm, found.width_mm, found.height_mm))


def test_several_muscles_are_told_apart_by_their_outlines(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    two = tuple(pattern_of(real_dataset, muscle, "right") for muscle in ("infraspinatus", "supraspinatus"))
    built = figure(marked_atlas, Shown("back", (), two))
    assert len(muscles(built)) == 2
    lines = {name: trace.line.color for name, trace in traces(built).items() if name.startswith("muscle ")}
    assert set(lines) == {"muscle A", "muscle B"}
    assert len(set(lines.values())) == 2


@pytest.mark.parametrize("layer", ["bones", "superficial", "deep"])
def test_anatomy_of_the_whole_view_can_be_put_on(layer: AnatomyLayer) -> None:
    built = figure(ATLAS, Shown("body", layers=frozenset({layer})))
    assert [image.source for image in built.layout.images if "/layers/" in image.source] == [
        f"app/static/atlas/{ATLAS.views[view].layers[layer]}" for view in ("front", "back")
    ]


@pytest.mark.parametrize("plate_id", PLATES)
def test_every_view_says_what_it_is_and_which_side_is_which(plate_id: str) -> None:
    plate, notes = ATLAS.plates[plate_id], figure(ATLAS, Shown(plate_id)).layout.annotations
    for placed in plate.views:
        middle = placed.left_mm + placed.view.width_mm / 2
        here = [note for note in notes if placed.left_mm <= note.x <= placed.left_mm + placed.view.width_mm]
        here = [note for note in here if placed.bottom_mm <= note.y <= placed.bottom_mm + placed.view.height_mm * 1.1]
        assert ENGLISH.titles.of(placed.view) in {note.text for note in here}
        sides = {note.text: note.x < middle for note in here if note.text in ("Right", "Left")}
        if placed.view.side is not None:
            assert sides == {}
            assert placed.view.side in ENGLISH.titles.of(placed.view).lower()
        else:
            assert sides == {"Right": placed.view.direction != "back", "Left": placed.view.direction == "back"}


def test_side_labels_agree_with_the_index_image() -> None:
    for view in ATLAS.views.values():
        if view.side is None:
            on_screen_left = sided(view, slice(0, view.codes.shape[1] // 3))
            assert on_screen_left == {2 if view.direction == "back" else 1}, view.view_id


def sided(view: View, columns: slice) -> set[int]:
    """The codes of the sides that are seen in some columns of a view."""
    codes = view.codes[:, columns]
    return set((codes[codes > 0] % 4).tolist()) - {0}


def test_words_can_be_texts_in() -> None:
    titles = replace(ENGLISH.titles, whole=dict.fromkeys(ENGLISH.titles.whole, "Vista"))
    spanish = replace(ENGLISH, titles=titles, right="Derecha", left="Izquierda")
    texts = {note.text for note in figure(ATLAS, Shown("body", words=spanish)).layout.annotations}
    assert texts == {"Vista", "Derecha", "Izquierda"}


def test_tags_in_words_are_no_tags_on_the_map() -> None:
    titles = replace(ENGLISH.titles, whole=dict.fromkeys(ENGLISH.titles.whole, "on<br><a>&b"))
    odd = replace(ENGLISH, titles=titles, right="<b>R", left="<i>L")
    texts = {note.text for note in figure(ATLAS, Shown("body", words=odd)).layout.annotations}
    assert texts == {"on<br>&lt;a&gt;&amp;b", "&lt;b&gt;R", "&lt;i&gt;L"}


def test_a_pattern_that_the_atlas_does_not_know_is_left_out() -> None:
    stranger = Pattern(
        "no_such_muscle", "right", (("no_such_trp1", "TrP1"),), {Area.of("right-no_such_region"): "essential"}
    )
    built = figure(ATLAS, Shown("body", (), (stranger,)))
    assert built.data == ()
    assert overlays(built) == []


def test_an_unknown_plate_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        figure(ATLAS, Shown("inside"))


def test_an_atlas_without_outlines_and_points_still_shows_pictures(pattern: Pattern) -> None:
    bare: Atlas = replace(ATLAS, _areas={}, _muscles={}, _points={})
    built = figure(bare, Shown("body", CHOSEN, (pattern,)))
    assert built.data == ()
    assert len(pictures(built)) == 2


def test_layers_over_a_view_are_told_apart() -> None:
    """Plotly draws only the last of the pictures that lie at one place in one size: no layer was ever seen."""
    built: Any = figure(ATLAS, Shown("body", layers=frozenset({"bones", "superficial", "deep"})))
    places = [(image.x, image.y, image.sizex, image.sizey) for image in built.layout.images]
    assert len(places) == 8
    assert len(set(places)) == len(places)
    assert max(abs(image.sizex - places[0][2]) for image in built.layout.images) < 0.01


@pytest.mark.parametrize("plate_id", PLATES)
def test_what_is_sent_is_what_plotly_checked(plate_id: str, pattern: Pattern, marked_atlas: Atlas) -> None:
    """Streamlit sends the dictionary that the figure gives; of Plotly's own template nothing is sent."""
    shown = Shown(plate_id, CHOSEN, (pattern,))
    sent = json.loads(to_json(return_figure_from_figure_or_data(made_figure(marked_atlas, shown), True), False))
    checked = json.loads(to_json(figure(marked_atlas, shown)))
    assert sent["layout"].pop("template") == {"layout": {}}
    checked["layout"].pop("template", None)
    assert without_empty(sent) == without_empty(checked)


def without_empty(part: Any) -> Any:
    """A part of a figure without what is None in it: Plotly leaves it out."""
    if isinstance(part, dict):
        return {name: without_empty(value) for name, value in part.items() if value is not None}
    return [without_empty(value) for value in part] if isinstance(part, list) else part
