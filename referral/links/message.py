"""A prepared message: the addresses that open it in a person's own message or e-mail program, where they send it.

Text messages: ``sms:+13055550100?&body=…``. RFC 5724 asks for ``?body=``, which Android reads; Messages of iOS reads
what follows an ``&``. Both take the two together. E-mail: RFC 6068, lines ended by CR LF. Everything is percent-encoded
as UTF-8, a space as %20: as a plus it would be read as a plus.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

LONGEST_ADDRESS: Final = 1900
"""Characters of a whole address. Browsers on Windows hand no more than about 2,000 on to the e-mail program."""

CUT: Final = "…"


def sms_address(number: str, text: str) -> str:
    """Return the address of a text message to a number (+, country, number; digits only)."""
    return _shortened(f"sms:{number}?&body=", text, "\n")


def mail_address(to: str, subject: str, text: str) -> str:
    """Return the address of an e-mail to one recipient."""
    return _shortened(f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body=", text, "\r\n")


def _shortened(head: str, text: str, line_end: str) -> str:
    """Return head and text as one address. A text too long ends early, after a whole word, with a sign that it does."""
    most = LONGEST_ADDRESS - len(head)
    whole = _encoded(text, line_end)
    if len(whole) <= most:
        return head + whole
    kept = text
    while kept and len(_encoded(kept + CUT, line_end)) > most:
        kept = _without_last_word(kept)
    return head + _encoded(kept + CUT, line_end)


def _encoded(text: str, line_end: str) -> str:
    return quote(line_end.join(text.splitlines()), safe="")


def _without_last_word(text: str) -> str:
    """Return a text without its last word and the space before it; of one long word half."""
    words = text.rstrip()
    end = max(words.rfind(" "), words.rfind("\n"))
    return words[:end].rstrip() if end > 0 else words[: len(words) // 2]
