"""No words cover a dot, a chosen place, a hidden place's mark, the figure or one another."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest

from referral.body.atlas_files import load_atlas
from referral.body.plates import Placed
from referral.drawing.badge_places import free_place
from referral.drawing.dots import Box
from referral.drawing.hidden_places import HiddenMark
from referral.drawing.label_sides import Labelled, box_about, box_on, common_mm2, free_height, sides, words_mm
from referral.drawing.map_labels import ENGLISH, Label, Words, label_box, titles
from referral.drawing.mark_labels import covered, deep
from referral.drawing.scene import mm_per_px
from referral.drawing.shown import DESK_PX, PHONE_PX, room_over_list

ATLAS = load_atlas()
ROOM: Box = (0.0, 0.0, 1000.0, 1000.0)
WORD = (60.0, 14.0)


def labelled(x_mm: float, y_mm: float, needed: bool = True) -> Labelled:
    return Labelled(x_mm, y_mm, 12, *WORD, needed=needed)


# --- beside marks


def test_words_alone_stand_on_the_right() -> None:
    assert sides([labelled(500, 500)], [], ROOM) == ["right"]


def test_words_give_way_to_what_is_on_their_right() -> None:
    on_right = box_about(540, 500, 20, 20)
    above = box_about(500, 520, 20, 10)
    assert sides([labelled(500, 500)], [on_right], ROOM) == ["above"]
    assert sides([labelled(500, 500)], [on_right, above], ROOM) == ["below"]
    assert sides([labelled(500, 500)], [on_right, above, box_about(500, 480, 20, 10)], ROOM) == ["left"]


def test_words_lean_towards_the_middle_since_a_window_may_become_narrower() -> None:
    assert sides([labelled(300, 500), labelled(700, 500)], [], ROOM) == ["right", "left"]


def test_words_stay_on_the_plate() -> None:
    assert sides([labelled(960, 500)], [], ROOM) == ["left"]
    assert sides([labelled(20, 500), labelled(980, 500)], [], ROOM) == ["right", "left"]


def test_words_that_are_not_needed_are_left_out_where_there_is_no_room() -> None:
    everything = [ROOM]
    assert sides([labelled(500, 500, needed=False)], everything, ROOM) == [None]
    assert sides([labelled(500, 500)], everything, ROOM) != [None]


def test_labels_of_a_crowd_do_not_cover_one_another_whatever_their_order() -> None:
    crowd = [labelled(500, 500), labelled(530, 515), labelled(500, 540), labelled(470, 520, needed=False)]
    marks = [box_about(mark.x_mm, mark.y_mm, 20, 20) for mark in crowd]
    expected = dict(zip(crowd, sides(crowd, marks, ROOM), strict=True))
    for order in permutations(crowd):
        assert dict(zip(order, sides(order, marks, ROOM), strict=True)) == expected
    boxes = [box_on(mark, side) for mark, side in expected.items() if side is not None]
    assert len(boxes) >= 3
    assert all(common_mm2(one, other) < 0.01 for one, other in combinations([*boxes], 2))
    assert all(common_mm2(box, mark) < 0.01 for box in boxes for mark in marks)


def test_a_line_of_words_goes_to_the_nearest_free_height_within_its_view() -> None:
    two = [(0.0, 480.0, 100.0, 520.0), (0.0, 440.0, 100.0, 475.0)]
    assert free_height(500, 10, (0, 60), (0, 1000), two) == 530
    assert free_height(485, 10, (0, 60), (0, 525), two) == 430
    assert free_height(500, 10, (200, 260), (0, 1000), two) == 500
    assert free_height(600, 10, (0, 60), (0, 1000), two) == 600
    assert free_height(990, 10, (0, 60), (0, 900), two) == 890
    assert 440 <= free_height(460, 10, (0, 60), (445, 475), two) <= 475


# --- beside hidden places


def test_deep_here_stands_beside_its_mark_and_covers_neither_dot_nor_chosen_place() -> None:
    mark = HiddenMark("right-upper_teeth", 300, 600, zone="essential")
    ring = np.array([(330.0, 580.0), (420, 580), (420, 620), (330, 620)])
    taken = list(covered((ring,), [(260.0, 600.0)], [mark], 1.0))
    (words,) = deep([mark], "deep here", taken, ROOM, 1.0)
    assert words.text == "deep here"
    assert (words.x_mm, words.xanchor) == (300, "center")
    assert sum(common_mm2(label_box(words, 1.0), box) for box in taken) < 1


def test_a_hidden_place_has_words_where_it_is_felt_or_chosen() -> None:
    idle = HiddenMark("tongue", 300, 600)
    assert list(deep([idle], "deep here", [], ROOM, 1.0)) == []
    assert list(deep([idle], "deep here", [ROOM], ROOM, 1.0)) == []
    assert len(list(deep([replace(idle, chosen=True)], "deep here", [ROOM], ROOM, 1.0))) == 1


# --- right and left


CREOLE = replace(ENGLISH, right="Dwat", left="Goch")


def badges(plate_id: str, words: Words, unit: float) -> list[tuple[Placed, Label]]:
    """The words for right and left, each with its view."""
    plate = ATLAS.plates[plate_id]
    return [
        (placed, label)
        for label in titles(plate, words, unit)
        if label.border
        for placed in plate.views
        if placed.left_mm <= label.x_mm <= placed.left_mm + placed.view.width_mm
        and placed.bottom_mm <= label.y_mm <= placed.bottom_mm + placed.view.height_mm + plate.title_mm
    ]


def body_under(placed: Placed, box: Box) -> float:
    """The share of a box of the plate under which there is body."""
    view = placed.view
    left, right = (int((x - placed.left_mm) * view.px_per_mm) for x in (box[0], box[2]))
    top, bottom = (int((view.height_mm - (y - placed.bottom_mm)) * view.px_per_mm) for y in (box[3], box[1]))
    size = max(1, (right - left) * (bottom - top))
    return float((view.codes[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] > 0).sum()) / size


@pytest.mark.parametrize("words", [ENGLISH, CREOLE], ids=["English", "Creole"])
@pytest.mark.parametrize("room_px", [PHONE_PX, DESK_PX, None], ids=["phone", "desk", "over the list"])
@pytest.mark.parametrize("plate_id", sorted(ATLAS.plates))
def test_right_and_left_stand_outside_of_the_figure(
    plate_id: str, room_px: tuple[int, int] | None, words: Words
) -> None:
    plate = ATLAS.plates[plate_id]
    unit = mm_per_px(plate.width_mm, plate.height_mm, room_px or room_over_list(plate.width_mm, plate.height_mm))
    found = badges(plate_id, words, unit)
    if room_px:  # elsewhere there may be no room for them
        assert len(found) == 2 * sum(placed.view.side is None for placed in plate.views)
    for placed, label in found:
        # the corner of a badge's box on a phone's narrow head; the badge itself is a little smaller than its box
        assert body_under(placed, label_box(label, unit)) <= 0.03, (placed.view.view_id, label)
    for (_, one), (_, other) in combinations(found, 2):
        assert common_mm2(label_box(one, unit), label_box(other, unit)) == 0


def test_a_place_that_is_free_is_taken_and_else_the_nearest_one() -> None:
    taken = np.zeros((20, 40), bool)
    assert free_place(taken, 2.0, (8, 4), (20, 20)) == (20, 20, 0)
    taken[5:15, 6:14] = True
    x_mm, y_mm, covered = free_place(taken, 2.0, (8, 4), (20, 20))
    assert not taken[round(y_mm / 2 - 1) : round(y_mm / 2 + 1), round(x_mm / 2 - 2) : round(x_mm / 2 + 2)].any()
    assert covered == 0 and np.hypot(x_mm - 20, y_mm - 20) <= 14
    assert free_place(np.ones((20, 40), bool), 2.0, (8, 4), (20, 20)) == (20, 20, 1)


def test_longer_words_and_more_lines_take_more_room() -> None:
    assert words_mm("Right", 10, 2) == pytest.approx((58, 26))
    assert words_mm("Back of your<br>right hand", 10, 2) == pytest.approx((139.2, 52))
