"""The small picture of a pattern: what it looks like, when it is drawn anew, what its name says."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from referral.body.atlas import Atlas
from referral.data.load import load_dataset
from referral.drawing import thumbnail
from referral.drawing.thumbnail import EDGE_PX, muscle_and_side, name_of
from referral.model.dataset import Dataset
from tests.edits import replaced

MOST_BYTES = 8_000
TEN = (
    "temporalis",
    "upper_trapezius",
    "scalenes",
    "infraspinatus",
    "lumbricals_hand",
    "quadratus_lumborum",
    "gluteus_minimus",
    "soleus",
    "abductor_hallucis",
    "mylohyoid",
)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnail, "_kept", {})


def pixels(picture: bytes) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(picture)) as opened:
        assert opened.format == "WEBP"
        return np.asarray(opened.convert("RGBA"))


def red(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where the colour of pain, or of a muscle, is seen."""
    red, green, blue, opacity = (picture[..., channel].astype(int) for channel in range(4))
    return (red > green + 35) & (red > blue + 30) & (opacity > 128)


@pytest.mark.parametrize("muscle_id", TEN)
def test_a_small_square_with_the_pattern_on_a_body_without_a_ground(
    marked_atlas: Atlas, real_dataset: Dataset, muscle_id: str
) -> None:
    assert_drawn(marked_atlas, real_dataset, muscle_id)


@pytest.mark.long
def test_every_muscle_has_a_picture(marked_atlas: Atlas, real_dataset: Dataset) -> None:
    for muscle_id in real_dataset.muscles:
        assert_drawn(marked_atlas, real_dataset, muscle_id)


def assert_drawn(atlas: Atlas, dataset: Dataset, muscle_id: str) -> None:
    drawn = thumbnail.thumbnail(atlas, dataset, muscle_id, "right")
    assert len(drawn) <= MOST_BYTES
    picture = pixels(drawn)
    assert picture.shape == (EDGE_PX, EDGE_PX, 4)
    opaque = (picture[..., 3] > 250).mean()
    assert opaque > 0.08, (muscle_id, "a body is seen")
    assert red(picture).mean() > 0.001, (muscle_id, "and what is to be seen on it")


def test_right_and_left_are_mirrored(marked_atlas: Atlas, real_dataset: Dataset) -> None:
    right, left = (
        red(pixels(thumbnail.thumbnail(marked_atlas, real_dataset, "lower_trapezius", side))).mean(axis=0)
        for side in ("right", "left")
    )
    assert np.abs(right - left[::-1]).mean() < 0.02 < np.abs(right - left).mean()


def test_drawn_once_and_the_same_every_time(
    marked_atlas: Atlas, real_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = thumbnail.thumbnail(marked_atlas, real_dataset, "soleus", "left")
    assert thumbnail.thumbnail(marked_atlas, real_dataset, "soleus", "left") is first
    monkeypatch.setattr(thumbnail, "_kept", {})
    assert thumbnail.thumbnail(marked_atlas, real_dataset, "soleus", "left") == first


def test_no_more_are_kept_than_said(
    marked_atlas: Atlas, real_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnail, "MOST_KEPT", 2)
    for muscle_id in TEN[:3]:
        thumbnail.thumbnail(marked_atlas, real_dataset, muscle_id, "right")
    assert [name.split("-")[0] for name in thumbnail._kept] == list(TEN[1:3])


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("referrals.csv", "temporalis_trp1,temple,essential", "temporalis_trp1,temple,spillover"),
        ("trigger_points.csv", "temporalis_trp1,temporalis,TrP1", "temporalis_trp1,temporalis,TrP7"),
    ],
)
def test_an_edit_gives_another_name_to_the_muscle_alone(
    marked_atlas: Atlas, folder: Path, table: str, before: str, after: str
) -> None:
    def names() -> dict[str, str]:
        dataset = load_dataset(folder)
        return {one: name_of(marked_atlas, dataset, one, "right") for one in dataset.muscles}

    was = names()
    assert names() == was
    replaced(folder, table, before, after)
    assert {one for one, name in names().items() if name != was[one]} == {"temporalis"}


def test_names_are_read_back(marked_atlas: Atlas, real_dataset: Dataset) -> None:
    names = {name_of(marked_atlas, real_dataset, one, "left"): one for one in real_dataset.muscles}
    assert len(names) == len(real_dataset.muscles)
    assert all(muscle_and_side(name) == (muscle_id, "left") for name, muscle_id in names.items())
    for name in ("", "soleus", "soleus-left", "soleus-both-1.webp", "../soleus.webp"):
        assert muscle_and_side(name) is None


def test_unknown_muscle(marked_atlas: Atlas, real_dataset: Dataset) -> None:
    with pytest.raises(KeyError):
        thumbnail.thumbnail(marked_atlas, real_dataset, "none", "right")
