"""What the commands share: exit codes, ids that are unknown, lines and tables that are printed."""

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from referral.model.dataset import Dataset
    from referral.model.rows import Area

OK, FAULTY, UNKNOWN = 0, 1, 2
"""Exit codes; 2 is also what argparse gives for arguments that it cannot read."""


class UnknownIdError(Exception):
    """An id that the dataset does not have; the message is one line."""


def command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str) -> Any:
    """Add a command to the parser's `commands`; its own arguments are added to what this returns."""
    added = commands.add_parser(name, help=about, description=f"{about.capitalize()}.")
    added.set_defaults(run=run)
    return added


def areas(dataset: "Dataset", texts: Iterable[str]) -> "list[Area]":
    """Return the areas that the arguments name; a sided region without a side stands for either side."""
    from referral.answers.search import nearest_areas
    from referral.model.rows import Area

    known = {area.area_id: area for area in dataset.areas} | {region: Area(region) for region in dataset.regions}
    unknown = [text for text in dict.fromkeys(texts) if text not in known]
    if unknown:
        raise UnknownIdError("; ".join(unknown_id("area", text, nearest_areas(dataset, text)) for text in unknown))
    return [known[text] for text in texts]


def unknown_id(what: str, text: str, guesses: Sequence[str]) -> str:
    """Say in half a line that an id is unknown, and which known ones are nearest."""
    from referral.words.text import quoted

    nearest = ", ".join(guesses) if guesses else "none"
    return f"unknown {what} {quoted(text)}; nearest: {nearest}"


def print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def print_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows of words in columns as wide as their longest word."""
    listed = list(rows)
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    for row in listed:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
