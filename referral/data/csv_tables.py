"""CSV files as they lie in a folder -> tables of text, with every fault of their form.

Only form is judged here: encoding, separators, columns, cells in a row, damage done by a spreadsheet. What the cells
mean is judged in ``table_rules``. Faults name the line of the file, which pandas does not keep: lines are counted here
by the ``csv`` module (a quoted cell may hold line breaks, blank lines are passed over), and pandas carries the result
with the line numbers as its index.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from referral.data.spreadsheet_damage import Damage, damages, is_plain
from referral.words.text import nearest, quoted

if TYPE_CHECKING:
    import pandas

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
HEADER_LINE = 1


@dataclass(frozen=True)
class Fault:
    """A fault in the dataset. `row`: line number in the file, the header is 1; None: the whole file.

    `stops`: the dataset cannot be shown with it; else the editor should mend it, and readers lose nothing.
    """

    file: str
    row: int | None
    column: str | None
    message: str
    stops: bool = True

    def __str__(self) -> str:
        """``referrals.csv:17: region_id: 'tempel' is not in regions.csv; nearest: temple``."""
        place = self.file if self.row is None else f"{self.file}:{self.row}"
        return ": ".join(part for part in (place, self.column, self.message) if part)


@dataclass(frozen=True)
class Table:
    """One file's cells, all text without outer white space, columns as its model orders them, index = line
    number.

    `misshapen`: lines with too few or too many cells; their cells are guesses, so no further fault of theirs
    counts.
    """

    name: str
    cells: "pandas.DataFrame"
    misshapen: frozenset[int] = frozenset()

    @property
    def file(self) -> str:
        """The file's name in its folder."""
        return f"{self.name}.csv"

    def ids(self, column: str) -> tuple[str, ...]:
        """The cells of a column, each once, in file order."""
        return tuple(dict.fromkeys(self.cells[column]))


Tables = dict[str, Table]
"""The sound tables of a dataset, by name."""


def listed_in(cell: str) -> list[str]:
    """The members of a cell that is a list, between its semicolons."""
    return [part.strip() for part in cell.split(";")]


@dataclass
class _Reading:
    """What reading one file has found so far."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int | None, column: str | None, message: str, *, stops: bool = True) -> None:
        self.faults.append(Fault(self.file, row, column, message, stops))


def read_table(folder: Path, name: str, columns: Sequence[str]) -> tuple[Table | None, list[Fault]]:
    """Read ``<folder>/<name>.csv``, which must have `columns`, in any order.

    The table is None when its rows cannot be told apart or a column is missing: then only the faults count.
    """
    reading = _Reading(f"{name}.csv")
    text = _decoded(folder / reading.file, reading)
    if text is None:
        return None, reading.faults
    records = _records(text, reading)
    if records is None:
        return None, reading.faults
    if not records:
        reading.fault(None, None, "the file is empty: not even a header")
        return None, reading.faults
    (header_line, header), rows = records[0], records[1:]
    if not _header_fits(header_line, header, columns, reading):
        return None, reading.faults
    misshapen = _misshapen(rows, header, reading)
    table = Table(name, _frame(rows, header, columns, misshapen, reading), frozenset(misshapen))
    return table, reading.faults


def _decoded(path: Path, reading: _Reading) -> str | None:
    """Return the file's text, or None with a fault."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        reading.fault(None, None, "the file is missing")
        return None
    except OSError as error:
        reading.fault(None, None, f"the file cannot be read: {error.strerror}")
        return None
    if content.startswith(BYTE_ORDER_MARK):
        reading.fault(HEADER_LINE, None, "the file starts with a byte order mark; save it as plain UTF-8")
        content = content.removeprefix(BYTE_ORDER_MARK)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reading.fault(line, None, f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8")
        return None


def _records(text: str, reading: _Reading) -> list[tuple[int, list[str]]] | None:
    """Return (line number, cells) of each record that is not blank; None and a fault for broken quotes."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records = []
    first_line = 1
    try:
        for cells in reader:
            if cells:
                records.append((first_line, cells))
            first_line = reader.line_num + 1
    except csv.Error as error:
        reading.fault(first_line, None, f"cannot be split into cells: {error}")
        return None
    return records


def _header_fits(line: int, header: list[str], columns: Sequence[str], reading: _Reading) -> bool:
    """Tell whether every column is there once; each fault of the header is noted, extra columns too."""
    if len(header) == 1 and header[0].count(";") >= len(columns) - 1:
        reading.fault(line, None, "cells are separated by semicolons; save the file with commas")
        return False
    names = [name.strip() for name in header]
    for name in (name for name in header if name != name.strip()):
        reading.fault(line, None, f"stray white space around the column name {quoted(name)}")
    missing = [column for column in columns if column not in names]
    for column in missing:
        reading.fault(line, column, "the column is missing")
    for position, name in enumerate(names, start=1):
        if name in columns and name in names[: position - 1]:
            reading.fault(line, name, "the column is there twice")
        elif name not in columns:
            reading.fault(line, None, _extra_column(position, name, missing))
    return not missing and len(set(names)) == len(names)


def _extra_column(position: int, name: str, missing: Sequence[str]) -> str:
    if not name:
        return f"column {position} has no name"
    guesses = nearest(name, missing, limit=1)
    return f"unknown column {quoted(name)}" + (f"; nearest: {guesses[0]}" if guesses else "")


def _misshapen(rows: list[tuple[int, list[str]]], header: list[str], reading: _Reading) -> set[int]:
    """Return the lines that have not as many cells as the header."""
    lines = set()
    for line, cells in rows:
        if len(cells) != len(header):
            reading.fault(line, None, f"{len(cells)} cells, but {len(header)} columns")
            lines.add(line)
    return lines


def _frame(
    rows: list[tuple[int, list[str]]],
    header: list[str],
    columns: Sequence[str],
    misshapen: set[int],
    reading: _Reading,
) -> "pandas.DataFrame":
    """Return the cells of `columns`, stripped; damage is noted."""
    import pandas

    width = len(header)
    padded = [(cells + [""] * width)[:width] for _, cells in rows]
    lines = [line for line, _ in rows]
    raw = pandas.DataFrame(padded, columns=[name.strip() for name in header], index=lines, dtype=object)
    cells = raw[list(columns)]
    for line, column, damage in _damaged(cells):
        if line not in misshapen:
            reading.fault(line, column, damage.message, stops=damage.stops)
    return cells.map(str.strip)


def _damaged(cells: "pandas.DataFrame") -> Iterator[tuple[int, str, Damage]]:
    """Yield (line, column, damage) of each cell that a spreadsheet or a slip of the hand has spoiled."""
    for column in cells.columns:
        for line, value in zip(cells.index, cells[column].tolist(), strict=True):
            if not is_plain(value):
                for damage in damages(value):
                    yield int(line), column, damage
