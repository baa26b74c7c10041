"""The safety step in Streamlit's own test harness: no muscle before it on any page, none after a yes, the answer in no
address."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from time import time

import pytest
from streamlit.testing.v1 import AppTest

from referral.answers.red_flags import signs_for, whole_body
from referral.data.load import FOLDER_VARIABLE
from referral.model.dataset import Dataset
from referral.model.texts import texts_in
from referral.ui.parts.safety_step import NONE
from referral.ui.visit import safety_answers
from referral.ui.visit.safety_answers import KEPT, KEPT_ANEW_S
from referral.words.languages import codes, language
from referral.words.text import fold
from tests.edits import replaced
from tests.loaded_once import the_dataset
from tests.opened_pages import (
    cards,
    is_asked,
    muscles_drawn,
    none_of_these,
    open_page,
    parameters,
    say_none,
    signs_of,
    traces,
    words,
)

ARM = "left-inner_upper_arm"
ELSEWHERE = "right-heel"
LANGUAGES = ("en", "es", "ht")
#: Every page that shows muscles, as a link may bring a chosen area and a muscle to it.
ROADS = {"find": "infraspinatus", "consult": "infraspinatus", "muscles": "infraspinatus"}


def asked(*areas: str, page: str = "find", **further: str | list[str]) -> AppTest:
    """A page by a link, as it is before anything is answered."""
    return open_page(page, answered=False, area=list(areas), **further)


def say_yes(app: AppTest, flag_id: str) -> AppTest:
    app.button(key=f"sign_{flag_id}").click().run()
    return app.run()  # the harness does not follow a fragment's rerun of the whole page by itself


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    return app.run()


# --- seen from outside: whatever a page holds, it names no muscle


@cache
def names() -> re.Pattern[str]:
    """Every muscle's name in every language, and its id, as whole words."""
    spoken = [texts_in(the_dataset(), language(code)) for code in codes()]
    found = {fold(one.name) for texts in spoken for one in texts.muscles.values()}
    found |= {fold(one.replace("_", " ")) for one in the_dataset().muscles}
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, found), key=len, reverse=True))})\b")


def everything(app: AppTest) -> str:
    """All that the server sent of a page, in one text: words, labels, help, alternative texts, figures, data of
    components, titles and files."""
    sent = [
        str(element.proto).encode().decode("unicode_escape").encode("latin-1", "replace").decode("utf-8", "replace")
        for element in app.main
        if hasattr(element, "proto")
    ]
    return fold(" ".join(sent).replace("_", " "))


def named_in(app: AppTest) -> set[str]:
    """The muscles that a page names anywhere."""
    address = {fold(value.replace("_", " ")) for values in parameters(app).values() for value in values}
    return {match[1] for match in names().finditer(everything(app))} - address


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", ROADS)
def test_no_muscle_is_named_before_an_answer(page: str, code: str) -> None:
    app = asked(ARM, page=page, muscle=ROADS[page], lang=code)
    assert is_asked(app)
    assert named_in(app) == set()
    assert not app.get("plotly_chart") or (traces(app), muscles_drawn(app)) == (["chosen"], set())


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("page", ROADS)
def test_no_muscle_is_named_after_an_answer_for_another_area(page: str, code: str) -> None:
    app = open_page("find", area=[ELSEWHERE], lang=code)
    assert not is_asked(app)
    app.switch_page(f"pages/{page}/page.py")
    app.query_params["lang"] = code
    app.query_params["area"] = [ELSEWHERE, ARM]
    app.query_params["muscle"] = ROADS[page]
    app.run()
    assert is_asked(app)
    assert named_in(app) == set()


def test_the_test_from_outside_sees_a_muscle_where_there_is_one() -> None:
    """A test that cannot fail is none: answered, each of these pages does name the muscle."""
    for page, muscle in ROADS.items():
        app = open_page(page, area=[ARM], muscle=muscle, lang="es")
        app.query_params["muscle"] = []  # what is in the address is not counted
        assert names().search(everything(app)), page


