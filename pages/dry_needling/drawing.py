"""The three small drawings of the Dry needling page: a tight band, a needle in it, the band at rest.

Drawn in a box of 200 x 130 units; colours come from the style sheet, so they follow the theme.
A component shows them, because st.html drops drawings.
"""

from html import escape
from typing import Final

import streamlit as st

from pages.dry_needling.content import STEPS
from referral.ui.visit.language import spoken
from referral.words.languages import Language, codes, language

SKIN: Final = '<path class="rp-skin" d="M0 26 H200"/>'
LOOSE_FIBRES: Final = "".join(f'<path class="rp-fibre" d="M12 {y} Q100 {y + 3} 188 {y}"/>' for y in (52, 66, 94, 108))
# The tight band is drawn in towards its knot; at rest it runs like the fibres beside it.
TIGHT_BAND: Final = '<path class="rp-fibre-tight" d="M12 80 Q60 74 100 80 T188 80"/>'
KNOT: Final = '<ellipse class="rp-knot" cx="100" cy="80" rx="15" ry="10"/>'
SMALL_KNOT: Final = '<ellipse class="rp-knot" cx="100" cy="80" rx="11" ry="8"/>'
NEEDLE: Final = '<path class="rp-needle" d="M122 22 L102 76"/><path class="rp-handle" d="M130 2 L123 19"/>'
TWITCH: Final = (
    '<path class="rp-twitch" d="M78 70 q-6 10 0 20 M68 66 q-9 14 0 28"/>'
    '<path class="rp-twitch" d="M122 70 q6 10 0 20 M132 66 q9 14 0 28"/>'
)
BAND_AT_REST: Final = '<path class="rp-fibre" d="M12 80 Q100 83 188 80"/>'
FLOW: Final = '<path class="rp-flow" d="M16 73 Q100 77 184 73 M16 87 Q100 91 184 87"/>'


def _drawing(*parts: str) -> str:
    return f'<svg viewBox="0 0 200 130" aria-hidden="true">{SKIN}{"".join(parts)}</svg>'


STEP_DRAWINGS: Final = (
    _drawing(LOOSE_FIBRES, TIGHT_BAND, KNOT),
    _drawing(LOOSE_FIBRES, TIGHT_BAND, SMALL_KNOT, TWITCH, NEEDLE),
    _drawing(LOOSE_FIBRES, BAND_AT_REST, FLOW),
)


def _steps_html(language: Language) -> str:
    items = "".join(
        f"<li>{picture}<strong>{escape(language.gettext(heading))}</strong><span>{escape(language.gettext(line))}</span></li>"
        for picture, (heading, line) in zip(STEP_DRAWINGS, STEPS, strict=True)
    )
    return f'<ul class="rp-steps">{items}</ul>'


#: A component a language: its HTML is set when it is registered, which is once, at import.
_steps = {
    code: st.components.v2.component(
        f"referral.dry_needling_steps_{code}", html=_steps_html(language(code)), isolate_styles=False
    )
    for code in codes()
}


def show_steps() -> None:
    """The three steps, each a picture and a line of words."""
    code = spoken().code
    _steps[code](key=f"dry_needling_steps_{code}")
