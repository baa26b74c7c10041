"""The clinic that the explorer speaks for: read from one TOML file and checked as a whole.

    load(path: Path | None = None) -> Clinic        raises ClinicError with every fault
    contrast(first: str, second: str) -> float      WCAG 2.2 contrast ratio of two #rrggbb colours, 1 to 21

Without a path the file named by the environment variable REFERRAL_CLINIC is read, else `clinic.toml` beside
the application. The result is frozen: a page may keep it and share it between visitors.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from referral.languages import known, offered

DEFAULT_FILE: Final = Path(__file__).resolve().parent.parent / "clinic.toml"
ENVIRONMENT_VARIABLE: Final = "REFERRAL_CLINIC"

# WCAG 2.2: 4.5 : 1 for text (SC 1.4.3), 7 : 1 for enhanced contrast (SC 1.4.6), asked of running text.
ACCENT_CONTRAST: Final = 4.5
TEXT_CONTRAST: Final = 7.0
# ITU-T E.164: a plus sign and at most 15 digits, the first of which is not 0.
PHONE_LINK: Final = re.compile(r"\+[1-9][0-9]{5,14}")
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
LONGEST_TEXT: Final = 120
TEXT_KEYS: Final = ("name", "city", "phone", "phone_link", "booking_url", "website", "emergency_number")
OPTIONAL_KEYS: Final[Mapping[str, str]] = {"explorer_url": "", "paper": "letter"}
"""Keys that a clinic file may leave out, and what holds then."""

KIOSK_SECONDS: Final[Mapping[str, tuple[int, int]]] = {"idle_seconds": (10, 3600), "warning_seconds": (20, 120)}
"""What the tablet's times may be. WCAG 2.2, 2.2.1: at least 20 seconds to answer a warning."""

PAPERS: Final = ("letter", "a4")
COLOUR_KEYS: Final = ("accent", "background", "surface", "text")


@dataclass(frozen=True)
class Colours:
    """The four colours of one theme, each #rrggbb."""

    accent: str
    background: str
    surface: str
    text: str

    @property
    def on_accent(self) -> str:
        """The colour of words on the accent: white or near black, whichever stands out more."""
        return max(("#ffffff", "#10201f"), key=lambda colour: contrast(colour, self.accent))


@dataclass(frozen=True)
class Kiosk:
    """The clinic's tablet. `always`: every screen of this server is one; without it only those whose address says
    display=kiosk. Seconds without a touch until a warning, and of the warning."""

    always: bool = False
    idle_seconds: int = 60
    warning_seconds: int = 20


@dataclass(frozen=True)
class Clinic:
    """Who the clinic is and how one reaches it; `booking_url` and `website` may be empty.

    `languages`: the codes of those that are offered, the first for a browser that asks for none of them.
    `explorer_url`: where a patient's own phone reaches this explorer, without a slash at its end; empty: where the
    browser is. `paper`: of hand-outs.
    """

    name: str
    city: str
    phone: str
    phone_link: str
    booking_url: str
    website: str
    emergency_number: str
    explorer_url: str
    paper: str
    light: Colours
    dark: Colours
    languages: tuple[str, ...] = ("en",)
    kiosk: Kiosk = Kiosk()

    @property
    def tel(self) -> str:
        """The address that a telephone dials."""
        return f"tel:{self.phone_link}"


@dataclass(frozen=True)
class ClinicFault:
    """One wrong value: where it stands, what stands there, what may stand there."""

    key: str
    value: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.key}: {self.value}; allowed: {self.allowed}"


class ClinicError(Exception):
    """The clinic file cannot be used; `faults` holds every reason at once."""

    def __init__(self, file: Path, faults: tuple[ClinicFault, ...]) -> None:
        self.file = file
        self.faults = faults
        super().__init__("\n".join(f"{file.name}: {fault}" for fault in faults))


