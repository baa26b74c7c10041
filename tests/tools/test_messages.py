"""Catalogues: complete, sound, up to date with program, pages and dataset."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from referral.folders import LOCALES
from referral.words.languages import DOMAINS, SOURCE, catalogue, codes, path_of
from tools import messages

OTHERS = [code for code in codes() if code != SOURCE]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("domain", DOMAINS)
def test_no_text_is_missing_and_none_is_broken(code: str, domain: str) -> None:
    assert list(messages.faults(code, domain)) == []


def test_every_kind_of_text_is_gathered() -> None:
    """Of the program (in an f-string too), of a page's file, of a table, and the names that are made from it."""
    interface = {(message.context, message.id) for message in messages.gathered("interface")}
    dataset = {(message.context, message.id) for message in messages.gathered("dataset")}
    assert {
        (None, "Where does it hurt?"),
        (None, "Nothing you tap is stored."),
        (None, ("Show {number} more", "Show {number} more")),
        ("view", "Back"),
        (None, "The science of trigger points is not settled. This page says what is known and what is not."),
    } <= interface
    assert {
        ("regions.name", "temple"),
        ("regions.place", "[{your}] {side} temple"),
        ("regions.whole", "[{your}] {side} calf"),
        ("muscles.name", "Infraspinatus"),
        ("red_flags.advice", "Call 911 now. Do not drive yourself."),
    } <= dataset


def test_messages_are_whole_sentences_that_the_gatherer_can_read() -> None:
    """A message that is put together when the program runs would never be found."""
    found = []
    for folder in ("referral", "pages"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                    name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                    if name in messages.MARKERS and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                        found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the Spanish interface that a test may break."""
    folder = tmp_path / "es"
    folder.mkdir()
    text = (LOCALES / "es" / "interface.po").read_text(encoding="utf-8")
    (folder / "interface.po").write_text(text, encoding="utf-8")
    before = messages.gathered("interface")  # with the real ROOT
    monkeypatch.setattr("referral.words.languages.LOCALES", tmp_path)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "gathered", lambda domain: {"interface": before}[domain])
    return folder / "interface.po"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("¿Dónde le duele?", ""), "'Where does it hurt?': no translation"),
        (("sentirse en {places}.", "sentirse en {lugares}."), "other placeholders than the English text"),
        (("<strong>endorfinas", "endorfinas"), "other tags than the English text"),
        (("[fernandez_2018] Por qué", "Por qué"), "other sources than the English text"),
        (('msgid "Where does it hurt?"', 'msgid "Where did it hurt?"'), "nothing says this any more"),
        (('msgid "Where does it hurt?"', '#, fuzzy\nmsgid "Where does it hurt?"'), "marked fuzzy"),
    ],
)
def test_a_fault_is_told(broken: Path, change: tuple[str, str], told: str) -> None:
    text = broken.read_text(encoding="utf-8")
    assert change[0] in text
    broken.write_text(text.replace(*change), encoding="utf-8")
    assert any(told in fault for fault in messages.faults("es", "interface"))


def test_gathering_again_changes_no_file() -> None:
    for code in OTHERS:
        for domain in DOMAINS:
            path = path_of(code, domain)
            again = messages.as_file(messages.updated(code, domain))
            assert path.read_bytes() == again, f"{path} is not as make messages leaves it"


@pytest.mark.parametrize("code", OTHERS)
def test_catalogue_is_for_its_language(code: str) -> None:
    assert str(catalogue(code, "interface").locale) == code
