"""What a tap has changed, for those who do not see it.

announce(text, key)     read by a screen reader whenever `text` becomes another
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

SCRIPT: Final = Path(__file__).with_name("assets") / "announce.js"

_region = st.components.v2.component("referral.announce", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False)


def announce(text: str, key: str) -> None:
    """Have a screen reader say `text`, politely, when it is not the one of the run before."""
    _region(key=key, data={"text": text})
