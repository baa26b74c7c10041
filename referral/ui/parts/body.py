"""The body map on the screen: the figure with its taps, names under the mouse."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import streamlit as st

from referral.body.atlas import Atlas
from referral.drawing.cropping import share_from_top
from referral.drawing.plotly_figure import codes_of, made_figure
from referral.drawing.shown import Shown
from referral.model.texts import Texts
from referral.ui.components.map_hover import map_hover
from referral.ui.components.map_taps import Tap, map_taps
from referral.ui.components.map_zoom import map_zoom
from referral.ui.parts.plain_picture import plain_picture

CHART_CONFIG: Final = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}

#: A map this slim (width to height) leaves room beside it on a phone: the whole body seen from one side.
SLIM: Final = 0.45


def show_map(
    atlas: Atlas,
    shown: Shown,
    alt: str,
    key: str,
    on_tap: Callable[[Tap], None] | None = None,
    *,
    choosing: bool = False,
) -> None:
    """The figure of a plate, as tall as its width asks for; taps go to `on_tap`. `alt`: the map in words; `choosing`: a
    tap chooses an area or gives it up, so the browser marks it before the answer."""
    if on_tap is not None:
        map_taps(key, f"{key}_taps", on_tap=on_tap, chosen=codes_of(atlas, shown.chosen) if choosing else None)
    plate = atlas.plates[shown.plate_id]
    ratio, focus = plate.width_mm / plate.height_mm, share_from_top(atlas, shown)
    frame = f"{key}_frame_{'slim_' if ratio < SLIM else ''}{shown.plate_id}"
    st.html(f"<style>.st-key-{frame}{{--rp-ratio:{ratio:.4f};--rp-focus:{focus:.2f}}}</style>")
    with st.container(key=frame):
        with st.container(key=f"{key}_plain"):
            st.html(plain_picture(atlas, shown, key))
        st.plotly_chart(
            made_figure(atlas, shown),
            key=key,
            theme="streamlit",
            width="stretch",
            height="stretch",
            config=CHART_CONFIG,
            alt=alt,
        )
    map_zoom(key, f"{key}_zoom")


def prepare_map(atlas: Atlas, texts: Texts, key: str) -> None:
    """What a map needs once, outside its fragment: the names under the mouse."""
    map_hover(key, f"{key}_names", _hover_labels(atlas, texts))


@lru_cache(maxsize=8)
def _hover_labels(atlas: Atlas, texts: Texts) -> dict[str, str]:
    """ "region code:side code" -> the area's name; of a hidden place, which has no code, by its id."""
    return {(*codes_of(atlas, (area,)), area.area_id)[0]: texts.area_name(area) for area in texts.dataset.areas}
