"""What the pages say, in the language of this run: a message, fit for a widget or fit to stand in HTML.

Named as everywhere, so that the tool that gathers the messages finds them (tools/messages.py).
"""

from __future__ import annotations

from html import escape

from referral.ui.visit.language import spoken


def gettext(message: str, **values: object) -> str:
    """A message in the language of this visit."""
    return spoken().gettext(message, **values)


def pgettext(context: str, message: str, **values: object) -> str:
    """A message that means something of its own in a context, in the language of this visit."""
    return spoken().pgettext(context, message, **values)


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """A message that counts, in the language of this visit."""
    return spoken().ngettext(singular, plural, number, **values)


def html_text(message: str, **values: object) -> str:
    """A message as HTML; what it holds of < and & is text."""
    return escape(gettext(message, **values), quote=False)


def html_around(message: str, **parts: str) -> str:
    """A message as HTML whose {placeholders} are filled with HTML."""
    return spoken().around(message, **parts)
