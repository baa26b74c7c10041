"""A wrong address: status 404 and a page that leads home, in the visitor's language; every right one answers 200."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from referral.folders import CLINIC_FILE
from referral.serving.wrong_address import WrongAddress
from referral.ui.frame.navigation import PAGES
from referral.ui.visit import clinic
from referral.words.languages import codes, language
from tests.serving.test_web import PAGE, Client

PEOPLE = "text/html,application/xhtml+xml,*/*;q=0.8"
TITLE = "There is no page at this address"


def _streamlit(request: Request) -> Response:
    """As Streamlit answers: its page for whatever it does not know."""
    if request.url.path.endswith("/_stcore/health"):
        return PlainTextResponse("ok")
    return PlainTextResponse("gone", 404) if "/media/" in request.url.path else HTMLResponse(PAGE)


def client(base: str = "") -> Client:
    return Client(
        Starlette(routes=[Route("/{path:path}", _streamlit)], middleware=[Middleware(WrongAddress, base=base)])
    )


@pytest.mark.parametrize("base", ["", "/pain"])
def test_every_page_s_address_answers_200(base: str) -> None:
    for path in ("/", *(f"/{entry.url_path}" for entry in PAGES)):
        for query in ("", "?area=right-temple&lang=es"):
            answer = client(base).get(f"{base}{path}{query}", accept=PEOPLE)
            assert (answer.status, answer.body.decode()) == (200, PAGE), path
    assert client(base).get(f"{base}/_stcore/health").body == b"ok"


@pytest.mark.parametrize(
    "path", ["/nowhere", "/find/it", "/Find", "/index.html", "/static/js/none.js", "/media/1.png", "/book.php"]
)
@pytest.mark.parametrize("base", ["", "/pain"])
def test_a_wrong_address_leads_home(base: str, path: str) -> None:
    answer = client(base).get(f"{base}{path}", accept=PEOPLE)
    words = answer.body.decode()
    assert answer.status == 404
    assert TITLE in words and 'href="tel:+13059678976"' in words
    assert f'href="{base}/"' in words
    assert "<script" not in words and "Streamlit" not in words


def test_outside_the_base_path_too() -> None:
    answer = client("/pain").get("/elsewhere", accept=PEOPLE)
    assert (answer.status, b'href="/pain/"' in answer.body) == (404, True)


def test_a_program_is_told_in_two_words() -> None:
    answer = client().get("/static/js/none.js", accept="*/*")
    assert (answer.status, answer.body) == (404, b"Not Found")


@pytest.mark.parametrize("code", codes())
def test_it_speaks_the_visitor_s_language(code: str) -> None:
    title = language(code).gettext(TITLE)
    for query, header in ((f"?lang={code}", "xx"), ("", f"{code}-XX, en;q=0.2"), ("?lang=xx", code)):
        words = client().get(f"/nowhere{query}", accept=PEOPLE, accept_language=header).body.decode()
        assert f'<html lang="{code}">' in words and f"<h1>{title}</h1>" in words
    assert code == "en" or title != TITLE


def test_home_keeps_language_and_tablet_and_nothing_else() -> None:
    words = client().get('/nowhere?lang=es&display=kiosk&area="><b>x', accept=PEOPLE).body.decode()
    assert 'href="/?lang=es&amp;display=kiosk"' in words
    assert "tel:" not in words and "<b>" not in words
    words = client().get('/nowhere?lang="><b>&display=<b>', accept=PEOPLE).body.decode()
    assert 'href="/"' in words and "<b>" not in words


def test_a_broken_clinic_file_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "clinic.toml"
    broken.write_text(CLINIC_FILE.read_text(encoding="utf-8").replace('city = "', "city = 3 #"), encoding="utf-8")
    monkeypatch.setenv("REFERRAL_CLINIC", str(broken))
    clinic._load_once.cache_clear()
    answer = client().get("/nowhere", accept=PEOPLE)
    clinic._load_once.cache_clear()
    assert (answer.status, answer.body) == (404, b"Not Found")
