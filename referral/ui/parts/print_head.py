"""What stands above the map on paper, and only there: clinic, telephone, the open muscle, the chosen places.

The rest of the printed page is what is on the screen, arranged by styles/print.css.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from referral.drawing.shown import Shown
from referral.model.pattern import Pattern
from referral.model.texts import Texts
from referral.sentences.named_places import named
from referral.sentences.pattern_words import EDUCATION
from referral.ui.visit.context import Context
from referral.ui.visit.words import gettext, html_text
from referral.words.text import capitalised


def print_head(context: Context, shown: Shown) -> None:
    """The head of the printed page. It names a muscle only where the map draws one: not while warning signs wait."""
    clinic, opened = context.clinic, next(iter(shown.patterns), None)
    where = f"<span><strong>{escape(clinic.name)}</strong><br>{escape(clinic.city)}</span>"
    phone = f'<span class="rp-print-phone">{escape(clinic.phone)}</span>'
    lines = [f'<p class="rp-print-clinic">{where}{phone}</p>', _title(context.texts, opened)]
    if shown.chosen:
        places = html_text("Where it hurts: {places}.", places=named(shown.chosen, context.texts, "label"))
        lines.append(f"<p>{places}</p>")
    lines.append(f"<p>{html_text(EDUCATION)}</p>")
    with st.container(key="print_head"):
        st.html(f'<div class="rp-print-head">{"".join(lines)}</div>')


def _title(texts: Texts, opened: Pattern | None) -> str:
    """The muscle in plain words, then its anatomical name and side; without one, that this is a body map."""
    if opened is None:
        return f"<h2>{html_text('Body map')}</h2>"
    muscle = texts.muscles[opened.muscle_id]
    side = gettext("right side") if opened.side == "right" else gettext("left side")
    return f"<h2>{escape(capitalised(muscle.common_name))}</h2><p>{escape(muscle.name)}, {escape(side)}</p>"
