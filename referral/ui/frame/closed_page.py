"""What stands in place of a page while there is no sound dataset: closed for a moment, and how to reach the clinic.

What is wrong with the tables the log says: it is for whoever keeps them, not for whoever is in pain.
"""

from __future__ import annotations

import streamlit as st

from referral.clinic.model import Clinic
from referral.ui.frame.help_page import clinic_call
from referral.ui.visit.words import html_text


def closed_page(clinic: Clinic, *, kiosk: bool) -> None:
    """The page; what to do in an emergency the footer below it says."""
    ask = clinic_call(clinic, kiosk=kiosk, lead=False)
    come_back = html_text("We are putting something right. Please come back in a little while.")
    with st.container(key="closed_page"):
        st.html(
            f'<section class="rp-stop rp-stop-calm" aria-labelledby="rp-closed-title">'
            f'<h1 class="rp-page-title" id="rp-closed-title">{html_text("This page is closed for a moment")}</h1>'
            f'<p class="rp-stop-advice">{come_back}</p>{ask}</section>'
        )
