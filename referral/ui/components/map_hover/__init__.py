"""The names under the mouse on the body map, beside `st.plotly_chart`, in the browser alone.

    map_hover(chart_key, key, labels)                      names the area under the mouse, without the server

What it asks of the figure: see map_taps. It goes outside the chart's fragment.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from referral.ui.components import beside
from referral.ui.components.scripts import script

_hover_component = st.components.v2.component(
    "referral.map_hover",
    js=script("map_hover/map_hover.js"),
    css=beside(__file__, "map_hover.css"),
)


def map_hover(chart_key: str, key: str, labels: Mapping[str, str]) -> None:
    """Show the name of the area under the mouse; `labels` by "region code:side code", "12:1": "right temple".

    A picture of the figure that is a view says in its `name` the address of the view's index image: a PNG without
    alpha; red is the region code (0: nothing), green the side (0 none, 1 right, 2 left). The browser fetches it when
    the mouse first comes to the view.
    """
    _hover_component(key=key, data={"chart": chart_key, "key": key, "labels": dict(labels)})
