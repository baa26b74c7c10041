"""What somebody types into a search: the side that it names, and the words that tell where it hurts."""

from collections.abc import Iterable
from functools import cache

from referral.model.rows import Side
from referral.words.languages import Language, codes, language
from referral.words.text import fold

MAX_QUERY = 100
"""Characters of a query that are read; the longest name has 45."""


def said(query: str) -> tuple[Side | None, list[str]]:
    """The side that a query names, and its other words."""
    sides = _side_words()
    words = fold(query[:MAX_QUERY]).split()
    side = next((sides[word] for word in words if word in sides), None)
    return side, [word for word in words if word not in sides]


def telling(words: Iterable[str]) -> list[str]:
    """The words that must be found: without those that only say, in any language, that it hurts."""
    return [word for word in words if word not in _fillers()]


@cache
def _side_words() -> dict[str, Side]:
    """The words for right and left in every language, folded."""
    words: dict[str, Side] = {}
    for one in map(language, codes()):
        words |= dict.fromkeys(fold(one.pgettext("every form of the word, in a search", "right")).split(), "right")
        words |= dict.fromkeys(fold(one.pgettext("every form of the word, in a search", "left")).split(), "left")
    return words


@cache
def _fillers() -> frozenset[str]:
    """Words that need not be found: they say that it hurts, not where."""
    return frozenset(word for code in codes() for word in fillers_in(language(code)))


@cache
def fillers_in(one: Language) -> frozenset[str]:
    """Those of one language. Alone they find nothing in it, while those of another may be the beginning of a word: "an"
    is one in Creole, and of an English ankle all that has been typed so far."""
    words = one.pgettext(
        "words that say in a search that it hurts, not where",
        "a ache and at hurt hurts in it my of on pain s sore the to",
    )
    return frozenset(fold(words).split())
