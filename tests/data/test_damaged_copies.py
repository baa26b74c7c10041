"""Copies of the dataset as Excel and LibreOffice write them in English, Spanish, French, German and Italian: those with
harmless marks load as the dataset does, the others say file, row, column and what to do."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from referral.data.cell_rules import checked_rows
from referral.data.load import DEFAULT_FOLDER, find_faults
from referral.data.table_rules import read_tables
from referral.model.tables import TABLES
from tests.spreadsheets import (
    EXCEL,
    EXCEL_MAC,
    LIBREOFFICE,
    Saved,
    as_excel_counts,
    copied,
    lines_in_one_cell,
    opened,
    opened_as,
    save,
    save_all,
    with_cell,
    with_column,
    with_empty_columns,
    with_empty_rows,
    without_last_separators,
)

Damage = Callable[[Path], None]

SEMICOLONS = Saved(separator=";")
AS_CSV = 'save the file as "CSV UTF-8", separated by commas'
WRONGLY = (
    "a spreadsheet that expects semicolons has opened and saved the file; take the copy from before, and open it with "
    "the comma as its separator"
)
OTHER_FILE = (
    "this file is not read, {table}.csv is: if your changes are in this one, save it as {table}.csv (CSV UTF-8); "
    "else move it out of the folder"
)
ANEW = "format the column as text and write it anew"
UNREAD = "the file was opened as if it were not UTF-8; take the copy from before, and open that as UTF-8"

HARMLESS: Mapping[str, Damage] = {
    "Excel, English: CSV UTF-8": lambda folder: save_all(folder, EXCEL, as_excel_counts),
    "Excel, Spanish: a row emptied, some below the end": lambda folder: save_all(folder, EXCEL, with_empty_rows),
    "Excel for Mac, French: lines end with CR": lambda folder: save_all(folder, EXCEL_MAC),
    "Excel, German: without the last separators": lambda folder: save_all(folder, EXCEL, without_last_separators),
    "Excel, Italian: two columns emptied": lambda folder: save_all(folder, EXCEL, with_empty_columns),
    "LibreOffice, English: UTF-8": lambda folder: save_all(folder, LIBREOFFICE),
    "LibreOffice, Spanish: every cell in quotes": lambda folder: save_all(
        folder, LIBREOFFICE._replace(quote_all=True, line_end="\r\n")
    ),
    "LibreOffice, French: blank lines at the end": lambda folder: save_all(
        folder, LIBREOFFICE._replace(last_lines="\n\n \n,,\n")
    ),
    "LibreOffice, German: a byte order mark, rows and columns emptied": lambda folder: save_all(
        folder, LIBREOFFICE._replace(encoding="utf-8-sig"), lambda cells: with_empty_columns(with_empty_rows(cells))
    ),
    "LibreOffice, Italian: the columns in another order": lambda folder: save_all(
        folder, LIBREOFFICE, lambda cells: [row[::-1] for row in cells]
    ),
    "Windows, German: two byte order marks, one read as Latin-1": lambda folder: save_all(
        folder, EXCEL._replace(first_line="\u00ef\u00bb\u00bf")
    ),
}


@cache
def rows_of_dataset(folder: Path) -> dict[str, Sequence[Any]]:
    """The typed rows of each table; no fault of form or sense may be in any."""
    tables, faults = read_tables(folder)
    assert faults == []
    return {name: checked_rows(TABLES[name].row, table) for name, table in tables.items()}


@pytest.mark.parametrize("damage", HARMLESS.values(), ids=list(HARMLESS))
def test_harmless_marks_are_passed_over(tmp_path: Path, damage: Damage) -> None:
    folder = copied(DEFAULT_FOLDER, tmp_path / "copy")
    damage(folder)
    assert rows_of_dataset(folder) == rows_of_dataset(DEFAULT_FOLDER)


def saved(file: str, how: Saved) -> Damage:
    """Open a table and save it so."""
    return lambda folder: save(folder, file, opened(folder, file), how)


def cell(file: str, column: str, written: str, how: Saved = EXCEL) -> Damage:
    """Have the first row of a table hold something else."""
    return lambda folder: save(folder, file, with_cell(folder, file, 2, column, written), how)


def workbook(file: str) -> Damage:
    """Save a workbook by the name of a table."""

    def write(folder: Path) -> None:
        (folder / file).write_bytes(b"PK\x03\x04\x14\x00\x00\x08")

    return write


def then(*damages: Damage) -> Damage:
    """Do one after the other."""

    def all_of_them(folder: Path) -> None:
        for damage in damages:
            damage(folder)

    return all_of_them


def column(file: str, name: str, change: Callable[[str], str]) -> Damage:
    """Have every cell of a column changed, in Excel's "CSV UTF-8"."""
    return lambda folder: save(folder, file, with_column(folder, file, name, change))


