"""A body map in the small, for test_taps.py and test_zoom.py in tests/browser: two views of a region each, a report of
every tap.

Query parameters: `slow` (seconds a run takes), `returned` (taps by return value, not by callback),
`plate=second` (other names), `fill` (the height of the map follows its width), `zoom` (the map can be enlarged).
"""

import json
import time

import plotly.graph_objects as go
import streamlit as st

from referral.ui.components.map_hover import map_hover
from referral.ui.components.map_taps import Tap, map_taps
from referral.ui.components.map_zoom import map_zoom

SHEET_MM = (600, 800)
#: Where each view begins, and its index image.
VIEWS = ((0, "app/static/left_half.png"), (300, "app/static/right_half.png"))
LABELS = {
    "first": {"12:1": "right temple", "200:2": "left heel"},
    "second": {"12:1": "right knee", "200:2": "left knee"},
}
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}


def body_map(taps: list[Tap], plate: str) -> go.Figure:
    """The sheet in millimetres with every tap so far marked on it."""
    width, height = SHEET_MM
    figure = go.Figure(
        go.Scatter(x=[tap.x_mm for tap in taps], y=[tap.y_mm for tap in taps], mode="markers", hoverinfo="skip")
    )
    figure.update_xaxes(range=[0, width], fixedrange=True, visible=False, constrain="domain")
    figure.update_yaxes(
        range=[0, height], fixedrange=True, visible=False, constrain="domain", scaleanchor="x", scaleratio=1
    )
    picture = {"source": "app/static/body.png", "xref": "x", "yref": "y", "layer": "below"}
    figure.add_layout_image(**picture, x=0, y=height, sizex=width, sizey=height)
    for left, index in VIEWS:  # as referral.drawing.plotly_figure names a view's picture
        figure.add_layout_image(
            **picture, name=index, x=left, y=0, yanchor="bottom", sizex=300, sizey=height, sizing="stretch", opacity=0
        )
    figure.update_layout(
        dragmode=False, clickanywhere=True, hovermode=False, meta=plate, showlegend=False,
        margin={"l": 0, "r": 0, "t": 0, "b": 0}, height=600,
    )  # fmt: skip
    return figure


st.set_page_config(layout="wide")
plate = st.query_params.get("plate", "first")
fill = "fill" in st.query_params
if fill:
    st.html("<style>.st-key-map_frame { aspect-ratio: 600 / 800; }</style>")
if st.button("Other plate"):
    st.query_params["plate"] = plate = "second"
st.write("Words above the map.")
map_hover("map", "map_names", LABELS[plate])


def keep(tap: Tap) -> None:
    st.session_state.setdefault("taps", []).append(tap)


@st.fragment
def tapped_map() -> None:
    if "returned" in st.query_params:
        tap = map_taps("map", "map_taps")
        if tap is not None:
            keep(tap)
    else:
        map_taps("map", "map_taps", on_tap=keep)
    time.sleep(float(st.query_params.get("slow", "0")))
    taps = st.session_state.get("taps", [])
    with st.container(key="map_frame"):
        st.plotly_chart(
            body_map(taps, plate), key="map", theme=None, config=CONFIG, alt="Test map",
            height="stretch" if fill else "content",
        )  # fmt: skip
    if "zoom" in st.query_params:
        map_zoom("map", "map_zoom")
    with st.container(key="report"):
        st.text(json.dumps([[tap.x_mm, tap.y_mm, tap.number, tap.sheet] for tap in taps]))


tapped_map()
for line in range(30):
    st.write("Words below the map, line", line)
