"""One box that finds muscles and places as one types: a combobox with the list below it (WAI-ARIA practices).

    find_box(dataset, key, label, placeholder, on_choose, autofocus=False)
                                             `on_choose` gets a Find; Enter takes the first

The search is the project's own (``referral.search``): everyday words, initials, slips of the finger. It runs on the
server, so the box lives in a fragment of its own; what is typed is kept nowhere and is in no address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

import streamlit as st

from referral.dataset import SIDES, Area, Dataset
from referral.search import MAX_QUERY, Hit, search

ASSETS: Final = Path(__file__).with_name("assets")
MOST_SUGGESTED: Final = 8

_box = st.components.v2.component(
    "referral.find_box",
    js=(ASSETS / "find_box.js").read_text(encoding="utf-8"),
    css=(ASSETS / "find_box.css").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Find:
    """A muscle or an area that the words may mean. `hint`: its everyday name, or "place"."""

    kind: Literal["muscle", "area"]
    id: str
    name: str
    hint: str


def find_box(
    dataset: Dataset,
    key: str,
    label: str,
    placeholder: str,
    on_choose: Callable[[Find], None],
    *,
    autofocus: bool = False,
) -> None:
    """Show the box. A choice goes to `on_choose`, the whole page runs again, and the keyboard goes to the element with
    the id found-<muscle id>, or found-area. `autofocus`: where there is a mouse, so that no screen keyboard comes up
    unasked."""

    def receive() -> None:
        said = _read(st.session_state[key].get("said"))
        if said is None or said["number"] <= st.session_state.get(_last(key), 0):
            return  # nothing that we know of, or seen before
        st.session_state[_last(key)] = said["number"]
        found = finds(dataset, said["text"])
        st.session_state[_query(key)] = "" if said["chosen"] and found else said["text"]
        st.session_state[_missed(key)] = bool(said["chosen"]) and not found
        if said["chosen"] and found:
            st.session_state[_done(key)] = True
            st.session_state[_taken(key)] = said["number"]
            chosen = next((find for find in found if find.id == said["id"]), found[0])
            st.session_state[_focus(key)] = f"found-{chosen.id if chosen.kind == 'muscle' else chosen.kind}"
            on_choose(chosen)

    @st.fragment
    def box() -> None:
        if st.session_state.pop(_done(key), False):
            st.rerun()
        query = st.session_state.get(_query(key), "")
        _box(
            key=key,
            data={
                "label": label,
                "placeholder": placeholder,
                "query": query,
                "found": [asdict(find) for find in finds(dataset, query)],
                "missed": f"Nothing fits “{query}”. Try another word." if st.session_state.get(_missed(key)) else "",
                "taken": st.session_state.get(_taken(key), 0),
                "focus": st.session_state.get(_focus(key), ""),
                "autofocus": autofocus,
                "longest": MAX_QUERY,
            },
            on_said_change=receive,
        )

    box()


def finds(dataset: Dataset, text: str) -> list[Find]:
    """What some words may mean, best first; a place on both sides, the right one first, unless the words name one."""
    hits = search(dataset, text, limit=MOST_SUGGESTED)
    return [find for hit in hits for find in _finds(dataset, hit)][:MOST_SUGGESTED]


def _finds(dataset: Dataset, hit: Hit) -> Iterator[Find]:
    if hit.kind == "muscle":
        yield Find("muscle", hit.id, hit.name, dataset.muscles[hit.id].common_name)
        return
    region = dataset.regions[hit.id]
    sides = ((hit.side,) if hit.side else SIDES) if region.sided else (None,)
    for side in sides:
        area = Area(hit.id, side)
        name = dataset.area_name(area)
        yield Find("area", area.area_id, name[:1].upper() + name[1:], "where it hurts")


def _read(value: Any) -> dict[str, Any] | None:
    """What the browser sent, if it is ours. Anyone can send anything."""
    if not isinstance(value, Mapping):
        return None
    text, number, chosen, wanted = (value.get(name) for name in ("text", "number", "chosen", "id"))
    if not (isinstance(text, str) and isinstance(number, int) and isinstance(chosen, bool)):
        return None
    return {"text": text[:MAX_QUERY], "number": number, "chosen": chosen, "id": wanted}


def _last(key: str) -> str:
    return f"{key} last number"


def _focus(key: str) -> str:
    return f"{key} focus"


def _taken(key: str) -> str:
    return f"{key} taken"


def _query(key: str) -> str:
    return f"{key} query"


def _missed(key: str) -> str:
    return f"{key} missed"


def _done(key: str) -> str:
    return f"{key} done"
