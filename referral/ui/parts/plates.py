"""Which plate is shown: what the address asks for, else the one that shows best what is to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from referral.body.atlas import Atlas
from referral.drawing.close_ups import close_up_of
from referral.drawing.openings import SEEN, best_plate, most_mm2
from referral.links.explorer import ExplorerState, choose_view
from referral.model.pattern import Pattern, by_muscle
from referral.model.rows import Area
from referral.words.languages import N_

#: The whole body: plates and their names. A phone shows one view at a time, which is easier to hit.
WIDE_PLATES: Final = {"body": N_("Front and back", "view"), "sides": N_("Sides", "view")}
PHONE_PLATES: Final = {
    "front": N_("Front", "view"),
    "back": N_("Back", "view"),
    "right": N_("Right", "view"),
    "left": N_("Left", "view"),
}
#: The nearest plate of the other kind of screen, for a link that comes from there.
ON_PHONE: Final = {
    "body": "front", "sides": "right", "head": "head_front", "hands": "right_palm", "feet": "right_foot_top",
}  # fmt: skip
ON_WIDE: Final = {"front": "body", "back": "body", "right": "sides", "left": "sides"}


def whole_plates(phone: bool) -> dict[str, str]:
    """Plate of the whole body -> its name on the switch, in English."""
    return PHONE_PLATES if phone else WIDE_PLATES


def plate_of(atlas: Atlas, wanted: str | None, phone: bool) -> str:
    """The plate to show for what the address asks (None: the first)."""
    if wanted is None or wanted not in atlas.plates:
        return next(iter(whole_plates(phone)))
    return (ON_PHONE if phone else ON_WIDE).get(wanted, wanted)


def plate_for(
    atlas: Atlas,
    wanted: str | None,
    patterns: Sequence[Pattern],
    phone: bool,
    chosen: Sequence[Area] = (),
    *,
    whole: bool = False,
) -> str:
    """The plate to show with some patterns: the wanted one; when none is, the one that shows them best together with
    the chosen areas that they reach. Of several muscles, and where the `whole` body is wanted, the whole body that
    shows most of them; without patterns one that shows what was chosen."""
    if wanted is not None:
        return plate_of(atlas, wanted, phone)
    if patterns and (whole or len(by_muscle(patterns)) > 1):
        plates = whole_plates(phone)
        return max(plates, key=lambda plate: sum(_seen(atlas, pattern, plate) for pattern in patterns))
    if patterns:
        reached = [area for area in chosen if any(area in pattern.zones for pattern in patterns)]
        return best_plate(atlas, patterns, reached or chosen, phone=phone)
    # what was tapped on the first plate is there: the map stays; else the plate that shows most of it
    shown = {plate: sum(_mm2(atlas, plate, area) > 0 for area in chosen) for plate in whole_plates(phone)}
    return max(shown, key=lambda plate: shown[plate])


def in_sight(atlas: Atlas | None, state: ExplorerState, area: Area, phone: bool) -> ExplorerState:
    """The state with a view that shows an area, for one that was chosen from the list: the nearest close-up where the
    whole body does not show it."""
    if atlas is None or not most_mm2(atlas).get(area):
        return state  # a hidden place has no skin
    if is_seen(atlas, plate_of(atlas, state.view, phone), area):
        return state
    near = close_up_of(atlas, area)
    whole = next((plate for plate in whole_plates(phone) if is_seen(atlas, plate, area)), None)
    shows = near.view_id if near is not None else whole
    return choose_view(state, shows) if shows else state


def is_seen(atlas: Atlas, plate_id: str, area: Area) -> bool:
    """Whether a plate shows as much of an area that one sees it; the edge of a close-up is no sight of it."""
    most = most_mm2(atlas).get(area, 0.0)
    return most > 0 and _mm2(atlas, plate_id, area) >= SEEN * most


def _mm2(atlas: Atlas, plate_id: str, area: Area) -> float:
    """How much of an area a plate shows, mm²: the largest of its views'."""
    return max(atlas.area_mm2(placed.view.view_id, area) for placed in atlas.plates[plate_id].views)


def also_on(atlas: Atlas, pattern: Pattern, plate_id: str, phone: bool) -> list[str]:
    """The other whole bodies that show some of the pattern, by their names in English, most of it first."""
    names = whole_plates(phone)
    shown = {plate: _shown_mm2(atlas, pattern, plate) for plate in names if plate != plate_id}
    return [names[plate] for plate in sorted(shown, key=lambda plate: -shown[plate]) if shown[plate]]


def _seen(atlas: Atlas, pattern: Pattern, plate_id: str) -> int:
    """How many of a pattern's trigger points and essential areas a plate shows."""
    views = [placed.view.view_id for placed in atlas.plates[plate_id].views]
    essential = [area for area, zone in pattern.zones.items() if zone == "essential"]
    areas = sum(_mm2(atlas, plate_id, area) > 0 for area in essential)
    points = [point_id for point_id, _ in pattern.points]
    return areas + sum(any(atlas.point(view, pattern.side, point) is not None for view in views) for point in points)


def _shown_mm2(atlas: Atlas, pattern: Pattern, plate_id: str) -> float:
    views = [placed.view.view_id for placed in atlas.plates[plate_id].views]
    return sum(atlas.area_mm2(view, area) for view in views for area in pattern.zones)
