"""What spreadsheets do to cells: each damage is named with line and column, and plain values are left alone."""

from pathlib import Path

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from referral.data.load import load_dataset
from referral.data.spreadsheet_damage import CODE_PAGES, DATE, damages, is_plain
from tests.edits import lines, replaced


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4-Mar", "a date that a spreadsheet has made"),
        ("Mar-04", "a date that a spreadsheet has made"),
        ("2026-03-04 00:00:00", "a date that a spreadsheet has made"),
        ("3/4/2026", "a date that a spreadsheet has made"),
        ("03-abr", "a date that a spreadsheet has made"),
        ("03-avr.", "a date that a spreadsheet has made"),
        ("3. Mär", "a date that a spreadsheet has made"),
        ("04.Mrz", "a date that a spreadsheet has made"),
        ("03/set", "a date that a spreadsheet has made"),
        ("abr-04", "a date that a spreadsheet has made"),
        ("06.01.2026", "a date that a spreadsheet has made"),
        ("06.01.26", "a date that a spreadsheet has made"),
        ("3-4-2026", "a date that a spreadsheet has made"),
        ("2026/1/6", "a date that a spreadsheet has made"),
        ("#¿NOMBRE?", "a spreadsheet's error message"),
        ("#NOM?", "a spreadsheet's error message"),
        ("#WERT!", "a spreadsheet's error message"),
        ("#N/D", "a spreadsheet's error message"),
        ("Err:508", "a spreadsheet's error message"),
        ("\u22121.507,5", "has a decimal comma"),
        ("\u221257.5", "has a dash for a minus"),
        ("caf\ufffd", "a letter is lost in 'caf\ufffd'"),
        ("La mÃ¢choire", "mojibake, 'mÃ¢choire' for 'mâchoire'"),
        ("canâ€™t", "mojibake, 'canâ€™t' for 'can\u2019t'"),
        ("Pe√±as", "mojibake, 'Pe√±as' for 'Peñas'"),
        ("Pe├▒as", "mojibake, 'Pe├▒as' for 'Peñas'"),
        ("PeÃƒÂ±as", "mojibake, 'PeÃƒÂ±as' for 'Peñas'"),
        ("#NAME?", "a spreadsheet's error message"),
        ("#REF!", "a spreadsheet's error message"),
        ("########", "a spreadsheet's error message"),
        ("9.78068E+12", "a long number that a spreadsheet has cut"),
        ("-57,5", "has a decimal comma"),
        ("can\u2019t", "write ' for \u2019"),
        ("\u201cstitch\u201d", 'write " for \u201c, " for \u201d'),
        (" calf", "stray white space"),
        ("calf\u00a0muscle", "stray white space"),
    ],
)
def test_damage_is_named(value: str, words: str) -> None:
    (damage,) = damages(value)
    assert words in damage.message


@pytest.mark.parametrize(
    "value",
    [
        "",
        "TrP1",
        "-57.0",
        "9780683083637",
        "10.1093/rheumatology/keu471",
        "ch. 6, fig. 6.1",
        "pp. 1045-1051",
        "Fern\u00e1ndez-de-las-Pe\u00f1as C",
        "May hurt when you march.",
        "https://example.org/a#b",
        "#1 cause of pain",
        "1999",
        "1.1.2",
        "section 3.1.12",
        "figure 3",
        "TrP 1-2",
        "5-10",
        "DÉCÉDÉ»",
        "Ça va",
        "kè",
    ],
)
def test_plain_value_is_left_alone(value: str) -> None:
    assert list(damages(value)) == []


@pytest.mark.parametrize("code", ["en", "es", "fr", "de", "it", "pt", "nl"])
def test_every_short_month_of_a_language_makes_a_date(code: str) -> None:
    for context in ("format", "stand-alone"):
        for name in get_month_names("abbreviated", context=context, locale=code).values():
            assert DATE.fullmatch(f"03-{name}"), name
            assert DATE.fullmatch(f"3. {name} 26"), name


@given(text=st.text(st.characters(codec="utf-8", min_codepoint=0xA0, max_codepoint=0x17F), min_size=1, max_size=20))
@pytest.mark.parametrize("page", CODE_PAGES)
def test_what_a_code_page_made_of_letters_is_undone(page: str, text: str) -> None:
    """Except where the letters that come out could have been meant, or a sign has no place in the code page."""
    garbled = "".join(_read_as(page, byte) for byte in text.encode())
    (damage,) = damages(garbled)
    assert damage.message.startswith(("mojibake, ", "a letter is lost"))


def _read_as(page: str, byte: int) -> str:
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)


@given(value=st.text(max_size=60))
def test_whatever_a_cell_holds_its_damage_is_told_on_one_line(value: str) -> None:
    for damage in damages(value):
        assert damage.message.isprintable()
    if is_plain(value):
        assert list(damages(value)) == []


def test_damage_is_told_by_line_and_column(folder: Path) -> None:
    replaced(folder, "referrals.csv", '"ch. 6, fig. 6.1"', "1-Jun")
    replaced(folder, "sources.csv", "9780683083637", "9.78068E+12")
    assert lines(folder) == [
        "referrals.csv:2: locator: '1-Jun' is a date that a spreadsheet has made; format the column as text and "
        "write it anew",
        "sources.csv:2: isbn: '9.78068E+12' is a long number that a spreadsheet has cut; format the column as text "
        "and write it anew",
        "sources.csv:2: isbn: '9.78068E+12' does not fit the pattern ([0-9]{9}[0-9X]|[0-9]{13})",
    ]


def test_curly_quote_is_told_but_stops_nothing(folder: Path) -> None:
    replaced(folder, "muscles.csv", "Clenching the teeth.", "Clenching the jaw\u2019s teeth.")
    assert lines(folder) == [
        "muscles.csv:3: often_strained_by: curly signs in 'Clenching the jaw\u2019s teeth.'; write ' for \u2019"
    ]
    assert load_dataset(folder).muscles["temporalis"].often_strained_by.startswith("Clenching")
