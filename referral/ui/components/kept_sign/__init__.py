"""The warning sign that stopped a visit, given back by the browser when the server was started anew; and the page asked
for once more when the line was cut.

    keep_sign(tablet=False)     goes on every page

Only the sign's id is kept, or that somebody is not sure, in the tab's session storage, and goes with the tab or by the
help page's own way back. On the clinic's tablet nothing is stored: the page itself keeps it, until it is loaded anew.
"""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from referral.ui.components.asking import asked_id, newest, sent
from referral.ui.components.scripts import script
from referral.ui.visit import safety_answers

KEY: Final = "kept_sign"

_kept = st.components.v2.component("referral.kept_sign", js=script("kept_sign/kept_sign.js"), isolate_styles=False)


def keep_sign(*, tablet: bool = False) -> None:
    """Have the browser keep the sign that stops this visit, or give back the one that it has kept."""

    def receive() -> None:
        sign = _read(sent(KEY, "kept"))
        if sign is not None and not safety_answers.knows_steps():
            safety_answers.stop_again(sign)

    data = {
        "key": KEY,
        "stopped": safety_answers.stopping_sign(),
        "knows": safety_answers.knows_steps(),
        "tablet": tablet,
        "had": newest(KEY),
    }
    _kept(key=KEY, data=data, on_kept_change=receive)


def _read(value: Any) -> str | None:
    """The id that the browser sent. Anyone can send anything: one of no sign closes its page by itself."""
    return asked_id(KEY, value, "sign")
