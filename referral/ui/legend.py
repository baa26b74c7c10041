"""What the marks on the map mean, drawn as on the body.

legend(patterns, chosen)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from referral.scene import Pattern, shared_areas, with_styles
from referral.styles import Style

OWN_SIDES = '<li class="rp-own-sides">Right and left are your own.</li>'
CHOSEN = '<li><span class="rp-key rp-key-chosen"></span>where you feel it</li>'
SHARED = '<li><span class="rp-key rp-key-shared"></span>reached by each of them</li>'
POINT = '<li><span class="rp-key rp-key-point">✕</span>trigger point</li>'


def legend(patterns: Sequence[Pattern], *, chosen: bool, shared: bool = True) -> None:
    """Show the legend of a map with these patterns; `chosen`: areas are marked on it; `shared`: what all reach is."""
    items = [OWN_SIDES, *([CHOSEN] if chosen else [])]
    if patterns:
        items += [POINT, *_muscles(patterns)]
    if shared and shared_areas(patterns):
        items.append(SHARED)
    st.html(f'<ul class="rp-legend">{"".join(items)}</ul>')


def _muscles(patterns: Sequence[Pattern]) -> Iterator[str]:
    """Yield what is felt by whom; of several muscles each by its letter and name."""
    styles = {pattern.muscle_id: (style, pattern.name) for pattern, style in with_styles(patterns)}
    for style, name in styles.values():
        if not style.letter:
            yield '<li><span class="rp-key rp-key-muscle"></span>the muscle</li>'
            yield f"<li>{_key(style, 'essential')}pain usually felt</li>"
            yield f"<li>{_key(style, 'spillover')}pain sometimes felt</li>"
        else:
            yield (
                f"<li>{badge(style)}{escape(name)}: {_key(style, 'essential')}usually {_key(style, 'spillover')}"
                "sometimes</li>"
            )


def badge(style: Style) -> str:
    """The muscle's letter on its colour, as HTML; nothing for a muscle alone."""
    return f'<span class="rp-letter rp-letter-{style.letter.lower()}">{style.letter}</span>' if style.letter else ""


def _key(style: Style, zone: str) -> str:
    kind = zone if style.texture == "solid" else f"{style.texture}-{zone}"
    return f'<span class="rp-key rp-key-{kind}"></span>'
