"""All of it -> one Plotly figure: pictures, chosen areas, a muscle's outline, trigger points, the pain they refer.

::

    figure(atlas, plate_id, chosen=(), pattern=None, words=ENGLISH) -> go.Figure

The axes are the plate's millimetres, y up. Pictures come by address, a pattern as a small soft picture; at most three
traces. A tap is looked up with Atlas.hit, not with Plotly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import plotly.graph_objects as go

from referral.atlas import Atlas, Placed, Plate, Rings
from referral.dataset import Side, Zone
from referral.overlay import paint

PICTURE_ADDRESS: Final = "app/static/atlas"
"""Where Streamlit serves static/atlas; relative, so that it holds under any base path."""

CHOSEN_LINE, CHOSEN_FILL = "#075e63", "rgba(10,138,140,0.42)"
MUSCLE_LINE, MUSCLE_FILL = "#4b2a8c", "rgba(96,62,170,0.20)"
POINT_COLOUR, POINT_RIM = "#15121c", "#ffffff"
"""Readable on the clay figure, which is light in both themes."""

TITLE_PX, SIDE_PX, POINT_PX = 14, 13, 13
"""Letters on the map."""

SIDE_LABEL_PLACES: Final = {
    "front": (0.16, 0.955),
    "back": (0.16, 0.955),
    "head_front": (0.02, 0.43),
    "head_back": (0.02, 0.43),
    "feet_top": (0.40, 0.10),
    "soles": (0.42, 0.86),
}
"""Where a view's Right and Left stand, as shares of its width (from either edge) and height: where there is room,
beside the head, the neck, between the feet."""

RIGHT_IS_LEFT: Final = frozenset({"front", "head_front", "feet_top", "soles"})
"""Views that face the person: their own right is on the screen's left."""

RIGHT_IS_RIGHT: Final = frozenset({"back", "head_back"})
"""Views from behind. All other views show one side, and their title says which."""


@dataclass(frozen=True)
class Words:
    """What is written on the map."""

    titles: Mapping[str, str]
    right: str
    left: str


ENGLISH: Final = Words(
    MappingProxyType(
        {
            "front": "Front",
            "back": "Back",
            "right": "Your right side",
            "left": "Your left side",
            "head_front": "Face",
            "head_back": "Back of the head",
            "head_right": "Your right side",
            "head_left": "Your left side",
            "right_palm": "Your right palm",
            "left_palm": "Your left palm",
            "right_hand_back": "Back of your<br>right hand",
            "left_hand_back": "Back of your<br>left hand",
            "feet_top": "Tops of the feet",
            "soles": "Soles",
        }
    ),
    "Right",
    "Left",
)


@dataclass(frozen=True)
class Pattern:
    """What is drawn of a muscle on one side: its outline, its trigger points (id and label), and, by area id, the zones
    where their pain is felt."""

    muscle_id: str
    side: Side
    points: tuple[tuple[str, str], ...]
    zones: Mapping[str, Zone]


def figure(
    atlas: Atlas,
    plate_id: str,
    chosen: Sequence[str] = (),
    pattern: Pattern | None = None,
    words: Words = ENGLISH,
) -> go.Figure:
    """The figure of a plate. `chosen`: area ids. Raises KeyError for an unknown plate; what the atlas does not hold is
    left out."""
    plate = atlas.plates[plate_id]
    images, traces = _pictures(plate), []
    if pattern is not None:
        images += _pain(atlas, plate, pattern)
        traces.append(_muscle(atlas, plate, pattern))
    traces.append(_chosen(atlas, plate, chosen))
    if pattern is not None:
        traces.append(_points(atlas, plate, pattern))
    layout = _layout(plate) | {"images": images, "annotations": _labels(plate, words)}
    return go.Figure({"data": [trace for trace in traces if trace["x"]], "layout": layout})


def _layout(plate: Plate) -> dict[str, Any]:
    axis = {"visible": False, "fixedrange": True, "constrain": "domain"}
    return {
        "xaxis": axis | {"range": [0, plate.width_mm]},
        "yaxis": axis | {"range": [0, plate.height_mm], "scaleanchor": "x", "scaleratio": 1},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": False,
        "clickanywhere": True,
        "hovermode": False,
        "showlegend": False,
        "autosize": True,
        "meta": plate.plate_id,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }


def _pictures(plate: Plate) -> list[dict[str, Any]]:
    return [
        _image(
            f"{PICTURE_ADDRESS}/{placed.view.picture}",
            placed.left_mm,
            placed.bottom_mm,
            placed.view.width_mm,
            placed.view.height_mm,
        )
        for placed in plate.views
    ]


def _image(source: str, left: float, bottom: float, width: float, height: float) -> dict[str, Any]:
    return {
        "source": source,
        "xref": "x",
        "yref": "y",
        "x": left,
        "y": bottom,
        "xanchor": "left",
        "yanchor": "bottom",
        "sizex": width,
        "sizey": height,
        "sizing": "stretch",
        "layer": "below",
    }


