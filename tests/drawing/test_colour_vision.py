"""Three muscles on one body stay apart for eyes that see red and green alike, and on a grey print."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from referral.drawing.styles import TOGETHER, Rgb

SEEN = {
    "all cones": np.eye(3),
    "no red cones": np.array([[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]]),
    "no green cones": np.array([[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]),
}
"""Linear RGB -> linear RGB as seen: Machado, Oliveira and Fernandes 2009, severity 1."""

TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
PAIRS = [(0, 1), (0, 2), (1, 2)]


def lab(colour: Rgb, eye: NDArray[Any]) -> NDArray[Any]:
    """CIELAB (D65) of an sRGB colour as an eye sees it."""
    channels = np.array(colour) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    x, y, z = (np.clip(eye @ linear, 0, 1) @ TO_XYZ.T) / TO_XYZ.sum(axis=1)
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


@pytest.mark.parametrize("eye", SEEN.values(), ids=SEEN)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_colours_stay_apart(eye: NDArray[Any], one: int, other: int) -> None:
    away = np.linalg.norm(lab(TOGETHER[one].pain, eye) - lab(TOGETHER[other].pain, eye))
    assert away > 40


def test_greys_stay_apart() -> None:
    lightness = sorted(lab(style.pain, SEEN["all cones"])[0] for style in TOGETHER)
    assert all(lighter - darker > 12 for darker, lighter in pairwise(lightness))
