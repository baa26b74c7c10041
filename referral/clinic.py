"""The clinic that the explorer speaks for: read from one TOML file and checked as a whole.

Without a path the file named by the environment variable REFERRAL_CLINIC is read, else `clinic.toml` beside
the application. The result is frozen: a page may keep it and share it between visitors.

``Clinic`` is the model of the file: its fields say what each key may hold, and Pydantic checks them. What values must
be together (the number shown and dialled, colours that stand out) is asked of values that are sound by themselves.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final, get_args, get_type_hints
from urllib.parse import urlsplit

from annotated_types import Interval, Len
from pydantic import AfterValidator, ConfigDict, Strict, TypeAdapter, ValidationError

from referral.clinic_values import (
    EMAIL,
    HOST_NAME,
    LONGEST_TEXT,
    PHONE_LINK,
    TEXT,
    Address,
    Allowed,
    Colour,
    HostName,
    Line,
    Own,
    Site,
    digits_of,
    each_once,
    is_own_address_or_empty,
    matching,
    obeying,
    without_doubles,
)
from referral.contrast import contrast
from referral.folders import CLINIC_FILE
from referral.words.languages import known, offered
from referral.words.said import NOTHING
from referral.words.text import visible

ENVIRONMENT_VARIABLE: Final = "REFERRAL_CLINIC"

# WCAG 2.2: 4.5 : 1 for text (SC 1.4.3), 7 : 1 for enhanced contrast (SC 1.4.6), asked of running text.
ACCENT_CONTRAST: Final = 4.5
TEXT_CONTRAST: Final = 7.0

SIMPLE: Final = 'lines such as: name = "The clinic"'
HUGE: Final = re.compile(r"^[ \t]*([\w.\"'-]{1,80})[ \t]*=[^#\n]{0,200}?[\d_]{4000}", re.MULTILINE)
DEEP: Final = re.compile(r"^[ \t]*([\w.\"'-]{1,80})[ \t]*=(?:[\s\w]{0,9}[\[{=]){50}", re.MULTILINE)
"""Where a value stands that Python does not read: a number without end, lists in lists."""


class Table:
    # a key that a table of the file does not know is a fault, not passed over
    __pydantic_config__: ClassVar = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Colours(Table):
    """The four colours of one theme, each #rrggbb."""

    accent: Colour
    background: Colour
    surface: Colour
    text: Colour

    @property
    def on_accent(self) -> str:
        """The colour of words on the accent: white or near black, whichever stands out more."""
        return max(("#ffffff", "#10201f"), key=lambda colour: contrast(colour, self.accent))


Theme = Annotated[Colours, Allowed("a table with accent, background, surface, text")]


@dataclass(frozen=True)
class Themes(Table):
    """The colours of both themes."""

    light: Theme
    dark: Theme


@dataclass(frozen=True)
class Kiosk(Table):
    """The clinic's tablet. `always`: every screen of this server is one; without it only those whose address says
    display=kiosk. Seconds without a touch until a warning, and of the warning (WCAG 2.2, 2.2.1: at least 20)."""

    always: Annotated[bool, Strict(), Allowed("true or false")] = False
    idle_seconds: Annotated[int, Strict(), Interval(ge=10, le=3600), Allowed("a whole number from 10 to 3600")] = 60
    warning_seconds: Annotated[int, Strict(), Interval(ge=20, le=120), Allowed("a whole number from 20 to 120")] = 20


