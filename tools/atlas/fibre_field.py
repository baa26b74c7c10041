"""What the picture of a muscle needs beside its mesh: where it is flesh, where tendon, and which way its fibres run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .meshes import Floats


@dataclass(frozen=True)
class Fibres:
    """Fields on the N vertices of a muscle's mesh.

    along: (N,) 0 at the origin .. 1 at the insertion; tendon: (N,) 0 flesh .. 1 pale (tendon, aponeurosis, a tendinous
    band); direction: (N, 3) unit vectors along the fibres, from origin to insertion.
    """

    along: Floats
    tendon: Floats
    direction: Floats

    def mirrored(self) -> Fibres:
        """The fields of the muscle on the other side (its mesh mirrored, its vertices in the same order)."""
        return Fibres(self.along, self.tendon, self.direction * [-1, 1, 1])


def joined(parts: list[Fibres]) -> Fibres:
    """The fields of several meshes that are joined in this order."""
    return Fibres(
        np.concatenate([part.along for part in parts]),
        np.concatenate([part.tendon for part in parts]),
        np.concatenate([part.direction for part in parts]),
    )
