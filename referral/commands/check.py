"""``check``: a line for each fault of the dataset."""

import argparse
import gc
import sys
from typing import Any, Final

from referral.commands.shared import FAULTY, OK, command

SWEPT_AFTER: Final = 200_000
"""Objects made before Python looks for garbage: the tables stay until the command ends, and to look through them again
and again took a quarter of its time."""


def add(commands: Any) -> None:
    """Tell the parser the command and its arguments."""
    check = command(commands, "check", run, "look for faults in the data")
    check.add_argument("folder", nargs="?", metavar="DIR", help="folder of the CSV files (default: data/)")


CLOSES = (
    "{number} of these close the explorer: one that runs goes on with the tables that it read last, one that is "
    "started now says that it is closed for a moment."
)


def run(chosen: argparse.Namespace) -> int:
    """Print every fault."""
    gc.set_threshold(SWEPT_AFTER)
    from concurrent.futures import ProcessPoolExecutor

    from referral.data.load import find_faults
    from referral.data.reading_grade import can_measure, warm_up

    if can_measure():
        # the dictionary of syllables takes as long to load as all the other checks together: both at once
        with ProcessPoolExecutor(max_workers=1) as helper:
            helper.submit(warm_up)
            faults = find_faults(chosen.folder, helper)
    else:
        faults = find_faults(chosen.folder)
        print("Reading grades were not measured; for them: pip install -r requirements-dev.txt", file=sys.stderr)
    for fault in faults:
        print(fault)
    if faults:
        print(_meaning(sum(fault.stops for fault in faults)), file=sys.stderr)
    return FAULTY if faults else OK


def _meaning(stopping: int) -> str:
    """Say what so many faults that keep the tables from being shown mean for an explorer."""
    return CLOSES.format(number=stopping) if stopping else "None of these closes the explorer."
