"""Write what was measured: pictures, index images, outlines, points."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from .build import ViewResult
from .muscles import LEAST_AREA, MUSCLE_MESHES, Rings, covered
from .views import BODY_GAP, BODY_TITLE, CLOSE_GAP, CLOSE_TITLE, PLATES, VIEWS, View

ATTRIBUTION = (
    "Derived from BodyParts3D 4.0, (c) The Database Center for Life Science, Japan "
    "(Mitsuhashi et al. 2009, doi 10.1093/nar/gkn613). Licence: CC BY-SA 4.0."
)
SIDES = {0: "", 1: "right-", 2: "left-"}
#: A deep muscle is drawn in every view in which it lies as near to the skin as this many mm more than in the nearest.
AS_NEAR = 12.0
#: Quality of the pictures (WebP, 0..100) and its effort (0..6).
WEBP = {"quality": 86, "method": 6, "alpha_quality": 90}


def write_atlas(results: list[ViewResult], codes: dict[str, int], root: Path) -> Iterator[str]:
    """Write all files below `root` (`codes`: region id -> its code in the index images); yields a line for each kind, with sizes in KB."""
    pictures, atlas = root / "static" / "atlas", root / "data" / "atlas"
    for folder in (pictures, atlas):
        folder.mkdir(parents=True, exist_ok=True)
    for result in results:
        Image.fromarray(result.picture, "RGBA").save(pictures / f"{result.view.view_id}.webp", **WEBP)
        Image.fromarray(result.index, "RGB").save(pictures / f"{result.view.view_id}-index.png", optimize=True)
    yield f"static/atlas: {sum(p.stat().st_size for p in pictures.iterdir()) // 1024} KB"
    _write(atlas / "atlas.json", _json(_atlas(results, codes)))
    outlines = _outlines(results)
    _write(atlas / "outlines.json", _json(outlines))
    _write(atlas / "points.csv", _points(results))
    yield f"data/atlas: {sum(p.stat().st_size for p in atlas.iterdir()) // 1024} KB"
    nowhere = [muscle for muscle, entry in outlines["muscles"].items() if not entry["views"]]
    yield f"muscles: {len(outlines['muscles'])}" + (f", without an outline: {nowhere}" if nowhere else "")


def _atlas(results: list[ViewResult], codes: dict[str, int]) -> dict:
    return {
        "attribution": ATTRIBUTION,
        "views": {result.view.view_id: _view(result) for result in results},
        "plates": {plate: _plate(rows) for plate, rows in PLATES.items()},
        "region_codes": codes,
    }


def _view(result: ViewResult) -> dict:
    view = result.view
    return {
        "width_mm": view.camera.width,
        "height_mm": view.camera.height,
        "index_px_per_mm": view.index_px_per_mm,
        "picture": f"{view.view_id}.webp",
        "index": f"{view.view_id}-index.png",
        "close_up": view.close_up,
    }


def _plate(rows: tuple[tuple[str, ...], ...]) -> dict:
    """Where each view stands on the sheet: left and bottom in sheet mm (y up)."""
    views = {view.view_id: view for view in VIEWS}
    close = views[rows[0][0]].close_up
    gap, title = (CLOSE_GAP, CLOSE_TITLE) if close else (BODY_GAP, BODY_TITLE)
    width = max(_width([views[name] for name in row], gap) for row in rows)
    height = sum(max(views[name].camera.height for name in row) + title for row in rows)
    placed, top = [], height
    for row in rows:
        tallest = max(views[name].camera.height for name in row)
        left = (width - _width([views[name] for name in row], gap)) / 2
        bottom = top - title - tallest
        for name in row:
            placed.append({"view": name, "left_mm": round(left, 1), "bottom_mm": round(bottom, 1)})
            left += views[name].camera.width + gap
        top = bottom
    return {"width_mm": round(width, 1), "height_mm": round(height, 1), "title_mm": title, "views": placed}


def _width(views: list[View], gap: float) -> float:
    return sum(view.camera.width for view in views) + gap * (len(views) - 1)


def _outlines(results: list[ViewResult]) -> dict:
    """Areas: view -> area id -> rings; muscles: muscle id -> drawn?, view -> side -> rings."""
    areas = {
        result.view.view_id: {SIDES[side] + region: _flat(shape) for (region, side), shape in result.areas.items()}
        for result in results
    }
    drawn = _drawn()
    muscles: dict[str, dict] = {
        muscle: {"drawn": is_drawn, "deep": False, "views": {}} for muscle, is_drawn in drawn.items()
    }
    for result in results:
        for (muscle, side), shape in result.muscles.items():
            if covered(shape) >= LEAST_AREA:
                views = muscles[muscle]["views"].setdefault(result.view.view_id, {})
                views[SIDES[side].rstrip("-")] = _flat(shape)
    for muscle, entry in muscles.items():
        if not entry["views"]:
            entry["deep"] = True
            entry["views"] = _whole_where_nearest(results, muscle)
    return {"attribution": ATTRIBUTION, "areas": areas, "muscles": muscles}


def _whole_where_nearest(results: list[ViewResult], muscle: str) -> dict[str, dict]:
    """The whole outline of a muscle that lies deep everywhere, in the views whose skin is nearest to it."""
    depths = {}
    for result in results:
        shapes = {side: shape for (name, side), (_, shape) in result.deep_muscles.items() if name == muscle and shape}
        depth = [under for (name, _), (under, shape) in result.deep_muscles.items() if name == muscle and shape]
        if shapes:
            depths[result.view.view_id] = (sum(depth) / len(depth), shapes)
    least = min((under for under, _ in depths.values()), default=0.0)
    nearest = [view for view, (under, _) in depths.items() if under <= least + AS_NEAR]
    return {
        view: {SIDES[side].rstrip("-"): _flat(shape) for side, shape in depths[view][1].items()} for view in nearest
    }


def _drawn() -> dict[str, bool]:
    with MUSCLE_MESHES.open(encoding="utf-8", newline="") as file:
        return {row["muscle_id"]: row["element_id"] == "drawn" for row in csv.DictReader(file)}


def _flat(shape: Rings) -> list[list[float]]:
    """Rings as flat lists x, y, x, y..., to 0.1 mm."""
    return [[round(float(value), 1) for value in ring.ravel()] for ring in shape]


def _points(results: list[ViewResult]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["trigger_point_id", "side", "view_id", "x_mm", "y_mm", "depth_mm"])
    for result in results:
        for (point, side), (x, y, depth) in result.points.items():
            row = [
                point,
                SIDES[side].rstrip("-"),
                result.view.view_id,
                f"{x:.1f}",
                f"{y:.1f}",
                f"{depth:.0f}",
            ]
            writer.writerow(row)
    return out.getvalue()


def _json(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
