"""What the row models cannot say: rules between tables, and what cells mean together.

::

    broken_sense(tables) -> Iterator[Fault]
"""

from collections.abc import Iterator
from typing import Final

import pandas

from referral.data.cell_rules import unknown_ids, unknown_members
from referral.data.complaint_rules import broken_complaints
from referral.data.csv_tables import HEADER_LINE, Table, Tables, listed_in
from referral.data.faults import Fault
from referral.data.frequency_rules import broken_frequencies
from referral.data.place_rules import broken_names
from referral.data.stroke_rules import broken_strokes
from referral.model.columns import TRUTHS
from referral.model.rows import DIRECTIONS, EVERY, names_of_region
from referral.words.text import quoted

MARK: Final = {
    "mark_x_mm": "where on the skin its mark stands, in mm; right side, or the midline",
    "mark_y_mm": "the height of its mark on the skin, in mm",
    "mark_z_mm": "the depth of its mark on the skin, in mm",
    "mark_from": f"one or more of {', '.join(DIRECTIONS)}",
}
"""The columns of a hidden place's mark, and what to write there."""


def broken_sense(tables: Tables) -> Iterator[Fault]:
    """Yield the faults that no row model can state; of tables that are not there nothing is said."""
    if {"muscles", "trigger_points"} <= tables.keys():
        yield from _unused(tables["muscles"], "muscle_id", tables["trigger_points"].cells, "no trigger point")
    if {"trigger_points", "referrals"} <= tables.keys():
        referrals = tables["referrals"].cells
        essential = referrals[referrals["zone"] == "essential"]
        yield from _unused(tables["trigger_points"], "trigger_point_id", essential, "no essential zone")
    if "referrals" in tables:
        yield from _listed_twice(tables["referrals"])
    if "regions" in tables:
        yield from _wrong_marks(tables["regions"])
        yield from broken_names(tables["regions"])
    if {"regions", "referrals"} <= tables.keys():
        yield from _sides_of_midline(tables["referrals"], tables["regions"].cells)
    if {"referrals", "support"} <= tables.keys():
        yield from _wrong_verdicts(tables["support"], tables["referrals"].cells)
    if "support" in tables:
        yield from _unsaid_differences(tables["support"])
    if {"regions", "red_flags"} <= tables.keys():
        yield from _unknown_members(tables["red_flags"], "regions", tables["regions"], "region_id", whole="body_part")
        yield from _without_signs(tables["regions"], tables["red_flags"])
    if "red_flags" in tables:
        yield from _asked_of_nobody(tables["red_flags"])
    if {"red_flags", "about_you"} <= tables.keys():
        yield from unknown_ids(tables["red_flags"], "about", tables["about_you"], "about_id")
    yield from broken_strokes(tables)
    yield from broken_frequencies(tables)
    yield from broken_complaints(tables)
    if {"muscles", "advice"} <= tables.keys():
        yield from _unknown_members(tables["advice"], "body_parts", tables["muscles"], "body_part")
        yield from _unknown_members(tables["advice"], "muscles", tables["muscles"], "muscle_id")
        yield from _advice_elsewhere(tables["advice"], tables["muscles"].cells)


def _unused(table: Table, column: str, others: pandas.DataFrame, lack: str) -> Iterator[Fault]:
    """Yield a fault for each id of `table` that no row of `others` names."""
    ids = table.cells[column]
    for line, value in ids[~ids.isin(others[column]) & (ids != "")].items():
        yield Fault(table.file, int(str(line)), column, f"{quoted(value)} has {lack}")


def _listed_twice(referrals: Table) -> Iterator[Fault]:
    """Yield zones that a wider side already holds: ``both`` beside ``same`` or ``opposite``."""
    pair = ["trigger_point_id", "region_id"]
    cells = referrals.cells
    both = cells[cells["side"] == "both"].drop_duplicates(pair).reset_index(names="line_of_both")
    one_side = cells[cells["side"].isin(["same", "opposite"])].reset_index(names="line")
    for row in one_side.merge(both[[*pair, "line_of_both"]], on=pair).itertuples():
        message = f"{quoted(str(row.region_id))} is listed twice: line {row.line_of_both} has it on both sides"
        yield Fault(referrals.file, int(str(row.line)), "region_id", message)


def _sides_of_midline(referrals: Table, regions: pandas.DataFrame) -> Iterator[Fault]:
    """Yield referrals to a region on the midline that speak of another side."""
    midline = regions.loc[regions["sided"].str.lower().isin(["false", "0"]), "region_id"]
    cells = referrals.cells
    wrong = cells[cells["region_id"].isin(midline) & cells["side"].isin(["opposite", "both"])]
    for line, row in wrong.iterrows():
        message = f"{quoted(str(row['side']))}, but {row['region_id']} lies on the midline: write same"
        yield Fault(referrals.file, int(str(line)), "side", message)


