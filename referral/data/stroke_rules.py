"""What landmarks.csv and strokes.csv must mean: each step a place or a region, each stroke whole; and what ``check``
alone tells: strokes that leave the zones they draw, zones that no stroke draws, landmarks that lie off the skin.

::

    broken_strokes(tables) -> Iterator[Fault]      what makes a stroke unfit to draw
    disagreeing(tables) -> Iterator[Fault]         what only the editor should mend
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from referral.body.skin_path import bands_of, paths
from referral.body.skin_reading import MeasuredSkin, measured_skin
from referral.body.skin_rules import Covered, codes_about, covered, off_skin_mm
from referral.data.csv_tables import Table, Tables
from referral.data.faults import Fault
from referral.model.columns import TRUTHS
from referral.model.stroke_rows import Stroke
from referral.words.text import quoted

AXES: Final = ("x_mm", "y_mm", "z_mm")
STROKE: Final = ["trigger_point_id", "zone", "stroke"]

LONGEST_NUMBER: Final = 9
"""Digits of the number of a step."""

OFF_SKIN_MM: Final = 6.0
"""A landmark is no farther from the skin than this."""

IN_REGION_MM: Final = 8.0
"""Within this distance of a landmark there is skin of its region: points of the skin lie up to 5 mm apart."""


@dataclass(frozen=True)
class _Rows:
    """The rows of one stroke, in the order of their steps: lines of the file, and cells."""

    lines: tuple[int, ...]
    cells: tuple[dict[str, str], ...]

    @property
    def point(self) -> str:
        return self.cells[0]["trigger_point_id"]

    @property
    def zone(self) -> str:
        return self.cells[0]["zone"]

    @property
    def side(self) -> str:
        return self.cells[0]["side"]


def broken_strokes(tables: Tables) -> Iterator[Fault]:
    """Yield steps without a place, or with two, and strokes that are not whole."""
    if "strokes" not in tables:
        return
    table = tables["strokes"]
    if "landmarks" not in tables:
        for line, cell in table.cells["landmark_id"].items():
            if cell:
                yield Fault(table.file, int(str(line)), "landmark_id", f"{quoted(cell)}, but there is no landmarks.csv")
    for line, row in _numbered(table):
        yield from (Fault(table.file, line, *fault) for fault in _wrong_step(row))
    for rows in _strokes(table):
        yield from _not_whole(table.file, rows)


def _numbered(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their lines in the file."""
    names = list(table.cells.columns)
    for line, cells in zip(table.cells.index.tolist(), table.cells.to_numpy().tolist(), strict=True):
        yield int(line), dict(zip(names, cells, strict=True))


