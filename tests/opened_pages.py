"""Pages in Streamlit's own test harness: opened by a link, and what is on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from referral.dataset import Area, load

ROOT = Path(__file__).resolve().parent.parent
# Seconds: the first run imports pandas and Streamlit's widgets.
TIMEOUT = 60


def open_page(name: str, *, answered: bool = True, **parameters: str | list[str]) -> AppTest:
    """A page by a link with these parameters; its safety step answered, unless that is not wanted."""
    # A first run registers the pages; only then can one be switched to.
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT).run()
    app.switch_page(f"pages/{name}/page.py")
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    return none_of_these(app) if answered else app


def none_of_these(app: AppTest) -> AppTest:
    """The page after "None of these" in the safety step, where that is asked."""
    if any(button.key == "safety_none" for button in app.button):
        return app.button(key="safety_none").click().run()
    return app


def parameters(app: AppTest) -> dict[str, list[str]]:
    """What the address says; a key that is there once may come as a lone text."""
    return {key: [values] if isinstance(values, str) else list(values) for key, values in app.query_params.items()}


def areas_of(*area_ids: str) -> tuple[Area, ...]:
    return tuple(load().area(area_id) for area_id in area_ids)


def buttons(app: AppTest, prefix: str) -> list[str]:
    """The labels of the buttons whose keys begin so, in the page's order."""
    return [button.label for button in app.button if str(button.key).startswith(prefix)]


def cards(app: AppTest) -> list[str]:
    """The muscles offered, by id."""
    return [str(one.key).removeprefix("muscle_card_") for one in app.button if str(one.key).startswith("muscle_card_")]


def chart(app: AppTest) -> Any:
    return app.get("plotly_chart")[0].proto


def traces(app: AppTest) -> list[str]:
    return [trace["name"] for trace in json.loads(chart(app).spec)["data"]]


def found(app: AppTest) -> list[str]:
    """The muscles of the list, by id."""
    return [str(one.key).removeprefix("see_") for one in app.button if str(one.key).startswith("see_")]