@dataclass(frozen=True, kw_only=True)
class Clinic(Table):
    """Who the clinic is and how one reaches it; `booking_url` and `website` may be empty.

    `email`, `sms`: where a message for an appointment goes. `address`, `opening_hours`, `first_visit` (a point a line),
    `to_bring` (likewise): what the clinic says of itself. `languages`: the codes of those that are offered, the first
    for a browser that asks for none of them. `explorer_url`: where a patient's own phone reaches this explorer, without
    a slash at its end; empty: where the browser is. `hosts`: further names under which the server answers. `framed_by`:
    the sites that may show the explorer in a frame of theirs. `paper`: of hand-outs. A key with a default may be left
    out of the file, and what is empty is not shown.
    """

    name: Line
    city: Line
    phone: Annotated[str, matching("[0-9 .()+/-]{3,30}"), obeying(digits_of), Allowed("digits, spaces and . ( ) + / -")]
    phone_link: Annotated[str, matching(PHONE_LINK), Allowed("+, country and number: +13059678976")]
    booking_url: Address
    website: Address
    email: Annotated[
        str, matching(f"({EMAIL})?"), Allowed('one e-mail address such as front.desk@example.org, or ""')
    ] = ""
    sms: Annotated[
        str, matching(f"({PHONE_LINK})?"), Allowed('a number that takes text messages, such as +13055550100, or ""')
    ] = ""
    address: Own = NOTHING
    directions_url: Address = ""
    opening_hours: Own = NOTHING
    first_visit: Own = NOTHING
    to_bring: Own = NOTHING
    emergency_number: Annotated[str, matching("[0-9]{2,6}"), Allowed("2 to 6 digits: 911")]
    explorer_url: Annotated[
        str,
        TEXT,
        obeying(is_own_address_or_empty),
        AfterValidator(lambda text: text.rstrip("/")),
        Allowed('an address such as http://192.168.1.20:8501, or ""'),
    ] = ""
    hosts: Annotated[
        tuple[HostName, ...],
        Len(max_length=50),
        Allowed('a list of at most 50 names such as "pain.example.org", without http:// and port'),
    ] = ()
    framed_by: Annotated[
        tuple[Site, ...],
        AfterValidator(without_doubles),
        Allowed('a list of sites, each as in ["https://www.example.org"]: no path, no *'),
    ] = ()
    paper: Annotated[str, matching("letter|a4"), Allowed("letter or a4")] = "letter"
    languages: Annotated[
        tuple[str, ...], AfterValidator(each_once), Allowed("a list of one or more of {known}, each once")
    ] = field(default_factory=lambda: offered(known()))
    kiosk: Annotated[Kiosk, Allowed("a table with idle_seconds, warning_seconds and always")] = Kiosk()
    colours: Annotated[Themes, Allowed("the tables [colours.light] and [colours.dark]")]

    @property
    def light(self) -> Colours:
        """The colours of the light theme."""
        return self.colours.light

    @property
    def dark(self) -> Colours:
        """The colours of the dark theme."""
        return self.colours.dark

    @property
    def tel(self) -> str:
        """The address that a telephone dials."""
        return f"tel:{self.phone_link}"

    @property
    def host_names(self) -> frozenset[str]:
        """The names under which the server answers, `explorer_url`'s among them; none: under every name."""
        host = urlsplit(self.explorer_url).hostname or ""
        named = re.fullmatch(HOST_NAME, host) and "." in host and not re.fullmatch(r"[0-9.]+", host)
        return frozenset((*self.hosts, *((host,) if named else ())))

    @property
    def sms_shown(self) -> str:
        """The number for text messages as people read it: as `phone` where it is the same one."""
        return self.phone if self.sms == self.phone_link else self.sms

    @property
    def takes_requests(self) -> bool:
        """Whether an appointment can be asked for other than by telephone."""
        return bool(self.booking_url or self.email or self.sms)


MODEL: Final = TypeAdapter(Clinic)


@dataclass(frozen=True)
class ClinicFault:
    """One wrong value: where it stands, what stands there, what may stand there."""

    key: str
    value: str
    allowed: str

    def __str__(self) -> str:
        return visible(f"{self.key}: {self.value}; allowed: {self.allowed}")


class ClinicError(Exception):
    """The clinic file cannot be used; `faults` holds every reason at once."""

    def __init__(self, file: Path, faults: tuple[ClinicFault, ...]) -> None:
        self.file = file
        self.faults = faults
        super().__init__("\n".join(f"{file.name}: {fault}" for fault in faults))


def load_clinic(path: Path | None = None) -> Clinic:
    """Read and check a clinic file (default: REFERRAL_CLINIC, then clinic.toml).

    Raises ClinicError when the file is missing, is not TOML, or holds a wrong value.
    """
    file = path or Path(os.environ.get(ENVIRONMENT_VARIABLE) or CLINIC_FILE)
    table = _read(file)
    try:
        faults = tuple(find_faults(table))
        if not faults:
            return MODEL.validate_python(table)
    except RecursionError:
        faults = (ClinicFault("file", "lists or tables within each other, hundreds deep", SIMPLE),)
    raise ClinicError(file, faults)


