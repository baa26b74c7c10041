"""A dataset's folder -> tables whose cells mean what they should, and every fault in them.

What a cell may hold, the row models say (``model.rows``; ``cell_rules`` asks them); what cells mean together,
``cross_table_rules``. Nothing is asked of a table whose form is broken: one missing file is one fault, not one for each
row that refers to it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from referral.data.cell_rules import broken_cells, broken_keys
from referral.data.cross_table_rules import broken_sense
from referral.data.csv_tables import HEADER_LINE, Tables, read_table
from referral.data.descriptor import NoPackageError, described_columns
from referral.data.faults import Fault, guessing_for_few
from referral.model.tables import TABLES

DESCRIPTOR: Final = "datapackage.json"
"""The description of a folder's tables for other programs; one beside another dataset may add columns."""


def read_tables(folder: Path) -> tuple[Tables, list[Fault]]:
    """Read and check a dataset's folder: its sound tables by name, and all faults by file and line.

    Without faults every table is there and holds what its row model says.
    """
    if not folder.is_dir():
        return {}, [Fault(str(folder), None, None, "no such folder")]
    columns_of, faults = _columns(folder)
    tables: Tables = {}
    for name, columns in columns_of.items():
        if TABLES[name].may_lack and not (folder / f"{name}.csv").exists():
            continue
        table, found = read_table(folder, name, columns)
        faults += found
        if table is not None:
            tables[name] = table
    faults += without_misshapen(tables, [*_broken_rules(tables), *broken_sense(tables)])
    return tables, list(guessing_for_few(in_file_order(faults)))


def _columns(folder: Path) -> tuple[dict[str, list[str]], list[Fault]]:
    """Return each table's columns: those of its model, and those that the folder's own descriptor adds."""
    columns = {name: list(model.columns) for name, model in TABLES.items()}
    own = folder / DESCRIPTOR
    if not own.exists():
        return columns, []
    try:
        added = described_columns(own)
    except NoPackageError as error:
        return columns, [Fault(DESCRIPTOR, error.line, error.key, f"{error}; copy the one in data/ and add to it")]
    return {name: list(dict.fromkeys([*names, *added.get(name, ())])) for name, names in columns.items()}, []


def _broken_rules(tables: Tables) -> Iterator[Fault]:
    """Yield what breaks a rule of the row models."""
    for name, table in tables.items():
        model = TABLES[name]
        if table.cells.empty and not model.optional:
            yield Fault(table.file, HEADER_LINE, None, "no rows below the header")
        yield from broken_cells(table, model)
        yield from broken_keys(table, model, tables)


def without_misshapen(tables: Tables, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Drop what follows only from a row with too few or too many cells."""
    misshapen = {(table.file, line) for table in tables.values() for line in table.misshapen}
    return (fault for fault in faults if (fault.file, fault.row) not in misshapen)


def in_file_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults by file, as ``TABLES`` lists them, and line."""
    order = {f"{name}.csv": position for position, name in enumerate(TABLES)}
    return sorted(faults, key=lambda fault: (order.get(fault.file, -1), fault.row or 0))
