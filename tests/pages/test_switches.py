"""A switch shows what the page shows, also in a browser that draws it for the first time when nothing changed."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1.element_tree import ButtonGroup

from tests.opened_pages import open_page

PAGES: dict[str, dict[str, Any]] = {
    "find": {"area": ["right-temple"], "muscle": ["upper_trapezius"]},
    "muscles": {"muscle": ["infraspinatus"]},
    "consult": {"muscle": ["infraspinatus", "supraspinatus"], "area": ["right-temple"]},
}


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_that_missed_the_first_run_draws_what_is_chosen(page: str) -> None:
    """Two runs that reach the browser together are drawn as the second alone: a switch that then stood empty would
    tell so with the next tap, and take its layers or its points from the map."""
    app = open_page(page, **PAGES[page])
    app.run()
    switches = [switch for switch in app.button_group if isinstance(switch, ButtonGroup)]
    assert switches
    for switch in switches:
        assert list(switch.proto.default) == list(switch.indices), switch.label
