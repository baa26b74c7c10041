"""The areas near a place of a view: every border of every view, gaps between limbs, places that are none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral.body.atlas import Atlas
from referral.body.neighbours import areas_near
from referral.body.view import View
from referral.model.rows import Area
from tests.loaded_once import the_atlas

BESIDE_MM = 2.0
VIEWS = sorted(the_atlas().views)
#: Any number, in the body's range or far out of it, and none.
NUMBERS = st.floats(-50, 2000) | st.floats(allow_nan=True, allow_infinity=True)


def beside_borders(view: View) -> Iterator[tuple[int, int, float, float]]:
    """Of each two areas that meet: the tapped one, the other, and a place of the first 2 mm from the second."""
    steps = round(BESIDE_MM * view.px_per_mm)
    for axis in (0, 1):
        here, there = (np.moveaxis(view.codes, axis, 0)[part] for part in (slice(None, -steps), slice(steps, None)))
        for one, other, shift in ((here, there, 0), (there, here, steps)):
            meets = (one != other) & (one > 0) & (other > 0)
            pairs = one[meets].astype(np.int64) << 16 | other[meets]
            places = np.argwhere(meets)
            for pair in np.unique(pairs):
                among = places[pairs == pair]
                at = among[len(among) // 2] + (shift, 0)
                row, column = at if axis == 0 else at[::-1]
                x_mm, y_mm = (column + 0.5) / view.px_per_mm, view.height_mm - (row + 0.5) / view.px_per_mm
                yield int(pair >> 16), int(pair & 0xFFFF), float(x_mm), float(y_mm)


@pytest.mark.parametrize("view_id", VIEWS)
def test_beside_every_border_the_other_area_is_near(view_id: str) -> None:
    view = the_atlas().views[view_id]
    borders = list(beside_borders(view))
    assert borders
    for tapped, other, x_mm, y_mm in borders:
        near = areas_near(view, x_mm, y_mm, 3 * BESIDE_MM)
        assert view.code_at(x_mm, y_mm) == tapped == next(iter(near))
        assert near[tapped] == 0
        assert near[other] <= BESIDE_MM + 1 / view.px_per_mm
        assert list(near.values()) == sorted(near.values())


def test_farther_reach_brings_more_and_nothing_else(marked_atlas: Atlas) -> None:
    view = marked_atlas.views["front"]
    little, more = (areas_near(view, 320, 950, reach) for reach in (30, 94))
    assert list(more)[: len(little)] == list(little)
    assert len(more) > len(little) > 1
    assert all(mm <= 94 for mm in more.values())


def test_what_lies_beyond_a_gap_is_not_near(marked_atlas: Atlas) -> None:
    """A place of the right leg, as far from the left leg as from its own front."""
    view = marked_atlas.views["front"]
    knees = np.concatenate(marked_atlas.area_rings("front", Area.of("right-front_of_knee")))
    inner_x = float(knees[:, 0].max())
    y_mm = float(knees[:, 1].mean())
    near = {marked_atlas.area(code) for code in areas_near(view, inner_x - 3, y_mm, 100)}
    row = view.codes[int(view.height_mm - y_mm)]
    assert any(marked_atlas.area(int(code)).side == "left" for code in np.unique(row[: int(inner_x) + 97]) if code)
    assert near
    assert {area.side for area in near} == {"right"}


def test_a_place_beside_the_body_counts_as_its_tap_does(marked_atlas: Atlas) -> None:
    view = marked_atlas.views["front"]
    row = int(view.height_mm - 1000)
    column = int(np.flatnonzero(view.codes[row])[0])
    here = view.code_at(column - 4.5, 1000)
    assert here
    near = areas_near(view, column - 4.5, 1000, 1.0)
    assert next(iter(near)) == here
    assert areas_near(view, max(column - 60.0, 0.0), 1000, 1.0) == {}


@settings(deadline=None)
@given(view_id=st.sampled_from(VIEWS), x_mm=NUMBERS, y_mm=NUMBERS, reach_mm=NUMBERS)
def test_whatever_the_place(view_id: str, x_mm: float, y_mm: float, reach_mm: float) -> None:
    view = the_atlas().views[view_id]
    near = areas_near(view, x_mm, y_mm, reach_mm)
    if not (0 <= x_mm < view.width_mm and 0 <= y_mm < view.height_mm):
        assert near == {}
    elif reach_mm > 0 and view.code_at(x_mm, y_mm):
        assert view.code_at(x_mm, y_mm) in near
    else:
        assert near == {}
