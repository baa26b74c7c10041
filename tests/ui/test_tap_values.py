"""What the browser sends as a tap: anyone can send anything."""

from __future__ import annotations

from typing import Any

import pytest

from referral.ui.components.map_taps import MOST_AT_ONCE, Tap, _read_tap, _read_taps


def test_a_tap_is_read() -> None:
    value = {"x": 1.5, "y": 2, "number": 3, "sheet": "front"}
    assert _read_tap(value) == Tap(x_mm=1.5, y_mm=2.0, number=3, sheet="front")


@pytest.mark.parametrize(
    "value",
    [
        None,
        "tap",
        [],
        {},
        {"x": 1, "y": 2},
        {"x": "1", "y": 2, "number": 3},
        {"x": float("nan"), "y": 2, "number": 3},
        {"x": 1, "y": float("inf"), "number": 3},
        {"x": 10**400, "y": 2, "number": 3},
        {"x": 1, "y": 2, "number": 3.5},
        {"x": 1, "y": 2, "number": 3, "sheet": 7},
        {"x": 1, "y": 2, "number": 3, "sheet": "s" * 1000},
    ],
)
def test_what_is_no_tap_is_none(value: Any) -> None:
    assert _read_tap(value) is None


@pytest.mark.parametrize("value", [None, [], "taps", {"taps": None}, {"taps": "taps"}, {"taps": 3}, {"taps": {"x": 1}}])
def test_what_is_no_list_of_taps_is_none(value: Any) -> None:
    assert _read_taps(value) == []


def test_what_is_no_tap_among_others_is_left_out_and_so_are_too_many() -> None:
    tap = {"x": 1.5, "y": 2, "number": 3, "sheet": "front"}
    assert [one.number for one in _read_taps({"taps": [tap, "tap", tap]})] == [3, 3]
    assert len(_read_taps({"taps": [tap] * 1000})) == MOST_AT_ONCE
