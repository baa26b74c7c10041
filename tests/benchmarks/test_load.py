"""The visitor without a browser, and the crowd of them: they do what people do, and nothing goes wrong."""

from __future__ import annotations

import argparse
import asyncio

import pytest

from benchmarks.bench_load import LIMIT_MS, Stage, Taken, borne, load, places_of
from benchmarks.visitor import NONE, visit
from referral.body.atlas_files import load_atlas
from tools.browsing import serving

pytestmark = pytest.mark.long

MOST_SCREENS = 10
"""More than there are screens of warning signs for any place."""


def test_people_tap_and_nothing_goes_wrong() -> None:
    places = places_of(load_atlas())
    options = argparse.Namespace(people=4, more=None, every=1.0, seconds=4.0)
    with serving() as url:
        (stage,) = asyncio.run(load(url, options, places))
        asyncio.run(one_answers(url, places("body")[40]))
    assert (stage.people, stage.taken.faults) == (4, [])
    assert len(stage.taken.taps) >= 4
    assert stage.before_mb > 0
    assert "4 people" in str(stage)


async def one_answers(url: str, place: tuple[float, float]) -> None:
    """A tap chooses an area and asks for signs; "None of these" leads to muscles."""
    async with visit(url) as visitor:
        assert visitor.sheet == "body"
        await visitor.tap(*place)
        assert visitor.address.startswith("area=")
        assert not visitor.keys("muscle_card_")
        for _ in range(MOST_SCREENS):
            if none := visitor.keys(NONE):
                run = await visitor.press(none[-1])
                assert run.faults == ()
        assert visitor.keys("muscle_card_")


def test_people_that_are_borne_lie_between_two_stages() -> None:
    quick, slow = (Stage(people, Taken(taps=[seconds]), 1, 0, 0, 0, 0) for people, seconds in ((50, 0.3), (100, 0.7)))
    assert borne([quick, slow]) == pytest.approx(75)
    assert borne([slow]) == pytest.approx(100 * LIMIT_MS / 700)
    assert borne([quick, Stage(100, Taken(), 1, 0, 0, 0, 0)]) == 50
