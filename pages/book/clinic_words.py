"""What the clinic says of itself in clinic.toml: where it is, when it is open, what a first visit is like. HTML; what
is empty there is left out."""

from __future__ import annotations

from html import escape

from referral.clinic.model import Clinic
from referral.ui.visit.language import spoken
from referral.ui.visit.words import html_text
from referral.words.said import Said


def place_and_hours(clinic: Clinic, *, kiosk: bool = False) -> str:
    """Address with the way there, and opening hours; on the tablet nothing leads away."""
    place = _text(clinic.address)
    if clinic.directions_url and not kiosk:
        link = f'<a href="{escape(clinic.directions_url)}" target="_blank">{html_text("Directions")}</a>'
        place += f'<p class="rp-directions">{link}</p>'
    parts = [(html_text("Where we are"), place), (html_text("Opening hours"), _text(clinic.opening_hours))]
    shown = "".join(f"<section><h2>{title}</h2>{text}</section>" for title, text in parts if text)
    return f'<div class="rp-article rp-practical">{shown}</div>' if shown else ""


def first_visit(clinic: Clinic) -> str:
    """What happens at a first visit, and what helps the therapist."""
    visit, bring = _points(clinic.first_visit), _points(clinic.to_bring)
    shown = f"<h2>{html_text('What happens at a first visit')}</h2>{visit}" if visit else ""
    shown += f"<h2>{html_text('What helps to bring')}</h2>{bring}" if bring else ""
    return f'<div class="rp-article">{shown}</div>' if shown else ""


def _text(said: Said) -> str:
    """A text as a paragraph that keeps its lines."""
    code = spoken().code
    return f'<p class="rp-own-text"{_lang(said)}>{escape(said.in_language(code)[0])}</p>' if said else ""


def _points(said: Said) -> str:
    """A text as a list, a point a line."""
    items = "".join(f"<li>{escape(line)}</li>" for line in said.lines(spoken().code))
    return f"<ul{_lang(said)}>{items}</ul>" if items else ""


def _lang(said: Said) -> str:
    """The language attribute, where the text is known to be in another language than the page."""
    _, own = said.in_language(spoken().code)
    return f' lang="{own}"' if own not in ("", spoken().code) else ""
