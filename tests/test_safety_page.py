"""The safety step in Streamlit's own test harness: no muscle before it, none after a yes, the answer in no address."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from referral.dataset import FOLDER_VARIABLE, load
from tests.edits import replaced
from tests.opened_pages import cards, none_of_these, open_page, parameters, traces
from tests.test_pages import words
from tests.test_safety import CASES

ARM = "left-inner_upper_arm"


def asked(*areas: str, page: str = "find", **further: str | list[str]) -> AppTest:
    """A page by a link, as it is before anything is answered."""
    return open_page(page, answered=False, area=list(areas), **further)


def say_yes(app: AppTest, flag_id: str) -> AppTest:
    app.button(key=f"sign_{flag_id}").click().run()
    return app.run()  # the harness does not follow a fragment's rerun of the whole page by itself


def test_signs_come_before_any_muscle() -> None:
    app = asked(ARM, muscle="infraspinatus")
    labels = [button.label for button in app.button if str(button.key).startswith("sign_")]
    flags = load().red_flags
    assert labels[0] == flags["heart_attack"].statement
    assert cards(app) == [] and "muscle" not in traces(app)
    assert (
        "Infraspinatus" not in words(app) and "may send pain" not in words(app).split("muscles may send pain there.")[1]
    )


def test_none_of_these_leads_on_and_is_in_no_address() -> None:
    app = asked(ARM)
    before = parameters(app)
    none_of_these(app)
    assert cards(app) and not [button for button in app.button if str(button.key).startswith("sign_")]
    assert parameters(app) == before == {"area": [ARM]}


@pytest.mark.parametrize("case", CASES[:24], ids=[case["name"][:60] for case in CASES[:24]])
def test_a_yes_stops_the_path(case: dict[str, str]) -> None:
    areas = [part.strip() for part in case["areas"].split(";")]
    app = say_yes(asked(*areas), case["flag_id"])
    flag = load().red_flags[case["flag_id"]]
    said = words(app)
    assert flag.advice in said and flag.why in said and flag.tell in said
    assert cards(app) == [] and not app.get("plotly_chart")
    assert "305.967.8976" not in said and "needling" not in said.lower()
    assert parameters(app).keys() <= {"area"}


def test_the_stop_holds_on_every_page() -> None:
    app = say_yes(asked(ARM), "heart_attack")
    for page in ("muscles", "book", "dry_needling", "about", "find"):
        app.switch_page(f"pages/{page}/page.py").run()
        assert load().red_flags["heart_attack"].advice in words(app), page
        assert cards(app) == []


def test_two_taps_lead_back_and_nothing_is_answered() -> None:
    app = say_yes(asked(ARM), "heart_attack")
    assert not [button for button in app.button if button.key == "safety_undo"]
    app.button(key="safety_slip_button").click().run()
    app.button(key="safety_undo").click().run()
    app.switch_page("pages/find/page.py")
    app.query_params["area"] = [ARM]
    app.run()
    assert any(button.key == "sign_heart_attack" for button in app.button)
    assert cards(app) == []


def test_first_of_the_two_taps_can_be_taken_back() -> None:
    app = say_yes(asked(ARM), "heart_attack")
    app.button(key="safety_slip_button").click().run()
    app.button(key="safety_stay").click().run()
    assert any(button.key == "safety_slip_button" for button in app.button)


def test_muscles_page_names_no_muscle_of_an_unasked_area() -> None:
    app = asked(ARM, page="muscles", muscle="soleus")
    assert "Where it hurts" not in words(app)


def test_the_tablet_sends_to_the_front_desk() -> None:
    app = say_yes(asked(ARM, display="kiosk"), "heart_attack")
    assert "front desk" in words(app)
    assert not any("tel:" in element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("broken", ["missing", "unknown region", "region without a sign"])
def test_the_app_never_runs_without_its_safety_data(monkeypatch: pytest.MonkeyPatch, folder: Path, broken: str) -> None:
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
    assert "needs a correction" in app.error[0].value
    fault = {"missing": "red_flags.csv: the file is missing", "unknown region": "'tempel' is not in regions.csv"}
    assert fault.get(broken, "no sign of red_flags.csv is asked for") in app.code[0].value
    assert cards(app) == [] and not app.get("plotly_chart")
