"""Paint muscles' patterns over the pictures of the body, several a page, to look at what strokes.csv says:

    python -m tools.pattern_sheet --muscles upper_trapezius infraspinatus --out /tmp/sheet [--data FOLDER]

Writes OUT_1.png, OUT_2.png, ...: a row for each muscle (with --points for each of its trigger points), with the views
of the whole body that show it and the close-ups that show most. --data names another dataset's folder (a copy of data/
with other strokes.csv and landmarks.csv); --views names the views to paint instead.
"""

from __future__ import annotations

import argparse
import base64
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from referral.body.atlas import Atlas
from referral.body.atlas_files import load_atlas
from referral.body.view import View
from referral.data.load import load_dataset
from referral.drawing.drawn import Drawn, drawn_of
from referral.drawing.pain_picture import Overlay, paint
from referral.drawing.styles import PAIN, TOGETHER
from referral.folders import ATLAS_PICTURES
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, pattern_of

#: Pixels of a panel, of the words over it; rows of panels on a page.
PANEL, WORDS, ROWS = 380, 16, 4
#: Of the whole body so much (mm) is shown about the pattern, and at least so much in all.
ABOUT, LEAST = 50.0, 330.0


@dataclass(frozen=True)
class Row:
    """What one row shows."""

    title: str
    pattern: Pattern


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--muscles", nargs="+", help="ids of muscles, or of trigger points (default: all with strokes)")
    parser.add_argument("--out", type=Path, required=True, help="the pages' names begin with this")
    parser.add_argument("--data", type=Path, help="the dataset's folder (default: data/)")
    parser.add_argument("--points", action="store_true", help="a row for each trigger point")
    parser.add_argument("--views", nargs="+", help="ids of the views to paint (default: the body's, and close-ups)")
    parser.add_argument("--close-ups", type=int, default=3, help="at most so many a row (default: 3)")
    parser.add_argument("--side", choices=["right", "left"], default="right")
    parser.add_argument("--texture", choices=["dotted", "rising", "falling"], help="as one of several muscles")
    parser.add_argument("--marks", action="store_true", help="the places of the strokes' steps")
    options = parser.parse_args()
    data = load_dataset(options.data)
    atlas = load_atlas(trigger_points=data.trigger_points.values())
    for fault in atlas.faults:
        print(fault)
    rows = [painted(atlas, row, options) for row in rows_of(data, options)]
    for page, start in enumerate(range(0, len(rows), ROWS), start=1):
        some = rows[start : start + ROWS]
        sheet = Image.new("RGB", (max(row.width for row in some), sum(row.height for row in some)), "white")
        for number, row in enumerate(some):
            sheet.paste(row, (0, sum(above.height for above in some[:number])))
        name = options.out.with_name(f"{options.out.name}_{page}.png")
        sheet.save(name)
        print(name)


def rows_of(data: Dataset, options: argparse.Namespace) -> Iterator[Row]:
    """Yield the rows that were asked for. Exits for an unknown id."""
    shaped = [point.muscle_id for point in data.trigger_points.values() if data.strokes_of(point.trigger_point_id)]
    for name in options.muscles or dict.fromkeys(shaped):
        if name in data.trigger_points:
            point = data.trigger_points[name]
            yield Row(name, pattern_of(data, point.muscle_id, options.side, (name,)))
        elif name not in data.muscles:
            raise SystemExit(f"no muscle or trigger point {name!r}")
        elif options.points:
            for point in data.trigger_points_of(name):
                one = point.trigger_point_id
                yield Row(one, pattern_of(data, name, options.side, (one,)))
        else:
            yield Row(name, pattern_of(data, name, options.side))


def painted(atlas: Atlas, row: Row, options: argparse.Namespace) -> Image.Image:
    """One row: a title, and its panels."""
    drawn = drawn_of(atlas, row.pattern)
    style = {style.texture: style for style in TOGETHER}.get(options.texture)
    overlays = {
        view_id: overlay
        for view_id, view in atlas.views.items()
        if (
            view_id in options.views
            if options.views
            else not row.pattern.zones.keys().isdisjoint(atlas.areas_in(view_id))
        )
        and (
            overlay := paint(
                view, drawn, atlas.skin, style.pain if style else PAIN, style.texture if style else "solid"
            )
        )
    }
    chosen = options.views or _most_shown(atlas, overlays, options.close_ups)
    panels = [
        _panel(atlas, row.pattern, atlas.views[name], overlays[name], options) for name in chosen if name in overlays
    ]
    width = max(sum(panel.width for panel in panels) + 6 * len(panels), PANEL)
    image = Image.new("RGB", (width, PANEL + 2 * WORDS + 8), "white")
    pen = ImageDraw.Draw(image)
    pen.text((4, 2), f"{row.title}   {_told(drawn, row.pattern)}", fill="black")
    left = 0
    for panel in panels:
        image.paste(panel, (left, WORDS + 4))
        left += panel.width + 6
    return image


def _told(drawn: Drawn, pattern: Pattern) -> str:
    """The zones in words, to compare with."""
    zones = {
        kind: ", ".join(area.area_id for area, zone in pattern.zones.items() if zone == kind)
        for kind in ("essential", "spillover")
    }
    bands = len(drawn.essential.bands), len(drawn.spillover.bands), len(drawn.limited.bands)
    return f"ESSENTIAL {zones['essential']} | SPILLOVER {zones['spillover']} | bands {bands}"


