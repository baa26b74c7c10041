"""The breastbone, which BodyParts3D 4.0 lacks: drawn between the inner ends of the costal cartilages, which it has."""

from __future__ import annotations

import numpy as np

from .body import MIDLINE_X
from .meshes import Mesh

#: Down the breastbone, mm: height, half width, and the middle of its thickness (z); read off the inner ends of the
#: cartilages (FJ3333 to FJ3345): the first meets it at 1417 mm, the second, at the angle, at 1387, the seventh at 1240.
SECTIONS = np.array(
    [
        (1444, 14, 143), (1438, 23, 147), (1425, 27, 153), (1410, 24, 164), (1396, 17, 176), (1386, 13, 184),
        (1372, 13, 191), (1357, 14, 197), (1326, 16, 208), (1300, 18, 215), (1280, 17, 218), (1258, 13, 220),
        (1243, 8, 221), (1228, 6, 222), (1212, 4, 221), (1206, 1, 220),
    ],
    float,
)  # fmt: skip
#: Half its thickness, mm; corners of a section.
HALF_THICKNESS, CORNERS = 5.0, 28


def breastbone() -> Mesh:
    """The breastbone as a closed tube of flattened sections."""
    angle = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    across = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** 0.7
    height, half, middle = (SECTIONS[:, column, None] for column in range(3))
    thick = np.minimum(HALF_THICKNESS, half)
    x, z = MIDLINE_X + half * across, middle + thick * np.sin(angle)
    rings = np.stack([x, np.broadcast_to(height, x.shape), z], axis=-1)
    ends = np.array([[MIDLINE_X, *SECTIONS[end, [0, 2]]] for end in (0, -1)])
    return Mesh(np.concatenate([rings.reshape(-1, 3), ends]), _faces(len(SECTIONS)))


def _faces(rings: int) -> np.ndarray:
    here = np.arange(CORNERS)
    after = np.roll(here, -1)
    tube = []
    for ring in range(rings - 1):
        a, b = ring * CORNERS + here, ring * CORNERS + after
        c, d = a + CORNERS, b + CORNERS
        tube += [np.column_stack([a, b, c]), np.column_stack([b, d, c])]
    top, bottom, last = rings * CORNERS, rings * CORNERS + 1, (rings - 1) * CORNERS
    tube += [np.column_stack([after, here, np.full(CORNERS, top)])]
    tube += [np.column_stack([last + here, last + after, np.full(CORNERS, bottom)])]
    return np.concatenate(tube).astype(np.int64)
