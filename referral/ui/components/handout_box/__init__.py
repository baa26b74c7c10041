"""Notes for a hand-out and the one button that makes it.

    handout_box(make, name, key, patient)    `make(notes)` returns the PDF; `patient`: another number, an empty box

What is typed stays in the browser until the button is pressed. It is handed to `make` and forgotten: it is in no
address, in no session and in no log. The same number asked for again gives the same page: where an answer was lost the
browser asks again (asking.js), and says so when none comes.
"""

from __future__ import annotations

import base64
import logging
import traceback
from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from referral.paper.handout import LONGEST_NOTES
from referral.ui.components import beside
from referral.ui.components.asking import sent
from referral.ui.components.scripts import script
from referral.ui.visit.words import gettext
from referral.words.languages import N_

WORDS: Final = {
    "notes": N_("Notes on it"),
    "placeholder": N_("Printed on this page only; kept nowhere."),
    "button": N_("Hand-out (PDF)"),
    "making": N_("Making the page …"),
    "made": N_("Saved with your downloads."),
    "lost": N_("No answer came. Your notes are still here: please try again."),
}
LOG: Final = logging.getLogger(__name__)

_box = st.components.v2.component(
    "referral.handout_box",
    js=script("handout_box/handout_box.js"),
    css=beside(__file__, "handout_box.css"),
)


def handout_box(make: Callable[[str], bytes], name: str, key: str, patient: int) -> None:
    """Show the box. A page that cannot be made is told beside the button, and the notes stay where they are."""
    answer = f"{key} answer"

    def receive() -> None:
        wanted = _read(sent(key, "wanted"))
        if wanted is not None:
            st.session_state[answer] = _answer(make, *wanted)

    @st.fragment
    def box() -> None:
        words = {name: gettext(message) for name, message in WORDS.items()}
        data = {"words": words, "longest": LONGEST_NOTES, "name": name, "patient": patient}
        # the page is sent once, in the run that it was asked for in, and forgotten
        _box(key=key, data={**data, **st.session_state.pop(answer, {})}, on_wanted_change=receive)

    box()


def _answer(make: Callable[[str], bytes], notes: str, number: int) -> dict[str, Any]:
    """The page, or why there is none: without an answer the browser would ask again."""
    try:
        return {"number": number, "pdf": base64.b64encode(make(notes)).decode("ascii")}
    except (OSError, RuntimeError) as error:  # a picture that is gone; a page that Typst cannot set
        return {"number": number, "failed": gettext("The page cannot be made: {error}", error=error)}
    except Exception as error:
        # where, and what kind; not its words, which may hold some of the notes
        where = "".join(traceback.format_tb(error.__traceback__))
        LOG.error("a hand-out could not be made: %s\n%s", type(error).__name__, where)
        failed = gettext("The page cannot be made just now. Your notes are still here: please try again.")
        return {"number": number, "failed": failed}


def _read(value: Any) -> tuple[str, int] | None:
    """What the browser sent, if it is ours. Anyone can send anything."""
    if not isinstance(value, Mapping):
        return None
    notes, number = value.get("notes"), value.get("number")
    return (notes[:LONGEST_NOTES], number) if isinstance(notes, str) and isinstance(number, int) else None