def decimal_comma(number: str) -> str:
    """As German and Italian write it."""
    return number.replace(".", ",")


SPANISH = "Fernández-de-las-Peñas C. A study. 2020."
LONE = sum('"' in line and ";" not in line for line in (DEFAULT_FOLDER / "referrals.csv").open(encoding="utf-8"))
TRUTHS_IN_GERMAN = {"true": "WAHR", "false": "FALSCH"}

TOLD: Mapping[str, tuple[Damage, str]] = {
    "Excel, Spanish: semicolons": (
        saved("muscles.csv", SEMICOLONS),
        f"muscles.csv:1: cells are separated by semicolons; {AS_CSV}",
    ),
    "LibreOffice, French: semicolons, every cell in quotes": (
        saved("trigger_points.csv", LIBREOFFICE._replace(separator=";", quote_all=True)),
        f"trigger_points.csv:1: cells are separated by semicolons; {AS_CSV}",
    ),
    "Excel, German: Unicode Text": (
        saved("regions.csv", Saved(separator="\t", encoding="utf-16")),
        f'regions.csv: the file is UTF-16, which Excel calls "Unicode Text"; {AS_CSV}',
    ),
    "LibreOffice, Italian: tabs": (
        saved("referrals.csv", LIBREOFFICE._replace(separator="\t")),
        f"referrals.csv:1: cells are separated by tabs; {AS_CSV}",
    ),
    "LibreOffice, Spanish: vertical bars": (
        saved("support.csv", LIBREOFFICE._replace(separator="|")),
        f"support.csv:1: cells are separated by vertical bars; {AS_CSV}",
    ),
    "Excel, English: sep=,": (
        saved("advice.csv", EXCEL._replace(first_line="sep=,\r\n")),
        "advice.csv:1: 'sep=,' is for Excel alone; delete this line",
    ),
    "Excel, French: sep=;": (
        saved("advice.csv", SEMICOLONS._replace(first_line="sep=;\r\n")),
        f"advice.csv:1: 'sep=;' is for Excel alone; delete this line, and {AS_CSV}",
    ),
    "Excel, French: CSV of Windows": (
        cell("sources.csv", "citation", SPANISH, Saved(encoding="cp1252")),
        f"sources.csv:2: citation: 'Fernández-de-las-Peñas C. A study. 2020.' is not UTF-8 (byte 0xe1); {AS_CSV}",
    ),
    "Excel for Mac, Spanish: CSV of old Macs": (
        cell("help_words.csv", "words", "no sé qué es; dolor", EXCEL_MAC._replace(encoding="mac_roman")),
        f"help_words.csv:2: words: 'no sŽ quŽ es; dolor' is not UTF-8 (byte 0x8e); {AS_CSV}",
    ),
    "Excel, Spanish: opened as text of Windows": (
        then(cell("sources.csv", "citation", SPANISH), lambda folder: opened_as(folder, "sources.csv", "cp1252")),
        f"sources.csv:2: citation: mojibake, 'FernÃ¡ndez-de-las-PeÃ±as' for 'Fernández-de-las-Peñas': {UNREAD}",
    ),
    "Excel for Mac, French: opened as text of old Macs": (
        then(cell("sources.csv", "citation", SPANISH), lambda folder: opened_as(folder, "sources.csv", "mac_roman")),
        f"sources.csv:2: citation: mojibake, 'Fern√°ndez-de-las-Pe√±as' for 'Fernández-de-las-Peñas': {UNREAD}",
    ),
    "Excel, English: a date": (
        cell("referrals.csv", "locator", "3-Apr"),
        f"referrals.csv:2: locator: '3-Apr' is a date that a spreadsheet has made; {ANEW}",
    ),
    "Excel, Spanish: a date": (
        cell("referrals.csv", "locator", "03-abr"),
        f"referrals.csv:2: locator: '03-abr' is a date that a spreadsheet has made; {ANEW}",
    ),
    "Excel, French: a date": (
        cell("support.csv", "locator", "03-avr"),
        f"support.csv:2: locator: '03-avr' is a date that a spreadsheet has made; {ANEW}",
    ),
    "Excel, German: a date": (
        cell("support.csv", "locator", "03. M\u00e4r"),
        f"support.csv:2: locator: '03. Mär' is a date that a spreadsheet has made; {ANEW}",
    ),
    "LibreOffice, German: a date": (
        cell("advice.csv", "locator", "06.01.2026"),
        f"advice.csv:2: locator: '06.01.2026' is a date that a spreadsheet has made; {ANEW}",
    ),
    "Excel, Italian: a date": (
        cell("red_flags.csv", "locator", "gen-26"),
        f"red_flags.csv:2: locator: 'gen-26' is a date that a spreadsheet has made; {ANEW}",
    ),
    "Excel, French: an error": (
        cell("referrals.csv", "locator", "#NOM?"),
        "referrals.csv:2: locator: '#NOM?' is a spreadsheet's error message; write the value anew",
    ),
    "Excel, German: true and false": (
        column("regions.csv", "sided", TRUTHS_IN_GERMAN.__getitem__),
        "regions.csv:2: sided: 'WAHR' is a word that a spreadsheet has made; format the column as text and write true",
    ),
    "Excel, Italian: decimal commas": (
        column("trigger_points.csv", "x_mm", decimal_comma),
        "trigger_points.csv:2: x_mm: '-57,0' has a decimal comma; write a point, and nothing between thousands",
    ),
    "LibreOffice, German: an ISBN as a number": (
        cell("sources.csv", "isbn", "9,78068308364E+12"),
        f"sources.csv:2: isbn: '9,78068308364E+12' is a long number that a spreadsheet has cut; {ANEW}",
    ),
    "Excel, German: a table with commas opened by a double click": (
        lambda folder: lines_in_one_cell(folder, "referrals.csv"),
        f"referrals.csv:2: the row is a single cell, and so are {LONE - 1} more; {WRONGLY}",
    ),
    "Excel, French: the same, with semicolons in a text": (
        lambda folder: save(
            folder,
            "advice.csv",
            [[*line.split(";"), ""] for line in (folder / "advice.csv").read_text(encoding="utf-8").splitlines()],
            SEMICOLONS,
        ),
        f"advice.csv:1: the line ends in semicolons; {WRONGLY}",
    ),
    "LibreOffice, English: a workbook by the name of a table": (
        workbook("muscles.csv"),
        f"muscles.csv: the file is a workbook; open it in the spreadsheet and {AS_CSV}",
    ),
}


