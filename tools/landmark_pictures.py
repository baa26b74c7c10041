"""Pictures of the landmarks of the skin (data/landmarks.csv), each with its id, for whoever draws a pattern's strokes.

    python -m tools.landmark_pictures [--out docs/landmarks]

A sheet a part of the body, made of the atlas's own views: a landmark is drawn where a view sees it.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from referral.body.atlas import Atlas
from referral.body.atlas_files import load_atlas
from referral.folders import ATLAS_PICTURES, ROOT

LANDMARKS: Final = ROOT / "data" / "landmarks.csv"
OUT: Final = ROOT / "docs" / "landmarks"
FONT: Final = ROOT / "static" / "fonts" / "NotoSans-Regular.woff2"
INK, DOT, PAPER = (14, 40, 120), (200, 20, 30), (255, 255, 255)
WORDS_PX, DOT_PX, GAP_PX, SHEET_PX, QUALITY = 12, 2.5, 10, 2000, 60

SHEETS: Final[dict[str, dict[str, float]]] = {
    "face": {"head_front": 3.6, "head_right": 3.6},
    "head_and_neck": {"head_back": 3.4, "head_above": 3.4, "right_ear": 3.8, "neck_front": 3.8},
    "chest_and_belly": {"chest": 2.6, "belly": 2.6},
    "back": {"upper_back": 2.6, "low_back": 2.6},
    "side_and_hip": {"right_flank": 2.2, "right_hip": 2.4, "hip_back": 2.2, "hip_front": 2.2},
    "shoulder_and_arm": {"right_shoulder": 2.6, "right_arm_front": 2.4, "right_arm_back": 2.4, "right_arm_inner": 3.0},
    "forearm": {
        "right_forearm_front": 2.4,
        "right_forearm_back": 2.4,
        "right_forearm": 2.4,
        "right_forearm_inner": 2.4,
    },
    "hand": {"right_palm": 4.2, "right_hand_back": 4.2},
    "thigh": {
        "right_thigh_front": 1.8,
        "right_thigh_back": 1.8,
        "right_thigh": 1.8,
        "right_thigh_inner": 2.0,
    },
    "knee_and_leg": {
        "right_knee_front": 3.0,
        "right_knee_back": 3.0,
        "right_leg_front": 2,
        "right_leg_back": 2,
        "right_leg": 2,
        "right_leg_inner": 2,
    },
    "foot": {"right_foot_top": 3.8, "right_sole": 3.4, "right_foot": 3.6, "right_foot_inner": 3.6},
}
"""The views of each sheet, and their scale (px per mm): such that the ids keep apart."""

ON_SKIN_MM: Final = 8.0
"""A view sees a landmark whose depth under what it shows is less: the depths are known every 2 to 5 mm only."""

Box = tuple[float, float, float, float]
Floats = NDArray[np.float64]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.landmark_pictures", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args(arguments).out
    places, atlas = read_landmarks(LANDMARKS), load_atlas()
    out.mkdir(parents=True, exist_ok=True)
    for name, views in SHEETS.items():
        pictures = [picture(atlas, view_id, scale, places) for view_id, scale in views.items()]
        laid_out(pictures).save(out / f"{name}.webp", quality=QUALITY, method=6)
    print(f"{out}: {len(SHEETS)} sheets, {sum(f.stat().st_size for f in out.glob('*.webp')) // 1024} KB")
    return 0


def read_landmarks(path: Path) -> dict[str, Floats]:
    """The place (3,), mm, of each landmark by id."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["landmark_id"]: np.array([float(row[f"{axis}_mm"]) for axis in "xyz"]) for row in csv.DictReader(file)
        }


def seen(atlas: Atlas, view_id: str, places: dict[str, Floats]) -> dict[str, tuple[float, float]]:
    """Where a view sees which landmarks: mm from its lower left corner. ValueError for an atlas without depths."""
    if atlas.anatomy is None:
        raise ValueError("the atlas has no depths of the skin")
    sight = atlas.anatomy.sights[view_id]
    at_rest = np.array(list(places.values())).reshape(-1, 3)
    posed = at_rest if sight.pose == "rest" else atlas.anatomy.body.with_lifted_arms(at_rest)
    under, _ = sight.under_mm(posed)
    return {
        landmark_id: (float(x), float(y))
        for landmark_id, depth, (x, y) in zip(places, under, sight.screen_mm(posed), strict=True)
        if abs(depth) <= ON_SKIN_MM
    }


def picture(atlas: Atlas, view_id: str, scale: float, places: dict[str, Floats]) -> Image.Image:
    """A view at `scale` px per mm, with dots and ids."""
    view = atlas.views[view_id]
    size = (round(view.width_mm * scale), round(view.height_mm * scale))
    base = Image.new("RGBA", size, PAPER)
    base.alpha_composite(Image.open(ATLAS_PICTURES / view.picture.partition("?")[0]).convert("RGBA").resize(size))
    draw, font, taken = ImageDraw.Draw(base), ImageFont.truetype(FONT, WORDS_PX), list[Box]()
    dots = {name: (x * scale, size[1] - y * scale) for name, (x, y) in seen(atlas, view_id, places).items()}
    for x, y in dots.values():
        taken.append((x - DOT_PX, y - DOT_PX, x + DOT_PX, y + DOT_PX))
        draw.ellipse(taken[-1], DOT)
    for name, (x, y) in dots.items():
        box = free_box(x, y, draw.textlength(name, font), size[0], taken)
        if box is not None:
            taken.append(box)
            draw.text(box[:2], name, INK, font)
    return base.convert("RGB")


def free_box(x: float, y: float, width: float, across: float, taken: list[Box]) -> Box | None:
    """Where the words beside a dot (px) go: the first place about it that is free and within the picture; None where
    there is no room: another view shows it larger."""
    beside = (x + 5, x - 5 - width)
    tops = [y + WORDS_PX * step for step in (-0.7, 0.1, -1.5, 0.9, -2.3, 1.7)]
    boxes = [(left, top, left + width, top + WORDS_PX) for top in tops for left in (*beside, x - width / 2)]
    within = [box for box in boxes if box[0] >= 0 and box[2] <= across]
    return next((box for box in within if not any(_meet(box, other) for other in taken)), None)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def laid_out(pictures: list[Image.Image]) -> Image.Image:
    """The pictures side by side, in as many lines as a sheet of SHEET_PX takes."""
    lines: list[list[Image.Image]] = [[]]
    for one in pictures:
        if lines[-1] and sum(other.width + GAP_PX for other in lines[-1]) + one.width > SHEET_PX:
            lines.append([])
        lines[-1].append(one)
    width = max(sum(one.width + GAP_PX for one in line) for line in lines)
    sheet = Image.new("RGB", (width, sum(max(one.height for one in line) + GAP_PX for line in lines)), PAPER)
    top = 0
    for line in lines:
        left = 0
        for one in line:
            sheet.paste(one, (left, top))
            left += one.width + GAP_PX
        top += max(one.height for one in line) + GAP_PX
    return sheet


if __name__ == "__main__":
    sys.exit(main())
