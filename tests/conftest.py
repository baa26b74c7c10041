"""What tests of the logic share: a dataset of five muscles, copies of it to break, the real one, and the atlas; and
how a run is ordered and told: files of browser tests first, repeated tests in the last lines."""

import shutil
from pathlib import Path

import pytest

from referral.body.atlas import Atlas
from referral.data.load import load_dataset
from referral.model.dataset import Dataset

from .loaded_once import the_atlas, the_dataset

FIVE_MUSCLES = Path(__file__).parent / "fixtures" / "five_muscles"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow files first, so that no worker is left with one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A pass at the second try is told as one."""
    repeated = terminalreporter.getreports("rerun")
    if repeated:
        terminalreporter.section("not every test passed at its first try", yellow=True)
        for report in repeated:
            terminalreporter.line(f"REPEATED {report.nodeid}: a page did not load in time", yellow=True)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Five muscles of head, shoulder and hip."""
    return load_dataset(FIVE_MUSCLES)


@pytest.fixture(scope="session")
def real_dataset() -> Dataset:
    """The dataset of data/, as the app shows it."""
    return the_dataset()


@pytest.fixture(scope="session")
def marked_atlas() -> Atlas:
    """The atlas with the trigger points of data/ marked, as the app shows it."""
    return the_atlas()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the five muscles' files that a test may break."""
    return Path(shutil.copytree(FIVE_MUSCLES, tmp_path / "dataset"))
