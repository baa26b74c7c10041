"""The views (one picture of the body each) and the plates (the sheets that show several)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .raster import Camera

#: Poses of the figure: at rest, or the near arm lifted in a side view.
REST, RIGHT_ARM_LIFTED, LEFT_ARM_LIFTED = "rest", "right", "left"

#: From which side of its part of the body a view looks; `side` is the outer one.
Direction = Literal["front", "back", "side", "inner", "above", "below"]
#: One limb shown alone, where the rest of the body would stand before it.
Limb = Literal["", "arm", "leg"]

#: Pixels a mm: of the pictures that people see, and of the index images that a tap is looked up in.
BODY_PICTURE_PX, BODY_INDEX_PX = 2.0, 1.0
CLOSE_PICTURE_PX, CLOSE_INDEX_PX = 3.2, 2.0
#: A close-up of a long limb has fewer, so that its longer edge is at most this many px.
LONGEST_PICTURE_PX = 1300

Axis = tuple[float, float, float]
#: Where a camera looks from: the screen's right and up in body axes.
Look = tuple[Axis, Axis]
#: Left, bottom, width and height on the screen, mm.
Window = tuple[float, float, float, float]


def _tilted(degrees: float) -> Look:
    """From the front, from so far above the horizon (below it: negative)."""
    angle = np.radians(degrees)
    return (1.0, 0.0, 0.0), (0.0, float(np.cos(angle)), float(-np.sin(angle)))


_FRONT: Look = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
_BACK: Look = ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
_FROM_RIGHT: Look = ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0))
_FROM_LEFT: Look = ((0.0, 0.0, -1.0), (0.0, 1.0, 0.0))
_FROM_BELOW: Look = ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0))
#: The tops of the feet and of the head, and what lies under the chin.
_FEET_FROM_ABOVE, _HEAD_FROM_ABOVE, _UNDER_CHIN = _tilted(52), _tilted(62), _tilted(-48)

#: Right side -> how a view of it looks from each direction; the left side is its mirror image.
_LOOKS: dict[Direction, Look] = {
    "front": _FRONT,
    "back": _BACK,
    "side": _FROM_RIGHT,
    "inner": _FROM_LEFT,
    "above": _FEET_FROM_ABOVE,
    "below": _FROM_BELOW,
}
_MIRRORED: dict[Look, Look] = {_FROM_RIGHT: _FROM_LEFT, _FROM_LEFT: _FROM_RIGHT}


@dataclass(frozen=True)
class View:
    """One picture. `part`: of the body, empty for the whole; `side`: the side that alone is shown or looked at, 0 for
    both (-1 right, 1 left). `fades`: the edges at which the body goes on and the picture fades out; `below`: only skin
    under this height (mm) is shown; `limb`: only this limb of the side."""

    view_id: str
    camera: Camera
    index_px_per_mm: float
    direction: Direction
    part: str = ""
    side: int = 0
    pose: str = REST
    fades: tuple[str, ...] = ()
    below: float | None = None
    limb: Limb = ""

    @property
    def close_up(self) -> bool:
        return self.index_px_per_mm > BODY_INDEX_PX

    @property
    def index_camera(self) -> Camera:
        """The camera of the index image: the same window, its own resolution."""
        return self.camera.scaled(self.index_px_per_mm / self.camera.px_per_mm)

    def shows(self, side: int) -> bool:
        """Whether the muscles of a side (-1 right, 1 left) are drawn."""
        return self.side in (0, side)


def _body(view_id: str, look: Look, direction: Direction, left: float, width: float, side: int = 0) -> View:
    camera = Camera(*look, left=left, bottom=-96.0, width=width, height=1888.0, px_per_mm=BODY_PICTURE_PX)
    return View(view_id, camera, BODY_INDEX_PX, direction, "", side, _lifted(side))


def _lifted(side: int) -> str:
    return {0: REST, -1: RIGHT_ARM_LIFTED, 1: LEFT_ARM_LIFTED}[side]


def _close(
    view_id: str,
    part: str,
    direction: Direction,
    window: Window,
    fades: str = "",
    look: Look | None = None,
    side: int = 0,
    pose: str = REST,
    limb: Limb = "",
    below: float | None = None,
) -> View:
    left, bottom, width, height = window
    px = min(CLOSE_PICTURE_PX, LONGEST_PICTURE_PX / max(width, height))
    camera = Camera(*(look or _LOOKS[direction]), left=left, bottom=bottom, width=width, height=height, px_per_mm=px)
    return View(view_id, camera, CLOSE_INDEX_PX, direction, part, side, pose, tuple(fades.split()), below, limb)


def _both(
    name: str,
    part: str,
    direction: Direction,
    window: Window,
    fades: str = "",
    lifted: bool = False,
    limb: Limb = "",
    below: float | None = None,
) -> tuple[View, View]:
    """The same view of the right and the left side; `window` and `fades` as on the right. `name`: with "{}" for the
    side's word."""
    found = []
    for side, word in ((-1, "right"), (1, "left")):
        look, here, edges = _LOOKS[direction], window, fades
        if side > 0:
            look = _MIRRORED.get(look, look)
            here = (-window[0] - window[2], *window[1:])
            edges = " ".join({"left": "right", "right": "left"}.get(edge, edge) for edge in fades.split())
        pose = _lifted(side) if lifted else REST
        found.append(_close(name.format(word), part, direction, here, edges, look, side, pose, limb, below))
    return found[0], found[1]


