"""The dataset to take along: its edition, and a zip that is a dataset again when unpacked."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from referral.data.edition import Edition, edition, zipped
from referral.data.load import DEFAULT_FOLDER, find_faults


def test_edition_of_the_dataset() -> None:
    found = edition(DEFAULT_FOLDER)
    package = json.loads((DEFAULT_FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    assert found and found.version == package["version"]
    assert found.day.isoformat() == package["created"][:10]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": "1", "created": "yesterday"}'])
def test_dataset_without_an_edition_has_an_empty_one(tmp_path: Path, text: str) -> None:
    assert edition(tmp_path) == Edition()
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    assert not edition(tmp_path)


def test_zip_unpacks_to_the_same_sound_dataset(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(DEFAULT_FOLDER))) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path)
    assert {"datapackage.json", "LICENSE.md", "muscles.csv", "referrals.csv", "support.csv", "sources.csv"} <= names
    assert all((tmp_path / name).read_bytes() == (DEFAULT_FOLDER / name).read_bytes() for name in names)
    assert find_faults(tmp_path) == ()


def test_equal_files_make_equal_bytes(folder: Path) -> None:
    assert zipped(folder) == zipped(folder)
    assert zipfile.ZipFile(io.BytesIO(zipped(folder))).namelist()[0] == "regions.csv"
