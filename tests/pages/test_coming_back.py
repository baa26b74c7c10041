"""What a visit explored is there again when the menu leads back to Find, and goes when the visit is cleared."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from referral.ui.visit import address
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


def test_after_a_cut_line_the_address_is_told_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser had not heard of the last tap: it came back with the address before it, and the tap was gone."""
    monkeypatch.setattr(address, "page_asked_for", lambda: "find")  # AppTest asks for none by name
    app = open_page("find", area=SHOULDER)
    app.button(key="clear_all").click().run()
    for cut in (True, True, False):  # Streamlit asks for the page, and so do we
        monkeypatch.setattr(address, "follows_a_cut", lambda cut=cut: cut)
        app.query_params["area"] = [SHOULDER]
        app.run()
        assert parameters(app) == ({} if cut else {"area": [SHOULDER]})


def test_a_link_to_another_page_wins_after_a_cut_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "follows_a_cut", lambda: True)
    app = open_page("find", area=SHOULDER)
    app.button(key="clear_all").click().run()
    app.query_params["area"] = [SHOULDER]
    monkeypatch.setattr(address, "page_asked_for", lambda: "another")
    app.run()
    assert parameters(app) == {"area": [SHOULDER]}


def test_what_is_taken_back_before_the_browser_heard_of_it_is_taken_back() -> None:
    def script() -> None:
        import streamlit as st

        from referral.ui.visit import address

        st.button("Choose", on_click=lambda: address.write({"area": ["left-heel"]}))
        st.button("Give up", on_click=lambda: address.write({}))
        st.text(address.parameters())

    app = AppTest.from_function(script).run()
    app.button[0].click().run()
    app.query_params.clear()
    app.button[1].click().run()
    assert app.text[0].value == "{}"


def test_of_quick_changes_none_is_lost_that_the_browser_has_not_heard_of() -> None:
    """It had heard of the first and not of the second: the third was made to what the first had left."""
    app = open_page("find", area=[SHOULDER, "left-heel", "left-upper_chest"])
    before = parameters(app)
    app.button(key="drop_left-heel").click().run()
    heard = parameters(app)
    app.query_params.clear()
    for key, values in before.items():
        app.query_params[key] = values
    app.button(key=f"drop_{SHOULDER}").click().run()
    for key, values in heard.items():
        app.query_params[key] = values
    app.button(key="drop_left-upper_chest").click().run()
    assert parameters(app) == {}
