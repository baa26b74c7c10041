"""Write the skin that the app paints on: its points, and what each view shows of it. Needs the pictures and index
images of the views, which a whole build writes first."""

from __future__ import annotations

import csv
import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from referral.body.skin_files import TENTHS, packed

from .body import Body
from .digits import Digits
from .skin_places import SkinSeen, codes_of, renumbered, skin_seen
from .skin_points import SkinPoints, skin_points
from .views import VIEWS, View

#: Parts of the body whose regions are small: there the points lie denser, and strokes keep closer to their zones.
FINE_PARTS = ("head", "hand", "foot")

_shared: tuple[Body, SkinPoints, Path] | None = None


def write_skin(body: Body, digits: Digits, tables: Path, root: Path, jobs: int) -> Iterator[str]:
    """Write data/atlas/skin.npz and skin_places.npz below `root`; yields what was written, with sizes in KB."""
    global _shared
    fine = fine_regions(tables / "regions.csv")
    points = skin_points(body, digits, fine)
    _shared = body, points, root / "static" / "atlas"
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        views = list(pool.imap(_seen, VIEWS))
    codes = codes_of(views, len(points.places))
    shown = codes > 0
    atlas = root / "data" / "atlas"
    _write_points(points, codes, np.unique(codes[np.isin(points.regions, list(fine))]), atlas / "skin.npz")
    _write_places(renumbered(views, shown), atlas / "skin_places.npz")
    for name in ("skin.npz", "skin_places.npz"):
        yield f"data/atlas/{name}: {(atlas / name).stat().st_size // 1024} KB"
    yield f"points of the skin: {shown.sum()}, {(~shown).sum()} more that no view shows"


def fine_regions(path: Path) -> frozenset[str]:
    """The regions of regions.csv that lie on the skin of head, hands and feet."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["surface"] == "true"]
    return frozenset(row["region_id"] for row in rows if row["body_part"] in FINE_PARTS)


def _seen(view: View) -> SkinSeen:
    assert _shared is not None, "write_skin() shares the body first"
    body, points, pictures = _shared
    with Image.open(pictures / f"{view.view_id}-index.png") as image:
        index = np.asarray(image.convert("RGB"))
    with Image.open(pictures / f"{view.view_id}.webp") as image:
        picture = np.asarray(image.convert("RGBA"), float)
    return skin_seen(body, points, view, index, picture)


def _write_points(points: SkinPoints, codes: NDArray[np.uint16], fine: NDArray[np.uint16], path: Path) -> None:
    shown = codes > 0
    _write(
        path,
        points=np.round(points.places[shown] / TENTHS).astype(np.int16),
        normals=np.round(points.normals[shown] * 127).astype(np.int8),
        codes=codes[shown],
        gaps=np.round(points.gaps[shown] / TENTHS).astype(np.uint8),
        fine=fine[fine > 0],
    )


def _write_places(views: list[SkinSeen], path: Path) -> None:
    """Each view's arrays under its id: what skin_places.SkinSeen says, the points' numbers as steps to the next."""
    arrays: dict[str, Any] = {}
    for view, seen in zip(VIEWS, views, strict=True):
        name = view.view_id
        arrays[f"{name}.places"] = seen.places
        arrays[f"{name}.light"] = packed(seen.light)
        arrays[f"{name}.seen"] = np.diff(seen.seen, prepend=0).astype(np.uint32)
        arrays[f"{name}.moved"] = seen.moved
    _write(path, **arrays)


def _write(path: Path, **arrays: Any) -> None:
    """Write a file that whoever reads it meanwhile finds whole, the old or the new one."""
    beside = path.with_suffix(".new.npz")
    np.savez_compressed(beside, **arrays)
    beside.replace(path)
