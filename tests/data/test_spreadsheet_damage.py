"""What spreadsheets do to cells: each damage is named with line and column, and plain values are left alone."""

from pathlib import Path

import pytest

from referral.data.load import load_dataset
from referral.data.spreadsheet_damage import damages
from tests.edits import lines, replaced


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4-Mar", "a date that a spreadsheet has made"),
        ("Mar-04", "a date that a spreadsheet has made"),
        ("2026-03-04 00:00:00", "a date that a spreadsheet has made"),
        ("3/4/2026", "a date that a spreadsheet has made"),
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
    ],
)
def test_plain_value_is_left_alone(value: str) -> None:
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
