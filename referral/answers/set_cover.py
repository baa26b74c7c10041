"""The smallest set of muscles that together reach all chosen areas: an exact search, for few areas.

Any set that reaches every area has a muscle that reaches the first area still open, so only those muscles
are tried; what remains open after that is solved once and remembered. Beyond ``EXACT_AREAS`` areas, where the
number of remainders could grow past what a tap may cost, the muscle that reaches the most open areas is taken
again and again.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import TypeAlias

EXACT_AREAS = 12
"""As many areas as a link may hold (``links.reading.MAX_AREAS``): at most 4,096 remainders."""

Solution: TypeAlias = tuple[int, int, tuple[tuple[str, str], ...]]
"""Number of muscles, minus their worth, their (name, id) in order: the smallest tuple is the best."""


def smallest_cover(
    covers: Mapping[str, Collection[object]], worth: Mapping[str, int], names: Mapping[str, str]
) -> frozenset[str]:
    """Return ids of the fewest muscles whose `covers` hold every covered thing.

    Among equally few, the one with most `worth` in total, then the first by name. Nothing covered: nothing
    returned.
    """
    things = list(dict.fromkeys(thing for covered in covers.values() for thing in covered))
    bits = {thing: 1 << position for position, thing in enumerate(things)}
    masks = {muscle: sum(bits[thing] for thing in covered) for muscle, covered in covers.items()}
    best = _best_of_each_mask(masks, worth, names)
    everything = (1 << len(things)) - 1
    if len(things) > EXACT_AREAS:
        return _greedy(best, everything, worth, names)
    return _exact(best, everything, worth, names)


def _best_of_each_mask(masks: Mapping[str, int], worth: Mapping[str, int], names: Mapping[str, str]) -> dict[int, str]:
    """Return, for each set of things, the muscle to prefer among those that cover just that set."""
    ordered = sorted(masks, key=lambda muscle: (-worth[muscle], names[muscle], muscle))
    best: dict[int, str] = {}
    for muscle in ordered:
        best.setdefault(masks[muscle], muscle)
    return best


def _exact(
    best: Mapping[int, str], everything: int, worth: Mapping[str, int], names: Mapping[str, str]
) -> frozenset[str]:
    @cache
    def solve(still_open: int) -> Solution:
        if not still_open:
            return 0, 0, ()
        first = still_open & -still_open
        return min(
            _with(muscle, solve(still_open & ~mask), worth, names) for mask, muscle in best.items() if mask & first
        )

    return frozenset(muscle for _, muscle in solve(everything)[2])


def _with(muscle: str, rest: Solution, worth: Mapping[str, int], names: Mapping[str, str]) -> Solution:
    count, lack, members = rest
    return count + 1, lack - worth[muscle], tuple(sorted([*members, (names[muscle], muscle)]))


def _greedy(
    best: Mapping[int, str], everything: int, worth: Mapping[str, int], names: Mapping[str, str]
) -> frozenset[str]:
    taken, still_open = set(), everything
    while still_open:
        mask = min(
            best,
            key=lambda mask: (-(mask & still_open).bit_count(), -worth[best[mask]], names[best[mask]], mask),
        )
        taken.add(best[mask])
        still_open &= ~mask
    return frozenset(taken)
