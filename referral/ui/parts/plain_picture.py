"""The body as plain pictures, where Plotly will draw it: seen and tapped before Plotly is there.

It lies under the figure in the map's frame, hidden once that stands, and tells the browser's scripts what lies where:
the index image of each view, and the marks of hidden places. A tap's answer is the server's; the browser only marks it
ahead (ui/components/map_taps).
"""

from __future__ import annotations

from html import escape
from typing import Final

from referral.body.atlas import Atlas
from referral.body.plates import Placed, Plate
from referral.drawing.hidden_places import HIDDEN_PX, REACH_MM
from referral.drawing.scene import address, hidden_marks, mm_per_px
from referral.drawing.shown import Shown

NAME: Final = "rp-plain"
"""Its class, in components/place.js too."""


def plain_picture(atlas: Atlas, shown: Shown, key: str) -> str:
    """Return the bodies of a plate as HTML, as large as they fit into the map's frame; `key`: the chart's."""
    plate = atlas.plates[shown.plate_id]
    images = "".join(_image(plate, placed) for placed in plate.views)
    return (
        f'<div class="{NAME}" data-chart="{escape(key)}" data-sheet="{escape(plate.plate_id)}" '
        f'data-width="{plate.width_mm:g}" data-height="{plate.height_mm:g}" '
        f'data-hidden="{escape(_hidden(plate, shown))}" aria-hidden="true">'
        f'<div class="{NAME}-sheet" style="--rp-ratio:{plate.width_mm / plate.height_mm:.4f}">{images}</div></div>'
    )


def _image(plate: Plate, placed: Placed) -> str:
    """A view's picture, in percent of the sheet; `data-view`: its index image, a finger's width, its box, mm, y up."""
    view, top = placed.view, plate.height_mm - placed.bottom_mm - placed.view.height_mm
    box = (placed.left_mm, placed.bottom_mm, view.width_mm, view.height_mm)
    numbers = " ".join(f"{number:g}" for number in (view.finger_mm, *box))
    place = {
        "left": placed.left_mm / plate.width_mm,
        "top": top / plate.height_mm,
        "width": view.width_mm / plate.width_mm,
        "height": view.height_mm / plate.height_mm,
    }
    style = ";".join(f"{name}:{100 * share:.4f}%" for name, share in place.items())
    return (
        f'<img src="{escape(address(view.picture))}" alt="" data-index="{escape(address(view.index_picture))}" '
        f'data-view="{numbers}" style="{style}">'
    )


def _hidden(plate: Plate, shown: Shown) -> str:
    """The marks of hidden places, as area_at finds them: "x,y,reach,area;…", mm, y up."""
    reach = max(REACH_MM, HIDDEN_PX * mm_per_px(plate.width_mm, plate.height_mm, shown.room_px))
    marks = hidden_marks(plate, shown)
    return ";".join(f"{mark.x_mm:.1f},{mark.y_mm:.1f},{reach:.1f},{mark.area_id}" for mark in marks)
