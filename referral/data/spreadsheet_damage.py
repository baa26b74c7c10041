"""What spreadsheets and slips of the hand do to a cell: each damage with what to do.

Curly quotes and dashes spoil nothing that a reader sees, so they do not stop a dataset from being shown.

::

    is_plain(value) -> bool                surely without damage; a quick look
    damages(value) -> Iterator[Damage]
    as_written(value) -> str               mojibake undone
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from referral.words.text import quoted

CURLY: Final = dict(zip("\u201c\u201d\u201e\u2018\u2019\u201a\u2010\u2011", "\"\"\"'''--", strict=True))
"""Signs that spreadsheets and word processors put in by themselves, and what the keyboard has."""

MONTHS: Final = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"  # English
    "|ene|abr|sept|ago|dic"  # Spanish, what differs
    "|janv|févr|mars|avr|mai|juin|juil|août|déc"  # French
    "|mär|märz|mrz|juni|juli|okt|dez"  # German
    "|gen|mag|giu|lug|set|ott"  # Italian
    "|fev|out"  # Portuguese
    "|mrt|mei"  # Dutch
)
"""Short names of months as spreadsheets write them, without a point at their end."""

_MONTH: Final = rf"({MONTHS})\.?"
DATE: Final = re.compile(
    rf"(\d{{1,2}}(-|/| |\. ?){_MONTH}([-/ ](\d{{2}}|\d{{4}}))?|{_MONTH}[-/ ](\d{{2}}|\d{{4}})"
    r"|\d{4}(?P<first>[-/.])\d{1,2}(?P=first)\d{1,2}( 0?0:00(:00)?)?"
    r"|\d{1,2}(?P<then>[-/.])\d{1,2}(?P=then)(19|20)\d{2}|\d{1,2}/\d{1,2}/\d{2}|\d{2}([-.])\d{2}[-.]\d{2})",
    re.IGNORECASE,
)
"""No column of a dataset holds a date: one is what a spreadsheet has made of 3/4 or of TrP numbers such as 1-2."""

FORMULA_ERROR: Final = re.compile(r"#[¡¿]?[A-ZÄÉ0-9/]{2,9}[!?]|#N/[AD]|#NV|#{2,}|Err:\d{3}|#?Fehler:\d{3}")
"""In the languages of spreadsheets: #REF!, #NAME?, #¿NOMBRE?, #NOM?, #WERT!, and LibreOffice's Err:508."""

SCIENTIFIC: Final = re.compile(r"\d([.,]\d+)?E[+]\d+")
"""What a spreadsheet makes of a long number such as an ISBN."""

DECIMAL_COMMA: Final = re.compile(r"[-\u2212\u2013]?(\d+|\d{1,3}([. ']\d{3})+),\d+")
OTHER_MINUS: Final = re.compile(r"[\u2212\u2013\u2014]\d+([.]\d+)?")

TRUTHS_ELSEWHERE: Final = {
    **dict.fromkeys(("verdadero", "vrai", "wahr", "vero", "verdadeiro", "waar"), "true"),
    **dict.fromkeys(("falso", "faux", "falsch", "onwaar"), "false"),
}
"""What a spreadsheet writes for true and false in Spanish, French, German, Italian, Portuguese, Dutch."""

CODE_PAGES: Final = ("cp1252", "mac_roman", "cp850")
"""As what spreadsheets read a file in UTF-8 that does not say so: on Windows, on a Mac, as a file of MS-DOS."""

FOREIGN: Final = re.compile(r"[^\x00-\x7f]{2,}")
LETTERS: Final = re.compile("[\u00a0-\u017f\u2010-\u2044\u20ac\u2122\u2212\ufeff\ufffd]+")
"""What a text of the dataset may hold beyond ASCII: rarer signs are no better reading of odd ones."""

LOST: Final = "\ufffd"
"""What stands where a letter could not be read."""

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
    foreign = not value.isascii()
    if foreign and (wrong := _wrong_letters(value)):
        yield Damage(wrong)
        return
    plain = value.strip()
    if value != plain or not value.isprintable():
        yield Damage(f"stray white space or line break in {quoted(value)}")
    if len(plain) <= LONGEST_SUSPECT and SUSPECT.search(plain):
        reason = _not_as_written(plain)
        if reason:
            yield Damage(f"{quoted(value)} {reason}")
    found = [sign for sign in CURLY if sign in value] if foreign else []
    if found:
        signs = ", ".join(f"{CURLY[sign]} for {sign}" for sign in found)
        yield Damage(f"curly signs in {quoted(value)}; write {signs}", stops=False)


def _wrong_letters(value: str) -> str:
    """Say which word has letters of another encoding; empty when none has."""
    meant = as_written(value)
    if LOST in meant:
        word = next(word for word in value.split(" ") if LOST in as_written(word))
        return f"a letter is lost in {quoted(word)}; write it anew"
    if meant == value:
        return ""
    word, right = next(pair for pair in zip(value.split(" "), meant.split(" "), strict=False) if pair[0] != pair[1])
    return (
        f"mojibake, {quoted(word)} for {quoted(right)}: the file was opened as if it were not UTF-8; "
        "take the copy from before, and open that as UTF-8"
    )


def as_written(value: str) -> str:
    """Return a text whose letters were read in a wrong encoding as it once was; any other as it is."""
    for page in CODE_PAGES:
        meant = FOREIGN.sub(partial(_read_again, page), value)
        if meant != value:
            return as_written(meant)  # twice opened wrongly, twice undone; each time it is shorter
    return value


def _read_again(page: str, found: re.Match[str]) -> str:
    """Return signs that a code page has made of the bytes of UTF-8 as these say; others as they are."""
    signs = found[0]
    try:
        meant = b"".join(_byte(sign, page) for sign in signs).decode("utf-8")
    except UnicodeError:
        return signs
    return meant if LETTERS.fullmatch(meant) else signs


def _byte(sign: str, page: str) -> bytes:
    """Return the byte of a sign; what a code page leaves open, Windows reads as in Latin-1."""
    try:
        return sign.encode(page)
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _not_as_written(value: str) -> str:
    """Say what a spreadsheet has made of a value; empty when nothing."""
    anew = "format the column as text and write it anew"
    if DATE.fullmatch(value):
        return f"is a date that a spreadsheet has made; {anew}"
    if FORMULA_ERROR.fullmatch(value):
        return "is a spreadsheet's error message; write the value anew"
    if SCIENTIFIC.fullmatch(value):
        return f"is a long number that a spreadsheet has cut; {anew}"
    if OTHER_MINUS.fullmatch(value):
        return "has a dash for a minus; write -"
    if DECIMAL_COMMA.fullmatch(value):
        return "has a decimal comma; write a point, and nothing between thousands"
    return ""
