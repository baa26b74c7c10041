"""What the big screen plays: a step a trigger point, honest about what nearly everyone and what some feel."""

from __future__ import annotations

from referral.atlas import Atlas
from referral.dataset import SIDES, Dataset
from referral.patterns import pattern_of, places
from referral.show import show


def test_a_step_a_point_and_the_whole_at_the_end(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    pattern = pattern_of(real_dataset, "infraspinatus", "right")
    steps = show(real_dataset, marked_atlas, "body", [pattern])["steps"]
    assert [step["title"] for step in steps] == [
        *(f"Infraspinatus, {label}" for _, label in pattern.points),
        "Infraspinatus",
    ]
    for step, (point_id, _) in zip(steps, pattern.points, strict=False):
        alone = pattern_of(real_dataset, "infraspinatus", "right", (point_id,))
        assert places(real_dataset, alone, "essential") in step["usual"]
        assert step["usual"].startswith("Nearly everyone with this point")
        assert bool(step["some"]) == bool(places(real_dataset, alone, "spillover"))
        assert step["marks"] and step["outlines"] and any(view["usual"] for view in step["views"])


def test_what_nearly_everyone_and_what_some_feel_are_two_pictures(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    pattern = pattern_of(real_dataset, "infraspinatus", "right", ("infraspinatus_trp1",))
    (step,) = show(real_dataset, marked_atlas, "body", [pattern])["steps"]
    drawn = [(view["usual"], view["some"]) for view in step["views"]]
    assert all(usual != some for usual, some in drawn)
    assert any(usual and some for usual, some in drawn)


def test_pain_spreads_from_the_x_where_the_view_shows_it(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    pattern = pattern_of(real_dataset, "infraspinatus", "right", ("infraspinatus_trp1",))
    shown = show(real_dataset, marked_atlas, "back", [pattern])
    place = marked_atlas.point("back", "right", "infraspinatus_trp1")
    assert place is not None
    placed = marked_atlas.plates["back"].views[0]
    (view,) = shown["steps"][0]["views"]
    assert view["x"] == round(place[0] + placed.left_mm, 1)
    assert view["y"] == round(shown["height"] - place[1] - placed.bottom_mm, 1)


def test_both_sides_of_a_point_are_one_step(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    both = [pattern_of(real_dataset, "infraspinatus", side) for side in SIDES]
    assert len(show(real_dataset, marked_atlas, "body", both)["steps"]) == len(both[0].points) + 1


def test_with_no_point_on_the_muscle_alone_is_shown(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    (step,) = show(real_dataset, marked_atlas, "body", [pattern_of(real_dataset, "soleus", "right", ())])["steps"]
    assert (step["title"], step["views"], step["marks"]) == ("Soleus", [], "")
    assert step["outlines"]


def test_several_muscles_are_told_by_their_letters_at_the_end(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    two = [pattern_of(real_dataset, muscle, "right") for muscle in ("infraspinatus", "supraspinatus")]
    assert show(real_dataset, marked_atlas, "body", two)["steps"][-1]["title"] == "A Infraspinatus, B Supraspinatus"