@pytest.mark.parametrize("page", ["book", "dry_needling", "about"])
def test_no_other_page_takes_a_muscle_along_from_an_unanswered_area(page: str) -> None:
    """The summary on Book named muscles before any answer once, and passed every test."""
    before = named_in(open_page(page))  # the page About the evidence names one as an example
    app = open_page("find", area=[ELSEWHERE])
    app.query_params["area"] = [ELSEWHERE, ARM]
    app.query_params["muscle"] = "infraspinatus"
    app.run()
    assert is_asked(app)
    app.switch_page(f"pages/{page}/page.py").run()
    assert named_in(app) <= before
    assert "Where it hurts" not in words(app)


# --- the first screen, and those after it


def test_the_first_screen_asks_the_whole_body_what_is_true_and_the_place() -> None:
    dataset = the_dataset()
    app = asked(ARM)
    lines = signs_for(dataset, [dataset.area(ARM)])
    assert signs_of(app) == [flag.flag_id for flag in (*whole_body(dataset), *lines)]
    assert list(app.pills(key="safety_about_en").options) == [one.statement for one in dataset.about_you.values()]
    assert app.pills(key="safety_about_en").value == []
    assert cards(app) == [] and traces(app) == ["chosen"] and muscles_drawn(app) == set()


def test_none_of_these_leads_on_and_is_in_no_address() -> None:
    app = asked(ARM)
    before = parameters(app)
    none_of_these(app)
    assert cards(app) and not signs_of(app)
    assert parameters(app) == before == {"area": [ARM]}


def test_a_further_area_asks_its_own_lines_alone() -> None:
    dataset = the_dataset()
    app = none_of_these(asked(ARM))
    app.query_params["area"] = [ARM, ELSEWHERE]
    app.run()
    before = {flag.flag_id for flag in signs_for(dataset, [dataset.area(ARM)]) if flag.concerns == "person"}
    own = [flag.flag_id for flag in signs_for(dataset, [dataset.area(ELSEWHERE)]) if flag.flag_id not in before]
    assert signs_of(app) == own
    assert not [one for one in app.pills if str(one.key).startswith("safety_about")]


def test_a_tick_adds_its_lines_and_stops_nobody() -> None:
    app = asked("right-temple")
    before = signs_of(app)
    app.pills(key="safety_about_en").set_value(["over_50"]).run()
    shown = set(signs_of(app))
    assert {"gca_headache", "gca_scalp"} & shown and "gca_headache" not in before
    assert is_asked(app)
    while is_asked(app):
        say_none(app)
        shown |= set(signs_of(app))
    assert {"gca_headache", "gca_scalp", "gca_jaw"} <= shown
    assert cards(app)


def test_several_areas_are_asked_five_lines_at_a_time() -> None:
    app = asked("right-temple", "left-inner_calf", "right-groin", "breastbone")
    seen: list[str] = []
    while is_asked(app):
        lines = [one for one in signs_of(app) if the_dataset().red_flags[one].asked == "area"]
        assert 0 < len(lines) <= 5
        seen += lines
        assert cards(app) == []
        say_none(app)
    assert len(seen) == len(set(seen)) > 5
    assert cards(app)


def test_the_second_of_two_quick_taps_answers_no_screen_that_nobody_read() -> None:
    app = asked("right-temple", "left-inner_calf", "right-groin")
    (first,) = [one for one in app.button if str(one.key).startswith(NONE)]
    first.click().run()
    (second,) = [one for one in app.button if str(one.key).startswith(NONE)]
    assert first.key != second.key
    assert is_asked(app)


# --- a yes, and "I am not sure"


@pytest.mark.parametrize("flag_id", ["heart_attack", "saddle", "effort", "swollen"])
def test_a_yes_stops_the_path(flag_id: str) -> None:
    app = say_yes(asked(ARM), flag_id)
    flag = the_dataset().red_flags[flag_id]
    said = words(app)
    assert flag.advice in said and flag.why in said and flag.tell in said
    assert cards(app) == [] and not app.get("plotly_chart")
    assert "needling" not in said.lower() and named_in(app) == set()
    assert parameters(app).keys() <= {"area"}


@pytest.mark.parametrize(("flag_id", "number"), [("heart_attack", "tel:911"), ("swollen", "tel:+13059678976")])
def test_every_stop_page_has_a_number_to_call(flag_id: str, number: str) -> None:
    app = say_yes(asked(ARM), flag_id)
    assert any(number in element.proto.body for element in app.get("html"))


