"""The dataset of referral patterns: CSV files -> one checked, immutable ``Dataset``.

::

    load(folder: Path | str | None = None) -> Dataset      # raises DatasetError with every Fault
    find_faults(folder: Path | str | None = None) -> tuple[Fault, ...]

    Dataset.regions, .muscles, .trigger_points, .sources, .red_flags, .advice   # Mapping by id, in file order
    Dataset.referrals, .support                            # tuple[Referral, ...], tuple[Support, ...]
    Dataset.areas                                          # every area: right, left; or the midline's one
    Dataset.area(area_id) -> Area                          # KeyError when unknown; so are the look-ups below
    Dataset.area_name(area) -> str                         # "right temple", "breastbone"
    Dataset.place(region_id) -> str                        # the same without its side, as it stands in a sentence
    Dataset.trigger_points_of(muscle_id) -> tuple[TriggerPoint, ...]
    Dataset.referrals_of(trigger_point_id) -> tuple[Referral, ...]
    Dataset.support_of(trigger_point_id) -> tuple[Support, ...]
    Dataset.pattern(muscle_id, side) -> Mapping[Area, Zone]
    Dataset.trigger_point_pattern(trigger_point_id, side) -> Mapping[Area, Zone]
    Dataset.reached_by(area) -> tuple[Reach, ...]          # who sends pain to an area
 Patterns are written once, for the right side; `side` is the side of the body on which the muscle lies. A
``Dataset`` never changes after loading, so any number of threads may share one; the caller keeps it (loading
takes a while). ``translatable.translated`` makes the same dataset in another language.
"""

import os
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeVar

from referral.languages import Language

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from referral.tables import Fault

Place = TypeVar("Place", bound=Hashable)

Side = Literal["right", "left"]
Zone = Literal["essential", "spillover"]
Frequency = Literal["common", "occasional", "rare"]
RelativeSide = Literal["same", "opposite", "both"]
Certainty = Literal["usual", "limited", "disputed"]
Urgency = Literal["emergency", "same_day", "days"]
Verdict = Literal["agrees", "disagrees", "adds"]

SIDES: tuple[Side, Side] = ("right", "left")
OTHER_SIDE: Mapping[Side, Side] = MappingProxyType({"right": "left", "left": "right"})

EVERY = "all"
"""What stands in a list of regions or body parts for every one of them."""

FOLDER_VARIABLE = "REFERRAL_DATA"
"""Environment variable that names another dataset's folder."""

DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "data"


