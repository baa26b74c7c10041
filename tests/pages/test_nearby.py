"""The row of neighbours in Streamlit's own test harness, which cannot tap a map: what a tap leaves is put there."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from referral.drawing.nearby import nearby
from referral.drawing.shown import DESK_PX, Shown
from referral.model.rows import Area
from referral.ui.parts.nearby import TAPPED, _Tapped
from tests.english import english
from tests.loaded_once import the_atlas, the_dataset
from tests.opened_pages import html, html_buttons, open_page, parameters, press_html, send_pressed

GROIN, THIGH, PUBIC = "right-groin", "right-front_thigh_high", "pubic_area"
#: Places of the front view, mm: beside the right groin's border, on the midline of the forehead.
PLACES: Final = {GROIN: (315.0, 950.0), "left-forehead": (376.0, 1800.0)}


def tapped(app: AppTest, area_id: str) -> AppTest:
    """The page after a tap on the first of an area's places: chosen, its neighbours remembered."""
    x_mm, y_mm = PLACES[area_id]
    found = nearby(the_atlas(), Shown("body", room_px=DESK_PX), x_mm, y_mm, the_dataset().areas)
    assert found[0] == (Area.of(area_id),)
    app.session_state[TAPPED] = _Tapped(found, "front")
    app.query_params["area"] = [*parameters(app).get("area", []), area_id]
    return app.run()


def row(app: AppTest) -> dict[str, str]:
    """The neighbours that the row offers, and what stands on them, in the page's order."""
    return html_buttons(app, "instead")


def closer(app: AppTest) -> dict[str, str]:
    """The closer view that the row offers."""
    return html_buttons(app, "closer")


def head(app: AppTest) -> str:
    """What stands before the neighbours."""
    found = re.findall(r'<p class="rp-nearby">(.*?)</p>', html(app))
    return unescape(re.sub("<[^>]+>", "", "".join(found)))


def test_without_a_tap_the_row_is_empty() -> None:
    app = open_page("find", area=GROIN, answered=False)
    assert row(app) == {}
    assert head(app) == ""


def test_a_tap_near_a_border_offers_its_neighbours_after_the_closer_view() -> None:
    app = tapped(open_page("find"), GROIN)
    offered = row(app)
    assert head(app) == "Right groin, or:"
    assert closer(app) == {"right_groin": "Closer: Right groin"}
    assert html(app).index('data-does="closer"') < html(app).index('class="rp-nearby"')
    assert offered[THIGH] == english(the_dataset()).regions["front_thigh_high"].name  # its side is the groin's
    assert not app.exception


def test_a_neighbour_takes_the_place_of_the_last_one_and_can_be_taken_back() -> None:
    app = tapped(open_page("find", area="right-temple", answered=False), GROIN)
    press_html(app, "instead", THIGH)
    assert parameters(app)["area"] == ["right-temple", THIGH]
    assert "groin" in row(app)[GROIN]
    press_html(app, "instead", GROIN)
    assert parameters(app)["area"] == ["right-temple", GROIN]


def test_both_sides_at_the_midline_and_one_of_them_again() -> None:
    app = tapped(open_page("find"), "left-forehead")
    both = "right-forehead_left-forehead"
    assert row(app)[both] == "both sides"
    assert row(app)["right-forehead"] == "right side of the forehead"
    press_html(app, "instead", both)
    assert parameters(app)["area"] == ["right-forehead", "left-forehead"]
    assert head(app) == "Forehead on both sides, or:"
    assert row(app)["left-forehead"] == "left side of the forehead"
    press_html(app, "instead", "right-forehead")
    assert parameters(app)["area"] == ["right-forehead"]


def test_the_closer_view_is_shown_and_the_neighbours_stay() -> None:
    app = tapped(open_page("find"), GROIN)
    press_html(app, "closer", "right_groin")
    assert parameters(app)["view"] == ["right_groin"]
    assert parameters(app)["area"] == [GROIN]
    assert not closer(app)  # it is as near as a view comes
    assert THIGH in row(app)


def test_another_place_chosen_since_ends_the_row() -> None:
    app = tapped(open_page("find"), GROIN)
    assert row(app)
    app.query_params["area"] = [GROIN, "left-heel"]
    assert row(app.run()) == {}


def test_a_place_given_up_ends_the_row() -> None:
    app = tapped(open_page("find", area="right-temple", answered=False), GROIN)
    app.button(key=f"drop_{GROIN}").click().run()
    assert row(app) == {}


@pytest.mark.parametrize(
    ("does", "of"),
    [("instead", "left-heel"), ("closer", "nowhere"), ("choose", "right-moon"), ("choose", "temple"), ("burn", GROIN)],
)
def test_what_no_button_offers_is_not_done(does: str, of: str) -> None:
    app = tapped(open_page("find"), GROIN)
    before = parameters(app)
    assert parameters(send_pressed(app, does, of)) == before
    assert not app.exception


def test_a_place_that_a_card_asks_for_is_chosen_too() -> None:
    app = tapped(open_page("find"), GROIN)
    assert parameters(send_pressed(app, "choose", "left-heel"))["area"] == [GROIN, "left-heel"]


def test_no_place_is_offered_that_is_chosen() -> None:
    app = tapped(open_page("find", area=THIGH, answered=False), GROIN)
    assert THIGH not in row(app)
    assert PUBIC in row(app)


@pytest.mark.parametrize(
    ("lang", "said"), [("es", "Frente del lado izquierdo, o bien:"), ("ht", "Fwon bò goch, oswa:")]
)
def test_in_the_other_languages(lang: str, said: str) -> None:
    app = tapped(open_page("find", lang=lang, answered=False), "left-forehead")
    assert head(app) == said
    assert row(app)["right-forehead_left-forehead"] in ("ambos lados", "toude bò")


# --- Consult


def test_a_therapist_sees_the_neighbours_where_a_tap_says_where_it_hurts() -> None:
    app = open_page("consult")
    app.segmented_control(key="consult_picks").set_value("area").run()
    app = tapped(app, GROIN)
    assert THIGH in row(app)
    press_html(app, "closer", "right_groin")
    assert parameters(app)["view"] == ["right_groin"]
    press_html(app, "instead", THIGH)
    assert parameters(app)["area"] == [THIGH]
    app.button(key="start_afresh").click().run()
    assert TAPPED not in app.session_state
    assert row(app) == {}


def test_where_a_tap_shows_muscles_no_neighbours_are_offered() -> None:
    assert row(tapped(open_page("consult"), GROIN)) == {}
