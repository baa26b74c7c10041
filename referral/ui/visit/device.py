"""On what a visitor looks at the page."""

from __future__ import annotations

import streamlit as st

from referral.ui.visit.clinic import current_clinic


def on_tablet() -> bool:
    """Whether this is the clinic's tablet: the address says so, or the clinic's file does of every screen."""
    return st.query_params.get("display") == "kiosk" or current_clinic().kiosk.always


def on_phone() -> bool:
    """Whether the browser says it is a phone's: then the body is shown in one view at a time."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
