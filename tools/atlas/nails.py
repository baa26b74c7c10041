"""Nails, creases at the joints of the fingers, and the clefts between toes: soft paint on the figure.

All is placed by the bones of the right hand and foot (digits.HAND_RAYS, FOOT_RAYS) in places whose x is the distance
from the midline, so both sides get the same. mm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .digits import FOOT_RAYS, HAND_RAYS, PALM_NORMAL, SOLE_NORMAL, THUMB_PALM_NORMAL, from_midline, joint
from .meshes import MIDLINE_X, Floats, MeshSource

#: Half length and half width of the nails, thumb or big toe first; ordinary sizes, to fit the source's thick fingers.
FINGERNAILS = ((8.0, 6.2), (7.0, 5.4), (7.4, 5.6), (7.0, 5.3), (5.8, 4.3))
TOENAILS = ((6.8, 7.6), (3.8, 4.3), (3.6, 4.1), (3.4, 3.9), (3.0, 3.5))
#: A nail's middle lies this far beyond the end of its bone (the pulp of the source's fingers reaches 11 mm beyond it),
#: the big toe's also this far towards the midline: there the source's skin does not sit evenly round the bone.
FINGERNAIL_BEYOND, TOENAIL_BEYOND, BIG_TOE_ASIDE = -7.0, -1.5, 6.5
#: Nails are ovals with flat sides: the power of the oval; skin this far from the nail's bone (mm) belongs elsewhere.
OVAL, NAIL_REACH = 2.8, 20.0
#: A nail's free edge begins at this share of its half length; over its fold at the edge the line is this wide (mm).
FREE_EDGE, FOLD_WIDTH = 0.74, 0.35

#: Creases reach so far (mm) to the sides of the finger's bone, and are so wide (one standard deviation, mm).
CREASE_REACH, CREASE_WIDTH = 10.0, 0.45
#: The cleft between two toes runs from between the far ends of their first phalanges to beyond the toes' ends (mm): a
#: thin line in a broad soft one (one standard deviation each, mm), which sets in over a length of CLEFT_FADE.
CLEFT_BEYOND, CLEFT_WIDTH, CLEFT_SHADE_WIDTH, CLEFT_FADE = 14.0, 0.5, 2.0, 14.0
#: Only skin of the hands lies below the first height on an arm; only skin of the feet below the second. mm.
HAND_Y, FOOT_Y = 905.0, -30.0

NAIL, NAIL_TIP = np.array([1.02, 0.92, 0.88]), np.array([1.02, 0.99, 0.95])
LINE = np.array([0.55, 0.46, 0.43])

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Nail:
    """A nail: its middle within the digit, unit vectors along the digit, across it and away from palm or sole; half
    length and half width."""

    middle: Floats
    along: Floats
    across: Floats
    outwards: Floats
    half: tuple[float, float]


@dataclass(frozen=True)
class Crease:
    """A crease across a finger: the middle of the joint, unit vectors along the finger and towards the palm side."""

    middle: Floats
    along: Floats
    palmwards: Floats


@dataclass(frozen=True)
class Cleft:
    """The border between two toes, seen from above or below: x from the midline and z of its two ends."""

    start: Floats
    end: Floats


@dataclass(frozen=True)
class Marks:
    """What is painted on hands and feet."""

    fingernails: tuple[Nail, ...] = ()
    toenails: tuple[Nail, ...] = ()
    creases: tuple[Crease, ...] = ()
    clefts: tuple[Cleft, ...] = ()

    def painted(self, colour: Floats, places: Floats, arm: Mask) -> Floats:
        """The colours (P, 3) of places (P, 3) at rest with the marks on them; `arm` (P,): on an arm."""
        colour = colour.copy()
        hands, feet = arm & (places[:, 1] < HAND_Y), ~arm & (places[:, 1] < FOOT_Y)
        colour[hands] = self._on_hand(colour[hands], _right_side(places[hands]))
        colour[feet] = self._on_foot(colour[feet], _right_side(places[feet]))
        return colour

    def _on_hand(self, colour: Floats, places: Floats) -> Floats:
        for crease in self.creases:
            _paint_crease(colour, places, crease)
        for nail in self.fingernails:
            _paint_nail(colour, places, nail)
        return colour

    def _on_foot(self, colour: Floats, places: Floats) -> Floats:
        for cleft in self.clefts:
            _paint_cleft(colour, places, cleft)
        for nail in self.toenails:
            _paint_nail(colour, places, nail)
        return colour


NO_MARKS = Marks()


def read_marks(source: MeshSource) -> Marks:
    """Place the marks by the bones."""
    palms = [THUMB_PALM_NORMAL] + [PALM_NORMAL] * 4
    fingers = zip(HAND_RAYS, palms, FINGERNAILS, strict=True)
    toes = zip(FOOT_RAYS, TOENAILS, strict=True)
    big_toe, *small_toes = (_nail(source, ray, SOLE_NORMAL, half, TOENAIL_BEYOND) for ray, half in toes)
    big_toe = replace(big_toe, middle=big_toe.middle - [BIG_TOE_ASIDE, 0, 0])
    return Marks(
        tuple(_nail(source, ray, palm, half, FINGERNAIL_BEYOND) for ray, palm, half in fingers),
        (big_toe, *small_toes),
        tuple(crease for ray, palm in zip(HAND_RAYS, palms, strict=True) for crease in _creases(source, ray, palm)),
        tuple(_cleft(source, ray, next_ray) for ray, next_ray in pairwise(FOOT_RAYS)),
    )


def _nail(
    source: MeshSource,
    ray: tuple[str, ...],
    palm: tuple[float, float, float],
    half: tuple[float, float],
    beyond: float,
) -> Nail:
    """The nail at the end of a ray. The skin of the source bends less at the last joint than the bones do: the nail
    lies between the directions of the last two bones, nearer to the one before."""
    before, bone = (from_midline(source.mesh(name).vertices) for name in ray[-2:])
    middle = (bone.min(axis=0) + bone.max(axis=0)) / 2
    last = _direction(bone, middle - before.mean(axis=0))
    end = middle + last * (((bone - middle) @ last).max() + beyond)
    along = _unit(last + 2 * _direction(before, middle - before.mean(axis=0)))
    outwards = -_across(np.array(palm), along)
    return Nail(end, along, np.cross(along, outwards), outwards, half)


def _direction(bone: Floats, outwards: Floats) -> Floats:
    """Unit vector along the longest extent of a bone, to the side of `outwards`."""
    along = np.linalg.svd(bone - bone.mean(axis=0))[2][0]
    return np.asarray(along * np.sign(along @ outwards))


def _cleft(source: MeshSource, ray: tuple[str, ...], next_ray: tuple[str, ...]) -> Cleft:
    """The cleft between two neighbouring toes."""
    ends = []
    for toe in (ray, next_ray):
        first, second, last = (from_midline(source.mesh(name).vertices) for name in (toe[1], toe[2], toe[-1]))
        ends.append((joint(first, second)[[0, 2]], last.mean(axis=0)[[0, 2]]))
    start, end = (np.mean(pair, axis=0) for pair in zip(*ends, strict=True))
    return Cleft(start, end + CLEFT_BEYOND * _unit(end - start))


def _creases(source: MeshSource, ray: tuple[str, ...], palm: tuple[float, float, float]) -> list[Crease]:
    """A crease at each joint between two phalanges, and one at the finger's root."""
    bones = [from_midline(source.mesh(name).vertices) for name in ray]
    middles = [bone.mean(axis=0) for bone in bones]
    creases = []
    for near, far, middle_near, middle_far in zip(bones[1:-1], bones[2:], middles[1:-1], middles[2:], strict=True):
        along = _unit(middle_far - middle_near)
        creases.append(Crease(joint(near, far), along, _across(np.array(palm), along)))
    # the skin's web is at about the middle of the first phalanx
    along = _unit(middles[1] - joint(bones[0], bones[1]))
    creases.append(Crease(middles[1], along, _across(np.array(palm), along)))
    return creases


