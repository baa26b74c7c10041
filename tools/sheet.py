"""The contact sheet: every muscle in every view that shows it, with its trigger points and its name.

    python -m tools.sheet [--out docs/anatomy]      (make sheet)

A row of pictures a muscle, of the right side; for whoever checks origin, insertion, fibres and from where a point is
felt. Pages of WebP, small enough to browse, and a README that says which muscle is where.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from referral.body.atlas import Atlas, MusclePicture
from referral.body.atlas_files import load_atlas
from referral.body.view import View
from referral.data.load import load_dataset
from referral.folders import ATLAS_PICTURES, ROOT
from referral.model.dataset import Dataset

OUT: Final = ROOT / "docs" / "anatomy"
FONT: Final = ROOT / "static" / "fonts" / "NotoSans-Regular.woff2"
TILE: Final = (176, 208)
WORDS_PX, NAME_PX, DOT_PX = 11, 17, 7
ACROSS, PAGE_PX = 8, 1900
"""Pictures in a line, and the greatest height of a page."""
AROUND_MM: Final = 26.0
"""What is shown of the body round a muscle."""
QUALITY: Final = 72
INK, DOT, PAPER = (22, 48, 47), (21, 18, 28), (255, 255, 255)


@dataclass(frozen=True)
class Row:
    """A muscle's name and its pictures, as many lines as they take."""

    name: str
    picture: Image.Image


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.sheet", description="Draw the contact sheet of all muscles.")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args(arguments)
    dataset = load_dataset()
    atlas = load_atlas(trigger_points=dataset.trigger_points.values())
    options.out.mkdir(parents=True, exist_ok=True)
    for old in options.out.glob("*.webp"):
        old.unlink()
    pages = list(_pages([_row(atlas, dataset, muscle_id) for muscle_id in dataset.muscles]))
    for number, page in enumerate(pages, start=1):
        _stacked([row.picture for row in page]).save(options.out / f"{number:02}.webp", quality=QUALITY, method=6)
    (options.out / "README.md").write_text(_readme(pages), encoding="utf-8", newline="\n")
    print(f"{options.out}: {len(pages)} pages, {sum(f.stat().st_size for f in options.out.iterdir()) // 1024} KB")
    return 0


def _row(atlas: Atlas, dataset: Dataset, muscle_id: str) -> Row:
    shown = atlas.muscle(muscle_id)
    views = list(shown.views) if shown else []
    tiles = [
        _tile(atlas, dataset, muscle_id, atlas.views[view], found)
        for view in views
        if (found := atlas.muscle_picture(view, "right", muscle_id)) is not None
    ]
    lines = -(-max(len(tiles), 1) // ACROSS)
    width, height = ACROSS * TILE[0], NAME_PX + 12 + lines * TILE[1]
    picture = Image.new("RGB", (width, height), PAPER)
    muscle = dataset.muscles[muscle_id]
    drawn = "  (drawn)" if shown and shown.drawn else ""
    ImageDraw.Draw(picture).text((6, 4), f"{muscle.name}{drawn}", INK, ImageFont.truetype(FONT, NAME_PX))
    for number, tile in enumerate(tiles):
        picture.paste(tile, ((number % ACROSS) * TILE[0], NAME_PX + 12 + number // ACROSS * TILE[1]))
    return Row(muscle.name, picture)


def _tile(atlas: Atlas, dataset: Dataset, muscle_id: str, view: View, found: MusclePicture) -> Image.Image:
    """The muscle in a view, cut to what lies round it, with its points as dots."""
    body = Image.open(ATLAS_PICTURES / view.picture.partition("?")[0]).convert("RGBA")
    muscle = Image.open(ATLAS_PICTURES / found.picture).convert("RGBA")
    room = (TILE[0] - 8, TILE[1] - WORDS_PX - 10)
    left, bottom = max(0.0, found.left_mm - AROUND_MM / 2), max(0.0, found.bottom_mm - AROUND_MM / 2)
    right = min(view.width_mm, found.left_mm + found.width_mm + AROUND_MM / 2)
    top = min(view.height_mm, found.bottom_mm + found.height_mm + AROUND_MM / 2)
    scale = min(room[0] / (right - left), room[1] / (top - bottom))
    across, down = body.width / view.width_mm, body.height / view.height_mm
    box = (left * across, (view.height_mm - top) * down, right * across, (view.height_mm - bottom) * down)
    size = (max(1, round((right - left) * scale)), max(1, round((top - bottom) * scale)))
    base = Image.new("RGBA", size, PAPER)
    base.alpha_composite(body.resize(size, Image.Resampling.LANCZOS, box=box))
    small = muscle.resize((max(1, round(found.width_mm * scale)), max(1, round(found.height_mm * scale))))
    place = (round((found.left_mm - left) * scale), round((top - found.bottom_mm - found.height_mm) * scale))
    base.alpha_composite(small.crop((0, 0, *size)), (max(0, place[0]), max(0, place[1])))
    tile = Image.new("RGB", TILE, PAPER)
    tile.paste(base.convert("RGB"), ((TILE[0] - size[0]) // 2, 4))
    draw = ImageDraw.Draw(tile)
    for point in dataset.trigger_points_of(muscle_id):
        where = atlas.point(view.view_id, "right", point.trigger_point_id)
        if where is not None:
            x, y = (where[0] - left) * scale + (TILE[0] - size[0]) // 2, (top - where[1]) * scale + 4
            _dot(draw, x, y, point.label.removeprefix("TrP"))
    draw.text((4, TILE[1] - WORDS_PX - 5), view.view_id, INK, ImageFont.truetype(FONT, WORDS_PX))
    return tile


def _dot(draw: ImageDraw.ImageDraw, x: float, y: float, number: str) -> None:
    draw.ellipse((x - DOT_PX, y - DOT_PX, x + DOT_PX, y + DOT_PX), DOT, PAPER)
    draw.text((x, y), number, PAPER, ImageFont.truetype(FONT, 10), anchor="mm")


def _pages(rows: Sequence[Row]) -> Iterator[list[Row]]:
    page: list[Row] = []
    for row in rows:
        if page and sum(one.picture.height for one in page) + row.picture.height > PAGE_PX:
            yield page
            page = []
        page.append(row)
    yield page


def _stacked(pictures: Sequence[Image.Image]) -> Image.Image:
    sheet = Image.new("RGB", (pictures[0].width, sum(picture.height for picture in pictures)), PAPER)
    top = 0
    for picture in pictures:
        sheet.paste(picture, (0, top))
        top += picture.height
    return sheet


def _readme(pages: Sequence[Sequence[Row]]) -> str:
    lines = [
        "# Every muscle in every view",
        "",
        "Drawn by `make sheet` from the atlas and the dataset as they are: whole muscles of the right side with their",
        "trigger points, in each view in which the explorer shows them. Derived from BodyParts3D 4.0, (c) The Database",
        "Center for Life Science, Japan; licence CC BY-SA 4.0.",
        "",
    ]
    for number, page in enumerate(pages, start=1):
        lines.append(f"- [page {number}]({number:02}.webp): {', '.join(row.name for row in page)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
