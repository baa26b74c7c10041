"""How zones are drawn on the skin: landmarks, and the strokes that run from one to the next.

``referrals.csv`` says what is felt where; strokes only give it a shape, and ``referral check`` holds both together.
"""

from dataclasses import dataclass
from typing import Annotated, Final

from referral.model.columns import ID, Column
from referral.model.rows import RelativeSide, Zone

Place = tuple[float, float, float]

WIDEST_MM: Final = 250.0
"""A stroke is no wider than the back."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A row is a landmark: a named place on the skin of the right side or the midline. Axes as in trigger_points."""

    landmark_id: Annotated[str, Column("Id of the landmark.", key=True, pattern=ID)]
    name: Annotated[str, Column("Plain words that fit into a sentence: outer elbow bone, corner of the jaw.")]
    anatomical_name: Annotated[str, Column("The anatomist's words.")]
    region_id: Annotated[str, Column("The region in whose skin it lies.", of="regions", pattern=ID)]
    x_mm: Annotated[float, Column("Right side, or the midline.", minimum=-400, maximum=0)]
    y_mm: Annotated[float, Column("Height.", minimum=-100, maximum=1800)]
    z_mm: Annotated[float, Column("Depth.", minimum=-100, maximum=300)]


@dataclass(frozen=True, slots=True)
class Step:
    """A row is a step of a stroke: a band on the skin that draws a zone of a trigger point of the right side. Its place
    is a landmark or x, y, z; a row with a region and no place draws the whole region, rounded."""

    trigger_point_id: Annotated[
        str, Column("The trigger point that sends the pain.", key=True, of="trigger_points", pattern=ID)
    ]
    zone: Annotated[Zone, Column("The kind of zone it draws, as in referrals.csv.", key=True)]
    stroke: Annotated[int, Column("Number of the stroke: 1, 2, ...", key=True, minimum=1, maximum=99)]
    step: Annotated[int, Column("Number of the step in the stroke: 1, 2, ...", key=True, minimum=1, maximum=99)]
    side: Annotated[
        RelativeSide,
        Column("Seen from the trigger point, the same in all steps of a stroke; opposite: written right, drawn left."),
    ]
    landmark_id: Annotated[
        str, Column("The landmark at which the step stands.", optional=True, of="landmarks", pattern=ID)
    ]
    x_mm: Annotated[
        float | None,
        Column(
            "Where it stands, if at no landmark; axes as in trigger_points.", optional=True, minimum=-400, maximum=400
        ),
    ]
    y_mm: Annotated[float | None, Column("Height.", optional=True, minimum=-100, maximum=1800)]
    z_mm: Annotated[float | None, Column("Depth.", optional=True, minimum=-100, maximum=300)]
    width_mm: Annotated[
        float | None, Column("Full width of the band at the step.", optional=True, minimum=2, maximum=WIDEST_MM)
    ]
    region_id: Annotated[
        str, Column("The region to draw whole where no shape is known.", optional=True, of="regions", pattern=ID)
    ]

    @property
    def xyz(self) -> Place | None:
        """Its own place; None at a landmark, or for a region."""
        if self.x_mm is None or self.y_mm is None or self.z_mm is None:
            return None
        return self.x_mm, self.y_mm, self.z_mm


@dataclass(frozen=True, slots=True)
class Stroke:
    """A band of the right side through `places` (mm) with `widths` (mm); or, without places, a whole region."""

    trigger_point_id: str
    zone: Zone
    side: RelativeSide
    places: tuple[Place, ...] = ()
    widths: tuple[float, ...] = ()
    region_id: str = ""
