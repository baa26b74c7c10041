"""What the find box offers for some words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Find:
    """A muscle or places that the words may mean, or an emergency: then `id` is a warning sign's. `hint`: its everyday
    name or names, or that it is a place. `areas`: ids of the places; `complaint`: the id of what they are chosen for.
    `sure`: Enter takes it; else it must be picked, since it may be a muscle, or a side, that nobody named."""

    kind: Literal["muscle", "area", "help"]
    id: str
    name: str
    hint: str
    areas: tuple[str, ...] = ()
    complaint: str = ""
    sure: bool = True
