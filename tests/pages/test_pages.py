"""The pages that need no body map, run by Streamlit's own test harness: what they say and where they lead."""

from __future__ import annotations

import importlib.util
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from pages.dry_needling import content
from referral.answers.red_flags import TELL_FIRST, nobody_asks
from referral.clinic.file import load_clinic
from referral.data.reading_grade import HIGHEST_GRADE, grades
from referral.model.rows import Area
from referral.sentences.pattern_words import EDUCATION
from referral.ui.frame import navigation
from referral.ui.parts.booking import SUMMARY_KEY, Explored, call_compact
from referral.ui.visit import language as visit_language
from referral.ui.visit.clinic import _load_once
from referral.words.article import plain, read_article
from tests.opened_pages import FORBIDDEN, ROOT, first_run, open_page, words


@pytest.fixture(autouse=True)
def fresh_clinic() -> None:
    """A clinic read in one test is not that of the next."""
    _load_once.cache_clear()


@pytest.mark.parametrize("entry", navigation.PAGES, ids=lambda entry: entry.name)
def test_page_runs_without_fault(entry: navigation.PageEntry) -> None:
    app = open_page(entry.name)
    assert not app.exception
    assert load_clinic().name in words(app)


@pytest.mark.parametrize(
    "said",
    [
        "no medicine",
        "trigger point dry needling",
        "intramuscular stimulation",
        "referred pain",
        "energy crisis",
        "acidic",
        "still debated",
        "twitch response",
        "more blood may flow",
        "endorphins",
        "trigger point injection",
        "given by a physician",
        "exercise, stretching and massage",
        "almost at once",
        "more than one session",
        EDUCATION,
        "305.967.8976",
    ],
)
def test_dry_needling_says(said: str) -> None:
    assert said in words(open_page("dry_needling"))


def test_dry_needling_ends_with_booking() -> None:
    said = words(open_page("dry_needling"))
    assert said.index("Talk it over with a therapist") > said.index("Is dry needling for me?")


@pytest.mark.parametrize("name", ["dry_needling", "book"])
def test_pages_promise_and_diagnose_nothing(name: str) -> None:
    assert FORBIDDEN.search(words(open_page(name))) is None


def test_dry_needling_reads_easily() -> None:
    """At most grade 8 (NIH and AMA ask for 6 to 8 in texts for patients)."""
    sections = (*content.BEFORE_DRAWING, *content.AFTER_DRAWING)
    html = " ".join([content.LEAD, *(text for part in sections for text in (*part.paragraphs, part.aside))])
    text = re.sub(r"<[^>]+>", " ", html)
    assert grades([text])[0] <= HIGHEST_GRADE


def test_is_it_for_me_reads_easily_and_names_whom_to_ask() -> None:
    article = read_article(ROOT / "pages" / "dry_needling" / "is_it_for_me.toml")
    assert max(grades([article.lead, *map(plain, article.texts)])) <= HIGHEST_GRADE
    said = words(open_page("dry_needling"))
    for word in ("blood thinners", "pregnant", "immune", "infected skin", "lymph", "implant", "metal", "seizures"):
        assert word in said, word
    assert all(plain(text) in said for text in article.texts if "[" not in text)


def test_what_to_tell_first_is_on_the_page_too() -> None:
    said = words(open_page("dry_needling")).lower()
    for item in TELL_FIRST:
        assert any(word in said for word in re.findall(r"[a-z]{5,}", item.lower()) if word != "being"), item


def test_urgent_signs_of_book_have_their_authorities() -> None:
    said = words(open_page("book"))
    assert "American Heart Association" in said and "American Stroke Association" in said


def test_every_source_can_be_found() -> None:
    for citation, address in content.SOURCES:
        assert re.search(r"\b(19|20)\d\d\b", citation) or address.startswith("https://"), citation
    assert sum(address.startswith("https://doi.org/10.") for _, address in content.SOURCES) >= 4


def test_book_gives_the_telephone_and_says_when_not_to_wait() -> None:
    app = open_page("book")
    html = " ".join(element.proto.body for element in app.get("html"))
    assert 'href="tel:+13059678976"' in html
    assert "Call 911 or go to an emergency room" in words(app)


