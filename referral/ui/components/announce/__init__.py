"""What a tap has changed, for those who do not see it.

announce(text, key)     read by a screen reader whenever `text` becomes another
"""

from __future__ import annotations

import streamlit as st

from referral.ui.components.scripts import script

_region = st.components.v2.component("referral.announce", js=script("announce/announce.js"), isolate_styles=False)


def announce(text: str, key: str) -> None:
    """Have a screen reader say `text`, politely, when it is not the one of the run before."""
    _region(key=key, data={"text": text})
