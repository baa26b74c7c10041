"""Strokes as they are painted: where they run, with dots at the same places in every view; and whole regions."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from referral.body.skin_path import Band, paths
from referral.body.view import View
from referral.drawing.drawn import Drawn, Felt, drawn_of
from referral.drawing.pain_picture import Overlay, paint
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import Area
from referral.model.stroke_rows import Stroke
from tests.loaded_once import the_atlas, the_dataset

SHOULDER = Band(((-192.0, 1435.0, 131.0), (-206.0, 1340.0, 128.0)), (60.0, 44.0))
NAMED = ("right-front_of_shoulder", "right-front_upper_arm_high")


def codes(*area_ids: str) -> frozenset[int]:
    return frozenset(code for area in area_ids if (code := the_atlas().code(Area.of(area))) is not None)


def opacity(overlay: Overlay | None, view: View) -> NDArray[np.float64]:
    """(rows, columns) 0..1 over the whole view."""
    whole = np.zeros(view.codes.shape)
    if overlay is None:
        return whole
    with Image.open(io.BytesIO(base64.b64decode(overlay.uri.partition(",")[2]))) as picture:
        pixels = np.asarray(picture.convert("RGBA"))
    top = round((view.height_mm - overlay.bottom_mm - overlay.height_mm) * view.px_per_mm)
    left = round(overlay.left_mm * view.px_per_mm)
    whole[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels[..., 3] / 255
    return whole


def painted(view_id: str, drawn: Drawn, **look: Any) -> NDArray[np.float64]:
    view = the_atlas().views[view_id]
    return opacity(paint(view, drawn, the_atlas().skin, **look), view)


def at(view_id: str, x: float, y: float) -> tuple[int, int]:
    """The pixel of the front view's body axes, mm."""
    view, sight = the_atlas().views[view_id], the_atlas().anatomy
    assert sight is not None
    across, up = sight.sights[view_id].screen_mm(np.array([[x, y, 0.0]]))[0]
    return int((view.height_mm - up) * view.px_per_mm), int(across * view.px_per_mm)


@pytest.mark.parametrize("view_id", ["front", "right_shoulder_front"])
def test_painting_covers_the_stroke_and_not_what_lies_beside_it(view_id: str) -> None:
    found = painted(view_id, Drawn(Felt((SHOULDER,)), named=codes(*NAMED)))
    for y in (1430, 1400, 1370, 1345):
        x = -192 - 14 * (1435 - y) / 95
        assert found[at(view_id, x, y)] > 0.65
        assert found[at(view_id, x + 45, y)] < 0.03


def test_only_what_is_named_is_painted() -> None:
    everywhere = painted("front", Drawn(Felt((SHOULDER,)), named=codes(*NAMED)))
    kept = painted("front", Drawn(Felt((SHOULDER,)), named=codes(NAMED[1])))
    row, column = at("front", -192, 1435)
    assert everywhere[row, column] > 0.65
    assert kept[row, column] < 0.03


@pytest.mark.parametrize("region", ["right-front_thigh_high", "right-cheek", "breastbone", "right-shoulder_blade"])
def test_a_whole_region_is_painted_within_it(region: str) -> None:
    view_id = "back" if "blade" in region else "front"
    (code,) = codes(region)
    found = painted(view_id, Drawn(Felt(areas=frozenset({code})), named=frozenset({code})))
    inside = the_atlas().views[view_id].codes == code
    assert found[inside].mean() > 0.4
    assert found[inside].max() > 0.7
    assert found[~inside].sum() < 0.04 * found.sum()


def middles(view_id: str, drawn: Drawn) -> NDArray[np.float64]:
    """(D, 3) the places on the skin under the middles of the dots of a view."""
    import cv2

    view = the_atlas().views[view_id]
    shown = view.read_skin()
    assert shown is not None
    found = painted(view_id, drawn)
    _, _, stats, centres = cv2.connectedComponentsWithStats((found > 0.6).astype(np.uint8))
    whole = (stats[:, cv2.CC_STAT_AREA] > 6) & (np.arange(len(stats)) > 0)
    scale = shown.px_per_mm / view.px_per_mm
    column, row = np.round((centres[whole] + 0.5) * scale - 0.5).astype(int).T
    return shown.rest[row, column]


