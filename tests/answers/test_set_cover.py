"""The smallest cover against trying every set."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from referral.answers.set_cover import EXACT_AREAS, smallest_cover

MUSCLES = "abcdefg"
COVERS = st.dictionaries(st.sampled_from(MUSCLES), st.frozensets(st.integers(0, 6), min_size=1), max_size=7)
WORTH = st.fixed_dictionaries({muscle: st.integers(1, 3) for muscle in MUSCLES})
NAMES = {muscle: muscle.upper() for muscle in MUSCLES}


def by_trying(covers: dict[str, frozenset[int]], worth: dict[str, int]) -> frozenset[str]:
    """Return the best set: fewest, then most worth, then first by name."""
    everything = frozenset().union(*covers.values())
    for size in range(len(covers) + 1):
        sets = [
            s for s in combinations(sorted(covers), size) if frozenset().union(*(covers[m] for m in s)) == everything
        ]
        if sets:
            return frozenset(min(sets, key=lambda s: (-sum(worth[muscle] for muscle in s), s)))
    raise AssertionError("all muscles together cover everything")


@settings(max_examples=300, deadline=None)
@given(covers=COVERS, worth=WORTH)
def test_exact_search_finds_the_best_set(covers: dict[str, frozenset[int]], worth: dict[str, int]) -> None:
    assert smallest_cover(covers, worth, NAMES) == by_trying(covers, worth)


def test_greedy_would_take_three_where_two_do() -> None:
    covers = {"a": {1, 2, 3, 4}, "b": {1, 2, 5}, "c": {3, 4, 6}}
    assert smallest_cover(covers, dict.fromkeys("abc", 1), NAMES) == {"b", "c"}


def test_beyond_the_exact_search_everything_is_still_covered() -> None:
    covers = {"a": set(range(EXACT_AREAS)), "b": set(range(8, EXACT_AREAS + 8)), "c": {1}}
    assert smallest_cover(covers, dict.fromkeys("abc", 1), NAMES) == {"a", "b"}
