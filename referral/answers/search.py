"""Everyday words, initials or Latin -> regions and muscles, best first; in every language that there is.

Case, accents, punctuation and the order of words do not count; a word may be unfinished or misspelt by a letter or two.
A side in the query ("left temple") is handed on, not searched for. The words of the language in which somebody searches
count most; those of the others are found too: who reads English may still say "talón". There is one index of all
languages' words; in which language somebody searches only weighs them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Literal, TypeAlias

from rapidfuzz.distance import OSA

from referral.answers.query import fillers_in, said, telling
from referral.model.body_parts import PARTS
from referral.model.dataset import Dataset
from referral.model.rows import SIDES, Area, Side
from referral.model.texts import Texts, texts_in
from referral.words.languages import ENGLISH, Language, codes, language
from referral.words.text import fold, nearest

Kind = Literal["region", "muscle"]
Words: TypeAlias = Mapping[str, float]
"""Words, or whole phrases, by which something can be found, and what each counts."""

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
    side: Side | None
    score: float


@dataclass(frozen=True, slots=True)
class _Called:
    """What one region or muscle is called in one language."""

    name: str
    words: Words
    phrases: Words


@dataclass(frozen=True, slots=True)
class _Entry:
    """What can be found of one region or muscle, by language code. A misspelt word is taken for words of the language
    of the search alone, or nearly everything would be like something."""

    kind: Kind
    id: str
    sided: bool
    called: Mapping[str, _Called]


def search(dataset: Dataset, query: str, limit: int = 10, language: Language = ENGLISH) -> tuple[Hit, ...]:
    """Return at most `limit` regions and muscles with every word of `query`, best first; ties by name in `language`."""
    side, wanted = said(query)
    if not wanted:
        return ()
    telling_words = telling(wanted) or [word for word in wanted if word not in fillers_in(language)]
    misspelt = frozenset(word for word in telling_words if not _begins_a_word(dataset, word))
    own = language.code
    found = [
        (entry.called[own].name, Hit(entry.kind, entry.id, side if entry.sided else None, round(score, 4)))
        for entry in _entries(dataset)
        if (score := _score(entry, own, telling_words, misspelt) if telling_words else _whole(entry, own, wanted)) > 0
    ]
    ordered = sorted(found, key=lambda named: (-named[1].score, named[0], named[1].id))
    return tuple(hit for _, hit in ordered[:limit])


def search_any(
    dataset: Dataset, query: str, kinds: Collection[Kind] = ("region", "muscle"), language: Language = ENGLISH
) -> tuple[Hit, ...]:
    """Return what `search` finds of some kinds; where nothing has every word of the query, what has one of them, each
    word in turn: of "my left arm and my chest" arm and chest, of a long sentence the places in it."""
    everything = len(dataset.regions) + len(dataset.muscles)

    def found(words: str) -> list[Hit]:
        return [hit for hit in search(dataset, words, everything, language) if hit.kind in kinds]

    if whole := found(query):
        return tuple(whole)
    side, wanted = said(query)
    telling_words = [word for word in telling(wanted) if len(word) >= SHORTEST_ALONE and _begins_a_word(dataset, word)]
    mixed = {(hit.kind, hit.id): hit for row in zip_longest(*map(found, telling_words)) for hit in row if hit}
    return tuple(replace(hit, side=side if _is_sided(dataset, hit) else None) for hit in mixed.values())


def _is_sided(dataset: Dataset, hit: Hit) -> bool:
    return hit.kind == "muscle" or dataset.regions[hit.id].sided


def nearest_areas(dataset: Dataset, text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the area ids that `text`, which is none, may mean: by its words, then by its spelling."""
    side, words = said(text)
    meant = [hit.id for hit in search(dataset, text, limit=2 * limit) if hit.kind == "region"]
    spelt = nearest("_".join(words), dataset.regions, limit)
    regions = dict.fromkeys([*meant, *spelt])
    return tuple(area for region in regions for area in _area_ids(dataset, region, side))[:limit]


