"""The dataset to take along: its edition, and a zip that is a dataset again when unpacked."""

import io
import json
import os
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


def test_no_link_leads_the_zip_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("of the server", encoding="utf-8")
    (folder / "LICENSE.md").symlink_to(secret)
    (folder / "sources.csv").rename(folder / "works.csv")
    (folder / "sources.csv").symlink_to("works.csv")
    (folder / "strokes.csv").symlink_to("/dev/zero")
    with zipfile.ZipFile(io.BytesIO(zipped(folder))) as archive:
        names = archive.namelist()
        assert "LICENSE.md" not in names and "strokes.csv" not in names
        assert archive.read("sources.csv") == (folder / "works.csv").read_bytes()


def test_a_folder_may_be_a_link_itself(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to(folder)
    assert zipped(tmp_path / "current") == zipped(folder)


def test_links_in_a_circle_break_nothing(folder: Path) -> None:
    for name in ("LICENSE.md", "muscles (2).csv", "landmarks.csv"):
        (folder / name).symlink_to(name)
    assert zipfile.ZipFile(io.BytesIO(zipped(folder))).namelist()[0] == "regions.csv"
    assert [fault for fault in find_faults(folder) if fault.stops] == []
    (folder / "muscles.csv").unlink()
    (folder / "muscles.csv").symlink_to("muscles.csv")
    assert "muscles.csv" not in zipfile.ZipFile(io.BytesIO(zipped(folder))).namelist()
    assert any(fault.file == "muscles.csv" and fault.stops for fault in find_faults(folder))


def test_what_is_no_file_is_named_and_not_waited_for(folder: Path) -> None:
    (folder / "muscles.csv").unlink()
    os.mkfifo(folder / "muscles.csv")
    told = [str(fault) for fault in find_faults(folder)]
    assert "muscles.csv: this is no file, but a pipe or a device; put the table there" in told
    assert "muscles.csv" not in zipfile.ZipFile(io.BytesIO(zipped(folder))).namelist()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "datapackage.json:1: not a data package: no JSON"),
        ("[]", "datapackage.json: not a data package: must be an object"),
        ("{}", "datapackage.json: resources: not a data package: the key is missing"),
        ('{"resources": {}}', "datapackage.json: resources: not a data package: must be a list"),
        ('{"resources": [3]}', "datapackage.json: resources[0]: not a data package: must be an object"),
        ('{"resources": [{"name": "a"}]}', "datapackage.json: resources[0].schema: not a data package: the key is"),
        (
            '{"resources": [{"name": "a", "schema": {"fields": [{}]}}]}',
            "datapackage.json: resources[0].schema.fields[0].name: not a data package: the key is missing",
        ),
        ("[" * 100_000, "datapackage.json: not a data package: lists or objects within each other, hundreds deep"),
        (f'{{"a": {"9" * 5000}}}', "datapackage.json: not a data package: a number has thousands of digits"),
    ],
)
def test_what_is_no_data_package_is_told_by_its_key(folder: Path, text: str, told: str) -> None:
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    (line,) = [str(fault) for fault in find_faults(folder)]
    assert line.startswith(told) and line.endswith("copy the one in data/ and add to it")
    assert not edition(folder)
