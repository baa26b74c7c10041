"""skin.npz and skin_places.npz -> the skin, and what each view shows of it, view by view as they are needed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from referral.body.npz import read_arrays
from referral.body.skin import KINDS, Look, Skin, SkinShown, shown_from, skin_from
from referral.folders import ATLAS

SKIN_FILE, PLACES_FILE = "skin.npz", "skin_places.npz"


@lru_cache(maxsize=4)
def _skin(path: Path, _changed: int, midline_x_mm: float) -> Skin:
    return skin_from(read_arrays(path), midline_x_mm)


def read_skin(path: Path, midline_x_mm: float) -> Skin:
    """Return the skin of a file, read once until it changes. OSError when it cannot be opened, ValueError or KeyError
    when it is broken."""
    return _skin(path, path.stat().st_mtime_ns, midline_x_mm)


@dataclass(frozen=True)
class MeasuredSkin:
    """The skin, and the regions' codes in its area numbers (which are 4 times the code, plus 1 right, 2 left)."""

    skin: Skin
    codes: Mapping[str, int]

    def region(self, area_number: int) -> str:
        """The region of an area number."""
        return next(region for region, code in self.codes.items() if code == area_number // 4)

    def area_id(self, area_number: int) -> str:
        """The area of an area number, as it is written."""
        return ("", "right-", "left-")[area_number % 4] + self.region(area_number)


def measured_skin(folder: Path = ATLAS) -> MeasuredSkin | None:
    """Return the skin of the atlas in a folder; None when it was not measured or cannot be read."""
    try:
        main = json.loads((folder / "atlas.json").read_text(encoding="utf-8"))
        return MeasuredSkin(read_skin(folder / SKIN_FILE, main["body"]["midline_x_mm"]), main["region_codes"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def check_places(path: Path, views: Iterable[str]) -> None:
    """Look whether a file holds the places of all views, without reading them. Raises as `read_skin`."""
    try:
        with zipfile.ZipFile(path) as file:
            names = set(file.namelist())
    except zipfile.BadZipFile as error:
        raise ValueError(str(error)) from error
    lacking = [view for view in views if any(f"{view}.{kind}.npy" not in names for kind in KINDS)]
    if lacking:
        raise KeyError(lacking[0])


def read_shown(path: Path, view_id: str, entry: Mapping[str, Any], skin: Skin | None) -> SkinShown | None:
    """Return what a view (`entry` of atlas.json) shows of a skin; None without a skin, or when its arrays cannot be
    used."""
    if skin is None:
        return None
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays: dict[str, NDArray[Any]] = {kind: file[f"{view_id}.{kind}"] for kind in KINDS}
        return shown_from(arrays, look_of(entry), skin)
    except (
        Exception
    ):  # numpy raises a dozen kinds; the atlas has told of a broken file, and regions are painted instead
        return None


def look_of(entry: Mapping[str, Any]) -> Look:
    """Return how a view of atlas.json looks at the body."""
    return Look(
        tuple(entry["right"]),
        tuple(entry["up"]),
        entry["left_mm"],
        entry["bottom_mm"],
        entry["width_mm"],
        entry["height_mm"],
    )
