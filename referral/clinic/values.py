"""What a key of clinic.toml may hold: the kinds of values, each with the words that tell what is allowed.

A kind is an annotated type that Pydantic checks; ``Allowed`` is for people.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, PlainValidator, StringConstraints

from referral.words.languages import known, offered
from referral.words.said import LONGEST, Said, read_said

# ITU-T E.164: a plus sign and at most 15 digits, the first of which is not 0.
PHONE_LINK: Final = r"\+[1-9][0-9]{5,14}"
# Plain addresses alone: what stands here goes into a link as it is.
EMAIL: Final = r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
# RFC 1123, 2.1, in small letters.
HOST_NAME: Final = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
LONGEST_TEXT: Final = 120


@dataclass(frozen=True)
class Allowed:
    """What may stand at a key, for the message about what may not."""

    text: str


def matching(pattern: str) -> StringConstraints:
    return StringConstraints(strict=True, strip_whitespace=True, pattern=f"^(?:{pattern})$")


def obeying(rule: Callable[[str], object]) -> AfterValidator:
    """A rule of a text that no pattern can state."""

    def check(text: str) -> str:
        if not rule(text):
            raise ValueError
        return text

    return AfterValidator(check)


def _is_line(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TEXT and text.isprintable()


def _is_address_or_empty(text: str) -> bool:
    """Only https: a link from a page about someone's pain must not travel in the clear."""
    return text == "" or _is_address(text, ("https",))


def is_own_address_or_empty(text: str) -> bool:
    """http too: inside a clinic's own network there is often no certificate."""
    return text == "" or (_is_address(text, ("https", "http")) and "?" not in text and "#" not in text)


def _is_address(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    sound = parts.scheme in schemes and bool(parts.hostname) and port != 0
    return sound and re.search(r"[\s\"'<>\\\\]", text) is None and text.isprintable()


def without_doubles(sites: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sites))


def digits_of(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def each_once(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Every language must have a folder. One whose files are broken is passed over: it is told in the log, and must
    not close the clinic's explorer."""
    if not codes or len(set(codes)) < len(codes) or not set(codes) <= set(known()):
        raise ValueError
    return offered(codes)


TEXT: Final = StringConstraints(strict=True, strip_whitespace=True)
Line = Annotated[str, TEXT, obeying(_is_line), Allowed(f"one line of 1 to {LONGEST_TEXT} characters")]
Address = Annotated[str, TEXT, obeying(_is_address_or_empty), Allowed('an address that begins with https://, or ""')]
# A whole site, as browsers name it: no path, no star, nothing that would be another word of a content policy.
Site = Annotated[
    str, matching(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[1-9][0-9]{0,4})?"), AfterValidator(str.lower)
]
Own = Annotated[
    Said,
    PlainValidator(read_said),
    Allowed(f"a text, or a table of texts by language ({{known}}), each of at most {LONGEST} characters"),
]
Colour = Annotated[
    str, StringConstraints(strict=True, pattern="^#[0-9a-fA-F]{6}$"), Allowed("a colour written #rrggbb")
]
HostName = Annotated[
    str, StringConstraints(strict=True, to_lower=True, max_length=253, pattern=f"(?i)^(?:{HOST_NAME})$")
]
