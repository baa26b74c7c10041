"""What clinic.toml holds: its fields say what each key may be, and Pydantic checks them.

Frozen: a page may keep a clinic and share it between visitors.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from annotated_types import Interval, Len
from pydantic import AfterValidator, ConfigDict, Strict

from referral.clinic.values import (
    EMAIL,
    HOST_NAME,
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
from referral.words.languages import known, offered
from referral.words.said import NOTHING


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
