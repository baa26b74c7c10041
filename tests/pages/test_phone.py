"""On a phone signs and muscles come over the map once they are asked for, and are not sent before."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from referral.ui.visit import context
from tests.opened_pages import cards, is_asked, none_of_these, open_page, words

PLACE = "right-temple"


@pytest.fixture(autouse=True)
def phone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "on_phone", lambda: True)


def next_step(app: AppTest) -> str:
    return str(app.button(key="see_muscles").label)


def go_on(app: AppTest) -> AppTest:
    return app.button(key="see_muscles").click().run()


def test_signs_and_muscles_come_when_they_are_asked_for() -> None:
    app = open_page("find", answered=False, area=[PLACE])
    assert not is_asked(app) and cards(app) == []
    assert next_step(app) == "Right temple: continue ›"
    assert is_asked(go_on(app))
    none_of_these(app)
    assert cards(app)
    app.button(key="close_list").click().run()
    assert cards(app) == []
    assert next_step(app).endswith("muscles ›")
    assert cards(go_on(app))


def test_what_is_found_is_kept_for_book_though_no_list_is_shown() -> None:
    app = none_of_these(go_on(open_page("find", answered=False, area=[PLACE])))
    app.button(key="close_list").click().run()
    app.switch_page("pages/book/page.py").run()
    assert "Where it hurts: right temple" in words(app)


def test_what_was_left_out_of_a_link_is_told_all_the_same() -> None:
    """It stood in the list, which a phone does not show before it is asked for."""
    app = open_page("find", answered=False, area=["right-tempel"])
    assert "'right-tempel' is unknown and was left out" in words(app)
