"""Fingers and toes: which ray (thumb or big toe is 0, little is 4) a place of the skin belongs to, and its sides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .meshes import MIDLINE_X, Floats, Ints, MeshSource

Mask = NDArray[np.bool_]

#: Bones of the right hand, a ray each: metacarpal first, then its phalanges.
HAND_RAYS = (
    ("FJ3350", "FJ3327", "FJ3198"),
    ("FJ3352", "FJ3322", "FJ3303", "FJ3193"),
    ("FJ3354", "FJ3325", "FJ3306", "FJ3196"),
    ("FJ3356", "FJ3326", "FJ3292", "FJ3197"),
    ("FJ3358", "FJ3323", "FJ3304", "FJ3194"),
)
#: Bones of the right foot, a ray each: metatarsal first, then its phalanges.
FOOT_RAYS = (
    ("FJ3351", "FJ3310", "FJ3192"),
    ("FJ3353", "FJ3319", "FJ3300", "FJ3189"),
    ("FJ3355", "FJ3320", "FJ3301", "FJ3190"),
    ("FJ3357", "FJ3321", "FJ3302", "FJ3191"),
    ("FJ3359", "FJ3324", "FJ3305", "FJ3195"),
)
#: Towards the palm side of the fingers, which bend forwards a little; of the thumb, which is turned inwards (x from the
#: midline, y, z).
PALM_NORMAL = (0.0, 0.35, 0.94)
THUMB_PALM_NORMAL = (-0.55, 0.25, 0.80)
#: Towards the sole.
SOLE_NORMAL = (0.0, -0.97, 0.25)
#: A digit's skin begins this far (mm) beyond the middle of the joint between metacarpal and first phalanx.
FINGER_WEB = 14.0
TOE_WEB = 9.0


class Digits:
    """Look-ups on the bones of hand and foot, in places whose x is the distance from the midline."""

    def __init__(self, source: MeshSource) -> None:
        self._hand = _Rays(source, HAND_RAYS, [THUMB_PALM_NORMAL] + [PALM_NORMAL] * 4, FINGER_WEB)
        self._foot = _Rays(source, FOOT_RAYS, [SOLE_NORMAL] * 5, TOE_WEB)

    def hand(self, points: Floats) -> tuple[Ints, Mask, Floats]:
        """Ray (P,) 0..4, whether on a finger, and mm towards the palm side (negative: back) of points (P, 3)."""
        return self._hand.look_up(points)

    def foot(self, points: Floats) -> tuple[Ints, Mask, Floats]:
        """Ray (P,) 0..4, whether on a toe, and mm towards the sole (negative: top) of points (P, 3)."""
        return self._foot.look_up(points)


class _Rays:
    def __init__(
        self,
        source: MeshSource,
        rays: tuple[tuple[str, ...], ...],
        normals: list[tuple[float, float, float]],
        web: float,
    ) -> None:
        bones = [[from_midline(source.mesh(bone).vertices) for bone in ray] for ray in rays]
        self._knuckles = np.array([joint(ray[0], ray[1]) for ray in bones])
        self._axes = [_axis(ray, knuckle) for ray, knuckle in zip(bones, self._knuckles, strict=True)]
        self._normals = np.array(normals)
        self._web = web

    def look_up(self, points: Floats) -> tuple[Ints, Mask, Floats]:
        feet = np.stack([_nearest_on_path(axis, points) for axis in self._axes])
        out = points - feet
        distance = np.linalg.norm(out, axis=2)
        ray = distance.argmin(axis=0)
        side = (out[ray, np.arange(len(points))] * self._normals[ray]).sum(axis=1)
        forward = np.array([axis[-1] - axis[1] for axis in self._axes])
        forward /= np.linalg.norm(forward, axis=1, keepdims=True)
        beyond = np.einsum("rpc,rc->rp", points - self._knuckles[:, None], forward)
        # neighbouring rays share a say, so that the line of the webs runs on from digit to digit without a step
        say = np.maximum(distance, 1.0) ** -4
        return ray, (beyond * say).sum(axis=0) / say.sum(axis=0) > self._web, side


def _axis(bones: list[Floats], knuckle: Floats) -> Floats:
    """The line of a ray: the far end of its metacarpal (twice as far from the knuckle as its middle), the knuckle, the
    middles of its phalanges."""
    middles = [bone.mean(axis=0) for bone in bones]
    return np.array([2 * middles[0] - knuckle, knuckle, *middles[1:]])


def from_midline(vertices: Floats) -> Floats:
    """Right-side vertices with x turned into the distance from the midline."""
    return np.column_stack([MIDLINE_X - vertices[:, 0], vertices[:, 1], vertices[:, 2]])


def joint(bone: Floats, next_bone: Floats) -> Floats:
    """The place where two bones meet: the mean of the vertices of each that lie nearest to the other."""
    distance, _ = cKDTree(bone).query(next_bone)
    return next_bone[distance <= np.quantile(distance, 0.05)].mean(axis=0)


def _nearest_on_path(path: Floats, points: Floats) -> Floats:
    """For each point (P, 3) the nearest place on the broken line through `path` (K, 3), drawn on past its last node."""
    last = path[-1:] + 0.5 * (path[-1:] - path[-2:-1])
    ends = np.concatenate([path[1:-1], last])
    best, found = np.full(len(points), np.inf), np.zeros_like(points)
    for start, end in zip(path[:-1], ends, strict=True):
        along = end - start
        t = np.clip((points - start) @ along / (along @ along), 0, 1)
        foot = start + t[:, None] * along
        distance = np.linalg.norm(points - foot, axis=1)
        nearer = distance < best
        best[nearer], found[nearer] = distance[nearer], foot[nearer]
    return found
