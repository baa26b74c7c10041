"""Find, and the faults of Find and Muscles, run by Streamlit's own test harness: links, list, results."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from referral.answers.apart import sets_apart
from referral.answers.ranking import rank
from referral.answers.red_flags import nobody_asks
from referral.body.atlas import AtlasError
from referral.data.load import load_dataset
from referral.links.reading import MAX_AREAS
from referral.model.body_parts import PARTS
from referral.model.pattern import pattern_of
from referral.sentences.look_for import told as why_and_look_for
from referral.sentences.pattern_words import in_words
from referral.words.text import capitalised
from tests.conftest import FIVE_MUSCLES
from tests.english import english
from tests.loaded_once import the_answer, the_dataset
from tests.opened_pages import (
    FORBIDDEN,
    areas_of,
    buttons,
    cards,
    chart,
    found,
    is_asked,
    muscles_drawn,
    open_page,
    parameters,
    places_asked,
    traces,
    words,
)

SHOULDER: Final = "right-front_of_shoulder"


# --- Find


def test_find_starts_with_the_whole_body_and_nothing_chosen() -> None:
    app = open_page("find")
    assert not app.exception
    assert any("rp-empty" in element.proto.body for element in app.get("html"))
    assert "This is education, not a diagnosis." in words(app)
    assert cards(app) == []
    assert traces(app) == []
    assert app.pills(key="area_part_en").value is None


def test_muscles_come_in_the_order_of_the_answer_with_their_reasons() -> None:
    app = open_page("find", area=[SHOULDER, "right-temple"])
    told = the_answer(SHOULDER, "right-temple")
    at_first, order = told.leading + len(told.only_here), [candidate.muscle_id for candidate in told.in_order]
    assert told.only_here and cards(app) == order[:at_first]
    muscles, texts = the_dataset().muscles, english(the_dataset())
    apart = sets_apart(the_dataset(), told)
    for label, candidate in zip(buttons(app, "muscle_card_"), told.in_order, strict=False):
        muscle = muscles[candidate.muscle_id]
        assert label.startswith(f"**{capitalised(muscle.common_name)}**  \n*{muscle.name}*  \n")
        why, look_for = why_and_look_for(texts, told, candidate, apart[candidate.muscle_id])
        asked = apart[candidate.muscle_id].places
        assert label.endswith(why if asked else f"{why}  \n**{look_for}**")
        assert not asked or look_for in words(app)
    app.button(key="show_more").click().run()
    assert cards(app) == order[: at_first + 5]
    assert "More muscles that may send pain there" in words(app)


def test_a_card_asks_for_places_that_are_not_chosen_yet() -> None:
    app = open_page("find", area="right-temple", muscle="temporalis", side="right")
    assert "right-upper_teeth" in places_asked(app)
    assert "Does the pain also run to your upper right teeth? Yes" in words(app)
    both = open_page("find", area=["right-temple", "right-upper_teeth"], muscle="temporalis", side="right")
    assert places_asked(both) and "right-upper_teeth" not in places_asked(both)


def test_no_card_asks_before_the_signs_are_answered() -> None:
    """Of a place that is answered yes, too."""
    assert places_asked(open_page("find", answered=False, area=SHOULDER)) == []
    waiting = 0
    for place in places_asked(open_page("find", area=SHOULDER)):
        page = open_page("find", area=SHOULDER)
        page.query_params["area"] = [SHOULDER, place]
        page.run()
        if is_asked(page):  # the place has signs that nobody was asked about for the shoulder
            waiting += 1
            assert cards(page) == [] and not places_asked(page) and pictures(page) == 0
            assert not re.search("deltoid|infraspin|pector", words(page), re.IGNORECASE)
    assert waiting


def test_either_side_is_asked_without_a_button() -> None:
    """Which side's place would it choose?"""
    app = open_page("find", area=["right-temple", "left-temple"])
    assert any("Does the pain also run to your upper teeth?" in label for label in buttons(app, "muscle_card_"))
    assert places_asked(app) == []


def test_muscles_that_lie_under_a_place_are_a_group_of_their_own_and_open_like_the_others() -> None:
    app = open_page("find", area="right-shoulder_blade")
    assert "Muscles that lie under this place" in words(app)
    app.button(key="muscle_card_infraspinatus").click().run()
    assert parameters(app) == {"area": ["right-shoulder_blade"], "muscle": ["infraspinatus"], "side": ["right"]}
    assert muscles_drawn(app) == {"infraspinatus"}
    assert "Nearest to your right shoulder blade: TrP1 " in words(app)
    lying = (
        "mid back muscle that pulls the shoulder blade down (Lower trapezius); rear rotator cuff muscle (Infraspinatus)"
    )
    assert f"Muscles that lie there: {lying}; upper rotator cuff muscle (Supraspinatus)." in words(app)
    assert len(cards(app)) == len(set(cards(app)))


