"""The body map on the screen: choice of view, the figure with its taps, names under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

import streamlit as st

from referral.body.atlas import Atlas
from referral.drawing.plotly_figure import figure
from referral.drawing.scene import address
from referral.drawing.shown import Shown
from referral.links.explorer import ExplorerState, choose_view
from referral.model.pattern import Pattern
from referral.model.rows import Area
from referral.model.texts import Texts
from referral.ui.components.map_hover import HoverView, map_hover
from referral.ui.components.map_taps import Tap, map_taps
from referral.ui.visit.language import key_in_language
from referral.ui.visit.memory import set_widget
from referral.ui.visit.words import gettext, pgettext
from referral.words.languages import N_

#: A plate shows an area when it shows this share of what the best one does; the edge of a close-up is no sight of it.
ENOUGH_SHOWN: Final = 0.5
CHART_CONFIG: Final = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
#: The plates that are offered, and their names: a phone starts with one view, which is easier to hit.
WIDE_PLATES: Final = {
    "body": N_("Front and back", "view"),
    "sides": N_("Sides", "view"),
    "head": N_("Head", "view"),
    "hands": N_("Hands", "view"),
    "feet": N_("Feet", "view"),
}
PHONE_PLATES: Final = {
    "front": N_("Front", "view"),
    "back": N_("Back", "view"),
    "right": N_("Right", "view"),
    "left": N_("Left", "view"),
    "head": N_("Head", "view"),
    "hands": N_("Hands", "view"),
    "feet": N_("Feet", "view"),
}
#: The nearest plate of the other kind of screen, for a link that comes from there.
ON_PHONE: Final = {"body": "front", "sides": "right"}
ON_WIDE: Final = {"front": "body", "back": "body", "right": "sides", "left": "sides"}


def plate_names(phone: bool) -> dict[str, str]:
    """Plate -> its name on the switch, in English."""
    return PHONE_PLATES if phone else WIDE_PLATES


def plate_of(wanted: str | None, phone: bool) -> str:
    """The plate to show for what the address asks (None: the first)."""
    names = plate_names(phone)
    if wanted in names:
        return wanted
    other = (ON_PHONE if phone else ON_WIDE).get(wanted or "")
    return other or next(iter(names))


def plate_for(
    atlas: Atlas, wanted: str | None, patterns: Sequence[Pattern], phone: bool, chosen: Sequence[Area] = ()
) -> str:
    """The plate to show with some patterns: the wanted one; when none is, the one that shows most of them, without
    patterns the one that shows most of the areas that were `chosen`."""
    if wanted is None and not patterns and chosen:
        first = plate_of(None, phone)
        if _areas_shown(atlas, first, chosen):
            return first
        return max(
            plate_names(phone), key=lambda plate: (_areas_shown(atlas, plate, chosen), not _close_up(atlas, plate))
        )
    if wanted is not None or not patterns:
        return plate_of(wanted, phone)

    def shown(plate: str) -> tuple[int, bool]:
        # of plates that show as much the close-up is better
        return sum(_shown(atlas, pattern, plate) for pattern in patterns), _close_up(atlas, plate)

    return max(plate_names(phone), key=shown)


def in_sight(atlas: Atlas | None, state: ExplorerState, area: Area, phone: bool) -> ExplorerState:
    """The state with a view that shows an area, for one that was chosen from the list; a close-up before the whole."""
    if atlas is None:
        return state
    seen = {plate: _seen_mm2(atlas, plate, area) for plate in plate_names(phone)}
    enough = ENOUGH_SHOWN * max(seen.values())
    showing = [plate for plate, mm2 in seen.items() if mm2 and mm2 >= enough]
    if not showing or plate_of(state.view, phone) in showing:
        return state  # in sight already, or a hidden place, which has no skin
    return choose_view(state, max(showing, key=lambda plate: _close_up(atlas, plate)))


def _seen_mm2(atlas: Atlas, plate_id: str, area: Area) -> float:
    """How much of an area a plate shows, mm²: the largest of its views'."""
    views = (placed.view.view_id for placed in atlas.plates[plate_id].views)
    return max(atlas.area_mm2(view, area) for view in views)


