"""The atlas's files -> an `Atlas`. What is missing or broken becomes a fault and leaves a gap."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from referral.body.atlas import Atlas, AtlasError, MusclePicture, MuscleShown, Rings, beside_mm
from referral.body.npz import read_arrays
from referral.body.plates import Placed, Plate, Plates
from referral.body.point_marks import Anatomy, Body, Marks, Sight, marks
from referral.body.skin import Skin
from referral.body.skin_reading import PLACES_FILE, SKIN_FILE, check_places, read_shown, read_skin
from referral.body.view import Codes, View
from referral.folders import ATLAS, ATLAS_PICTURES, ROOT
from referral.model.rows import Area, Side, TriggerPoint

REBUILD = "Put the file back, or rebuild the atlas: python -m tools.atlas."

BESIDE_MM = 6.0
"""A close-up marks a point that lies so near to what it shows of the muscle; the rest of it is cut off."""

T = TypeVar("T")
Entry = dict[str, Any]
"""An object of a JSON file."""


def load_atlas(
    folder: Path = ATLAS, pictures: Path = ATLAS_PICTURES, trigger_points: Iterable[TriggerPoint] = ()
) -> Atlas:
    """Return the atlas of `folder` and `pictures`, with `trigger_points`, those of the dataset that is shown, marked in
    its views. A missing or broken picture or file is a fault and leaves a gap; without atlas.json there is nothing to
    show, and AtlasError says so."""
    main = _read_json(folder / "atlas.json")
    faults: list[str] = []
    try:
        skin = _read_skin(main, folder, faults)
        views = {name: _view(name, entry, pictures, folder, skin, faults) for name, entry in main["views"].items()}
        plates = {name: _plate(name, entry, views) for name, entry in main["plates"].items()}
        codes: dict[str, int] = main["region_codes"]
    except (KeyError, TypeError, AttributeError) as error:
        message = f"{_named(folder / 'atlas.json')} is not as tools.atlas writes it ({error}). {REBUILD}"
        raise AtlasError(message) from error
    areas = _read_areas(folder / "outlines.json", faults)
    muscles = _read_muscles(folder / "muscle_pictures.json", faults)
    anatomy = _read_anatomy(main, folder / "depths.npz", faults)
    points = tuple(trigger_points)
    return Atlas(
        Plates(plates, views),
        MappingProxyType(views),
        MappingProxyType(codes),
        main.get("attribution", ""),
        tuple(faults),
        areas,
        muscles,
        _beside_their_muscle(marks(points, anatomy.sights, anatomy.body), points, muscles, views) if anatomy else {},
        {code: region for region, code in codes.items()},
        anatomy,
        skin,
    )


def _named(path: Path) -> str:
    """A file as the project's people know it; visitors need not see where the server keeps it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else f"{path.parent.name}/{path.name}"


def _why(error: Exception) -> str:
    """What went wrong, without the path that the system's own message repeats."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _read_json(path: Path) -> Entry:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AtlasError(f"{_named(path)} cannot be read ({_why(error)}). {REBUILD}") from error
    if not isinstance(found, dict):
        raise AtlasError(f"{_named(path)} is not as tools.atlas writes it. {REBUILD}")
    return found


# --- views and plates ----------------------------------------------------------------------------------------------


def _view(view_id: str, entry: Entry, pictures: Path, folder: Path, skin: Skin | None, faults: list[str]) -> View:
    if not (pictures / entry["picture"]).is_file():
        faults.append(f"{_named(pictures / entry['picture'])}: missing; that view has no picture. {REBUILD}")
    scale = entry["index_px_per_mm"]
    shape = round(entry["height_mm"] * scale), round(entry["width_mm"] * scale)
    index = pictures / entry["index"]
    _check_index(index, shape, faults)
    return View(
        view_id,
        entry["width_mm"],
        entry["height_mm"],
        scale,
        _versioned(pictures / entry["picture"]),
        _versioned(index),
        entry["close_up"],
        partial(_read_index, index, shape),
        entry["part"],
        entry["direction"],
        entry["side"] or None,
        MappingProxyType({layer: f"layers/{name}" for layer, name in entry["layers"].items()}),
        partial(read_shown, folder / PLACES_FILE, view_id, entry, skin),
    )


def _versioned(path: Path) -> str:
    """A picture's name with a mark of its content, so that a browser may keep it for good."""
    if not path.is_file():
        return path.name
    return f"{path.name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:10]}"