@pytest.mark.parametrize("code", ["en", "es", "ht"])
def test_no_muscle_that_lies_there_is_named_before_the_signs_are_answered(code: str) -> None:
    app = open_page("find", answered=False, area="right-shoulder_blade", muscle="infraspinatus", lang=code)
    assert cards(app) == [] and pictures(app) == 0
    assert not re.search("infraspin|supraspin|teres|redondo", words(app), re.IGNORECASE)


def pictures(app: AppTest) -> int:
    """How many small pictures of patterns the page holds."""
    return sum(element.proto.body.count('<img class="rp-picture"') for element in app.get("html"))


def test_no_small_picture_while_signs_wait() -> None:
    """Its address names the muscle."""
    app = open_page("find", answered=False, area=SHOULDER, muscle="infraspinatus")
    assert pictures(app) == 0
    answered = open_page("find", area=SHOULDER)
    assert pictures(answered) == len(cards(answered)) >= 3
    answered.query_params["area"] = [SHOULDER, "left-temple"]  # a further place, of which nobody was asked
    answered.run()
    assert pictures(answered) == (0 if is_asked(answered) else len(cards(answered)))


def test_the_bar_says_of_each_chosen_place_how_it_fits() -> None:
    app = open_page("find", area=[SHOULDER, "right-temple"])
    bars = [body for one in app.get("html") if 'class="rp-fit"' in (body := one.proto.body)]
    found, areas = the_answer(SHOULDER, "right-temple"), areas_of(SHOULDER, "right-temple")
    for bar, candidate in zip(bars, found.in_order, strict=False):
        zones, lying = {part.area: part.zone for part in candidate.explains}, found.lying(candidate.muscle_id)
        there = lying.areas if lying and not lying.beside else ()
        told = [f"{zones.get(area, 'none')}{' rp-fit-there' if area in there else ''}" for area in areas]
        assert re.findall(r'<i class="rp-fit-([^"]+)">', bar) == told


def test_infraspinatus_is_offered_for_the_front_of_the_shoulder_and_drawn() -> None:
    app = open_page("find", area=SHOULDER)
    assert "infraspinatus" in cards(app)
    app.button(key="muscle_card_infraspinatus").click().run()
    assert parameters(app) == {"area": [SHOULDER], "muscle": ["infraspinatus"], "side": ["right"]}
    assert traces(app) == ["chosen", "points"]
    assert muscles_drawn(app) == {"infraspinatus"}
    pattern = pattern_of(the_dataset(), "infraspinatus", "right")
    assert in_words(english(the_dataset()), pattern) in words(app)
    assert in_words(english(the_dataset()), pattern) in chart(app).alt
    assert "Chosen areas: front of the right shoulder." in chart(app).alt
    app.button(key="muscle_card_infraspinatus").click().run()
    assert parameters(app) == {"area": [SHOULDER]}


def test_left_pain_opens_the_left_muscle() -> None:
    app = open_page("find", area="left-front_of_shoulder")
    app.button(key="muscle_card_infraspinatus").click().run()
    assert parameters(app)["side"] == ["left"]
    assert "Left infraspinatus" in chart(app).alt


def test_list_adds_and_chips_give_up() -> None:
    app = open_page("find", area=SHOULDER)
    pick(app, "hip", "tailbone")
    assert parameters(app) == {"area": [SHOULDER, "tailbone"]}
    assert app.pills(key="area_list_hip_en").value == list(areas_of("tailbone"))
    pick(app, "hip", "tailbone")  # and given up again
    assert parameters(app) == {"area": [SHOULDER]}
    pick(app, "hip", "tailbone")
    assert buttons(app, "drop_") == ["Front of the right shoulder  ✕", "Tailbone  ✕"]
    app.button(key=f"drop_{SHOULDER}").click().run()
    assert parameters(app) == {"area": ["tailbone"]}
    app.button(key="clear_all").click().run()
    assert parameters(app) == {}


def pick(app: AppTest, part: str, area_id: str) -> None:
    """Choose a place in the list, by its part of the body."""
    app.pills(key="area_part_en").set_value(part).run()
    places = app.pills(key=f"area_list_{part}_en")
    (area,) = areas_of(area_id)
    marked = list(places.value or [])
    places.set_value([one for one in marked if one != area] + [area] * (area not in marked)).run()


def test_list_offers_every_area_by_its_part_of_the_body() -> None:
    dataset, app = the_dataset(), open_page("find")
    offered = []
    for part in PARTS:
        app.pills(key="area_part_en").set_value(part).run()
        offered += app.pills(key=f"area_list_{part}_en").options
    assert sorted(offered) == sorted(capitalised(english(dataset).area_name(area)) for area in dataset.areas)


def test_a_hidden_place_has_muscles_and_a_mark() -> None:
    app = open_page("find", area="right-behind_eye")
    assert len(cards(app)) == 3
    assert traces(app) == ["hidden chosen"]


def test_muscles_that_reach_everything_together_are_named() -> None:
    chosen = areas_of("right-temple", "left-heel")
    together = [the_dataset().muscles[muscle].name for muscle in rank(the_dataset(), nobody_asks(chosen)).together]
    assert len(together) == 2
    app = open_page("find", area=[area.area_id for area in chosen])
    assert f"Together, {together[0]} and {together[1]} reach every area you chose." in words(app)
    assert "Together" not in words(open_page("find", area=SHOULDER))


