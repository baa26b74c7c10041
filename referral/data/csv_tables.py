"""CSV files as they lie in a folder -> tables of text, with every fault of their form.

Only form is judged here: columns, cells in a row, damage done by a spreadsheet; encoding and separators in
``saved_file``. What the cells mean is judged in ``table_rules``. Faults name the line of the file, which pandas does
not keep: ``saved_file`` counts lines by the ``csv`` module (a quoted cell may hold line breaks), and pandas carries the
result with the line numbers as its index.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from referral.data.faults import Fault
from referral.data.saved_file import Row, UnreadableError, rows_of
from referral.data.spreadsheet_damage import Damage, damages, is_plain
from referral.words.text import nearest, quoted

if TYPE_CHECKING:
    import pandas

HEADER_LINE: Final = 1
FEWER: Final = "a comma is missing, or a quote is too many"
MORE: Final = "put a text that has commas between double quotes"


@dataclass(frozen=True, eq=False)
class Table:
    """One file's cells, all text without outer white space, columns as its model orders them, index = line
    number. Equal by identity.

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
    try:
        header, *rows = rows_of(folder / reading.file, columns)
    except UnreadableError as error:
        reading.fault(error.row, error.column, error.message)
        return None, reading.faults
    if not _header_fits(header.line, header.cells, columns, reading):
        return None, reading.faults
    misshapen = _misshapen(rows, header.cells, reading)
    table = Table(name, _frame(rows, header.cells, columns, misshapen, reading), frozenset(misshapen))
    return table, reading.faults


def _header_fits(line: int, header: list[str], columns: Sequence[str], reading: _Reading) -> bool:
    """Tell whether every column is there once; each fault of the header is noted, extra columns too."""
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
        return f"column {position} has no name; delete the column, or name it"
    guesses = nearest(name, missing, limit=1)
    return f"unknown column {quoted(name)}" + (f"; nearest: {guesses[0]}" if guesses else "")


def _misshapen(rows: Sequence[Row], header: list[str], reading: _Reading) -> set[int]:
    """Return the lines that have not as many cells as the header."""
    lines = set()
    for row in rows:
        if (cells := len(row.cells)) != (columns := len(header)):
            remedy = FEWER if cells < columns else MORE
            reading.fault(row.line, None, f"{cells} cells, but {columns} columns; {remedy}")
            lines.add(row.line)
    return lines


def _frame(
    rows: Sequence[Row],
    header: list[str],
    columns: Sequence[str],
    misshapen: set[int],
    reading: _Reading,
) -> "pandas.DataFrame":
    """Return the cells of `columns`, stripped; damage is noted."""
    import pandas

    width = len(header)
    padded = [row.cells if len(row.cells) == width else (row.cells + [""] * width)[:width] for row in rows]
    lines = [row.line for row in rows]
    raw = pandas.DataFrame(padded, columns=[name.strip() for name in header], index=lines, dtype=object)
    cells = raw[list(columns)]
    for line, column, damage in _damaged(cells):
        if line not in misshapen:
            reading.fault(line, column, damage.message, stops=damage.stops)
    return cells.map(str.strip)


def _damaged(cells: "pandas.DataFrame") -> Iterator[tuple[int, str, Damage]]:
    """Yield (line, column, damage) of each cell that a spreadsheet or a slip of the hand has spoiled."""
    lines = cells.index.tolist()
    for column in cells.columns:
        values = cells[column].tolist()
        odd = {value: tuple(damages(value)) for value in set(values) if not is_plain(value)}  # many say the same
        for line, value in zip(lines, values, strict=True) if any(odd.values()) else ():
            for damage in odd.get(value, ()):
                yield line, column, damage
