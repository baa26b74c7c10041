"""Every area of the skin can be hit with a fingertip on a phone: in some view a disc of 44 px lies within it."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import distance_transform_edt, find_objects

from referral.body.view import View
from referral.drawing.shown import PHONE_PX
from referral.model.rows import Area
from tests.loaded_once import the_atlas

#: The smallest target for a finger, CSS px (WCAG 2.2, 2.5.5; Apple's guidelines in pt).
FINGERTIP_PX = 44.0
#: Areas that are narrower on a body than a fingertip is, however near one looks; they are hit in the map's zoom.
TOO_NARROW: frozenset[str] = frozenset()


def discs(view: View) -> dict[Area, float]:
    """The diameter (CSS px on a phone) of the largest disc within each area of a view."""
    atlas = the_atlas()
    plate = atlas.plates[view.view_id]
    px_per_mm = min(PHONE_PX[0] / plate.width_mm, PHONE_PX[1] / plate.height_mm)
    found = {}
    for code, window in enumerate(find_objects(view.codes.astype(np.int32)), start=1):
        if window is not None:
            inside = np.pad(view.codes[window] == code, 1)
            found[atlas.area(code)] = 2 * float(distance_transform_edt(inside).max()) / view.px_per_mm * px_per_mm
    return found


def test_every_area_can_be_hit_with_a_fingertip_in_some_view() -> None:
    largest: dict[Area, float] = {}
    for view in the_atlas().views.values():
        for area, px in discs(view).items():
            largest[area] = max(largest.get(area, 0.0), px)
    worst = sorted((round(px, 1), str(area)) for area, px in largest.items())
    small = [(px, area) for px, area in worst if px < FINGERTIP_PX and area.split("-")[-1] not in TOO_NARROW]
    assert not small, f"{len(small)} of {len(worst)} areas: worst {worst[:10]}"
