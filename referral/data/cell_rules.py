"""The cells and keys of tables against the row models: Pydantic checks every row, here its errors become faults.

::

    checked_rows(row, table)             typed rows
    broken_cells(table, model)           faults of single cells
    broken_keys(table, model, tables)    rows that are there twice, and ids that no other table has
    unknown_members(table, column, known, known_from)    members of lists that no other table has
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter, ValidationError

from referral.data.csv_tables import Table, Tables, listed_in
from referral.data.faults import Fault
from referral.data.spreadsheet_damage import TRUTHS_ELSEWHERE
from referral.model.columns import ID, Facts, facts_of
from referral.model.tables import TableModel
from referral.words.text import quoted

Row = TypeVar("Row")

PLAIN_KINDS: Final = {"boolean": "true or false", "number": "a number", "integer": "a whole number"}


def checked_rows(row: type[Row], table: Table) -> Sequence[Row]:
    """Return the typed rows of a table; Pydantic's ValidationError names every cell that breaks a rule of its column.

    Columns that the model does not know are passed over.
    """
    of_table = _checked.setdefault(table, {})
    if row not in of_table:
        of_table[row] = _check(row, table)
    return of_table[row]


#: A table is checked for its faults, and read once it has none: the rows are the same.
_checked: WeakKeyDictionary[Table, dict[type, Any]] = WeakKeyDictionary()


def _check(row: type[Row], table: Table) -> tuple[Row, ...]:
    model: Any = row  # mypy does not see that a class can be a key of a cache
    names = list(facts_of(model))
    cells = (dict(zip(names, cells, strict=True)) for cells in table.cells[names].to_numpy().tolist())
    return tuple(_checker(model).validate_python(list(cells)))


@cache
def _checker(row: Any) -> TypeAdapter[Any]:
    return TypeAdapter(list[row])


def broken_cells(table: Table, model: TableModel) -> Iterator[Fault]:
    """Yield every cell that breaks a rule of its column."""
    lines = table.cells.index.tolist()
    try:
        checked_rows(model.row, table)
    except ValidationError as broken:
        for error in broken.errors(include_url=False, include_context=False):
            position, name = error["loc"][:2]
            column, cell = model.columns[str(name)], error["input"]
            unknown = str(cell) if error["type"] == "literal_error" else ""
            for message in _messages(error["type"], cell, column):
                line = lines[int(position)]
                yield Fault(table.file, line, str(name), message, unknown=unknown, known=column.allowed)


def _messages(broken: str, cell: Any, column: Facts) -> Iterator[str]:
    """Say what is wrong with a cell, by the type of Pydantic's error."""
    if not cell:
        yield "empty, but required" + (f": write one or more of {', '.join(column.allowed)}" if column.several else "")
        return
    says, shown = column.says, quoted(str(cell))
    match broken:
        case "literal_error":
            yield f"{shown} is not one of {', '.join(column.allowed)}"
        case "string_pattern_mismatch" if says.pattern == ID:
            yield f"{shown} is not an id: small letters, digits and single underscores"
        case "string_pattern_mismatch":
            yield f"{shown} does not fit the pattern {says.pattern}"
        case "string_too_long":
            yield f"{shown} has {len(cell)} characters; {says.longest} are the most"
        case "greater_than_equal" | "less_than_equal" if (number := _number(cell)) is not None:
            if says.minimum is not None and not number >= says.minimum:  # nor is NaN
                yield f"{shown} breaks the minimum {says.minimum}"
            if says.maximum is not None and not number <= says.maximum:
                yield f"{shown} breaks the maximum {says.maximum}"
        case _ if column.kind == "boolean" and cell.lower() in TRUTHS_ELSEWHERE:
            write = TRUTHS_ELSEWHERE[cell.lower()]
            yield f"{shown} is a word that a spreadsheet has made; format the column as text and write {write}"
        case _:
            yield f"{shown} is not {PLAIN_KINDS.get(column.kind, 'a text')}"


def _number(cell: Any) -> float | None:
    """The number of a cell; None for what Pydantic takes for one and Python does not, such as 0-0."""
    try:
        return float(cell)
    except (ValueError, OverflowError):
        return None


def broken_keys(table: Table, model: TableModel, tables: Tables) -> Iterator[Fault]:
    """Yield keys that an earlier line has, and ids of tables that are there but do not have them; an empty cell is
    already a fault of its own, or allowed."""
    first: dict[tuple[str, ...], int] = {}
    may_be_empty = [model.columns[name].says.optional for name in model.key]
    for line, *cells in table.cells[model.key].itertuples(name=None):
        earlier = first.setdefault(tuple(cells), line)
        if earlier != line and all(cell or optional for cell, optional in zip(cells, may_be_empty, strict=True)):
            filled = {part: quoted(cell) for part, cell in zip(model.key, cells, strict=True) if cell}
            yield Fault(
                table.file, line, "/".join(filled), f"{', '.join(filled.values())} is already in line {earlier}"
            )
    for name, column in model.columns.items():
        if column.says.of in tables:
            yield from unknown_ids(table, name, tables[column.says.of], name)


def unknown_members(
    table: Table, column: str, known: Sequence[str], known_from: str, alone: str = ""
) -> Iterator[Fault]:
    """Yield members of the lists in a column that are not `known`, the ids of the file `known_from`, and empty places
    in them; a list of nothing but `alone` passes."""
    among = set(known)
    for line, cell in table.cells[column].items():
        parts = listed_in(str(cell)) if cell else []
        for part in parts if parts != [alone] else ():
            if not part:
                yield Fault(table.file, int(str(line)), column, "an empty place between two semicolons")
            elif part not in among:
                message = f"{quoted(part)} is not in {known_from}"
                yield Fault(table.file, int(str(line)), column, message, unknown=part, known=known)


def unknown_ids(table: Table, column: str, other: Table, key: str) -> Iterator[Fault]:
    """Yield the cells of a column that the `key` of another table does not have; empty ones are passed over."""
    known = other.ids(key)
    cells = table.cells[column]
    for line, cell in cells[~cells.isin(known) & (cells != "")].items():
        message = f"{quoted(cell)} is not in {other.file}"
        yield Fault(table.file, int(str(line)), column, message, unknown=cell, known=known)