@pytest.mark.parametrize(("damage", "first"), TOLD.values(), ids=list(TOLD))
def test_damage_is_told_with_file_row_column_and_remedy(tmp_path: Path, damage: Damage, first: str) -> None:
    folder = copied(DEFAULT_FOLDER, tmp_path / "copy")
    damage(folder)
    _, faults = read_tables(folder)
    assert str(faults[0]) == first
    assert all(fault.stops for fault in faults)
    assert len({fault.file for fault in faults}) == 1  # of a table that cannot be read nothing else is said


LEFT_OPEN: Mapping[str, tuple[Damage, str]] = {
    "Excel, Spanish: centimetres": (
        lambda folder: save(
            folder,
            "trigger_points.csv",
            [
                [str(float(cell) / 10) if number == 1 and 4 <= place <= 6 else cell for place, cell in enumerate(row)]
                for number, row in enumerate(opened(folder, "trigger_points.csv"))
            ],
        ),
        "trigger_points.csv:2: x_mm: the point lies about 1310 mm from upper_trapezius; are x_mm, y_mm, z_mm in "
        "centimetres? Write millimetres",
    ),
    "Excel, French: one of them in centimetres": (
        cell("trigger_points.csv", "y_mm", "150.7"),
        "trigger_points.csv:2: y_mm: the point lies about 1304 mm from upper_trapezius; is y_mm in centimetres? "
        "Write millimetres",
    ),
    "Excel, German: a copy beside the table": (
        lambda folder: save(folder, "muscles - Kopie.csv", opened(folder, "muscles.csv")),
        f"muscles - Kopie.csv: {OTHER_FILE.format(table='muscles')}",
    ),
    "a browser, Italian: downloaded a second time": (
        lambda folder: save(folder, "muscles (2).csv", opened(folder, "muscles.csv")),
        f"muscles (2).csv: {OTHER_FILE.format(table='muscles')}",
    ),
    "LibreOffice, French: quotes made curly": (
        cell("muscles.csv", "often_strained_by", "\u201cDesk work\u201d."),
        "muscles.csv:2: often_strained_by: curly signs in '\u201cDesk work\u201d.'; write \" for \u201c, \" for \u201d",
    ),
}
"""What does not close the app: ``check`` alone asks about it."""


@pytest.mark.parametrize(("damage", "told"), LEFT_OPEN.values(), ids=list(LEFT_OPEN))
def test_check_asks_about_what_closes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Damage, told: str
) -> None:
    folder = copied(DEFAULT_FOLDER, tmp_path / "copy")
    damage(folder)
    for slow in ("_hard_to_read", "disagreeing"):  # reading grades and strokes are not what is asked here
        monkeypatch.setattr(f"referral.data.editor_rules.{slow}", lambda *_: ())
    (fault,) = find_faults(folder)
    assert (str(fault), fault.stops) == (told, False)


def test_there_are_copies_by_both_programs_in_five_languages() -> None:
    names = [*HARMLESS, *TOLD, *LEFT_OPEN]
    assert len(names) >= 20
    for program in ("Excel", "LibreOffice"):
        for language in ("English", "Spanish", "French", "German", "Italian"):
            assert any(name.startswith(program) and language in name for name in names), (program, language)
