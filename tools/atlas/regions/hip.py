"""The borders at the hip that trunk and leg share."""

from __future__ import annotations

from .place import Mask, Place, along

#: The outer hip begins this far from the midline (mm) above the groin.
OUTER_HIP_X = 141.0
#: Skin over the front spine of the hip bone and down over the front of the joint: balls (x, y, z, radius), mm.
FRONT_OF_HIP = [(138, 962, 178, 40), (121, 898, 185, 27)]


def front_of_hip(p: Place) -> Mask:
    """Where a place belongs to the front of the hip."""
    return along(p, FRONT_OF_HIP)
