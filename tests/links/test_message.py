"""Prepared messages: what a telephone and an e-mail program read out of their addresses is what was written."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral.links.message import CUT, LONGEST_ADDRESS, mail_address, sms_address

NUMBER = "+13055550100"


def body_of(address: str) -> str:
    """What stands after body=, as a program decodes it that does not know forms: a plus stays a plus."""
    return unquote(address.partition("body=")[2])


def test_form_that_both_telephones_read() -> None:
    assert sms_address(NUMBER, "Hello & you") == "sms:+13055550100?&body=Hello%20%26%20you"


def test_form_of_an_e_mail() -> None:
    address = mail_address("desk+new@example.org", "An appointment?", "One\nTwo")
    assert address == "mailto:desk%2Bnew@example.org?subject=An%20appointment%3F&body=One%0D%0ATwo"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=100))
def test_every_sign_arrives(text: str) -> None:
    for address in (sms_address(NUMBER, text), mail_address("a@b.org", "x", text)):
        assert body_of(address) == text
        assert address.isascii() and not set(address.partition("body=")[2]) & set("&?#+ <>\"'")


@pytest.mark.parametrize("text", ["mo ki long anpil è " * 300, "è" * 3000, "a line\n" * 1000])
def test_a_long_message_ends_early_and_says_so(text: str) -> None:
    for address in (sms_address(NUMBER, text), mail_address("desk@example.org", "An appointment", text)):
        assert LONGEST_ADDRESS / 3 < len(address) <= LONGEST_ADDRESS
        said = body_of(address).replace("\r\n", "\n")
        assert said.endswith(CUT) and text.startswith(said.removesuffix(CUT))


def test_address_has_one_recipient() -> None:
    parts = urlsplit(mail_address("desk@example.org", "a", "b\nBcc: somebody@example.org"))
    assert parts.path == "desk@example.org"
    assert "\n" not in parts.query and parts.query.count("&") == 1
