"""The dataset of a running server: read again when a table was edited; the last sound one while a broken one lies
there.

::

    LastGood().now() -> Kept        raises DatasetError when no sound one was ever there

The editor is told in the log, once for each change; whoever looks at the pages is not.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final

from referral.data.faults import Fault
from referral.data.load import DatasetError, data_folder, load_dataset
from referral.data.saved_file import UNREAD
from referral.data.table_rules import DESCRIPTOR
from referral.model.dataset import Dataset

AGAIN_S: Final = 10.0
"""Seconds until files of which one cannot be read are read again, though they look the same: a spreadsheet may have
locked it. Other faults are looked for once for each change: with thousands of them that takes a second."""

MOST_TOLD: Final = 40
"""So many faults are told in the log."""

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Kept:
    """A sound dataset; `stamp`: of the files that it was read from; `latest`: whether they still lie there so."""

    stamp: Stamp
    dataset: Dataset
    latest: bool = True


def stamp_of(folder: Path) -> Stamp:
    """Return name, time and size of each file that is read: another stamp, another dataset. It costs microseconds."""
    found = []
    for file in (*sorted(folder.glob("*.csv")), folder / DESCRIPTOR):
        with suppress(OSError):  # a spreadsheet that saves takes the file away for a moment
            facts = file.stat()
            found.append((str(file), facts.st_mtime_ns, facts.st_size))
    return tuple(found)


class LastGood:
    """The dataset of the folder that is named now. One for all visitors, each in a thread of its own."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew, as if nothing had been read."""
        self._folder: Path | None = None
        self._read: Stamp | None = None
        self._read_at = 0.0
        self._kept: Kept | None = None
        self._faults: tuple[Fault, ...] = ()

    def now(self) -> Kept:
        """Return the dataset as its tables lie now, or as they lay when they last were sound."""
        folder = data_folder()
        stamp = stamp_of(folder)
        with self._lock:
            if folder != self._folder:
                self.forget()
                self._folder = folder
            if stamp != self._read or (self._is_locked and self._clock() - self._read_at >= AGAIN_S):
                self._look(folder, stamp)
            if self._kept is None:
                raise DatasetError(self._faults)
            return self._kept

    @property
    def _is_locked(self) -> bool:
        return any(UNREAD in fault.message for fault in self._faults)

    def _look(self, folder: Path, stamp: Stamp) -> None:
        """Read the folder, and tell the editor of what has changed between sound and not."""
        before, self._read_at = self._faults, self._clock()
        try:
            self._kept, self._faults = Kept(stamp, load_dataset(folder)), ()
        except DatasetError as error:
            self._faults = error.faults
            self._kept = replace(self._kept, latest=False) if self._kept else None
        self._read = stamp
        if self._faults != before:
            _tell(folder, self._faults, closed=self._kept is None)


def _tell(folder: Path, faults: tuple[Fault, ...], *, closed: bool) -> None:
    log = logging.getLogger(__name__)
    if not faults:
        log.warning("The tables in %s are sound again, and shown.", folder)
        return
    stopping = [fault for fault in faults if fault.stops]
    lines = [str(fault) for fault in stopping[:MOST_TOLD]]  # to tell one is to guess what was meant
    if more := len(stopping) - len(lines):
        lines.append(f"... and {more} more: python -m referral check {folder}")
    what = "The pages say that they are closed" if closed else "The last sound ones are shown"
    log.error("The tables in %s have faults. %s until these are mended:\n%s", folder, what, "\n".join(lines))
