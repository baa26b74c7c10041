"""The explorer's state in a URL: round trips, notices, hostile links."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referral.links.explorer import (
    ExplorerState,
    choose_muscle,
    choose_side,
    choose_trigger_point,
    choose_view,
    clear,
    read,
    replace_area,
    show_list,
    toggle_area,
    write,
)
from referral.links.reading import MAX_AREAS, MAX_NOTICES, Notice, read_seen
from referral.model.dataset import Dataset
from referral.model.rows import Area
from referral.words.languages import ENGLISH
from tests.fuzzing import hostile

VIEWS = ("front", "back", "right", "left")
TEMPLE, HEEL, BREASTBONE = Area("temple", "right"), Area("heel", "left"), Area("breastbone")
FULL = ExplorerState((TEMPLE, BREASTBONE), "upper_trapezius", "upper_trapezius_trp2", "back", "left", True)


def read_only(dataset: Dataset, **params: list[str]) -> tuple[ExplorerState, tuple[Notice, ...]]:
    return read(params, dataset, VIEWS)


def test_empty_link_is_the_empty_state(dataset: Dataset) -> None:
    assert read({}, dataset, VIEWS) == (ExplorerState(), ())
    assert write(ExplorerState()) == {}


def test_full_state_as_a_link(dataset: Dataset) -> None:
    params = write(FULL)
    assert params == {
        "area": ["right-temple", "breastbone"],
        "muscle": ["upper_trapezius"],
        "point": ["upper_trapezius_trp2"],
        "view": ["back"],
        "side": ["left"],
        "show": ["list"],
    }
    assert read(params, dataset, VIEWS) == (FULL, ())


@settings(deadline=None)
@given(data=st.data())
def test_every_sound_state_comes_back(dataset: Dataset, data: st.DataObject) -> None:
    point = data.draw(st.none() | st.sampled_from(list(dataset.trigger_points.values())))
    muscle = point.muscle_id if point else data.draw(st.none() | st.sampled_from(list(dataset.muscles)))
    state = ExplorerState(
        tuple(data.draw(st.lists(st.sampled_from(dataset.areas), max_size=MAX_AREAS, unique=True))),
        muscle,
        point.trigger_point_id if point else None,
        data.draw(st.none() | st.sampled_from(VIEWS)),
        data.draw(st.sampled_from([None, "right", "left"])),
    )
    state = show_list(state, data.draw(st.booleans()))
    assert read(write(state), dataset, VIEWS) == (state, ())


def test_unknown_things_are_dropped_with_a_notice(dataset: Dataset) -> None:
    state, notices = read_only(dataset, area=["right-tempel", "left-heel"], muscle=["trapezius"], view=["bakc"])
    assert state == ExplorerState(areas=(HEEL,))
    assert notices == (
        Notice("area", "'right-tempel'", "unknown", ("right-temple",)),
        Notice("muscle", "'trapezius'", "unknown", ("upper_trapezius",)),
        Notice("view", "'bakc'", "unknown", ("back",)),
    )
    assert (
        notices[0].sentence(ENGLISH)
        == "This link's area 'right-tempel' is unknown and was left out. Nearest: right-temple."
    )


@pytest.mark.parametrize("key", ["point", "side"])
def test_each_other_key_has_its_notice(dataset: Dataset, key: str) -> None:
    state, (notice,) = read({key: ["nonsense"]}, dataset, VIEWS)
    assert state == ExplorerState()
    assert (notice.key, notice.problem) == (key, "unknown")


def test_how_a_page_is_seen_is_read_apart_from_what_it_shows() -> None:
    assert read_seen({"lang": ["es"], "display": ["kiosk"], "area": ["x"]}, ("en", "es")) == (
        {"lang": "es", "display": "kiosk"},
        (),
    )
    seen, notices = read_seen({"lang": ["ht"], "display": ["tv"]}, ("en", "es"))
    assert seen == {}
    assert [(notice.key, notice.problem) for notice in notices] == [("lang", "unknown"), ("display", "unknown")]


def test_doubles_are_dropped_in_silence(dataset: Dataset) -> None:
    ids = ["left-heel", "right-temple", "left-heel"]
    assert read_only(dataset, area=ids) == (ExplorerState(areas=(HEEL, TEMPLE)), ())


def test_too_many_areas_leave_the_first(dataset: Dataset) -> None:
    ids = [area.area_id for area in dataset.areas[: MAX_AREAS + 1]]
    state, notices = read_only(dataset, area=ids)
    assert state.areas == dataset.areas[:MAX_AREAS]
    assert notices == (Notice("area", "12", "too_many"),)
    assert notices[0].sentence(ENGLISH) == "Only the first 12 areas of this link are kept."


def test_trigger_point_brings_its_muscle(dataset: Dataset) -> None:
    state, notices = read_only(dataset, point=["infraspinatus_trp3"])
    assert (state.muscle, state.trigger_point, notices) == ("infraspinatus", "infraspinatus_trp3", ())


def test_trigger_point_of_another_muscle_is_dropped(dataset: Dataset) -> None:
    state, (notice,) = read_only(dataset, muscle=["temporalis"], point=["infraspinatus_trp3"])
    assert (state.muscle, state.trigger_point) == ("temporalis", None)
    assert (
        notice.sentence(ENGLISH)
        == "This link's trigger point 'infraspinatus_trp3' belongs to another muscle and was left out."
    )


def test_strings_empty_values_and_foreign_keys_are_taken_as_they_come(dataset: Dataset) -> None:
    params = {
        "area": "right-temple",
        "muscle": "",
        "view": ["", "front"],
        "utm_source": ["x"],
        "embed": "true",
    }
    assert read(params, dataset, VIEWS) == (ExplorerState(areas=(TEMPLE,), view="front"), ())


KEYS = st.sampled_from(["area", "muscle", "point", "view", "side", "lang", "display", "other"])
VALUES = st.lists(st.one_of(st.text(max_size=80), st.sampled_from(["right-temple", "temporalis", "back", "../x"])))


@hostile(100)
@given(params=st.dictionaries(KEYS, VALUES))
def test_hostile_links_end_in_a_sound_state(dataset: Dataset, params: dict[str, list[str]]) -> None:
    state, notices = read(params, dataset, VIEWS)
    assert read(write(state), dataset, VIEWS) == (state, ())
    assert len(notices) <= MAX_NOTICES
    for notice in notices:
        assert notice.sentence(ENGLISH).isprintable() and len(notice.sentence(ENGLISH)) < 800


def test_endless_links_are_cut(dataset: Dataset) -> None:
    params = {"area": ["<script>" * 10_000] * 3 + [f"no-{n}" for n in range(10_000)], "view": ["y" * 10**6]}
    state, notices = read(params, dataset, VIEWS)
    assert state == ExplorerState() and len(notices) == MAX_NOTICES
    assert max(len(notice.sentence(ENGLISH)) for notice in notices) < 200


def test_toggle_area() -> None:
    one = toggle_area(ExplorerState(), TEMPLE)
    assert one.areas == (TEMPLE,)
    two = toggle_area(one, HEEL)
    assert two.areas == (TEMPLE, HEEL)
    assert toggle_area(two, TEMPLE).areas == (HEEL,)


def test_no_area_beyond_the_most(dataset: Dataset) -> None:
    full = ExplorerState(areas=dataset.areas[:MAX_AREAS])
    assert toggle_area(full, dataset.areas[MAX_AREAS]) == full
    assert len(toggle_area(full, dataset.areas[0]).areas) == MAX_AREAS - 1


def test_a_list_is_shown_only_of_something() -> None:
    assert not show_list(ExplorerState(), True).listed
    one = show_list(toggle_area(ExplorerState(), TEMPLE), True)
    assert one.listed
    assert not toggle_area(one, TEMPLE).listed
    assert toggle_area(FULL, TEMPLE).listed
    assert choose_muscle(one, "temporalis").listed
    assert not choose_muscle(show_list(ExplorerState(muscle="temporalis"), True), None).listed
    assert not show_list(one, False).listed


def test_a_link_to_a_list_of_nothing_shows_none(dataset: Dataset) -> None:
    assert read_only(dataset, show=["list"]) == (ExplorerState(), ())
    _, notices = read_only(dataset, show=["lits"], area=["right-temple"])
    assert [(one.key, one.nearest) for one in notices] == [("show", ("list",))]


def test_replace_area_puts_the_new_one_last_and_keeps_the_rest() -> None:
    assert replace_area(FULL, [TEMPLE], [HEEL]) == replace(FULL, areas=(BREASTBONE, HEEL))
    assert replace_area(FULL, [BREASTBONE], [HEEL]) == replace(FULL, areas=(TEMPLE, HEEL))


def test_replace_area_by_both_sides_and_back() -> None:
    both = (TEMPLE, Area("temple", "left"))
    one = ExplorerState(areas=(HEEL, TEMPLE))
    two = replace_area(one, [TEMPLE], both)
    assert two.areas == (HEEL, *both)
    assert replace_area(two, both, [TEMPLE]) == one


def test_replace_area_never_chooses_one_twice() -> None:
    assert replace_area(ExplorerState(areas=(HEEL, TEMPLE)), [TEMPLE], [HEEL, HEEL]).areas == (HEEL,)


def test_a_button_for_an_area_that_is_gone_changes_nothing() -> None:
    """Two quick taps: the second one finds the first one's work done."""
    state = ExplorerState(areas=(BREASTBONE, TEMPLE))
    once = replace_area(state, [TEMPLE], [HEEL])
    assert replace_area(once, [TEMPLE], [HEEL]) == once
    assert replace_area(once, [TEMPLE], [Area("temple", "left")]) == once
    assert replace_area(ExplorerState(), [TEMPLE], [HEEL]) == ExplorerState()


