"""The choice of language, above every page.

language_switch(clinic, kiosk=False)     each language by its own name; the choice goes into the address
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from referral.clinic.model import Clinic
from referral.ui.components import beside
from referral.ui.components.asking import asked_id, newest, sent
from referral.ui.components.scripts import script
from referral.ui.visit.language import choose_language, spoken
from referral.ui.visit.words import gettext
from referral.words.languages import language

KEY: Final = "language_switch"

_switch = st.components.v2.component(
    "referral.language",
    js=script("language_switch/language_switch.js"),
    css=beside(__file__, "language_switch.css"),
)


def language_switch(clinic: Clinic, *, kiosk: bool = False) -> None:
    """Show the languages that the clinic offers, and tell the browser which one the page is written in. On the tablet
    they are larger, and leave the corner to the button that starts over."""

    def choose() -> None:
        chosen = sent(KEY, "chosen")
        if (code := asked_id(KEY, chosen, "code")) is not None:
            choose_language(code)

    offered = [{"code": code, "name": language(code).name} for code in clinic.languages]
    data = {
        "current": spoken().code,
        "had": newest(KEY),
        "label": gettext("Language"),
        "languages": offered,
        "kiosk": kiosk,
    }
    _switch(key=KEY, data=data, on_chosen_change=choose)