def test_a_dot_lies_at_the_same_place_in_two_views() -> None:
    pytest.importorskip("cv2")
    patch = Drawn(
        spillover=Felt((Band(((-215.0, 1400.0, 110.0),), (70.0,)),)), named=codes(*NAMED, "right-side_of_shoulder")
    )
    front, side = (middles(name, patch) for name in ("right_shoulder_front", "right_shoulder"))
    away = np.sqrt(((front[:, None] - side) ** 2).sum(axis=2)).min(axis=1)
    assert len(front) > 10 and len(side) > 10
    assert (away < 3).sum() > 5


def test_strokes_of_the_table_are_drawn_and_other_kinds_as_regions() -> None:
    muscle = the_dataset().muscles["infraspinatus"]
    pattern = pattern_of(the_dataset(), muscle.muscle_id, "right")
    stroke = Stroke("infraspinatus_trp1", "essential", "same", SHOULDER.places, SHOULDER.widths)
    region = Stroke("infraspinatus_trp1", "spillover", "same", region_id="back_of_neck")
    drawn = drawn_of(the_atlas(), replace(pattern, strokes=(stroke, region)))
    assert drawn.essential.bands == (SHOULDER,)
    assert drawn.spillover.areas == codes("right-back_of_neck")
    assert not drawn_of(the_atlas(), replace(pattern, strokes=(stroke, region)), ["spillover"]).essential.bands


def test_what_is_known_from_a_few_cases_is_sparse() -> None:
    base = pattern_of(the_dataset(), "infraspinatus", "right")
    stroke = Stroke("infraspinatus_trp1", "essential", "same", SHOULDER.places, SHOULDER.widths)
    pattern: Pattern = replace(base, strokes=(stroke,), limited=frozenset(area.region_id for area in base.zones))
    drawn = drawn_of(the_atlas(), pattern)
    assert not drawn.essential.bands
    assert drawn.limited.bands == (SHOULDER,)
    surer = Drawn(spillover=drawn.limited, named=drawn.named)
    assert painted("front", drawn).mean() < 0.75 * painted("front", surer).mean()


def test_what_is_known_from_a_few_cases_has_strokes_of_its_own() -> None:
    """Else a band that mostly runs elsewhere draws it as though it were felt as often as the rest."""
    atlas, data = the_atlas(), the_dataset()
    assert atlas.skin is not None
    hidden = []
    for point in data.trigger_points.values():
        pattern = pattern_of(data, point.muscle_id, "right", (point.trigger_point_id,))
        drawn = drawn_of(atlas, pattern) if pattern.limited else Drawn()
        for way in paths(atlas.skin, drawn.essential.bands + drawn.spillover.bands):
            inside = sum(atlas.area(int(code)).region_id in pattern.limited for code in way.codes)
            if inside > 0.15 * len(way.codes):
                hidden.append((point.trigger_point_id, inside, len(way.codes)))
    assert not hidden


@pytest.mark.parametrize("side", ["right", "left"])
def test_both_sides_of_the_head_are_dotted(side: str) -> None:
    """The points of the left side come last in their file."""
    named = codes(f"{side}-side_of_head", f"{side}-temple")
    found = painted(f"head_{side}", Drawn(spillover=Felt(areas=named), named=named))
    assert (found > 0.7).mean() > 0.01


def test_what_some_feel_leaves_room_for_what_nearly_everyone_feels_before_that_is_painted() -> None:
    wide = Band(SHOULDER.places, (110.0, 90.0))
    some = Drawn(spillover=Felt((wide,)), named=codes(*NAMED))
    row, column = at("front", -200, 1390)
    middle = np.s_[row - 20 : row + 20, column - 8 : column + 8]
    assert painted("front", some)[middle].max() > 0.5
    assert painted("front", replace(some, above=Felt((SHOULDER,))))[middle].max() < 0.03
