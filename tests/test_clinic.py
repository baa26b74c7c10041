"""The clinic file: read whole, every fault named at once, never a traceback."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral.clinic.file import ClinicError, find_faults, load_clinic
from referral.clinic.model import Colours, Kiosk
from referral.contrast import contrast
from referral.folders import CLINIC_FILE
from referral.ui.frame.theme import palette, streamlit_theme
from referral.words.languages import codes
from tests.fuzzing import hostile

GOOD = CLINIC_FILE.read_text(encoding="utf-8")


def write(folder: Path, text: str) -> Path:
    file = folder / "clinic.toml"
    file.write_text(text, encoding="utf-8")
    return file


def faults_of(folder: Path, text: str) -> list[str]:
    with pytest.raises(ClinicError) as caught:
        load_clinic(write(folder, text))
    return str(caught.value).splitlines()


def test_first_clinic() -> None:
    clinic = load_clinic(CLINIC_FILE)
    assert clinic.name == "Integrated Physical Therapy & Wellness"
    assert clinic.city == "North Miami"
    assert clinic.phone == "305.967.8976"
    assert clinic.tel == "tel:+13059678976"
    assert clinic.emergency_number == "911"


def test_environment_names_another_clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, GOOD.replace("North Miami", "Hialeah"))
    monkeypatch.setenv("REFERRAL_CLINIC", str(file))
    assert load_clinic().city == "Hialeah"


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace('city = "North Miami"', "city = 3")
        .replace('emergency_number = "911"', 'emergency_number = "call"')
        .replace('booking_url = ""', 'booking_url = "http://example.org/book"')
        .replace('accent = "#0b6b6b"', 'accent = "teal"')
    )
    faults = faults_of(tmp_path, text)
    assert len(faults) == 4
    assert faults[0] == "clinic.toml: city: 3; allowed: one line of 1 to 120 characters"
    assert faults[1].startswith("clinic.toml: booking_url: 'http://example.org/book'; allowed: an address")
    assert faults[2] == "clinic.toml: emergency_number: 'call'; allowed: 2 to 6 digits: 911"
    assert faults[3] == "clinic.toml: colours.light.accent: 'teal'; allowed: a colour written #rrggbb"


@pytest.mark.parametrize("key", ["name", "city", "phone", "phone_link", "booking_url", "website"])
def test_missing_key(tmp_path: Path, key: str) -> None:
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith(f"{key} ="))
    assert faults_of(tmp_path, text)[0].startswith(f"clinic.toml: {key}: missing; allowed:")


NEWER = ["explorer_url", "hosts", "paper", "email", "sms", "address", "directions_url", "opening_hours"]


@pytest.mark.parametrize(
    ("address", "hosts", "names"),
    [
        ("", "[]", set()),
        ("https://pain.example.org/x", "[]", {"pain.example.org"}),
        ("http://192.168.1.20:8501", "[]", set()),  # every name, as ever: an address of numbers is none
        ("http://[fd00::1]:8501", "[]", set()),
        ("http://reception-pc:8501", "[]", set()),
        ("https://pain.example.org", '["Clinic.example.org", "x"]', {"pain.example.org", "clinic.example.org", "x"}),
    ],
)
def test_the_server_s_names_are_the_address_s_and_the_hosts(
    tmp_path: Path, address: str, hosts: str, names: set[str]
) -> None:
    text = GOOD.replace('explorer_url = ""', f'explorer_url = "{address}"').replace("hosts = []", f"hosts = {hosts}")
    assert load_clinic(write(tmp_path, text)).host_names == names


@pytest.mark.parametrize("hosts", ['"pain.example.org"', '["https://x.org"]', '["x.org:80"]', '[""]', '["*"]', "[3]"])
def test_what_is_no_name_of_a_host_is_told(tmp_path: Path, hosts: str) -> None:
    (fault,) = faults_of(tmp_path, GOOD.replace("hosts = []", f"hosts = {hosts}"))
    assert fault.startswith("clinic.toml: hosts: ") and "allowed: a list of at most 50 names" in fault


@pytest.mark.parametrize("key", NEWER)
def test_newer_keys_may_be_left_out(tmp_path: Path, key: str) -> None:
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith(f"{key} ="))
    clinic = load_clinic(write(tmp_path, text))
    assert (clinic.explorer_url, clinic.paper) == ("", "letter")
    assert (clinic.email, clinic.sms, clinic.directions_url) == ("", "", "")
    assert not clinic.address and not clinic.opening_hours and not clinic.takes_requests


def with_key(key: str, value: str) -> str:
    """The clinic's file with another value (as TOML) at a key that is empty in it."""
    assert f'\n{key} = ""\n' in GOOD
    return GOOD.replace(f'\n{key} = ""\n', f"\n{key} = {value}\n")


