"""Consult in Streamlit's own test harness: what is shown for a link, what is kept from a patient, quick taps."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from referral.model.pattern import pattern_of
from referral.paper.handout import MOST_ADVICE, advice_for
from referral.sentences.candidates_table import candidates_table
from referral.sentences.comparison import compare, shared_in_words
from referral.sentences.pattern_words import in_words
from tests.english import english
from tests.loaded_once import the_answer, the_dataset
from tests.opened_pages import (
    FORBIDDEN,
    chart,
    is_asked,
    none_of_these,
    open_page,
    parameters,
    traces,
    words,
)

TWO = ["infraspinatus", "supraspinatus"]


def shown(app: AppTest) -> list[str]:
    """The muscles that have a card, by id."""
    return [str(one.key).removeprefix("take_") for one in app.button if str(one.key).startswith("take_")]


def test_starts_with_a_body_and_a_word_on_how_to_begin() -> None:
    app = open_page("consult")
    assert not app.exception
    assert "Start with a word or a tap" in words(app)
    assert traces(app) == []
    assert not [one for one in app.button if one.key == "start_afresh"]


def test_two_muscles_have_their_cards_patterns_and_what_they_share() -> None:
    dataset = the_dataset()
    app = open_page("consult", muscle=TWO)
    assert shown(app) == TWO
    patterns = [pattern_of(dataset, muscle, "right") for muscle in TWO]
    for pattern in patterns:
        assert in_words(english(dataset), pattern) in words(app)
        assert in_words(english(dataset), pattern) in chart(app).alt
    assert shared_in_words(english(dataset), compare(patterns)) in words(app)
    assert {"muscle A", "muscle B", "points", "shared"} <= set(traces(app))


def test_a_muscle_is_taken_away_and_all_at_once_for_the_next_patient() -> None:
    app = open_page("consult", muscle=TWO, layer="muscles")
    app.button(key="take_infraspinatus").click().run()
    assert parameters(app) == {"muscle": ["supraspinatus"], "layer": ["muscles"]}
    app.button(key="start_afresh").click().run()
    assert parameters(app) == {"layer": ["muscles"]}
    assert shown(app) == []


def test_areas_of_a_link_ask_first_and_then_bring_the_table() -> None:
    app = open_page("consult", answered=False, area="right-outer_elbow", muscle="supinator")
    assert shown(app) == [] and not app.dataframe and "muscle" not in traces(app)
    none_of_these(app)
    assert shown(app) == ["supinator"]
    table = candidates_table(english(the_dataset()), the_answer("right-outer_elbow"))
    assert list(app.dataframe[0].value["Muscle"]) == list(table["Muscle"])


def test_a_yes_stops_here_too() -> None:
    app = open_page("consult", answered=False, area="left-inner_upper_arm", muscle="infraspinatus")
    app.button(key="sign_heart_attack").click().run()
    app.run()
    assert the_dataset().red_flags["heart_attack"].advice in words(app)
    assert not app.get("plotly_chart")


def test_filters_leave_the_rows_that_fit() -> None:
    app = open_page("consult", area="right-outer_elbow")
    app.selectbox(key="candidates_sour_en").set_value("seldom").run()
    assert list(app.dataframe[0].value["Muscle"]) == ["Anconeus"]
    app.selectbox(key="candidates_felt_en").set_value("some").run()
    assert not app.dataframe
    assert "No muscle is left by these filters." in words(app)


def test_a_comparison_puts_a_body_a_muscle_and_says_what_tells_them_apart() -> None:
    app = open_page("consult", muscle=["supraspinatus", "supinator"], compare="1")
    assert len(app.get("plotly_chart")) == 2
    assert "Alone usually felt in the web of the right thumb." in words(app)


def test_no_more_advice_than_fits_can_be_ticked() -> None:
    app = open_page("consult", muscle="infraspinatus")
    lines = advice_for(the_dataset(), ["infraspinatus"])
    boxes = [f"advice_line_{line.advice_id}" for line in lines]
    for box in boxes[:MOST_ADVICE]:
        app.checkbox(key=box).check()
    app.run()
    assert [app.checkbox(key=box).disabled for box in boxes] == [False] * MOST_ADVICE + [True] * (
        len(boxes) - MOST_ADVICE
    )
    app.button(key="start_afresh").click().run()
    app.query_params["muscle"] = "infraspinatus"
    app.run()
    assert not any(app.checkbox(key=box).value for box in boxes)


def give_back_the_address(app: AppTest, parameters: dict[str, list[str]]) -> None:
    """As the back button does, and a tap sent before the browser heard of the address after the last."""
    app.query_params.clear()
    for key, values in parameters.items():
        app.query_params[key] = values


def test_a_tap_that_brings_the_address_of_before_loses_nothing() -> None:
    """A browser sends the address along with a tap; with a quick second tap that is still the one before the first."""
    app = open_page("consult", muscle=TWO)
    before = parameters(app)
    app.button(key="take_infraspinatus").click().run()
    give_back_the_address(app, before)
    app.segmented_control(key="consult_map_side").set_value("left").run()
    assert parameters(app) == {"muscle": ["supraspinatus"], "side": ["left"]}


def test_the_back_button_is_not_taken_for_a_quick_tap() -> None:
    app = open_page("consult", muscle=TWO)
    before = parameters(app)
    app.button(key="take_infraspinatus").click().run()
    give_back_the_address(app, before)
    app.run()
    assert shown(app) == TWO
    app.segmented_control(key="consult_map_side").set_value("left").run()
    assert parameters(app) == {"muscle": TWO, "side": ["left"]}


def test_the_next_patient_meets_nothing_of_the_last_on_any_page() -> None:
    app = open_page("find", area="right-outer_elbow")
    app.switch_page("pages/consult/page.py").run()
    app.query_params["muscle"] = "supinator"
    app.run()
    app.button(key="start_afresh").click().run()
    app.switch_page("pages/find/page.py").run()
    assert parameters(app) == {}
    app.query_params["area"] = "right-outer_elbow"
    app.run()
    assert is_asked(app)


@pytest.mark.parametrize("muscle", ["temporalis", "rectus_abdominis", "piriformis"])
def test_nothing_promises_or_diagnoses(muscle: str) -> None:
    app = open_page("consult", muscle=muscle)
    assert FORBIDDEN.search(words(app)) is None
    assert str(date.today().year) not in str(parameters(app))
