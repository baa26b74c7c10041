"""The parts of the body as switches name them, from head to foot."""

from typing import Final

PARTS: Final = {
    "head": "Head and jaw",
    "neck": "Neck",
    "shoulder": "Shoulder",
    "arm": "Arm",
    "hand": "Hand",
    "chest": "Chest",
    "back": "Back",
    "belly": "Belly",
    "hip": "Hip",
    "thigh": "Thigh",
    "leg": "Lower leg",
    "foot": "Foot",
}
