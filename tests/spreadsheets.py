"""What spreadsheets make of a copy of the dataset: Excel and LibreOffice, in several languages, open and save it.

A damage is done to the folder of a copy; nothing damaged lies in the repository.
"""

import csv
import io
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

Cells = list[list[str]]


class Saved(NamedTuple):
    """How a program saves a table. Excel's "CSV UTF-8": a byte order mark, commas, lines of Windows."""

    separator: str = ","
    encoding: str = "utf-8-sig"
    line_end: str = "\r\n"
    quote_all: bool = False
    first_line: str = ""
    last_lines: str = ""


EXCEL = Saved()
EXCEL_MAC = Saved(line_end="\r")
LIBREOFFICE = Saved(encoding="utf-8", line_end="\n")


def copied(source: Path, folder: Path) -> Path:
    """Return a folder with a copy of a dataset's tables."""
    folder.mkdir()
    for file in source.glob("*.csv"):
        shutil.copy(file, folder)
    return folder


def opened(folder: Path, file: str) -> Cells:
    """Return the cells of a sound table, header first."""
    with (folder / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def save(folder: Path, file: str, cells: Iterable[Iterable[str]], how: Saved = EXCEL) -> None:
    """Save cells as a program does."""
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=how.separator,
        lineterminator=how.line_end,
        quoting=csv.QUOTE_ALL if how.quote_all else csv.QUOTE_MINIMAL,
    )
    writer.writerows(cells)
    whole = f"{how.first_line}{text.getvalue()}{how.last_lines}"
    (folder / file).write_bytes(whole.encode(how.encoding))


def save_all(folder: Path, how: Saved, change: Callable[[Cells], Cells] = lambda cells: cells) -> None:
    """Open and save every table, the cells of each changed."""
    for path in sorted(folder.glob("*.csv")):
        save(folder, path.name, change(opened(folder, path.name)), how)


def with_cell(folder: Path, file: str, line: int, column: str, cell: str) -> Cells:
    """Return the cells of a table with another one in a line (the header is 1; no cell may hold a line break)."""
    cells = opened(folder, file)
    cells[line - 1][cells[0].index(column)] = cell
    return cells


def with_column(folder: Path, file: str, column: str, change: Callable[[str], str]) -> Cells:
    """Return the cells of a table, those of a column changed."""
    header, *rows = opened(folder, file)
    at = header.index(column)
    return [header, *([*row[:at], change(row[at]), *row[at + 1 :]] for row in rows)]


def as_excel_counts(cells: Cells) -> Cells:
    """Numbers and truths as Excel in English shows them."""
    shown = {"true": "TRUE", "false": "FALSE"}
    return [[shown.get(cell, cell.removesuffix(".0") if _number(cell) else cell) for cell in row] for row in cells]


def _number(cell: str) -> bool:
    return cell.replace("-", "", 1).replace(".", "", 1).isdecimal()


def with_empty_rows(cells: Cells) -> Cells:
    """A row emptied near the top, and some below the end."""
    empty = [""] * len(cells[0])
    return [*cells[:2], empty, *cells[2:], empty, empty]


def with_empty_columns(cells: Cells) -> Cells:
    """Two columns to the right whose cells were emptied."""
    return [[*row, "", ""] for row in cells]


def without_last_separators(cells: Cells) -> Cells:
    """As Excel writes sheets: by 16 rows, without the separators after the last cell of these that is filled."""
    blocks = [cells[start : start + 16] for start in range(0, len(cells), 16)]
    return [row[: max(map(_filled, block))] for block in blocks for row in block]


def _filled(row: list[str]) -> int:
    return max((position for position, cell in enumerate(row, 1) if cell), default=0)


def lines_in_one_cell(folder: Path, file: str) -> None:
    """As a spreadsheet that expects semicolons opens and saves a table: what stands between them is a cell."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    save(folder, file, [line.split(";") for line in lines], EXCEL._replace(separator=";"))


def opened_as(folder: Path, file: str, code_page: str) -> None:
    """A table that is read in another encoding and saved in UTF-8."""
    text = (folder / file).read_bytes().decode(code_page, "replace")
    (folder / file).write_text(text, encoding="utf-8-sig", newline="")
