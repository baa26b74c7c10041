"""What a visitor reads when a page meets a fault of ours, in place of Streamlit's English words. The log has the fault.

st.App(…, on_script_error=told_instead)
"""

from __future__ import annotations

import logging
from html import escape
from typing import Final

import streamlit as st

from referral.clinic.model import Clinic
from referral.ui.frame.help_page import clinic_call, help_page
from referral.ui.visit import safety_answers
from referral.ui.visit.clinic import current_clinic
from referral.ui.visit.device import on_tablet
from referral.ui.visit.words import html_around, html_text

LOG: Final = logging.getLogger(__name__)


def told_instead(_: Exception) -> bool:
    """Say, where the fault was met, that it is ours and whom to call; True, so that Streamlit says nothing. Where a
    sign says to get help, that is shown, whatever failed beside it."""
    clinic, kiosk = current_clinic(), on_tablet()
    if not (safety_answers.is_stopped() and _helped(clinic, kiosk=kiosk)):
        _tell(clinic, kiosk=kiosk)
    return True


def _helped(clinic: Clinic, *, kiosk: bool) -> bool:
    try:
        help_page(clinic, kiosk=kiosk)
    except Exception:  # it may be what failed
        LOG.exception("the page that says to get help failed, too")
        return False
    return True


def _tell(clinic: Clinic, *, kiosk: bool) -> None:
    number = escape(clinic.emergency_number)
    emergency = f"<strong>{number}</strong>" if kiosk else f'<a href="tel:{number}"><strong>{number}</strong></a>'
    with st.container(key="fault_page"):
        st.html(
            f'<section class="rp-stop rp-stop-calm" role="alert">'
            f'<h2 class="rp-page-title">{html_text("Something went wrong on our side")}</h2>'
            f'<p class="rp-stop-advice">{html_around("In an emergency call {number}.", number=emergency)}</p>'
            f'<p><a class="rp-fault-again" href="">{html_text("Load the page again")}</a></p>'
            f"{clinic_call(clinic, kiosk=kiosk, lead=False)}</section>"
        )
