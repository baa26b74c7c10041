"""What a map shows -> one Plotly figure: pictures, chosen areas, outlines of muscles, trigger points, referred pain.

The axes are the plate's millimetres, y up. Pictures come by address, a pattern as a small soft picture for each view; a
trace for each muscle, one for the chosen areas, one for what muscles share, one for all X marks. A tap is looked up
with Atlas.hit, not with Plotly.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from referral.body.atlas import Atlas
from referral.drawing.map_labels import Label
from referral.drawing.scene import Mark, Picture, Scene, Shape, address, scene
from referral.drawing.shown import Shown

POINT_RIM: Final = "#ffffff"
POINT_PX: Final = 13
"""The numbers beside the X marks."""


def figure(atlas: Atlas, shown: Shown) -> go.Figure:
    """The figure of what is `shown`, as `scene` draws it. Raises KeyError for an unknown plate."""
    drawn = scene(atlas, shown)
    pictures = [_image(picture) for picture in (*drawn.bodies, *(pain.picture for pain in drawn.pains))]
    traces = [_closed_lines(shape) for shape in drawn.shapes]
    if drawn.marks:
        traces.append(_points(drawn.marks))
    layout = _layout(drawn) | {"images": pictures, "annotations": [_text(label) for label in drawn.labels]}
    return go.Figure({"data": traces, "layout": layout})


def _layout(drawn: Scene) -> dict[str, Any]:
    axis = {"visible": False, "fixedrange": True, "constrain": "domain"}
    return {
        "xaxis": axis | {"range": [0, drawn.width_mm]},
        "yaxis": axis | {"range": [0, drawn.height_mm], "scaleanchor": "x", "scaleratio": 1},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": False,
        "clickanywhere": True,
        "hovermode": False,
        "showlegend": False,
        "autosize": True,
        "meta": drawn.plate_id,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }


def _image(picture: Picture) -> dict[str, Any]:
    return {
        "source": address(picture.source),
        "xref": "x",
        "yref": "y",
        "x": picture.left_mm,
        "y": picture.bottom_mm,
        "xanchor": "left",
        "yanchor": "bottom",
        "sizex": picture.width_mm,
        "sizey": picture.height_mm,
        "sizing": "stretch",
        "layer": "below",
    }


def _closed_lines(shape: Shape) -> dict[str, Any]:
    """One trace of filled rings, with gaps between them; sheet mm."""
    x: list[float | None] = []
    y: list[float | None] = []
    for ring in shape.rings:
        x += [round(float(value), 1) for value in (*ring[:, 0], ring[0, 0])] + [None]
        y += [round(float(value), 1) for value in (*ring[:, 1], ring[0, 1])] + [None]
    line = {"color": shape.line, "width": shape.width_px}
    return {
        "type": "scatter",
        "name": shape.name,
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": shape.fill,
        "line": line if shape.dash == "solid" else line | {"dash": shape.dash},
        "hoverinfo": "skip",
    }


def _points(marks: Sequence[Mark]) -> dict[str, Any]:
    """The X marks of all muscles, each with the number of its trigger point."""
    numbered = any(mark.text for mark in marks)
    colours = [mark.colour for mark in marks]
    one_colour = len(set(colours)) == 1
    return {
        "type": "scatter",
        "name": "points",
        "mode": "markers+text" if numbered else "markers",
        "x": [mark.x_mm for mark in marks],
        "y": [mark.y_mm for mark in marks],
        "text": [mark.text for mark in marks] if numbered else None,
        "textposition": [mark.corner for mark in marks] if numbered else None,
        "textfont": {
            "size": POINT_PX,
            "color": colours[0] if one_colour else colours,
            "weight": 700,
            "shadow": ", ".join([f"0 0 2px {POINT_RIM}"] * 3),
        },
        "marker": {
            "symbol": "x",
            "size": 11,
            "color": colours[0] if one_colour else colours,
            "line": {"color": POINT_RIM, "width": 1.5},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _text(label: Label) -> dict[str, Any]:
    font = {"size": label.size_px, "weight": label.weight}
    text = {
        "text": label.text,
        "x": label.x_mm,
        "y": label.y_mm,
        "xanchor": label.xanchor,
        "yanchor": label.yanchor,
        "showarrow": False,
        "font": font | {"color": label.colour} if label.colour else font,
    }
    if not label.ground:
        return text
    framed = text | {"bgcolor": label.ground, "borderpad": 3 if label.border else 2}
    return framed | {"bordercolor": label.border, "borderwidth": 1.5} if label.border else framed
