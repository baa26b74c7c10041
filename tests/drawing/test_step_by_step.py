"""What the big screen plays: a step a trigger point, honest about what nearly everyone and what some feel."""

from __future__ import annotations

from referral.body.atlas import Atlas
from referral.drawing.step_by_step import step_by_step
from referral.model.dataset import Dataset
from referral.model.pattern import pattern_of
from referral.model.rows import SIDES
from referral.sentences.pattern_words import places
from tests.english import english


def test_a_step_a_point_and_the_whole_at_the_end(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    pattern = pattern_of(real_dataset, "infraspinatus", "right")
    steps = step_by_step(english(real_dataset), marked_atlas, "body", [pattern])["steps"]
    assert [step["title"] for step in steps] == [
        *(f"Infraspinatus, {label}" for _, label in pattern.points),
        "Infraspinatus",
    ]
    for step, (point_id, _) in zip(steps, pattern.points, strict=False):
        alone = pattern_of(real_dataset, "infraspinatus", "right", (point_id,))
        assert places(english(real_dataset), alone, "essential") in step["usual"]
        assert step["usual"].startswith("Nearly everyone with this point")
        assert bool(step["some"]) == bool(places(english(real_dataset), alone, "spillover"))
        assert step["marks"] and step["muscles"] and any(view["usual"] for view in step["views"])


def test_what_nearly_everyone_and_what_some_feel_are_two_pictures(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    pattern = pattern_of(real_dataset, "infraspinatus", "right", ("infraspinatus_trp1",))
    (step,) = step_by_step(english(real_dataset), marked_atlas, "body", [pattern])["steps"]
    drawn = [(view["usual"], view["some"]) for view in step["views"]]
    assert all(usual != some for usual, some in drawn)
    assert any(usual and some for usual, some in drawn)


def test_pain_spreads_from_the_x_where_the_view_shows_it(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    pattern = pattern_of(real_dataset, "infraspinatus", "right", ("infraspinatus_trp1",))
    shown = step_by_step(english(real_dataset), marked_atlas, "back", [pattern])
    place = marked_atlas.point("back", "right", "infraspinatus_trp1")
    assert place is not None
    placed = marked_atlas.plates["back"].views[0]
    (view,) = shown["steps"][0]["views"]
    assert view["x"] == round(place[0] + placed.left_mm, 1)
    assert view["y"] == round(shown["height"] - place[1] - placed.bottom_mm, 1)


def test_both_sides_of_a_point_are_one_step(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    both = [pattern_of(real_dataset, "infraspinatus", side) for side in SIDES]
    assert len(step_by_step(english(real_dataset), marked_atlas, "body", both)["steps"]) == len(both[0].points) + 1


def test_with_no_point_on_the_muscle_alone_is_shown(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    (step,) = step_by_step(
        english(real_dataset), marked_atlas, "body", [pattern_of(real_dataset, "soleus", "right", ())]
    )["steps"]
    assert (step["title"], step["views"], step["marks"]) == ("Soleus", [], "")
    assert step["muscles"]


def test_several_muscles_are_told_by_their_letters_at_the_end(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    two = [pattern_of(real_dataset, muscle, "right") for muscle in ("infraspinatus", "supraspinatus")]
    assert (
        step_by_step(english(real_dataset), marked_atlas, "body", two)["steps"][-1]["title"]
        == "A Infraspinatus, B Supraspinatus"
    )
