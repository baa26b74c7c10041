"""The choice of language, above every page.

language_switch(clinic, kiosk=False)     each language by its own name; the choice goes into the address
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from referral.clinic import Clinic
from referral.languages import language
from referral.ui import visit
from referral.ui.words import gettext

ASSETS: Final = Path(__file__).with_name("assets")
KEY: Final = "language_switch"

_switch = st.components.v2.component(
    "referral.language",
    js=(ASSETS / "language.js").read_text(encoding="utf-8"),
    css=(ASSETS / "language.css").read_text(encoding="utf-8"),
)


def language_switch(clinic: Clinic, *, kiosk: bool = False) -> None:
    """Show the languages that the clinic offers, and tell the browser which one the page is written in. On the tablet
    they are larger, and leave the corner to the button that starts over."""

    def choose() -> None:
        code = st.session_state[KEY].get("chosen")
        if isinstance(code, str):  # anyone can send anything
            visit.choose_language(code)

    offered = [{"code": code, "name": language(code).name} for code in clinic.languages]
    data = {"current": visit.language().code, "label": gettext("Language"), "languages": offered, "kiosk": kiosk}
    _switch(key=KEY, data=data, on_chosen_change=choose)
