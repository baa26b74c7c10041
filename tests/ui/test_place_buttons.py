"""Buttons on the cards that choose a place: what the browser sends is what anyone could have sent."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from referral.model.rows import Area
from referral.ui.components import asking, place_buttons


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A visit's memory."""
    memory: dict[str, Any] = {}
    for module in (asking, place_buttons):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=memory))
    return memory


@pytest.mark.parametrize(
    "value",
    [
        None,
        "right-temple",
        [],
        {},
        {"area": "right-temple"},
        {"area": 3, "number": 1},
        {"area": "x" * 101, "number": 1},
    ],
)
def test_what_names_no_place_under_a_number_is_passed_over(value: Any) -> None:
    assert place_buttons._read(value) is None


def test_what_is_sent_again_chooses_once() -> None:
    sent = {"area": "right-temple", "number": 7}
    assert [place_buttons._read(sent), place_buttons._read(sent)] == [Area("temple", "right"), None]


def test_only_a_place_of_the_dataset_is_chosen(session: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    run: dict[str, Any] = {}
    monkeypatch.setattr(place_buttons, "_buttons", lambda **told: run.update(told))
    chosen: list[Area] = []
    place_buttons.place_buttons([Area("temple", "right")], chosen.append)
    for number, area in enumerate(["right-moon", "temple", "right-temple", "right-temple"], start=1):
        session[place_buttons.KEY] = {"chosen": {"area": area, "number": min(number, 3)}}
        run["on_chosen_change"]()
    assert chosen == [Area("temple", "right")]
    assert run["data"] == {"had": 0} and asking.newest(place_buttons.KEY) == 3


def test_what_a_dataset_says_is_no_html() -> None:
    html = place_buttons.place_button(Area('a"b'), "<b>yes</b>", '"Yes" & more')
    assert html == (
        '<button type="button" class="rp-place-button" data-area="a&quot;b" aria-label="&quot;Yes&quot; &amp; more">'
        "&lt;b&gt;yes&lt;/b&gt;</button>"
    )
