"""The languages of the explorer: catalogues of messages in locales/, and how each language lists, counts and dates.

A language is a folder: ``language.toml`` (its own name, its CLDR locale, who has reviewed it), ``interface.po`` (what
the program and its pages say) and ``dataset.po`` (what the tables of the dataset say). English is the language of the
sources and needs no folder. Catalogues are read as they lie, once a process: there is nothing to compile. What a
catalogue lacks is shown in English; a language whose files cannot be read is told in the log and not offered.
"""

from __future__ import annotations

import io
import logging
import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from html import escape
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from referral.folders import LOCALES
from referral.words.catalogue_rules import PLACEHOLDER, check_header, check_plural, fits

DOMAINS: Final = ("interface", "dataset")
SOURCE: Final = "en"
"""The language in which program and dataset are written."""

CODE: Final = re.compile(r"[a-z]{2,3}")
"""What a folder may be called: hand-outs and screen readers know languages by these."""

TAG: Final = re.compile(r"<[^>]*>|<|>")
WISH: Final = re.compile(r"\s*([A-Za-z]{1,8})(?:-[\w-]*)?\s*(?:;\s*q=([0-9.]{1,5}))?\s*")
LONGEST_HEADER: Final = 200
"""Characters of Accept-Language that are read; anyone can send anything."""


@dataclass(frozen=True, eq=False)
class Language:
    """A language with its messages. `name`: in itself; `locale`: whose dates and numbers it uses; `reviewed_by`: empty
    as long as nobody has; `months`: twelve names, where CLDR's are not this language's. Equal by identity: it can be a
    cache's key."""

    code: str
    name: str
    locale: Locale
    reviewed_by: str
    messages: NullTranslations
    months: tuple[str, ...] = ()

    def gettext(self, message: str, **values: object) -> str:
        """Return a message in this language, its {placeholders} filled with `values`."""
        return _filled(self.messages.gettext(message), message, values)

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """The same for a message whose meaning depends on its `context`."""
        return _filled(self.messages.pgettext(context, message), message, values)

    def keeping(self, pattern: re.Pattern[str], message: str) -> str:
        """Return a message in which tags or markers stay; a translation with other matches of `pattern` than its source
        gives way to it."""
        said = self.messages.gettext(message)
        return said if pattern.findall(said) == pattern.findall(message) else message

    def markup(self, message: str) -> str:
        """Return a message that is HTML."""
        return self.keeping(TAG, message)

    def around(self, message: str, **parts: str) -> str:
        """Return a message as HTML around `parts` that are HTML."""
        said, source = (escape(text, quote=False) for text in (self.messages.gettext(message), message))
        return _filled(said, source, dict(parts))

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> str:
        """The same for a message that counts; `number` is filled in as {number}."""
        source = singular if number == 1 else plural
        said, names = self.messages.ngettext(singular, plural, number), f"{singular} {plural}"
        return _filled(said, source, values | {"number": number}, names)

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts as an enumeration: ``temple, jaw and cheek``."""
        return self._joined(parts, "the last two of a list", N_("{first} and {last}", "the last two of a list"))

    def listed_or(self, parts: Iterable[str]) -> str:
        """Return parts as a choice: ``temple, jaw or cheek``."""
        return self._joined(parts, "the last two of a choice", N_("{first} or {last}", "the last two of a choice"))

    def listed_groups(self, parts: Iterable[str]) -> str:
        """Return an enumeration of parts that are enumerations themselves: ``temple and jaw, and left heel``."""
        context = "the last two of a list of lists"
        return self._joined(parts, context, N_("{first}, and {last}", "the last two of a list of lists"))

    def _joined(self, parts: Iterable[str], context: str, last_two: str) -> str:
        *first, last = [*parts] or [""]
        if not first:
            return last
        joined = self.pgettext(context, last_two, first=", ".join(first), last=last)
        return spanish_sound(joined, last) if self.code == "es" else joined

    def day(self, day: date) -> str:
        """Return a date as a patient reads it: ``November 23, 2026``, ``23 novanm 2026``."""
        if self.months:
            return f"{day.day} {self.months[day.month - 1]} {day.year}"
        return format_date(day, "long", locale=self.locale)

    def number(self, number: int) -> str:
        """Return a whole number with the language's separators: ``1,210``."""
        return format_decimal(number, locale=self.locale)


def N_(message: str, context: str = "") -> str:  # noqa: N802, ARG001 (names that gettext's tools know)
    """Return a message as it is: it is translated later, where it is shown; by pgettext where it has a `context`."""
    return message


def _filled(message: str, source: str, values: dict[str, object], names: str = "") -> str:
    """Fill in the values; a translation with another placeholder gives way to its English source."""
    if not values:
        return message
    chosen = message if fits(message, names or source) else source
    return PLACEHOLDER.sub(lambda found: str(values[found[1]]), chosen)


def spanish_sound(joined: str, last: str) -> str:
    """Return an enumeration with "e" for "y" before the sound i, and "u" for "o" before the sound o."""
    head, word = joined.removesuffix(last), last.casefold()
    if head.endswith(" y ") and re.match(r"h?[ií](?![ae])", word):
        return f"{head.removesuffix('y ')}e {last}"
    if head.endswith(" o ") and re.match(r"h?[oó]", word):
        return f"{head.removesuffix('o ')}u {last}"
    return joined