def _check_index(path: Path, shape: tuple[int, int], faults: list[str]) -> None:
    """Note what is wrong with an index image, without reading all of it."""
    try:
        with Image.open(path) as image:
            size = image.size[::-1]
            image.verify()
    except (OSError, ValueError, SyntaxError) as error:  # a PNG's broken checksum is a SyntaxError
        faults.append(f"{_named(path)}: cannot be read ({_why(error)}); taps on that view find nothing. {REBUILD}")
        return
    if size != shape:
        faults.append(f"{_named(path)}: is {size} px, atlas.json says {shape}. {REBUILD}")


def _read_index(path: Path, shape: tuple[int, int]) -> Codes:
    """(rows, columns) area numbers; all 0 when the picture cannot be used, which `_check_index` has told."""
    try:
        with Image.open(path) as image:
            pixels = np.asarray(image.convert("RGB"), np.uint16)
    except (OSError, ValueError, SyntaxError):
        return np.zeros(shape, np.uint16)
    if pixels.shape[:2] != shape:
        return np.zeros(shape, np.uint16)
    codes = pixels[..., 0] * 4 + pixels[..., 1]
    codes[pixels[..., 0] == 0] = 0
    codes.flags.writeable = False
    return codes


def _plate(plate_id: str, entry: Entry, views: Mapping[str, View]) -> Plate:
    placed = (Placed(views[item["view"]], item["left_mm"], item["bottom_mm"]) for item in entry["views"])
    return Plate(plate_id, entry["width_mm"], entry["height_mm"], entry["title_mm"], tuple(placed))


# --- areas and muscles ---------------------------------------------------------------------------------------------


def _read_areas(path: Path, faults: list[str]) -> dict[str, dict[Area, Rings]]:
    """Rings by view and area; nothing, and a fault, when they cannot be used."""
    return _read_all(path, "areas", _by_area, "outlines are missing", faults)


def _read_muscles(path: Path, faults: list[str]) -> dict[str, MuscleShown]:
    """The muscles' pictures; nothing, and a fault, when they cannot be used."""
    return _read_all(path, "muscles", _muscle, "muscles are not shown", faults)


def _read_all(path: Path, key: str, read: Callable[[Entry], T], gone: str, faults: list[str]) -> dict[str, T]:
    """What a file holds under a key, each entry as `read` makes it; nothing, and a fault that says what is `gone`."""
    try:
        return {name: read(entry) for name, entry in _read_json(path)[key].items()}
    except AtlasError as error:
        faults.append(f"{gone.capitalize()}: {error}")
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        faults.append(f"{_named(path)}: {gone} ({_why(error)}). {REBUILD}")
    return {}


def _by_area(rings: Entry) -> dict[Area, Rings]:
    return {Area.of(area_id): _rings(flat) for area_id, flat in rings.items()}


def _muscle(entry: Entry) -> MuscleShown:
    views = {
        view: {side: _muscle_picture(found) for side, found in sides.items()} for view, sides in entry["views"].items()
    }
    return MuscleShown(entry["drawn"], entry["deep"], views)


def _muscle_picture(entry: Entry) -> MusclePicture:
    left, bottom, width, height = entry["box"]
    return MusclePicture(f"muscles/{entry['picture']}", left, bottom, width, height, _rings(entry["outline"]))


def _rings(flat: list[list[float]]) -> Rings:
    return tuple(np.array(ring, float).reshape(-1, 2) for ring in flat)