def nearest_muscles(dataset: Dataset, text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the muscle ids that `text`, which is none, may mean: by its words, then by its spelling."""
    meant = [hit.id for hit in search(dataset, text, limit=2 * limit) if hit.kind == "muscle"]
    return tuple(dict.fromkeys([*meant, *nearest(text, dataset.muscles, limit)]))[:limit]


def _area_ids(dataset: Dataset, region_id: str, side: Side | None) -> Iterator[str]:
    """Yield the ids of a region's areas, of one side if it is known."""
    if not dataset.regions[region_id].sided:
        yield region_id
        return
    for one in (side,) if side else SIDES:
        yield Area(region_id, one).area_id


def _begins_a_word(dataset: Dataset, word: str) -> bool:
    """Tell whether any word of the dataset begins so; else it may be misspelt ("calf" is no "half")."""
    return any(known.startswith(word) for known in _known_words(dataset))


@lru_cache(maxsize=4)
def _known_words(dataset: Dataset) -> frozenset[str]:
    return frozenset(word for entry in _entries(dataset) for called in entry.called.values() for word in called.words)


@lru_cache(maxsize=4)
def _entries(dataset: Dataset) -> tuple[_Entry, ...]:
    """What can be found, in every language; regions first."""
    spoken = {code: texts_in(dataset, language(code)) for code in codes()}
    regions = (
        _Entry("region", region_id, region.sided, {code: _region(texts, region_id) for code, texts in spoken.items()})
        for region_id, region in dataset.regions.items()
    )
    muscles = (
        _Entry("muscle", muscle_id, True, {code: _muscle(texts, muscle_id) for code, texts in spoken.items()})
        for muscle_id in dataset.muscles
    )
    return (*regions, *muscles)


def _region(texts: Texts, region_id: str) -> _Called:
    region = texts.regions[region_id]
    fields = [(region.name, NAME), (region.anatomical_name, LATIN), *_part(region.body_part, texts.language)]
    return _called(region.name, region_id, [*fields, *((words, SEARCH_WORDS) for words in region.search_words)])


def _muscle(texts: Texts, muscle_id: str) -> _Called:
    muscle = texts.muscles[muscle_id]
    fields = [(muscle.name, NAME), (muscle.common_name, COMMON_NAME), *_part(muscle.body_part, texts.language)]
    fields += [(words, SEARCH_WORDS) for words in muscle.search_words]
    fields += [(_initials(name), INITIALS) for name in (muscle.name, *muscle.search_words) if " " in name]
    return _called(muscle.name, muscle_id, fields)


def _part(body_part: str, tongue: Language) -> Iterator[tuple[str, float]]:
    """The part of the body by its id and, in other languages, by its name."""
    yield body_part, BODY_PART
    if tongue is not ENGLISH and body_part in PARTS:
        yield tongue.gettext(PARTS[body_part]), BODY_PART


def _called(name: str, id_: str, fields: Iterable[tuple[str, float]]) -> _Called:
    """Return what something is called, each word once with the most it counts anywhere; its id is known everywhere."""
    words: dict[str, float] = {}
    phrases: dict[str, float] = {}
    for text, weight in (*fields, (id_, SEARCH_WORDS)):
        spelt = fold(text).split()
        phrase = " ".join(telling(spelt) or spelt)
        phrases[phrase] = max(weight, phrases.get(phrase, 0))
        for number, word in enumerate(spelt):
            words[word] = max(weight * (LATER_WORD if number else 1), words.get(word, 0))
    return _Called(name, words, phrases)


def _initials(name: str) -> str:
    """``Tensor fasciae latae`` -> ``tfl``; small words such as "of" have none."""
    return "".join(word[0] for word in telling(fold(name).split()))


def _score(entry: _Entry, own: str, wanted: list[str], misspelt: frozenset[str]) -> float:
    """Return how well an entry fits, 0 when one of the words is not found or nothing is left to find."""
    fits = []
    for word in wanted:
        fit = _guessed(entry.called[own], word) if word in misspelt else _begun(entry, own, word)
        if fit == 0:
            return 0
        fits.append(fit)
    return sum(fits) / len(fits) + WHOLE_NAME_BONUS * _whole(entry, own, wanted)


def _guessed(called: _Called, word: str) -> float:
    return max((_likeness(word, known) * weight for known, weight in called.words.items()), default=0.0)


def _begun(entry: _Entry, own: str, word: str) -> float:
    return max(
        _share(code, own) * _beginning(word, known) * weight
        for code, called in entry.called.items()
        for known, weight in called.words.items()
    )


def _share(code: str, own: str) -> float:
    """What is left of a word's weight in a language."""
    return OWN if code == own else OTHER_LANGUAGE


def _whole(entry: _Entry, own: str, wanted: list[str]) -> float:
    """Return what a field counts that is all of the query; so "AP" is found, though "ap" is a filler in Creole."""
    phrase = " ".join(wanted)
    return max(_share(code, own) * called.phrases.get(phrase, 0) for code, called in entry.called.items())


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
