"""What is said to patients: no diagnosis, no odds of being right, nothing that urges; in every text there is."""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from referral.words.languages import DOMAINS, catalogue

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "a diagnosis": r"\byou have (a|an|got) (trigger|pinched|torn|slipped|herniated)|\bdiagnos(e|es|ed) (you|your)\b"
    r"|\byour (pain|problem) (is|comes from)\b|\b(is|are) caused by (a|your) trigger",
    "odds of being right": r"\b\d+ ?(%|percent) (likely|sure|certain|chance|match)"
    r"|\b(likelihood|probability) of\b|\bmatch score\b",
    "a promise": r"\bwill (cure|heal|fix|end|get rid of)\b|\bguarantee|\bpain[- ]free\b|\b(proven|safe and effective)\b"
    r"|\bno side effects\b|\brisk[- ]free\b|\bpainless\b",
    "urging": r"\bact now\b|\bbook (now|today)\b|\bdon't wait\b|\bdo not miss\b|\blimited (time|offer)\b|\bhurry\b"
    r"|\byou (must|need to) (book|be needled|get needled)\b",
    "needling as the answer": r"\bneedling (is|will be) (the answer|what you need|the solution)\b"
    r"|\byou need (dry )?needling\b",
}
FORBIDDEN_ELSEWHERE = {
    "es": {
        "a diagnosis": r"\busted tiene (un|una) (punto|nervio pinzado|hernia|desgarro)"
        r"|\bsu (dolor|problema) (viene de|es causado)\b"
        r"|\b(es|son) (causado|causada|causados|causadas) por (un|su) punto",
        "odds of being right": r"\b\d+ ?(%|por ciento) (probable|seguro|de probabilidad)|\bprobabilidad de que\b",
        "a promise": r"\b(curará|sanará|eliminará|le quitará) |\bgarantiza|\bsin dolor alguno|\bindoloro"
        r"|\bsin riesgos?\b|\bsin efectos secundarios",
        "urging": r"\b(reserve|llame|pida su cita) (hoy mismo|ya)\b|\bno espere más\b|\bapúrese\b|\boferta\b",
        "needling as the answer": r"\bnecesita (la )?punción\b|\bla punción (seca )?es la (solución|respuesta)",
        "tú": r"\b(tú|tienes|puedes|debes|tus)\b",
    },
    "ht": {
        "a diagnosis": r"\bou gen yon (pwen deklanchman|nè ki kwense|disk)\b|\bdoulè ou (se|soti nan)\b",
        "a promise": r"\bap geri\b|\bgaranti\b|\bsan doulè\b|\bsan risk\b",
        "urging": r"\brele (kounye a|jodi a) pou randevou\b|\bprese\b",
        "needling as the answer": r"\bou bezwen dry needling\b|\bdry needling se (repons|solisyon)",
    },
}
TABLES = ("regions", "muscles", "trigger_points", "support", "red_flags", "about_you", "advice")


def texts() -> Iterator[tuple[str, str]]:
    """Every text that may reach a screen: cells of the tables, articles, strings of the program."""
    for table in TABLES:
        with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream), start=2):
                yield from ((f"{table}.csv:{number}: {column}", cell) for column, cell in row.items())
    for path in ROOT.glob("pages/**/*.toml"):
        yield from ((path.name, text) for text in strings_of(tomllib.loads(path.read_text(encoding="utf-8"))))
    for folder in ("pages", "referral"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def strings_of(value: object) -> Iterator[str]:
    """Every text in a TOML file, the titles of works left out: they are others' words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "sources":
                yield from strings_of(one)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_says_it(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    assert [(where, found[0]) for where, text in texts() if (found := pattern.search(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "You have a trigger point in the neck.",
        "Your pain is caused by a trigger point.",
        "90% likely",
        "This will cure it.",
        "Book now!",
        "You need dry needling.",
    ],
)
def test_the_list_would_find_it(text: str) -> None:
    assert any(re.search(pattern, text, re.IGNORECASE) for pattern in FORBIDDEN.values())


@pytest.mark.parametrize(
    ("code", "what"), [(code, what) for code, patterns in FORBIDDEN_ELSEWHERE.items() for what in patterns]
)
def test_no_translation_says_it(code: str, what: str) -> None:
    pattern = re.compile(FORBIDDEN_ELSEWHERE[code][what], re.IGNORECASE)
    said = [str(form) for domain in DOMAINS for one in catalogue(code, domain) if one.id for form in forms(one.string)]
    assert len(said) > 3000
    assert [(text[:90], found[0]) for text in said if (found := pattern.search(text))] == []


@pytest.mark.parametrize(
    ("code", "what", "text"),
    [
        ("es", "a diagnosis", "Usted tiene un punto gatillo."),
        ("es", "a diagnosis", "Su dolor viene de un músculo."),
        ("es", "odds of being right", "Un 90 % probable."),
        ("es", "a promise", "La punción curará su dolor."),
        ("es", "urging", "¡Llame hoy mismo!"),
        ("es", "needling as the answer", "Usted necesita punción."),
        ("es", "tú", "Toca donde te duele si puedes."),
        ("ht", "a diagnosis", "Ou gen yon pwen deklanchman."),
        ("ht", "a promise", "L ap geri ou."),
        ("ht", "urging", "Rele jodi a pou randevou."),
        ("ht", "needling as the answer", "Ou bezwen dry needling."),
    ],
)
def test_the_lists_of_other_languages_would_find_it(code: str, what: str, text: str) -> None:
    assert re.search(FORBIDDEN_ELSEWHERE[code][what], text, re.IGNORECASE)


def forms(text: object) -> list[object]:
    """The forms of a translation: one, or singular and plural."""
    return list(text) if isinstance(text, (list, tuple)) else [text]


def test_texts_are_read_at_all() -> None:
    places = [where for where, _ in texts()]
    assert sum(where.startswith("muscles.csv") for where in places) > 1000
    assert any("is_it_for_me" in where for where in places)
    assert any(where.startswith("referral/ui/parts/safety_step.py") for where in places)
