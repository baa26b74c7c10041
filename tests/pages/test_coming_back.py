"""What a visit explored is there again when the menu leads back to Find, and goes when the visit is cleared."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from referral.ui.session_edges import CUT_OFF
from tests.opened_pages import cards, muscles_drawn, open_page, parameters, traces

SHOULDER = "right-front_of_shoulder"


def through_the_menu(app: AppTest, name: str) -> AppTest:
    """Another page, as the menu opens it: its address takes nothing along."""
    app.switch_page(f"pages/{name}/page.py")
    app.query_params.clear()
    return app.run()


def test_coming_back_through_the_menu_shows_what_was_explored() -> None:
    app = open_page("find", area=SHOULDER, muscle="infraspinatus", side="right")
    explored, shown = parameters(app), (cards(app), traces(app))
    assert muscles_drawn(app) == {"infraspinatus"}
    through_the_menu(app, "book")
    through_the_menu(app, "find")
    assert parameters(app) == explored
    assert (cards(app), traces(app)) == shown


def test_a_link_wins_over_what_was_explored() -> None:
    app = open_page("find", area=SHOULDER)
    through_the_menu(app, "book")
    app.switch_page("pages/find/page.py")
    app.query_params["area"] = ["left-heel"]
    app.run()
    assert parameters(app) == {"area": ["left-heel"]}


def test_what_was_cleared_on_find_does_not_come_back() -> None:
    app = open_page("find", area=SHOULDER)
    app.button(key="clear_all").click().run()
    through_the_menu(app, "book")
    through_the_menu(app, "find")
    assert parameters(app) == {}


def test_after_a_cut_line_the_address_is_told_once_more() -> None:
    """The browser had not heard of the last tap: it came back with the address before it, and the tap was gone."""
    app = open_page("find", area=SHOULDER)
    app.button(key="clear_all").click().run()
    app.query_params["area"] = [SHOULDER]
    app.session_state[CUT_OFF] = True
    app.run()
    assert parameters(app) == {}
    app.run()
    assert CUT_OFF not in app.session_state, "the browser has heard of it"
    app.query_params["area"] = [SHOULDER]
    app.run()
    assert parameters(app) == {"area": [SHOULDER]}, "a link"
