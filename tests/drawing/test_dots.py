"""Dots that would cover one another stand beside one another: just enough, in the view, whatever their order."""

from __future__ import annotations

import math
from itertools import combinations, permutations

import pytest

from referral.drawing.dots import Mark, Place, leader_rings, spread

BOX = (0.0, 0.0, 700.0, 1900.0)
R = 30.0
Places = list[tuple[float, float, str]]

FOUR_ON_A_SHOULDER_BLADE: Places = [(480, 1400, "1"), (520, 1395, "2"), (490, 1360, "3"), (525, 1340, "4")]
TWELVE: Places = [(300 + 9.0 * (n % 4), 900 + 11.0 * (n // 4), str(n)) for n in range(12)]
TWELVE_AT_ONE: Places = [(300, 900, f"A{n:02}") for n in range(12)]
A_ROW: Places = [(350, 800 + 10.0 * n, str(n)) for n in range(6)]
CROWDS = {
    "four": FOUR_ON_A_SHOULDER_BLADE,
    "twelve": TWELVE,
    "twelve at one place": TWELVE_AT_ONE,
    "a row": A_ROW,
    "in a corner": [(x - 299, y - 899, text) for x, y, text in TWELVE_AT_ONE],
    "at the edge": [(698, 800 + 5.0 * n, str(n)) for n in range(6)],
}


def strayed(places: Places, dots: list[Place]) -> list[float]:
    """How far each dot is from its place, mm."""
    return [math.dist((x, y), dot) for (x, y, _), dot in zip(places, dots, strict=True)]


def test_dots_that_touch_no_other_stand_at_their_places() -> None:
    far: Places = [(100, 100, "1"), (161, 100, "2"), (400, 1200, "3")]
    assert spread(far, R, BOX) == [(x, y) for x, y, _ in far]
    assert spread([], R, BOX) == []


@pytest.mark.parametrize("places", CROWDS.values(), ids=CROWDS)
def test_no_two_dots_overlap_and_none_leaves_the_view(places: Places) -> None:
    dots = spread(places, R, BOX)
    assert min(math.dist(a, b) for a, b in combinations(dots, 2)) >= 2 * R * 0.98
    for x_mm, y_mm in dots:
        assert R <= x_mm <= BOX[2] - R
        assert R <= y_mm <= BOX[3] - R


@pytest.mark.parametrize("places", [TWELVE, TWELVE_AT_ONE])
def test_a_crowd_lies_about_its_places_no_wider_than_it_takes(places: Places) -> None:
    """Circles packed as close as can be fill nine tenths of a disc about their middle."""
    closest = R * math.sqrt(len(places) / 0.9)
    assert max(strayed(places, spread(places, R, BOX))) <= 1.3 * closest


def test_a_row_stays_a_row_about_its_middle() -> None:
    dots = spread(A_ROW, R, BOX)
    assert {x for x, _ in dots} == {350}
    assert [y for _, y in dots] == sorted(y for _, y in dots)
    assert sum(y for _, y in dots) == pytest.approx(sum(y for _, y, _ in A_ROW), abs=1)


def test_two_dots_share_the_way() -> None:
    assert spread([(300, 900, "1"), (340, 900, "2")], R, BOX) == [(290, 900), (350, 900)]


def test_dots_keep_off_what_is_fixed() -> None:
    fixed = [(500.0, 1380.0, 20.0), (480.0, 1400.0, 20.0)]
    dots = spread(FOUR_ON_A_SHOULDER_BLADE, R, BOX, fixed)
    assert min(math.dist(a, b) for a, b in combinations(dots, 2)) >= 2 * R * 0.98
    assert min(math.dist(dot, (x, y)) for dot in dots for x, y, _ in fixed) >= (R + 20) * 0.98
    assert spread([(100, 100, "1")], R, BOX, fixed) == [(100, 100)]


def test_the_order_of_the_places_is_of_no_matter() -> None:
    expected = dict(zip(FOUR_ON_A_SHOULDER_BLADE, spread(FOUR_ON_A_SHOULDER_BLADE, R, BOX), strict=True))
    for order in permutations(FOUR_ON_A_SHOULDER_BLADE):
        assert dict(zip(order, spread(order, R, BOX), strict=True)) == expected
    for places in (TWELVE, TWELVE_AT_ONE):
        backwards = places[::-1]
        assert spread(backwards, R, BOX) == spread(places, R, BOX)[::-1]


def test_the_left_is_the_right_s_mirror() -> None:
    mirrored: Places = [(BOX[2] - x, y, text) for x, y, text in FOUR_ON_A_SHOULDER_BLADE]
    dots = spread(FOUR_ON_A_SHOULDER_BLADE, R, BOX)
    for (x, y), (other_x, other_y) in zip(dots, spread(mirrored, R, BOX), strict=True):
        assert (other_x, other_y) == pytest.approx((BOX[2] - x, y), abs=0.2)


def test_a_view_without_room_still_gives_a_place_to_every_dot() -> None:
    tiny = (0.0, 0.0, 90.0, 40.0)
    dots = spread(TWELVE_AT_ONE, R, tiny)
    assert len(dots) == 12
    assert all(30 <= x <= 60 and y == 20 for x, y in dots)


def mark(place: Place, dot_mm: Place) -> Mark:
    return Mark(*place, "1", "#000000", "some_trp1", "back", dot_mm)


def test_a_line_leads_from_a_moved_dot_to_its_place() -> None:
    (line,) = leader_rings([mark((10, 10), (11, 10)), mark((10, 10), (40, 10))], R)
    assert line.tolist() == [[10, 10], [40, 10]]
