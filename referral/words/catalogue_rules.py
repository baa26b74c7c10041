"""What a catalogue may ask of the program: its header, its rule of plurals, the places for values in its messages.

::

    fits(message, source) -> bool            only plain {names} that the source has
    check_header(catalogue)                  ValueError says what is wrong
    check_plural(translations, forms)        likewise
"""

import re
from collections.abc import Callable
from functools import lru_cache
from gettext import GNUTranslations
from typing import Final

from babel.messages.catalog import Catalog

from referral.words.text import quoted

PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
PLURAL_RULE: Final = re.compile(r"[n0-9\s()?:!=<>&|%*/+-]{1,300}")
MOST_PLURALS: Final = 6
COUNTS: Final = range(1000)
"""Numbers that a plural rule is tried with."""


@lru_cache(maxsize=4096)
def fits(message: str, source: str) -> bool:
    """Whether a translation asks for nothing but what its source names, each as a plain {name}: no part of a value, no
    width, no braces besides."""
    names = PLACEHOLDER.findall(message)
    return set(names) <= set(PLACEHOLDER.findall(source)) and not re.search("[{}]", PLACEHOLDER.sub("", message))


def check_header(read: Catalog) -> None:
    """Raise ValueError for a header that says something else than how the file is read."""
    if (read.charset or "utf-8").lower().replace("_", "-") not in ("utf-8", "utf8"):
        raise ValueError(f"Content-Type: the charset is {quoted(read.charset)}; write charset=UTF-8")
    if not 1 <= read.num_plurals <= MOST_PLURALS:
        raise ValueError(f"Plural-Forms: nplurals is {read.num_plurals}; languages have 1 to {MOST_PLURALS}")
    if not PLURAL_RULE.fullmatch(read.plural_expr):
        raise ValueError(f"Plural-Forms: {quoted(read.plural_expr)} is no rule of a number n")


def check_plural(messages: GNUTranslations, forms: int) -> None:
    """Raise ValueError for a rule of plurals that names a form which is not there, or fails for a number."""
    rule: Callable[[int], int] = getattr(messages, "plural", None) or (lambda n: int(n != 1))
    for number in COUNTS:
        try:
            form = rule(number)
        except ArithmeticError as error:
            raise ValueError(f"Plural-Forms: the rule fails for {number}: {error}") from None
        if not 0 <= form < forms:
            raise ValueError(f"Plural-Forms: the rule gives form {form} for {number}; there are {forms}, from 0")
