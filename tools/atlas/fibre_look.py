"""The look of flesh: noise smeared along the fibres (line integral convolution), red bellies and pale tendons.

The method is that of Cabral and Leedom (Imaging vector fields using line integral convolution, SIGGRAPH 1993).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .meshes import Floats
from .outlines import around

Image = NDArray[np.float32]
Mask = NDArray[np.bool_]

MUSCLE, TENDON = np.array([0.64, 0.27, 0.24]), np.array([0.93, 0.88, 0.80])
#: Two grains of fibres, thin ones and bundles: width of the noise, length of the smear (mm) to each side, and how
#: strongly each changes the light.
GRAINS = ((0.50, 9.0, 0.085), (1.5, 16.0, 0.065))
#: The smear goes on in steps of so many mm, or of a pixel where that is more.
STRIDE = 0.4
#: The thinnest noise that a picture can hold, px.
THINNEST_PX = 0.7
#: Directions are evened out over this width (mm): meshes are coarse.
EVEN = 2.0
#: Fibres of a tendon stand out less.
IN_TENDON = 0.55
#: Beyond this many standard deviations a grain gets no darker or lighter.
STRONGEST = 2.2
#: Seed of the noise: the same picture each time.
SEED = 3


def flesh(direction: Floats, tendon: Floats, light: Floats, inside: Mask, px_per_mm: float) -> Floats:
    """(rows, columns, 3) the colour of a muscle. `direction`: (rows, columns, 2) of the fibres, columns and rows, any
    length; `tendon`: 0 flesh to 1; `light`: how bright."""
    grain: Floats = np.zeros(inside.shape)
    window = around(inside, 2)
    if window is not None:
        grain[window] = _grain(direction[window], inside[window], px_per_mm)
    pale = tendon[..., None]
    colour = MUSCLE * (1 - pale) + TENDON * pale
    shade = light * (1 + grain * (1 - (1 - IN_TENDON) * tendon))
    return np.clip(colour * shade[..., None], 0, 1)


def _grain(direction: Floats, inside: Mask, px_per_mm: float) -> Floats:
    """(rows, columns) how much lighter or darker the fibres make each pixel, as a share."""
    stride = max(STRIDE * px_per_mm, 1.0)
    field = _evened(direction, inside, EVEN * px_per_mm) * np.float32(stride)
    noise = [
        _noise(inside.shape, max(width * px_per_mm, THINNEST_PX), seed) for seed, (width, _, _) in enumerate(GRAINS)
    ]
    steps = [max(1, round(length * px_per_mm / stride)) for _, length, _ in GRAINS]
    smeared = _smeared(field, noise, steps)
    return np.asarray(
        sum(strength * _standard(one, inside) for one, (_, _, strength) in zip(smeared, GRAINS, strict=True)), float
    )


def _evened(direction: Floats, inside: Mask, sigma: float) -> Image:
    """(rows, columns, 2) unit steps across and down."""
    soft = cv2.GaussianBlur((direction * inside[..., None]).astype(np.float32), (0, 0), sigma)
    return np.asarray(soft / np.maximum(np.linalg.norm(soft, axis=2, keepdims=True), 1e-9), np.float32)


def _noise(shape: tuple[int, ...], width: float, seed: int) -> Image:
    """White noise blurred over `width` px, the same each time."""
    white = np.random.default_rng(SEED + seed).standard_normal(shape).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(white, (0, 0), width), np.float32)


def _smeared(field: Image, noise: list[Image], steps: list[int]) -> list[Image]:
    """Each noise summed over its number of steps along the field (px) to both sides."""
    rows, columns = np.mgrid[: field.shape[0], : field.shape[1]].astype(np.float32)
    totals = [one.copy() for one in noise]
    for sign in (1, -1):
        x, y = columns.copy(), rows.copy()
        for number in range(max(steps)):
            step = cv2.remap(field, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            x += sign * step[..., 0]
            y += sign * step[..., 1]
            for total, one, most in zip(totals, noise, steps, strict=True):
                if number < most:
                    total += cv2.remap(one, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return totals


def _standard(values: Image, inside: Mask) -> Floats:
    """Values with mean 0 and deviation 1 inside, none beyond STRONGEST."""
    some = values[inside]
    return np.asarray(np.clip((values - some.mean()) / max(float(some.std()), 1e-9), -STRONGEST, STRONGEST), float)
