"""A fault that nobody foresaw: said in our words and in the page's language, and help stays."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.visitor import visit
from tools.browsing import serving

from .talking import Shown, asked

SERVER = """
import streamlit as st
from referral.ui.frame import fault_page
app = st.App("page.py", on_script_error=fault_page.told_instead)
"""
PAGE = """
import streamlit as st
from referral.ui.visit import safety_answers

def fail():
    raise RuntimeError("a fault in what a press does")

def stop():
    safety_answers.say_yes("stroke")
    fail()

st.button("a", key="press", on_click=fail)
st.button("b", key="stop", on_click=stop)
if st.button("c", key="page"):
    raise RuntimeError("a fault in the page")
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("failing")
    (folder / "server.py").write_text(SERVER, encoding="utf-8")
    (folder / "page.py").write_text(PAGE, encoding="utf-8")
    with serving(str(folder / "server.py"), extra_environment={"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "none"}) as url:
        yield url


async def pressed(url: str, key: str) -> Shown:
    async with visit(url) as visitor:
        return await asked(visitor.socket, WidgetState(id=visitor.ids[key], trigger_value=True), visitor.page)


@pytest.mark.parametrize("key", ["press", "page"])
def test_a_fault_is_told_in_our_words(url: str, key: str) -> None:
    """ "This app has encountered an error … the logs (if you're on Streamlit Cloud, …)" stood there, and no number."""
    shown = asyncio.run(pressed(url, key))
    assert shown.faults == ()
    for words in ("Something went wrong on our side", 'href="tel:911"', "Call 305.967.8976", "Load the page again"):
        assert words in shown.html
    assert "RuntimeError" not in shown.html and "a fault in" not in shown.html


def test_where_a_sign_fits_the_fault_gives_way_to_help(url: str) -> None:
    shown = asyncio.run(pressed(url, "stop"))
    assert shown.faults == ()
    assert "rp-stop-advice" in shown.html and "Call 911" in shown.html and "went wrong" not in shown.html