def _close_up(atlas: Atlas, plate_id: str) -> bool:
    return atlas.plates[plate_id].views[0].view.close_up


def also_on(atlas: Atlas, pattern: Pattern, plate_id: str, phone: bool) -> list[str]:
    """Names of the other views that show the pattern, the ones that show most of it first."""
    names = plate_names(phone)
    shown = {plate: _shown(atlas, pattern, plate) for plate in names if plate != plate_id}
    return [pgettext("view", names[plate]) for plate in sorted(shown, key=lambda plate: -shown[plate]) if shown[plate]]


def _shown(atlas: Atlas, pattern: Pattern, plate_id: str) -> int:
    """How many of the pattern's trigger points and essential areas a plate shows."""
    views = [placed.view.view_id for placed in atlas.plates[plate_id].views]
    essential = [area for area, zone in pattern.zones.items() if zone == "essential"]
    points = [point_id for point_id, _ in pattern.points]
    return _areas_shown(atlas, plate_id, essential) + sum(
        any(atlas.point(view, pattern.side, point_id) is not None for view in views) for point_id in points
    )


def _areas_shown(atlas: Atlas, plate_id: str, areas: Iterable[Area]) -> int:
    """How many of some areas a plate shows, be it their edge."""
    views = [placed.view.view_id for placed in atlas.plates[plate_id].views]
    return sum(any(atlas.area_rings(view, area) for view in views) for area in areas)


def view_switch(plate_id: str, phone: bool, key: str, on_choose: Callable[[str], None]) -> None:
    """Buttons that change the plate."""
    names, container = plate_names(phone), f"switch_{key}"
    key = key_in_language(key)
    default = set_widget(key, plate_id)

    def choose() -> None:
        on_choose(st.session_state[key])

    with st.container(key=container):
        st.segmented_control(
            gettext("View of the body"),
            list(names),
            format_func=lambda plate: pgettext("view", names[plate]),
            default=default,
            key=key,
            required=True,
            on_change=choose,
            label_visibility="collapsed",
            wrap=True,
        )


def show_map(atlas: Atlas, shown: Shown, alt: str, key: str, on_tap: Callable[[Tap], None] | None = None) -> None:
    """The figure of a plate, as tall as its width asks for; taps go to `on_tap`. `alt`: the map in words."""
    if on_tap is not None:
        map_taps(key, f"{key}_taps", on_tap=on_tap)
    with st.container(key=f"{key}_frame_{shown.plate_id}"):
        st.plotly_chart(
            figure(atlas, shown),
            key=key,
            theme="streamlit",
            width="stretch",
            height="stretch",
            config=CHART_CONFIG,
            alt=alt,
        )


def prepare_map(atlas: Atlas, texts: Texts, key: str) -> None:
    """What a map needs once, outside its fragment: each plate's proportions, and the names under the mouse."""
    ratios = (
        f".st-key-{key}_frame_{plate.plate_id}{{--rp-ratio:{plate.width_mm / plate.height_mm:.4f}}}"
        for plate in atlas.plates.values()
    )
    st.html(f"<style>{''.join(ratios)}</style>")
    map_hover(key, f"{key}_names", _hover_views(atlas), _hover_labels(atlas, texts))


@lru_cache(maxsize=2)
def _hover_views(atlas: Atlas) -> list[HoverView]:
    return [
        {
            "x0_mm": placed.left_mm,
            "y0_mm": placed.bottom_mm,
            "w_mm": placed.view.width_mm,
            "h_mm": placed.view.height_mm,
            "index_url": address(placed.view.index_picture),
            "sheet": plate.plate_id,
        }
        for plate in atlas.plates.values()
        for placed in plate.views
    ]


@lru_cache(maxsize=8)
def _hover_labels(atlas: Atlas, texts: Texts) -> dict[str, str]:
    """ "region code:side code" -> the area's name."""
    labels = {}
    for area in texts.dataset.areas:
        code = atlas.code(area)
        if code is not None:
            labels[f"{code // 4}:{code % 4}"] = texts.area_name(area)
    return labels
