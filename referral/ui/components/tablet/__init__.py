"""The clinic's tablet in the browser: an opening picture until it is touched, a clock, a warning, a clean slate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from referral.ui.components import beside
from referral.ui.components.scripts import script

_tablet = st.components.v2.component(
    "referral.tablet", js=script("tablet/tablet.js"), css=beside(__file__, "tablet.css")
)


def tablet_clock(key: str, data: Mapping[str, Any], on_language: Callable[[], None]) -> None:
    """Keep the time and show the opening picture. `data`: see frame/tablet.py; `on_language`: somebody began by
    tapping a language, whose code the state of `key` then holds."""
    _tablet(key=key, data=dict(data), on_language_change=on_language)
