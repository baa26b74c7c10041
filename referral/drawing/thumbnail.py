"""A pattern as a small square picture on a transparent ground: a muscle's card shows it.

The view that shows the pattern best, cut to what is drawn on it: the muscle, its pain, its trigger points as plain dots
(numbers could not be read), and hidden places where pain is felt. A picture's name changes with whatever it is drawn
from, so a browser may keep it for good. Nothing here decides who may see a muscle.
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from referral.body.atlas import Atlas
from referral.body.view import View
from referral.drawing.cropping import drawn_on
from referral.drawing.dots import Box
from referral.drawing.hidden_places import places_on
from referral.drawing.openings import best_view
from referral.drawing.scene import scene
from referral.drawing.scene_parts import Picture, Scene
from referral.drawing.shown import Layer, Shown
from referral.drawing.styles import MARK, PAIN, Rgb
from referral.folders import ATLAS_PICTURES
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import SIDES, Region, Side

EDGE_PX: Final = 240
"""Along each side: sharp at 120 CSS pixels on a screen of two device pixels each, and at 80 on one of three."""

LEAST_SHARE, LEAST_MM = 0.75, 300.0
"""At least so much of a view's height is shown along each side, but no more than that: one must know the place."""

ENOUGH_MM, ENOUGH_OF_SMALL_MM, SMALL_PARTS = 300.0, 180.0, ("hand", "foot")
"""Views that are less high show too little of the body to tell what they are."""

WEBP: Final = {"quality": 66, "alpha_quality": 70, "method": 4}

FINER: Final = 3
"""Dots are drawn so many times larger, then made smaller: their edges come out smooth."""

DOT_PX, RIM_PX, HIDDEN_PX = 5.4, 1.9, 8.0
"""Radius of a dot, its white rim, and the radius of a hidden place's mark, in pixels of the picture."""

PALE: Final[Rgb] = (235, 165, 172)
"""Of a hidden place where only some feel pain."""

SHOWN: Final[frozenset[Layer]] = frozenset({"muscles", "points", "essential", "spillover"})
MOST_KEPT: Final = 640
"""Every muscle on both sides, and as many again after an edit; some 3 MB."""

_kept: dict[str, bytes] = {}


def thumbnail(atlas: Atlas, dataset: Dataset, muscle_id: str, side: Side) -> bytes:
    """Return the picture of a muscle's whole pattern as WebP, drawn once for all that it is drawn from. KeyError for an
    unknown muscle, OSError for a picture of the atlas that cannot be read."""
    name = name_of(atlas, dataset, muscle_id, side)
    if name not in _kept:
        drawn = _drawn(atlas, dataset, muscle_id, side)
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[name] = drawn
        return drawn
    return _kept[name]


def name_of(atlas: Atlas, dataset: Dataset, muscle_id: str, side: Side) -> str:
    """Return the name of that picture, such as ``soleus-left-0123456789ab.webp``, made once. KeyError for an unknown
    muscle."""
    return _namer(atlas, dataset)(muscle_id, side)


@lru_cache(maxsize=2)
def _namer(atlas: Atlas, dataset: Dataset) -> Callable[[str, Side], str]:
    """What makes each name of an atlas and a dataset once: a tap on the map shows some ten cards."""
    return cache(partial(_name, atlas, dataset))


def _name(atlas: Atlas, dataset: Dataset, muscle_id: str, side: Side) -> str:
    told = (pattern_of(dataset, muscle_id, side), _marks(atlas, dataset, muscle_id, side), _hidden_regions(dataset))
    mark = hashlib.sha256(f"{told!r}{_atlas_mark(atlas)}{_program_mark()}".encode()).hexdigest()[:12]
    return f"{muscle_id}-{side}-{mark}.webp"


def muscle_and_side(name: str) -> tuple[str, Side] | None:
    """Return what a name is of, be its mark true or not; None for what is no such name."""
    parts = name.rsplit("-", 2)
    for side in SIDES:
        if len(parts) == 3 and parts[1] == side:
            return parts[0], side
    return None


# --- the name ------------------------------------------------------------------------------------------------------


def _marks(atlas: Atlas, dataset: Dataset, muscle_id: str, side: Side) -> list[object]:
    """Where the muscle's points show."""
    points = dataset.trigger_points_of(muscle_id)
    return [atlas.point(view, side, point.trigger_point_id) for view in atlas.views for point in points]


def _hidden_regions(dataset: Dataset) -> list[Region]:
    return [region for region in dataset.regions.values() if region.mark is not None]


@lru_cache(maxsize=2)
def _atlas_mark(atlas: Atlas) -> str:
    """A mark of the atlas: its pictures' names change with their content, its skin is taken as it is."""
    told = hashlib.sha256()
    for view in atlas.views.values():
        told.update(f"{view.picture} {view.index_picture}\n".encode())
    if atlas.skin is not None:
        for values in (atlas.skin.points, atlas.skin.codes):
            told.update(values.tobytes())
    return told.hexdigest()


@cache
def _program_mark() -> str:
    """A mark of how pictures are drawn: of the modules of this room and of the body's."""
    told = hashlib.sha256()
    here = Path(__file__).parent
    for file in sorted([*here.glob("*.py"), *(here.parent / "body").glob("*.py")]):
        told.update(file.read_bytes())
    return told.hexdigest()


