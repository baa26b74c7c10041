"""Everyday words, initials or Latin -> regions, complaints and muscles, best first; in every language that there is.

Case, accents, punctuation and the order of words do not count; a word may be unfinished, and a long one misspelt by a
letter or two. Short words forgive no slip, and are first of all looked for whole: they begin too many others. A
complaint ("tennis elbow") leads to its places; its name leads to no muscle.
A side in the query ("left temple") is handed on, not searched for. The words of the language in which somebody searches
count most; those of the others are found too: who reads English may still say "talón". There is one index of all
languages' words; in which language somebody searches only weighs them.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from rapidfuzz.distance import OSA

from referral.answers.query import fillers_in, place_of, said, telling
from referral.answers.search_index import (
    KINDS,
    NAME,
    OTHER_LANGUAGE,
    OWN,
    Called,
    Entry,
    Kind,
    complaint_phrases,
    entries,
    known_words,
    words_of_places,
)
from referral.model.dataset import Dataset
from referral.model.rows import Side
from referral.words.languages import ENGLISH, Language
from referral.words.text import nearest

WHOLE_WORD, PREFIX, ONE_LETTER, TWO_LETTERS, PREFIX_ONE_LETTER = 1.0, 0.85, 0.65, 0.5, 0.45
"""How well a word of the query fits one of the dataset; a longer prefix fits better, up to the whole."""

SHORT_PREFIX, SHORT = 0.4, 3
"""How well a word of so few letters fits as the beginning of another: a whole word comes before it, in any language."""

WHOLE_NAME_BONUS = 0.3
"""Added, times what the field counts, when the query is all of it: "heel" finds the heel first."""

SHORTEST_ALONE = 3
"""Letters of a word that is looked for alone: shorter ones begin too many others."""

MIN_LETTERS_TYPO, MIN_LETTERS_TYPO_UNFINISHED, MIN_LETTERS_TWO_TYPOS = 5, 6, 8
"""Shorter words are too like one another to be guessed."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A region, complaint or muscle that fits a query. `side`: what the query says, if the hit has sides. `sure`:
    whether it may be taken without a further look (`_is_sure`)."""

    kind: Kind
    id: str
    side: Side | None
    score: float
    sure: bool = True


def search(dataset: Dataset, query: str, limit: int = 10, language: Language = ENGLISH) -> tuple[Hit, ...]:
    """Return at most `limit` regions, complaints and muscles with every word of `query`, best first; of those that fit
    alike regions first and muscles last, each by name in `language`."""
    side, wanted = said(query)
    if not wanted:
        return ()
    wanted = _as_known(dataset, wanted)
    telling_words = telling(wanted) or [word for word in wanted if word not in fillers_in(language)]
    misspelt = frozenset(word for word in telling_words if not _begins_a_word(dataset, word))
    finished = frozenset(word for word in telling_words[:-1] if len(word) <= SHORT and word in known_words(dataset))
    own = language.code
    found = [
        (entry, round(score, 4))
        for entry in entries(dataset)
        if (
            score := _score(entry, own, telling_words, misspelt, finished)
            if telling_words
            else _whole(entry, own, wanted)
        )
        > 0
    ]
    found.sort(key=lambda one: (-one[1], KINDS.index(one[0].kind), one[0].called[own].name, one[0].id))
    named = telling(wanted)  # small words of any language may be initials, but are so by chance
    return tuple(
        Hit(entry.kind, entry.id, side if entry.sided else None, score, _is_sure(dataset, entry, named, misspelt))
        for entry, score in found[:limit]
    )


def search_any(
    dataset: Dataset,
    query: str,
    kinds: Collection[Kind] = ("region", "complaint", "muscle"),
    language: Language = ENGLISH,
) -> tuple[Hit, ...]:
    """Return what `search` finds of some kinds, first of all a complaint that the query is the name of. A diagnosis
    names no muscle.

    Where nothing has every word of the query: what has most of its words, complaints that are named in it first, else
    each word in turn: of "my left arm and my chest" arm and chest, of a long sentence the places in it.
    """
    everything = len(dataset.regions) + len(dataset.complaints) + len(dataset.muscles)

    def found(words: str) -> list[Hit]:
        return [hit for hit in search(dataset, words, everything, language) if hit.kind in kinds]

    side, wanted = said(query)
    if not wanted:
        return ()  # nothing typed yet: the first page of a server need not wait for the index of words
    wanted = _as_known(dataset, wanted)
    named = _named_complaints(dataset, wanted, language.code) if "complaint" in kinds else {}
    if any(dataset.complaints[complaint_id].kind == "diagnosis" for complaint_id in named):
        kinds = [kind for kind in kinds if kind != "muscle"]
    meant = [_hit_of(complaint_id) for complaint_id, is_all in named.items() if is_all]
    if whole := found(query) or meant:
        return _each_once(dataset, [*meant, *whole], side)
    telling_words = [word for word in telling(wanted) if len(word) >= SHORTEST_ALONE and _begins_a_word(dataset, word)]
    of_words = [found(word) for word in dict.fromkeys(telling_words)]
    mixed = [hit for row in zip_longest(*of_words) for hit in row if hit]
    count = Counter((hit.kind, hit.id) for hits in of_words for hit in hits)
    hits = [*map(_hit_of, named), *mixed]
    return _each_once(dataset, sorted(hits, key=lambda hit: -count[hit.kind, hit.id]), side)


def _hit_of(complaint_id: str) -> Hit:
    """A complaint that was called by all that it is called."""
    return Hit("complaint", complaint_id, None, NAME + WHOLE_NAME_BONUS)


def _each_once(dataset: Dataset, hits: Iterable[Hit], side: Side | None) -> tuple[Hit, ...]:
    """Hits without those that an earlier one has, on a side where they have sides."""
    first: dict[tuple[Kind, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.kind, hit.id), hit)
    sided = {(entry.kind, entry.id): entry.sided for entry in entries(dataset)}
    return tuple(replace(hit, side=side if sided[key] else None) for key, hit in first.items())


def _named_complaints(dataset: Dataset, wanted: list[str], own: str) -> dict[str, bool]:
    """Complaints that words name by all that they are called, and whether the words say nothing else: the longest name
    first, then those of the language of the search."""
    words = telling(wanted) or wanted
    named = [
        (-len(phrase), code != own, complaint_id)
        for phrase, code, complaint_id in complaint_phrases(dataset)
        if phrase[0] in words and place_of(phrase, words) is not None
    ]
    found: dict[str, bool] = {}
    for letters, _, complaint_id in sorted(named):
        found.setdefault(complaint_id, -letters == len(words))
    return found


def nearest_areas(dataset: Dataset, text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the area ids that `text`, which is none, may mean: by its words, then by its spelling."""
    side, words = said(text)
    meant = [hit.id for hit in search(dataset, text, limit=2 * limit) if hit.kind == "region"]
    spelt = nearest("_".join(words), dataset.regions, limit)
    regions = dict.fromkeys([*meant, *spelt])
    return tuple(area.area_id for region in regions for area in dataset.regions[region].areas(side))[:limit]