def load(path: Path | None = None) -> Clinic:
    """Read and check a clinic file (default: REFERRAL_CLINIC, then clinic.toml).

    Raises ClinicError when the file is missing, is not TOML, or holds a wrong value.
    """
    file = path or Path(os.environ.get(ENVIRONMENT_VARIABLE) or DEFAULT_FILE)
    table = _read(file)
    faults = tuple(find_faults(table))
    if faults:
        raise ClinicError(file, faults)
    texts = {key: table[key].strip() for key in TEXT_KEYS}
    texts |= {key: str(table.get(key, default)).strip() for key, default in OPTIONAL_KEYS.items()}
    texts["explorer_url"] = texts["explorer_url"].rstrip("/")
    light, dark = (Colours(**table["colours"][theme]) for theme in ("light", "dark"))
    languages = offered(table.get("languages", known()))
    return Clinic(**texts, light=light, dark=dark, languages=languages, kiosk=Kiosk(**table.get("kiosk", {})))


def find_faults(table: Mapping[str, Any]) -> list[ClinicFault]:
    """Everything wrong with the content of a clinic file, in the order of the file."""
    faults = _unknown_keys(table, (*TEXT_KEYS, *OPTIONAL_KEYS, "languages", "kiosk", "colours"), "")
    for key in (*TEXT_KEYS, *(key for key in OPTIONAL_KEYS if key in table)):
        faults += _text_faults(key, table.get(key))
    faults += _language_faults(table.get("languages", known()))
    faults += _kiosk_faults(table.get("kiosk", {}))
    faults += _phone_faults(table.get("phone"), table.get("phone_link"))
    colours = table.get("colours")
    if not isinstance(colours, Mapping):
        return [
            *faults,
            ClinicFault("colours", _show(colours), "the tables [colours.light] and [colours.dark]"),
        ]
    faults += _unknown_keys(colours, ("light", "dark"), "colours.")
    for theme in ("light", "dark"):
        faults += _theme_faults(f"colours.{theme}", colours.get(theme))
    return faults


def contrast(first: str, second: str) -> float:
    """WCAG 2.2 contrast ratio (1 to 21) of two colours written #rrggbb."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it for sRGB."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        fault = ClinicFault("file", f"cannot be read ({error.strerror})", "a readable TOML file")
    except UnicodeDecodeError:
        fault = ClinicFault("file", "is not UTF-8", "a TOML file saved as UTF-8")
    except tomllib.TOMLDecodeError as error:
        fault = ClinicFault("file", f"is not TOML ({error})", 'lines such as: name = "The clinic"')
    raise ClinicError(file, (fault,))


def _show(value: object) -> str:
    """A value as the message shows it: short, quoted, or `missing`."""
    return "missing" if value is None else repr(value)[:LONGEST_TEXT]


def _unknown_keys(table: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> list[ClinicFault]:
    allowed = ", ".join(prefix + key for key in known)
    return [ClinicFault(f"{prefix}{key}", "unknown key", allowed) for key in table if key not in known]


def _text_faults(key: str, value: object) -> list[ClinicFault]:
    rule, allowed = _TEXT_RULES[key]
    if isinstance(value, str) and rule(value.strip()):
        return []
    return [ClinicFault(key, _show(value), allowed)]


def _is_line(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TEXT and text.isprintable()


def _is_phone(text: str) -> bool:
    return re.fullmatch(r"[0-9 .()+/-]{3,30}", text) is not None and _digits(text) != ""


def _is_address_or_empty(text: str) -> bool:
    """Only https: a link from a page about someone's pain must not travel in the clear."""
    return text == "" or _is_address(text, ("https",))


def _is_own_address_or_empty(text: str) -> bool:
    """http too: inside a clinic's own network there is often no certificate."""
    return text == "" or (_is_address(text, ("https", "http")) and "?" not in text and "#" not in text)


