"""What to look for, to choose between the muscles of a list: one question a muscle, or what is true where none helps.

It asks where the pain runs, never where it comes from.
"""

from __future__ import annotations

from typing import Final

from referral.answers.apart import Apart
from referral.answers.ranking import Candidate
from referral.answers.under_place import Answer
from referral.model.rows import Area
from referral.model.texts import Texts
from referral.sentences.reasons import named, reason, reason_there
from referral.words.languages import N_
from referral.words.text import uncapitalised

ASKED: Final = N_("Does the pain also run to the {places}?")
STAYS: Final = N_("The pain stays here: no other place is usual.")
NOWHERE: Final = N_("No place tells it from the others for certain. Its tender spot: {where}.")


def told(texts: Texts, found: Answer, candidate: Candidate, apart: Apart | None) -> tuple[str, str]:
    """Return why a muscle is listed, and what sets it apart; empty when it is alone in the list.

    Where its places set it apart, they stand in the question alone: the reason does not name others beside them.
    """
    lying, also = found.lying(candidate.muscle_id), apart is None or not (apart.places or apart.stays)
    if lying is None:
        return reason(candidate, texts, also=also), look_for(texts, apart)
    return reason_there(candidate, lying, texts, also=also), look_for(texts, apart)


def look_for(texts: Texts, apart: Apart | None) -> str:
    """Return what sets a muscle apart, in a sentence or two; empty without it.

    ``Does the pain also run to the right web of the thumb?``
    """
    if apart is None:
        return ""
    if apart.places:
        return texts.language.gettext(ASKED, places=named(apart.places, texts, either=True))
    if apart.stays:
        return texts.language.gettext(STAYS)
    where = uncapitalised(texts.trigger_points[apart.trigger_point].location.removesuffix("."))
    return texts.language.gettext(NOWHERE, where=where)


def in_short(texts: Texts, apart: Apart | None) -> str:
    """Return the same for a cell of a table, without sides; empty without it."""
    if apart is None:
        return ""
    if apart.places:
        return named([Area(area.region_id) for area in apart.places], texts)
    return texts.language.gettext(N_("pain stays there") if apart.stays else N_("no place for certain"))
