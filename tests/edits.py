"""Breaking a copy of a dataset, and reading what is said about it."""

from pathlib import Path

from referral.data.load import find_faults

FILES = (
    "regions.csv",
    "muscles.csv",
    "trigger_points.csv",
    "referrals.csv",
    "support.csv",
    "red_flags.csv",
    "about_you.csv",
    "help_words.csv",
    "advice.csv",
    "sources.csv",
)


def replaced(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file by `new`."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def appended(folder: Path, file: str, line: str) -> None:
    """Add a line to a file."""
    with (folder / file).open("a", encoding="utf-8", newline="") as stream:
        stream.write(f"{line}\n")


def lines(folder: Path) -> list[str]:
    """Return the faults as ``check`` prints them."""
    return [str(fault) for fault in find_faults(folder)]
