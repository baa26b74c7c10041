"""Files beside the tables: which an editor may take for one of them."""

from pathlib import Path

import pytest

from referral.data.extra_files import stray_files


@pytest.mark.parametrize(
    "name",
    [
        "muscles (2).csv",
        "muscles - Copy.csv",
        "muscles - Kopie (3).csv",
        "muscles - copia.csv",
        "Copie de muscles.csv",
        "Copia di muscles.csv",
        "muscles copy.csv",
        "muscles_old.csv",
        "muscles2.csv",
        "muscles.csv.csv",
        "muscles.csv.txt",
        "muscles.xlsx",
        "muscles.ods",
    ],
)
def test_a_copy_is_told(folder: Path, name: str) -> None:
    (folder / name).touch()
    (fault,) = stray_files(folder)
    assert (fault.file, fault.row, fault.stops) == (name, None, False)
    assert "this file is not read, muscles.csv is" in fault.message


@pytest.mark.parametrize(
    "name",
    [
        "notes.csv",
        "my_muscles.csv",
        "muscles.md",
        "~$muscles.xlsx",
        ".~lock.muscles.csv#",
        "nerves.csv",
        "musclesÄ.csv",
    ],
)
def test_any_other_file_is_nobodys_business(folder: Path, name: str) -> None:
    (folder / name).touch()
    assert list(stray_files(folder)) == []


def test_a_copy_is_told_though_the_table_is_missing(folder: Path) -> None:
    (folder / "muscles.csv").rename(folder / "Muscles (1).csv")
    (fault,) = stray_files(folder)
    assert fault.file == "Muscles (1).csv"


def test_a_folder_that_is_missing_has_none(tmp_path: Path) -> None:
    assert list(stray_files(tmp_path / "none")) == []