def _wrong_marks(regions: Table) -> Iterator[Fault]:
    """Yield hidden places without the whole of a mark, and skin that has any of one: skin shows itself."""
    for line, row in regions.cells.iterrows():
        region = quoted(str(row["region_id"]))
        hidden = TRUTHS.get(str(row["surface"])) is False
        for column in MARK if str(row["surface"]) in TRUTHS else ():
            if hidden and not row[column]:
                message = f"empty, but {region} is a hidden place: write {MARK[column]}"
                yield Fault(regions.file, int(str(line)), column, message)
            elif row[column] and not hidden:
                message = f"{quoted(str(row[column]))}, but {region} is skin, which needs no mark: empty this cell"
                yield Fault(regions.file, int(str(line)), column, message)


def _wrong_verdicts(support: Table, referrals: pandas.DataFrame) -> Iterator[Fault]:
    """Yield support that speaks of a zone that is not there, and an addition that is one already."""
    zones = set(zip(referrals["trigger_point_id"], referrals["region_id"], strict=True))
    spoken_of = support.cells[["trigger_point_id", "region_id", "verdict"]].itertuples(name=None)
    for line, point, region, verdict in spoken_of:
        there = (point, region) in zones
        if verdict == "adds" and there:
            message = f"adds, but {point} has a zone {region} in referrals.csv: write agrees or disagrees"
            yield Fault(support.file, line, "verdict", message)
        elif verdict in ("agrees", "disagrees") and not there:
            message = f"{verdict}, but {point} has no zone {region} in referrals.csv: write adds"
            yield Fault(support.file, line, "verdict", message)


def _unsaid_differences(support: Table) -> Iterator[Fault]:
    """Yield rows that differ from the zones and do not say in what."""
    cells = support.cells
    unsaid = cells[cells["verdict"].isin(["disagrees", "adds"]) & (cells["note"] == "")]
    for line, row in unsaid.iterrows():
        yield Fault(support.file, int(str(line)), "note", f"empty, but the work {row['verdict']}: say what differs")


def _unknown_members(table: Table, column: str, other: Table, known_column: str, whole: str = "") -> Iterator[Fault]:
    """Yield members of the lists in a column that no row of `other` has; "all" stands alone. `whole`: the column of
    `other` whose values may stand after "all", as in "all hand"."""
    known = (*other.ids(known_column), *(f"{EVERY} {part}" for part in (other.ids(whole) if whole else ())))
    yield from unknown_members(table, column, known, other.file, alone=EVERY)


def _advice_elsewhere(advice: Table, muscles: pandas.DataFrame) -> Iterator[Fault]:
    """Yield muscles of a line of advice that belong to none of the body parts that it names: it is never offered."""
    part_of = dict(zip(muscles["muscle_id"], muscles["body_part"], strict=True))
    for line, row in advice.cells.iterrows():
        parts = listed_in(str(row["body_parts"]))
        for muscle in listed_in(str(row["muscles"])):
            part = part_of.get(muscle)
            if part and EVERY not in parts and part not in parts:
                message = f"{quoted(muscle)} is a muscle of the {part}, which body_parts does not name"
                yield Fault(advice.file, int(str(line)), "muscles", message)


def _without_signs(regions: Table, red_flags: Table) -> Iterator[Fault]:
    """Yield regions for which no line asks of the place itself: nobody may reach the muscles of a place unasked, nor by
    an answer that was given for another place."""
    cells = red_flags.cells
    of_places = cells[(cells["asked"] == "area") & (cells["concerns"] == "place") & (cells["about"] == "")]
    asked = {part for cell in of_places.loc[of_places["side"] == "any", "regions"] for part in listed_in(str(cell))}
    for line, row in regions.cells.iterrows():
        region_id = str(row["region_id"])
        if region_id and not asked & names_of_region(region_id, str(row["body_part"])):
            message = (
                f"no sign of red_flags.csv asks about {quoted(region_id)} itself; name it in one that concerns a place"
            )
            yield Fault(regions.file, int(str(line)), "region_id", message)


def _asked_of_nobody(red_flags: Table) -> Iterator[Fault]:
    """Yield signs that are never asked though they should be, or asked more widely than their row says; and the lack of
    any sign of the whole body."""
    if "whole_body" not in set(red_flags.cells["asked"]):
        yield Fault(red_flags.file, HEADER_LINE, "asked", "no sign is asked of the whole body: write whole_body in one")
    for line, row in red_flags.cells.iterrows():
        by_area = row["asked"] == "area"
        if by_area and not row["regions"]:
            yield Fault(
                red_flags.file, int(str(line)), "regions", "empty, but asked by area: name regions, or write all"
            )
        for column in ("regions", "about"):
            if row[column] and not by_area:
                message = f"only a sign that is asked by area has {column}: empty this cell, or write area in asked"
                yield Fault(red_flags.file, int(str(line)), column, message)
