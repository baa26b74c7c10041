"""The clinic's tablet: an opening picture until it is touched, and a clean slate after each person.

The opening picture asks for the language: each name, in its own language, is a button that begins. Its words are in
another language with each pattern, so that whoever looks up finds theirs.

After `idle_seconds` without a touch a warning counts down `warning_seconds` (WCAG 2.2, 2.2.1: at least 20 seconds to
answer with one action); then the page is loaded anew, under the address of the empty page, once the server answers:
until then the opening picture stands over it. The history of the browser
does not grow in this mode, so there is nothing to go back to.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from referral.body.atlas import Atlas
from referral.clinic.model import Clinic
from referral.drawing.step_by_step import slides
from referral.model.texts import Texts
from referral.ui.components.asking import asked_id, newest, sent
from referral.ui.components.tablet import tablet_clock
from referral.ui.edges import base_path
from referral.ui.frame import theme
from referral.ui.visit.language import choose_language, spoken
from referral.ui.visit.loaded import silent_atlas_or_none, texts_or_none
from referral.ui.visit.words import gettext
from referral.words.languages import N_, Language, language

KEY: Final = "kiosk"
HOME: Final = "/?display=kiosk"
HEALTH: Final = "/_stcore/health"
"""Both below the path under which the app answers."""

PATIENCE: Final = 5
"""A page that says to get help stays this many times longer: somebody may be reading it to an emergency line."""

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


def watch_over(clinic: Clinic, *, begun: bool, longer: bool = False) -> None:
    """Larger buttons and no menu; keep the time, and show the opening picture unless somebody has `begun`. `longer`:
    the page says to get help, and is not cleared so soon."""

    def choose() -> None:
        if (code := asked_id(KEY, sent(KEY, "language"), "code")) is not None:
            choose_language(code)

    theme.page_style("tablet")
    tablet_clock(
        KEY,
        {
            "home": f"{base_path()}{HOME}",
            "health": f"{base_path()}{HEALTH}",
            "had": newest(KEY),
            "idle": clinic.kiosk.idle_seconds * (PATIENCE if longer else 1),
            "warning": clinic.kiosk.warning_seconds,
            "words": {"over": gettext(OVER), "warning": _said(WARNING, spoken())},
            "languages": [_way_in(language(code)) for code in clinic.languages],
            "current": clinic.languages.index(spoken().code),
            "opening": None if begun else _opening(),
        },
        choose,
    )


def _said(words: dict[str, str], spoken: Language) -> dict[str, str]:
    return {name: spoken.gettext(message) for name, message in words.items()}


def _way_in(one: Language) -> dict[str, str]:
    """A language's code and name, and the words of the opening picture in it."""
    return {"code": one.code, "name": one.name, **_said(OPENING, one)}


def _opening() -> dict[str, Any] | None:
    texts, atlas = texts_or_none(), silent_atlas_or_none()
    if texts is None or atlas is None or PLATE not in atlas.plates:
        return None
    return _slides(texts, atlas)


@lru_cache(maxsize=8)
def _slides(texts: Texts, atlas: Atlas) -> dict[str, Any]:
    """The opening's patterns, drawn once for each dataset and language."""
    return slides(texts, atlas, PLATE, [muscle for muscle in OPENING_MUSCLES if muscle in texts.muscles])
