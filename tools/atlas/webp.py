"""Pictures of muscles and layers as WebP files, which are many."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

#: Quality of the colours and of the opacity (0..100), and the encoder's effort (0..6).
QUALITY, ALPHA_QUALITY, EFFORT = 74, 70, 5


def webp(pixels: NDArray[np.uint8]) -> bytes:
    """(rows, columns, 4) red, green, blue, opacity as a file."""
    out = io.BytesIO()
    Image.fromarray(pixels, "RGBA").save(out, "WEBP", quality=QUALITY, alpha_quality=ALPHA_QUALITY, method=EFFORT)
    return out.getvalue()
