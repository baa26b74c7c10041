"""On what a visitor looks at the page."""

from __future__ import annotations

import streamlit as st

from referral.ui.visit.clinic import current_clinic


def on_tablet() -> bool:
    """Whether this is the clinic's tablet: the address says so, or the clinic's file does of every screen."""
    return st.query_params.get("display") == "kiosk" or current_clinic().kiosk.always


def embedded() -> bool:
    """Whether the page stands in a frame of another site, as its address says. (Not `embed=1`: Streamlit keeps the name
    `embed` for itself, hides it from us, and shows words of its own under it.)"""
    return st.query_params.get("display") == "embed" and not on_tablet()


def on_phone() -> bool:
    """Whether the browser says it is a phone's: then the body is shown in one view at a time."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
