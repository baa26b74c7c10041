"""What the pages say, in the language of this visit.

gettext(message, **values)                      the message; {names} in braces are filled in
pgettext(context, message, **values)            of a message that means something of its own in a context
ngettext(singular, plural, number, **values)    of a message that counts, by {number}
html_text(message, **values)                    the message, fit to stand in HTML
html_around(message, **parts)                   the same around parts that are HTML: a link, a number set apart

Named as everywhere, so that the tool that gathers the messages finds them (tools/messages.py).
"""

from __future__ import annotations

from html import escape

from referral.ui import visit


def gettext(message: str, **values: object) -> str:
    """A message in the language of this visit."""
    return visit.language().gettext(message, **values)


def pgettext(context: str, message: str, **values: object) -> str:
    """A message that means something of its own in a context, in the language of this visit."""
    return visit.language().pgettext(context, message, **values)


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """A message that counts, in the language of this visit."""
    return visit.language().ngettext(singular, plural, number, **values)


def html_text(message: str, **values: object) -> str:
    """A message as HTML; what it holds of < and & is text."""
    return escape(gettext(message, **values), quote=False)


def html_around(message: str, **parts: str) -> str:
    """A message as HTML whose {placeholders} are filled with HTML."""
    return visit.language().around(message, **parts)
