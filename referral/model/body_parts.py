"""The parts of the body as switches name them, from head to foot."""

from typing import Final

from referral.words.languages import N_

PARTS: Final = {
    "head": N_("Head and jaw"),
    "neck": N_("Neck"),
    "shoulder": N_("Shoulder"),
    "arm": N_("Arm"),
    "hand": N_("Hand"),
    "chest": N_("Chest"),
    "back": N_("Back"),
    "belly": N_("Belly"),
    "hip": N_("Hip"),
    "thigh": N_("Thigh"),
    "leg": N_("Lower leg"),
    "foot": N_("Foot"),
}