ENGLISH: Final = Language(SOURCE, "English", Locale("en", "US"), "", NullTranslations())


class LanguageError(ValueError):
    """A language's files cannot be used; says which, what is wrong and what to do."""


def known() -> tuple[str, ...]:
    """Return the code of every language that has a folder, whether it can be shown or not, English first."""
    folders = sorted(path.parent.name for path in LOCALES.glob("*/language.toml"))
    return (SOURCE, *(name for name in folders if name != SOURCE))


@cache
def codes() -> tuple[str, ...]:
    """Return the code of every language that can be shown, English first, the others in alphabetical order."""
    return (SOURCE, *filter(_is_sound, known()[1:]))


def _is_sound(code: str) -> bool:
    try:
        built(code)
    except LanguageError as error:
        logging.getLogger(__name__).warning("The language %s is not offered. %s", code, error)
        return False
    return True


def language(code: str) -> Language:
    """Return the language of a code. KeyError when there is none that can be shown."""
    if code == SOURCE:
        return ENGLISH
    if code not in codes():
        raise KeyError(code)
    return built(code)


@cache
def built(code: str) -> Language:
    """Return a language with its catalogues, read once. LanguageError says what is wrong with its files."""
    if not CODE.fullmatch(code):
        raise LanguageError(f"{LOCALES / code}: a folder is called by two or three small letters, such as es")
    about = _about(code)
    return Language(
        code,
        about["name"],
        Locale.parse(about["locale"]),
        about["reviewed_by"].strip(),
        _messages(code),
        tuple(about.get("months", ())),
    )


def _about(code: str) -> dict[str, Any]:
    """What language.toml says, checked."""
    file = LOCALES / code / "language.toml"
    try:
        about = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        Locale.parse(about["locale"])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise LanguageError(f"{file}: cannot be read ({error}); it is a TOML file in UTF-8") from error
    except (KeyError, TypeError, ValueError, UnknownLocaleError) as error:
        raise LanguageError(f"{file}: locale: must be one that CLDR knows, such as es_US ({error})") from error
    for key in ("name", "reviewed_by"):
        if not isinstance(about.get(key), str):
            raise LanguageError(f"{file}: {key}: is missing, or no text")
    months = about.get("months", [])
    if not (isinstance(months, list) and len(months) in (0, 12) and all(isinstance(one, str) for one in months)):
        raise LanguageError(f"{file}: months: must be a list of twelve names")
    return about


def path_of(code: str, domain: str) -> Path:
    """Return the file of a catalogue."""
    return LOCALES / code / f"{domain}.po"


def _text(code: str, domain: str) -> str:
    """A catalogue's file; nothing where there is none."""
    file = path_of(code, domain)
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise LanguageError(f"{file}: cannot be read ({error}); save it as UTF-8") from error


def catalogue(code: str, domain: str) -> Catalog:
    """Return a catalogue as it lies in its file; an empty one where there is no file. Raises LanguageError."""
    text = _text(code, domain)
    try:
        return read_po(io.StringIO(text), locale=code, domain=domain, abort_invalid=True)
    except (PoFileError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise LanguageError(f"{path_of(code, domain)}: is no PO file ({error}); open it with Poedit") from error


def _messages(code: str) -> GNUTranslations:
    """All catalogues of a language as one, without a compiled file."""
    parts = [_compiled(code, domain) for domain in DOMAINS]
    for part in parts[1:]:
        parts[0].add_fallback(part)
    return parts[0]


def _compiled(code: str, domain: str) -> GNUTranslations:
    read, compiled = catalogue(code, domain), io.BytesIO()
    try:
        check_header(read)
        write_mo(compiled, read)
        compiled.seek(0)
        messages = GNUTranslations(compiled)
        check_plural(messages, read.num_plurals)
    except (LookupError, ValueError, TypeError, AttributeError, OSError, RecursionError) as error:
        file = path_of(code, domain)
        raise LanguageError(f"{file}: its header is wrong ({error}); compare it with another language's") from error
    return messages


@lru_cache(maxsize=256)
def preferred(wishes: str, offered: tuple[str, ...]) -> str:
    """Return the language of `offered` that an Accept-Language header (``ht, es-US;q=0.8``) likes best."""
    found = (WISH.fullmatch(part) for part in wishes[:LONGEST_HEADER].split(","))
    liked = [(_weight(wish[2]), wish[1].lower()) for wish in found if wish]
    for weight, code in sorted(liked, key=lambda wish: -wish[0]):
        if weight > 0 and code in offered:
            return code
    return offered[0]


def _weight(written: str | None) -> float:
    try:
        return 1.0 if written is None else float(written)
    except ValueError:
        return 0.0


def offered(wanted: Collection[str]) -> tuple[str, ...]:
    """Return those of the `wanted` languages that can be shown, in their order; English where none can."""
    return tuple(code for code in wanted if code in codes()) or (SOURCE,)