# --- the picture ---------------------------------------------------------------------------------------------------


def _drawn(atlas: Atlas, dataset: Dataset, muscle_id: str, side: Side) -> bytes:
    pattern = pattern_of(dataset, muscle_id, side)
    view_id = _view(atlas, dataset, pattern)
    hidden = places_on(atlas.plates[view_id], dataset.regions.values(), atlas.anatomy)
    drawn = scene(atlas, Shown(view_id, patterns=(pattern,), layers=SHOWN, hidden=hidden))
    box = _square(drawn)
    canvas = Image.new("RGBA", (EDGE_PX, EDGE_PX))
    for picture in (*drawn.bodies, *drawn.muscles, *(pain.picture for pain in drawn.pains)):
        canvas.alpha_composite(_part(picture, box))
    canvas.alpha_composite(_dots(drawn, box))
    file = io.BytesIO()
    canvas.save(file, "WEBP", **WEBP)
    return file.getvalue()


def _view(atlas: Atlas, dataset: Dataset, pattern: Pattern) -> str:
    """The view to draw a pattern in; of one that is felt only inside the body, one that marks the places."""
    views = [view for view in atlas.views.values() if _enough(view)]
    if not any(zone == "essential" and atlas.code(area) is not None for area, zone in pattern.zones.items()):
        felt = {area.area_id for area in pattern.zones}

        def marked(view: View) -> tuple[int, bool, bool, float]:
            places = places_on(atlas.plates[view.view_id], dataset.regions.values(), atlas.anatomy)
            muscle = atlas.muscle_picture(view.view_id, pattern.side, pattern.muscle_id)
            return sum(place.area_id in felt for place in places), view.close_up, muscle is not None, -view.height_mm

        best = max(views, key=marked, default=None)
        if best is not None and marked(best)[0]:
            return best.view_id
    return best_view(atlas, [pattern], views)


def _enough(view: View) -> bool:
    """Whether a view shows enough of the body to know the place by."""
    return view.height_mm >= (ENOUGH_OF_SMALL_MM if view.part in SMALL_PARTS else ENOUGH_MM)


def _square(drawn: Scene) -> Box:
    """The square to show (left, bottom, right, top; plate mm) about what is drawn, within the view where it fits."""
    height = drawn.bodies[0].height_mm
    left, bottom, right, top = drawn_on(drawn)
    edge = max(right - left, top - bottom, min(LEAST_SHARE * height, LEAST_MM))
    across, up = _from((left + right) / 2, edge, drawn.bodies[0].width_mm), _from((bottom + top) / 2, edge, height)
    return across, up, across + edge, up + edge


def _from(middle: float, length: float, most: float) -> float:
    """Where a stretch of some length begins: about the middle, but within 0 to `most`; what is too long, about that."""
    return (most - length) / 2 if length > most else min(max(0.0, middle - length / 2), most - length)


def _part(picture: Picture, box: Box) -> Image.Image:
    """What of a picture lies within the box, as large as the canvas."""
    source = _opened(picture.source)
    across, up = source.width / picture.width_mm, source.height / picture.height_mm
    top_mm = picture.bottom_mm + picture.height_mm
    cut = (
        (box[0] - picture.left_mm) * across,
        (top_mm - box[3]) * up,
        (box[2] - picture.left_mm) * across,
        (top_mm - box[1]) * up,
    )
    return _premultiplied(source, cut)


def _premultiplied(source: Image.Image, cut: tuple[float, float, float, float]) -> Image.Image:
    """The `cut` (left, top, right, bottom; pixels, also beyond the picture) at the canvas' size; colours are weighed by
    their opacity, or a dark rim would come in from what is transparent."""
    left, top, right, bottom = map(round, cut)
    part = source.crop((left, top, right, bottom)).convert("RGBa")
    return part.resize((EDGE_PX, EDGE_PX), Image.Resampling.BICUBIC, reducing_gap=2.0).convert("RGBA")


def _opened(source: str) -> Image.Image:
    """A picture of the atlas, or of a data URI."""
    if source.startswith("data:"):
        with Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) as picture:
            return picture.convert("RGBA")
    with Image.open(ATLAS_PICTURES / source.partition("?")[0]) as picture:
        return picture.convert("RGBA")


def _dots(drawn: Scene, box: Box) -> Image.Image:
    """The trigger points, and the hidden places where pain is felt."""
    edge = EDGE_PX * FINER
    layer = Image.new("RGBA", (edge, edge), (255, 255, 255, 0))
    pen = ImageDraw.Draw(layer)
    unit = edge / (box[2] - box[0])

    def disc(x_mm: float, y_mm: float, radius_px: float, fill: str | Rgb) -> None:
        x, y, radius = (x_mm - box[0]) * unit, (box[3] - y_mm) * unit, radius_px * FINER
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

    for place in drawn.hidden:
        if place.shows:
            disc(place.x_mm, place.y_mm, HIDDEN_PX + RIM_PX, "white")
            disc(place.x_mm, place.y_mm, HIDDEN_PX, PAIN if place.zone == "essential" else PALE)
    for mark in drawn.marks:
        disc(*mark.dot_mm, DOT_PX + RIM_PX, "white")
        disc(*mark.dot_mm, DOT_PX, MARK)
    return layer.convert("RGBa").resize((EDGE_PX, EDGE_PX), Image.Resampling.BOX).convert("RGBA")