@pytest.mark.parametrize("address", ["desk@example.org", "front.desk+new@mail.example-clinic.com"])
def test_e_mail_address(tmp_path: Path, address: str) -> None:
    clinic = load_clinic(write(tmp_path, with_key("email", f'"{address}"')))
    assert clinic.email == address and clinic.takes_requests


@pytest.mark.parametrize(
    "wrong",
    ["desk", "desk@", "@example.org", "desk@example", "a b@example.org", "a@b.org,c@d.org", "a@b.org?cc=c@d.org"],
)
def test_e_mail_address_that_is_none(tmp_path: Path, wrong: str) -> None:
    assert faults_of(tmp_path, with_key("email", f'"{wrong}"')) == [
        f"clinic.toml: email: '{wrong}'; allowed: one e-mail address such as front.desk@example.org, or \"\""
    ]


def test_number_for_text_messages(tmp_path: Path) -> None:
    clinic = load_clinic(write(tmp_path, with_key("sms", '"+13055550100"')))
    assert (clinic.sms_shown, clinic.takes_requests) == ("+13055550100", True)
    assert load_clinic(write(tmp_path, with_key("sms", '"+13059678976"'))).sms_shown == "305.967.8976"
    assert faults_of(tmp_path, with_key("sms", '"305.555.0100"')) == [
        "clinic.toml: sms: '305.555.0100'; allowed: a number that takes text messages, such as +13055550100, or \"\""
    ]


def test_way_to_the_clinic_is_a_secure_address(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, with_key("directions_url", '"javascript:alert(1)"'))
    assert fault.startswith("clinic.toml: directions_url: 'javascript:alert(1)'; allowed: an address that begins with")


def test_texts_of_the_clinic_in_one_or_several_languages(tmp_path: Path) -> None:
    one = load_clinic(write(tmp_path, with_key("opening_hours", '"""\nMon 9-5\nTue 9-5\n"""'))).opening_hours
    assert one.in_language("ht") == ("Mon 9-5\nTue 9-5", "")
    several = load_clinic(write(tmp_path, with_key("opening_hours", '{ es = "lunes", en = "Monday", ht = " " }')))
    assert several.opening_hours.in_language("en") == ("Monday", "en")
    assert several.opening_hours.in_language("ht") == ("lunes", "es")


def test_the_first_clinic_says_what_a_first_visit_is_like_in_its_languages() -> None:
    clinic = load_clinic(CLINIC_FILE)
    for said in (clinic.first_visit, clinic.to_bring):
        assert {said.in_language(code)[1] for code in clinic.languages} == set(clinic.languages)
        assert {len(said.lines(code)) for code in clinic.languages} == {3}


@pytest.mark.parametrize(
    "wrong", ["3", "[]", "{}", '{ xx = "no such language" }', "{ en = 1 }", '"\\u0007"', f'"{"a" * 1001}"']
)
def test_texts_of_the_clinic_that_are_wrong(tmp_path: Path, wrong: str) -> None:
    (fault,) = faults_of(tmp_path, with_key("opening_hours", wrong))
    assert fault.startswith("clinic.toml: opening_hours: ")
    assert fault.endswith(
        "allowed: a text, or a table of texts by language (en, es, ht), each of at most 1000 characters"
    )


