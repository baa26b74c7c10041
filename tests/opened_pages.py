"""Pages in Streamlit's own test harness: opened by a link, and what is on them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest

from referral.model.rows import Area
from referral.ui.parts.safety_step import NONE
from tests.loaded_once import the_dataset

ROOT = Path(__file__).resolve().parent.parent
# Seconds: the first run imports pandas and Streamlit's widgets.
TIMEOUT = 60
# What a page about someone's body must not claim.
FORBIDDEN = re.compile(r"(is|are) caused by|you have (a|an) trigger|will cure|diagnosed? you|guarantee", re.IGNORECASE)


def open_page(name: str, *, answered: bool = True, **parameters: str | list[str]) -> AppTest:
    """A page by a link with these parameters; its safety step answered, unless that is not wanted."""
    # A first run registers the pages; only then can one be switched to.
    app = first_run()
    app.switch_page(f"pages/{name}/page.py")
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    return none_of_these(app) if answered else app


def first_run() -> AppTest:
    """The app as a first visitor meets it."""
    # The harness would look through every installed package for components of its own, longer than a page takes.
    with patch("streamlit.components.v2.manifest_scanner.scan_component_manifests", return_value=[]):
        return AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT).run()


def none_of_these(app: AppTest) -> AppTest:
    """The page after "None of these" in the safety step, where that is asked, screen after screen."""
    while is_asked(app):
        say_none(app)
    return app


def say_none(app: AppTest) -> AppTest:
    """The page after "None of these" on one screen of the step."""
    (button,) = [one for one in app.button if str(one.key).startswith(NONE)]
    return button.click().run()


def words(app: AppTest) -> str:
    """Everything the page says, without its style sheet and tags."""
    bodies = [element.proto.body for element in app.get("html") if "<style>" not in element.proto.body]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", " ".join(bodies))))


def is_asked(app: AppTest) -> bool:
    """Whether the page asks warning signs."""
    return any(str(button.key).startswith(NONE) for button in app.button)


def signs_of(app: AppTest) -> list[str]:
    """The ids of the warning signs on the page, in its order."""
    return [str(one.key).removeprefix("sign_") for one in app.button if str(one.key).startswith("sign_")]


def parameters(app: AppTest) -> dict[str, list[str]]:
    """What the address says; a key that is there once may come as a lone text."""
    return {key: [values] if isinstance(values, str) else list(values) for key, values in app.query_params.items()}


def areas_of(*area_ids: str) -> tuple[Area, ...]:
    return tuple(the_dataset().area(area_id) for area_id in area_ids)


def buttons(app: AppTest, prefix: str) -> list[str]:
    """The labels of the buttons whose keys begin so, in the page's order."""
    return [button.label for button in app.button if str(button.key).startswith(prefix)]


def html(app: AppTest) -> str:
    """What the page shows as HTML."""
    return "".join(element.proto.body for element in app.get("html"))


def html_buttons(app: AppTest, does: str) -> dict[str, str]:
    """The buttons in plain HTML that do something: what each is of, and its words, in the page's order."""
    found = re.findall(rf'<button [^>]*data-does="{does}" data-of="([^"]+)"[^>]*>([^<]*)</button>', html(app))
    return {of: unescape(words) for of, words in found}


def press_html(app: AppTest, does: str, of: str) -> AppTest:
    """The page after a button in plain HTML was pressed."""
    assert of in html_buttons(app, does)
    return send_pressed(app, does, of)


def send_pressed(app: AppTest, does: str, of: str) -> AppTest:
    """The page after the browser has sent what a button in plain HTML would send; the harness has none that could."""

    def sent(key: str, data: dict[str, int], on_pressed_change: Callable[[], None]) -> None:
        st.session_state[key] = {"pressed": {"does": does, "of": of, "number": data["had"] + 1}}
        on_pressed_change()
        del st.session_state[key]

    with patch("referral.ui.components.html_buttons._buttons", sent):
        app.run()
    return app.run()


def places_asked(app: AppTest) -> list[str]:
    """The places, by id, that the cards ask for with a button."""
    return list(html_buttons(app, "choose"))


def cards(app: AppTest) -> list[str]:
    """The muscles offered, by id."""
    return [str(one.key).removeprefix("muscle_card_") for one in app.button if str(one.key).startswith("muscle_card_")]


def chart(app: AppTest) -> Any:
    return app.get("plotly_chart")[0].proto


def traces(app: AppTest) -> list[str]:
    """What is drawn over the pictures, without white lines below others and marks of hidden places that wait."""
    names = [trace["name"] for trace in json.loads(chart(app).spec)["data"]]
    return [name for name in names if not name.endswith(" halo") and name not in ("hidden", "leaders")]


def muscles_drawn(app: AppTest) -> set[str]:
    """The muscles whose pictures lie on the map."""
    sources = [image["source"] for image in json.loads(chart(app).spec)["layout"]["images"]]
    return {source.rpartition("/")[2].partition("-")[0] for source in sources if "/muscles/" in source}


def found(app: AppTest) -> list[str]:
    """The muscles of the list, by id."""
    return [str(one.key).removeprefix("see_") for one in app.button if str(one.key).startswith("see_")]
