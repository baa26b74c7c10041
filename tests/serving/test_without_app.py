"""What the page says by itself, and what Streamlit's page is told about the place where it is shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Final

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import file_util

from referral.clinic.file import ClinicError, load_clinic
from referral.serving import without_app
from referral.serving.host_config import PATH, HostConfig
from referral.serving.without_app import with_words, words_for_page
from referral.ui.components import scripts
from tests.serving.test_web import Client

PAGE: Final = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


def test_the_page_holds_the_words_in_each_language_and_none_of_streamlit_s() -> None:
    html = with_words(PAGE, words_for_page())
    clinic = load_clinic()
    assert re.findall(r'<section lang="(\w+)">', html) == ["en", "es", "ht"]
    assert html.count(f'href="{clinic.tel}"') == html.count(f'href="tel:{clinic.emergency_number}"') == 3
    assert "<title>Integrated Physical Therapy &amp; Wellness</title>" in html
    for words in ("You need to enable JavaScript", "AI\n", "<title>Streamlit", "favicon.png"):
        assert words in PAGE
        assert words not in html
    assert html.index('<p class="rp-line" role="status"') > html.index('<div id="root"></div>')
    for name in (scripts.OLD_BROWSER, scripts.PAGE_WORDS):
        assert f'src="./{scripts.address(name)}"' in html
        assert scripts.text(name)
    assert html.index(scripts.OLD_BROWSER) < html.index("static/js/index."), "an old browser stops at Streamlit's"


def test_the_words_are_those_of_the_clinic(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(load_clinic(), name="<b>Sun</b> & Sea", languages=("ht",), emergency_number="112")
    monkeypatch.setattr(without_app, "load_clinic", lambda: other)
    html = with_words(PAGE, words_for_page())
    assert re.findall(r'<section lang="(\w+)">', html) == ["ht"]
    assert "<h1>&lt;b&gt;Sun&lt;/b&gt; &amp; Sea</h1>" in html
    assert 'href="tel:112"' in html
    assert "No connection." not in unescape(html)


def test_with_a_broken_clinic_file_the_page_comes_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ClinicError(Path("clinic.toml"), ())

    monkeypatch.setattr(without_app, "load_clinic", broken)
    assert words_for_page() == ""
    assert '<div id="root">' in with_words(PAGE, words_for_page())


def test_a_page_that_we_do_not_know_passes_as_it_is() -> None:
    assert with_words("no page at all", "words") == "no page at all"


@pytest.mark.parametrize("base", ["", "/pain"])
def test_no_dialogs_and_no_orders_from_other_sites(base: str) -> None:
    routes = [Route("/{path:path}", lambda _: PlainTextResponse("theirs"))]
    client = Client(Starlette(routes=routes, middleware=[Middleware(HostConfig, base=base)]))
    answer = client.get(f"{base}{PATH}", origin="https://elsewhere.example")
    assert json.loads(answer.body)["blockErrorDialogs"] is True
    assert json.loads(answer.body)["allowedOrigins"] == []
    assert answer.headers["cache-control"] == "no-cache"
    assert "access-control-allow-origin" not in answer.headers
    for other in (f"{base}/_stcore/health", f"/elsewhere{PATH}", f"{base}/"):
        assert client.get(other).body == b"theirs"