def _paint_nail(colour: Floats, places: Floats, nail: Nail) -> None:
    """Paint one nail on `colour` (P, 3), in place."""
    near = np.flatnonzero(np.abs(places - nail.middle).max(axis=1) < NAIL_REACH)
    off = places[near] - nail.middle
    length, width = nail.half
    along, across = off @ nail.along, off @ nail.across
    oval = (np.abs(along / length) ** OVAL + np.abs(across / width) ** OVAL) ** (1 / OVAL)
    on_top = _soft(off @ nail.outwards, 1.0)
    cover = on_top * _soft((1 - oval) * width, 0.5)
    tip = _soft(along - FREE_EDGE * length, 0.5)[:, None]
    fold = on_top * np.exp(-0.5 * ((1 - oval) * width / FOLD_WIDTH) ** 2)
    for tone, share in ((NAIL + tip * (NAIL_TIP - NAIL), 0.70 * cover), (LINE, 0.28 * fold)):
        colour[near] += share[:, None] * (tone - colour[near])


def _paint_crease(colour: Floats, places: Floats, crease: Crease) -> None:
    """Paint one crease on `colour` (P, 3), in place: thin, on the palm side, fading to the sides of the finger."""
    near = np.flatnonzero(np.abs(places - crease.middle).max(axis=1) < NAIL_REACH)
    off = places[near] - crease.middle
    side = off @ np.cross(crease.along, crease.palmwards)
    towards = _soft(off @ crease.palmwards - 2.0, 2.0)
    inside = _soft(CREASE_REACH - np.abs(side) - 2.0, 2.0)
    share = 0.30 * towards * inside * np.exp(-0.5 * (off @ crease.along / CREASE_WIDTH) ** 2)
    colour[near] += share[:, None] * (LINE - colour[near])


def _paint_cleft(colour: Floats, places: Floats, cleft: Cleft) -> None:
    """Paint the border between two toes on `colour` (P, 3), in place: thin in a soft shade, sharper to the front."""
    along = _unit(cleft.end - cleft.start)
    off = places[:, [0, 2]] - cleft.start
    forward, aside = off @ along, off @ [along[1], -along[0]]
    near = np.flatnonzero((forward > 0) & (np.abs(aside) < 4 * CLEFT_SHADE_WIDTH))
    sets_in = _soft(forward[near] - CLEFT_FADE / 2, CLEFT_FADE / 2)
    for share, width in ((0.16, CLEFT_SHADE_WIDTH), (0.42, CLEFT_WIDTH)):
        cover = share * sets_in * np.exp(-0.5 * (aside[near] / width) ** 2)
        colour[near] += cover[:, None] * (LINE - colour[near])


def _right_side(places: Floats) -> Floats:
    """Places of either side with x turned into the distance from the midline."""
    return np.column_stack([np.abs(places[:, 0] - MIDLINE_X), places[:, 1:]])


def _across(vector: Floats, along: Floats) -> Floats:
    """The part of `vector` at right angles to `along`, as a unit vector."""
    return _unit(vector - (vector @ along) * along)


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / np.linalg.norm(vector))


def _soft(inside: Floats, width: float) -> Floats:
    """0..1: rises smoothly as `inside` goes from -width to width."""
    t = np.clip(inside / (2 * width) + 0.5, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))
