"""What tests of the logic share: a dataset of five muscles, copies of it to break, the real one, and the atlas."""

import shutil
from pathlib import Path

import pytest

from referral import atlas
from referral.atlas import Atlas
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


@pytest.fixture(scope="session")
def marked_atlas(real_dataset: Dataset) -> Atlas:
    """The atlas with the trigger points of data/ marked, as the app shows it."""
    return atlas.load(trigger_points=real_dataset.trigger_points.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the five muscles' files that a test may break."""
    return Path(shutil.copytree(FIVE_MUSCLES, tmp_path / "dataset"))
