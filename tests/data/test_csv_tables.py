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


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
@pytest.mark.parametrize("file", FILES)
def test_another_separator_is_one_fault_by_its_name(folder: Path, file: str, sign: str, name: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(",", sign), encoding="utf-8")
    assert lines(folder) == [
        f'{file}:1: cells are separated by {name}; save the file as "CSV UTF-8", separated by commas'
    ]


def test_another_separator_is_named_though_a_column_is_missing(folder: Path) -> None:
    rows = [line.split(",") for line in (folder / "about_you.csv").read_text(encoding="utf-8").splitlines()]
    (folder / "about_you.csv").write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    header, *rest = (folder / "sources.csv").read_text(encoding="utf-8").splitlines()
    (folder / "sources.csv").write_text("\n".join([";".join(header.split(",")[:-1]), *rest]), encoding="utf-8")
    assert [line.split(";")[0] for line in lines(folder)] == [
        "about_you.csv:1: cells are separated by semicolons",
        "sources.csv:1: cells are separated by semicolons",
    ]


def test_a_byte_order_mark_is_no_fault(folder: Path) -> None:
    (folder / "datapackage.json").write_text('{"resources": []}', encoding="utf-8-sig")
    for file in FILES:
        path = folder / file
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert lines(folder) == []


def test_wrong_encoding_names_line_and_column(folder: Path) -> None:
    path = folder / "muscles.csv"
    path.write_bytes(path.read_bytes().replace(b"It closes the jaw.", "Fermer la mâchoire.".encode("latin-1")))
    assert lines(folder) == [
        "muscles.csv:3: what_it_does: 'Fermer la mâchoire.' is not UTF-8 (byte 0xe2); "
        'save the file as "CSV UTF-8", separated by commas'
    ]


def test_emptied_rows_and_columns_are_no_fault(folder: Path) -> None:
    for file in FILES:
        header, first, *rest = (folder / file).read_text(encoding="utf-8").splitlines()
        empty = "," * header.count(",")
        rows = [header, empty, first, " ,\u00a0", *rest, empty, ""]
        (folder / file).write_text("\n".join(f"{row},," for row in rows), encoding="utf-8")
    assert lines(folder) == []


def test_a_cell_beside_the_table_is_a_fault(folder: Path) -> None:
    rows = (folder / "muscles.csv").read_text(encoding="utf-8").splitlines()
    beside = [f"{row},{'why?' if number == 3 else ''}" for number, row in enumerate(rows, 1)]
    (folder / "muscles.csv").write_text("\n".join(beside), encoding="utf-8")
    assert lines(folder) == [
        "muscles.csv:3: 13 cells, but 12 columns; put a text that has commas between double quotes"
    ]


def test_last_separators_may_lack_in_a_whole_block_of_rows_alone(folder: Path) -> None:
    """Excel leaves them away of 16 rows whose last cells are empty; one row without them has lost a cell."""
    header, *rows = (folder / "trigger_points.csv").read_text(encoding="utf-8").splitlines()
    assert all(row.endswith(",") for row in rows) and len(rows) == 8
    gap = [""] * (16 - 1 - len(rows))
    shorter = [row.removesuffix(",") for row in rows]
    points = folder / "trigger_points.csv"
    points.write_text("\n".join([header, *gap, *[""] * len(rows), *shorter]), encoding="utf-8")
    assert lines(folder) == []
    points.write_text("\n".join([header, *rows[:-1], shorter[-1]]), encoding="utf-8")
    (line,) = lines(folder)
    assert line.startswith("trigger_points.csv:9: 8 cells, but 9 columns; a comma is missing")


def test_line_numbers_count_blank_lines_and_line_breaks_in_cells(folder: Path) -> None:
    replaced(folder, "muscles.csv", "It closes the jaw.", '"It closes\nthe jaw."')
    replaced(folder, "muscles.csv", "\ninfraspinatus,", "\n\n\ninfraspinatus,")
    replaced(folder, "muscles.csv", "FMA32546", "none")
    assert lines(folder) == [
        "muscles.csv:3: what_it_does: stray white space or line break in 'It closes\\nthe jaw.'",
        "muscles.csv:8: fma_id: 'none' does not fit the pattern FMA[0-9]+",
    ]


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_of_windows_and_old_macs_are_no_fault(folder: Path, end: bytes) -> None:
    for file in FILES:
        path = folder / file
        path.write_bytes(path.read_bytes().replace(b"\n", end))
    assert lines(folder) == []
    path = folder / "muscles.csv"
    path.write_bytes(path.read_bytes().replace(b"FMA32546", b"none"))
    (line,) = lines(folder)
    assert line.startswith("muscles.csv:5: fma_id:")


def test_order_of_columns_is_free(folder: Path) -> None:
    rows = (folder / "trigger_points.csv").read_text(encoding="utf-8").splitlines()
    head, *rest = (row.split(",", 2) for row in rows)
    turned = "\n".join(",".join((second, first, others)) for first, second, others in [head, *rest])
    (folder / "trigger_points.csv").write_text(turned, encoding="utf-8")
    assert lines(folder) == []
    assert load_dataset(folder).trigger_points["temporalis_trp1"].muscle_id == "temporalis"
