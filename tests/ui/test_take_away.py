"""Where a link, a QR code and a hand-out lead."""

from types import SimpleNamespace

import pytest
from streamlit import config

from referral.clinic.file import load_clinic
from referral.folders import CLINIC_FILE
from referral.ui.parts import take_away


@pytest.mark.parametrize(
    ("option", "seen", "link"),
    [
        ("", "https://clinic.example.org/find", "https://clinic.example.org/consult?area=right-temple&lang=es"),
        ("pain", "https://clinic.example.org/pain/find", "https://clinic.example.org/pain/consult?area=right-temple&lang=es"),
        ("/a/b/", "http://[::1]:8501/a/b/", "http://[::1]:8501/a/b/consult?area=right-temple&lang=es"),
    ],
)  # fmt: skip
def test_a_link_keeps_the_path_under_which_the_explorer_is_served(
    option: str, seen: str, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = config.get_option("server.baseUrlPath")
    monkeypatch.setattr(take_away, "st", SimpleNamespace(context=SimpleNamespace(url=seen)))
    shown = {"area": ["right-temple"], "lang": ["ht"], "display": ["embed"]}
    try:
        config.set_option("server.baseUrlPath", option, "a test")
        assert take_away.view_link(load_clinic(CLINIC_FILE), "consult", shown, "es") == link
    finally:
        config.set_option("server.baseUrlPath", before, "a test")
