"""What the marks on the map mean, drawn as on the body.

legend(patterns, chosen)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape

import streamlit as st

from referral.scene import DEFAULT_LAYERS, Layer, Pattern, shared_areas, with_styles
from referral.styles import Style

OWN_SIDES = '<li class="rp-own-sides">Right and left are your own.</li>'
CHOSEN = '<li><span class="rp-key rp-key-chosen"></span>where you feel it</li>'
SHARED = '<li><span class="rp-key rp-key-shared"></span>reached by each of them</li>'
FELT = (("essential", "usually"), ("spillover", "sometimes"))
POINT = '<li><span class="rp-key rp-key-point">✕</span>trigger point</li>'


def legend(patterns: Sequence[Pattern], *, chosen: bool, layers: Collection[Layer] = DEFAULT_LAYERS) -> None:
    """Show the legend of a map with these patterns and layers; `chosen`: areas are marked on it."""
    items = [OWN_SIDES, *([CHOSEN] if chosen else [])]
    if patterns:
        items += [*([POINT] if "points" in layers else []), *_muscles(patterns, layers)]
    if "shared" in layers and shared_areas(patterns):
        items.append(SHARED)
    st.html(f'<ul class="rp-legend">{"".join(items)}</ul>')


def _muscles(patterns: Sequence[Pattern], layers: Collection[Layer]) -> Iterator[str]:
    """Yield what is felt by whom; of several muscles each by its letter and name."""
    styles = {pattern.muscle_id: (style, pattern.name) for pattern, style in with_styles(patterns)}
    zones = [(zone, words) for zone, words in FELT if zone in layers]
    for style, name in styles.values():
        if style.letter:
            keys = " ".join(f"{_key(style, zone)}{words}" for zone, words in zones)
            yield f"<li>{badge(style)}{escape(name)}{': ' if keys else ''}{keys}</li>"
            continue
        if "outlines" in layers:
            yield '<li><span class="rp-key rp-key-muscle"></span>the muscle</li>'
        yield from (f"<li>{_key(style, zone)}pain {words} felt</li>" for zone, words in zones)


def badge(style: Style) -> str:
    """The muscle's letter on its colour, as HTML; nothing for a muscle alone."""
    return f'<span class="rp-letter rp-letter-{style.letter.lower()}">{style.letter}</span>' if style.letter else ""


def _key(style: Style, zone: str) -> str:
    kind = zone if style.texture == "solid" else f"{style.texture}-{zone}"
    return f'<span class="rp-key rp-key-{kind}"></span>'
