"""The map with all that belongs to it, as Find and Muscles show it.

map_panel(dataset, atlas, state, key, chosen, on_tap)    switches, map, legend, the pattern in words
take_view(dataset, atlas, state, key, page, chosen)      the same view to take along
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from referral.atlas import Atlas
from referral.dataset import Area, Dataset
from referral.map_labels import words_in
from referral.patterns import map_in_words
from referral.scene import scene
from referral.state import ExplorerState, choose_view, write
from referral.ui import body, muscle, visit
from referral.ui.announce import announce
from referral.ui.clinic import current_clinic
from referral.ui.legend import legend
from referral.ui.reveal import reveal
from referral.ui.take_away import code_to_take, take_away, view_link
from referral.ui.taps import Tap


def map_panel(
    dataset: Dataset,
    atlas: Atlas,
    state: ExplorerState,
    key: str,
    chosen: Sequence[Area] = (),
    on_tap: Callable[[str, Tap], None] | None = None,
) -> None:
    """Everything, in a container "map_side"; a tap goes to `on_tap` with the plate it was on. Scrolls into sight when
    another muscle is opened."""
    phone = visit.on_phone()
    pattern = muscle.shown_pattern(dataset, state)
    patterns = [pattern] if pattern else []
    chosen_ids = [area.area_id for area in chosen]
    plate_id = body.plate_for(atlas, state.view, patterns, phone, chosen_ids)
    body.view_switch(plate_id, phone, f"{key}_view", lambda plate: visit.go(choose_view(state, plate)))
    muscle.bar(dataset, state, key, visit.go)
    reveal("map_side", f"{pattern.muscle_id} {pattern.side}" if pattern else "", f"{key}_reveal")
    told = map_in_words(dataset, chosen, patterns)
    body.show_map(
        atlas,
        plate_id,
        chosen_ids,
        patterns,
        told,
        key,
        on_tap=None if on_tap is None else lambda tap: on_tap(plate_id, tap),
    )
    announce(told, f"{key}_told")
    legend(patterns, chosen=bool(chosen))
    if pattern is not None:
        muscle.pattern_text(dataset, state, pattern, body.also_on(atlas, pattern, plate_id, phone))


def take_view(
    dataset: Dataset, atlas: Atlas, state: ExplorerState, key: str, page: str, chosen: Sequence[Area] = ()
) -> None:
    """The view of the panel to take along: link, QR code, picture. `page`: its url path."""
    link = view_link(current_clinic(), page, write(state), visit.language().code)
    if visit.kiosk():
        code_to_take(link, key)
        return
    pattern = muscle.shown_pattern(dataset, state)
    patterns = [pattern] if pattern else []
    chosen_ids = [area.area_id for area in chosen]
    plate_id = body.plate_for(atlas, state.view, patterns, visit.on_phone(), chosen_ids)
    words = words_in(dataset.language)
    drawn = partial(scene, atlas, plate_id, chosen_ids, patterns, words=words)
    take_away(link, drawn, state.muscle or "body-map", key)