class DatasetError(ValueError):
    """The dataset cannot be used; `faults` says everything that is wrong, one line each when printed."""

    def __init__(self, faults: Iterable["Fault"]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Area:
    """A region on one side of the body. Without `side`: of the midline, or either side of a sided region."""

    region_id: str
    side: Side | None = None

    @property
    def area_id(self) -> str:
        """``right-temple``; ``breastbone`` without a side."""
        return f"{self.side}-{self.region_id}" if self.side else self.region_id


@dataclass(frozen=True, slots=True)
class Region:
    """A named patch of skin, or (`surface` false) a hidden place. Not `sided`: it lies on the midline."""

    region_id: str
    name: str
    anatomical_name: str
    body_part: str
    surface: bool
    sided: bool
    not_reached_because: str
    search_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle, or a part of one with a referral pattern of its own. `fma_id` may be empty."""

    muscle_id: str
    name: str
    common_name: str
    body_part: str
    fma_id: str
    frequency: Frequency
    frequency_reason: str
    where_it_is: str
    what_it_does: str
    often_strained_by: str
    mimics: str
    search_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriggerPoint:
    """A trigger point of the right side (`x_mm` <= 0), in the atlas's axes; mirror `x_mm` for the left."""

    trigger_point_id: str
    muscle_id: str
    label: str
    location: str
    x_mm: float
    y_mm: float
    z_mm: float
    note: str


@dataclass(frozen=True, slots=True)
class Referral:
    """One zone of one trigger point; `side` as seen from the trigger point's side."""

    trigger_point_id: str
    region_id: str
    zone: Zone
    side: RelativeSide
    source_id: str
    locator: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Support:
    """What a further work says of one zone; `adds`: of a region that the zones do not have. `note`: what differs."""

    trigger_point_id: str
    region_id: str
    source_id: str
    locator: str
    verdict: Verdict
    note: str


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning sign that is asked before any muscle is shown. `regions`: for which areas, unless it is asked
    `everywhere`; `side`: on which side of the body."""

    flag_id: str
    condition: str
    statement: str
    regions: tuple[str, ...]
    side: Literal["any", "right", "left"]
    urgency: Urgency
    advice: str
    why: str
    tell: str
    source_id: str
    locator: str

    @property
    def everywhere(self) -> bool:
        """Whether it is asked for every area."""
        return self.regions == (EVERY,)


@dataclass(frozen=True, slots=True)
class Advice:
    """A line of self-care that a therapist may put on a hand-out, and when not to follow it. `body_parts`, `muscles`:
    whom it fits; no muscle named: every muscle of these parts."""

    advice_id: str
    text: str
    caution: str
    body_parts: tuple[str, ...]
    muscles: tuple[str, ...]
    source_id: str
    locator: str

    def fits(self, muscle: Muscle) -> bool:
        """Whether it is offered for a muscle."""
        here = self.body_parts == (EVERY,) or muscle.body_part in self.body_parts
        return here and (not self.muscles or muscle.muscle_id in self.muscles)


@dataclass(frozen=True, slots=True)
class Source:
    """A work that the dataset or a page cites. `doi`, `isbn` and `url` may be empty."""

    source_id: str
    kind: str
    citation: str
    doi: str
    isbn: str
    url: str
    year: int


@dataclass(frozen=True, slots=True)
class Reach:
    """A trigger point of the muscle on `side` that sends pain to an area; `limited`: known from a few cases."""

    muscle_id: str
    side: Side
    trigger_point_id: str
    zone: Zone
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Half:
    """A region that is one half of a place: the region which is the other half, and the whole place in a sentence."""

    other: str
    whole: str


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """The checked tables and the look-ups made from them. Equal by identity: it can be a cache's key.

    `language`: in which all of it is written; `halves`: by region id, those that are half of a place; `source`: the
    dataset of which this is a translation, None where it is none.
    """

    regions: Mapping[str, Region]
    muscles: Mapping[str, Muscle]
    trigger_points: Mapping[str, TriggerPoint]
    referrals: tuple[Referral, ...]
    support: tuple[Support, ...]
    red_flags: Mapping[str, RedFlag]
    advice: Mapping[str, Advice]
    sources: Mapping[str, Source]
    areas: tuple[Area, ...]
    halves: Mapping[str, Half]
    language: Language
    source: "Dataset | None"
    _areas: Mapping[str, Area]
    _area_names: Mapping[Area, str]
    _places: Mapping[str, str]
    _points_of: Mapping[str, tuple[TriggerPoint, ...]]
    _referrals_of: Mapping[str, tuple[Referral, ...]]
    _support_of: Mapping[str, tuple[Support, ...]]
    _muscle_patterns: Mapping[tuple[str, Side], Mapping[Area, Zone]]
    _point_patterns: Mapping[tuple[str, Side], Mapping[Area, Zone]]
    _reached_by: Mapping[Area, tuple[Reach, ...]]

    def area(self, area_id: str) -> Area:
        """Return the area of an id such as ``right-temple``; raise KeyError when there is none."""
        return self._areas[area_id]

    def area_name(self, area: Area) -> str:
        """Return what a patient reads: ``right temple``, ``breastbone``. KeyError when unknown."""
        return self._area_names[area] if area.side else self.regions[area.region_id].name

    def place(self, region_id: str) -> str:
        """Return a region as it stands in a sentence, without its side: ``temple``, ``la sien``. KeyError when
        unknown."""
        return self._places[region_id]

    @property
    def in_english(self) -> "Dataset":
        """The dataset in the words of its tables; itself where it is no translation."""
        return self.source or self

    def trigger_points_of(self, muscle_id: str) -> tuple[TriggerPoint, ...]:
        """Return a muscle's trigger points in file order; raise KeyError when the muscle is unknown."""
        return self._points_of[muscle_id]

    def referrals_of(self, trigger_point_id: str) -> tuple[Referral, ...]:
        """Return a trigger point's zones in file order; raise KeyError when the point is unknown."""
        return self._referrals_of[trigger_point_id]

    def support_of(self, trigger_point_id: str) -> tuple[Support, ...]:
        """Return what further works say of a trigger point's zones; KeyError when the point is unknown."""
        return self._support_of[trigger_point_id]

    def pattern(self, muscle_id: str, side: Side) -> Mapping[Area, Zone]:
        """Return where the muscle on `side` sends pain by all its points; essential wins. Or KeyError."""
        return self._muscle_patterns[muscle_id, side]

    def trigger_point_pattern(self, trigger_point_id: str, side: Side) -> Mapping[Area, Zone]:
        """Return where one trigger point on `side` sends pain; raise KeyError when the point is unknown."""
        return self._point_patterns[trigger_point_id, side]

    def reached_by(self, area: Area) -> tuple[Reach, ...]:
        """Return every trigger point, of either side, that sends pain to `area`; right ones first, in file
        order.

        A sided region without a side is reached by whatever reaches one of its sides. Raise KeyError when
        unknown.
        """
        return self._reached_by[area]


def united(zones_of: Iterable[Mapping[Place, Zone]]) -> Mapping[Place, Zone]:
    """Return the zones of several trigger points as one pattern: essential wins over spillover."""
    pattern: dict[Place, Zone] = {}
    for zones in zones_of:
        for area, zone in zones.items():
            if pattern.get(area) != "essential":
                pattern[area] = zone
    return MappingProxyType(pattern)


def load(folder: Path | str | None = None) -> Dataset:
    """Return the dataset of `folder`, else of the environment's REFERRAL_DATA, else of data/.

    Raise DatasetError with every fault, once there is one that makes the tables unfit to show; nothing else is
    raised for what a file may hold. A fault that only an editor should mend (`Fault.stops` false) lets the
    dataset load.
    """
    from referral.assembly import assembled
    from referral.checks import read_tables

    tables, faults = read_tables(data_folder(folder))
    if any(fault.stops for fault in faults):
        raise DatasetError(faults)
    return assembled(tables)


def find_faults(folder: Path | str | None = None, helper: "Executor | None" = None) -> "tuple[Fault, ...]":
    """Return every fault of the dataset that `load` would read, and what only an editor should mend.

    `helper`: measures the reading grades meanwhile, in another process; without it they are measured here.
    """
    from referral.editing import all_faults

    return all_faults(data_folder(folder), helper)


def data_folder(folder: Path | str | None = None) -> Path:
    """Return `folder`, else the folder that the environment names, else data/."""
    return Path(folder or os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER)
