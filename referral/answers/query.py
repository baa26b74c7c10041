"""What somebody types into a search: the side that it names, and the words that tell where it hurts."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from referral.model.rows import Side
from referral.words.languages import Language, codes, language
from referral.words.text import fold

MAX_QUERY = 100
"""Characters of a query that are read; the longest name has 45."""


SIDES_APART = 2
"""Words between which "left" and "right" still speak of one place: "left and right knee"."""


def said(query: str) -> tuple[Side | None, list[str]]:
    """The side that a query names, None where it names both or none, and its other words."""
    sides = _side_words()
    words = without_phrases(fold(query[:MAX_QUERY]).split(), _both_phrases())
    side = next((sides[word] for word in words if word in sides), None)
    return None if both_sides(query) else side, [word for word in words if word not in sides]


def both_sides(query: str) -> bool:
    """Whether a query says that it is both sides: "both eyes", "left and right knee"."""
    sides = _side_words()
    words = fold(query[:MAX_QUERY]).split()
    if without_phrases(words, _both_phrases()) != words:
        return True
    named = [(place, sides[word]) for place, word in enumerate(words) if word in sides]
    return any(one != other and there - here <= SIDES_APART for (here, one), (there, other) in pairwise(named))


def without_phrases(words: list[str], phrases: Iterable[tuple[str, ...]]) -> list[str]:
    """The words without those of some phrases, each where its words stand side by side."""
    for phrase in phrases:
        if (at := place_of(phrase, words)) is not None:
            words = [*words[:at], *words[at + len(phrase) :]]
    return words


def place_of(phrase: Sequence[str], words: Sequence[str]) -> int | None:
    """Where a phrase begins among words, all of its words side by side; None where it does not stand there."""
    starts = range(len(words) - len(phrase) + 1)
    return next((start for start in starts if tuple(words[start : start + len(phrase)]) == tuple(phrase)), None)


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
def _both_phrases() -> tuple[tuple[str, ...], ...]:
    """What says in any language that both sides are meant, folded; the longest first."""
    texts = [
        one.pgettext("phrases in a search, between semicolons", "both; both sides") for one in map(language, codes())
    ]
    phrases = {tuple(fold(phrase).split()) for text in texts for phrase in text.split(";")}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


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
