"""What components ask the server for: once for each number, whatever else is sent, and always with an answer."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest

from referral.ui.components import asking, handout_box, kept_sign
from referral.ui.visit import safety_answers

NOTES = "Maria: heat."


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A visit's memory."""
    memory: dict[str, Any] = {}
    for module in (asking, kept_sign, safety_answers):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=memory))
    return memory


@pytest.mark.usefixtures("session")
def test_a_number_counts_once_and_an_older_one_never() -> None:
    assert [asking.is_new("box", number) for number in (2, 2, 1, 3, "4", None, 4.5)] == [True, False, False, True] + (
        [False] * 3
    )
    assert (asking.newest("box"), asking.newest("other")) == (3, 0)


def test_a_component_that_is_gone_has_sent_nothing(session: dict[str, Any]) -> None:
    """The page ended with an error when a wish came that was under way while another page took its place."""
    assert asking.sent("box", "said") is None
    session["box"] = {"said": "stroke"}
    assert asking.sent("box", "said") == "stroke"


@pytest.mark.usefixtures("session")
def test_of_what_is_sent_only_a_new_language_is_one() -> None:
    sent = [
        "es",
        None,
        {"code": "es"},
        {"code": 3, "number": 1},
        {"code": "es", "number": 1},
        {"code": "ht", "number": 1},
    ]
    assert [asking.asked_id("switch", one, "code") for one in sent] == [None, None, None, None, "es", None]


def test_a_hand_out_has_an_answer_whatever_goes_wrong(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Only two kinds of faults were caught: after another the button waited for ever."""
    monkeypatch.setattr(handout_box, "gettext", lambda words, **_: words)

    def made(notes: str) -> bytes:
        raise ValueError(notes)

    with caplog.at_level(logging.ERROR):
        answer = handout_box._answer(made, NOTES, 7)
    assert answer["number"] == 7 and "try again" in answer["failed"]
    assert "ValueError" in caplog.text and "made" in caplog.text
    assert "Maria" not in caplog.text


def test_the_same_number_asked_for_again_gives_the_same_page() -> None:
    first, again = (handout_box._answer(lambda notes: notes.encode(), NOTES, 7) for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    "value", [None, "stroke", {}, {"sign": "stroke"}, {"sign": 3, "number": 1}, {"sign": "x" * 500, "number": 1}]
)
@pytest.mark.usefixtures("session")
def test_a_sign_that_is_not_ours_is_passed_over(value: Any) -> None:
    assert kept_sign._read(value) is None


def test_a_sign_is_given_back_to_a_session_that_knows_nothing(
    session: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []

    def browser(*, data: dict[str, Any], on_kept_change: Any, **_: Any) -> None:
        told.append(data)
        session["callback"] = on_kept_change

    monkeypatch.setattr(kept_sign, "_kept", browser)
    kept_sign.keep_sign()
    session[kept_sign.KEY] = {"kept": {"sign": "stroke", "number": 5}}
    session["callback"]()
    kept_sign.keep_sign()
    assert [(one["stopped"], one["knows"], one["had"]) for one in told] == [("", False, 0), ("stroke", True, 5)]
    for key in (safety_answers.STOPPED, safety_answers.WORDS):  # its own way back, and a second copy that comes late
        session.pop(key)
    session[kept_sign.KEY] = {"kept": {"sign": "stroke", "number": 6}}
    session["callback"]()
    assert not safety_answers.is_stopped()
