"""The muscles that may explain some areas, as a table that sorts and filters.

"Felt by": nearly all with the point, or some, as the zones say; nobody there of a muscle that only lies there. "Lies
there": which of its points do, nearest first. "What tells it apart": where else it sends pain, and the others hardly
do. Columns are called by their English names, cells are in the dataset's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from referral.answers.apart import sets_apart
from referral.answers.ranking import Candidate
from referral.answers.under_place import Answer
from referral.model.rows import Frequency, Zone
from referral.model.texts import Texts
from referral.sentences.look_for import in_short
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


def candidates_table(texts: Texts, found: Answer) -> pandas.DataFrame:
    """Return the muscles of both kinds as a frame with COLUMNS, all text, in the order of the answer."""
    import pandas

    apart = sets_apart(texts.dataset, found)
    rows = [
        (
            texts.muscles[candidate.muscle_id].name,
            _points(texts, candidate),
            texts.language.gettext(FELT[_strongest(candidate)]) if candidate.explains else NONE,
            _there(texts, found, candidate),
            texts.language.gettext(OFTEN[texts.muscles[candidate.muscle_id].frequency]),
            in_short(texts, apart.get(candidate.muscle_id)) or NONE,
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
