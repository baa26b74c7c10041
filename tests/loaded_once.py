"""The dataset of data/ and the atlas as the app shows them, loaded once in a process: to check every table takes more
than a second."""

from __future__ import annotations

from functools import cache

from referral.body.atlas import Atlas
from referral.body.atlas_files import load_atlas
from referral.data.load import DEFAULT_FOLDER, load_dataset
from referral.model.dataset import Dataset


@cache
def the_dataset() -> Dataset:
    return load_dataset(DEFAULT_FOLDER)


@cache
def the_atlas() -> Atlas:
    """With the trigger points of data/ marked."""
    return load_atlas(trigger_points=the_dataset().trigger_points.values())
