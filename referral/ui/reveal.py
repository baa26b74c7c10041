"""Bring a part of the page into sight when it changes, as a phone shows one part at a time.

reveal(target, token, key)     scrolls to the container with key `target` whenever `token` becomes another text
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

SCRIPT: Final = Path(__file__).with_name("assets") / "reveal.js"

_reveal = st.components.v2.component("referral.reveal", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False)


def reveal(target: str, token: str, key: str) -> None:
    """Scroll to `target` if `token` is not the one of the run before; an empty token never scrolls."""
    _reveal(key=key, data={"key": key, "target": target, "token": token})
