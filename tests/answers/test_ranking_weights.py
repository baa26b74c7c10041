"""What counts less counts less: zones that are known from a few cases stay behind those of the manual."""

from __future__ import annotations

from pathlib import Path

import pytest

from referral.answers.ranking import rank
from referral.answers.red_flags import nobody_asks
from referral.data.load import load_dataset
from referral.model.rows import Area
from tests.edits import replaced

SKULL_BASE = Area("skull_base", "right")
OF_TRAPEZIUS = 'upper_trapezius_trp1,skull_base,spillover,same,travell_simons_1,"ch. 6, fig. 6.1",'


def scores(folder: Path) -> dict[str, float]:
    """What each muscle that reaches the base of the skull scores there, best first."""
    ranking = rank(load_dataset(folder), nobody_asks([SKULL_BASE]))
    return {found.muscle_id: found.score for found in ranking.candidates}


def test_a_zone_of_limited_certainty_counts_half(folder: Path) -> None:
    usual = scores(folder)
    replaced(folder, "referrals.csv", f"{OF_TRAPEZIUS}usual", f"{OF_TRAPEZIUS}limited")
    limited = scores(folder)
    assert limited["upper_trapezius"] == pytest.approx(usual["upper_trapezius"] / 2, abs=1e-5)
    assert limited["infraspinatus"] == usual["infraspinatus"]


def test_a_zone_of_limited_certainty_costs_the_muscle_its_place(folder: Path) -> None:
    replaced(folder, "muscles.csv", "FMA32546,common", "FMA32546,rare")  # the infraspinatus: last, but for that
    assert list(scores(folder)) == ["upper_trapezius", "infraspinatus"]
    replaced(folder, "referrals.csv", f"{OF_TRAPEZIUS}usual", f"{OF_TRAPEZIUS}limited")
    assert list(scores(folder)) == ["infraspinatus", "upper_trapezius"]
