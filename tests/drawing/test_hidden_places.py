"""Marks of hidden places: how each looks, which one a tap means, and what the scene makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from referral.body.atlas import Atlas
from referral.body.plates import Placed, Plate
from referral.body.point_marks import Anatomy, Body, Sight
from referral.body.view import View
from referral.drawing.hidden_places import (
    HIDDEN_PX,
    HiddenMark,
    HiddenPlace,
    felt_in,
    hidden_rings,
    hit_hidden,
    places_on,
)
from referral.drawing.plotly_figure import figure
from referral.drawing.scene import NO_FILL, area_at, mm_per_px, scene
from referral.drawing.scene_parts import Scene
from referral.drawing.shown import PHONE_PX, Layer, Shown
from referral.drawing.styles import CHOSEN_LINE, PAIN
from referral.drawing.svg import svg
from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from referral.model.rows import Area

TEETH, EAR = Area.of("right-upper_teeth"), Area.of("right-deep_ear")
TEETH_AT, EAR_AT = HiddenPlace("head_front", TEETH.area_id, 105, 130), HiddenPlace("head_front", EAR.area_id, 60, 170)
MARKS = (HiddenMark("tongue", 100, 100), HiddenMark("palate", 106, 100), HiddenMark("throat", 100, 50))


def test_a_tap_means_the_nearest_mark_within_reach() -> None:
    assert hit_hidden(MARKS, 101, 101) == "tongue"
    assert hit_hidden(MARKS, 104, 100) == "palate"
    assert hit_hidden(reversed(MARKS), 104, 100) == "palate"
    assert hit_hidden(MARKS, 100, 58.9) == "throat"
    assert hit_hidden(MARKS, 100, 59.1) is None
    assert hit_hidden(MARKS, 100, 70, reach_mm=25) == "throat"
    assert hit_hidden([], 100, 100) is None


def test_every_mark_is_a_round_ring_and_what_is_felt_lies_in_it() -> None:
    (ring,) = hidden_rings(MARKS[:1], 10)["hidden"]
    assert np.hypot(*(ring - (100, 100)).T) == pytest.approx(10)
    assert set(hidden_rings(MARKS[:1], 10)) == {"hidden"}
    felt = [HiddenMark("a", 0, 0, "essential"), HiddenMark("b", 50, 0, "spillover", chosen=True)]
    rings = hidden_rings(felt, 10)
    assert list(rings) == ["hidden essential", "hidden spillover", "hidden chosen", "hidden"]
    assert [len(rings[part]) for part in rings] == [1, 7, 1, 2]
    assert all(np.hypot(*(dot - (50, 0)).T).max() < 10 for dot in rings["hidden spillover"])
    assert np.hypot(*(rings["hidden chosen"][0] - (50, 0)).T).min() > 12
    assert hidden_rings([], 10) == {}


def test_what_nearly_everyone_feels_goes_before_what_some_feel() -> None:
    red, blue = (200, 0, 0), (0, 0, 200)
    zones = [({TEETH: "spillover", EAR: "spillover"}, red), ({TEETH: "essential"}, blue)]
    both = frozenset({"essential", "spillover"})
    assert felt_in(zones, both) == {TEETH: ("essential", blue), EAR: ("spillover", red)}  # type: ignore[arg-type]
    assert felt_in(reversed(zones), both) == felt_in(zones, both)  # type: ignore[arg-type]
    assert felt_in(zones, {"essential"}) == {TEETH: ("essential", blue)}  # type: ignore[arg-type]


def drawn(atlas: Atlas, dataset: Dataset, *chosen: Area, layers: frozenset[Layer] | None = None) -> Scene:
    """The head with the right temporalis, which is felt in the upper teeth."""
    patterns = (pattern_of(dataset, "temporalis", "right"),)
    extra = {} if layers is None else {"layers": layers}
    return scene(atlas, Shown("head_front", chosen, patterns, hidden=(TEETH_AT, EAR_AT), **extra))  # type: ignore[arg-type]


def test_a_hidden_place_that_the_pattern_reaches_shows_it(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    built = drawn(marked_atlas, real_dataset)
    zones = pattern_of(real_dataset, "temporalis", "right").zones
    placed = marked_atlas.plates["head_front"].views[0]
    teeth, ear = built.hidden
    assert (teeth.x_mm, teeth.y_mm) == (placed.left_mm + TEETH_AT.x_mm, placed.bottom_mm + TEETH_AT.y_mm)
    assert (teeth.zone, ear.zone) == (zones[TEETH], None)
    names = {shape.name: shape for shape in built.shapes}
    felt = names[f"hidden {teeth.zone}"]
    assert felt.fill.startswith(f"rgba({PAIN[0]},{PAIN[1]},{PAIN[2]},")
    assert (names["hidden"].dash, names["hidden"].fill) == ("dot", NO_FILL)
    assert names["hidden"].halo_px > names["hidden"].width_px
    assert any(label.text == "deep here" for label in built.labels)
    without = drawn(marked_atlas, real_dataset, layers=frozenset({"points"}))
    assert {mark.zone for mark in without.hidden} == {None}


def test_a_hidden_place_that_hurts_is_ringed(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    built = drawn(marked_atlas, real_dataset, EAR)
    assert [mark.chosen for mark in built.hidden] == [False, True]
    (ring,) = (shape for shape in built.shapes if shape.name == "hidden chosen")
    assert ring.line == CHOSEN_LINE


def test_only_the_views_of_the_plate_have_marks(marked_atlas: Atlas) -> None:
    assert scene(marked_atlas, Shown("back", hidden=(TEETH_AT,))).hidden == ()
    assert scene(marked_atlas, Shown("head_front")).hidden == ()


def test_figure_and_svg_draw_the_marks(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    shown = Shown("head_front", (EAR,), (pattern_of(real_dataset, "temporalis", "right"),), hidden=(TEETH_AT, EAR_AT))
    built = figure(marked_atlas, shown)
    names = [trace.name for trace in built.data]
    assert {"hidden", "hidden halo", "hidden chosen"} <= set(names)
    assert any(note.text == "deep here" for note in built.layout.annotations)
    text = svg(scene(marked_atlas, shown), lambda source: source)
    assert text.count(">deep here</text>") >= 2


def test_hidden_places_of_a_close_up_lie_beside_one_another(marked_atlas: Atlas) -> None:
    near = tuple(HiddenPlace("head_front", area, 130, y) for area, y in (("tongue", 118), ("palate", 121)))
    plate = scene(marked_atlas, Shown("head_front", hidden=near))
    first, second = plate.hidden
    unit = mm_per_px(plate.width_mm, plate.height_mm, PHONE_PX)
    assert np.hypot(first.x_mm - second.x_mm, first.y_mm - second.y_mm) >= 2 * 0.98 * HIDDEN_PX * unit


def test_on_the_whole_body_a_crowd_shows_what_is_felt_or_chosen_alone(marked_atlas: Atlas) -> None:
    near = tuple(
        HiddenPlace("front", area, 375, y) for area, y in (("tongue", 1700), ("palate", 1705), ("pelvis", 900))
    )
    assert [mark.area_id for mark in scene(marked_atlas, Shown("front", hidden=near)).hidden] == ["pelvis"]
    chosen = scene(marked_atlas, Shown("front", (Area.of("palate"),), hidden=near)).hidden
    assert [mark.area_id for mark in chosen] == ["palate", "pelvis"]


def test_a_tap_on_a_mark_means_the_hidden_place_and_beside_it_the_skin(marked_atlas: Atlas) -> None:
    shown = Shown("head_front", hidden=(TEETH_AT,))
    (mark,) = scene(marked_atlas, shown).hidden
    assert area_at(marked_atlas, shown, mark.x_mm + 2, mark.y_mm) == TEETH
    beside = area_at(marked_atlas, shown, mark.x_mm + 40, mark.y_mm)
    assert beside == marked_atlas.hit("head_front", mark.x_mm + 40, mark.y_mm) != TEETH
    assert beside is not None
    assert area_at(marked_atlas, Shown("head_front"), mark.x_mm, mark.y_mm) not in (None, TEETH)


def flat(view_id: str) -> tuple[Plate, Anatomy]:
    """A plate with one view from the front, and a body as flat as a wall in it."""
    view = View(view_id, 750, 1888, 1.0, "", "", False, lambda: np.zeros((1888, 750), np.uint16))
    depths = np.stack([np.full((236, 94), 300), np.full((236, 94), -100)]).astype(np.int16)
    sight = Sight(np.array([1.0, 0, 0]), np.array([0.0, 1, 0]), -375, -96, 1888, "rest", 8, depths)
    body = Body(0.0, np.zeros(2), 0, np.zeros(3), 8, np.zeros((1, 1, 1), np.uint8))
    return Plate(view_id, 750, 1978, 90, (Placed(view, 0, 0),)), Anatomy({view_id: sight}, body)


def test_a_plate_has_the_hidden_places_that_are_seen_from_there_on_both_sides(real_dataset: Dataset) -> None:
    plate, anatomy = flat("flat")
    regions = real_dataset.regions.values()
    found = {place.area_id: (place.x_mm, place.y_mm) for place in places_on(plate, regions, anatomy)}
    seen = [region for region in regions if not region.surface and "front" in region.mark_from]
    assert set(found) == {area.area_id for area in real_dataset.areas if area.region_id in {r.region_id for r in seen}}
    (right, height), (left, same) = found["right-upper_teeth"], found["left-upper_teeth"]
    assert (right + left, height) == (750, same)
    assert right < 375
    assert places_on(plate, regions, None) == ()
