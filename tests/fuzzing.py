"""How much hostile input is tried: in every run a little, always the same; with FUZZ=100 (`make fuzz`) that many times
as much, each time anew."""

import os
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

TIMES: Final = max(1, int(os.environ.get("FUZZ") or 1))

Test = Callable[..., None]


def hostile(examples: int) -> Callable[[Test], Test]:
    """Mark a test of Hypothesis: so many examples in every run."""
    chosen = settings(
        max_examples=examples * TIMES,
        derandomize=TIMES == 1,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    return lambda test: pytest.mark.fuzz(chosen(test))
