"""Gather every text that is translated, from the program, its pages and the dataset, into the catalogues of locales/.

    make messages       gather, and add what is new to every language's catalogues (python -m tools.messages)
    python -m tools.messages --check     change nothing; exit 1 with a line for each fault of a catalogue

A new text is added without a translation; one that has changed a little keeps its old translation, marked fuzzy, which
is not shown until someone has looked at it and taken the mark away; one that is gone is kept below as obsolete. A new
language is a new folder with a language.toml (docs/translating.md).
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from referral.data.load import DEFAULT_FOLDER, load_dataset
from referral.model.place_names import AGREEING, SIDE, YOUR, is_sound
from referral.model.texts import TEMPLATES, messages_of
from referral.words import article, languages

ROOT: Final = Path(__file__).resolve().parent.parent
PROGRAM: Final = ("app.py", "referral", "pages")
#: Function -> how many of its first arguments may be message or context.
MARKERS: Final = {"gettext": 1, "N_": 2, "t": 1, "html_text": 1, "html_around": 1, "ngettext": 2, "pgettext": 2}
PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")
WIDTH: Final = 110


Found: TypeAlias = tuple[str | tuple[str, ...], str | None, str]
"""A message (singular and plural of one that counts), its context, and where it stands."""


def gathered(domain: str) -> Catalog:
    """Every message of a domain, untranslated."""
    template = Catalog(domain=domain, project="Referred pain explorer", charset="utf-8")
    for text, context, where in _found(domain):
        template.add(text, locations=[(where, 0)], context=context)
    return template


@cache
def _found(domain: str) -> tuple[Found, ...]:
    """What a domain's messages are gathered from is read once, for all languages."""
    return tuple(_program() if domain == "interface" else _dataset())


def _program() -> Iterator[Found]:
    """Message, context and file of what the program and its articles say."""
    for path in _files(".py"):
        for name, texts in _calls(ast.parse(path.read_text(encoding="utf-8"))):
            yield *_message(name, texts), str(path.relative_to(ROOT))
    for path in _files(".toml"):
        for text in article.messages_of(article.read_article(path)):
            yield text, None, str(path.relative_to(ROOT))


def _message(name: str, texts: tuple[str, ...]) -> tuple[str | tuple[str, ...], str | None]:
    """Message and context of a call; of a message that counts, singular and plural."""
    if name == "pgettext":
        return texts[1], texts[0]
    if name == "N_":
        return texts[0], texts[1] if len(texts) > 1 else None
    return (texts if name == "ngettext" else texts[0]), None


def _calls(tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Calls that mark a message, with their texts, in the order of the file. By the syntax tree: Babel's own extractor
    reads tokens, and sees no call within an f-string before Python 3.12."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [str(one.value) for one in node.args[: MARKERS.get(name, 0)] if isinstance(one, ast.Constant)]
        if texts and (name == "N_" or len(texts) == MARKERS[name]):
            yield name, tuple(texts)


def _files(ending: str) -> Iterator[Path]:
    for name in PROGRAM:
        path = ROOT / name
        yield from sorted(path.rglob(f"*{ending}")) if path.is_dir() else [path] if path.suffix == ending else []


def _dataset() -> Iterator[Found]:
    for message in messages_of(load_dataset(DEFAULT_FOLDER)):
        yield message.text, message.context, message.where.replace(" ", "")


def updated(code: str, domain: str) -> Catalog:
    """Return a catalogue brought up to date with what was gathered."""
    catalogue, template = languages.catalogue(code, domain), gathered(domain)
    template.creation_date = catalogue.creation_date  # the file changes only when a message does
    catalogue.update(template, no_fuzzy_matching=not len(catalogue), update_creation_date=False)
    catalogue.project, catalogue.version = "Referred pain explorer", domain
    catalogue.msgid_bugs_address = catalogue.language_team = ""
    catalogue.last_translator = languages.language(code).reviewed_by or "not reviewed yet"
    catalogue.header_comment = f"# {domain} of the referred pain explorer in {languages.language(code).name}."
    catalogue.fuzzy = False
    for message in catalogue:
        if message.context in TEMPLATES:
            message.flags.discard("python-brace-format")  # in a translation the names differ
    return catalogue


def as_file(catalogue: Catalog) -> bytes:
    """Return a catalogue as it lies in its file."""
    written = io.BytesIO()
    write_po(written, catalogue, width=WIDTH, include_lineno=False)
    return written.getvalue()


def faults(code: str, domain: str) -> Iterator[str]:
    """A line for each fault of a catalogue, as it lies in its file."""
    catalogue = languages.catalogue(code, domain)
    wanted = {(message.context, message.id) for message in gathered(domain) if message.id}
    there = {(message.context, message.id): message for message in catalogue if message.id}
    name = languages.path_of(code, domain).relative_to(ROOT)
    for key in sorted(wanted - there.keys(), key=str):
        yield f"{name}: {_named(key[0], key[1])}: not in the catalogue; run make messages"
    for key in sorted(there.keys() - wanted, key=str):
        yield f"{name}: {_named(key[0], key[1])}: nothing says this any more; run make messages"
    for key in wanted & there.keys():
        for fault in _faults_of(there[key]):
            yield f"{name}: {_named(key[0], key[1])}: {fault}"


def _named(context: str | None, text: object) -> str:
    shown = repr(_forms(text)[0])
    return f"{context}: {shown}" if context else shown


def _faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    source, strings = _forms(message.id)[-1], _forms(message.string)
    if not all(strings):
        yield "no translation"
        return
    if message.fuzzy:
        yield "marked fuzzy: compare it with the English text, then take the mark away"
    if message.context in TEMPLATES:
        if not is_sound(strings[0], source) or YOUR in strings[0]:
            yield f"write {' or '.join(AGREEING)} where its English text has {SIDE}, and no other name in braces"
        return
    for what, pattern in (("placeholders", PLACEHOLDER), ("tags", languages.TAG), ("sources", article.MARKER)):
        expected = sorted(pattern.findall(source))
        if any(sorted(pattern.findall(string)) != expected for string in strings):
            yield f"other {what} than the English text: {' '.join(expected) or 'none'}"
    if any(string != string.strip() for string in strings) and source == source.strip():
        yield "white space at its beginning or end"


def _forms(text: object) -> list[str]:
    """The forms of a message: one, or singular and plural."""
    return [str(form or "") for form in text] if isinstance(text, (list, tuple)) else [str(text or "")]


def all_faults(codes: Iterable[str]) -> Iterator[str]:
    """The faults of every catalogue of some languages."""
    for code in codes:
        if code == languages.SOURCE:
            continue
        try:
            languages.built(code)
        except languages.LanguageError as error:
            yield str(error)
            continue
        for domain in languages.DOMAINS:
            yield from faults(code, domain)


def main() -> int:
    parser = argparse.ArgumentParser(description="Gather every text that is translated into the catalogues.")
    parser.add_argument("--check", action="store_true", help="change nothing; tell every fault")
    options = parser.parse_args()
    if options.check:
        found = list(all_faults(languages.known()))
        print("\n".join(found) or "every text is translated")
        return 1 if found else 0
    for code in languages.codes():
        if code != languages.SOURCE:
            for domain in languages.DOMAINS:
                catalogue, path = updated(code, domain), languages.path_of(code, domain)
                path.write_bytes(as_file(catalogue))
                missing = sum(any(_faults_of(message)) for message in catalogue if message.id)
                print(f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {missing} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
