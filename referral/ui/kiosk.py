"""The clinic's tablet: an opening picture until it is touched, and a clean slate after each person.

    watch_over(clinic, begun)      once a run of the whole page, in kiosk mode only: style, clock and opening picture

After `idle_seconds` without a touch a warning counts down `warning_seconds` (WCAG 2.2, 2.2.1: at least 20 seconds to
answer with one action); then the page is loaded anew, under the address of the empty page. The history of the browser
does not grow in this mode, so there is nothing to go back to.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import streamlit as st

from referral.clinic import Clinic
from referral.show import slides
from referral.ui import theme
from referral.ui.data import atlas_or_none, dataset_or_none

ASSETS: Final = Path(__file__).with_name("assets")
HOME: Final = "/?display=kiosk"
PLATE: Final = "body"
#: Muscles that come and go on the opening picture, where the dataset has them: patterns that surprise.
OPENING_MUSCLES: Final = (
    "upper_trapezius",
    "infraspinatus",
    "gluteus_minimus",
    "sternocleidomastoid_sternal",
    "scalenes",
    "soleus",
)
WORDS: Final[dict[str, Any]] = {
    "over": "Start over",
    "opening": {
        "title": "Where does it hurt?",
        "text": "Pain is often felt far from the muscle that sends it. See which muscles may send yours.",
        "button": "Touch to begin",
    },
    "warning": {
        "title": "Are you still there?",
        "text": "All that was tapped is cleared in {seconds} seconds.",
        "button": "I’m still here",
    },
}

_kiosk = st.components.v2.component(
    "referral.kiosk",
    js=(ASSETS / "kiosk.js").read_text(encoding="utf-8"),
    css=(ASSETS / "kiosk.css").read_text(encoding="utf-8"),
)


def watch_over(clinic: Clinic, *, begun: bool) -> None:
    """Larger buttons and no menu; keep the time, and show the opening picture unless somebody has `begun`."""
    theme.page_style("kiosk_page")
    _kiosk(
        key="kiosk",
        data={
            "home": HOME,
            "idle": clinic.kiosk.idle_seconds,
            "warning": clinic.kiosk.warning_seconds,
            "words": WORDS,
            "opening": None if begun else _opening(),
        },
    )


def _opening() -> dict[str, Any] | None:
    dataset = dataset_or_none()
    atlas = atlas_or_none() if dataset else None
    if dataset is None or atlas is None or PLATE not in atlas.plates:
        return None
    shown = [muscle for muscle in OPENING_MUSCLES if muscle in dataset.muscles]
    return slides(dataset, atlas, PLATE, shown)
