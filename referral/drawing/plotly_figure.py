"""What a map shows -> one Plotly figure: pictures, chosen areas, outlines of muscles, trigger points, referred pain.

The axes are the plate's millimetres, y up. Pictures come by address, a pattern as a small soft picture for each view; a
trace for each muscle, one for the chosen areas, one for what muscles share, one for all numbered dots, and one for the
white under a line that has some. A tap is looked up with Atlas.hit, not with Plotly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final

import plotly.graph_objects as go

from referral.body.atlas import Atlas
from referral.drawing.dots import DOT_PX, LONG_NUMBER_PX, NUMBER_PX, RIM_PX, Mark
from referral.drawing.map_labels import Label
from referral.drawing.scene import CHOSEN, address, scene
from referral.drawing.scene_parts import Picture, Scene, Shape
from referral.drawing.shown import Shown
from referral.model.rows import Area

WHITE: Final = "#ffffff"

NO_TEMPLATE: Final[dict[str, Any]] = {"layout": {}}
"""Streamlit's page writes its colours and font into it. What Plotly's own says of all kinds of charts is 4 KB."""

HAIR_MM: Final = 0.001
"""Nobody sees it."""


class MadeFigure(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure that is a dictionary already. Plotly makes an object of every value, checks it, and makes a dictionary
    of them again: two thirds of all that the server did for a tap. The tests have Plotly check what is made here."""

    def __init__(self, made: dict[str, Any]) -> None:
        self._made = made  # and nothing else: see above

    def to_dict(self) -> dict[str, Any]:
        """What is drawn, as Plotly in the browser reads it."""
        return self._made


def made_figure(atlas: Atlas, shown: Shown) -> MadeFigure:
    """The figure of what is `shown`, to be sent to a browser. Raises KeyError for an unknown plate."""
    made = _made(atlas, shown)
    return MadeFigure(made | {"layout": made["layout"] | {"template": NO_TEMPLATE}})


def figure(atlas: Atlas, shown: Shown) -> go.Figure:
    """The same, checked by Plotly value by value."""
    return go.Figure(_made(atlas, shown))


def _made(atlas: Atlas, shown: Shown) -> dict[str, Any]:
    """What is `shown`, as `scene` draws it."""
    drawn = scene(atlas, shown)
    pictures = list(_told_apart(_image(picture) for picture in drawn.pictures))
    traces = [_with_codes(trace, atlas, shown) for shape in drawn.shapes for trace in _lines(shape)]
    if drawn.marks:
        traces.append(_points(drawn.marks))
    layout = _layout(drawn) | {"images": pictures, "annotations": [_text(label) for label in drawn.labels]}
    return {"data": traces, "layout": layout}


def codes_of(atlas: Atlas, areas: Iterable[Area]) -> list[str]:
    """Return areas as the index images write them, "region code:side code"; hidden places are left out."""
    codes = (atlas.code(area) for area in areas)
    return [f"{code // 4}:{code % 4}" for code in codes if code is not None]


def _with_codes(trace: dict[str, Any], atlas: Atlas, shown: Shown) -> dict[str, Any]:
    """The browser, which marks a tap ahead, reads here which areas the figure that stands shows as chosen."""
    return trace | {"meta": codes_of(atlas, shown.chosen)} if trace["name"] == CHOSEN else trace


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
    named = {"name": address(picture.index)} if picture.index else {}
    faint = {"opacity": picture.opacity} if picture.opacity < 1 else {}
    return (
        named
        | faint
        | {
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
    )


def _told_apart(pictures: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield pictures of which no two have one place and size: Plotly knows them by these, and draws only the last of
    those that it cannot tell apart (layout_images/draw.js, key)."""
    taken = set()
    for picture in pictures:
        while (place := (picture["x"], picture["y"], picture["sizex"], picture["sizey"])) in taken:
            picture = picture | {"sizex": picture["sizex"] + HAIR_MM}
        taken.add(place)
        yield picture


def _lines(shape: Shape) -> Iterator[dict[str, Any]]:
    """Yield the traces of a shape: the white line under it, where it has one, and its own."""
    own = _closed_lines(shape)
    if shape.halo_px:
        yield own | {
            "name": f"{shape.name} halo",
            "fill": "none",
            "line": own["line"] | {"color": WHITE, "width": shape.halo_px},
        }
    yield own


def _closed_lines(shape: Shape) -> dict[str, Any]:
    """One trace of filled rings, with gaps between them; sheet mm."""
    x: list[float | None] = []
    y: list[float | None] = []
    for ring in shape.rings:
        x += [round(float(value), 1) for value in (*ring[:, 0], ring[0, 0])] + [None]
        y += [round(float(value), 1) for value in (*ring[:, 1], ring[0, 1])] + [None]
    line = {"color": shape.line, "width": shape.width_px} | ({"shape": "spline"} if shape.rounded else {})
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
    """The dots of all muscles, each with the number of its trigger point in white."""
    colours = [mark.colour for mark in marks]
    return {
        "type": "scatter",
        "name": "points",
        "mode": "markers+text",
        "x": [mark.dot_mm[0] for mark in marks],
        "y": [mark.dot_mm[1] for mark in marks],
        "text": [mark.text for mark in marks],
        "textposition": "middle center",
        "textfont": {
            "size": [NUMBER_PX if len(mark.text) == 1 else LONG_NUMBER_PX for mark in marks],
            "color": WHITE,
            "weight": 700,
        },
        "marker": {
            "symbol": "circle",
            "size": DOT_PX,
            "opacity": 1,
            "color": colours[0] if len(set(colours)) == 1 else colours,
            "line": {"color": WHITE, "width": RIM_PX},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _as_written(text: str) -> str:
    """Words that Plotly shows as they are: it reads tags such as <b> and <a>; ``<br>`` stays."""
    return "<br>".join(escape(line, quote=False) for line in text.split("<br>"))


def _text(label: Label) -> dict[str, Any]:
    font = {"size": label.size_px, "weight": label.weight}
    text = {
        "name": label.kind or None,
        "text": _as_written(label.text),
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
