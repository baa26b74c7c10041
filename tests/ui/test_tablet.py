"""The clinic's tablet in Streamlit's own test harness: where it leads, what it leaves out, what a phone takes along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from referral.body.atlas import Atlas
from referral.clinic.file import ENVIRONMENT_VARIABLE
from referral.drawing.step_by_step import slides
from referral.folders import CLINIC_FILE
from referral.model.body_parts import PARTS
from referral.model.dataset import Dataset
from referral.ui.frame.tablet import OPENING_MUSCLES
from referral.ui.visit.clinic import _load_once
from tests.english import english
from tests.loaded_once import cards_at_first, the_dataset
from tests.opened_pages import areas_of, cards, none_of_these, open_page, parameters, words

SHOULDER = "right-front_of_shoulder"


@pytest.fixture(autouse=True)
def fresh_clinic() -> None:
    """A clinic read in one test is not that of the next."""
    _load_once.cache_clear()


def clinic(folder: Path, monkeypatch: pytest.MonkeyPatch, *edits: tuple[str, str]) -> None:
    """The app under a clinic file with these edits."""
    text = CLINIC_FILE.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (folder / "clinic.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(folder / "clinic.toml"))


def pages_linked(app: AppTest) -> list[str]:
    return [element.proto.label for element in app.get("page_link")]


def test_no_menu_no_link_nothing_to_type_or_to_save() -> None:
    app = open_page("find", area=SHOULDER, muscle="infraspinatus", display="kiosk")
    assert pages_linked(app) == []
    assert not app.selectbox and not app.text_input and not app.text_area
    assert not app.get("download_button") and not app.toggle
    assert not re.search(r"<a\s", " ".join(element.proto.body for element in app.get("html")))
    assert "305.967.8976" in words(app)


def test_places_are_picked_by_touch_and_the_list_has_every_one() -> None:
    app = open_page("find", display="kiosk")
    offered: list[str] = []
    for part in PARTS:
        app.pills(key="area_part_en").set_value(part).run()
        offered += app.pills(key=f"area_list_{part}_en").options
    dataset = the_dataset()
    assert sorted(map(str.lower, offered)) == sorted(english(dataset).area_name(area).lower() for area in dataset.areas)
    app.pills(key="area_part_en").set_value("shoulder").run()
    app.pills(key="area_list_shoulder_en").set_value(areas_of(SHOULDER)).run()
    assert parameters(app) == {"area": [SHOULDER], "display": ["kiosk"]}


def test_the_path_leads_through_the_signs_to_the_muscles() -> None:
    app = open_page("find", answered=False, area=SHOULDER, display="kiosk")
    assert cards(app) == []
    none_of_these(app)
    assert len(cards(app)) == cards_at_first(SHOULDER)


def test_a_phone_takes_the_view_along_where_it_can_be_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Take this to your phone" not in words(open_page("find", area=SHOULDER, display="kiosk"))
    _load_once.cache_clear()
    clinic(tmp_path, monkeypatch, ('explorer_url = ""', 'explorer_url = "http://192.168.1.20:8501"'))
    app = open_page("find", area=SHOULDER, display="kiosk")
    assert "Take this to your phone" in words(app)
    html = " ".join(element.proto.body for element in app.get("html"))
    assert html.count('class="rp-qr"') == 1


def test_every_screen_is_a_tablet_when_the_clinic_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic(tmp_path, monkeypatch, ("always = false", "always = true"))
    app = open_page("find")
    assert pages_linked(app) == []
    assert app.pills(key="area_part_en") is not None


def test_other_screens_keep_their_menu() -> None:
    app = open_page("find")
    assert {"Find", "Muscles", "Dry needling", "Book"} <= set(pages_linked(app))


def test_opening_pictures_are_patterns_that_the_plate_shows(real_dataset: Dataset, marked_atlas: Atlas) -> None:
    opening = slides(english(real_dataset), marked_atlas, "body", OPENING_MUSCLES)
    assert set(OPENING_MUSCLES) <= set(real_dataset.muscles)
    assert len(opening["slides"]) == len(OPENING_MUSCLES)
    for slide in opening["slides"]:
        assert slide["usual"].startswith("<image ") and slide["marks"] and slide["muscles"]
    assert opening["base"].count("<image ") == len(marked_atlas.plates["body"].views)
