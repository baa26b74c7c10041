"""A message that asks for an appointment, prepared for a person's own message or e-mail program.

Nothing is sent from here, and nothing that they type there comes back: it leaves when they send it themselves.
"""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from referral.clinic.model import Clinic
from referral.links.message import mail_address, sms_address
from referral.ui.components.copy_button import copy_button
from referral.ui.visit.words import gettext, html_around, html_text
from referral.words.languages import N_

SUBJECT: Final = N_("Request for an appointment")
HELLO: Final = N_("Hello. I would like to request an appointment.")
TO_FILL_IN: Final = (N_("My name:"), N_("My telephone number:"), N_("Days and times that suit me:"))
WITH_SUMMARY: Final = N_("Put my summary into the message")
WHO_SENDS: Final = N_(
    "The message opens in your own message or e-mail program. It leaves this page only when you send it yourself. "
    "Others may be able to read e-mail and text messages: for what is private, call."
)


def write_message(clinic: Clinic, summary: str | None) -> None:
    """The ways to write to the clinic; nothing where it names neither e-mail nor number. The summary is in the message
    only while its box is ticked."""
    if not clinic.email and not clinic.sms:
        return
    with st.container(key="message_book", gap="small"):
        title = html_text("Or write a message") if clinic.booking_url else html_text("Request an appointment")
        st.html(f'<div class="rp-write-head"><h2>{title}</h2><p>{html_text(WHO_SENDS)}</p></div>')
        wanted = summary is not None and st.checkbox(gettext(WITH_SUMMARY), value=False, key="message_summary")
        text = message(summary if wanted else None)
        st.html(_links(clinic, text))
        st.html(_preview(text))
        copy_button(text, gettext("Copy message"), "copy_message")


def message(summary: str | None) -> str:
    """The text: a greeting, lines to fill in, and the summary if there is one."""
    lines = [gettext(HELLO), "", *(f"{gettext(line)} " for line in TO_FILL_IN)]
    return "\n".join(lines if summary is None else [*lines, "", summary])


def _links(clinic: Clinic, text: str) -> str:
    """A button for each way, and below them the addresses in words, for a device without such a program."""
    buttons, words = "", ""
    if clinic.sms:
        address = escape(sms_address(clinic.sms, text))
        buttons += f'<a class="rp-write rp-write-sms" href="{address}">{html_text("Write a text message")}</a>'
        words += _told(html_around("Text messages: {number}", number=_shown(clinic.sms_shown)))
    if clinic.email:
        address = escape(mail_address(clinic.email, gettext(SUBJECT), text))
        buttons += f'<a class="rp-write" href="{address}">{html_text("Write an e-mail")}</a>'
        words += _told(html_around("E-mail: {address}", address=_shown(clinic.email)))
    return f'<div class="rp-write-ways">{buttons}</div><ul class="rp-write-told">{words}</ul>'


def _shown(address: str) -> str:
    return f'<span class="rp-number">{escape(address)}</span>'


def _told(words: str) -> str:
    return f"<li>{words}</li>"


def _preview(text: str) -> str:
    """The message as it will open, folded away."""
    title = html_text("What the message says")
    return (
        f'<details class="rp-sources rp-write-preview"><summary>{title}</summary>'
        f'<p class="rp-summary-text">{escape(text)}</p></details>'
    )
