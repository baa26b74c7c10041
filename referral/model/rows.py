"""The rows of a dataset: what a region, a muscle, a trigger point, a zone is; warning signs: ``sign_rows``.

Each model is the one place that says what its table holds: the fields in the order of the columns, with type, allowed
values, bounds, keys, what is translated and how plain it must be; its docstring is the published description. A new
column is one field here, the column in the CSV file and the place that shows it; ``make describe`` publishes it.
Rows are frozen, checked when a folder is read (``referral.data``), in English; patterns are those of the right side.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from referral.model.columns import ID, PLAIN, Column, Several, Truth, Words
from referral.model.frequency_rows import FrequencyHere

Side = Literal["right", "left"]
Zone = Literal["essential", "spillover"]
Frequency = Literal["common", "occasional", "rare"]
RelativeSide = Literal["same", "opposite", "both"]
Certainty = Literal["usual", "limited", "disputed"]
Verdict = Literal["agrees", "disagrees", "adds"]
Kind = Literal["book", "article", "guideline", "web page"]
ComplaintKind = Literal["diagnosis", "everyday"]
BodyPart = Literal[
    "head", "neck", "shoulder", "arm", "hand", "chest", "belly", "back", "hip", "thigh", "leg", "foot"
]  # fmt: skip
Direction = Literal["front", "back", "side", "inner", "above", "below"]
"""From where one looks at, or feels, a place of the body in anatomical position, palms forward. side: the outer side of
trunk, head or limb, at the hand the thumb's edge; inner: the side of a limb that faces the midline; above: on top of
head, shoulder or foot; below: the sole, under the chin, between the legs."""

SIDES: tuple[Side, Side] = ("right", "left")
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
OTHER_SIDE: Mapping[Side, Side] = MappingProxyType({"right": "left", "left": "right"})

EVERY = "all"
"""What stands in a list of regions or body parts for every one of them."""


def names_of_region(region_id: str, body_part: str) -> frozenset[str]:
    """Return what names a region in a list: its id, ``all hand`` where it is of the hand, or ``all``."""
    return frozenset({EVERY, f"{EVERY} {body_part}", region_id})


@dataclass(frozen=True, slots=True)
class Area:
    """A region on one side of the body. Without `side`: of the midline, or either side of a sided region."""

    region_id: str
    side: Side | None = None

    @property
    def area_id(self) -> str:
        """``right-temple``; ``breastbone`` without a side."""
        return f"{self.side}-{self.region_id}" if self.side else self.region_id

    @classmethod
    def of(cls, area_id: str) -> "Area":
        """Return the area of an id as it is written; region ids hold no hyphen. Whether it exists the dataset knows."""
        side, hyphen, region_id = area_id.partition("-")
        return cls(region_id, "right" if side == "right" else "left") if hyphen else cls(area_id)


@dataclass(frozen=True, slots=True)
class Region:
    """A row is a region: a named patch of skin, or a hidden place such as the upper teeth; the same name on both
    sides."""

    region_id: Annotated[str, Column("Id of the region, without a side.", key=True, pattern=ID)]
    name: Annotated[str, Column("Plain words, without a side.", translated=True)]
    place: Annotated[str, Column("The name with its side, alone and in sentences: a template.", translated=True)]
    whole: Annotated[str, Column("The same of what it is one half of, if of any.", optional=True, translated=True)]
    anatomical_name: Annotated[str, Column("The anatomist's words.", translated=True)]
    body_part: Annotated[BodyPart, Column("Part of the body that lists the region.")]
    surface: Annotated[Truth, Column("True: skin that a picture shows. False: a hidden place.")]
    sided: Annotated[Truth, Column("True: one on each side. False: on the midline.")]
    mark_x_mm: Annotated[
        float | None,
        Column(
            "Where on the skin the mark of a hidden place stands, axes as in trigger_points; right side, or midline.",
            optional=True,
            minimum=-400,
            maximum=0,
        ),
    ]
    mark_y_mm: Annotated[float | None, Column("Height of the mark.", optional=True, minimum=-100, maximum=1800)]
    mark_z_mm: Annotated[float | None, Column("Depth of the mark.", optional=True, minimum=-100, maximum=300)]
    mark_from: Annotated[
        Several[Direction],
        Column("From where the mark of a hidden place is seen, words with spaces between.", optional=True),
    ]
    not_reached_because: Annotated[
        str, Column("Why no trigger point sends pain there; empty for a region that some zone names.", optional=True)
    ]
    search_words: Annotated[
        Words, Column("Other everyday words, separated by semicolons.", optional=True, translated=True)
    ]

    @property
    def mark(self) -> tuple[float, float, float] | None:
        """Where the mark of a hidden place stands on the right side or the midline, x, y, z in mm; None: skin."""
        if self.mark_x_mm is None or self.mark_y_mm is None or self.mark_z_mm is None:
            return None
        return self.mark_x_mm, self.mark_y_mm, self.mark_z_mm

    def areas(self, side: Side | None = None) -> tuple[Area, ...]:
        """The region on a side, None: on both; of the midline the one that there is."""
        if not self.sided:
            return (Area(self.region_id),)
        return tuple(Area(self.region_id, one) for one in ((side,) if side else SIDES))


@dataclass(frozen=True, slots=True)
class Muscle:
    """A row is a muscle, or a part of one with a referral pattern of its own."""

    muscle_id: Annotated[str, Column("Id of the muscle.", key=True, pattern=ID)]
    name: Annotated[str, Column("Usual anatomical name.", translated=True)]
    common_name: Annotated[str, Column("Everyday name.", translated=True)]
    body_part: Annotated[BodyPart, Column("Part of the body that lists the muscle.")]
    fma_id: Annotated[
        str,
        Column("Id in the Foundational Model of Anatomy; empty where none fits.", pattern="FMA[0-9]+", optional=True),
    ]
    frequency: Annotated[Frequency, Column("How often it is a source of pain in clinics.")]
    frequency_reason: Annotated[str, Column("The ground for that grade, in plain words.", grade=PLAIN)]
    where_it_is: Annotated[str, Column("Plain words.", grade=PLAIN)]
    what_it_does: Annotated[str, Column("Plain words.", grade=PLAIN)]
    often_strained_by: Annotated[str, Column("Plain words.", grade=PLAIN)]
    mimics: Annotated[str, Column("What else can feel like it, in plain words.", grade=PLAIN)]
    search_words: Annotated[
        Words, Column("Initials, Latin and everyday synonyms, separated by semicolons.", optional=True, translated=True)
    ]


@dataclass(frozen=True, slots=True)
class TriggerPoint:
    """A row is a trigger point, numbered as in the manual, placed on the right side. Axes of the atlas in millimetres:
    x to the body's left, y up (soles at about -85), z to the front."""

    trigger_point_id: Annotated[
        str, Column("Id of the trigger point: the muscle's id, _trp, its number.", key=True, pattern=ID)
    ]
    muscle_id: Annotated[str, Column("The muscle it lies in.", of="muscles", pattern=ID)]
    label: Annotated[str, Column("Number in the manual: TrP1, TrP2.", pattern="TrP[0-9]+[a-z]?")]
    location: Annotated[str, Column("Plain words.", grade=PLAIN)]
    x_mm: Annotated[
        float, Column("Right side: not above 0. Bounds are those of the reference body.", minimum=-400, maximum=0)
    ]
    y_mm: Annotated[float, Column("Height.", minimum=-100, maximum=1800)]
    z_mm: Annotated[float, Column("Depth.", minimum=-100, maximum=300)]
    felt_from: Annotated[
        Several[Direction],
        Column(
            "From where a therapist feels or needles it, palms forward: words with spaces between. side: the outer "
            "side; inner: of a limb; above: head, shoulder, top of the foot; below: sole, chin, between the legs."
        ),
    ]
    note: Annotated[
        str, Column("What a reader must know of this point, in plain words; usually empty.", optional=True, grade=PLAIN)
    ]


