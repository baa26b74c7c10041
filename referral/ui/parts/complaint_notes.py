"""What the name of a complaint may also mean, while its places are chosen: a line for each that was typed."""

from __future__ import annotations

from collections.abc import Iterable

from referral.model.rows import Area
from referral.model.texts import Texts
from referral.ui.visit.notices import complaints, show_lines


def show_notes(texts: Texts, areas: Iterable[Area]) -> None:
    """Show the notes of the complaints that were chosen by name and whose places are chosen still."""
    chosen = {area.region_id for area in areas}
    notes = [
        complaint.note
        for complaint_id in complaints()
        if (complaint := texts.complaints.get(complaint_id)) and complaint.note and chosen >= set(complaint.regions)
    ]
    if notes:
        show_lines(notes)
