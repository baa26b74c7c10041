"""What the browser sends as a tap: anyone can send anything."""

from __future__ import annotations

from typing import Any

import pytest

from referral.ui.components.map_taps import Tap, _read_tap


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
