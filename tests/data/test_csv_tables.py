"""Faults of a file's form: missing, badly encoded, badly separated; and what is none."""

from pathlib import Path

import pytest

from referral.data.load import load_dataset
from tests.edits import FILES, lines, replaced


@pytest.mark.parametrize("file", FILES)
def test_missing_file_is_one_fault(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert lines(folder) == [f"{file}: the file is missing"]


@pytest.mark.parametrize("file", FILES)
def test_empty_file_is_one_fault(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"")
    assert lines(folder) == [f"{file}: the file is empty: not even a header"]


def test_file_that_is_a_folder(folder: Path) -> None:
    (folder / "sources.csv").unlink()
    (folder / "sources.csv").mkdir()
    assert lines(folder) == ["sources.csv: the file cannot be read: Is a directory"]


def test_missing_folder(tmp_path: Path) -> None:
    assert lines(tmp_path / "none") == [f"{tmp_path / 'none'}: no such folder"]


def test_semicolons_are_one_fault(folder: Path) -> None:
    path = folder / "muscles.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert lines(folder) == ["muscles.csv:1: cells are separated by semicolons; save the file with commas"]


def test_byte_order_mark_is_one_fault(folder: Path) -> None:
    path = folder / "muscles.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert lines(folder) == ["muscles.csv:1: the file starts with a byte order mark; save it as plain UTF-8"]


def test_wrong_encoding_names_the_line(folder: Path) -> None:
    path = folder / "muscles.csv"
    path.write_bytes(path.read_bytes().replace(b"It closes the jaw.", "Fermer la mâchoire.".encode("latin-1")))
    assert lines(folder) == ["muscles.csv:3: byte 0xe2 is not UTF-8; save the file as UTF-8"]


def test_line_numbers_count_blank_lines_and_line_breaks_in_cells(folder: Path) -> None:
    replaced(folder, "muscles.csv", "It closes the jaw.", '"It closes\nthe jaw."')
    replaced(folder, "muscles.csv", "\ninfraspinatus,", "\n\n\ninfraspinatus,")
    replaced(folder, "muscles.csv", "FMA32546", "none")
    assert lines(folder) == [
        "muscles.csv:3: what_it_does: stray white space or line break in 'It closes\\nthe jaw.'",
        "muscles.csv:8: fma_id: 'none' does not fit the pattern FMA[0-9]+",
    ]


def test_windows_line_ends_are_no_fault(folder: Path) -> None:
    for file in FILES:
        path = folder / file
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert lines(folder) == []


def test_order_of_columns_is_free(folder: Path) -> None:
    rows = (folder / "trigger_points.csv").read_text(encoding="utf-8").splitlines()
    head, *rest = (row.split(",", 2) for row in rows)
    turned = "\n".join(",".join((second, first, others)) for first, second, others in [head, *rest])
    (folder / "trigger_points.csv").write_text(turned, encoding="utf-8")
    assert lines(folder) == []
    assert load_dataset(folder).trigger_points["temporalis_trp1"].muscle_id == "temporalis"
