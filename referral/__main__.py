"""The explorer and its dataset on the command line.

::

    python -m referral serve [--port N] [--address A]       the explorer in a browser, until Ctrl-C
    python -m referral check [DIR]                          exit 0, or 1 with a line for each fault
    python -m referral regions [--json]                     every region
    python -m referral explain AREA… [--top N] [--json]     muscles that may explain a pain
    python -m referral pattern MUSCLE [--json]              where a muscle may send pain
    python -m referral signs AREA… [--about ID…] [--json]   the warning signs that are asked first

Installed as a wheel, `referral` is the same command. An unknown id exits with 2 and one line that names the nearest
known ids; a dataset with faults, or a port that is in use, with 1.
"""

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from referral.commands import check, explain, pattern, regions, serve, signs
from referral.commands.shared import FAULTY, OK, UNKNOWN, UnknownIdError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _never_fail_on_a_sign(sys.stdout)
    chosen = _parser().parse_args(arguments)
    from referral.data.load import DatasetError

    try:
        code: int = chosen.run(chosen)
        sys.stdout.flush()
        return code
    except UnknownIdError as error:
        print(f"referral: {error}", file=sys.stderr)
        return UNKNOWN
    except DatasetError as error:
        print(error, file=sys.stderr)
        return FAULTY
    except OSError as error:
        if not _reader_left(error):
            raise
        # The reader has seen enough (``| head``): close quietly, without the interpreter's complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _never_fail_on_a_sign(stream: TextIO | Any) -> None:
    """Let a terminal that cannot show a letter show its code instead of stopping the program."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _reader_left(error: OSError) -> bool:
    """Is this what a system says when nobody reads our words any more? Windows calls it an invalid argument."""
    on_windows = os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or on_windows


def _parser() -> argparse.ArgumentParser:
    installed = Path(sys.argv[0]).stem == "referral"
    program = "referral" if installed else "python -m referral"
    parser = argparse.ArgumentParser(prog=program, description="Patterns of referred pain.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (serve, check, regions, explain, pattern, signs):
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
