"""The dataset of a running server: edited, broken, mended, taken away; and what the editor reads in the log."""

import logging
import os
from pathlib import Path

import pytest

from referral.data.last_good import AGAIN_S, LastGood
from referral.data.load import FOLDER_VARIABLE, DatasetError, load_dataset
from tests.edits import replaced

FAULT = "muscles.csv:3: frequency: 'comon' is not one of common, occasional, rare; nearest: common"


class Watch:
    """A clock that the test moves."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def served(folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> LastGood:
    """A server that has read a sound folder."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return LastGood(watch)


def broken(folder: Path) -> None:
    replaced(folder, "muscles.csv", "FMA49006,common", "FMA49006,comon")


def mended(folder: Path) -> None:
    replaced(folder, "muscles.csv", "comon", "common")


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log says since it was last asked."""
    lines = [record.getMessage() for record in caplog.records]
    caplog.clear()
    return lines


def test_an_edit_is_read_and_what_is_unchanged_is_not(served: LastGood, folder: Path) -> None:
    first = served.now()
    assert first.latest and served.now() is first
    replaced(folder, "muscles.csv", "Infraspinatus", "Infraspinatus as edited")
    assert served.now().dataset.muscles["infraspinatus"].name == "Infraspinatus as edited"
    assert served.now().stamp != first.stamp


def test_the_last_good_one_stays_while_a_broken_one_lies_there(
    served: LastGood, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = served.now()
    broken(folder)
    assert (served.now().dataset, served.now().stamp) == (first.dataset, first.stamp)
    assert not served.now().latest
    (line,) = told(caplog)
    assert line == f"The tables in {folder} have faults. The last sound ones are shown until these are mended:\n{FAULT}"
    mended(folder)
    assert served.now().latest
    assert told(caplog) == [f"The tables in {folder} are sound again, and shown."]


def test_a_file_that_is_away_for_a_moment_changes_nothing(served: LastGood, folder: Path) -> None:
    first = served.now()
    (folder / "sources.csv").rename(folder / "sources.tmp")
    assert served.now().dataset is first.dataset
    (folder / "sources.tmp").rename(folder / "sources.csv")
    assert served.now().latest


def test_a_start_with_a_broken_one_is_closed_until_it_is_mended(
    served: LastGood, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken(folder)
    for _ in range(3):
        with pytest.raises(DatasetError, match="comon"):
            served.now()
    (line,) = told(caplog)
    assert line.endswith(f"The pages say that they are closed until these are mended:\n{FAULT}")
    mended(folder)
    assert served.now().latest


def test_another_folder_is_never_served_from_the_last_one(
    served: LastGood, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.now()
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "none"))
    with pytest.raises(DatasetError, match="no such folder"):
        served.now()
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    assert served.now().latest


def test_files_with_faults_are_read_once_and_again_after_a_while(
    served: LastGood, folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A spreadsheet that has locked a file lets go of it, and neither time nor size says so."""
    served.now()
    real, reads = Path.read_bytes, []

    def locked(path: Path) -> bytes:
        reads.append(path)
        raise PermissionError(13, "Permission denied")

    os.utime(folder / "muscles.csv", ns=(1, 1))
    monkeypatch.setattr(Path, "read_bytes", locked)
    for _ in range(5):
        assert not served.now().latest
    once = len(reads)
    watch.seconds += AGAIN_S
    assert not served.now().latest
    assert len(reads) == 2 * once
    assert len(told(caplog)) == 1
    monkeypatch.setattr(Path, "read_bytes", real)
    watch.seconds += AGAIN_S
    assert served.now().latest


def test_tables_with_faults_are_checked_once_for_each_change_not_for_each_visit(
    served: LastGood, folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.now()
    checks = []

    def counted(path: Path) -> object:
        checks.append(path)
        return load_dataset(path)

    monkeypatch.setattr("referral.data.last_good.load_dataset", counted)
    broken(folder)
    for _ in range(20):
        watch.seconds += AGAIN_S
        assert not served.now().latest
    assert len(checks) == 1
    mended(folder)
    assert served.now().latest and len(checks) == 2


def test_a_broken_description_is_mended_like_a_table(served: LastGood, folder: Path) -> None:
    served.now()
    (folder / "datapackage.json").write_text("[]", encoding="utf-8")
    assert not served.now().latest
    (folder / "datapackage.json").unlink()
    assert served.now().latest


def test_the_log_names_some_faults_and_what_names_all(
    served: LastGood, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = folder / "referrals.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *(f"x{row}" for row in rows * 3)]), encoding="utf-8")
    caplog.set_level(logging.ERROR)
    with pytest.raises(DatasetError):
        served.now()
    (line,) = told(caplog)
    assert line.count("\n") == 41
    assert line.endswith(f"more: python -m referral check {folder}")
