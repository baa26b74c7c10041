"""``signs``: the warning signs that are asked before any muscle."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from referral.commands.shared import OK, UnknownIdError, areas, command, print_json, print_table, unknown_id

if TYPE_CHECKING:
    from referral.answers.red_flags import Waiting
    from referral.model.sign_rows import RedFlag


def add(commands: Any) -> None:
    """Tell the parser the command and its arguments."""
    signs = command(commands, "signs", run, "list the warning signs that are asked before any muscle")
    signs.add_argument("areas", nargs="+", metavar="AREA", help="right-temple, or temple for either side")
    signs.add_argument(
        "--about", nargs="+", default=[], metavar="ID", help="what is true of the person: pregnant, over_50"
    )
    signs.add_argument("--json", action="store_true", help="print JSON")


def run(chosen: argparse.Namespace) -> int:
    """Print the first screen of the safety step, and what later ones ask."""
    from referral.answers.red_flags import Answers, Waiting, about_me, step
    from referral.data.load import load_dataset

    dataset = load_dataset()
    unknown = [text for text in dict.fromkeys(chosen.about) if text not in dataset.about_you]
    if unknown:
        from referral.words.text import nearest

        raise UnknownIdError("; ".join(unknown_id("about", text, nearest(text, dataset.about_you)) for text in unknown))
    asked = step(dataset, areas(dataset, chosen.areas), about_me(Answers(), chosen.about))
    assert isinstance(asked, Waiting)  # an area is named, and nothing was answered
    (print_json if chosen.json else _print_signs)(_signs_as_json(asked))
    return OK


def _signs_as_json(waiting: "Waiting") -> dict[str, Any]:
    """Return the first screen in the order of the screen; `then`: the lines of the screens after it, five at a time."""

    def as_json(flags: "Iterable[RedFlag]") -> list[dict[str, str]]:
        return [{column: getattr(flag, column) for column in ("flag_id", "statement", "urgency")} for flag in flags]

    return {
        "whole_body": as_json(waiting.whole_body),
        "about_you": [{"id": one.about_id, "statement": one.statement} for one in waiting.about_you],
        "lines": as_json(waiting.lines),
        "then": as_json(waiting.later),
    }


def _print_signs(signs: dict[str, list[dict[str, str]]]) -> None:
    rows = [(kind, *line.values()) for kind, listed in signs.items() for line in listed]
    print_table((kind, *cells, *[""] * (3 - len(cells))) for kind, *cells in rows)