@pytest.mark.parametrize("address", ["http://192.168.1.20:8501/", "https://pain.example.org"])
def test_address_of_the_explorer_may_be_one_of_the_clinic_s_own_network(tmp_path: Path, address: str) -> None:
    clinic = load_clinic(write(tmp_path, GOOD.replace('explorer_url = ""', f'explorer_url = "{address}"')))
    assert clinic.explorer_url == address.rstrip("/")


@pytest.mark.parametrize("address", ["ftp://x.org", "pain.example.org", "http://x.org:port", "https://x.org/?a=1", 3])
def test_address_of_the_explorer_that_is_none(tmp_path: Path, address: str | int) -> None:
    (fault,) = faults_of(tmp_path, GOOD.replace('explorer_url = ""', f"explorer_url = {address!r}"))
    assert fault.startswith(f"clinic.toml: explorer_url: {address!r}; allowed: an address such as http://192.168.1.20")


def test_paper_is_letter_or_a4(tmp_path: Path) -> None:
    assert load_clinic(write(tmp_path, GOOD.replace('paper = "letter"', 'paper = "a4"'))).paper == "a4"
    assert faults_of(tmp_path, GOOD.replace('paper = "letter"', 'paper = "A5"')) == [
        "clinic.toml: paper: 'A5'; allowed: letter or a4"
    ]


def test_languages_are_the_clinic_s_own_choice(tmp_path: Path) -> None:
    assert load_clinic(write(tmp_path, GOOD)).languages == ("en", "es", "ht")
    assert load_clinic(write(tmp_path, GOOD.replace('["en", "es", "ht"]', '["ht"]'))).languages == ("ht",)
    without = "\n".join(line for line in GOOD.splitlines() if not line.startswith("languages"))
    assert load_clinic(write(tmp_path, without)).languages == codes()


@pytest.mark.parametrize("wrong", ["[]", '["en", "en"]', '["xx"]', '"en"', "[1]", "[[]]"])
def test_languages_that_are_wrong(tmp_path: Path, wrong: str) -> None:
    (fault,) = faults_of(tmp_path, GOOD.replace('["en", "es", "ht"]', wrong))
    assert fault.startswith("clinic.toml: languages: ")
    assert fault.endswith("allowed: a list of one or more of en, es, ht, each once")


