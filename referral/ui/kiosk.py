"""The clinic's tablet: an opening picture until it is touched, and a clean slate after each person.

    watch_over(clinic, begun, longer=False)       once a run of the whole page, in kiosk mode only: style, clock and
                                                  opening picture

The opening picture asks for the language: each name, in its own language, is a button that begins. Its words are in
another language with each pattern, so that whoever looks up finds theirs.

After `idle_seconds` without a touch a warning counts down `warning_seconds` (WCAG 2.2, 2.2.1: at least 20 seconds to
answer with one action); then the page is loaded anew, under the address of the empty page. The history of the browser
does not grow in this mode, so there is nothing to go back to.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from referral.atlas import Atlas
from referral.clinic import Clinic
from referral.dataset import Dataset
from referral.languages import N_, Language, language
from referral.show import slides
from referral.ui import theme, visit
from referral.ui.data import dataset_or_none, silent_atlas_or_none
from referral.ui.words import gettext

ASSETS: Final = Path(__file__).with_name("assets")
KEY: Final = "kiosk"
HOME: Final = "/?display=kiosk"
PATIENCE: Final = 5
"""So many times longer stays what somebody may be reading aloud to an emergency line."""

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
OVER: Final = N_("Start over")
OPENING: Final = {
    "title": N_("Where does it hurt?"),
    "text": N_("Pain is often felt far from the muscle that sends it. See which muscles may send yours."),
    "button": N_("Touch to begin"),
}
WARNING: Final = {
    "title": N_("Are you still there?"),
    "text": N_("All that was tapped is cleared in {seconds} seconds."),
    "button": N_("I’m still here"),
}

_kiosk = st.components.v2.component(
    "referral.kiosk",
    js=(ASSETS / "kiosk.js").read_text(encoding="utf-8"),
    css=(ASSETS / "kiosk.css").read_text(encoding="utf-8"),
)


def watch_over(clinic: Clinic, *, begun: bool, longer: bool = False) -> None:
    """Larger buttons and no menu; keep the time, and show the opening picture unless somebody has `begun`. `longer`:
    the page says to get help, and is not cleared so soon."""

    def choose() -> None:
        code = st.session_state[KEY].get("language")
        if isinstance(code, str):
            visit.choose_language(code)

    theme.page_style("kiosk_page")
    _kiosk(
        key=KEY,
        data={
            "home": HOME,
            "idle": clinic.kiosk.idle_seconds * (PATIENCE if longer else 1),
            "warning": clinic.kiosk.warning_seconds,
            "words": {"over": gettext(OVER), "warning": _said(WARNING, visit.language())},
            "languages": [_way_in(language(code)) for code in clinic.languages],
            "current": clinic.languages.index(visit.language().code),
            "opening": None if begun else _opening(),
        },
        on_language_change=choose,
    )


def _said(words: dict[str, str], spoken: Language) -> dict[str, str]:
    return {name: spoken.gettext(message) for name, message in words.items()}


def _way_in(one: Language) -> dict[str, str]:
    """A language's code and name, and the words of the opening picture in it."""
    return {"code": one.code, "name": one.name, **_said(OPENING, one)}


def _opening() -> dict[str, Any] | None:
    dataset, atlas = dataset_or_none(), silent_atlas_or_none()
    if dataset is None or atlas is None or PLATE not in atlas.plates:
        return None
    return _slides(dataset, atlas)


@lru_cache(maxsize=8)
def _slides(dataset: Dataset, atlas: Atlas) -> dict[str, Any]:
    """The opening's patterns, drawn once a dataset and language."""
    return slides(dataset, atlas, PLATE, [muscle for muscle in OPENING_MUSCLES if muscle in dataset.muscles])
