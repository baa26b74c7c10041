"""What the cells of a dataset must mean: the descriptor's rules by Frictionless, the few it cannot say in ``sense``.

``datapackage.json`` beside the data states types, constraints and keys; Frictionless validates against it.
It gets the cells already split (``tables``), so its faults can be led back to lines of the file, and it is
told of no table whose form is broken: one missing file is one fault, not one for each row that refers to it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from referral.sense import broken_sense
from referral.tables import HEADER_LINE, Fault, Table, Tables, read_table
from referral.text import guesses, quoted

DESCRIPTOR = "datapackage.json"
RULES_FILE = Path(__file__).resolve().parent.parent / "data" / DESCRIPTOR
"""The descriptor whose rules hold for every dataset: the program relies on them."""

EVERY_ERROR = 10**9
"""Frictionless stops at 1,000 errors unless told; a report that leaves faults out is no report."""

MAY_BE_EMPTY = ("support", "advice")
"""Tables that a sound dataset may have without a row."""

PLAIN_TYPES = {"boolean": "true or false", "number": "a number", "integer": "a whole number"}


def read_tables(folder: Path) -> tuple[Tables, list[Fault]]:
    """Read and check a dataset's folder: its sound tables by name, and all faults by file and line.

    Without faults every table is there and holds what the descriptor says.
    """
    if not folder.is_dir():
        return {}, [Fault(str(folder), None, None, "no such folder")]
    rules, faults = _rules(folder)
    tables: Tables = {}
    for name, schema in rules.items():
        table, found = read_table(folder, name, _columns(schema))
        faults += found
        if table is not None:
            tables[name] = table
    faults += without_misshapen(tables, [*_broken_rules(tables, rules), *broken_sense(tables)])
    return tables, in_file_order(faults, list(rules))


def table_names() -> list[str]:
    """Return the names of a dataset's tables, as the descriptor orders them."""
    return [resource["name"] for resource in json.loads(RULES_FILE.read_text(encoding="utf-8"))["resources"]]


def _columns(schema: Mapping[str, Any]) -> list[str]:
    return [field["name"] for field in schema["fields"]]


def _rules(folder: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Return each table's schema: the program's own, plus columns that the folder's own descriptor adds."""
    package = json.loads(RULES_FILE.read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    own = folder / DESCRIPTOR
    if not own.exists() or own.resolve() == RULES_FILE:
        return schemas, []
    try:
        added = _described_columns(json.loads(own.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        message = f"not a data package ({type(error).__name__}); copy the one in data/ and add to it"
        return schemas, [Fault(DESCRIPTOR, None, None, message)]
    for name, schema in schemas.items():
        known = set(_columns(schema))
        extra = [column for column in dict.fromkeys(added.get(name, ())) if column not in known]
        schema["fields"] += [{"name": column, "type": "string"} for column in extra]
    return schemas, []


def _described_columns(package: Any) -> dict[str, list[str]]:
    """Return the columns that a descriptor names, by table."""
    return {
        str(resource["name"]): [str(field["name"]) for field in resource["schema"]["fields"]]
        for resource in package["resources"]
    }


def _broken_rules(tables: Tables, rules: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what Frictionless finds against the descriptor."""
    for table in tables.values():
        if table.cells.empty and table.name not in MAY_BE_EMPTY:
            yield Fault(table.file, HEADER_LINE, None, "no rows below the header")
    if not tables:
        return
    from frictionless import Package

    package = Package(
        name="dataset", resources=[_resource(table, rules[table.name], tables) for table in tables.values()]
    )
    report = package.validate(limit_errors=EVERY_ERROR)
    for task in report.tasks:
        for error in task.errors:
            yield from _as_faults(error.to_dict(), tables[task.name], rules[task.name], tables)


def _resource(table: Table, schema: Mapping[str, Any], tables: Tables) -> Any:
    """Return a Frictionless resource of the cells; keys into a table that is not there are left out.

    The cells come from a function: Frictionless copies whatever data it is handed, cell by cell, many times over.
    """
    from frictionless import Schema
    from frictionless.resources import TableResource

    keys = [key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in tables]
    cells = [list(table.cells.columns), *table.cells.to_numpy().tolist()]
    return TableResource(
        name=table.name, data=lambda: cells, schema=Schema.from_descriptor({**schema, "foreignKeys": keys})
    )


def _as_faults(error: Mapping[str, Any], table: Table, schema: Mapping[str, Any], tables: Tables) -> Iterator[Fault]:
    """Translate one Frictionless error into the words of this project."""
    row_number = error.get("rowNumber")
    line = HEADER_LINE if row_number is None else int(table.cells.index[row_number - 2])
    match error["type"]:
        case "type-error":
            kind = _field(schema, error["fieldName"])["type"]
            message = f"{quoted(error['cell'])} is not {PLAIN_TYPES.get(kind, kind)}"
            yield Fault(table.file, line, error["fieldName"], message)
        case "constraint-error":
            field = _field(schema, error["fieldName"])
            yield Fault(table.file, line, field["name"], _constraint(error, field["constraints"]))
        case "foreign-key":
            column, value = error["fieldNames"][0], error["fieldCells"][0]
            target = tables[error["referenceName"]]
            known = target.ids(error["referenceFieldNames"][0])
            yield Fault(table.file, line, column, f"{quoted(value)} is not in {target.file}{guesses(value, known)}")
        case "primary-key":
            yield from _doubled_key(table, schema["primaryKey"], line)
        case _:
            yield Fault(table.file, line, error.get("fieldName"), error["note"])


def _field(schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return next(field for field in schema["fields"] if field["name"] == name)


def _constraint(error: Mapping[str, Any], constraints: Mapping[str, Any]) -> str:
    """Say which constraint a cell breaks; the note begins ``constraint "<name>" is``."""
    name, value = error["note"].split('"')[1], error["cell"]
    match name:
        case "required":
            return "empty, but required"
        case "enum":
            allowed = constraints["enum"]
            return f"{quoted(value)} is not one of {', '.join(allowed)}{guesses(value, allowed)}"
        case "pattern" if constraints["pattern"].startswith("[a-z]"):
            return f"{quoted(value)} is not an id: small letters, digits and single underscores"
        case "pattern":
            return f"{quoted(value)} does not fit the pattern {constraints['pattern']}"
        case "maxLength":
            return f"{quoted(value)} has {len(value)} characters; {constraints[name]} are the most"
        case _:
            return f"{quoted(value)} breaks the {name} {constraints[name]}"


def _doubled_key(table: Table, key: list[str], line: int) -> Iterator[Fault]:
    """Yield the fault of a key that an earlier line has; an empty key is already a missing cell."""
    values = [str(table.cells.at[line, column]) for column in key]
    if "" in values:
        return
    same = table.cells.index[(table.cells[key] == values).all(axis="columns")]
    shown = ", ".join(quoted(value) for value in values)
    yield Fault(table.file, line, "/".join(key), f"{shown} is already in line {same[0]}")


def without_misshapen(tables: Tables, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Drop what follows only from a row with too few or too many cells."""
    misshapen = {(table.file, line) for table in tables.values() for line in table.misshapen}
    return (fault for fault in faults if (fault.file, fault.row) not in misshapen)


def in_file_order(faults: Iterable[Fault], names: list[str]) -> list[Fault]:
    """Return faults by file, as the descriptor lists them, and line."""
    order = {f"{name}.csv": position for position, name in enumerate(names)}
    return sorted(faults, key=lambda fault: (order.get(fault.file, -1), fault.row or 0))
