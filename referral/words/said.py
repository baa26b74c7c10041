"""A text that a clinic writes itself: one for every language, or one for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from referral.words.languages import known

LONGEST: Final = 1000
"""Characters of one text."""


@dataclass(frozen=True)
class Said:
    """Texts by language code; the code "" is of a text that is the same in every language. Empty: nothing is said."""

    texts: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts)

    def in_language(self, code: str) -> tuple[str, str]:
        """Return the text for a language, and the code of the language that it is in, "" when nobody said which.

        A language without a text of its own gets the first one. Two empty texts when nothing is said.
        """
        if not self.texts:
            return "", ""
        texts = dict(self.texts)
        found = code if code in texts else self.texts[0][0]
        return texts[found], found

    def lines(self, code: str) -> tuple[str, ...]:
        """Return the text for a language line by line, without empty ones."""
        return tuple(filter(None, (line.strip() for line in self.in_language(code)[0].splitlines())))


NOTHING: Final = Said()


def read_said(value: object) -> Said:
    """Return what a settings file says: a text, or a table of texts by language; empty ones are left out.

    Raises ValueError for anything else, for a language that is not there, and for a text too long or not printable.
    """
    if isinstance(value, Said):
        return value
    if isinstance(value, str):
        return _said({"": value})
    if isinstance(value, Mapping) and value and set(value) <= set(known()):
        return _said(value)
    raise ValueError


def _said(texts: Mapping[str, object]) -> Said:
    stripped = {code: text.strip() if isinstance(text, str) else text for code, text in texts.items()}
    for text in stripped.values():
        if not isinstance(text, str) or len(text) > LONGEST or not text.replace("\n", "").isprintable():
            raise ValueError
    return Said(tuple((code, str(text)) for code, text in stripped.items() if text))