def find_faults(table: Mapping[str, Any]) -> list[ClinicFault]:
    """Everything wrong with the content of a clinic file: unknown keys, then the keys as ``Clinic`` orders them."""
    faults = {fault.key: fault for fault in _wrong_values(table)}
    together = [*_phone_faults(table, faults), *_contrast_faults(table, faults)]
    order = {one.name: position for position, one in enumerate(fields(Clinic))}
    return sorted([*faults.values(), *together], key=lambda fault: order.get(fault.key.split(".")[0], -1))


def _wrong_values(table: Mapping[str, Any]) -> Iterator[ClinicFault]:
    """Yield what Pydantic finds, in the words of this project."""
    try:
        MODEL.validate_python(dict(table))
    except ValidationError as broken:
        for error in broken.errors(include_url=False, include_context=False, include_input=False):
            yield _fault(table, error["loc"])


def _fault(table: Any, place: tuple[int | str, ...]) -> ClinicFault:
    """The fault at a place in the file, which may lie within a value: then it is the fault of that value."""
    model: Any = Clinic
    path: list[str] = []
    allowed = ""
    for step in place:
        if not is_dataclass(model):
            break
        names = [one.name for one in fields(model)]
        prefix = "".join(f"{part}." for part in path)
        if step not in names:
            return ClinicFault(
                visible(f"{prefix}{step}"[:LONGEST_TEXT]), "unknown key", ", ".join(prefix + name for name in names)
            )
        path.append(str(step))
        table = table.get(step)
        model, *marks = get_args(get_type_hints(model, include_extras=True)[str(step)])
        (allowed,) = (mark.text for mark in marks if isinstance(mark, Allowed))
    return ClinicFault(".".join(path), _show(table), allowed.format(known=", ".join(known())))


def _phone_faults(table: Mapping[str, Any], faults: Mapping[str, ClinicFault]) -> Iterator[ClinicFault]:
    """The number that is read must be the number that is dialled."""
    if faults.keys() & {"phone", "phone_link"}:
        return
    dialled, local = table["phone_link"], digits_of(table["phone"]).lstrip("0")
    if not digits_of(dialled).endswith(local):
        yield ClinicFault("phone_link", _show(dialled), f"a number that ends in the digits of phone, {local}")


def _contrast_faults(table: Mapping[str, Any], faults: Mapping[str, ClinicFault]) -> Iterator[ClinicFault]:
    """Text and accent must stand out from what lies behind them, in each theme whose colours are colours."""
    for prefix in ("colours.light", "colours.dark"):
        if any(f"{prefix}.".startswith(f"{key}.") or key.startswith(f"{prefix}.") for key in faults):
            continue
        colours = table["colours"][prefix.removeprefix("colours.")]
        for key, least in (("text", TEXT_CONTRAST), ("accent", ACCENT_CONTRAST)):
            for ground in ("background", "surface"):
                ratio = contrast(colours[key], colours[ground])
                if ratio < least:
                    allowed = f"a contrast of {least} : 1 or more with {prefix}.{ground}"
                    yield ClinicFault(f"{prefix}.{key}", f"'{colours[key]}', contrast {ratio:.1f} : 1", allowed)


def _read(file: Path) -> dict[str, Any]:
    text = ""
    try:
        text = file.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except OSError as error:
        fault = ClinicFault("file", f"cannot be read ({error.strerror})", "a readable TOML file")
    except UnicodeDecodeError:
        fault = ClinicFault("file", "is not UTF-8", "a TOML file saved as UTF-8")
    except tomllib.TOMLDecodeError as error:
        fault = ClinicFault("file", visible(f"is not TOML ({error})"), SIMPLE)
    except RecursionError:
        fault = ClinicFault(_key_of(DEEP, text), "lists or tables within each other, hundreds deep", SIMPLE)
    except ValueError:  # Python reads no number of more than 4,300 digits, and no date such as February 30
        fault = ClinicFault(_key_of(HUGE, text), "is no number or date that can be read", SIMPLE)
    raise ClinicError(file, (fault,))


def _key_of(value: re.Pattern[str], text: str) -> str:
    """The key before a value of some form; the whole file, where none is found."""
    found = value.search(text)
    return visible(found[1]) if found else "file"


def _show(value: object) -> str:
    """A value as the message shows it: short, quoted, or `missing`."""
    if value is None:
        return "missing"
    try:
        return repr(value)[:LONGEST_TEXT]
    except ValueError:
        return "a number of thousands of digits"