def test_tablet_s_settings_may_be_left_out(tmp_path: Path) -> None:
    head, _, tail = GOOD.partition("[kiosk]")
    clinic = load_clinic(write(tmp_path, head + tail[tail.index("[colours") :]))
    assert clinic.kiosk == Kiosk(always=False, idle_seconds=60, warning_seconds=20)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("always = false", 'always = "no"', "kiosk.always: 'no'; allowed: true or false"),
        ("idle_seconds = 60", "idle_seconds = 5", "kiosk.idle_seconds: 5; allowed: a whole number from 10 to 3600"),
        (
            "idle_seconds = 60",
            "idle_seconds = true",
            "kiosk.idle_seconds: True; allowed: a whole number from 10",
        ),
        ("warning_seconds = 20", "warning_seconds = 10", "kiosk.warning_seconds: 10; allowed: a whole number from 20"),
        ("idle_seconds = 60", "idle = 60", "kiosk.idle: unknown key; allowed: kiosk.always, kiosk.idle_seconds"),
    ],
)
def test_tablet_s_settings_that_are_wrong(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert faults_of(tmp_path, GOOD.replace(old, new))[0].startswith(f"clinic.toml: {fault}")


def test_unknown_key_is_a_fault_not_ignored(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, 'bookingurl = "https://example.org"\n' + GOOD)
    assert faults[0].startswith("clinic.toml: bookingurl: unknown key; allowed: name, city, phone")


def test_number_that_is_dialled_must_be_the_one_shown(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, GOOD.replace("+13059678976", "+13059678977"))
    assert faults == [
        "clinic.toml: phone_link: '+13059678977'; allowed: a number that ends in the digits of phone, 3059678976"
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://", "https://a b.org", 'https://x.org/"onclick='])
def test_address_that_is_none(tmp_path: Path, address: str) -> None:
    faults = faults_of(tmp_path, GOOD.replace('booking_url = ""', f"booking_url = '{address}'"))
    assert faults[0].startswith("clinic.toml: booking_url:")


def test_faint_text_is_refused(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, GOOD.replace('text = "#16302f"', 'text = "#9aa5a4"'))
    assert len(faults) == 2
    assert "contrast of 7.0 : 1 or more with colours.light.background" in faults[0]


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe\x00", b"", b"colours = 1"])
def test_broken_file_is_a_clinic_error(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "clinic.toml"
    file.write_bytes(content)
    with pytest.raises(ClinicError):
        load_clinic(file)


def test_missing_file_is_a_clinic_error(tmp_path: Path) -> None:
    with pytest.raises(ClinicError, match="cannot be read"):
        load_clinic(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"idle = {'9' * 5000}\n{GOOD}", "idle: is no number or date that can be read; allowed: lines such as"),
        (f"idle = 0x{'f' * 9000}\n{GOOD}", "idle: unknown key"),
        (
            GOOD.replace("idle_seconds = 60", f"idle_seconds = 0x{'f' * 9000}"),
            "kiosk.idle_seconds: a number of",
        ),
        (
            GOOD.replace("idle_seconds = 60", "idle_seconds = 9223372036854775808"),
            "kiosk.idle_seconds: 92233720368",
        ),
        (GOOD.replace("idle_seconds = 60", "idle_seconds = 1e400"), "kiosk.idle_seconds: inf"),
        (GOOD.replace('paper = "letter"', f"paper = {'[' * 2000}{']' * 2000}"), "paper: lists or tables within each"),
        (GOOD.replace('paper = "letter"', f"paper = {'{a = ' * 2000}1{'}' * 2000}"), "paper: lists or tables within"),
        (GOOD.replace('paper = "letter"', f"paper = {'[' * 150}{']' * 150}"), "paper: [[[["),
        (GOOD.replace('city = "North Miami"', "city = 2026-02-30"), "file: is no"),
        (GOOD.replace('city = "North Miami"', 'city = "\\u001b[31mred"'), "city: '\\x1b[31mred'"),
        (GOOD.replace('city = "North Miami"', 'city = "a\x1bb"'), "file: is not TOML (Illegal character"),
        (f'"\\u001b\\n\\u202e{"k" * 5000}" = 1\n{GOOD}', "\\x1b\\n\\u202ekkkk"),
        (
            GOOD.replace('booking_url = ""', "booking_url = 'https://good.org\\@evil.org/'"),
            "booking_url: 'https://good",
        ),
        (GOOD.replace('explorer_url = ""', "explorer_url = 'http://good.org\\..\\x'"), "explorer_url: 'http://good"),
        (GOOD.replace('website = "', 'website = "https://x.org/\\u0007'), "website: 'https://x.org/\\x07"),
        (GOOD.replace('website = "', 'website = "https://x.org/\\u202e'), "website: 'https://x.org/\\u202e"),
    ],
)
def test_what_no_clinic_s_file_should_hold_is_told_by_its_key(tmp_path: Path, text: str, told: str) -> None:
    lines = faults_of(tmp_path, text)
    assert any(line.startswith(f"clinic.toml: {told}") for line in lines), lines
    assert all(line.isprintable() and len(line) < 600 and "; allowed: " in line for line in lines)


def test_a_byte_order_mark_passes(tmp_path: Path) -> None:
    assert load_clinic(write(tmp_path, f"\ufeff{GOOD}")) == load_clinic(CLINIC_FILE)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.dictionaries(st.text(), inner),
    max_leaves=5,
)


PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["[", "]", "{", "}", '"', "'", '"""', "\\", "\\u0000", "= ", "\n", "#", "[[kiosk]]", "[colours]", "=1"]
    ),
    st.sampled_from(
        ["9" * 5000, "[" * 3000, "1e999", "nan", "2026-02-30", "\x00", "\x1b[31m", "\u202e", "0x" + "f" * 5000]
    ),
)


@hostile(100)
@given(st.integers(0, len(GOOD)), st.integers(0, 60), st.lists(PIECES, max_size=4))
def test_any_text_is_a_clinic_or_faults_of_one_line(
    tmp_path: Path, position: int, gone: int, pieces: list[str]
) -> None:
    file = write(tmp_path, GOOD[:position] + "".join(pieces) + GOOD[position + gone :])
    try:
        told = "" if load_clinic(file).name else "a clinic without a name"
    except ClinicError as error:
        told = str(error) or "nothing is told"
    for line in told.splitlines():
        assert line.startswith("clinic.toml: ") and line.isprintable() and "; allowed: " in line and len(line) < 700


@hostile(100)
@given(st.sampled_from(sorted(tomllib.loads(GOOD))), values)
def test_any_value_is_either_fine_or_a_fault(key: str, value: object) -> None:
    table = {**tomllib.loads(GOOD), key: value}
    faults = find_faults(table)
    if not isinstance(value, str) and not (key == "kiosk" and value == {}):  # all of its keys may be left out
        assert faults
    assert all(str(fault).startswith(key) or key in {"phone", "phone_link"} for fault in faults)


def test_contrast_of_known_colours() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # The example of WebAIM's contrast checker: #777777 on white just fails 4.5 : 1.
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_words_on_the_accent_stand_out() -> None:
    assert Colours("#0b6b6b", "#ffffff", "#ffffff", "#000000").on_accent == "#ffffff"
    assert Colours("#5cc9c0", "#000000", "#000000", "#ffffff").on_accent == "#10201f"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_derived_colours_can_be_read(theme: str) -> None:
    colours = palette(getattr(load_clinic(CLINIC_FILE), theme))
    assert contrast(colours["muted"], colours["background"]) >= 4.5
    assert contrast(colours["muted"], colours["surface"]) >= 4.5
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["accent"], colours["accent-soft"]) >= 4.5


def test_streamlit_starts_with_the_clinic_colours() -> None:
    """`streamlit run app.py` shows its first picture in the colours of config.toml."""
    config = tomllib.loads((CLINIC_FILE.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for option, colour in streamlit_theme(load_clinic(CLINIC_FILE)).items():
        _, theme, name = option.split(".")
        assert config["theme"][theme][name] == colour, option


def framed_by(tmp_path: Path, sites: str) -> Path:
    return write(tmp_path, GOOD.replace("framed_by = []", f"framed_by = {sites}"))


def test_sites_that_may_frame_the_explorer_are_whole_sites(tmp_path: Path) -> None:
    assert load_clinic(write(tmp_path, GOOD)).framed_by == ()
    named = load_clinic(
        framed_by(tmp_path, '["https://WWW.example.org", "http://10.0.0.2:80", "https://www.example.org"]')
    )
    assert named.framed_by == ("https://www.example.org", "http://10.0.0.2:80")


@pytest.mark.parametrize(
    "sites",
    ['["*"]', '["https://*.example.org"]', '["https://x.org/"]', '["https://x.org; script-src *"]', '"https://x.org"',
     '["https://x.org https://y.org"]', '["x.org"]', '["https://x.org\\\\n"]', '["\'self\'"]', "[3]", "[[]]", "true"],
)  # fmt: skip
def test_what_is_no_site_may_frame_nothing(tmp_path: Path, sites: str) -> None:
    (fault,) = set(faults_of(tmp_path, GOOD.replace("framed_by = []", f"framed_by = {sites}")))
    assert fault.startswith("clinic.toml: framed_by: ")
    assert fault.endswith('allowed: a list of sites, each as in ["https://www.example.org"]: no path, no *')
