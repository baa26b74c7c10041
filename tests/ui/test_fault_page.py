"""What is said of a fault, where even the page that says to get help fails."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from referral.ui.frame import fault_page
from referral.ui.visit import safety_answers


def broken(*_: Any, **__: Any) -> None:
    raise ValueError("no page")


def test_a_help_page_that_fails_leaves_the_words_of_the_fault(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[bool] = []
    monkeypatch.setattr(fault_page, "on_tablet", lambda: True)
    monkeypatch.setattr(safety_answers, "is_stopped", lambda: True)
    monkeypatch.setattr(fault_page, "help_page", broken)
    monkeypatch.setattr(fault_page, "_tell", lambda _, kiosk: told.append(kiosk))
    with caplog.at_level(logging.ERROR):
        assert fault_page.told_instead(RuntimeError("first"))
    assert told == [True]
    assert "ValueError: no page" in caplog.text
