"""What the editor of a dataset should mend, though nobody who reads it is misled: checked by ``check`` alone.

Texts above the reading grade, regions that no zone names, trigger points that lie outside their muscle. The app
does not wait for these; they are found beside the faults of ``table_rules`` and told with file, line and column.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from referral.body.muscle_places import BESIDE_MM, FARTHEST_MM, SEEN_AXES, beside, distance_mm, muscle_places
from referral.data.csv_tables import Tables, listed_in
from referral.data.extra_files import stray_files
from referral.data.faults import Fault, guessing_for_few
from referral.data.reading_grade import can_measure, grades
from referral.data.stroke_rules import disagreeing
from referral.data.table_rules import in_file_order, read_tables, without_misshapen
from referral.model.rows import DIRECTIONS, Direction, names_of_region
from referral.model.sign_rows import MOST_LINES
from referral.model.tables import TABLES
from referral.words.text import quoted

PLAIN_TEXTS: Final = {name: table.grades for name, table in TABLES.items() if table.grades}
"""The columns that patients read as sentences, with the highest reading grade of each."""

AXES: Final = ("x_mm", "y_mm", "z_mm")
SEEN_FROM: Final[dict[Direction, str]] = {
    "front": "the front",
    "back": "the back",
    "side": "the side",
    "inner": "the inner side",
    "above": "above",
    "below": "below",
}

MOST_TOO_MANY: Final = 50
"""Lines too many of one region that are told: thousands of lines of all regions would be a hundred thousand faults."""

MOST_WHOLE_BODY: Final = 8
MOST_WORDS: Final = {"whole_body": 8, "area": 12}
"""Words of a warning sign, by where it is asked: more are tapped away unread."""


def all_faults(folder: Path, helper: Executor | None = None) -> tuple[Fault, ...]:
    """Return every fault of the dataset in `folder`; a `helper` measures reading grades in another process."""
    tables, faults = read_tables(folder)
    known = {(fault.file, fault.row, fault.column) for fault in faults}
    for_editor = [
        *_hard_to_read(tables, helper),
        *_unreached(tables),
        *_outside_muscle(tables),
        *disagreeing(tables),
        *_unread_signs(tables),
        *_crowded_signs(tables),
    ]
    further = [fault for fault in for_editor if (fault.file, fault.row, fault.column) not in known]
    shaped = in_file_order([*without_misshapen(tables, further), *stray_files(folder)])
    return tuple(in_file_order([*faults, *guessing_for_few(shaped)]))


def _hard_to_read(tables: Tables, helper: Executor | None) -> Iterator[Fault]:
    """Yield texts that ask for more than the highest reading grade; none where grades cannot be measured."""
    if not can_measure():
        return
    cells = [
        (tables[name].file, int(str(line)), column, highest, str(text))
        for name, columns in PLAIN_TEXTS.items()
        if name in tables
        for column, highest in columns.items()
        for line, text in tables[name].cells[column].items()
        if text
    ]
    texts = [text for *_, text in cells]
    measured = helper.submit(grades, texts).result() if helper else grades(texts)
    for (file, line, column, highest, _), grade in zip(cells, measured, strict=True):
        if grade > highest:
            message = f"reading grade {grade:.1f}, above {highest:g}: use shorter words and sentences"
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
    """Yield trigger points that lie outside the muscle that they are said to lie in, where it has been measured, or
    beside it as seen from where they are felt."""
    if "trigger_points" not in tables:
        return
    import pandas

    table, places = tables["trigger_points"], muscle_places()
    coordinates = table.cells[list(AXES)].apply(pandas.to_numeric, errors="coerce").to_numpy(float)
    rows = zip(table.cells.index, table.cells["muscle_id"], table.cells["felt_from"], coordinates, strict=True)
    for line, muscle_id, felt_from, place in rows:
        if muscle_id not in places or np.isnan(place).any():
            continue
        if (away := distance_mm(place, places[muscle_id])) > FARTHEST_MM:
            column, remedy = _meant(place, places[muscle_id])
            message = f"the point lies about {away:.0f} mm from {muscle_id}; {remedy}"
            yield Fault(table.file, int(line), column, message, stops=False)
            continue
        for message in _beside_muscle(muscle_id, place, places[muscle_id], str(felt_from)):
            yield Fault(table.file, int(line), "felt_from", message, stops=False)


def _meant(place: NDArray[np.float64], places: NDArray[np.int16]) -> tuple[str, str]:
    """Return the column to look at, and the remedy, for a point (3,) far from its muscle (N, 3): numbers that would lie
    in it ten times as large were measured in centimetres."""
    away, factors = min((distance_mm(place * factors, places), factors) for factors in product((1, 10), repeat=3))
    if away > FARTHEST_MM:
        return AXES[0], f"correct {', '.join(AXES)}"
    small = [axis for axis, factor in zip(AXES, factors, strict=True) if factor == 10]
    be = "is" if len(small) == 1 else "are"
    return small[0], f"{be} {', '.join(small)} in centimetres? Write millimetres"


def _beside_muscle(
    muscle_id: str, place: NDArray[np.float64], places: NDArray[np.int16], felt_from: str
) -> Iterator[str]:
    """Yield what is wrong with a point (3,) as seen from each word of its felt_from that is one."""
    for word in DIRECTIONS:
        if word in felt_from.split() and (found := beside(place, places, word)).mm > BESIDE_MM:
            to = ", ".join(f"{AXES[axis]} {at}" for axis, at in zip(SEEN_AXES[word], found.nearest, strict=True))
            yield (
                f"seen from {SEEN_FROM[word]}, the point lies about {found.mm:.0f} mm beside {muscle_id}; "
                f"move it, say to {to}, or correct felt_from"
            )


def _unread_signs(tables: Tables) -> Iterator[Fault]:
    """Yield warning signs of more words than somebody who is afraid will read."""
    if "red_flags" not in tables:
        return
    table = tables["red_flags"]
    for line, row in table.cells.iterrows():
        words, most = len(str(row["statement"]).split()), MOST_WORDS.get(str(row["asked"]), 0)
        if most and words > most:
            message = f"{words} words; {most} are the most: one idea, in short words"
            yield Fault(table.file, int(str(line)), "statement", message, stops=False)


def _crowded_signs(tables: Tables) -> Iterator[Fault]:
    """Yield more signs of the whole body, or lines of one region, than are read before "None of these" is tapped."""
    if not {"red_flags", "regions"} <= set(tables):
        return
    table, cells = tables["red_flags"], tables["red_flags"].cells
    whole = cells.index[cells["asked"] == "whole_body"]
    for row in whole[MOST_WHOLE_BODY:]:
        message = f"a further sign of the whole body; {MOST_WHOLE_BODY} are the most: ask it by area"
        yield Fault(table.file, int(str(row)), "asked", message, stops=False)
    of_everybody = cells[(cells["asked"] == "area") & (cells["about"] == "")]
    named_in: dict[str, list[int]] = {}  # the lines that name each region, body part or all
    for line, cell in of_everybody["regions"].items():
        for name in set(listed_in(str(cell))):
            named_in.setdefault(name, []).append(int(str(line)))
    for _, region in tables["regions"].cells.iterrows():
        region_id = str(region["region_id"])
        names = names_of_region(region_id, str(region["body_part"]))
        asking = sorted({line for name in names for line in named_in.get(name, ())})
        for line in asking[MOST_LINES : MOST_LINES + MOST_TOO_MANY]:
            message = f"one line too many for {quoted(region_id)}; {MOST_LINES} are the most of a region"
            yield Fault(table.file, line, "regions", message, stops=False)
