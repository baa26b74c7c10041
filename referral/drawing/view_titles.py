"""What each view is called: parts of the body, and from where one looks at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from referral.body.view import View
from referral.words.languages import N_, Language

WHOLE: Final = MappingProxyType(
    {
        "front": N_("Front", "view"),
        "back": N_("Back", "view"),
        "right": N_("Your right side", "view"),
        "left": N_("Your left side", "view"),
        "head_front": N_("Face", "view"),
        "head_back": N_("Back of the head", "view"),
        "head_above": N_("Top of the head", "view"),
        "under_chin": N_("Under the chin", "view"),
        "face_eyes": N_("Eyes", "view"),
        "face_mouth": N_("Nose and mouth", "view"),
        "right_ear": N_("Right ear", "view"),
        "left_ear": N_("Left ear", "view"),
        "breastbone": N_("Breastbone", "view"),
        "spine_middle": N_("Middle of the spine", "view"),
        "spine_low": N_("Low spine", "view"),
        "right_shoulder_blade": N_("Right shoulder blade", "view"),
        "left_shoulder_blade": N_("Left shoulder blade", "view"),
        "right_groin": N_("Right groin", "view"),
        "left_groin": N_("Left groin", "view"),
        "right_fingers": N_("Right fingers, palm", "view"),
        "left_fingers": N_("Left fingers, palm", "view"),
        "right_fingers_back": N_("Right fingers, back", "view"),
        "left_fingers_back": N_("Left fingers, back", "view"),
        "right_toes": N_("Right toes, sole", "view"),
        "left_toes": N_("Left toes, sole", "view"),
    }
)
"""Views with a name of their own."""

PARTS: Final = MappingProxyType(
    {
        "head": N_("Head", "view"),
        "neck": N_("Neck", "view"),
        "shoulder": N_("Shoulder", "view"),
        "arm": N_("Upper arm", "view"),
        "forearm": N_("Elbow and forearm", "view"),
        "hand": N_("Hand", "view"),
        "chest": N_("Chest", "view"),
        "upper_back": N_("Upper back", "view"),
        "belly": N_("Belly", "view"),
        "low_back": N_("Low back", "view"),
        "flank": N_("Side of the trunk", "view"),
        "hip": N_("Hip and buttock", "view"),
        "thigh": N_("Thigh", "view"),
        "knee": N_("Knee", "view"),
        "leg": N_("Lower leg", "view"),
        "foot": N_("Ankle and foot", "view"),
    }
)

SIDED: Final = MappingProxyType(
    {
        ("head", "right"): N_("Head, your right side", "view"),
        ("head", "left"): N_("Head, your left side", "view"),
        ("neck", "right"): N_("Neck, your right side", "view"),
        ("neck", "left"): N_("Neck, your left side", "view"),
        ("shoulder", "right"): N_("Right shoulder", "view"),
        ("shoulder", "left"): N_("Left shoulder", "view"),
        ("arm", "right"): N_("Right upper arm", "view"),
        ("arm", "left"): N_("Left upper arm", "view"),
        ("forearm", "right"): N_("Right elbow and forearm", "view"),
        ("forearm", "left"): N_("Left elbow and forearm", "view"),
        ("hand", "right"): N_("Right hand", "view"),
        ("hand", "left"): N_("Left hand", "view"),
        ("flank", "right"): N_("Right side of the trunk", "view"),
        ("flank", "left"): N_("Left side of the trunk", "view"),
        ("hip", "right"): N_("Right hip", "view"),
        ("hip", "left"): N_("Left hip", "view"),
        ("thigh", "right"): N_("Right thigh", "view"),
        ("thigh", "left"): N_("Left thigh", "view"),
        ("knee", "right"): N_("Right knee", "view"),
        ("knee", "left"): N_("Left knee", "view"),
        ("leg", "right"): N_("Right lower leg", "view"),
        ("leg", "left"): N_("Left lower leg", "view"),
        ("foot", "right"): N_("Right foot", "view"),
        ("foot", "left"): N_("Left foot", "view"),
    }
)
"""A part of one side."""

ASPECTS: Final = MappingProxyType(
    {
        "front": N_("front", "seen from"),
        "back": N_("back", "seen from"),
        "side": N_("outer side", "seen from"),
        "inner": N_("inner side", "seen from"),
        "above": N_("top", "seen from"),
        "below": N_("below", "seen from"),
        "hand front": N_("palm", "seen from"),
        "hand side": N_("thumb side", "seen from"),
        "foot below": N_("sole", "seen from"),
    }
)
"""From where a part is seen; of hand and foot by their own names."""

ONE_VIEW: Final = frozenset({"head", "neck", "flank"})
"""Parts of which each side has one view: its name says all."""


ONE_LINE: Final = 15
"""So many letters of a title fit over the narrowest view."""


@dataclass(frozen=True)
class Titles:
    """The names of views in a language, by the keys of the tables above."""

    whole: Mapping[str, str]
    parts: Mapping[str, str]
    sided: Mapping[tuple[str, str], str]
    aspects: Mapping[str, str]

    def of(self, view: View) -> str:
        """A view's title, on two lines where it is long: ``<br>`` breaks it."""
        if view.view_id in self.whole:
            return _on_two_lines(self.whole[view.view_id])
        if view.side is None:
            part = self.parts[view.part]
            return _on_two_lines(part if view.part in ("chest", "belly") else f"{part}, {self.aspect(view)}")
        name = self.sided[view.part, view.side]
        return _on_two_lines(name) if view.part in ONE_VIEW else f"{name},<br>{self.aspect(view)}"

    def place(self, view: View) -> str:
        """What a view shows, from wherever it is seen: ``Eyes``, ``Right hip``, ``Belly``."""
        return self.whole.get(view.view_id) or (
            self.sided[view.part, view.side] if view.side else self.parts[view.part]
        )

    def aspect(self, view: View) -> str:
        """From where a view looks at its part."""
        return self.aspects.get(f"{view.part} {view.direction}") or self.aspects[view.direction]

    def short(self, view: View) -> str:
        """A view among the other views of its part."""
        if view.view_id in self.whole:
            return self.whole[view.view_id]
        if view.part in ONE_VIEW and view.side:
            return self.sided[view.part, view.side]
        word = self.aspect(view)
        return word[:1].upper() + word[1:]


def _on_two_lines(title: str) -> str:
    """A title that is longer than a narrow view is wide, broken at the space nearest to its middle."""
    spaces = [place for place, sign in enumerate(title) if sign == " "]
    if len(title) <= ONE_LINE or not spaces:
        return title
    middle = min(spaces, key=lambda place: abs(place - len(title) / 2))
    return f"{title[:middle]}<br>{title[middle + 1 :]}"


ENGLISH_TITLES: Final = Titles(WHOLE, PARTS, SIDED, ASPECTS)


def titles_in(language: Language) -> Titles:
    """Return the names of the views in a language."""
    return Titles(
        MappingProxyType({name: language.pgettext("view", text) for name, text in WHOLE.items()}),
        MappingProxyType({name: language.pgettext("view", text) for name, text in PARTS.items()}),
        MappingProxyType({name: language.pgettext("view", text) for name, text in SIDED.items()}),
        MappingProxyType({name: language.pgettext("seen from", text) for name, text in ASPECTS.items()}),
    )
