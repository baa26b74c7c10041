"""The small pictures of patterns on cards: by an address that the browser keeps, or within the page where nobody serves
them.

    serve_by_address()          server.py serves the pictures; call before the first visitor
    picture(...) -> str         the <img> of a muscle's pattern; empty where it cannot be drawn
    named(name) -> Answer       what is served at ADDRESS/<name>

By address a picture is drawn when a browser asks for it: no tap waits for one. Whoever shows a picture has checked that
the muscle may be shown: its address names the muscle.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from typing import Final

from referral.body.atlas import Atlas
from referral.drawing.thumbnail import EDGE_PX, muscle_and_side, name_of, thumbnail
from referral.model.dataset import Dataset
from referral.model.rows import Side
from referral.ui.visit.loaded import silent_dataset_and_atlas

ADDRESS: Final = "pictures"
_served = False


@dataclass(frozen=True)
class Answer:
    """A picture, and whether its name is that of its content: then it never changes."""

    picture: bytes
    lasting: bool


def serve_by_address() -> None:
    """Have the browser load the pictures from `pictures/<name>`, where somebody must serve them."""
    global _served
    _served = True


def picture(atlas: Atlas | None, dataset: Dataset, muscle_id: str, side: Side) -> str:
    """The picture of a muscle's pattern as HTML, without words: the card that it stands on has them. Its place is kept
    while it loads."""
    if atlas is None:
        return ""
    try:
        source = _source(atlas, dataset, muscle_id, side)
    except OSError:  # a picture of the atlas is missing: the page has said so
        return ""
    return (
        f'<img class="rp-picture" src="{escape(source)}" alt="" loading="lazy" decoding="async" '
        f'width="{EDGE_PX}" height="{EDGE_PX}">'
    )


def _source(atlas: Atlas, dataset: Dataset, muscle_id: str, side: Side) -> str:
    if _served:
        return f"{ADDRESS}/{name_of(atlas, dataset, muscle_id, side)}"
    drawn = thumbnail(atlas, dataset, muscle_id, side)
    return f"data:image/webp;base64,{base64.b64encode(drawn).decode('ascii')}"


def named(name: str) -> Answer | None:
    """The picture of a name as the dataset says it now; None where there is none."""
    found, told = silent_dataset_and_atlas(), muscle_and_side(name)
    if found is None or told is None:
        return None
    dataset, atlas = found
    try:
        return Answer(thumbnail(atlas, dataset, *told), name == name_of(atlas, dataset, *told))
    except (KeyError, OSError):
        return None
