"""clinic.toml: read, and checked as a whole.

Without a path the file named by the environment variable REFERRAL_CLINIC is read, else `clinic.toml` beside the
application. What values must be together (the number shown and dialled, colours that stand out) is asked of values that
are sound by themselves.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from referral.clinic.model import Clinic
from referral.clinic.values import LONGEST_TEXT, Allowed, digits_of
from referral.contrast import contrast
from referral.folders import CLINIC_FILE
from referral.words.languages import known
from referral.words.text import visible

ENVIRONMENT_VARIABLE: Final = "REFERRAL_CLINIC"

# WCAG 2.2: 4.5 : 1 for text (SC 1.4.3), 7 : 1 for enhanced contrast (SC 1.4.6), asked of running text.
ACCENT_CONTRAST: Final = 4.5
TEXT_CONTRAST: Final = 7.0

SIMPLE: Final = 'lines such as: name = "The clinic"'
HUGE: Final = re.compile(r"^[ \t]*([\w.\"'-]{1,80})[ \t]*=[^#\n]{0,200}?[\d_]{4000}", re.MULTILINE)
DEEP: Final = re.compile(r"^[ \t]*([\w.\"'-]{1,80})[ \t]*=(?:[\s\w]{0,9}[\[{=]){50}", re.MULTILINE)
"""Where a value stands that Python does not read: a number without end, lists in lists."""

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