def test_not_sure_leads_to_a_calm_page_and_back() -> None:
    app = press(asked(ARM), "safety_unsure_button")
    said = words(app)
    assert "Good that you ask" in said and "305.967.8976" in said and "911" in said
    assert named_in(app) == set() and not app.get("plotly_chart")
    app = press(app, "safety_sure")
    app.query_params["area"] = [ARM]
    app.run()
    assert signs_of(app)[0] == "heart_attack" and cards(app) == []


def test_the_stop_holds_on_every_page() -> None:
    app = say_yes(asked(ARM), "heart_attack")
    for page in ("muscles", "book", "dry_needling", "about", "consult", "find"):
        app.switch_page(f"pages/{page}/page.py").run()
        assert the_dataset().red_flags["heart_attack"].advice in words(app), page
        assert cards(app) == []


def test_two_taps_lead_back_and_nothing_is_answered() -> None:
    app = say_yes(asked(ARM), "heart_attack")
    assert not [button for button in app.button if button.key == "safety_undo"]
    app.button(key="safety_slip_button").click().run()
    app.button(key="safety_undo").click().run()
    app.switch_page("pages/find/page.py")
    app.query_params["area"] = [ARM]
    app.run()
    assert "heart_attack" in signs_of(app)
    assert cards(app) == []


def test_first_of_the_two_taps_can_be_taken_back() -> None:
    app = say_yes(asked(ARM), "heart_attack")
    app.button(key="safety_slip_button").click().run()
    app.button(key="safety_stay").click().run()
    assert any(button.key == "safety_slip_button" for button in app.button)


def test_the_tablet_sends_to_the_front_desk() -> None:
    for flag_id in ("heart_attack", "swollen"):
        app = say_yes(asked(ARM, display="kiosk"), flag_id)
        assert "front desk" in words(app)
        assert not any("tel:" in element.proto.body for element in app.get("html"))


# --- every road


def test_consult_asks_until_a_therapist_says_so_once_a_visit() -> None:
    app = asked(ARM, page="consult", muscle="infraspinatus")
    assert is_asked(app) and not app.dataframe
    app.button(key="safety_therapist").click().run()
    assert not is_asked(app) and app.dataframe
    assert "warning signs for this place" in words(app)
    app.button(key="start_afresh").click().run()
    app.query_params["area"] = ["right-breast"]
    app.run()
    assert not is_asked(app) and not [one for one in app.button if one.key == "safety_therapist"]


def test_typing_the_other_breast_on_consult_asks_its_signs() -> None:
    """A link to the left breast, then typing "right breast", led past the step: the flags were the same by name."""
    app = asked("left-breast", page="consult")
    app.query_params["area"] = ["left-breast", "right-breast"]  # as the box does
    app.run()
    assert is_asked(app) and not app.dataframe
    app = open_page("consult", area=["left-breast"])
    assert not is_asked(app) and app.dataframe
    app.query_params["area"] = ["left-breast", "right-breast"]
    app.run()
    assert is_asked(app) and not app.dataframe


def test_consult_is_linked_from_no_page_of_a_patient_and_keeps_its_address() -> None:
    for page in ("find", "muscles", "book", "dry_needling", "about"):
        app = open_page(page)
        linked = [link.proto.page for link in app.get("page_link")]
        assert linked and "consult" not in linked, page
    assert not open_page("consult").exception


@pytest.mark.parametrize("page", ["find", "muscles", "consult"])
@pytest.mark.parametrize("display", [None, "kiosk"])
def test_a_muscle_that_was_looked_up_has_a_line_that_leads_to_its_signs(page: str, display: str | None) -> None:
    app = open_page(page, muscle="infraspinatus", display=display or "")
    assert not is_asked(app)
    app = press(app, "safety_check_button")
    assert is_asked(app) and named_in(app) == set()
    assert signs_of(app)[: len(whole_body(the_dataset()))] == [flag.flag_id for flag in whole_body(the_dataset())]
    assert len(signs_of(app)) > len(whole_body(the_dataset()))
    app = press(app, "safety_check_back")
    assert not is_asked(app)
    none_of_these(press(app, "safety_check_button"))
    app.run()
    assert "Warning signs checked" in words(app)


