"""The dataset of data/ and the atlas as the app shows them, loaded once in a process: to check every table takes more
than a second."""

from __future__ import annotations

from functools import cache

from referral.answers.red_flags import nobody_asks
from referral.answers.under_place import Answer, answer
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


def the_answer(*area_ids: str) -> Answer:
    """What a page should say to these places."""
    return answer(the_dataset(), the_atlas(), nobody_asks(the_dataset().area(area_id) for area_id in area_ids))


def cards_at_first(*area_ids: str) -> int:
    """How many muscles Find shows for these places before more are asked for."""
    found = the_answer(*area_ids)
    return min(found.leading, len(found.candidates)) + len(found.only_here)
