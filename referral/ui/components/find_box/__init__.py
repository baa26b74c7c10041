"""One box that finds muscles and places as one types: a combobox with the list below it (WAI-ARIA practices).

The search is the project's own (``answers.search``): everyday words, initials, slips of the finger; words of an
emergency bring the help page. It runs on the server, so the box lives in a fragment of its own; what is typed is kept
nowhere and is in no address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import streamlit as st

from referral.answers.query import MAX_QUERY, both_sides
from referral.answers.search import Hit, search_any
from referral.answers.search_index import Kind
from referral.model.texts import Texts
from referral.ui.components import beside
from referral.ui.components.asking import sent
from referral.ui.components.find_box.complaints import complaint_finds, on_sides
from referral.ui.components.find_box.find import Find
from referral.ui.components.scripts import script
from referral.ui.visit import safety_answers
from referral.ui.visit.notices import keep_complaint
from referral.ui.visit.words import gettext
from referral.words.text import capitalised

MOST_SUGGESTED: Final = 9
MOST_WORDS: Final = 3
"""Everyday words beside a place: more would not fit a phone's line."""

_box = st.components.v2.component(
    "referral.find_box",
    js=script("find_box/find_box.js"),
    css=beside(__file__, "find_box.css"),
)


def find_box(
    texts: Texts,
    key: str,
    label: str,
    placeholder: str,
    on_choose: Callable[[Find], None],
    *,
    places_only: bool = False,
    autofocus: bool = False,
) -> None:
    """Show the box. A choice goes to `on_choose`, the whole page runs again, and the keyboard goes to the element with
    the id found-<muscle id>, or found-area; with `places_only` it stays in the box, where there is a mouse, for the
    next place. `autofocus`: where there is a mouse, so that no screen keyboard comes up unasked."""

    def receive() -> None:
        said = _read(sent(key, "said"))
        before = _memory(key)
        if said is None or said.number <= before.last:
            return  # nothing that we know of, or seen before
        found = finds(texts, said.text, places_only=places_only)
        chosen = _meant(found, said) if said.chosen else None
        if chosen is None:
            st.session_state[_name(key)] = replace(before, last=said.number, query=said.text, missed=said.chosen)
            return
        if chosen.kind == "help":
            st.session_state[_name(key)] = _Memory(last=said.number, taken=said.number, page_waits=True)
            safety_answers.say_yes(chosen.id, said.text)
            return
        focus = "" if places_only else f"found-{chosen.id if chosen.kind == 'muscle' else chosen.kind}"
        st.session_state[_name(key)] = _Memory(last=said.number, taken=said.number, focus=focus, page_waits=True)
        if chosen.complaint:
            keep_complaint(chosen.complaint)
        on_choose(chosen)

    @st.fragment
    def box() -> None:
        memory = _memory(key)
        found = finds(texts, memory.query, places_only=places_only)
        if memory.page_waits:
            st.session_state[_name(key)] = replace(memory, page_waits=False)
            st.rerun()
        _box(
            key=key,
            data={
                "key": key,
                "label": label,
                "placeholder": placeholder,
                "query": memory.query,
                "found": [asdict(find) for find in found],
                "missed": _told(found, memory.query) if memory.missed else "",
                "lost": gettext("No answer came. Please try again."),
                "had": memory.last,
                "taken": memory.taken,
                "focus": memory.focus,
                "stay": places_only,
                "autofocus": autofocus,
                "longest": MAX_QUERY,
            },
            on_said_change=receive,
        )

    box()


def _meant(found: list[Find], said: _Said) -> Find | None:
    """What was picked of the offers; by Enter alone the first one, if it is sure to be meant."""
    picked = next((find for find in found if find.id == said.id), None)
    return picked or next((find for find in found[:1] if find.sure), None)


def _told(found: list[Find], words: str) -> str:
    """Why Enter took nothing."""
    if found:
        return gettext("Please choose one from the list.")
    return gettext("Nothing fits “{words}”. Try another word.", words=words)


@dataclass(frozen=True)
class _Said:
    """What the browser said: words that are being typed, or that were `chosen`; then perhaps the `id` of an offer."""

    text: str
    number: int
    chosen: bool
    id: str | None


@dataclass(frozen=True)
class _Memory:
    """What a box remembers between two runs: the number of the last thing said and of the last choice, the words whose
    offers are shown, whether Enter took none of them, where the keyboard goes, whether the page has yet to follow."""

    last: int = 0
    query: str = ""
    missed: bool = False
    taken: int = 0
    focus: str = ""
    page_waits: bool = False


def _name(key: str) -> str:
    return f"{key} memory"


def _memory(key: str) -> _Memory:
    found: _Memory = st.session_state.get(_name(key), _Memory())
    return found


def finds(texts: Texts, text: str, *, places_only: bool = False) -> list[Find]:
    """What some words may mean, best first, an emergency before all; a place on both sides, the right one first,
    unless the words name one."""
    kinds: tuple[Kind, ...] = ("region", "complaint") if places_only else ("region", "complaint", "muscle")
    hits = search_any(texts.dataset, text, kinds, texts.language)[:MOST_SUGGESTED]
    both = both_sides(text)
    found = [find for hit in hits for find in _finds(texts, hit, places_only, both)]
    if (flag := safety_answers.help_for(texts.dataset, text)) is not None:
        gettext = texts.language.gettext
        found.insert(0, Find("help", flag.flag_id, gettext("Get help now"), gettext("this may be an emergency")))
    return found[:MOST_SUGGESTED]


def _finds(texts: Texts, hit: Hit, places_only: bool, both: bool) -> Iterator[Find]:
    if hit.kind == "muscle":
        muscle = texts.muscles[hit.id]
        yield Find("muscle", hit.id, muscle.name, muscle.common_name, sure=hit.sure)
    elif hit.kind == "complaint":
        yield from complaint_finds(texts, hit, both)
    else:
        yield from _places(texts, hit, places_only, both)


def _places(texts: Texts, hit: Hit, places_only: bool, both: bool) -> Iterator[Find]:
    """A place, on both sides together where the words say so, on each side, or on the one that they name."""
    region = texts.regions[hit.id]
    words = ", ".join(region.search_words[:MOST_WORDS])
    hint = words if places_only else texts.language.gettext("where it hurts")
    if both and region.sided:
        ids = tuple(area.area_id for area in region.areas())
        yield Find("area", f"both-{hit.id}", on_sides(texts, capitalised(region.name), None), hint, ids)
    for area in region.areas(hit.side):
        yield Find("area", area.area_id, capitalised(texts.area_name(area)), hint, (area.area_id,))


def _read(value: Any) -> _Said | None:
    """What the browser sent, if it is ours. Anyone can send anything."""
    if not isinstance(value, Mapping):
        return None
    text, number, chosen, wanted = (value.get(name) for name in ("text", "number", "chosen", "id"))
    if not (isinstance(text, str) and isinstance(number, int) and isinstance(chosen, bool)):
        return None
    return _Said(text[:MAX_QUERY], number, chosen, wanted if isinstance(wanted, str) else None)