def test_words_of_an_emergency_in_the_search_of_muscles_bring_help() -> None:
    app = open_page("muscles")
    app.text_input(key="muscle_search").set_value("no puedo respirar").run()
    app.run()
    assert the_dataset().red_flags["breath"].advice in words(app)
    assert "No muscle found" not in words(app)
    app.button(key="safety_slip_button").click().run()
    app.button(key="safety_undo").click().run()
    app.switch_page("pages/muscles/page.py").run()
    app.text_input(key="muscle_search").set_value("no puedo respirar").run()
    assert "No muscle found" in words(app)  # the visitor has said that it is none


def test_muscles_page_names_no_muscle_of_an_unasked_area() -> None:
    app = asked(ARM, page="muscles", muscle="soleus")
    assert "Where it hurts" not in words(app) and "Soleus" not in words(app)


@pytest.mark.parametrize("broken", ["missing", "unknown region", "region without a sign"])
def test_the_app_never_starts_without_its_safety_data(
    monkeypatch: pytest.MonkeyPatch, folder: Path, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    rules = folder / "red_flags.csv"
    if broken == "missing":
        rules.unlink()
    elif broken == "unknown region":
        replaced(folder, "red_flags.csv", "; temple;", "; tempel;")
    else:
        lines = rules.read_text(encoding="utf-8").splitlines()
        rules.write_text("\n".join(line for line in lines if ",all," not in line) + "\n", encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    app = asked("right-temple")
    assert "This page is closed for a moment" in words(app)
    fault = {"missing": "red_flags.csv: the file is missing", "unknown region": "'tempel' is not in regions.csv"}
    assert fault.get(broken, "no sign of red_flags.csv asks about") in caplog.text
    assert cards(app) == [] and not app.get("plotly_chart")


def test_the_datasets_of_tests_and_app_are_alike_in_what_they_ask(dataset: Dataset) -> None:
    assert {flag.asked for flag in dataset.red_flags.values()} == {"whole_body", "area", "words"}


# --- a server that was started anew under an open page


@pytest.mark.parametrize("page", ROADS)
def test_what_the_open_page_has_kept_is_taken_up_by_a_session_that_knows_nothing(page: str) -> None:
    where = {"page": page, "muscle": ROADS[page]}
    kept = none_of_these(asked("right-front_of_shoulder", **where)).text_input(key=KEPT).value
    assert kept
    anew = asked("right-front_of_shoulder", **where)
    assert is_asked(anew) and not anew.text_input, "a first page loads no field that it has nothing to keep in"
    anew.session_state[KEPT] = kept
    anew.run()
    assert not is_asked(anew) and muscles_drawn(anew) == {ROADS[page]}
    anew.query_params["area"] = ["right-front_of_shoulder", ARM]
    assert is_asked(anew.run()), "a place that nobody was asked about"


def test_what_the_page_has_kept_is_nothing_to_a_session_that_has_answers() -> None:
    kept = none_of_these(asked(ARM)).text_input(key=KEPT).value
    app = none_of_these(asked(ELSEWHERE))
    own = app.text_input(key=KEPT).value
    app.query_params["area"] = [ARM]
    app.text_input(key=KEPT).set_value(kept).run()
    assert is_asked(app) and app.text_input(key=KEPT).value == own


def test_the_next_patient_is_asked_whatever_the_page_has_kept() -> None:
    app = none_of_these(asked(ARM, page="consult"))
    kept = app.text_input(key=KEPT).value
    press(app, "start_afresh")
    assert app.text_input(key=KEPT).value == ""
    app.query_params["area"] = [ARM]
    app.text_input(key=KEPT).set_value(kept).run()
    assert is_asked(app)


def test_the_tablet_keeps_no_answers() -> None:
    app = none_of_these(asked(ARM, display="kiosk"))
    assert cards(app) and [field for field in app.text_input if field.key == KEPT] == []


def test_what_is_kept_is_kept_anew_while_somebody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    app = none_of_these(asked(ARM))
    first = app.text_input(key=KEPT).value
    assert app.run().text_input(key=KEPT).value == first
    later = time() + KEPT_ANEW_S + 1
    monkeypatch.setattr(safety_answers, "time", lambda: later)
    assert app.run().text_input(key=KEPT).value not in ("", first)
