"""What tests of the logic share: a dataset of five muscles, copies of it to break, and the real one."""

import shutil
from pathlib import Path

import pytest

from referral.dataset import DEFAULT_FOLDER, Dataset, load

FIVE_MUSCLES = Path(__file__).parent / "fixtures" / "five_muscles"


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Five muscles of head, shoulder and hip."""
    return load(FIVE_MUSCLES)


@pytest.fixture(scope="session")
def real_dataset() -> Dataset:
    """The dataset of data/, as the app shows it."""
    return load(DEFAULT_FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the five muscles' files that a test may break."""
    return Path(shutil.copytree(FIVE_MUSCLES, tmp_path / "dataset"))
