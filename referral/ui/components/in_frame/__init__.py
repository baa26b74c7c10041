"""In a frame of another site: its height, told to the sites that may know, and links that leave open outside of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from referral.ui.components.scripts import script

_in_frame = st.components.v2.component("referral.in_frame", js=script("in_frame/in_frame.js"), isolate_styles=False)


def in_frame(key: str, sites: Sequence[str]) -> None:
    """Tell the frame's height to `sites`, such as "https://www.example.org", and to no other."""
    _in_frame(key=key, data={"sites": list(sites)})
