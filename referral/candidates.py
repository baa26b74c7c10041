"""The muscles that may explain some areas, as a table that sorts and filters.

::

    candidates_table(dataset, ranking) -> pandas.DataFrame     a row a muscle, best first; index: muscle id
    tells_apart(dataset, ranking, candidate) -> str            where else it sends pain, and hardly another does

"Felt by": nearly all with the point, or some, as the zones say.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from referral.dataset import Area, Dataset, Frequency, Zone
from referral.ranking import Candidate, Ranking
from referral.reasons import likely_side, named
from referral.text import listed

if TYPE_CHECKING:
    import pandas

FELT: Final[dict[Zone, str]] = {"essential": "nearly all", "spillover": "some"}
OFTEN: Final[dict[Frequency, str]] = {"common": "often", "occasional": "now and then", "rare": "seldom"}
COLUMNS: Final = ("Muscle", "Points", "Felt by", "Source of pain", "What tells it apart")
MOST_NAMED: Final = 2
"""Places that tell a muscle apart; more would not be looked at."""

MOST_OTHERS: Final = 0.34
"""A place tells a muscle apart when at most this share of the other candidates reaches it too."""


def candidates_table(dataset: Dataset, ranking: Ranking) -> pandas.DataFrame:
    """Return the candidates as a frame with COLUMNS, all text, ordered as the ranking orders them."""
    import pandas

    reached = _how_many_reach(dataset, ranking)
    rows = [
        (
            dataset.muscles[candidate.muscle_id].name,
            _points(dataset, candidate),
            FELT[_strongest(candidate)],
            OFTEN[dataset.muscles[candidate.muscle_id].frequency],
            _apart(dataset, ranking, candidate, reached),
        )
        for candidate in ranking.candidates
    ]
    index = pandas.Index([candidate.muscle_id for candidate in ranking.candidates], name="muscle_id")
    return pandas.DataFrame(rows, columns=list(COLUMNS), index=index, dtype=object)


def tells_apart(dataset: Dataset, ranking: Ranking, candidate: Candidate) -> str:
    """Return the places beyond the chosen ones to which this candidate sends pain and few others do."""
    return _apart(dataset, ranking, candidate, _how_many_reach(dataset, ranking))


def _strongest(candidate: Candidate) -> Zone:
    return "essential" if any(part.zone == "essential" for part in candidate.explains) else "spillover"


def _points(dataset: Dataset, candidate: Candidate) -> str:
    points = dict.fromkeys(point for part in candidate.explains for point in part.trigger_points)
    own = [point.trigger_point_id for point in dataset.trigger_points_of(candidate.muscle_id)]
    return listed([dataset.trigger_points[point].label for point in own if point in points], "and")


def _how_many_reach(dataset: Dataset, ranking: Ranking) -> Counter[str]:
    """How many candidates send pain to each region."""
    return Counter(
        region
        for candidate in ranking.candidates
        for region in {area.region_id for area in dataset.pattern(candidate.muscle_id, "right")}
    )


def _apart(dataset: Dataset, ranking: Ranking, candidate: Candidate, reached: Counter[str]) -> str:
    chosen = {area.region_id for area in ranking.areas}
    most = 1 + MOST_OTHERS * (len(ranking.candidates) - 1)
    pattern = dataset.pattern(candidate.muscle_id, likely_side(candidate, dataset))
    beyond = [area for area in pattern if area.region_id not in chosen and reached[area.region_id] <= most]
    best = sorted(beyond, key=lambda area: (pattern[area] != "essential", reached[area.region_id]))[:MOST_NAMED]
    if best:
        return named([Area(area.region_id) for area in best], dataset)
    return "pain stays there" if set(pattern) <= set(ranking.areas) else "nothing: others reach its places too"
