"""What a search can find, and by which words: every region, complaint and muscle, with its names in every language.

One index for all languages; made once for a dataset. What the words are worth is said here, how well a query fits them
in ``search``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from referral.answers.query import telling
from referral.model.body_parts import PARTS
from referral.model.dataset import Dataset
from referral.model.place_names import without_side_word
from referral.model.texts import Texts, texts_in
from referral.words.languages import ENGLISH, Language, codes, language
from referral.words.text import fold

Kind = Literal["region", "complaint", "muscle"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Words: TypeAlias = Mapping[str, float]
"""Words, or whole phrases, by which something can be found, and what each counts."""

NAME, COMMON_NAME, SEARCH_WORDS, LATIN, INITIALS, BODY_PART = 1.0, 0.95, 0.9, 0.85, 0.85, 0.5
"""What a hit in a field counts: the words that the screen shows first, the part of the body last."""

WORD_OF_COMPLAINT = 0.7
"""What a word counts of a complaint that is called by several: "heel" means the heel, and then a heel spur."""

OWN, OTHER_LANGUAGE = 1.0, 0.7
"""What is left of a field's weight in the dataset's own language, and in the others."""

LATER_WORD = 0.9
"""What is left of a field's weight for its words after the first: who types "inf" means infraspinatus before serratus
posterior inferior."""


@dataclass(frozen=True, slots=True)
class Called:
    """What one region, complaint or muscle is called in one language. `first_words`: what its name begins with, and
    all else that it is called by one word."""

    name: str
    words: Words
    phrases: Words
    first_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A region, complaint or muscle, with what it is called by language code. A misspelt word is taken for words of the
    language of the search alone, or nearly everything would be like something."""

    kind: Kind
    id: str
    sided: bool
    called: Mapping[str, Called]


@lru_cache(maxsize=4)
def known_words(dataset: Dataset) -> frozenset[str]:
    """Every word by which anything can be found."""
    return frozenset(word for entry in entries(dataset) for called in entry.called.values() for word in called.words)


@lru_cache(maxsize=4)
def entries(dataset: Dataset) -> tuple[Entry, ...]:
    """What can be found, in every language; regions first. A diagnosis is none of a muscle's words."""
    spoken = {code: texts_in(dataset, language(code)) for code in codes()}
    regions = (
        Entry("region", region_id, region.sided, {code: _region(texts, region_id) for code, texts in spoken.items()})
        for region_id, region in dataset.regions.items()
    )
    complaints = tuple(
        Entry(
            "complaint",
            complaint_id,
            any(dataset.regions[region_id].sided for region_id in complaint.regions),
            {code: _complaint(texts, complaint_id) for code, texts in spoken.items()},
        )
        for complaint_id, complaint in dataset.complaints.items()
    )
    diagnoses = frozenset(
        phrase
        for entry in complaints
        if dataset.complaints[entry.id].kind == "diagnosis"
        for called in entry.called.values()
        for phrase in called.phrases
    )
    muscles = (
        Entry("muscle", muscle_id, True, {code: _muscle(texts, muscle_id, diagnoses) for code, texts in spoken.items()})
        for muscle_id in dataset.muscles
    )
    return (*regions, *complaints, *muscles)


@lru_cache(maxsize=4)
def complaint_phrases(dataset: Dataset) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """All that complaints are called, as words, each with the code of its language and the complaint's id."""
    return tuple(
        (tuple(phrase.split()), code, entry.id)
        for entry in entries(dataset)
        if entry.kind == "complaint"
        for code, called in entry.called.items()
        for phrase in called.phrases
    )


def _region(texts: Texts, region_id: str) -> Called:
    region = texts.regions[region_id]
    fields = [(region.name, NAME), (region.anatomical_name, LATIN), *_part(region.body_part, texts.language)]
    fields.append((without_side_word(region.place), NAME))
    return _called(region.name, region_id, [*fields, *((words, SEARCH_WORDS) for words in region.search_words)])


def _complaint(texts: Texts, complaint_id: str) -> Called:
    complaint = texts.complaints[complaint_id]
    names = (complaint.name, *complaint.search_words)
    fields = [(words, WORD_OF_COMPLAINT if " " in _phrase(words) else NAME) for words in names]
    return _called(complaint.name, None, fields)


def _muscle(texts: Texts, muscle_id: str, diagnoses: Collection[str]) -> Called:
    muscle = texts.muscles[muscle_id]
    search_words = [words for words in muscle.search_words if not _speaks_of(words, diagnoses)]
    fields = [(muscle.name, NAME), (muscle.common_name, COMMON_NAME), *_part(muscle.body_part, texts.language)]
    fields += [(words, SEARCH_WORDS) for words in search_words]
    fields += [(_initials(name), INITIALS) for name in (muscle.name, *search_words) if " " in name]
    return _called(muscle.name, muscle_id, fields)


def _speaks_of(words: str, diagnoses: Collection[str]) -> bool:
    """Whether words have the name of a diagnosis in them: "false sciatica"."""
    spelt = _phrase(words).split()
    runs = (" ".join(spelt[start:end]) for start in range(len(spelt)) for end in range(start + 1, len(spelt) + 1))
    return any(run in diagnoses for run in runs)


def _part(body_part: str, tongue: Language) -> Iterator[tuple[str, float]]:
    """The part of the body by its id and, in other languages, by its name."""
    yield body_part, BODY_PART
    if tongue is not ENGLISH and body_part in PARTS:
        yield tongue.gettext(PARTS[body_part]), BODY_PART


def _called(name: str, id_: str | None, fields: Iterable[tuple[str, float]]) -> Called:
    """Return what something is called, each word once with the most it counts anywhere; an id is known everywhere."""
    words: dict[str, float] = {}
    phrases: dict[str, float] = {}
    for text, weight in (*fields, *([(id_, SEARCH_WORDS)] if id_ else [])):
        phrase = _phrase(text)
        phrases[phrase] = max(weight, phrases.get(phrase, 0))
        for number, word in enumerate(fold(text).split()):
            words[word] = max(weight * (LATER_WORD if number else 1), words.get(word, 0))
    first_words = {*_phrase(name).split()[:1], *(phrase for phrase in phrases if " " not in phrase)}
    return Called(name, words, phrases, frozenset(first_words))


def _phrase(text: str) -> str:
    """A text as somebody may type it: folded, without the words that tell nothing."""
    spelt = fold(text).split()
    return " ".join(telling(spelt) or spelt)


def _initials(name: str) -> str:
    """``Tensor fasciae latae`` -> ``tfl``; small words such as "of" have none."""
    return "".join(word[0] for word in telling(fold(name).split()))


@lru_cache(maxsize=4)
def words_of_places(dataset: Dataset) -> frozenset[str]:
    """Every word of the names of places, in any language."""
    spoken = [texts_in(dataset, language(code)).regions.values() for code in codes()]
    names = (f"{region.name} {region.anatomical_name}" for regions in spoken for region in regions)
    return frozenset(word for name in names for word in fold(name).split())
