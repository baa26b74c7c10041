"""The body map enlarged, beside `st.plotly_chart`, in the browser alone.

    map_zoom(chart_key, key)        two fingers, the wheel with the control key, keys, and a row of buttons

What it asks of the figure: see map_taps. It goes in the chart's fragment, after it: that is where the buttons stand.
A redraw keeps what is seen; another `layout.meta` is seen whole.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from referral.ui.components import beside
from referral.ui.components.scripts import script
from referral.ui.visit.words import gettext
from referral.words.languages import N_

WORDS: Final = {
    "group": N_("Enlarge the body map"),
    "in": N_("Zoom in"),
    "out": N_("Zoom out"),
    "whole": N_("Whole view"),
}

_zoom = st.components.v2.component(
    "referral.map_zoom", js=script("map_zoom/map_zoom.js"), css=beside(__file__, "map_zoom.css")
)


def map_zoom(chart_key: str, key: str) -> None:
    """Have the chart with `key=chart_key` enlarged where it stands, and show the buttons."""
    words = {name: gettext(text) for name, text in WORDS.items()}
    _zoom(key=key, data={"chart": chart_key, "key": key, "words": words})
