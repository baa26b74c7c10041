"""Everyday words, initials or Latin -> regions and muscles, best first.

::

    search(dataset: Dataset, query: str, limit: int = 10) -> tuple[Hit, ...]
    Hit(kind: "region" | "muscle", id, name, side: "right" | "left" | None, score)
    nearest_areas(dataset, text, limit=3) -> tuple[str, ...]     # area ids for an unknown one
    nearest_muscles(dataset, text, limit=3) -> tuple[str, ...]   # muscle ids
 Case, accents, punctuation and the order of words do not count; a word may be unfinished or misspelt by a
letter or two. A side in the query ("left temple") is handed on, not searched for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from referral.dataset import SIDES, Area, Dataset, Muscle, Region, Side
from referral.text import fold, nearest

Kind = Literal["region", "muscle"]

MAX_QUERY = 100
"""Characters of a query that are read; the longest name has 45."""

FILLERS = frozenset(
    (
        "a",
        "ache",
        "and",
        "at",
        "hurt",
        "hurts",
        "in",
        "it",
        "my",
        "of",
        "on",
        "pain",
        "s",
        "sore",
        "the",
        "to",
    )
)
"""Words that need not be found: they say that it hurts, not where."""

NAME, COMMON_NAME, SEARCH_WORDS, LATIN, INITIALS, BODY_PART = 1.0, 0.95, 0.9, 0.85, 0.85, 0.5
"""What a hit in a field counts: the words that the screen shows first, the part of the body last."""

LATER_WORD = 0.9
"""What is left of a field's weight for its words after the first: who types "inf" means infraspinatus before serratus
posterior inferior."""

WHOLE_WORD, PREFIX, ONE_LETTER, TWO_LETTERS, PREFIX_ONE_LETTER = 1.0, 0.85, 0.65, 0.5, 0.45
"""How well a word of the query fits one of the dataset; a longer prefix fits better, up to the whole."""

WHOLE_NAME_BONUS = 0.3
"""Added, times what the field counts, when the query is all of it: "heel" finds the heel first."""

MIN_LETTERS_TYPO, MIN_LETTERS_TWO_TYPOS = 4, 7
"""Shorter words are too like one another to be guessed."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A region or muscle that fits a query. `side`: what the query says, if the hit has sides."""

    kind: Kind
    id: str
    name: str
    side: Side | None
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """What can be found of one region or muscle."""

    kind: Kind
    id: str
    name: str
    sided: bool
    words: tuple[tuple[str, float], ...]
    phrases: Mapping[str, float]


def search(dataset: Dataset, query: str, limit: int = 10) -> tuple[Hit, ...]:
    """Return at most `limit` regions and muscles with every word of `query`, best first; ties by name."""
    words = fold(query[:MAX_QUERY]).split()
    side = _named_side(words)
    wanted = [word for word in words if word not in SIDES]
    misspelt = frozenset(word for word in wanted if not _begins_a_word(dataset, word))
    hits = [
        Hit(entry.kind, entry.id, entry.name, side if entry.sided else None, round(score, 4))
        for entry in _entries(dataset)
        if (score := _score(entry, wanted, misspelt)) > 0
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.name, hit.id))[:limit])


