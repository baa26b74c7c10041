"""Words compared as people type them, without regard to case, accents or punctuation; guesses for misspelt words.

RapidFuzz does the comparing. It knows swapped letters (optimal string alignment), which ``difflib`` does not, and is
some hundred times faster. That counts when a file has a thousand misspelt ids, and when a search runs on every key.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

QUOTED_LENGTH = 40
"""Characters of a foreign value that a message repeats: enough to know it, too few to hide the message."""

NEAREST_SIMILARITY = 0.55
"""Below this share of agreeing letters a known id is no help as a guess."""


def fold(text: str) -> str:
    """Lower case, without accents; each run of other signs becomes one space: ``"Adám's  HIP"`` -> ``adam s hip``."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", " ", plain.casefold()).strip()


def quoted(value: str) -> str:
    """`value` in quotes on one line: shortened, and signs that could break or colour the line escaped."""
    shown = value if len(value) <= QUOTED_LENGTH else value[: QUOTED_LENGTH - 1] + "…"
    body = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in shown)
    return f"'{body}'"


def nearest(value: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return at most `limit` of the `known` ids, most alike first; ties keep the order of `known`."""
    wanted = fold(value[: 2 * QUOTED_LENGTH]).replace(" ", "_")
    choices = list(known)
    found = process.extract(
        wanted,
        choices,
        scorer=OSA.normalized_similarity,
        processor=lambda word: fold(word).replace(" ", "_"),
        limit=limit,
        score_cutoff=NEAREST_SIMILARITY,
    )
    return tuple(choices[position] for _, _, position in found)


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
