"""What a consultation shows: links that keep it, steps from one state to the next, what is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral.answers.red_flags import nobody_asks
from referral.drawing.shown import DEFAULT_LAYERS, LAYERS
from referral.drawing.styles import MOST_TOGETHER
from referral.links.consultation import (
    ConsultState,
    add_muscle,
    choose_muscles,
    patterns,
    read,
    replace_muscle,
    show_points,
    shown_layers,
    shown_points,
    shown_sides,
    start_afresh,
    take_muscle,
    write,
)
from referral.model.dataset import Dataset
from referral.model.rows import Area
from referral.words.languages import ENGLISH
from tests.fuzzing import hostile

VIEWS = ("body", "head", "front")
SHOULDER = Area("front_of_shoulder", "left")


def read_only(dataset: Dataset, **params: list[str]) -> tuple[ConsultState, list[str]]:
    state, notices = read(params, dataset, VIEWS)
    return state, [notice.sentence(ENGLISH) for notice in notices]


def test_a_link_keeps_the_whole_view(dataset: Dataset) -> None:
    state = ConsultState(
        areas=(SHOULDER,),
        muscles=("infraspinatus", "temporalis"),
        off=("infraspinatus_trp3",),
        sides="both",
        layers=frozenset({"muscles", "names"}),
        view="head",
        compare=True,
        show=True,
    )
    assert read(write(state), dataset, VIEWS) == (state, ())


def test_nothing_chosen_is_a_bare_address(dataset: Dataset) -> None:
    assert write(ConsultState()) == {}
    assert read({}, dataset, VIEWS) == (ConsultState(), ())


def test_no_layer_at_all_survives_a_link(dataset: Dataset) -> None:
    bare = ConsultState(layers=frozenset())
    assert write(bare) == {"layer": ["none"]}
    assert read(write(bare), dataset, VIEWS) == (bare, ())
    assert shown_layers(bare) == frozenset()


def test_the_usual_layers_in_a_link_are_as_if_nothing_were_said(dataset: Dataset) -> None:
    assert read_only(dataset, layer=list(DEFAULT_LAYERS)) == (ConsultState(), [])


def test_what_a_link_holds_that_is_unknown_is_dropped_with_a_notice(dataset: Dataset) -> None:
    state, notices = read_only(
        dataset, muscle=["infraspinatis", "temporalis"], off=["temporalis_trp9"], layer=["pionts"], side=["up"]
    )
    assert state == ConsultState(muscles=("temporalis",))
    assert len(notices) == 4
    assert notices[0].endswith("Nearest: infraspinatus.")
    assert "points" in notices[2]


def test_too_many_muscles_leave_the_first(dataset: Dataset) -> None:
    state, notices = read_only(dataset, muscle=list(dataset.muscles)[: MOST_TOGETHER + 1])
    assert state.muscles == tuple(dataset.muscles)[:MOST_TOGETHER]
    assert notices == [f"Only the first {MOST_TOGETHER} muscles of this link are kept."]


def test_nothing_fills_the_screen_or_is_compared_without_muscles(dataset: Dataset) -> None:
    assert read_only(dataset, show=["1"], compare=["1"]) == (ConsultState(), [])
    assert read_only(dataset, show=["1"], compare=["1"], muscle=["temporalis"])[0] == ConsultState(
        muscles=("temporalis",), show=True
    )


def test_points_of_a_muscle_that_is_not_shown_are_forgotten(dataset: Dataset) -> None:
    assert read_only(dataset, muscle=["temporalis"], off=["infraspinatus_trp1"]) == (
        ConsultState(muscles=("temporalis",)),
        [],
    )


HOSTILE = st.dictionaries(
    st.sampled_from(["area", "muscle", "off", "layer", "side", "view", "compare", "show", "lang", "other"]),
    st.lists(
        st.one_of(st.text(), st.sampled_from(["infraspinatus", "names", "1", "both", "right-temple"])), max_size=5
    ),
)


@hostile(150)
@given(HOSTILE)
def test_any_link_gives_a_state_that_a_link_keeps(dataset: Dataset, params: dict[str, list[str]]) -> None:
    state, _ = read(params, dataset, VIEWS)
    assert read(write(state), dataset, VIEWS) == (state, ())
    assert len(state.muscles) <= MOST_TOGETHER
    assert patterns(dataset, state, nobody_asks(state.areas)) is not None


def test_one_muscle_more_and_the_oldest_makes_room() -> None:
    state = ConsultState()
    for muscle in "abcd":
        state = add_muscle(state, muscle)
    assert state.muscles == ("b", "c", "d")
    assert add_muscle(state, "c") == state
    assert take_muscle(state, "c").muscles == ("b", "d")


def test_stepping_under_the_finger_replaces_in_place() -> None:
    state = ConsultState(muscles=("a", "b"))
    assert replace_muscle(state, "a", "c").muscles == ("c", "b")
    assert replace_muscle(state, None, "c").muscles == ("a", "b", "c")
    assert replace_muscle(state, "gone", "c").muscles == ("a", "b", "c")
    assert replace_muscle(state, "a", "b").muscles == ("b",)
    assert replace_muscle(state, "a", "a") == state


def test_a_comparison_ends_with_its_second_muscle() -> None:
    state = ConsultState(muscles=("a", "b"), compare=True)
    assert take_muscle(state, "a").compare is False
    assert choose_muscles(state, ["a", "b", "a", "c"]) == ConsultState(muscles=("a", "b", "c"), compare=True)


def test_the_next_patient_begins_with_nothing_but_the_therapist_s_layers() -> None:
    state = ConsultState((SHOULDER,), ("a",), ("x",), "both", frozenset({"names"}), "head")
    assert start_afresh(state) == ConsultState(layers=frozenset({"names"}))


def test_sides_follow_the_pain_until_one_is_chosen() -> None:
    assert shown_sides(ConsultState()) == ("right",)
    assert shown_sides(ConsultState(areas=(SHOULDER,))) == ("left",)
    assert shown_sides(ConsultState(areas=(SHOULDER, Area("temple", "right")))) == ("right",)
    assert shown_sides(ConsultState(areas=(SHOULDER,), sides="right")) == ("right",)
    assert shown_sides(ConsultState(sides="both")) == ("right", "left")


def test_points_that_are_off_are_neither_marked_nor_felt(dataset: Dataset) -> None:
    state = ConsultState(muscles=("upper_trapezius",))
    assert shown_points(state, dataset, "upper_trapezius") == ("upper_trapezius_trp1", "upper_trapezius_trp2")
    first = show_points(state, dataset, "upper_trapezius", ["upper_trapezius_trp1"])
    assert first.off == ("upper_trapezius_trp2",)
    (pattern,) = patterns(dataset, first, nobody_asks(first.areas))
    expected = dataset.trigger_point_pattern("upper_trapezius_trp1", "right")
    assert pattern.points == (("upper_trapezius_trp1", "TrP1"),)
    assert pattern.zones == expected
    none = show_points(first, dataset, "upper_trapezius", [])
    assert patterns(dataset, none, nobody_asks(none.areas))[0].zones == {}
    assert show_points(none, dataset, "upper_trapezius", ["upper_trapezius_trp1", "upper_trapezius_trp2"]) == state


def test_both_sides_are_drawn_of_every_muscle(dataset: Dataset) -> None:
    drawn = patterns(dataset, ConsultState(muscles=("infraspinatus", "temporalis"), sides="both"), nobody_asks(()))
    assert [(pattern.muscle_id, pattern.side) for pattern in drawn] == [
        ("infraspinatus", "right"),
        ("infraspinatus", "left"),
        ("temporalis", "right"),
        ("temporalis", "left"),
    ]


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_can_stand_alone_in_a_link(dataset: Dataset, layer: str) -> None:
    state, notices = read_only(dataset, layer=[layer])
    assert (shown_layers(state), notices) == (frozenset({layer}), [])
