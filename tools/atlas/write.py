"""Write what was measured: pictures of the body, its layers and muscles, index images, outlines, depths, places."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from .body import MIDLINE_X, SHOULDER_CENTRE, SIDE_VIEW_FLEXION_DEG
from .build import SIDE_CODE, ViewResult
from .depths import LATTICE, Lift, kept_step
from .formats import (
    AtlasFile,
    FlatRing,
    MuscleEntry,
    MusclePicturesFile,
    OutlinesFile,
    PlacedEntry,
    PlateEntry,
    ShownEntry,
    ViewEntry,
)
from .outlines import Rings
from .places import Places
from .points import Distance
from .views import BODY_GAP, BODY_TITLE, CLOSE_GAP, CLOSE_TITLE, PLATES, VIEWS, Axis, View

ATTRIBUTION = (
    "Derived from BodyParts3D 4.0, (c) The Database Center for Life Science, Japan "
    "(Mitsuhashi et al. 2009, doi 10.1093/nar/gkn613). Licence: CC BY-SA 4.0."
)
SIDE_NAMES = {0: "", 1: "right", 2: "left"}
#: Quality of the body's pictures (WebP, 0..100) and its effort (0..6).
QUALITY, ALPHA_QUALITY, EFFORT = 86, 90, 6
#: Characters of the mark of its content in the name of a muscle's picture.
MARK = 8


@dataclass(frozen=True)
class Measured:
    """All that is written. codes: region id -> its code in the index images; drawn: muscle id -> whether it is drawn
    from landmarks, for want of a mesh; deep: the muscles that lie under others in every view; places: muscle id ->
    places through it, mm; lift: what goes along with an arm."""

    views: list[ViewResult]
    codes: dict[str, int]
    drawn: dict[str, bool]
    deep: frozenset[str]
    distances: list[Distance]
    places: dict[str, Places]
    lift: Lift


def write_atlas(measured: Measured, root: Path) -> Iterator[str]:
    """Write all files below `root`; yields a line for each kind, with sizes in KB."""
    pictures, atlas = root / "static" / "atlas", root / "data" / "atlas"
    shutil.rmtree(pictures, ignore_errors=True)
    for folder in (pictures / "muscles", pictures / "layers", atlas):
        folder.mkdir(parents=True, exist_ok=True)
    layers = {result.view.view_id: _write_view(result, pictures) for result in measured.views}
    muscles = _muscles(measured, pictures / "muscles")
    yield f"static/atlas: {_kilobytes(pictures)} KB"
    for name in ("muscles", "layers"):
        count = len(list((pictures / name).iterdir()))
        yield f"static/atlas/{name}: {count} pictures, {_kilobytes(pictures / name)} KB"
    _write(atlas / "atlas.json", _json(_atlas(measured, layers)))
    _write(atlas / "outlines.json", _json(_outlines(measured.views)))
    _write(atlas / "muscle_pictures.json", _json(muscles))
    _write(atlas / "trigger_points.csv", _distances(measured.distances))
    _write_places(measured.places, atlas / "muscle_places.npz")
    _write_depths(measured, atlas / "depths.npz")
    yield f"data/atlas: {_kilobytes(atlas)} KB"
    nowhere = [muscle for muscle, entry in muscles["muscles"].items() if not entry["views"]]
    yield f"muscles: {len(muscles['muscles'])}" + (f", without a picture: {nowhere}" if nowhere else "")
    farthest = max(measured.distances, key=lambda distance: distance.mm)
    yield (
        f"trigger points: {len(measured.distances)}, farthest from its muscle: {farthest.point.trigger_point_id}, "
        f"{farthest.mm:.1f} mm"
    )


def _write_view(result: ViewResult, folder: Path) -> dict[str, str]:
    """Write a view's picture, index image and layers; the layers' names. An empty layer has none."""
    name = result.view.view_id
    Image.fromarray(result.picture, "RGBA").save(
        folder / f"{name}.webp", quality=QUALITY, alpha_quality=ALPHA_QUALITY, method=EFFORT
    )
    Image.fromarray(result.index, "RGB").save(folder / f"{name}-index.png", optimize=True)
    return {
        layer: _write_marked(picture, f"{name}-{layer}", folder / "layers") for layer, picture in result.layers.items()
    }


def _write_marked(picture: bytes, name: str, folder: Path) -> str:
    """Write a picture under a name that changes with its content; the name."""
    file = f"{name}-{hashlib.sha256(picture).hexdigest()[:MARK]}.webp"
    (folder / file).write_bytes(picture)
    return file


def _atlas(measured: Measured, layers: dict[str, dict[str, str]]) -> AtlasFile:
    return {
        "attribution": ATTRIBUTION,
        "body": {
            "midline_x_mm": MIDLINE_X,
            "shoulder_yz_mm": list(SHOULDER_CENTRE[1:]),
            "lifted_deg": SIDE_VIEW_FLEXION_DEG,
            "lift_first_mm": list(measured.lift.first),
            "lift_step_mm": LATTICE,
        },
        "views": {result.view.view_id: _view(result.view, layers[result.view.view_id]) for result in measured.views},
        "plates": {plate: plate_entry(rows) for plate, rows in PLATES.items()},
        "region_codes": measured.codes,
    }


def _view(view: View, layers: dict[str, str]) -> ViewEntry:
    return {
        "width_mm": view.camera.width,
        "height_mm": view.camera.height,
        "index_px_per_mm": view.index_px_per_mm,
        "picture": f"{view.view_id}.webp",
        "index": f"{view.view_id}-index.png",
        "close_up": view.close_up,
        "part": view.part,
        "direction": view.direction,
        "side": SIDE_NAMES[SIDE_CODE.get(view.side, 0)],
        "layers": layers,
        "right": _unit(view.camera.right),
        "up": _unit(view.camera.up),
        "left_mm": view.camera.left,
        "bottom_mm": view.camera.bottom,
        "pose": view.pose,
        "depth_step_mm": kept_step(view),
    }


def _unit(vector: Axis) -> list[float]:
    """A unit vector to a millionth: the body is a few thousand mm tall, so that is a few thousandths of a mm."""
    return [round(value, 6) for value in vector]


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


def _outlines(results: list[ViewResult]) -> OutlinesFile:
    areas = {
        result.view.view_id: {_area_id(region, side): _flat(shape) for (region, side), shape in result.areas.items()}
        for result in results
    }
    return {"attribution": ATTRIBUTION, "areas": areas}


def _muscles(measured: Measured, folder: Path) -> MusclePicturesFile:
    """Write every picture of a muscle."""
    muscles: dict[str, MuscleEntry] = {
        muscle: {"drawn": drawn, "deep": muscle in measured.deep, "views": {}}
        for muscle, drawn in measured.drawn.items()
    }
    for result in measured.views:
        for (muscle, side), shown in result.muscles.items():
            name = _write_marked(shown.picture, f"{muscle}-{result.view.view_id}-{SIDE_NAMES[side]}", folder)
            entry: ShownEntry = {"picture": name, "box": list(shown.box_mm), "outline": _flat(shown.outline)}
            muscles[muscle]["views"].setdefault(result.view.view_id, {})[SIDE_NAMES[side]] = entry
    return {"attribution": ATTRIBUTION, "muscles": muscles}


def _area_id(region_id: str, side: int) -> str:
    return f"{SIDE_NAMES[side]}-{region_id}" if side else region_id


def _flat(shape: Rings) -> list[FlatRing]:
    return [[round(float(value), 1) for value in ring.ravel()] for ring in shape]


def _distances(distances: list[Distance]) -> str:
    return _csv(
        ("trigger_point_id", "muscle_id", "distance_mm", "drawn"),
        (
            (found.point.trigger_point_id, found.point.muscle_id, f"{found.mm:.1f}", str(found.drawn).lower())
            for found in distances
        ),
    )


def _write_places(places: dict[str, Places], path: Path) -> None:
    """All places in one array, and where each muscle's end in it."""
    ends = np.cumsum([len(of_muscle) for of_muscle in places.values()])
    np.savez_compressed(
        path, muscle_ids=np.array(list(places)), ends=ends, places_mm=np.concatenate(list(places.values()))
    )


def _write_depths(measured: Measured, path: Path) -> None:
    """The depths of the skin under the name of each view, and the lattice of the lift under "lift"."""
    arrays: dict[str, Any] = {result.view.view_id: result.depths for result in measured.views}
    np.savez_compressed(path, lift=measured.lift.values, **arrays)


def _csv(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _json(value: AtlasFile | OutlinesFile | MusclePicturesFile) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _kilobytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1024
