"""What of a plate the big screen shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from referral.body.atlas import Atlas
from referral.drawing.cropping import LEAST_SHARE, drawn_on, kept_in
from referral.drawing.map_labels import label_box
from referral.drawing.scene import mm_per_px, scene
from referral.drawing.shown import Shown
from referral.drawing.step_by_step import step_by_step
from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from tests.english import english


def test_an_empty_plate_is_shown_whole(marked_atlas: Atlas) -> None:
    bare = scene(marked_atlas, Shown("body"))
    assert drawn_on(bare) == (0, 0, bare.width_mm, bare.height_mm)


@pytest.mark.parametrize("muscle", ["infraspinatus", "soleus", "temporalis", "gluteus_minimus", "scalenes"])
def test_all_that_is_drawn_is_shown_and_not_much_more(real_dataset: Dataset, marked_atlas: Atlas, muscle: str) -> None:
    drawn = scene(marked_atlas, Shown("body", patterns=(pattern_of(real_dataset, muscle, "right"),)))
    left, bottom, right, top = drawn_on(drawn)
    assert 0 <= left < right <= drawn.width_mm
    assert 0 <= bottom < top <= drawn.height_mm
    for picture in (*drawn.muscles, *(pain.picture for pain in drawn.pains)):
        assert left <= max(0, picture.left_mm) and picture.left_mm + picture.width_mm <= right + 1
        assert bottom <= max(0, picture.bottom_mm) and picture.bottom_mm + picture.height_mm <= top + 1
    assert right - left >= LEAST_SHARE * drawn.height_mm - 1e-6
    assert top - bottom >= LEAST_SHARE * drawn.height_mm - 1e-6


def test_a_muscle_of_the_head_is_shown_larger_than_on_the_whole_body(
    real_dataset: Dataset, marked_atlas: Atlas
) -> None:
    patterns = [pattern_of(real_dataset, "temporalis", "right")]
    stage = step_by_step(english(real_dataset), marked_atlas, "body", patterns)
    assert stage["shown"][3] < 0.4 * stage["height"]
    assert stage["shown"][1] <= 0  # the head is at the top, with a title over it


def test_words_stay_inside_of_what_is_shown(marked_atlas: Atlas) -> None:
    bare = scene(marked_atlas, Shown("body"))
    unit = mm_per_px(bare.width_mm, bare.height_mm)
    box = (0.0, 300.0, bare.width_mm, 900.0)
    for label in kept_in(bare.labels, box, unit):
        assert box[1] - 0.1 <= label_box(label, unit)[1] and label_box(label, unit)[3] <= box[3] + 0.1
        assert replace(label, x_mm=0, y_mm=0) in [replace(one, x_mm=0, y_mm=0) for one in bare.labels]