def nearest_muscles(dataset: Dataset, text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the muscle ids that `text`, which is none, may mean: by its words, then by its spelling."""
    meant = [hit.id for hit in search(dataset, text, limit=2 * limit) if hit.kind == "muscle"]
    return tuple(dict.fromkeys([*meant, *nearest(text, dataset.muscles, limit)]))[:limit]


def _as_known(dataset: Dataset, words: list[str]) -> list[str]:
    """Words as the dataset spells them: "tail bone" -> "tailbone", "legs" -> "leg"."""
    known, spelt = known_words(dataset), list[str]()
    for word in words:
        apart = not spelt or {spelt[-1], word} <= known or min(len(word), len(spelt[-1])) < SHORTEST_ALONE
        if apart or f"{spelt[-1]}{word}" not in known:
            spelt.append(word)
        else:
            spelt[-1] += word
    return [_singular(dataset, word) for word in spelt]


def _singular(dataset: Dataset, word: str) -> str:
    """A word of the dataset in the place of its plural in s, which it has not: "legs" -> "leg"."""
    one = word.removesuffix("s")
    is_plural = len(one) >= SHORTEST_ALONE and one in known_words(dataset) and not _begins_a_word(dataset, word)
    return one if is_plural else word


def _begins_a_word(dataset: Dataset, word: str) -> bool:
    """Tell whether any word of the dataset begins so; else it may be misspelt ("calf" is no "half")."""
    return any(known.startswith(word) for known in known_words(dataset))


def _score(entry: Entry, own: str, wanted: list[str], misspelt: frozenset[str], finished: frozenset[str]) -> float:
    """Return how well an entry fits, 0 when one of the words is not found or nothing is left to find. A short word of
    a place that another word follows is `finished`, no beginning: "arm and chest" is no armpit."""
    fits = []
    for word in wanted:
        whole = word in finished and entry.kind != "muscle"
        fit = _guessed(entry.called[own], word) if word in misspelt else _begun(entry, own, word, whole)
        if fit == 0:
            return 0
        fits.append(fit)
    return sum(fits) / len(fits) + WHOLE_NAME_BONUS * _whole(entry, own, wanted)


def _is_sure(dataset: Dataset, entry: Entry, wanted: list[str], misspelt: Collection[str]) -> bool:
    """Whether nothing else can be meant: a complaint or muscle that words name by all that it is called, a muscle also
    by the beginning of its name, unless that is a word of places too ("upper", "lateral")."""
    if entry.kind == "region" or (wanted and any(" ".join(wanted) in one.phrases for one in entry.called.values())):
        return True
    if entry.kind == "complaint":
        return False
    first_words = {word for called in entry.called.values() for word in called.first_words} - words_of_places(dataset)
    begun = any(_begins(word, known, word in misspelt) for word in wanted for known in first_words)
    known_words = {word for called in entry.called.values() for word in called.words}
    return begun and all(any(_begins(word, known, word in misspelt) for known in known_words) for word in wanted)


def _begins(word: str, known: str, misspelt: bool) -> bool:
    """Whether a word is another one, or its beginning of some letters; a misspelt one, whether it is that for sure."""
    if misspelt:
        return len(word) >= MIN_LETTERS_TYPO_UNFINISHED and _likeness(word, known) > 0
    return word == known or (len(word) >= SHORTEST_ALONE and known.startswith(word))


def _guessed(called: Called, word: str) -> float:
    return max((_likeness(word, known) * weight for known, weight in called.words.items()), default=0.0)


def _begun(entry: Entry, own: str, word: str, whole: bool) -> float:
    best = 0.0
    for code, called in entry.called.items():
        for known, weight in called.words.items():
            if known == word if whole else known.startswith(word):
                best = max(best, _share(code, own) * _beginning(word, known) * weight)
    return best


def _share(code: str, own: str) -> float:
    """What is left of a word's weight in a language."""
    return OWN if code == own else OTHER_LANGUAGE


def _whole(entry: Entry, own: str, wanted: list[str]) -> float:
    """Return what a field counts that is all of the query; so "AP" is found, though "ap" is a filler in Creole."""
    phrase = " ".join(wanted)
    return max(_share(code, own) * called.phrases.get(phrase, 0) for code, called in entry.called.items())


def _beginning(word: str, known: str) -> float:
    """Return how well a word of the query fits as a known word or the beginning of one, 0 to 1."""
    if not known.startswith(word):
        return 0
    least = SHORT_PREFIX if len(word) <= SHORT else PREFIX
    return least + (WHOLE_WORD - least) * len(word) / len(known)


@lru_cache(maxsize=20_000)
def _likeness(word: str, known: str) -> float:
    """Return how well a misspelt word fits a known one or the beginning of one, 0 to 1."""
    allowed = (len(word) >= MIN_LETTERS_TYPO) + (len(word) >= MIN_LETTERS_TWO_TYPOS)
    if not allowed:
        return 0
    wrong = OSA.distance(word, known, score_cutoff=allowed)
    if wrong <= allowed:
        return ONE_LETTER if wrong == 1 else TWO_LETTERS
    if len(word) < MIN_LETTERS_TYPO_UNFINISHED:
        return 0
    begun = OSA.distance(word, known[: len(word)], score_cutoff=1)
    return PREFIX_ONE_LETTER if begun == 1 else 0
