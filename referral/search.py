"""Everyday words, initials or Latin -> regions and muscles, best first; in every language that there is.

::

    search(dataset: Dataset, query: str, limit: int = 10) -> tuple[Hit, ...]
    Hit(kind: "region" | "muscle", id, name, side: "right" | "left" | None, score)
    search_any(dataset, query, kinds) -> tuple[Hit, ...]         # where nothing has every word: one word at a time
    nearest_areas(dataset, text, limit=3) -> tuple[str, ...]     # area ids for an unknown one
    nearest_muscles(dataset, text, limit=3) -> tuple[str, ...]   # muscle ids
 Case, accents, punctuation and the order of words do not count; a word may be unfinished or misspelt by a
letter or two. A side in the query ("left temple") is handed on, not searched for. The words of the dataset's own
language count most; those of the others are found too: who reads English may still say "talón".
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import zip_longest
from typing import Literal, TypeAlias

from rapidfuzz.distance import OSA

from referral.body_parts import PARTS
from referral.dataset import SIDES, Area, Dataset, Side
from referral.languages import ENGLISH, Language, codes, language
from referral.text import fold, nearest
from referral.translatable import translated

Kind = Literal["region", "muscle"]
Field: TypeAlias = tuple[str, float]
"""Words by which something can be found, and what they count."""

Weighed: TypeAlias = tuple[str, float, bool]
"""The same, and whether the words are of the dataset's own language."""

Tongue: TypeAlias = tuple[Dataset, float]
"""The dataset in a language, and the share that its words keep of what they count."""

MAX_QUERY = 100
"""Characters of a query that are read; the longest name has 45."""

NAME, COMMON_NAME, SEARCH_WORDS, LATIN, INITIALS, BODY_PART = 1.0, 0.95, 0.9, 0.85, 0.85, 0.5
"""What a hit in a field counts: the words that the screen shows first, the part of the body last."""

OWN, OTHER_LANGUAGE = 1.0, 0.7
"""What is left of a field's weight in the dataset's own language, and in the others."""

LATER_WORD = 0.9
"""What is left of a field's weight for its words after the first: who types "inf" means infraspinatus before serratus
posterior inferior."""

WHOLE_WORD, PREFIX, ONE_LETTER, TWO_LETTERS, PREFIX_ONE_LETTER = 1.0, 0.85, 0.65, 0.5, 0.45
"""How well a word of the query fits one of the dataset; a longer prefix fits better, up to the whole."""

WHOLE_NAME_BONUS = 0.3
"""Added, times what the field counts, when the query is all of it: "heel" finds the heel first."""

SHORTEST_ALONE = 3
"""Letters of a word that is looked for alone: shorter ones begin too many others."""

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
    """What can be found of one region or muscle. `guessed`: the words of the dataset's own language; only for these is
    a misspelt word taken, or nearly everything would be like something."""

    kind: Kind
    id: str
    name: str
    sided: bool
    words: tuple[tuple[str, float], ...]
    guessed: tuple[tuple[str, float], ...]
    phrases: Mapping[str, float]


def search(dataset: Dataset, query: str, limit: int = 10) -> tuple[Hit, ...]:
    """Return at most `limit` regions and muscles with every word of `query`, best first; ties by name."""
    side, wanted = _said(query)
    if not wanted:
        return ()
    telling = _telling(wanted) or [word for word in wanted if word not in _fillers_in(dataset.language)]
    misspelt = frozenset(word for word in telling if not _begins_a_word(dataset, word))
    hits = [
        Hit(entry.kind, entry.id, entry.name, side if entry.sided else None, round(score, 4))
        for entry in _entries(dataset)
        if (score := _score(entry, telling, misspelt) if telling else _whole(entry, wanted)) > 0
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.name, hit.id))[:limit])


def search_any(dataset: Dataset, query: str, kinds: Collection[Kind] = ("region", "muscle")) -> tuple[Hit, ...]:
    """Return what `search` finds of some kinds; where nothing has every word of the query, what has one of them, each
    word in turn: of "my left arm and my chest" arm and chest, of a long sentence the places in it."""
    everything = len(dataset.regions) + len(dataset.muscles)

    def found(words: str) -> list[Hit]:
        return [hit for hit in search(dataset, words, everything) if hit.kind in kinds]

    if whole := found(query):
        return tuple(whole)
    side, wanted = _said(query)
    told = [word for word in _telling(wanted) if len(word) >= SHORTEST_ALONE and _begins_a_word(dataset, word)]
    mixed = {(hit.kind, hit.id): hit for row in zip_longest(*map(found, told)) for hit in row if hit}
    return tuple(replace(hit, side=side if _is_sided(dataset, hit) else None) for hit in mixed.values())


def _is_sided(dataset: Dataset, hit: Hit) -> bool:
    return hit.kind == "muscle" or dataset.regions[hit.id].sided