def test_replace_area_stays_within_the_most(dataset: Dataset) -> None:
    full = ExplorerState(areas=dataset.areas[:MAX_AREAS])
    last, more = dataset.areas[MAX_AREAS - 1], dataset.areas[MAX_AREAS : MAX_AREAS + 2]
    assert replace_area(full, [last], more) == full
    assert replace_area(full, [last], more[:1]).areas == (*dataset.areas[: MAX_AREAS - 1], more[0])


def test_clear_keeps_the_view() -> None:
    assert clear(FULL) == ExplorerState(view="back")


def test_choosing_a_muscle_lets_the_trigger_point_go() -> None:
    other = choose_muscle(FULL, "temporalis", "right")
    assert (other.muscle, other.trigger_point, other.side) == ("temporalis", None, "right")
    assert choose_muscle(FULL, "temporalis").side == "left"
    none = choose_muscle(FULL, None)
    assert (none.muscle, none.trigger_point, none.side, none.areas) == (None, None, None, FULL.areas)


def test_choosing_a_trigger_point_chooses_its_muscle(dataset: Dataset) -> None:
    state = choose_trigger_point(FULL, "infraspinatus_trp1", dataset)
    assert (state.muscle, state.trigger_point) == ("infraspinatus", "infraspinatus_trp1")
    assert choose_trigger_point(state, None, dataset).muscle == "infraspinatus"
    with pytest.raises(KeyError):
        choose_trigger_point(FULL, "none", dataset)


def test_choose_view() -> None:
    assert choose_view(FULL, "front").view == "front"


@pytest.mark.parametrize(
    ("view", "other"), [("left_knee_back", "right_knee_back"), ("back", "back"), ("left", "right"), (None, None)]
)
def test_a_view_of_one_side_goes_to_the_other_with_the_muscle(view: str | None, other: str | None) -> None:
    state = ExplorerState((TEMPLE,), "popliteus", None, view, "left")
    assert choose_side(state, "right") == ExplorerState((TEMPLE,), "popliteus", None, other, "right")
