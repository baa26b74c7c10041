"""A text as a label of Streamlit's: read there as Markdown, here always as it is written.

::

    as_label(text) -> str      for labels, options, helps and messages; not for st.html or plain text

What tables, a clinic or a catalogue say may hold signs of Markdown, a name between colons, dollars, an address, or the
picture of another host. Most signs lose their meaning behind a backslash. What Streamlit looks for in the text after
Markdown was read is parted by a sign without width: names between colons, addresses, arrows.
"""

from __future__ import annotations

import re
from typing import Final

JOINER: Final = "\u2060"
"""Word joiner: no width, and no line breaks at it."""

LINES: Final = re.compile(r"\s*[\r\n]\s*")
SIGNS: Final = re.compile(r"[\\`*_\[\]<>~$&]|:(?=\S)|^(?:[-+#=]|\d{1,9}(?=[.)]))")
"""What begins something in Markdown wherever it stands, and what does at the beginning."""

FOUND_LATER: Final = re.compile(
    r"(?<=:)(?=[\w+/-]+:)"  # a name between colons: an emoji, an icon, a logo
    r"|(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)"  # addresses
    r"|(?<=<)(?=[-=])|(?<=[-~])(?=[->=])|(?<=>)(?==)",  # what becomes an arrow or a mathematical sign
    re.IGNORECASE,
)
NUMBER: Final = re.compile(r"\d+")


def as_label(text: str) -> str:
    """Return Markdown that shows a text as it is, on one line."""
    return SIGNS.sub(_behind_backslash, FOUND_LATER.sub(JOINER, LINES.sub(" ", text.strip())))


def _behind_backslash(found: re.Match[str]) -> str:
    sign = found[0]
    return f"{sign}\\" if NUMBER.fullmatch(sign) else f"\\{sign}"