def nearest_areas(dataset: Dataset, text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the area ids that `text`, which is none, may mean: by its words, then by its spelling."""
    side, words = _said(text)
    meant = [hit.id for hit in search(dataset, text, limit=2 * limit) if hit.kind == "region"]
    spelt = nearest("_".join(words), dataset.regions, limit)
    regions = dict.fromkeys([*meant, *spelt])
    return tuple(area for region in regions for area in _area_ids(dataset, region, side))[:limit]


def nearest_muscles(dataset: Dataset, text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the muscle ids that `text`, which is none, may mean: by its words, then by its spelling."""
    meant = [hit.id for hit in search(dataset, text, limit=2 * limit) if hit.kind == "muscle"]
    return tuple(dict.fromkeys([*meant, *nearest(text, dataset.muscles, limit)]))[:limit]


def _said(query: str) -> tuple[Side | None, list[str]]:
    """The side that a query names, and its other words."""
    sides = _side_words()
    words = fold(query[:MAX_QUERY]).split()
    side = next((sides[word] for word in words if word in sides), None)
    return side, [word for word in words if word not in sides]


def _telling(words: Iterable[str]) -> list[str]:
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
    return frozenset(word for code in codes() for word in _fillers_in(language(code)))


@cache
def _fillers_in(one: Language) -> frozenset[str]:
    """Those of one language. Alone they find nothing in it, while those of another may be the beginning of a word: "an"
    is one in Creole, and of an English ankle all that has been typed so far."""
    words = one.pgettext(
        "words that say in a search that it hurts, not where",
        "a ache and at hurt hurts in it my of on pain s sore the to",
    )
    return frozenset(fold(words).split())


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


@lru_cache(maxsize=8)
def _entries(dataset: Dataset) -> tuple[_Entry, ...]:
    """What can be found: the words of the dataset's own language first, then those of the others."""
    own = dataset.language.code
    others = [translated(dataset.in_english, language(code)) for code in codes() if code != own]
    tongues = [(dataset, OWN), *((other, OTHER_LANGUAGE) for other in others)]
    regions = (
        _entry("region", region_id, region.name, region.sided, _weighed(partial(_words_of_region, region_id), tongues))
        for region_id, region in dataset.regions.items()
    )
    muscles = (
        _entry("muscle", muscle_id, muscle.name, True, _weighed(partial(_words_of_muscle, muscle_id), tongues))
        for muscle_id, muscle in dataset.muscles.items()
    )
    return (*regions, *muscles)


def _weighed(words_of: Callable[[Dataset], Iterable[Field]], tongues: Iterable[Tongue]) -> Iterator[Weighed]:
    """Yield what something is called in each language, each with what it counts."""
    for dataset, share in tongues:
        yield from ((text, weight * share, share == OWN) for text, weight in words_of(dataset))


def _words_of_region(region_id: str, dataset: Dataset) -> Iterator[Field]:
    region = dataset.regions[region_id]
    yield from ((region.name, NAME), (region.anatomical_name, LATIN), *_part(region.body_part, dataset.language))
    yield from ((words, SEARCH_WORDS) for words in region.search_words)


def _words_of_muscle(muscle_id: str, dataset: Dataset) -> Iterator[Field]:
    muscle = dataset.muscles[muscle_id]
    yield from ((muscle.name, NAME), (muscle.common_name, COMMON_NAME), *_part(muscle.body_part, dataset.language))
    yield from ((words, SEARCH_WORDS) for words in muscle.search_words)
    yield from ((_initials(name), INITIALS) for name in (muscle.name, *muscle.search_words) if " " in name)


def _part(body_part: str, tongue: Language) -> Iterator[Field]:
    """The part of the body by its id and, in other languages, by its name."""
    yield body_part, BODY_PART
    if tongue is not ENGLISH and body_part in PARTS:
        yield tongue.gettext(PARTS[body_part]), BODY_PART


def _entry(kind: Kind, id_: str, name: str, sided: bool, fields: Iterable[Weighed]) -> _Entry:
    """Return what can be found, each word once with the most it counts anywhere."""
    words: dict[str, float] = {}
    guessed: dict[str, float] = {}
    phrases: dict[str, float] = {}
    for text, weight, own in (*fields, (id_, SEARCH_WORDS, True)):
        spelt = fold(text).split()
        phrase = " ".join(_telling(spelt) or spelt)
        phrases[phrase] = max(weight, phrases.get(phrase, 0))
        for number, word in enumerate(spelt):
            counts = weight * (LATER_WORD if number else 1)
            for known in (words, guessed) if own else (words,):
                known[word] = max(counts, known.get(word, 0))
    return _Entry(kind, id_, name, sided, tuple(words.items()), tuple(guessed.items()), phrases)


def _initials(name: str) -> str:
    """``Tensor fasciae latae`` -> ``tfl``; small words such as "of" have none."""
    return "".join(word[0] for word in _telling(fold(name).split()))


def _score(entry: _Entry, wanted: list[str], misspelt: frozenset[str]) -> float:
    """Return how well an entry fits, 0 when one of the words is not found or nothing is left to find."""
    fits = []
    for word in wanted:
        like, words = (_likeness, entry.guessed) if word in misspelt else (_beginning, entry.words)
        fit = max((like(word, known) * weight for known, weight in words), default=0.0)
        if fit == 0:
            return 0
        fits.append(fit)
    return sum(fits) / len(fits) + WHOLE_NAME_BONUS * _whole(entry, wanted)


def _whole(entry: _Entry, wanted: list[str]) -> float:
    """Return what a field counts that is all of the query; so "AP" is found, though "ap" is a filler in Creole."""
    return entry.phrases.get(" ".join(wanted), 0) if wanted else 0


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
