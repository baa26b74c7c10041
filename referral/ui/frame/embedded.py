"""In a frame of another site, such as the clinic's own: no masthead and no footer, whose places that site has; the
emergency number stays in sight. Which sites may: `framed_by` in clinic.toml.

    sites()                 those that may, of the clinic's file
    emergency_line(clinic)  what stands instead of the masthead
    fit_frame(clinic)       styles; the height, told to those sites
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from referral.clinic.file import ClinicError
from referral.clinic.model import Clinic
from referral.ui.components.in_frame import in_frame
from referral.ui.frame import theme
from referral.ui.visit.clinic import current_clinic
from referral.ui.visit.words import html_text

KEY: Final = "in_frame"


def sites() -> tuple[str, ...]:
    """The sites that may frame the explorer; none where the clinic's file is broken, which the page tells."""
    try:
        return current_clinic().framed_by
    except ClinicError:
        return ()


def emergency_line(clinic: Clinic) -> None:
    """The number to call when help cannot wait, first of all on the page."""
    words = html_text("In an emergency call {number}.", number=clinic.emergency_number)
    st.html(f'<p class="rp-emergency-line">{words}</p>', width="content")


def fit_frame(clinic: Clinic) -> None:
    """Lay the page out for a frame, and tell the site round it how tall that should be."""
    theme.page_style("embed")
    in_frame(KEY, clinic.framed_by)
