"""Files beside the tables that an editor may take for one of them: "muscles (2).csv", a workbook. Neither is read.

::

    stray_files(folder) -> Iterator[Fault]      what only the editor should look at
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from referral.data.faults import Fault
from referral.model.tables import TABLES

ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".numbers")
LOCKS: Final = ("~$", ".")
"""How the files begin that spreadsheets make while they have one open, and those that are hidden."""

COPY: Final = re.compile(
    r"(\W|_|\d|copy|copia|cópia|copie|kopie|kopio|kopia|de|di|von|van|of|old|new|neu|alt|backup|csv)*", re.IGNORECASE
)
"""What systems and people add to the name of a copy, in several languages."""


def stray_files(folder: Path) -> Iterator[Fault]:
    """Yield the files that are a copy of a table by their names, or a table in another format; `folder` may be none."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        table = _copied(path.name)
        if table and not _is(path, folder / f"{table}.csv"):
            message = (
                f"this file is not read, {table}.csv is: if your changes are in this one, save it as {table}.csv "
                "(CSV UTF-8); else move it out of the folder"
            )
            yield Fault(path.name, None, None, message, stops=False)


def _copied(name: str) -> str:
    """Return the table whose copy a file is by its name, or which it is itself; empty for any other file."""
    path = Path(name)
    if path.suffix.lower() not in ENDINGS or name.startswith(LOCKS) or not name.isprintable():
        return ""
    for table in TABLES:
        before, found, after = path.stem.lower().partition(table)
        if found and COPY.fullmatch(before) and COPY.fullmatch(after):
            return table
    return ""


def _is(path: Path, table: Path) -> bool:
    """Whether a file is the table: some systems tell Muscles.CSV and muscles.csv not apart."""
    with suppress(OSError):  # a link that leads nowhere, or in a circle
        return path == table or (table.exists() and path.samefile(table))
    return False