def test_kiosk_shows_the_number_but_no_link_that_leaves() -> None:
    app = open_page("book", display="kiosk")
    html = " ".join(element.proto.body for element in app.get("html") if "<style>" not in element.proto.body)
    assert "305.967.8976" in html
    assert "<a " not in html


def test_book_shows_the_summary_of_this_visit() -> None:
    app = open_page("book")
    app.session_state[SUMMARY_KEY] = Explored(nobody_asks([Area("temple", "right")]), "upper_trapezius", "left")
    assert "Where it hurts: right temple." in words(app.run())
    app.query_params["lang"] = "es"  # the language that the page speaks now, not the one in which it was found
    said = words(app.run())
    assert "Dónde duele: sien derecha." in said and "right temple" not in said


def test_a_summary_of_what_is_no_longer_in_the_tables_is_left_out() -> None:
    app = open_page("book")
    app.session_state[SUMMARY_KEY] = Explored(nobody_asks([Area("tempel", "right")]), "nobody", "left")
    app.run()
    assert not app.exception and "Your summary" not in words(app)


def clinic_file(folder: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, *further: tuple[str, str]) -> None:
    """The clinic's file with other texts in it; each old one must be there."""
    file, text = folder / "clinic.toml", (ROOT / "clinic.toml").read_text(encoding="utf-8")
    for before, after in ((old, new), *further):
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("REFERRAL_CLINIC", str(file))


def test_request_leads_to_the_clinics_own_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic_file(tmp_path, monkeypatch, 'booking_url = ""', 'booking_url = "https://example.org/book"')
    for name in ("dry_needling", "book"):
        links = open_page(name).get("link_button")
        assert [link.proto.url for link in links] == ["https://example.org/book"]


REQUEST = "Request an appointment"


def html_of(app: AppTest) -> str:
    """All HTML of a page but its style sheets."""
    return " ".join(element.proto.body for element in app.get("html") if "<style>" not in element.proto.body)


def messages_of(app: AppTest) -> dict[str, str]:
    """Scheme -> text of each message that a page has prepared."""
    links = re.findall(r'href="((?:sms|mailto):[^"]*)"', html_of(app))
    return {link.partition(":")[0]: unquote(link.partition("body=")[2]) for link in map(unescape, links)}


@pytest.mark.parametrize("display", ["", "kiosk"])
def test_nothing_is_requested_where_the_clinic_names_no_way_to(display: str) -> None:
    for name in ("dry_needling", "book"):
        app = open_page(name, display=display)
        assert not app.get("link_button")
        assert REQUEST not in [link.proto.label for link in app.get("page_link")]
        assert REQUEST not in words(app) and not messages_of(app)
    assert "Appointments are made by telephone." in words(app)


def test_request_leads_to_a_prepared_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic_file(tmp_path, monkeypatch, 'email = ""\nsms = ""', 'email = "desk@example.org"\nsms = "+13055550100"')
    assert REQUEST in [link.proto.label for link in open_page("dry_needling").get("page_link")]
    app = open_page("book")
    assert REQUEST in words(app) and "Appointments are made by telephone." not in words(app)
    assert "only when you send it yourself" in words(app)
    assert not app.checkbox  # there is no summary yet
    messages = messages_of(app)
    assert set(messages) == {"sms", "mailto"}
    assert messages["sms"].startswith("Hello. I would like to request an appointment.\n\nMy name: \n")
    assert 'href="sms:+13055550100?&amp;body=Hello' in html_of(app)
    assert 'href="mailto:desk@example.org?subject=Request%20for%20an%20appointment&amp;body=' in html_of(app)


def test_the_summary_is_in_the_message_only_when_it_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic_file(tmp_path, monkeypatch, 'sms = ""', 'sms = "+13055550100"')
    app = open_page("book")
    app.session_state[SUMMARY_KEY] = Explored(nobody_asks([Area("temple", "right")]), "upper_trapezius", "left")
    (box,) = app.run().checkbox
    assert box.value is False and "temple" not in messages_of(app)["sms"]
    box.check().run()
    assert "Where it hurts: right temple." in messages_of(app)["sms"]
    app.checkbox[0].uncheck().run()
    assert "temple" not in messages_of(app)["sms"]


