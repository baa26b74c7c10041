"""What the page tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from referral.ui.visit import loaded


@pytest.fixture
def other_data(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """For tests that change what the pages load: nothing loaded before or by them is kept."""
    loaded.forget()
    yield monkeypatch
    loaded.forget()