def nearest_areas(dataset: Dataset, text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the area ids that `text`, which is none, may mean: by its words, then by its spelling."""
    words = fold(text[:MAX_QUERY]).split()
    side = _named_side(words)
    meant = [hit.id for hit in search(dataset, text, limit=2 * limit) if hit.kind == "region"]
    spelt = nearest("_".join(word for word in words if word not in SIDES), dataset.regions, limit)
    regions = dict.fromkeys([*meant, *spelt])
    return tuple(area for region in regions for area in _area_ids(dataset, region, side))[:limit]


def nearest_muscles(dataset: Dataset, text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the muscle ids that `text`, which is none, may mean: by its words, then by its spelling."""
    meant = [hit.id for hit in search(dataset, text, limit=2 * limit) if hit.kind == "muscle"]
    return tuple(dict.fromkeys([*meant, *nearest(text, dataset.muscles, limit)]))[:limit]


def _named_side(words: Iterable[str]) -> Side | None:
    return next((side for side in SIDES if side in words), None)


def _area_ids(dataset: Dataset, region_id: str, side: Side | None) -> Iterator[str]:
    """Yield the ids of a region's areas, of one side if it is known."""
    if not dataset.regions[region_id].sided:
        yield region_id
        return
    for one in (side,) if side else SIDES:
        yield Area(region_id, one).area_id


def _begins_a_word(dataset: Dataset, word: str) -> bool:
    """Tell whether any word of the dataset begins so; else it may be misspelt ("calf" is no "half")."""
    return any(known.startswith(word) for entry in _entries(dataset) for known, _ in entry.words)


@lru_cache(maxsize=4)
def _entries(dataset: Dataset) -> tuple[_Entry, ...]:
    regions = (_region_entry(region) for region in dataset.regions.values())
    muscles = (_muscle_entry(muscle) for muscle in dataset.muscles.values())
    return (*regions, *muscles)


def _region_entry(region: Region) -> _Entry:
    fields = [(region.name, NAME), (region.anatomical_name, LATIN), (region.body_part, BODY_PART)]
    fields += [(words, SEARCH_WORDS) for words in region.search_words]
    return _entry("region", region.region_id, region.name, region.sided, fields)


def _muscle_entry(muscle: Muscle) -> _Entry:
    fields = [(muscle.name, NAME), (muscle.common_name, COMMON_NAME), (muscle.body_part, BODY_PART)]
    fields += [(words, SEARCH_WORDS) for words in muscle.search_words]
    fields += [(_initials(name), INITIALS) for name in (muscle.name, *muscle.search_words) if " " in name]
    return _entry("muscle", muscle.muscle_id, muscle.name, True, fields)


def _entry(kind: Kind, id_: str, name: str, sided: bool, fields: Iterable[tuple[str, float]]) -> _Entry:
    """Return what can be found, each word once with the most it counts anywhere."""
    words: dict[str, float] = {}
    fields = [*fields, (id_, SEARCH_WORDS)]
    for text, weight in fields:
        for number, word in enumerate(fold(text).split()):
            words[word] = max(weight * (LATER_WORD if number else 1), words.get(word, 0))
    phrases: dict[str, float] = {}
    for text, weight in fields:
        phrases[fold(text)] = max(weight, phrases.get(fold(text), 0))
    return _Entry(kind, id_, name, sided, tuple(words.items()), phrases)


def _initials(name: str) -> str:
    """``Tensor fasciae latae`` -> ``tfl``; small words such as "of" have none."""
    return "".join(word[0] for word in fold(name).split() if word not in FILLERS)


def _score(entry: _Entry, wanted: list[str], misspelt: frozenset[str]) -> float:
    """Return how well an entry fits, 0 when one of the words is not found or nothing is left to find."""
    fits = []
    for word in wanted:
        like = _likeness if word in misspelt else _beginning
        fit = max((like(word, known) * weight for known, weight in entry.words), default=0.0)
        if fit == 0 and word not in FILLERS:
            return 0
        if fit > 0 and word not in FILLERS:
            fits.append(fit)
    if not fits:
        return 0
    return sum(fits) / len(fits) + WHOLE_NAME_BONUS * entry.phrases.get(" ".join(wanted), 0)


def _beginning(word: str, known: str) -> float:
    """Return how well a word of the query fits as a known word or the beginning of one, 0 to 1."""
    if not known.startswith(word):
        return 0
    return PREFIX + (WHOLE_WORD - PREFIX) * len(word) / len(known)


@lru_cache(maxsize=20_000)
def _likeness(word: str, known: str) -> float:
    """Return how well a misspelt word fits a known one or the beginning of one, 0 to 1."""
    allowed = (len(word) >= MIN_LETTERS_TYPO) + (len(word) >= MIN_LETTERS_TWO_TYPOS)
    if not allowed:
        return 0
    wrong = OSA.distance(word, known, score_cutoff=allowed)
    if wrong <= allowed:
        return ONE_LETTER if wrong == 1 else TWO_LETTERS
    begun = OSA.distance(word, known[: len(word)], score_cutoff=1)
    return PREFIX_ONE_LETTER if begun == 1 else 0
