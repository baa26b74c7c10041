"""The figure of a plate, by its attributes; never by its pixels."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from referral.body.atlas import Atlas, Placed
from referral.body.atlas_files import load_atlas
from referral.drawing.map_labels import ENGLISH, RIGHT_IS_LEFT, RIGHT_IS_RIGHT
from referral.drawing.plotly_figure import figure
from referral.drawing.shown import Shown
from referral.folders import ATLAS_PICTURES
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import SIDES, Area, Side

ATLAS = load_atlas()
PLATES = sorted(ATLAS.plates)
CHOSEN = (Area.of("right-temple"), Area.of("left-heel"), Area.of("navel"))


def traces(built: Any) -> dict[str, Any]:
    """The traces by name."""
    return {trace.name: trace for trace in built.data}


def pictures(built: Any) -> list[Any]:
    """The images that come by address."""
    return [image for image in built.layout.images if not image.source.startswith("data:")]


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
def test_at_most_three_traces(plate_id: str, pattern: Pattern, marked_atlas: Atlas) -> None:
    names = [trace.name for trace in figure(marked_atlas, Shown(plate_id, CHOSEN, (pattern,))).data]
    assert len(names) == len(set(names)) <= 3
    assert set(names) <= {"muscle", "chosen", "points"}
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
    assert trace.fill == "toself"


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
    for name in ("muscle", "points"):
        on_right, on_left = (numbers(traces(built)[name].x) for built in (right, left))
        assert min(on_right) > width / 2 > max(on_left)
        assert min(on_right) == pytest.approx(width - max(on_left), abs=6)


def test_a_side_view_shows_only_its_own_side_s_muscle(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    left = pattern_of(real_dataset, "upper_trapezius", "left")
    assert traces(figure(marked_atlas, Shown("right", (), (left,)))) == {}
    assert {"muscle", "points"} <= set(traces(figure(marked_atlas, Shown("left", (), (left,)))))


def test_points_are_marked_with_an_x_and_numbered_when_there_are_several(
    real_dataset: Dataset, marked_atlas: Atlas
) -> None:
    several = traces(figure(marked_atlas, Shown("back", (), (pattern_of(real_dataset, "infraspinatus", "right"),))))[
        "points"
    ]
    assert several.marker.symbol == "x"
    assert several.mode == "markers+text"
    assert several.text[0] == "1"
    one = pattern_of(real_dataset, "infraspinatus", "right", ("infraspinatus_trp1",))
    single = traces(figure(marked_atlas, Shown("back", (), (one,))))["points"]
    assert single.mode == "markers"
    assert single.text is None
    assert single.x[0] == several.x[0]


def test_a_muscle_that_lies_deep_is_dotted(real_dataset: Dataset) -> None:
    deep, near = (
        next(muscle for muscle in real_dataset.muscles if (found := ATLAS.muscle(muscle)) and found.deep == is_deep)
        for is_deep in (True, False)
    )
    for muscle_id, dash in ((deep, "dot"), (near, None)):
        outline = ATLAS.muscle(muscle_id)
        assert outline is not None
        plate_id = next(plate for plate in ATLAS.plates if set(outline.views) & _views(plate))
        pattern = Pattern(muscle_id, _shown_side(plate_id, muscle_id), (), {})
        assert traces(figure(ATLAS, Shown(plate_id, (), (pattern,))))["muscle"].line.dash == dash


def _views(plate_id: str) -> set[str]:
    return {placed.view.view_id for placed in ATLAS.plates[plate_id].views}


def _shown_side(plate_id: str, muscle_id: str) -> Side:
    outline = ATLAS.muscle(muscle_id)
    assert outline is not None
    return next(side for view in _views(plate_id) for side in outline.views.get(view, {}))


@pytest.mark.parametrize("plate_id", PLATES)
def test_every_view_says_what_it_is_and_which_side_is_which(plate_id: str) -> None:
    plate, notes = ATLAS.plates[plate_id], figure(ATLAS, Shown(plate_id)).layout.annotations
    for placed in plate.views:
        view_id, middle = placed.view.view_id, placed.left_mm + placed.view.width_mm / 2
        here = [note for note in notes if placed.left_mm <= note.x <= placed.left_mm + placed.view.width_mm]
        here = [note for note in here if placed.bottom_mm <= note.y <= placed.bottom_mm + placed.view.height_mm * 1.1]
        assert ENGLISH.titles[view_id] in {note.text for note in here}
        sides = {note.text: note.x < middle for note in here if note.text in ("Right", "Left")}
        if view_id in RIGHT_IS_LEFT:
            assert sides == {"Right": True, "Left": False}
        elif view_id in RIGHT_IS_RIGHT:
            assert sides == {"Right": False, "Left": True}
        else:
            assert sides == {}
            assert "side" in ENGLISH.titles[view_id] or "right" in view_id or "left" in view_id


def test_side_labels_agree_with_the_index_image() -> None:
    for view_id in RIGHT_IS_LEFT | RIGHT_IS_RIGHT:
        codes = ATLAS.views[view_id].codes
        on_screen_left = codes[:, : codes.shape[1] // 3] % 4
        assert on_screen_left.max() == (1 if view_id in RIGHT_IS_LEFT else 2)


def test_words_can_be_texts_in() -> None:
    spanish = replace(ENGLISH, titles=dict.fromkeys(ENGLISH.titles, "Vista"), right="Derecha", left="Izquierda")
    texts = {note.text for note in figure(ATLAS, Shown("body", words=spanish)).layout.annotations}
    assert texts == {"Vista", "Derecha", "Izquierda"}


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
