"""A file as a spreadsheet has saved it -> its rows of cells; or why it cannot be told into cells.

::

    rows_of(path, columns) -> list[Row]      raises UnreadableError

What harms nothing is passed over: byte order marks, any line ends, empty rows, empty cells to the right of the table. A
file in another encoding or with another separator is not guessed at: it is named, with what to do.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from referral.words.text import quoted

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
BYTE_ORDER_MARKS: Final = (
    BYTE_ORDER_MARK,
    *(BYTE_ORDER_MARK.decode(page).encode() for page in ("latin-1", "mac_roman", "cp850")),
)
"""As Excel writes it, and as it comes back when a program has read it as letters."""

UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheets begin that are no text: xlsx and ods, xls."""

UNREAD: Final = "the file cannot be read"
"""How the message about a file begins that the system does not give: it may do so later, though nothing has changed."""

LINE_END: Final = re.compile("\r\n|\r|\n")
FILLED_LINE: Final = re.compile(r"\S[^\r\n]*")

SEPARATORS: Final = {"\t": "tabs", ";": "semicolons", "|": "vertical bars"}
HINT: Final = re.compile(r'"?sep=(.?)"?[,;|\t]*', re.IGNORECASE)
"""A first line that tells Excel the separator."""

AS_CSV: Final = 'save the file as "CSV UTF-8", separated by commas'
OPENED_WRONGLY: Final = (
    "a spreadsheet that expects semicolons has opened and saved the file; take the copy from before, and open it with "
    "the comma as its separator"
)
FOREIGN: Final = re.compile("[\udc80-\udcff]")
"""What stands for a byte that is no UTF-8."""

BLOCK: Final = 16
"""Excel writes rows in blocks of 16, and leaves away the last separators of a block whose last cells are all empty."""


class Row(NamedTuple):
    """A row: its line in the file, where it stands in the sheet (both from 1), its cells."""

    line: int
    position: int
    cells: list[str]


class UnreadableError(ValueError):
    """The rows of a file cannot be told apart: where (None: the whole file), and what to do."""

    def __init__(self, row: int | None, message: str, column: str | None = None) -> None:
        super().__init__(message)
        self.row, self.column, self.message = row, column, message


def rows_of(path: Path, columns: Sequence[str]) -> list[Row]:
    """Return the header and the rows, those that are not empty, of a table that should have these `columns`.

    A row has as many cells as the header, unless there are too few or too many: whoever calls says so.
    """
    content = _content(path)
    try:
        text, foreign = content.decode("utf-8"), False
    except UnicodeDecodeError:
        text, foreign = content.decode("utf-8", "surrogateescape"), True
    _only_commas(text, columns)
    rows = [row for row in _records(text) if any(map(str.strip, row.cells))]
    if foreign:
        raise _not_utf_8(rows)
    if not rows:
        raise UnreadableError(None, "the file is empty: not even a header")
    width = _filled(rows[0].cells)
    if all(len(row.cells) == width for row in rows):
        return rows
    _more_than_one_cell(rows[1:], width)
    return _as_wide([row if len(row.cells) <= width else _cut(row, width) for row in rows], width)


def _content(path: Path) -> bytes:
    """Return the bytes of a text file without its byte order marks."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # reading it might never end
            raise UnreadableError(None, "this is no file, but a pipe or a device; put the table there")
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(None, "the file is missing") from None
    except OSError as error:
        raise UnreadableError(None, f"{UNREAD}: {error.strerror}") from None
    if content.startswith(WORKBOOKS):
        raise UnreadableError(None, f"the file is a workbook; open it in the spreadsheet and {AS_CSV}")
    if content.startswith(UTF_16):
        raise UnreadableError(None, f'the file is UTF-16, which Excel calls "Unicode Text"; {AS_CSV}')
    while content.startswith(BYTE_ORDER_MARKS):
        for mark in BYTE_ORDER_MARKS:
            content = content.removeprefix(mark)
    return content


def _only_commas(text: str, columns: Sequence[str]) -> None:
    """Raise for a header whose names stand between other signs, or after a line that is for Excel alone."""
    if not (found := FILLED_LINE.search(text)):
        return
    line, header = len(LINE_END.findall(text, 0, found.start())) + 1, found[0]
    if hint := HINT.fullmatch(header):
        also = "" if hint[1] in (",", "") else f", and {AS_CSV}"
        raise UnreadableError(line, f"{quoted(header)} is for Excel alone; delete this line{also}")
    for sign, name in SEPARATORS.items():
        if header.count(sign) > max(header.count(","), len(columns) // 2 - 1):  # a column may be missing, too
            raise UnreadableError(line, f"cells are separated by {name}; {AS_CSV}")
    if header.endswith(";"):
        raise UnreadableError(line, f"the line ends in semicolons; {OPENED_WRONGLY}")


def _records(text: str) -> Iterator[Row]:
    """Yield every record; UnreadableError for broken quotes."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    first_line = 1
    try:
        for position, cells in enumerate(reader, 1):
            yield Row(first_line, position, cells)
            first_line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(first_line, f"cannot be split into cells: {error}") from None


def _not_utf_8(rows: Sequence[Row]) -> UnreadableError:
    """Say where the first cell stands that is in another encoding, and how it reads in the one that is likely."""
    row, position, cell = next(
        (row, position, cell) for row in rows for position, cell in enumerate(row.cells) if FOREIGN.search(cell)
    )
    (byte,) = FOREIGN.findall(cell)[0].encode("utf-8", "surrogateescape")
    reading = cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    names = [name.strip() for name in rows[0].cells]
    column = names[position] if row is not rows[0] and position < len(names) else None
    return UnreadableError(row.line, f"{quoted(reading)} is not UTF-8 (byte 0x{byte:02x}); {AS_CSV}", column)


def _filled(cells: Sequence[str]) -> int:
    """Return how many cells there are up to the last that is not empty."""
    return max((position for position, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _more_than_one_cell(rows: Sequence[Row], width: int) -> None:
    """Raise for rows that are one cell each, commas and all."""
    lone = [row for row in rows if len(row.cells) == 1 and row.cells[0].count(",") >= width - 1 > 0]
    if lone:
        also = f", and so are {len(lone) - 1} more" if len(lone) > 1 else ""
        raise UnreadableError(lone[0].line, f"the row is a single cell{also}; {OPENED_WRONGLY}")


def _cut(row: Row, width: int) -> Row:
    """Return a row without the empty cells to the right of the table."""
    return row._replace(cells=row.cells[: max(width, _filled(row.cells))])


def _as_wide(rows: Sequence[Row], width: int) -> list[Row]:
    """Fill up the rows of which Excel has left away the last separators; a row that alone is short has lost a cell."""
    lengths: dict[int, list[int]] = {}
    for row in rows:
        lengths.setdefault(_block(row), []).append(len(row.cells))
    short = {block for block, several in lengths.items() if len(several) > 1 and len(set(several)) == 1}
    return [
        row._replace(cells=row.cells + [""] * (width - len(row.cells)))
        if len(row.cells) < width and _block(row) in short
        else row
        for row in rows
    ]


def _block(row: Row) -> int:
    return (row.position - 1) // BLOCK