def test_nobody_writes_from_the_tablet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic_file(
        tmp_path,
        monkeypatch,
        'email = ""\nsms = ""\n',
        'email = "desk@example.org"\nsms = "+13055550100"\n',
        ('directions_url = ""\nopening_hours = ""', 'directions_url = "https://a.org"\nopening_hours = "9 to 5"'),
    )
    app = open_page("book", display="kiosk")
    assert "<a " not in html_of(app) and not messages_of(app) and not app.checkbox
    assert "305.967.8976" in words(app) and "9 to 5" in words(app)


def test_what_the_clinic_says_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words(open_page("book"))
    assert "Where we are" not in said and "Opening hours" not in said and "Directions" not in said
    assert "You tell your story" in said and "Clothes you can move in" in said
    clinic_file(
        tmp_path,
        monkeypatch,
        'address = ""\ndirections_url = ""',
        'address = "1 <Example> Street"\ndirections_url = "https://maps.example.org/1"',
        ('opening_hours = ""', 'opening_hours = { en = "Monday", es = "lunes" }'),
    )
    _load_once.cache_clear()
    app = open_page("book", lang="ht")
    assert "1 <Example> Street" in words(app) and 'href="https://maps.example.org/1"' in html_of(app)
    assert '<p class="rp-own-text" lang="en">Monday</p>' in html_of(app)  # told to a screen reader as English
    assert "Ou rakonte istwa ou" in words(app)


def test_a_first_visit_of_which_the_clinic_says_nothing_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "clinic.toml").read_text(encoding="utf-8")
    clinic_file(tmp_path, monkeypatch, text[text.index("[first_visit]") : text.index("# The tablet")], "")
    said = words(open_page("book"))
    assert "first visit" not in said and "What helps to bring" not in said


def test_the_call_of_a_bar() -> None:
    clinic = load_clinic()
    visit_language.settle()
    assert re.search(r'<a class="rp-call-compact" href="tel:\+13059678976">.*305\.967\.8976', call_compact(clinic))
    assert "<a" not in call_compact(clinic, kiosk=True) and "305.967.8976" in call_compact(clinic, kiosk=True)


def test_broken_clinic_file_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic_file(tmp_path, monkeypatch, 'emergency_number = "911"', 'emergency_number = "help"')
    app = first_run()
    assert not app.exception
    assert "clinic.toml" in app.error[0].value
    assert "emergency_number" in app.text[0].value
    assert "allowed: 2 to 6 digits" in app.text[0].value


def test_page_list_is_one_table() -> None:
    folders = {path.parent.name for path in (ROOT / "pages").glob("*/page.py")}
    assert {entry.name for entry in navigation.PAGES} == folders
    # A script directly in pages/ would be a page of its own beside the table.
    assert not list((ROOT / "pages").glob("*.py"))
    with pytest.raises(KeyError):
        navigation.page_path("nowhere")


def test_styles_reach_only_our_own_classes() -> None:
    sheets = sorted((ROOT / "referral" / "ui" / "frame" / "styles").glob("*.css"))
    assert {sheet.stem for sheet in sheets} >= {"style", "safety", "booking", "print", "consult", "tablet"}
    sheet = "\n".join(one.read_text(encoding="utf-8") for one in sheets)
    assert "<" not in sheet, "an angle bracket makes the page drop the whole sheet"
    assert re.findall(r"\.(?:st[A-Z]\w*|st-emotion\S*|e1\w{6,})|data-testid|stApp", sheet) == []


def test_no_page_names_an_icon_of_a_font_host() -> None:
    """Streamlit fetches :material/…: icons of a page from a font host for the browser's tab."""
    assert navigation.ICON.startswith("/app/static/")
    assert (ROOT / "static" / navigation.ICON.removeprefix("/app/static/")).is_file()
    source = (ROOT / "referral" / "ui" / "frame" / "navigation.py").read_text(encoding="utf-8")
    assert "icon=" not in source


def test_app_is_only_a_door() -> None:
    assert importlib.util.find_spec("app") is not None
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < 50
