"""Languages: which one a browser gets, lists and dates, translations that are missing or broken."""

from __future__ import annotations

import re
import shutil
import textwrap
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from referral.clinic.file import load_clinic
from referral.folders import CLINIC_FILE, LOCALES
from referral.words.catalogue_rules import fits
from referral.words.languages import (
    ENGLISH,
    Language,
    catalogue,
    codes,
    known,
    language,
    preferred,
    spanish_sound,
)
from tools.messages import all_faults

HEADER = b"""msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "heel"
msgstr "tal\xc3\xb3n"
"""


class Says(NullTranslations):
    """A catalogue of one answer to everything."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer

    def gettext(self, _message: str) -> str:
        return self.answer

    def pgettext(self, _context: str, _message: str) -> str:
        return self.answer


def saying(answer: str) -> Language:
    return Language("xx", "Test", Locale("en"), "", Says(answer))


def test_three_languages_each_in_its_own_name() -> None:
    assert [language(code).name for code in codes()] == ["English", "Español", "Kreyòl ayisyen"]


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("language.toml", b"name = ", "cannot be read"),
        ("language.toml", b'name = "X"\nlocale = "xx_XX"\nreviewed_by = ""', "locale: must be one that CLDR knows"),
        ("language.toml", b'name = "X"\nreviewed_by = ""', "locale: must be"),
        ("language.toml", b'locale = "es_US"\nreviewed_by = ""', "name: is missing"),
        ("language.toml", b'name = "X"\nlocale = "es_US"\nreviewed_by = ""\nmonths = ["a"]', "a list of twelve names"),
        ("interface.po", b"\xff\xfe", "save it as UTF-8"),
        ("dataset.po", b"<<<<<<< HEAD\n", "is no PO file"),
        ("interface.po", HEADER.replace(b"charset=utf-8", b"charset=CHARSET"), "es/interface.po: "),
        ("interface.po", HEADER.replace(b"n != 1", b"n !=="), "es/interface.po: "),
        ("interface.po", HEADER.replace(b"Language: es", b"Language: Spanish (US)"), "es/interface.po: "),
    ],
)
def test_a_broken_language_is_told_and_not_offered(
    locales: Path, caplog: pytest.LogCaptureFixture, file: str, content: bytes, told: str
) -> None:
    (locales / "es" / file).write_bytes(content)
    assert codes() == ("en", "ht")
    assert load_clinic(CLINIC_FILE).languages == ("en", "ht")
    assert f"es/{file}" in caplog.text and told in caplog.text


def test_a_header_as_it_should_be_is_read(locales: Path) -> None:
    (locales / "es" / "interface.po").write_bytes(HEADER)
    assert language("es").gettext("heel") == "talón"


@pytest.mark.parametrize("name", ["pt_BR", "my lang", "ES"])
def test_a_folder_that_is_no_languages_code_is_told(locales: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    shutil.copytree(locales / "es", locales / name)
    assert codes() == ("en", "es", "ht")
    assert f"{name}: a folder is called by two or three small letters" in caplog.text


def test_english_needs_no_folder_and_is_there_once(locales: Path) -> None:
    shutil.copytree(locales / "es", locales / "en")
    assert codes() == known() == ("en", "es", "ht")


def test_the_checking_command_tells_a_broken_language(locales: Path) -> None:
    (locales / "es" / "language.toml").write_text("name = ", encoding="utf-8")
    assert any("es/language.toml" in fault for fault in all_faults(known()))


def test_a_broken_list_gives_way_to_english() -> None:
    assert saying("{primero} y {last}").listed(["a", "b", "c"]) == "a, b and c"


def test_html_of_other_tags_gives_way_to_english() -> None:
    source = "It is <strong>dry</strong>."
    assert saying("Es <strong>seca</strong>.").markup(source) == "Es <strong>seca</strong>."
    for broken in ("Es seca.", "Es <strong>seca.", "<script>x</script>", "Es <strong>seca</strong> <", "<img src=x>"):
        assert saying(broken).markup(source) == source


def test_a_language_begins_with_its_name_alone(locales: Path) -> None:
    """With the file that docs/translating.md shows."""
    page = (LOCALES.parent / "docs" / "translating.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (locales / "fr").mkdir()
    (locales / "fr" / "language.toml").write_text(textwrap.dedent(f"   {example}"), encoding="utf-8")
    assert "fr" in codes()
    assert len(catalogue("fr", "interface")) == 0


def test_unknown_language() -> None:
    with pytest.raises(KeyError):
        language("xx")


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ("es-US,es;q=0.9,en;q=0.8", "es"),
        ("ht", "ht"),
        ("fr-HT, ht;q=0.9, en;q=0.8", "ht"),
        ("de, en-GB;q=0.7, es;q=0.9", "es"),
        ("ES", "es"),
        ("fr, de", "en"),
        ("es;q=0", "en"),
        ("es;q=abc", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_the_browser_gets_what_it_likes_best(wishes: str, expected: str) -> None:
    assert preferred(wishes, ("en", "es", "ht")) == expected


def test_the_first_offered_is_for_everybody_else() -> None:
    assert preferred("fr", ("ht", "es")) == "ht"
    assert preferred("en", ("ht", "es")) == "ht"


@given(st.text(max_size=300))
def test_a_hostile_header_gets_a_language(header: str) -> None:
    assert preferred(header, ("en", "es")) in ("en", "es")


def test_lists() -> None:
    parts = ["a", "b", "c"]
    assert ENGLISH.listed(parts) == "a, b and c"
    assert ENGLISH.listed_or(parts) == "a, b or c"
    assert ENGLISH.listed_groups(["a and b", "c"]) == "a and b, and c"
    assert ENGLISH.listed(["a"]) == "a"
    assert ENGLISH.listed([]) == ""
    assert language("es").listed(parts) == "a, b y c"
    assert language("ht").listed(parts) == "a, b ak c"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Trapecio", "Infraespinoso"], "Trapecio e Infraespinoso"),
        (["músculo", "hígado"], "músculo e hígado"),
        (["agua", "hielo"], "agua y hielo"),
        (["la sien", "la ingle"], "la sien y la ingle"),
    ],
)
def test_spanish_y_becomes_e_before_its_sound(parts: list[str], expected: str) -> None:
    assert language("es").listed(parts) == expected


def test_spanish_o_becomes_u() -> None:
    assert spanish_sound("siete o ocho", "ocho") == "siete u ocho"
    assert spanish_sound("siete o nueve", "nueve") == "siete o nueve"


def test_dates_and_numbers() -> None:
    day = date(2026, 11, 24)
    assert [language(code).day(day) for code in codes()] == [
        "November 24, 2026",
        "24 de noviembre de 2026",
        "24 novanm 2026",
    ]
    assert ENGLISH.number(1210) == language("es").number(1210) == "1,210"


@pytest.mark.parametrize(
    "broken",
    [
        "nothing {here}", "{", "{0}", "{places.none}", "{places[x]}", "{places.__class__}", "{places!r}",
        "{places:>99}", "{places:>999999999999}", "{{places}}", "{places} }", "{Places}", "{ places }", "{}",
        "{secret}",
    ],
)  # fmt: skip
def test_a_broken_translation_gives_way_to_english(broken: str) -> None:
    assert saying(broken).gettext("Felt in the {places}.", places="heel") == "Felt in the heel."


def test_a_value_of_another_message_is_not_filled_in() -> None:
    """Only what the source names: a translation cannot ask for more that happens to be there."""
    assert (
        saying("{places}: {secret}").gettext("Felt in the {places}.", places="heel", secret="x") == "Felt in the heel."
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"charset=utf-8", b"charset=latin-1", "Content-Type: the charset is 'latin-1'; write charset=UTF-8"),
        (b"charset=utf-8", b"charset=zlib", "its header is wrong"),
        (b"plural=(n != 1)", b"plural=(1 / n)", "Plural-Forms: the rule fails for 0"),
        (b"plural=(n != 1)", b"plural=(5 % n)", "Plural-Forms: the rule fails for 0"),
        (b"plural=(n != 1)", b"plural=n", "Plural-Forms: the rule gives form 2 for 2; there are 2, from 0"),
        (b"plural=(n != 1)", b"plural=n-1", "Plural-Forms: the rule gives form -1 for 0; there are 2, from 0"),
        (b"plural=(n != 1)", b"plural=__import__('os')", "is no rule of a number n"),
        (b"plural=(n != 1)", b"plural=" + b"(" * 200 + b"n" + b")" * 200, "is no rule of a number n"),
        (b"plural=(n != 1)", b"plural=((((n", "header is wrong"),
        (b"nplurals=2", b"nplurals=0", "Plural-Forms: nplurals is 0; languages have 1 to 6"),
        (b"nplurals=2", b"nplurals=999999999", "Plural-Forms: nplurals is 999999999; languages have 1 to 6"),
        (b"nplurals=2", b"nplurals=many", "is no PO file"),
    ],
)
def test_a_wrong_header_is_told_and_the_language_not_offered(
    locales: Path, caplog: pytest.LogCaptureFixture, old: bytes, new: bytes, told: str
) -> None:
    assert old in HEADER
    (locales / "es" / "interface.po").write_bytes(HEADER.replace(old, new))
    assert codes() == ("en", "ht")
    assert told in caplog.text and "es/interface.po" in caplog.text


def test_byte_order_marks_pass(locales: Path) -> None:
    for name in ("interface.po", "dataset.po", "language.toml"):
        file = locales / "es" / name
        file.write_bytes(b"\xef\xbb\xbf" + (HEADER if name == "interface.po" else file.read_bytes()))
    assert language("es").gettext("heel") == "talón"


def test_every_message_of_our_catalogues_is_shown_as_it_was_translated() -> None:
    """None gives way to English because of its placeholders."""
    for code in codes()[1:]:
        for message in catalogue(code, "interface"):
            sources, said = texts(message.id), texts(message.string)
            assert all(fits(one, " ".join(sources)) for one in said if one and "{" in " ".join(sources)), message.id


def texts(message: object) -> list[str]:
    """The forms of a message, one or several."""
    several = message if isinstance(message, (tuple, list)) else [message]
    return [str(one) for one in several if one]


def test_what_is_not_translated_is_shown_in_english() -> None:
    assert language("es").gettext("A sentence that no catalogue has.") == "A sentence that no catalogue has."


def test_values_are_never_read_as_placeholders() -> None:
    assert ENGLISH.gettext("Nothing fits “{words}”.", words="{secret}") == "Nothing fits “{secret}”."
