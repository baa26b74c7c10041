"""What spreadsheets and slips of the hand do to a cell: each damage with what to do.

Curly quotes and dashes spoil nothing that a reader sees, so they do not stop a dataset from being shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from referral.words.text import quoted

CURLY: Final = dict(zip("\u201c\u201d\u201e\u2018\u2019\u201a\u2010\u2011", "\"\"\"'''--", strict=True))
"""Signs that spreadsheets and word processors put in by themselves, and what the keyboard has."""

MONTHS: Final = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DATE: Final = re.compile(
    rf"(\d{{1,2}}-({MONTHS})(-\d{{2,4}})?|({MONTHS})-\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2}( 00:00:00)?|\d{1,2}/\d{1,2}/\d{2,4})",
    re.IGNORECASE,
)
"""No column of a dataset holds a date: one is what a spreadsheet has made of 3/4 or of TrP numbers such as 1-2."""

FORMULA_ERROR: Final = re.compile(r"#(NAME\?|REF!|VALUE!|DIV/0!|N/A|NULL!|NUM!|#+)")
SCIENTIFIC: Final = re.compile(r"\d([.,]\d+)?E[+]\d+")
"""What a spreadsheet makes of a long number such as an ISBN."""

DECIMAL_COMMA: Final = re.compile(r"-?\d+,\d+")


SUSPECT: Final = re.compile(r"[0-9#-]")
LONGEST_SUSPECT: Final = 24
"""Only a short cell with a digit or a # can be a date, an error, a cut number or a decimal
comma; looking stays cheap."""


@dataclass(frozen=True)
class Damage:
    """What is wrong with a cell; `stops`: its value is lost or in doubt."""

    message: str
    stops: bool = True


def is_plain(value: str) -> bool:
    """Whether a look suffices: a cell that surely has no damage. A dataset has tens of thousands of cells."""
    return (
        value.isascii()
        and value.isprintable()
        and value[:1] != " " != value[-1:]
        and (len(value) > LONGEST_SUSPECT or not SUSPECT.search(value))
    )


def damages(value: str) -> Iterator[Damage]:
    """Yield every damage of a cell's text, as it lies in the file."""
    plain = value.strip()
    if value != plain or not value.isprintable():
        yield Damage(f"stray white space or line break in {quoted(value)}")
    if len(plain) <= LONGEST_SUSPECT and SUSPECT.search(plain):
        reason = _not_as_written(plain)
        if reason:
            yield Damage(f"{quoted(value)} {reason}")
    found = () if value.isascii() else [sign for sign in CURLY if sign in value]
    if found:
        signs = ", ".join(f"{CURLY[sign]} for {sign}" for sign in found)
        yield Damage(f"curly signs in {quoted(value)}; write {signs}", stops=False)


def _not_as_written(value: str) -> str:
    """Say what a spreadsheet has made of a value; empty when nothing."""
    anew = "format the column as text and write it anew"
    if DATE.fullmatch(value):
        return f"is a date that a spreadsheet has made; {anew}"
    if FORMULA_ERROR.fullmatch(value):
        return "is a spreadsheet's error message; write the value anew"
    if SCIENTIFIC.fullmatch(value):
        return f"is a long number that a spreadsheet has cut; {anew}"
    return "has a decimal comma; write a point" if DECIMAL_COMMA.fullmatch(value) else ""