def _wrong_step(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield column and message of what is wrong with the place of a step."""
    given = [axis for axis in AXES if row[axis]]
    if row["region_id"]:
        for column in ("landmark_id", *given, *(("width_mm",) if row["width_mm"] else ())):
            if row[column]:
                yield column, "a row that draws a whole region has no place and no width: empty this cell, or region_id"
        return
    if row["landmark_id"] and given:
        yield given[0], "the step stands at a landmark: empty x_mm, y_mm and z_mm, or landmark_id"
    elif not row["landmark_id"] and not given:
        yield "landmark_id", "no place: write a landmark, or x_mm, y_mm and z_mm, or a region_id"
    elif given and len(given) < len(AXES):
        missing = next(axis for axis in AXES if axis not in given)
        yield missing, "empty, but the step has a place of its own: write all of x_mm, y_mm and z_mm"
    if not row["width_mm"]:
        yield "width_mm", "empty: write how wide the band is at this step, in mm"


def _strokes(table: Table) -> list[_Rows]:
    """The strokes of a table, in file order, each in the order of its steps."""
    found: dict[tuple[str, ...], list[tuple[int, dict[str, str]]]] = {}
    for line, row in _numbered(table):
        found.setdefault(tuple(row[column] for column in STROKE), []).append((line, row))
    every = []
    for rows in found.values():
        rows.sort(key=lambda row: _number_of(row[1]))
        every.append(_Rows(tuple(line for line, _ in rows), tuple(row for _, row in rows)))
    return every


def _number_of(row: Mapping[str, str]) -> int:
    """The number of a step; 0 for what is none, which its column tells."""
    step = row["step"]
    return int(step) if step.isascii() and step.isdigit() and len(step) <= LONGEST_NUMBER else 0


def _not_whole(file: str, rows: _Rows) -> Iterator[Fault]:
    """Yield what does not fit together in a stroke."""
    for number, (line, row) in enumerate(zip(rows.lines, rows.cells, strict=True), start=1):
        if row["side"] != rows.side:
            yield Fault(file, line, "side", f"{quoted(row['side'])}, but the stroke begins with {quoted(rows.side)}")
        if _number_of(row) not in (0, number):
            yield Fault(
                file, line, "step", f"{_number_of(row)}, but the stroke has no step {number}: number them 1, 2, ..."
            )
            return
        if row["region_id"] and len(rows.lines) > 1:
            yield Fault(
                file, line, "region_id", "a row that draws a whole region is a stroke of its own: give it a number"
            )


# --- agreement with the zones, measured on the skin ------------------------------------------------------------------


def disagreeing(tables: Tables) -> Iterator[Fault]:
    """Yield landmarks off the skin, strokes that stray, zones without a stroke; nothing where the skin was not
    measured, or what strokes refer to is broken."""
    measured = measured_skin() if {"landmarks", "strokes"} & tables.keys() else None
    if measured is None:
        return
    if "landmarks" in tables:
        yield from _off_skin(tables["landmarks"], measured)
    if {"strokes", "referrals", "regions"} <= tables.keys() and not list(broken_strokes(tables)):
        yield from _off_zones(tables, measured)


def _off_skin(table: Table, measured: MeasuredSkin) -> Iterator[Fault]:
    import pandas

    places = table.cells[list(AXES)].apply(pandas.to_numeric, errors="coerce").to_numpy(float)
    known = np.isfinite(places).all(axis=1)
    away = np.full(len(places), np.nan)
    if known.any():
        away[known] = off_skin_mm(measured.skin, places[known])
    for line, region, place, mm in zip(table.cells.index, table.cells["region_id"], places, away, strict=True):
        if mm > OFF_SKIN_MM:
            on, _, _ = measured.skin.on_skin(place[None].astype(np.float32))
            to = ", ".join(f"{axis} {value:.0f}" for axis, value in zip(AXES, on[0].tolist(), strict=True))
            yield Fault(table.file, int(line), "x_mm", f"{mm:.0f} mm off the skin; nearest: {to}", stops=False)
        elif mm >= 0 and region in measured.codes:
            about = codes_about(measured.skin, place, IN_REGION_MM)
            if not {code // 4 for code in about} & {measured.codes[region]}:
                names = ", ".join(sorted({measured.region(code) for code in about}))
                message = f"the landmark does not lie in {quoted(region)}, but in {names}"
                yield Fault(table.file, int(line), "region_id", message, stops=False)


def _off_zones(tables: Tables, measured: MeasuredSkin) -> Iterator[Fault]:
    """Yield what strokes and zones do not agree in, of each trigger point that has strokes."""
    landmarks = _places(tables["landmarks"]) if "landmarks" in tables else {}
    strokes: dict[str, list[_Rows]] = {}
    for rows in _strokes(tables["strokes"]):
        strokes.setdefault(rows.point, []).append(rows)
    zones = _zones(tables, measured)
    drawn = (_stroke(rows, landmarks) for several in strokes.values() for rows in several)
    ways = [band for stroke in drawn if stroke for band in bands_of(stroke, "right", measured.skin)]
    paths(measured.skin, ways)  # together they take a fraction of the time; each is kept
    for point, several in strokes.items():
        if point in zones:
            yield from _of_point(several, zones[point], landmarks, measured)
    first = tables["referrals"].cells.drop_duplicates("trigger_point_id")["trigger_point_id"]
    for line, point in first.items():
        if point not in strokes and zones.get(point):
            message = f"strokes.csv draws no zone of {quoted(point)}"
            yield Fault("referrals.csv", int(str(line)), "trigger_point_id", message, False)


@dataclass(frozen=True)
class _Zone:
    """A zone on the skin, of a trigger point of the right side: line in referrals.csv, kind, region, area numbers."""

    line: int
    kind: str
    region: str
    codes: frozenset[int]


def _zones(tables: Tables, measured: MeasuredSkin) -> dict[str, list[_Zone]]:
    """The zones of each trigger point that lie on the skin."""
    regions = tables["regions"].cells
    sided = dict(zip(regions["region_id"], (TRUTHS.get(cell) for cell in regions["sided"]), strict=True))
    cells = tables["referrals"].cells
    zones: dict[str, list[_Zone]] = {point: [] for point in cells["trigger_point_id"]}
    columns = cells[["trigger_point_id", "region_id", "zone", "side"]]
    for line, point, region, kind, side in columns.itertuples(name=None):
        if region in measured.codes:
            codes = _codes(measured, region, side, bool(sided.get(region)))
            zones[point].append(_Zone(int(line), kind, region, codes))
    return zones


def _codes(measured: MeasuredSkin, region: str, side: str, sided: bool) -> frozenset[int]:
    """The area numbers of a region on the sides that a zone of a trigger point of the right side has."""
    if not sided:
        return frozenset({4 * measured.codes[region]})
    sides = {"same": (1,), "opposite": (2,), "both": (1, 2)}.get(side, ())
    return frozenset(4 * measured.codes[region] + number for number in sides)


def _places(landmarks: Table) -> dict[str, tuple[float, float, float]]:
    found = {}
    for name, *cells in landmarks.cells[["landmark_id", *AXES]].itertuples(name=None, index=False):
        try:
            x, y, z = map(float, cells)
        except ValueError:
            continue
        found[name] = x, y, z
    return found


def _of_point(
    several: Sequence[_Rows],
    zones: Sequence[_Zone],
    landmarks: dict[str, tuple[float, float, float]],
    measured: MeasuredSkin,
) -> Iterator[Fault]:
    """Yield the faults of a trigger point's strokes."""
    named = frozenset(code for zone in zones for code in zone.codes)
    touched: dict[str, set[int]] = {"essential": set(), "spillover": set()}
    for rows in several:
        region = rows.cells[0]["region_id"]
        if region:
            fits = [zone for zone in zones if zone.region == region and zone.kind == rows.zone]
            if not fits:
                message = f"{quoted(region)} is no {rows.zone} zone of {rows.point} on the skin, in referrals.csv"
                yield Fault("strokes.csv", rows.lines[0], "region_id", message, stops=False)
            touched.setdefault(rows.zone, set()).update(code for zone in fits for code in zone.codes)
            continue
        stroke = _stroke(rows, landmarks)
        if stroke is None:
            continue
        bands = list(bands_of(stroke, "right", measured.skin))
        for found in covered(measured.skin, bands, named):
            touched.setdefault(rows.zone, set()).update(found.touched)
            yield from _strays(rows, stroke, found, measured)
    for zone in zones:
        if not zone.codes <= touched.get(zone.kind, set()):
            areas = ", ".join(sorted(measured.area_id(code) for code in zone.codes - touched.get(zone.kind, set())))
            message = f"no {zone.kind} stroke of {several[0].point} in strokes.csv reaches {areas}"
            yield Fault("referrals.csv", zone.line, "region_id", message, stops=False)


def _stroke(rows: _Rows, landmarks: dict[str, tuple[float, float, float]]) -> Stroke | None:
    """The stroke of some rows; None when a number is none, or a landmark unknown, which other rules tell."""
    try:
        places = tuple(
            landmarks[row["landmark_id"]] if row["landmark_id"] else tuple(float(row[axis]) for axis in AXES)
            for row in rows.cells
        )
        widths = tuple(float(row["width_mm"]) for row in rows.cells)
    except (ValueError, KeyError):
        return None
    if rows.side not in ("same", "opposite", "both") or rows.zone not in ("essential", "spillover"):
        return None
    return Stroke(rows.point, rows.zone, rows.side, places, widths)  # type: ignore[arg-type]


def _strays(rows: _Rows, stroke: Stroke, found: Covered, measured: MeasuredSkin) -> Iterator[Fault]:
    """Yield where a stroke goes too far, each at the step next to it."""
    for stray in found.strays:
        place = np.array(stray.place)
        steps = np.array(stroke.places)
        away = np.minimum(
            np.linalg.norm(steps - place, axis=1),
            np.linalg.norm(measured.skin.mirrored(steps) - place, axis=1),
        )
        step = int(away.argmin())
        at = ", ".join(f"{value:.0f}" for value in stray.place)
        area, point = measured.area_id(stray.code), rows.point
        message = (
            f"{rows.zone} stroke {rows.cells[0]['stroke']} covers {area}, which no zone of {point} names, up to "
            f"{stray.mm:.0f} mm beyond those (at {at}): move step {step + 1}, or make it narrower"
        )
        yield Fault("strokes.csv", rows.lines[step], "width_mm", message, stops=False)
