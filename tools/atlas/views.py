"""The views (one picture of the body each) and the plates (the sheets that show one view or several)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .raster import Camera

#: Poses of the figure: at rest, or the near arm lifted in a side view.
REST, RIGHT_ARM_LIFTED, LEFT_ARM_LIFTED = "rest", "right", "left"

#: Pixels a mm: of the pictures that people see, and of the index images that a tap is looked up in.
BODY_PICTURE_PX, BODY_INDEX_PX = 1.3, 1.0
CLOSE_PICTURE_PX, CLOSE_INDEX_PX = 3.2, 2.0

Axis = tuple[float, float, float]
#: Where a camera looks from: the screen's right and up in body axes.
Look = tuple[Axis, Axis]

_FRONT: Look = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
_BACK: Look = ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
_FROM_RIGHT: Look = ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0))
_FROM_LEFT: Look = ((0.0, 0.0, -1.0), (0.0, 1.0, 0.0))
_FROM_BELOW: Look = ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0))
#: The tops of the feet are seen from the front, from this far above the horizon.
_LOOK_DOWN = np.radians(52)
_FROM_ABOVE: Look = ((1.0, 0.0, 0.0), (0.0, float(np.cos(_LOOK_DOWN)), float(-np.sin(_LOOK_DOWN))))


@dataclass(frozen=True)
class View:
    """One picture. `fades`: the edges at which the body goes on and the picture fades out; `below`: only skin under
    this height (mm) is shown."""

    view_id: str
    camera: Camera
    index_px_per_mm: float
    pose: str = REST
    fades: tuple[str, ...] = ()
    below: float | None = None

    @property
    def close_up(self) -> bool:
        return self.index_px_per_mm > BODY_INDEX_PX

    @property
    def index_camera(self) -> Camera:
        """The camera of the index image: the same window, its own resolution."""
        return self.camera.scaled(self.index_px_per_mm / self.camera.px_per_mm)


def _body(view_id: str, look: Look, left: float, width: float, pose: str = REST) -> View:
    camera = Camera(*look, left=left, bottom=-96.0, width=width, height=1888.0, px_per_mm=BODY_PICTURE_PX)
    return View(view_id, camera, BODY_INDEX_PX, pose)


def _close(
    view_id: str,
    look: Look,
    window: tuple[float, float, float, float],
    pose: str = REST,
    fades: tuple[str, ...] = (),
    below: float | None = None,
) -> View:
    left, bottom, width, height = window
    camera = Camera(*look, left=left, bottom=bottom, width=width, height=height, px_per_mm=CLOSE_PICTURE_PX)
    return View(view_id, camera, CLOSE_INDEX_PX, pose, fades, below)


#: Left and right edges are in the screen's own direction: what the camera calls `right` is positive.
VIEWS: tuple[View, ...] = (
    _body("front", _FRONT, -375, 750),
    _body("back", _BACK, -375, 750),
    _body("right", _FROM_RIGHT, -70, 786, RIGHT_ARM_LIFTED),
    _body("left", _FROM_LEFT, -716, 786, LEFT_ARM_LIFTED),
    _close("head_front", _FRONT, (-130, 1442, 260, 350), fades=("bottom", "left", "right")),
    _close("head_back", _BACK, (-130, 1442, 260, 350), fades=("bottom", "left", "right")),
    _close("head_right", _FROM_RIGHT, (-62, 1442, 300, 350), RIGHT_ARM_LIFTED, ("bottom",)),
    _close("head_left", _FROM_LEFT, (-238, 1442, 300, 350), LEFT_ARM_LIFTED, ("bottom",)),
    _close("right_palm", _FRONT, (-380, 694, 170, 216), fades=("top",)),
    _close("left_palm", _FRONT, (210, 694, 170, 216), fades=("top",)),
    _close("left_hand_back", _BACK, (-380, 694, 170, 216), fades=("top",)),
    _close("right_hand_back", _BACK, (210, 694, 170, 216), fades=("top",)),
    _close("feet_top", _FROM_ABOVE, (-205, -262, 410, 290), fades=("top",)),
    _close("soles", _FROM_BELOW, (-205, -6, 410, 290), below=30),
)

#: Gaps between the views of a plate, and room over each for its title, in mm (body plates, close-ups).
BODY_GAP, BODY_TITLE = 24.0, 90.0
CLOSE_GAP, CLOSE_TITLE = 14.0, 46.0

#: Plate -> rows of views. On a phone a plate of one view is shown; where there is room, front and back together.
PLATES: dict[str, tuple[tuple[str, ...], ...]] = {
    "body": (("front", "back"),),
    "sides": (("left", "right"),),
    "front": (("front",),),
    "back": (("back",),),
    "right": (("right",),),
    "left": (("left",),),
    "head": (("head_front", "head_back"), ("head_right", "head_left")),
    "hands": (("right_palm", "left_palm"), ("left_hand_back", "right_hand_back")),
    "feet": (("feet_top",), ("soles",)),
}
