"""The dataset as a thing to take along: its edition, and all its files in one zip.

::

    edition(folder) -> Edition        version and date of its descriptor; false in an if when it names none
    zipped(folder) -> bytes           CSV files, descriptor and licence; the same bytes for the same files
    zipped_files() -> bytes           the same of the dataset that the app shows
"""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from referral.data.load import data_folder
from referral.data.table_rules import DESCRIPTOR
from referral.model.tables import TABLES

LICENCE: Final = "LICENSE.md"
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip, the first that the format knows: so equal files make equal bytes."""


@dataclass(frozen=True)
class Edition:
    """A dataset's version, and the day on which it was made."""

    version: str = ""
    day: date = date.min

    def __bool__(self) -> bool:
        return bool(self.version)


def edition(folder: Path) -> Edition:
    """Return what the descriptor in `folder` says of version and date; an empty edition when it says nothing."""
    try:
        package = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8-sig"))
        return Edition(str(package["version"]), date.fromisoformat(package["created"][:10]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return Edition()


def zipped_files() -> bytes:
    """Return the zip of the dataset that the app shows."""
    return zipped(data_folder())


def zipped(folder: Path) -> bytes:
    """Return a zip of the dataset's tables, its descriptor and its licence, those that are there. A link that leads out
    of the folder is passed over: what lies elsewhere was not meant for everybody."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (DESCRIPTOR, LICENCE, *(f"{table}.csv" for table in TABLES)):
            if (content := _within(folder, name)) is not None:
                archive.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _within(folder: Path, name: str) -> bytes | None:
    """The content of a file that lies in a folder, also by links; None when there is none."""
    try:
        path = (folder / name).resolve(strict=True)
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
        return path.read_bytes() if inside else None
    except (OSError, RuntimeError):  # links that lead in a circle are a RuntimeError before Python 3.13
        return None