def _pain(atlas: Atlas, plate: Plate, pattern: Pattern) -> list[dict[str, Any]]:
    essential, spillover = (_codes(atlas, pattern, zone) for zone in ("essential", "spillover"))
    images = []
    for placed in plate.views:
        overlay = paint(placed.view, essential, spillover)
        if overlay is not None:
            left, bottom = placed.left_mm + overlay.left_mm, placed.bottom_mm + overlay.bottom_mm
            images.append(_image(overlay.uri, left, bottom, overlay.width_mm, overlay.height_mm))
    return images


def _codes(atlas: Atlas, pattern: Pattern, zone: str) -> frozenset[int]:
    codes = (atlas.code(area) for area, found in pattern.zones.items() if found == zone)
    return frozenset(code for code in codes if code is not None)


def _chosen(atlas: Atlas, plate: Plate, chosen: Iterable[str]) -> dict[str, Any]:
    wanted = tuple(chosen)
    rings = ((placed, atlas.area_rings(placed.view.view_id, area)) for placed in plate.views for area in wanted)
    return _closed_lines("chosen", rings, CHOSEN_LINE, CHOSEN_FILL, 2.4)


def _muscle(atlas: Atlas, plate: Plate, pattern: Pattern) -> dict[str, Any]:
    outline = atlas.muscle(pattern.muscle_id)
    views = outline.views if outline else {}
    rings = ((placed, views.get(placed.view.view_id, {}).get(pattern.side, ())) for placed in plate.views)
    trace = _closed_lines("muscle", rings, MUSCLE_LINE, MUSCLE_FILL, 1.8)
    if outline is not None and outline.deep:
        trace["line"]["dash"] = "dot"  # it lies far under what one sees
    return trace


def _closed_lines(
    name: str, rings_of: Iterable[tuple[Placed, Rings]], line: str, fill: str, width: float
) -> dict[str, Any]:
    """One trace of filled rings, with gaps between them; sheet mm."""
    x: list[float | None] = []
    y: list[float | None] = []
    for placed, rings in rings_of:
        for ring in rings:
            x += [round(float(value) + placed.left_mm, 1) for value in (*ring[:, 0], ring[0, 0])] + [None]
            y += [round(float(value) + placed.bottom_mm, 1) for value in (*ring[:, 1], ring[0, 1])] + [None]
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": fill,
        "line": {"color": line, "width": width},
        "hoverinfo": "skip",
    }


def _points(atlas: Atlas, plate: Plate, pattern: Pattern) -> dict[str, Any]:
    """The X marks, each with the number of its trigger point."""
    marks = [
        (placed.left_mm + place[0], placed.bottom_mm + place[1], label.removeprefix("TrP"))
        for placed in plate.views
        for point_id, label in pattern.points
        if (place := atlas.point(placed.view.view_id, pattern.side, point_id)) is not None
    ]
    numbered = len(pattern.points) > 1
    return {
        "type": "scatter",
        "name": "points",
        "mode": "markers+text" if numbered else "markers",
        "x": [mark[0] for mark in marks],
        "y": [mark[1] for mark in marks],
        "text": [mark[2] for mark in marks] if numbered else None,
        "textposition": "top right",
        "textfont": {
            "size": POINT_PX,
            "color": POINT_COLOUR,
            "weight": 700,
            "shadow": f"0 0 3px {POINT_RIM}",
        },
        "marker": {
            "symbol": "x",
            "size": 11,
            "color": POINT_COLOUR,
            "line": {"color": POINT_RIM, "width": 1.5},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _labels(plate: Plate, words: Words) -> list[dict[str, Any]]:
    return [label for placed in plate.views for label in (_title(plate, placed, words), *_sides(placed, words))]


def _title(plate: Plate, placed: Placed, words: Words) -> dict[str, Any]:
    middle = placed.left_mm + placed.view.width_mm / 2
    top = placed.bottom_mm + placed.view.height_mm + plate.title_mm * 0.15
    return _text(words.titles[placed.view.view_id], middle, top, "center", "bottom", TITLE_PX, 650)


def _sides(placed: Placed, words: Words) -> list[dict[str, Any]]:
    """The person's own right and left, written on both sides of the figure."""
    view = placed.view
    if view.view_id in RIGHT_IS_LEFT:
        on_left, on_right = words.right, words.left
    elif view.view_id in RIGHT_IS_RIGHT:
        on_left, on_right = words.left, words.right
    else:
        return []
    across, up = SIDE_LABEL_PLACES[view.view_id]
    height = placed.bottom_mm + view.height_mm * up
    left, right = (placed.left_mm + view.width_mm * share for share in (across, 1 - across))
    anchors = ("left", "right") if across < 0.1 else ("center", "center")
    return [
        _text(on_left, left, height, anchors[0], "middle", SIDE_PX, 600),
        _text(on_right, right, height, anchors[1], "middle", SIDE_PX, 600),
    ]


def _text(text: str, x: float, y: float, xanchor: str, yanchor: str, size: int, weight: int) -> dict[str, Any]:
    return {
        "text": text,
        "x": round(x, 1),
        "y": round(y, 1),
        "xanchor": xanchor,
        "yanchor": yanchor,
        "showarrow": False,
        "font": {"size": size, "weight": weight},
    }
