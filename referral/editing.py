"""What the editor of a dataset should mend, though nobody who reads it is misled: checked by ``check`` alone.

Texts above the reading grade, regions that no zone names, trigger points that lie outside their muscle. The app
does not wait for these; they are found beside the faults of ``checks`` and told with file, line and column.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Final

from referral.checks import in_file_order, read_tables, table_names, without_misshapen
from referral.muscle_places import FARTHEST_MM, distance_mm, muscle_places
from referral.reading import HIGHEST_GRADE, grades
from referral.tables import Fault, Tables

PLAIN_TEXTS: Final = {
    "muscles": ("frequency_reason", "where_it_is", "what_it_does", "often_strained_by", "mimics"),
    "trigger_points": ("location", "note"),
    "support": ("note",),
    "red_flags": ("statement", "advice", "why", "tell"),
    "advice": ("text", "caution"),
}
"""The columns that patients read as sentences."""


def all_faults(folder: Path, helper: Executor | None = None) -> tuple[Fault, ...]:
    """Return every fault of the dataset in `folder`; a `helper` measures reading grades in another process."""
    tables, faults = read_tables(folder)
    known = {(fault.file, fault.row, fault.column) for fault in faults}
    for_editor = [*_hard_to_read(tables, helper), *_unreached(tables), *_outside_muscle(tables)]
    further = [fault for fault in for_editor if (fault.file, fault.row, fault.column) not in known]
    return tuple(in_file_order([*faults, *without_misshapen(tables, further)], table_names()))


def _hard_to_read(tables: Tables, helper: Executor | None) -> Iterator[Fault]:
    """Yield texts that ask for more than the highest reading grade."""
    cells = [
        (tables[name].file, int(str(line)), column, str(text))
        for name, columns in PLAIN_TEXTS.items()
        if name in tables
        for column in columns
        for line, text in tables[name].cells[column].items()
        if text
    ]
    texts = [text for *_, text in cells]
    measured = helper.submit(grades, texts).result() if helper else grades(texts)
    for (file, line, column, _), grade in zip(cells, measured, strict=True):
        if grade > HIGHEST_GRADE:
            message = f"reading grade {grade:.1f}, above {HIGHEST_GRADE:g}: use shorter words and sentences"
            yield Fault(file, line, column, message, stops=False)


def _unreached(tables: Tables) -> Iterator[Fault]:
    """Yield regions that no zone names without saying why, and regions that say why though a zone names them."""
    if not {"regions", "referrals"} <= set(tables):
        return
    regions, named = tables["regions"], tables["referrals"].cells["region_id"]
    if not named.isin(regions.cells["region_id"]).all():
        return  # ids are misspelt, and said to be: which regions they mean cannot be known
    reached = regions.cells["region_id"].isin(named)
    explained = regions.cells["not_reached_because"] != ""
    for line, row in regions.cells[~reached & ~explained].iterrows():
        message = f"no zone of referrals.csv names '{row['region_id']}'; add one, or say why not in not_reached_because"
        yield Fault(regions.file, int(str(line)), "region_id", message, stops=False)
    for line, row in regions.cells[reached & explained].iterrows():
        message = f"zones of referrals.csv do reach '{row['region_id']}'; empty this cell"
        yield Fault(regions.file, int(str(line)), "not_reached_because", message, stops=False)


def _outside_muscle(tables: Tables) -> Iterator[Fault]:
    """Yield trigger points that lie outside the muscle that they are said to lie in, where it has been measured."""
    if "trigger_points" not in tables:
        return
    import pandas

    table, places = tables["trigger_points"], muscle_places()
    coordinates = table.cells[["x_mm", "y_mm", "z_mm"]].apply(pandas.to_numeric, errors="coerce").to_numpy(float)
    for line, muscle_id, place in zip(table.cells.index, table.cells["muscle_id"], coordinates, strict=True):
        if muscle_id in places and (away := distance_mm(place, places[muscle_id])) > FARTHEST_MM:
            message = f"the point lies about {away:.0f} mm from {muscle_id}; correct x_mm, y_mm, z_mm"
            yield Fault(table.file, int(line), "x_mm", message, stops=False)
