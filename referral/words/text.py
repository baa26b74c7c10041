"""Words compared as people type them, without regard to case, accents or punctuation; guesses for misspelt words.

RapidFuzz does the comparing. It knows swapped letters (optimal string alignment), which ``difflib`` does not, and is
some hundred times faster. That counts when a file has a thousand misspelt ids, and when a search runs on every key.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

QUOTED_LENGTH = 40
"""Characters of a foreign value that a message repeats: enough to know it, too few to hide the message."""

LINE_LENGTH = 500
"""Characters of a part of a message: it may list what is allowed, and repeat several values."""

NEAREST_SIMILARITY = 0.55
"""Below this share of agreeing letters a known id is no help as a guess."""

SPARE_GUESSES = 3
"""So many guesses more are looked at, for those that say the opposite."""

NEGATIONS = ("un", "dis", "non", "not_")
"""What turns a word into its opposite: never a guess for each other, however few letters it is."""

SAME_BUT_FOR_A_SLIP = 0.7
"""From this share of agreeing letters on one word is meant for the other."""

_PAIRS = (
    "left right, upper lower, front back, inner outer, above below, same opposite, flexor extensor, abductor adductor, "
    "supraspinatus infraspinatus, anterior posterior, superior inferior, medial lateral, major minor, "
    "maximus minimus, longus brevis, palm back, essential spillover"
)
OPPOSITES: dict[str, set[str]] = {}
"""Words of ids, each with those that say the opposite."""
for one, other in (pair.split() for pair in _PAIRS.split(", ")):
    OPPOSITES.setdefault(one, set()).add(other)
    OPPOSITES.setdefault(other, set()).add(one)


def fold(text: str) -> str:
    """Lower case, without accents; each run of other signs becomes one space: ``"Adám's  HIP"`` -> ``adam s hip``."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", " ", plain.casefold()).strip()


def quoted(value: str) -> str:
    """`value` in quotes on one line: shortened, and signs that could break or colour the line escaped."""
    return f"'{visible(value if len(value) <= QUOTED_LENGTH else value[: QUOTED_LENGTH - 1] + '…')}'"


def visible(text: str) -> str:
    """Return a text on one line of sane length, signs that could break or colour the line escaped."""
    if len(text) <= LINE_LENGTH and text.isprintable():
        return text
    shown = text if len(text) <= LINE_LENGTH else text[: LINE_LENGTH - 1] + "…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in shown)


def nearest(value: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return at most `limit` of the `known` ids, most alike first; ties keep the order of `known`. None says the
    opposite of `value`: "common" is no guess for "uncommon", nor "adductor_longus" for "abductor_longus"."""
    wanted = _as_id(value[: 2 * QUOTED_LENGTH])
    choices = tuple(known)
    found = process.extract(
        wanted,
        _as_ids(choices),
        scorer=OSA.normalized_similarity,
        processor=None,
        limit=limit + SPARE_GUESSES,
        score_cutoff=NEAREST_SIMILARITY,
    )
    guessed = [choices[position] for _, _, position in found]
    fit = (guess for guess in guessed if not _opposite(wanted, _as_id(guess)) and not _denies(guessed[0], guess))
    return tuple(islice(fit, limit))


@lru_cache(maxsize=64)
def _as_ids(known: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids as they are compared; a file may have thousands of unknown ones."""
    return tuple(map(_as_id, known))


def _as_id(text: str) -> str:
    return fold(text).replace(" ", "_")


def _opposite(wanted: str, guess: str) -> bool:
    """Whether a guess says the opposite of what was meant; both folded, with underscores between words."""
    return _denies(wanted, guess) or any(
        _alike(word, meant) >= max(SAME_BUT_FOR_A_SLIP, _alike(word, said))
        for said in guess.split("_")
        for meant in OPPOSITES.get(said, set()) - set(guess.split("_"))
        for word in wanted.split("_")
        if word != said
    )


def _denies(one: str, other: str) -> bool:
    """Whether one of two ids is the other with a negation before it, but for a slip of a letter."""
    return any(
        longer.startswith(prefix)
        and not shorter.startswith(prefix)
        and _alike(longer.removeprefix(prefix), shorter) >= max(SAME_BUT_FOR_A_SLIP, _alike(longer, shorter))
        for longer, shorter in ((one, other), (other, one))
        for prefix in NEGATIONS
    )


def _alike(one: str, other: str) -> float:
    return OSA.normalized_similarity(one, other)


def guesses(value: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown id: ``; nearest: temple``; an empty text when none is like it."""
    found = _nearest_of(value, tuple(known))
    return f"; nearest: {', '.join(found)}" if found else ""


@lru_cache(maxsize=1024)
def _nearest_of(value: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return nearest(value, known)


def capitalised(text: str) -> str:
    """Return a text with a capital first letter; the others stay: ``right TMJ`` -> ``Right TMJ``."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return a text as it stands inside a sentence, with a small first letter."""
    return text[:1].lower() + text[1:]