@dataclass(frozen=True, slots=True)
class Referral:
    """A row is one zone of one trigger point: a region it sends pain to."""

    trigger_point_id: Annotated[
        str, Column("The trigger point that sends the pain.", key=True, of="trigger_points", pattern=ID)
    ]
    region_id: Annotated[str, Column("The region where it is felt.", key=True, of="regions", pattern=ID)]
    zone: Annotated[
        Zone, Column("essential: felt by nearly everyone with that trigger point. spillover: felt by some.")
    ]
    side: Annotated[RelativeSide, Column("Seen from the trigger point. A region on the midline: same.", key=True)]
    source_id: Annotated[str, Column("The work that states it.", of="sources", pattern=ID)]
    locator: Annotated[str, Column("Chapter, figure or page in that work.")]
    certainty: Annotated[
        Certainty,
        Column(
            "usual: stated as the rest of the manual is. limited: rests on a few cases, or on works beside the manual. "
            "disputed: good sources disagree."
        ),
    ]


@dataclass(frozen=True, slots=True)
class Support:
    """A row is what a further work says of one zone: it agrees, it disagrees, or it adds a region that the zones do not
    have."""

    trigger_point_id: Annotated[str, Column("The trigger point spoken of.", key=True, of="trigger_points", pattern=ID)]
    region_id: Annotated[str, Column("The region spoken of.", key=True, of="regions", pattern=ID)]
    source_id: Annotated[str, Column("The further work.", key=True, of="sources", pattern=ID)]
    locator: Annotated[str, Column("Section, figure or page in that work.")]
    verdict: Annotated[
        Verdict,
        Column(
            "agrees or disagrees: with a zone of referrals.csv. adds: a region that referrals.csv does "
            "not give to that point."
        ),
    ]
    note: Annotated[
        str,
        Column('What differs, in plain words; the screen says it after "Sources differ:".', optional=True, grade=PLAIN),
    ]


