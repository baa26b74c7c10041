"""Warning signs before any muscle: which belong to the chosen areas, and what a yes leads to. A table look-up.

::

    signs_for(dataset, areas) -> tuple[RedFlag, ...]             every sign of these areas, most urgent first
    TELL_FIRST                                                   what to tell the therapist before any needling
    unasked(dataset, areas, answered) -> tuple[RedFlag, ...]     those that nobody has answered yet

The rules are data/red_flags.csv, which a clinician reads and edits: a sign is asked when one of its regions is
chosen, on its side where the side matters, or for every area. Nothing is weighed, added up or kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from referral.dataset import Area, Dataset, RedFlag, Urgency
from referral.languages import N_

TELL_FIRST: Final = (
    N_("blood thinners or a bleeding problem"),
    N_("pregnancy, or that you may be pregnant"),
    N_("weak immunity or heart valve trouble"),
    N_("an infection, or broken or sore skin"),
    N_("lymphedema or removed lymph nodes"),
    N_("a pacemaker, implant or new joint"),
    N_("an allergy to metal"),
    N_("epilepsy, seizures or fainting"),
    N_("diabetes, numbness or poor blood flow"),
    N_("fear of needles or past bad reactions"),
    N_("being under 18"),
)
"""What a therapist must know before any needling, in a few words each; it travels with what a person takes along. The
Dry needling page says why, with sources (pages/dry_needling/is_it_for_me.toml)."""

ORDER: tuple[Urgency, ...] = ("emergency", "same_day", "days")
"""Most urgent first: a person who stops reading has read what matters most."""


def signs_for(dataset: Dataset, areas: Iterable[Area]) -> tuple[RedFlag, ...]:
    """Return the signs that belong to any of `areas`, most urgent first, those of one urgency as in the file; no area,
    no sign."""
    chosen = tuple(areas)
    found = [flag for flag in dataset.red_flags.values() if any(belongs(flag, area) for area in chosen)]
    return tuple(sorted(found, key=lambda flag: ORDER.index(flag.urgency)))


def belongs(flag: RedFlag, area: Area) -> bool:
    """Whether a sign is asked for an area. An area without a side may be on either."""
    here = flag.everywhere or area.region_id in flag.regions
    return here and (flag.side == "any" or area.side in (flag.side, None))


def unasked(dataset: Dataset, areas: Iterable[Area], answered: Collection[str]) -> tuple[RedFlag, ...]:
    """Return the signs of `areas` whose ids are not among those that were `answered` with no."""
    return tuple(flag for flag in signs_for(dataset, areas) if flag.flag_id not in answered)