def _is_address(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    sound = parts.scheme in schemes and bool(parts.hostname) and port != 0
    return sound and re.search(r"[\s\"'<>]", text) is None


_ADDRESS_ALLOWED: Final = 'an address that begins with https://, or ""'
_TEXT_RULES: Final[Mapping[str, tuple[Callable[[str], bool], str]]] = {
    "name": (_is_line, f"one line of 1 to {LONGEST_TEXT} characters"),
    "city": (_is_line, f"one line of 1 to {LONGEST_TEXT} characters"),
    "phone": (_is_phone, "digits, spaces and . ( ) + / -"),
    "phone_link": (
        lambda text: PHONE_LINK.fullmatch(text) is not None,
        "+, country and number: +13059678976",
    ),
    "booking_url": (_is_address_or_empty, _ADDRESS_ALLOWED),
    "website": (_is_address_or_empty, _ADDRESS_ALLOWED),
    "explorer_url": (_is_own_address_or_empty, 'an address such as http://192.168.1.20:8501, or ""'),
    "paper": (lambda text: text in PAPERS, " or ".join(PAPERS)),
    "emergency_number": (lambda text: re.fullmatch(r"[0-9]{2,6}", text) is not None, "2 to 6 digits: 911"),
}


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _phone_faults(shown: object, dialled: object) -> list[ClinicFault]:
    """The number that is read must be the number that is dialled."""
    if not isinstance(shown, str) or not isinstance(dialled, str) or not PHONE_LINK.fullmatch(dialled.strip()):
        return []
    local = _digits(shown).lstrip("0")
    if _digits(dialled).endswith(local):
        return []
    return [ClinicFault("phone_link", _show(dialled), f"a number that ends in the digits of phone, {local}")]


def _language_faults(value: object) -> list[ClinicFault]:
    """Every language must have a folder, each once; without the key all are offered. One whose files are broken is
    passed over: it is told in the log, and must not close the clinic's explorer."""
    folders = known()
    if isinstance(value, (list, tuple)) and value and all(value.count(one) == 1 and one in folders for one in value):
        return []
    return [ClinicFault("languages", _show(value), f"a list of one or more of {', '.join(folders)}, each once")]


def _kiosk_faults(table: object) -> list[ClinicFault]:
    """What is wrong with the tablet's settings; all of them may be left out."""
    if not isinstance(table, Mapping):
        return [ClinicFault("kiosk", _show(table), f"a table with {', '.join(KIOSK_SECONDS)} and always")]
    faults = _unknown_keys(table, ("always", *KIOSK_SECONDS), "kiosk.")
    if not isinstance(table.get("always", False), bool):
        faults.append(ClinicFault("kiosk.always", _show(table["always"]), "true or false"))
    for key, (least, most) in KIOSK_SECONDS.items():
        value = table.get(key, least)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            faults.append(ClinicFault(f"kiosk.{key}", _show(value), f"a whole number from {least} to {most}"))
    return faults


def _theme_faults(prefix: str, table: object) -> list[ClinicFault]:
    if not isinstance(table, Mapping):
        return [ClinicFault(prefix, _show(table), f"a table with {', '.join(COLOUR_KEYS)}")]
    faults = _unknown_keys(table, COLOUR_KEYS, f"{prefix}.")
    for key in COLOUR_KEYS:
        value = table.get(key)
        if not isinstance(value, str) or not COLOUR.fullmatch(value):
            faults.append(ClinicFault(f"{prefix}.{key}", _show(value), "a colour written #rrggbb"))
    return faults or _contrast_faults(prefix, table)


def _contrast_faults(prefix: str, table: Mapping[str, str]) -> list[ClinicFault]:
    faults = []
    for key, least in (("text", TEXT_CONTRAST), ("accent", ACCENT_CONTRAST)):
        for ground in ("background", "surface"):
            ratio = contrast(table[key], table[ground])
            if ratio < least:
                allowed = f"a contrast of {least} : 1 or more with {prefix}.{ground}"
                faults.append(ClinicFault(f"{prefix}.{key}", f"'{table[key]}', contrast {ratio:.1f} : 1", allowed))
    return faults
