"""What the marks on the map mean, drawn as on the body."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape

import streamlit as st

from referral.drawing.scene import with_styles
from referral.drawing.shown import DEFAULT_LAYERS, Layer
from referral.drawing.styles import Style
from referral.model.pattern import Pattern, shared_areas
from referral.model.texts import Texts
from referral.ui.visit.words import html_text
from referral.words.languages import N_

CHOSEN = '<span class="rp-key rp-key-chosen"></span>'
SHARED = '<span class="rp-key rp-key-shared"></span>'
POINT = '<span class="rp-key rp-key-point" aria-hidden="true">1</span>'
DEEP = '<span class="rp-key rp-key-deep"></span>'
MUSCLE = '<span class="rp-key rp-key-muscle"></span>'
KEPT_TOGETHER = '<span class="rp-key-pair">'
FELT = (
    ("essential", N_("usually"), N_("pain usually felt")),
    ("spillover", N_("sometimes"), N_("pain sometimes felt")),
)
"""Zone, what it says beside a muscle's name, and by itself."""


def legend(
    texts: Texts, patterns: Sequence[Pattern], *, chosen: bool, layers: Collection[Layer] = DEFAULT_LAYERS
) -> None:
    """Show the legend of a map with these patterns and layers; `chosen`: areas are marked on it."""
    items = [f'<li class="rp-own-sides">{html_text("Right and left are your own.")}</li>']
    if chosen:
        items.append(f"<li>{CHOSEN}{html_text('where you feel it')}</li>")
    if patterns and "points" in layers:
        items.append(f"<li>{POINT}{html_text('trigger point')}</li>")
    items += _muscles(texts, patterns, layers)
    if _reaches_below_skin(texts, patterns, layers):
        items.append(f"<li>{DEEP}{html_text('felt deep inside')}</li>")
    if "shared" in layers and shared_areas(patterns):
        items.append(f"<li>{SHARED}{html_text('reached by each of them')}</li>")
    st.html(f'<ul class="rp-legend">{"".join(items)}</ul>')


def _reaches_below_skin(texts: Texts, patterns: Sequence[Pattern], layers: Collection[Layer]) -> bool:
    """Whether a hidden place is marked as felt."""
    regions = texts.dataset.regions
    return any(
        zone in layers and not regions[area.region_id].surface
        for pattern in patterns
        for area, zone in pattern.zones.items()
    )


def _muscles(texts: Texts, patterns: Sequence[Pattern], layers: Collection[Layer]) -> Iterator[str]:
    """Yield what is felt by whom; of several muscles each by its letter and name."""
    styles = {
        pattern.muscle_id: (style, texts.muscles[pattern.muscle_id].name) for pattern, style in with_styles(patterns)
    }
    zones = [(zone, html_text(brief), html_text(whole)) for zone, brief, whole in FELT if zone in layers]
    for style, name in styles.values():
        if style.letter:
            keys = " ".join(f"{KEPT_TOGETHER}{_key(style, zone)}{brief}</span>" for zone, brief, _ in zones)
            yield f"<li>{badge(style)}{escape(name)}{': ' if keys else ''}{keys}</li>"
            continue
        if "muscles" in layers:
            yield f"<li>{MUSCLE}{html_text('the muscle')}</li>"
        yield from (f"<li>{_key(style, zone)}{whole}</li>" for zone, _, whole in zones)


def badge(style: Style) -> str:
    """The muscle's letter on its colour, as HTML; nothing for a muscle alone."""
    return f'<span class="rp-letter rp-letter-{style.letter.lower()}">{style.letter}</span>' if style.letter else ""


def _key(style: Style, zone: str) -> str:
    kind = zone if style.texture == "solid" else f"{style.texture}-{zone}"
    return f'<span class="rp-key rp-key-{kind}"></span>'
