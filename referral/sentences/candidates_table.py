"""The muscles that may explain some areas, as a table that sorts and filters.

"Felt by": nearly all with the point, or some, as the zones say; nobody there of a muscle that only lies there. "Lies
there": which of its points do, nearest first. "What tells it apart": where else it sends pain, and
hardly another does. Columns are called by their English names, cells are in the dataset's language.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from referral.answers.ranking import Candidate
from referral.answers.under_place import Answer, side_of
from referral.model.rows import Area, Frequency, Zone
from referral.model.texts import Texts
from referral.sentences.named_places import named
from referral.words.languages import N_

if TYPE_CHECKING:
    import pandas

FELT: Final[dict[Zone, str]] = {"essential": N_("nearly all"), "spillover": N_("some")}
OFTEN: Final[dict[Frequency, str]] = {"common": N_("often"), "occasional": N_("now and then"), "rare": N_("seldom")}
COLUMNS: Final = (
    N_("Muscle"),
    N_("Points"),
    N_("Felt by"),
    N_("Lies there"),
    N_("Source of pain"),
    N_("What tells it apart"),
)
NONE: Final = "–"
"""In a cell that has nothing to say."""

MOST_NAMED: Final = 2
"""Places that tell a muscle apart; more would not be looked at."""

MOST_OTHERS: Final = 0.34
"""A place tells a muscle apart when at most this share of the other candidates reaches it too."""


def candidates_table(texts: Texts, found: Answer) -> pandas.DataFrame:
    """Return the muscles of both kinds as a frame with COLUMNS, all text, in the order of the answer."""
    import pandas

    reached = _how_many_reach(texts, found)
    rows = [
        (
            texts.muscles[candidate.muscle_id].name,
            _points(texts, candidate),
            texts.language.gettext(FELT[_strongest(candidate)]) if candidate.explains else NONE,
            _there(texts, found, candidate),
            texts.language.gettext(OFTEN[texts.muscles[candidate.muscle_id].frequency]),
            _apart(texts, found, candidate, reached),
        )
        for candidate in found.in_order
    ]
    index = pandas.Index([candidate.muscle_id for candidate in found.in_order], name="muscle_id")
    return pandas.DataFrame(rows, columns=list(COLUMNS), index=index, dtype=object)


def _strongest(candidate: Candidate) -> Zone:
    return "essential" if any(part.zone == "essential" for part in candidate.explains) else "spillover"


def _points(texts: Texts, candidate: Candidate) -> str:
    points = dict.fromkeys(point for part in candidate.explains for point in part.trigger_points)
    own = [point.trigger_point_id for point in texts.trigger_points_of(candidate.muscle_id)]
    return texts.language.listed(texts.trigger_points[point].label for point in own if point in points) or NONE


def _there(texts: Texts, found: Answer, candidate: Candidate) -> str:
    """The points that lie under the chosen areas, nearest first."""
    lying = found.lying(candidate.muscle_id)
    return texts.language.listed(texts.trigger_points[point].label for point in lying.trigger_points) if lying else NONE


def _how_many_reach(texts: Texts, found: Answer) -> Counter[str]:
    """How many candidates send pain to each region."""
    return Counter(
        region
        for candidate in found.candidates
        for region in {area.region_id for area in texts.dataset.pattern(candidate.muscle_id, "right")}
    )


def _apart(texts: Texts, found: Answer, candidate: Candidate, reached: Counter[str]) -> str:
    """The places beyond the chosen ones to which this candidate sends pain and few others do."""
    chosen = {area.region_id for area in found.areas}
    most = 1 + MOST_OTHERS * (len(found.candidates) - 1)
    side = side_of(candidate, found.lying(candidate.muscle_id), texts.dataset)
    pattern = texts.dataset.pattern(candidate.muscle_id, side)
    beyond = [area for area in pattern if area.region_id not in chosen and reached[area.region_id] <= most]
    best = sorted(beyond, key=lambda area: (pattern[area] != "essential", reached[area.region_id]))[:MOST_NAMED]
    if best:
        return named([Area(area.region_id) for area in best], texts, "label")
    if set(pattern) <= set(found.areas):
        return texts.language.gettext("pain stays there")
    return texts.language.gettext("nothing: others reach its places too")
