"""A pattern told step by step on a screen that everyone in the room sees: first the point, then where its pain is felt.

A step is a trigger point; the last one, where there are several, is the whole of what is shown. Each step says what
nearly everyone with that point feels and what some feel, one after the other. The browser plays it
(ui/components/big_screen); ``slides`` are patterns that come and go on the tablet's opening picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from referral.body.atlas import Atlas
from referral.drawing.cropping import drawn_on, kept_in
from referral.drawing.dots import Box
from referral.drawing.map_labels import words_in
from referral.drawing.scene import address, mm_per_px, scene, with_styles
from referral.drawing.scene_parts import Scene
from referral.drawing.shown import SCREEN_PX, Layer, Shown
from referral.drawing.svg import labels, marks, pictures, shapes
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import Zone
from referral.model.texts import Texts
from referral.sentences.pattern_words import places
from referral.words.languages import N_

USUALLY: Final = N_("Nearly everyone with this point feels it in {places}.")
SOMETIMES: Final = N_("Some also feel it in {places}.")
TITLE_SHARE: Final = 0.06
"""How much higher the part that is shown becomes, for the views' titles to stand over it."""

STILL: Final[frozenset[Layer]] = frozenset({"muscles", "points"})
USUAL: Final[frozenset[Layer]] = frozenset({"essential"})
SOME: Final[frozenset[Layer]] = frozenset({"spillover"})


def step_by_step(texts: Texts, atlas: Atlas, plate_id: str, patterns: Sequence[Pattern]) -> dict[str, Any]:
    """Return the plate's SVG, the part of it to show (left, top, width, height) and every step; lengths in plate mm, y
    down. KeyError for an unknown plate."""
    shown = Shown(plate_id, words=words_in(texts), patterns=tuple(patterns), layers=STILL | USUAL | SOME)
    whole = scene(atlas, replace(shown, room_px=SCREEN_PX))
    left, bottom, right, top = drawn_on(whole)
    top += TITLE_SHARE * (top - bottom)
    box = left, bottom, right, top
    larger = mm_per_px(whole.width_mm, whole.height_mm) / mm_per_px(right - left, top - bottom)
    shown = replace(shown, room_px=(round(SCREEN_PX[0] * larger), round(SCREEN_PX[1] * larger)))
    return _stage(atlas, shown, box) | {
        "shown": [round(length, 1) for length in (left, whole.height_mm - top, right - left, top - bottom)],
        "steps": list(_steps(texts, atlas, shown)),
    }


def slides(texts: Texts, atlas: Atlas, plate_id: str, muscle_ids: Iterable[str]) -> dict[str, Any]:
    """Return the plate's SVG and a slide for each muscle, on its right side: the muscle, marks, the pain's two
    pictures. A muscle whose pain the plate does not show is left out."""
    bare = Shown(plate_id, words=words_in(texts), room_px=SCREEN_PX)
    patterns = ([pattern_of(texts.dataset, muscle, "right")] for muscle in muscle_ids)
    drawn = [_drawn(atlas, bare, pattern) for pattern in patterns]
    return _stage(atlas, bare) | {
        "slides": [
            {
                "muscles": one["muscles"],
                "marks": one["marks"],
                **{kind: "".join(view[kind] for view in one["views"]) for kind in ("usual", "some")},
            }
            for one in drawn
            if one["views"]
        ],
    }


def _stage(atlas: Atlas, shown: Shown, box: Box | None = None) -> dict[str, Any]:
    """The body without anything on it; of words only those of the views that show in the `box` (plate mm), in it."""
    bare = scene(atlas, replace(shown, patterns=()))
    unit = mm_per_px(bare.width_mm, bare.height_mm, shown.room_px)
    if box is not None:
        seen = [label for label in bare.labels if box[0] <= label.x_mm <= box[2]]
        bare = replace(bare, labels=tuple(kept_in(seen, box, unit)))
    base = pictures(bare, bare.bodies, address) + labels(bare, "currentColor", unit)
    return {"width": bare.width_mm, "height": bare.height_mm, "base": base}


def _steps(texts: Texts, atlas: Atlas, shown: Shown) -> Iterator[dict[str, Any]]:
    """Yield a step for each trigger point, a muscle's two sides together, and one for all."""
    points = dict.fromkeys((pattern.muscle_id, point) for pattern in shown.patterns for point, _ in pattern.points)
    for muscle_id, point_id in points:
        alone = [
            pattern_of(texts.dataset, muscle_id, one.side, (point_id,))
            for one in shown.patterns
            if one.muscle_id == muscle_id
        ]
        point, name = texts.trigger_points[point_id], texts.muscles[muscle_id].name
        yield {
            "title": f"{name}, {point.label}",
            "place": point.location,
            "usual": _sentence(texts, alone, "essential", USUALLY),
            "some": _sentence(texts, alone, "spillover", SOMETIMES),
            **_drawn(atlas, shown, alone),
        }
    if len(points) != 1:
        names = dict.fromkeys(
            f"{style.letter} {texts.muscles[pattern.muscle_id].name}".strip()
            for pattern, style in with_styles(shown.patterns)
        )
        whole = {"title": ", ".join(names), "place": "", "usual": "", "some": ""}
        yield whole | _drawn(atlas, shown, shown.patterns)


def _sentence(texts: Texts, shown: Sequence[Pattern], zone: Zone, words: str) -> str:
    """What one side's pattern says of a zone kind; the other side is its mirror."""
    found = places(texts, shown[0], zone)
    return texts.language.gettext(words, places=found) if found else ""


def _drawn(atlas: Atlas, shown: Shown, patterns: Sequence[Pattern]) -> dict[str, Any]:
    """What a step draws: muscles, marks, and by view where its pain spreads from and the pain's two pictures."""
    still, usual, some = (
        scene(atlas, replace(shown, patterns=tuple(patterns), layers=layers)) for layers in (STILL, USUAL, SOME)
    )
    unit = mm_per_px(still.width_mm, still.height_mm, shown.room_px)
    views = dict.fromkeys(pain.view_id for drawn in (usual, some) for pain in drawn.pains)
    return {
        "muscles": pictures(still, still.muscles, address) + shapes(still, unit),
        "marks": marks(still, unit),
        "views": [_view(view_id, still, usual, some) for view_id in views],
    }


def _view(view_id: str, still: Scene, usual: Scene, some: Scene) -> dict[str, Any]:
    """One view's pain: from the point where that is marked in it, else from the middle of what is felt."""
    pains = [pain.picture for drawn in (usual, some) for pain in drawn.pains if pain.view_id == view_id]
    marked = [(mark.x_mm, mark.y_mm) for mark in still.marks if mark.view_id == view_id]
    middle = (pains[0].left_mm + pains[0].width_mm / 2, pains[0].bottom_mm + pains[0].height_mm / 2)
    x_mm, y_mm = marked[0] if marked else middle
    return {
        "x": round(x_mm, 1),
        "y": round(still.height_mm - y_mm, 1),
        **{
            name: pictures(drawn, [pain.picture for pain in drawn.pains if pain.view_id == view_id], address)
            for name, drawn in (("usual", usual), ("some", some))
        },
    }