def _most_shown(atlas: Atlas, overlays: dict[str, Overlay], close_ups: int) -> list[str]:
    """The views of the whole body, then the close-ups that show most of it."""
    weight = {
        name: float(_pixels(overlay)[..., 3].mean()) * overlay.width_mm * overlay.height_mm
        for name, overlay in overlays.items()
    }
    body = [name for name in overlays if not atlas.views[name].close_up and weight[name] > 255 * 120]
    close = sorted((name for name in overlays if atlas.views[name].close_up), key=lambda name: -weight[name])
    return body + close[:close_ups]


def _pixels(overlay: Overlay) -> NDArray[np.uint8]:
    return np.asarray(_picture(overlay))


def _picture(overlay: Overlay) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(overlay.uri.partition(",")[2]))).convert("RGBA")


def _panel(atlas: Atlas, pattern: Pattern, view: View, overlay: Overlay, options: argparse.Namespace) -> Image.Image:
    """A view with the pattern on it, and its points' marks; of the whole body only what is about the pattern."""
    left, bottom, width, height = _window(view, overlay)
    scale = PANEL / height
    with Image.open(ATLAS_PICTURES / view.picture.partition("?")[0]) as picture:
        clay = picture.convert("RGBA")
    px = clay.height / view.height_mm
    box = left * px, (view.height_mm - bottom - height) * px, (left + width) * px, (view.height_mm - bottom) * px
    box = max(0.0, box[0]), max(0.0, box[1]), min(clay.width, box[2]), min(clay.height, box[3])
    size = round(width * scale), PANEL
    image = Image.alpha_composite(
        Image.new("RGBA", size, "white"), clay.resize(size, Image.Resampling.LANCZOS, box=box)
    )
    over = _picture(overlay)
    over = over.resize(
        (max(1, round(overlay.width_mm * scale)), max(1, round(overlay.height_mm * scale))), Image.Resampling.LANCZOS
    )
    layer = Image.new("RGBA", size)
    layer.paste(
        over,
        (
            round((overlay.left_mm - left) * scale),
            round((bottom + height - overlay.bottom_mm - overlay.height_mm) * scale),
        ),
    )
    image = Image.alpha_composite(image, layer)
    pen = ImageDraw.Draw(image)
    for point_id, label in pattern.points:
        place = atlas.point(view.view_id, pattern.side, point_id)
        if place is not None:
            x, y = (place[0] - left) * scale, (bottom + height - place[1]) * scale
            for tone, thick in (("white", 5), ("black", 2)):
                pen.line((x - 5, y - 5, x + 5, y + 5), tone, thick)
                pen.line((x - 5, y + 5, x + 5, y - 5), tone, thick)
            pen.text((x + 7, y - 6), label, fill="black")
    if options.marks and atlas.anatomy is not None:
        _mark_steps(atlas, pattern, view, pen, (left, bottom + height, scale))
    whole = Image.new("RGB", (size[0], PANEL + WORDS), "white")
    whole.paste(image.convert("RGB"), (0, 0))
    ImageDraw.Draw(whole).text((4, PANEL + 1), view.view_id, fill="black")
    return whole


def _mark_steps(
    atlas: Atlas, pattern: Pattern, view: View, pen: ImageDraw.ImageDraw, frame: tuple[float, float, float]
) -> None:
    """The steps of the strokes: number of the stroke and step; also those on skin that the view does not show."""
    assert atlas.anatomy is not None
    sight, body = atlas.anatomy.sights[view.view_id], atlas.anatomy.body
    for number, stroke in enumerate((stroke for stroke in pattern.strokes if stroke.places), start=1):
        places = np.array(stroke.places, float)
        if (pattern.side == "left") != (stroke.side == "opposite"):
            places = body.mirrored(places)
        posed = places if sight.pose == "rest" else body.with_lifted_arms(places)
        for step, (x, y) in enumerate(sight.screen_mm(posed).tolist(), start=1):
            x, y = (x - frame[0]) * frame[2], (frame[1] - y) * frame[2]
            pen.ellipse((x - 2, y - 2, x + 2, y + 2), outline="blue" if stroke.zone == "essential" else "green")
            pen.text((x + 3, y - 5), f"{number}.{step}", fill="blue" if stroke.zone == "essential" else "green")


def _window(view: View, overlay: Overlay) -> tuple[float, float, float, float]:
    """Left, bottom, width, height (mm) of what is shown of a view."""
    if view.close_up:
        return 0.0, 0.0, view.width_mm, view.height_mm
    high = min(view.height_mm, max(LEAST, overlay.height_mm + 2 * ABOUT))
    wide = min(view.width_mm, max(LEAST, overlay.width_mm + 2 * ABOUT))
    left = min(max(0.0, overlay.left_mm + (overlay.width_mm - wide) / 2), view.width_mm - wide)
    bottom = min(max(0.0, overlay.bottom_mm + (overlay.height_mm - high) / 2), view.height_mm - high)
    return left, bottom, wide, high


if __name__ == "__main__":
    main()