@dataclass(frozen=True, slots=True)
class Advice:
    """A row is a line of self-care that a therapist may choose for a hand-out, and when not to follow it."""

    advice_id: Annotated[str, Column("Id of the line.", key=True, pattern=ID)]
    text: Annotated[str, Column("What to do, in plain words.", longest=160, grade=PLAIN)]
    caution: Annotated[str, Column("When not to, when to stop, when to ask first.", longest=150, grade=PLAIN)]
    body_parts: Annotated[Words, Column("Body parts of the muscles that it fits, separated by semicolons; or: all.")]
    muscles: Annotated[
        Words,
        Column(
            "Ids of the muscles of these parts that it fits, separated by semicolons; empty: all of them.",
            optional=True,
        ),
    ]
    source_id: Annotated[str, Column("The work that states it.", of="sources", pattern=ID)]
    locator: Annotated[str, Column("Where in that work.")]

    def fits(self, muscle: Muscle) -> bool:
        """Whether it is offered for a muscle."""
        here = self.body_parts == (EVERY,) or muscle.body_part in self.body_parts
        return here and (not self.muscles or muscle.muscle_id in self.muscles)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A row is a complaint as people name it when they search, "tennis elbow" or "love handles": the places that it
    chooses, and what the word may also mean."""

    complaint_id: Annotated[str, Column("Id of the complaint.", key=True, pattern=ID)]
    kind: Annotated[
        ComplaintKind,
        Column("diagnosis: a medical name, which says in note what it means. everyday: any other word for a place."),
    ]
    name: Annotated[str, Column("What the screen calls it.", longest=45, translated=True)]
    search_words: Annotated[
        Words, Column("What else people type for it, separated by semicolons.", optional=True, translated=True)
    ]
    regions: Annotated[
        Words, Column("Ids of the regions that it chooses, the one most meant first, separated by semicolons.")
    ]
    note: Annotated[
        str,
        Column(
            "What the word may also mean, and when to see a clinician, in plain words; the screen says it once the "
            "complaint was chosen.",
            optional=True,
            longest=200,
            grade=PLAIN,
        ),
    ]
    source_id: Annotated[str, Column("The work that states the note.", optional=True, of="sources", pattern=ID)]
    locator: Annotated[str, Column("Where in that work.", optional=True)]


@dataclass(frozen=True, slots=True)
class Source:
    """A row is a work that the dataset or a page of the app cites."""

    source_id: Annotated[str, Column("Id of the work.", key=True, pattern=ID)]
    kind: Annotated[Kind, Column("What sort of work it is.")]
    citation: Annotated[str, Column("Full citation.")]
    doi: Annotated[
        str,
        Column(
            "Digital object identifier, without the resolver's address.", pattern=r"10\.[0-9]{4,9}/\S+", optional=True
        ),
    ]
    isbn: Annotated[str, Column("ISBN, digits only.", pattern="([0-9]{9}[0-9X]|[0-9]{13})", optional=True)]
    url: Annotated[str, Column("Address, where the work has one.", pattern=r"https?://\S+", optional=True)]
    year: Annotated[
        int, Column("Year of publication; of a page without a date, the year it was read.", minimum=1800, maximum=2100)
    ]


@dataclass(frozen=True, slots=True)
class Reach:
    """A trigger point of the muscle on `side` that sends pain to an area; `limited`: known from a few cases;
    `frequency`: how often it is behind pain there, where that is known."""

    muscle_id: str
    side: Side
    trigger_point_id: str
    zone: Zone
    limited: bool = False
    frequency: FrequencyHere | None = None
