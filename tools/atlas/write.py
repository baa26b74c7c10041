"""Write what was measured: pictures, index images, outlines, points."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from PIL import Image

from .build import ViewResult
from .muscles import LEAST_AREA
from .outlines import Rings, covered
from .points import Distance, Mark
from .views import BODY_GAP, BODY_TITLE, CLOSE_GAP, CLOSE_TITLE, PLATES, VIEWS, View

ATTRIBUTION = (
    "Derived from BodyParts3D 4.0, (c) The Database Center for Life Science, Japan "
    "(Mitsuhashi et al. 2009, doi 10.1093/nar/gkn613). Licence: CC BY-SA 4.0."
)
SIDE_NAMES = {0: "", 1: "right", 2: "left"}
#: What lies deep is drawn in every view in which it lies as near to the skin as this many mm more than in the nearest.
AS_NEAR = 12.0
#: Quality of the pictures (WebP, 0..100) and its effort (0..6).
QUALITY, ALPHA_QUALITY, EFFORT = 86, 90, 6

#: A ring as x, y, x, y... in view mm, to 0.1 mm.
FlatRing = list[float]
#: View id -> side ("right", "left") -> rings.
SidesByView = dict[str, dict[str, list[FlatRing]]]


class ViewEntry(TypedDict):
    """A view in atlas.json."""

    width_mm: float
    height_mm: float
    index_px_per_mm: float
    picture: str
    index: str
    close_up: bool


class PlacedEntry(TypedDict):
    """A view on a plate: its lower left corner in sheet mm, y up."""

    view: str
    left_mm: float
    bottom_mm: float


class PlateEntry(TypedDict):
    """A plate in atlas.json."""

    width_mm: float
    height_mm: float
    title_mm: float
    views: list[PlacedEntry]


class AtlasFile(TypedDict):
    """atlas.json."""

    attribution: str
    views: dict[str, ViewEntry]
    plates: dict[str, PlateEntry]
    region_codes: dict[str, int]


class MuscleEntry(TypedDict):
    """A muscle in outlines.json; `deep`: no part of it lies near the skin, the whole is outlined."""

    drawn: bool
    deep: bool
    views: SidesByView


class OutlinesFile(TypedDict):
    """outlines.json; areas: view id -> area id -> rings."""

    attribution: str
    areas: dict[str, dict[str, list[FlatRing]]]
    muscles: dict[str, MuscleEntry]


@dataclass(frozen=True)
class Measured:
    """All that is written. codes: region id -> its code in the index images; drawn: muscle id -> whether it is drawn
    from landmarks, for want of a mesh."""

    views: list[ViewResult]
    codes: dict[str, int]
    drawn: dict[str, bool]
    distances: list[Distance]


def write_atlas(measured: Measured, root: Path) -> Iterator[str]:
    """Write all files below `root`; yields a line for each kind, with sizes in KB."""
    pictures, atlas = root / "static" / "atlas", root / "data" / "atlas"
    for folder in (pictures, atlas):
        folder.mkdir(parents=True, exist_ok=True)
    for result in measured.views:
        _write_pictures(result, pictures)
    yield f"static/atlas: {_kilobytes(pictures)} KB"
    outlines = _outlines(measured.views, measured.drawn)
    _write(atlas / "atlas.json", _json(_atlas(measured.views, measured.codes)))
    _write(atlas / "outlines.json", _json(outlines))
    _write(atlas / "points.csv", _points(measured.views))
    _write(atlas / "trigger_points.csv", _distances(measured.distances))
    yield f"data/atlas: {_kilobytes(atlas)} KB"
    nowhere = [muscle for muscle, entry in outlines["muscles"].items() if not entry["views"]]
    yield f"muscles: {len(outlines['muscles'])}" + (f", without an outline: {nowhere}" if nowhere else "")
    farthest = max(measured.distances, key=lambda distance: distance.mm)
    yield (
        f"trigger points: {len(measured.distances)}, farthest from its muscle: {farthest.point.trigger_point_id}, "
        f"{farthest.mm:.1f} mm"
    )


def _write_pictures(result: ViewResult, folder: Path) -> None:
    name = result.view.view_id
    Image.fromarray(result.picture, "RGBA").save(
        folder / f"{name}.webp", quality=QUALITY, alpha_quality=ALPHA_QUALITY, method=EFFORT
    )
    Image.fromarray(result.index, "RGB").save(folder / f"{name}-index.png", optimize=True)


def _atlas(results: list[ViewResult], codes: dict[str, int]) -> AtlasFile:
    return {
        "attribution": ATTRIBUTION,
        "views": {result.view.view_id: _view(result.view) for result in results},
        "plates": {plate: plate_entry(rows) for plate, rows in PLATES.items()},
        "region_codes": codes,
    }


def _view(view: View) -> ViewEntry:
    return {
        "width_mm": view.camera.width,
        "height_mm": view.camera.height,
        "index_px_per_mm": view.index_px_per_mm,
        "picture": f"{view.view_id}.webp",
        "index": f"{view.view_id}-index.png",
        "close_up": view.close_up,
    }


def plate_entry(rows: tuple[tuple[str, ...], ...]) -> PlateEntry:
    """Where each view stands on a sheet of `rows` of views, each row in the middle, with room for titles."""
    views = {view.view_id: view for view in VIEWS}
    close = views[rows[0][0]].close_up
    gap, title = (CLOSE_GAP, CLOSE_TITLE) if close else (BODY_GAP, BODY_TITLE)
    width = max(_width([views[name] for name in row], gap) for row in rows)
    height = sum(max(views[name].camera.height for name in row) + title for row in rows)
    placed: list[PlacedEntry] = []
    top = height
    for row in rows:
        left = (width - _width([views[name] for name in row], gap)) / 2
        bottom = top - title - max(views[name].camera.height for name in row)
        for name in row:
            placed.append({"view": name, "left_mm": round(left, 1), "bottom_mm": round(bottom, 1)})
            left += views[name].camera.width + gap
        top = bottom
    return {"width_mm": round(width, 1), "height_mm": round(height, 1), "title_mm": title, "views": placed}


def _width(views: list[View], gap: float) -> float:
    return sum(view.camera.width for view in views) + gap * (len(views) - 1)


def _outlines(results: list[ViewResult], drawn: dict[str, bool]) -> OutlinesFile:
    areas = {
        result.view.view_id: {_area_id(region, side): _flat(shape) for (region, side), shape in result.areas.items()}
        for result in results
    }
    muscles = {muscle: _muscle(results, muscle, is_drawn) for muscle, is_drawn in drawn.items()}
    return {"attribution": ATTRIBUTION, "areas": areas, "muscles": muscles}


def _muscle(results: list[ViewResult], muscle: str, drawn: bool) -> MuscleEntry:
    near: SidesByView = {}
    for result in results:
        for side, name in SIDE_NAMES.items():
            outline = result.muscles.get((muscle, side))
            if outline is not None and covered(outline.near) >= LEAST_AREA:
                near.setdefault(result.view.view_id, {})[name] = _flat(outline.near)
    return {"drawn": drawn, "deep": not near, "views": near or _whole_where_nearest(results, muscle)}


def _whole_where_nearest(results: list[ViewResult], muscle: str) -> SidesByView:
    """The whole outline of a muscle that lies deep everywhere, in the views whose skin is nearest to it."""
    depths: dict[str, float] = {}
    shapes: SidesByView = {}
    for result in results:
        outlines = {side: result.muscles.get((muscle, side)) for side in SIDE_NAMES}
        whole = {side: outline for side, outline in outlines.items() if outline is not None and outline.whole}
        if whole:
            depths[result.view.view_id] = sum(outline.depth for outline in whole.values()) / len(whole)
            shapes[result.view.view_id] = {SIDE_NAMES[side]: _flat(outline.whole) for side, outline in whole.items()}
    least = min(depths.values(), default=0.0)
    return {view: sides for view, sides in shapes.items() if depths[view] <= least + AS_NEAR}


def _area_id(region_id: str, side: int) -> str:
    return f"{SIDE_NAMES[side]}-{region_id}" if side else region_id


def _flat(shape: Rings) -> list[FlatRing]:
    return [[round(float(value), 1) for value in ring.ravel()] for ring in shape]


def _points(results: list[ViewResult]) -> str:
    shown = _views_of_points(results)
    return _csv(
        ("trigger_point_id", "side", "view_id", "x_mm", "y_mm", "depth_mm"),
        (
            (point, SIDE_NAMES[side], result.view.view_id, f"{mark.x:.1f}", f"{mark.y:.1f}", f"{mark.depth:.0f}")
            for result in results
            for (point, side), mark in result.points.items()
            if result.view.view_id in shown[point, side]
        ),
    )


def _views_of_points(results: list[ViewResult]) -> dict[tuple[str, int], set[str]]:
    """The views in which a point is marked: where it lies near the skin; for one that lies deep everywhere, where its
    skin is nearest."""
    marks: dict[tuple[str, int], dict[str, Mark]] = {}
    for result in results:
        for point, mark in result.points.items():
            marks.setdefault(point, {})[result.view.view_id] = mark
    shown = {}
    for point, by_view in marks.items():
        least = min(mark.depth for mark in by_view.values())
        near = {view for view, mark in by_view.items() if mark.near}
        shown[point] = near or {view for view, mark in by_view.items() if mark.depth <= least + AS_NEAR}
    return shown


def _distances(distances: list[Distance]) -> str:
    return _csv(
        ("trigger_point_id", "muscle_id", "distance_mm", "drawn"),
        (
            (found.point.trigger_point_id, found.point.muscle_id, f"{found.mm:.1f}", str(found.drawn).lower())
            for found in distances
        ),
    )


def _csv(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _json(value: AtlasFile | OutlinesFile) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _kilobytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir()) // 1024