# --- skin ----------------------------------------------------------------------------------------------------------


def _read_skin(main: Entry, folder: Path, faults: list[str]) -> Skin | None:
    """The points of the skin; None, and a fault, when they or the views' places cannot be used: then whole regions are
    painted."""
    name = SKIN_FILE
    try:
        skin = read_skin(folder / name, main["body"]["midline_x_mm"])
        name = PLACES_FILE
        check_places(folder / name, main["views"])
        return skin
    except KeyError as error:
        why = f"{error} is missing"
    except (OSError, TypeError, AttributeError, ValueError) as error:
        why = _why(error)
    faults.append(f"{_named(folder / name)}: patterns are painted as whole regions ({why}). {REBUILD}")
    return None


# --- anatomy -------------------------------------------------------------------------------------------------------


def _read_anatomy(main: Entry, path: Path, faults: list[str]) -> Anatomy | None:
    """What atlas.json (`main`) tells of the views and depths.npz (`path`) of the skin in them; None, and a fault, when
    either cannot be used: then no trigger point is marked."""
    try:
        measured = read_arrays(path)
        sights = {name: _sight(name, entry, measured[name]) for name, entry in main["views"].items()}
        return Anatomy(sights, _body(main["body"], measured["lift"]))
    except KeyError as error:
        why = f"{error} is missing"
    except (OSError, TypeError, AttributeError, ValueError) as error:
        why = _why(error)
    faults.append(f"{_named(path)}: trigger points are not marked ({why}). {REBUILD}")
    return None


def _beside_their_muscle(
    found: Marks, points: Iterable[TriggerPoint], muscles: Mapping[str, MuscleShown], views: Mapping[str, View]
) -> Marks:
    """The marks in views that show their muscle, in close-ups where it is shown; those of a muscle that has no picture
    at all stay."""
    pictures = {
        point.trigger_point_id: muscles[point.muscle_id].views for point in points if point.muscle_id in muscles
    }

    def stays(view_id: str, side: Side, point_id: str, place: tuple[float, float]) -> bool:
        if not pictures.get(point_id):
            return True
        shown = pictures[point_id].get(view_id, {}).get(side)
        return shown is not None and (not views[view_id].close_up or beside_mm(shown.outline, place) <= BESIDE_MM)

    return {key: place for key, place in found.items() if stays(*key, place)}


def _sight(view_id: str, entry: Entry, depths: NDArray[Any]) -> Sight:
    """How a view looks at the body; ValueError for depths that are not those of its picture."""
    step, (height, width) = entry["depth_step_mm"], (entry["height_mm"], entry["width_mm"])
    if depths.dtype != np.int16 or depths.ndim != 3 or len(depths) != 2:
        raise ValueError(f"{view_id}: not the depths of a view")
    rows, columns = depths.shape[1:]
    if abs(rows * step - height) >= step or abs(columns * step - width) >= step:
        raise ValueError(f"{view_id}: {rows} x {columns} depths do not fit atlas.json")
    right, up = np.array(entry["right"], float).reshape(3), np.array(entry["up"], float).reshape(3)
    left, bottom, pose = entry["left_mm"], entry["bottom_mm"], entry["pose"]
    return Sight(right, up, left, bottom, height, pose, step, depths, entry["direction"], entry["side"] or None)


def _body(entry: Entry, lift: NDArray[Any]) -> Body:
    """What the views share; ValueError for a `lift` that is no lattice."""
    if lift.dtype != np.uint8 or lift.ndim != 3 or min(lift.shape) < 2:
        raise ValueError("lift: not a lattice")
    return Body(
        entry["midline_x_mm"],
        np.array(entry["shoulder_yz_mm"], float).reshape(2),
        entry["lifted_deg"],
        np.array(entry["lift_first_mm"], float).reshape(3),
        entry["lift_step_mm"],
        lift,
    )
