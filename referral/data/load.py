"""A folder of CSV files -> one checked, immutable ``Dataset``, or every fault that is in them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path
from typing import Final

from referral.data.build import assembled
from referral.data.editor_rules import all_faults
from referral.data.faults import Fault
from referral.data.table_rules import read_tables
from referral.folders import DATA
from referral.model.dataset import Dataset

FOLDER_VARIABLE: Final = "REFERRAL_DATA"
"""Environment variable that names another dataset's folder."""

DEFAULT_FOLDER: Final = DATA


class DatasetError(ValueError):
    """The dataset cannot be used; `faults` says everything that is wrong, one line each when printed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def load_dataset(folder: Path | str | None = None) -> Dataset:
    """Return the dataset of `folder`, else of the environment's REFERRAL_DATA, else of data/.

    Raise DatasetError with every fault, once there is one that makes the tables unfit to show; nothing else is
    raised for what a file may hold. A fault that only an editor should mend (`Fault.stops` false) lets the
    dataset load.
    """

    tables, faults = read_tables(data_folder(folder))
    if any(fault.stops for fault in faults):
        raise DatasetError(faults)
    return assembled(tables)


def find_faults(folder: Path | str | None = None, helper: Executor | None = None) -> tuple[Fault, ...]:
    """Return every fault of the dataset that `load_dataset` would read, and what only an editor should mend.

    `helper`: measures the reading grades meanwhile, in another process; without it they are measured here.
    """

    return all_faults(data_folder(folder), helper)


def data_folder(folder: Path | str | None = None) -> Path:
    """Return `folder`, else the folder that the environment names, else data/."""
    return Path(folder or os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER)
