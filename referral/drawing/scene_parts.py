"""Of what a scene is made: pictures, outlines, marks and words on a plate, in its millimetres, y up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from referral.body.atlas import Rings
from referral.drawing.dots import Mark
from referral.drawing.hidden_places import HiddenMark
from referral.drawing.map_labels import Label


@dataclass(frozen=True)
class Picture:
    """A picture and its rectangle. `source`: a file of static/atlas with its mark of content, or a data URI; `index`:
    of a view, the file of its index image; `opacity`: 0..1."""

    source: str
    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float
    index: str = ""
    opacity: float = 1.0


@dataclass(frozen=True)
class Pain:
    """The soft picture of one muscle's pain in one view."""

    picture: Picture
    view_id: str


@dataclass(frozen=True)
class Shape:
    """Filled, closed rings of one look, (K, 2) each. `halo_px`: how wide a white line lies under theirs; 0: none;
    `rounded`: without corners."""

    name: str
    rings: Rings
    line: str
    fill: str
    width_px: float
    dash: Literal["solid", "dot", "dash"] = "solid"
    halo_px: float = 0.0
    rounded: bool = False


@dataclass(frozen=True)
class Scene:
    """A plate with all that lies on it, from the back to the front. `anatomy`: bones and muscles of the whole view;
    `muscles`: the muscles that are shown."""

    plate_id: str
    width_mm: float
    height_mm: float
    bodies: tuple[Picture, ...]
    anatomy: tuple[Picture, ...]
    muscles: tuple[Picture, ...]
    pains: tuple[Pain, ...]
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    hidden: tuple[HiddenMark, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures, from the back to the front."""
        return (*self.bodies, *self.anatomy, *self.muscles, *(pain.picture for pain in self.pains))
