"""A run settles once what it needs: the language, the patterns, the plate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from referral.links import consultation
from referral.ui.parts import muscle, plates, results
from referral.ui.visit import language
from tests.opened_pages import open_page

MUSCLES = ["infraspinatus", "supraspinatus", "subscapularis"]

Counted = list[tuple[Any, ...]]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], Counted]:
    """Counts the calls of a module's function in the runs of pages: counted(module, name). Streamlit's harness asks
    widgets for their labels before a run, which settles the language unless an earlier test of the process had."""

    def count(module: Any, name: str) -> Counted:
        calls: Counted = []
        real = getattr(module, name)

        def noted(*arguments: Any, **named: Any) -> Any:
            if get_script_run_ctx(suppress_warning=True) is not None:
                calls.append(arguments)
            return real(*arguments, **named)

        monkeypatch.setattr(module, name, noted)
        return calls

    return count


def test_find_settles_language_pattern_and_plate_once(counted: Callable[[Any, str], Counted]) -> None:
    app = open_page("find", area=["right-temple"], muscle="upper_trapezius")
    spoken, patterns, opened = (
        counted(language, "settle"),
        counted(muscle, "pattern_of"),
        counted(plates, "plate_for"),
    )
    app.run()
    assert (len(spoken), len(patterns), len(opened)) == (1, 1, 1)


def test_what_sets_muscles_apart_is_worked_out_once_for_all_cards(counted: Callable[[Any, str], Counted]) -> None:
    app = open_page("find", area=["right-temple"])
    apart = counted(results, "sets_apart")
    app.run()
    assert len(apart) == 1


def test_a_consultation_makes_each_pattern_once(counted: Callable[[Any, str], Counted]) -> None:
    app = open_page("consult", answered=False, muscle=MUSCLES)
    app.button(key="safety_therapist").click().run()
    spoken, patterns, opened = (
        counted(language, "settle"),
        counted(consultation, "pattern_of"),
        counted(plates, "plate_for"),
    )
    app.run()
    assert (len(spoken), len(patterns), len(opened)) == (1, len(MUSCLES), 1)