#: Left and right edges are in the screen's own direction: what the camera calls `right` is positive.
VIEWS: tuple[View, ...] = (
    _body("front", _FRONT, "front", -375, 750),
    _body("back", _BACK, "back", -375, 750),
    _body("right", _FROM_RIGHT, "side", -70, 786, -1),
    _body("left", _FROM_LEFT, "side", -716, 786, 1),
    _close("head_front", "head", "front", (-130, 1442, 260, 350), "bottom left right"),
    _close("head_back", "head", "back", (-130, 1442, 260, 350), "bottom left right"),
    *_both("head_{}", "head", "side", (-62, 1442, 300, 350), "bottom", lifted=True),
    _close("head_above", "head", "above", (-105, 640, 210, 205), "bottom", _HEAD_FROM_ABOVE),
    _close("under_chin", "head", "below", (-67, 1095, 134, 152), "bottom left right", _UNDER_CHIN),
    _close("face_eyes", "head", "front", (-65, 1610, 130, 110), "top bottom left right"),
    _close("face_mouth", "head", "front", (-54, 1536, 108, 122), "top bottom left right"),
    *_both("{}_ear", "head", "side", (45, 1562, 130, 140), "top bottom left right", lifted=True),
    _close("neck_front", "neck", "front", (-110, 1395, 220, 215), "top bottom left right"),
    _close("neck_back", "neck", "back", (-135, 1372, 270, 310), "top bottom left right"),
    *_both("neck_{}", "neck", "side", (-62, 1383, 229, 254), "top bottom", lifted=True),
    _close("chest", "chest", "front", (-215, 1165, 430, 330), "top bottom left right"),
    _close("breastbone", "chest", "front", (-80, 1225, 160, 190), "top bottom left right"),
    _close("belly", "belly", "front", (-185, 882, 370, 370), "top bottom left right"),
    _close("upper_back", "upper_back", "back", (-215, 1150, 430, 370), "top bottom left right"),
    _close("spine_middle", "upper_back", "back", (-119, 1115, 238, 268), "top bottom left right"),
    _close("low_back", "low_back", "back", (-200, 850, 400, 380), "top bottom left right"),
    _close("spine_low", "low_back", "back", (-119, 890, 238, 268), "top bottom left right"),
    *_both("{}_flank", "flank", "side", (-75, 930, 330, 480), "top bottom right", lifted=True),
    _close("hip_front", "hip", "front", (-195, 700, 390, 350), "top bottom left right"),
    _close("hip_back", "hip", "back", (-195, 700, 390, 370), "top bottom left right"),
    *_both("{}_groin", "hip", "front", (-170, 770, 220, 260), "top bottom left right"),
    *_both("{}_hip", "hip", "side", (-85, 705, 300, 388), "top bottom right", lifted=True),
    *_both("{}_shoulder_front", "shoulder", "front", (-300, 1225, 280, 300), "top bottom right"),
    *_both("{}_shoulder_back", "shoulder", "back", (10, 1225, 290, 300), "top bottom left"),
    *_both("{}_shoulder_blade", "shoulder", "back", (48, 1270, 158, 184), "top bottom left right"),
    *_both("{}_shoulder", "shoulder", "side", (-50, 1225, 250, 300), "top bottom"),
    *_both("{}_arm_front", "arm", "front", (-330, 1070, 220, 410), "top bottom right"),
    *_both("{}_arm_back", "arm", "back", (110, 1070, 220, 410), "top bottom left"),
    *_both("{}_arm", "arm", "side", (-20, 1070, 210, 410), "top bottom"),
    *_both("{}_arm_inner", "arm", "inner", (-187, 1075, 190, 115), "top bottom", limb="arm"),
    *_both("{}_forearm_front", "forearm", "front", (-360, 830, 190, 370), "top bottom right"),
    *_both("{}_forearm_back", "forearm", "back", (170, 830, 190, 370), "top bottom left"),
    *_both("{}_forearm", "forearm", "side", (5, 830, 190, 370), "top bottom", limb="arm"),
    *_both("{}_forearm_inner", "forearm", "inner", (-195, 830, 190, 370), "top bottom", limb="arm"),
    *_both("{}_palm", "hand", "front", (-380, 694, 170, 216), "top"),
    *_both("{}_hand_back", "hand", "back", (210, 694, 170, 216), "top"),
    *_both("{}_hand", "hand", "side", (50, 694, 190, 216), "top", limb="arm"),
    *_both("{}_fingers", "hand", "front", (-376, 694, 150, 160), "top"),
    *_both("{}_fingers_back", "hand", "back", (226, 694, 150, 160), "top"),
    *_both("{}_thigh_front", "thigh", "front", (-205, 370, 210, 590), "top bottom right"),
    *_both("{}_thigh_back", "thigh", "back", (-5, 370, 210, 590), "top bottom left"),
    *_both("{}_thigh", "thigh", "side", (-50, 370, 250, 590), "top bottom", lifted=True),
    *_both("{}_thigh_inner", "thigh", "inner", (-200, 370, 250, 375), "top bottom", limb="leg"),
    *_both("{}_knee_front", "knee", "front", (-170, 300, 165, 220), "top bottom right"),
    *_both("{}_knee_back", "knee", "back", (5, 300, 165, 220), "top bottom left"),
    *_both("{}_leg_front", "leg", "front", (-195, -90, 185, 540), "top"),
    *_both("{}_leg_back", "leg", "back", (10, -90, 185, 540), "top"),
    *_both("{}_leg", "leg", "side", (-40, -90, 295, 540), "top"),
    *_both("{}_leg_inner", "leg", "inner", (-255, -90, 295, 540), "top", limb="leg"),
    *_both("{}_foot_top", "foot", "above", (-195, -262, 190, 256), "top"),
    *_both("{}_toes", "foot", "below", (-192, 160, 170, 124), "bottom", below=30),
    *_both("{}_sole", "foot", "below", (-195, -6, 190, 290), "", below=30),
    *_both("{}_foot", "foot", "side", (5, -100, 280, 190), "top"),
    *_both("{}_foot_inner", "foot", "inner", (-285, -100, 280, 190), "top", limb="leg"),
)

#: Gaps between the views of a plate, and room over each for its title, in mm (body plates, close-ups).
BODY_GAP, BODY_TITLE = 24.0, 90.0
CLOSE_GAP, CLOSE_TITLE = 14.0, 46.0

#: Plate -> rows of views. The app makes further sheets, of one view or of several side by side.
PLATES: dict[str, tuple[tuple[str, ...], ...]] = {
    "body": (("front", "back"),),
    "sides": (("left", "right"),),
    "head": (("head_front", "head_back"), ("head_right", "head_left")),
    "hands": (("right_palm", "left_palm"), ("left_hand_back", "right_hand_back")),
    "feet": (("right_foot_top", "left_foot_top"), ("right_sole", "left_sole")),
}
