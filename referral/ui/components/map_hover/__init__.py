"""The names under the mouse on the body map, beside `st.plotly_chart`, in the browser alone.

    map_hover(chart_key, key, views, labels)               names the area under the mouse, without the server

What it asks of the figure: see map_taps. It goes outside the chart's fragment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import streamlit as st

from referral.ui.components import beside
from referral.ui.components.scripts import script

_hover_component = st.components.v2.component(
    "referral.map_hover",
    js=script("map_hover/map_hover.js"),
    css=beside(__file__, "map_hover.css"),
)


class HoverView(TypedDict):
    """A view's rectangle on the sheet (mm, y up, x0/y0 the lower left corner) and its region index image.

    Index image: a PNG without alpha; red is the region code (0: nothing), green the side (0 none, 1 right,
    2 left). A view with `sheet` counts only while the figure's `layout.meta` says the same.
    """

    x0_mm: float
    y0_mm: float
    w_mm: float
    h_mm: float
    index_url: str
    sheet: NotRequired[str]


def map_hover(chart_key: str, key: str, views: Sequence[HoverView], labels: Mapping[str, str]) -> None:
    """Show the name of the area under the mouse; `labels` by "region code:side code", "12:1": "right temple".

    The browser fetches an index image when the mouse first comes to its view. New views replace the old ones.
    """
    data = {"chart": chart_key, "key": key, "views": [dict(view) for view in views], "labels": dict(labels)}
    _hover_component(key=key, data=data)