def test_area_that_no_muscle_reaches_says_so(other_data: pytest.MonkeyPatch) -> None:
    other_data.setenv("REFERRAL_DATA", str(FIVE_MUSCLES))
    dataset = load_dataset(FIVE_MUSCLES)
    lonely = next(area for area in dataset.areas if not dataset.reached_by(area))
    app = open_page("find", area=lonely.area_id)
    assert "No muscle of this collection is known to send pain there." in words(app)
    assert cards(app) == []


def test_muscle_of_a_link_is_open_without_areas() -> None:
    app = open_page("find", muscle="piriformis", side="left")
    assert cards(app) == ["piriformis"]
    said = words(app)
    assert the_dataset().muscles["piriformis"].where_it_is in said
    assert "left piriformis" in said
    app.button(key="muscle_card_piriformis").click().run()
    assert parameters(app) == {}


def test_thirteenth_area_is_left_out_with_a_notice() -> None:
    ids = [area.area_id for area in the_dataset().areas][: MAX_AREAS + 1]
    app = open_page("find", answered=False, area=ids)
    assert parameters(app) == {"area": ids[:MAX_AREAS]}
    assert f"Only the first {MAX_AREAS} areas of this link are kept." in words(app)
    assert f"{MAX_AREAS} areas are the most." in words(app)
    pick(app, "hip", "tailbone")
    assert parameters(app) == {"area": ids[:MAX_AREAS]}


def test_unknown_parts_of_a_link_are_told_as_plain_text() -> None:
    areas = ["right-tempel", "<b>x</b>", "right-temple"]
    app = open_page("find", answered=False, area=areas, muscle="[a](https://evil.test)")
    assert parameters(app) == {"area": ["right-temple"]}
    said = words(app)
    assert "This link's area 'right-tempel' is unknown and was left out. Nearest: right-temple" in said
    html = " ".join(element.proto.body for element in app.get("html"))
    assert "<b>x</b>" not in html
    assert "'[a](https://evil.test)'" in said
    assert not any("evil" in element.value for element in [*app.info, *app.markdown])


@pytest.mark.parametrize("name", ["find", "muscles"])
def test_kiosk_has_no_link_that_leaves(name: str) -> None:
    app = open_page(name, muscle="infraspinatus", display="kiosk")
    html = " ".join(element.proto.body for element in app.get("html") if "<style>" not in element.proto.body)
    assert "305.967.8976" in html
    assert "<a " not in html
    assert parameters(app) == {"muscle": ["infraspinatus"], "display": ["kiosk"]}


def test_pages_promise_and_diagnose_nothing() -> None:
    for area in ("right-temple", "left-low_back", "tailbone"):
        app = open_page("find", area=area, muscle="infraspinatus")
        assert FORBIDDEN.search(" ".join([words(app), *buttons(app, "muscle_card_")])) is None


# --- faults


@pytest.mark.parametrize("name", ["find", "muscles"])
def test_a_start_with_a_broken_dataset_is_closed_for_a_moment(
    name: str, folder: Path, other_data: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The patient reads whom to call, the editor reads the log."""
    file = folder / "referrals.csv"
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace(",temple,", ",tempel,"), encoding="utf-8")
    other_data.setenv("REFERRAL_DATA", str(folder))
    app = open_page(name)
    assert not app.exception
    assert "This page is closed for a moment" in words(app) and "Call 305.967.8976" in words(app)
    assert not app.code and not app.error and "tempel" not in words(app)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "referral.data.last_good"]
    assert line.count("region_id: 'tempel' is not in regions.csv") == sound.count(",temple,")
    assert cards(app) == found(app) == []
    assert not app.get("plotly_chart")
    assert not app.selectbox
    assert "In an emergency call 911." in words(app)

    file.write_text(sound, encoding="utf-8")
    app.run()
    assert words(app) and "closed" not in words(app)


def test_the_tablet_that_is_closed_sends_to_the_front_desk(folder: Path, other_data: pytest.MonkeyPatch) -> None:
    (folder / "muscles.csv").unlink()
    other_data.setenv("REFERRAL_DATA", str(folder))
    app = open_page("find", display="kiosk")
    html = "".join(element.proto.body for element in app.get("html") if "<style>" not in element.proto.body)
    assert "This page is closed for a moment" in words(app) and "Ask the front desk." in words(app)
    assert "<a " not in html


@pytest.mark.parametrize("name", ["find", "muscles"])
def test_without_an_atlas_the_lists_work(name: str, other_data: pytest.MonkeyPatch) -> None:
    def no_atlas(**_: object) -> None:
        raise AtlasError("atlas.json cannot be read")

    other_data.setattr("referral.ui.visit.loaded.load_atlas", no_atlas)
    app = open_page(name, muscle="infraspinatus")
    assert not app.exception
    assert "atlas.json cannot be read" in app.error[0].value
    assert not app.get("plotly_chart")
    assert the_dataset().muscles["infraspinatus"].where_it_is in words(app)
