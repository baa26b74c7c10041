"""One muscle on the screen: its side, its trigger points, its pattern in words, what is known of it, its sources.

bar(dataset, state, key, go)               its name, and the switches
controls(dataset, state, key, go)          which side, which trigger point
pattern_text(dataset, state, pattern)      the line in words
facts(dataset, muscle_id)                  where it is, what it does, what strains it; sources
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from referral.body_map import Pattern
from referral.dataset import SIDES, Dataset, Side, Source
from referral.patterns import in_words, pattern_of
from referral.state import ExplorerState, choose_trigger_point

ALL_POINTS: Final = "all"
SIDE_NAMES: Final = {"right": "Right", "left": "Left"}

Go = Callable[[ExplorerState], None]


def shown_side(state: ExplorerState) -> Side:
    """The side on which the chosen muscle is drawn."""
    return state.side or "right"


def shown_pattern(dataset: Dataset, state: ExplorerState) -> Pattern | None:
    """The pattern that the state asks for; None when no muscle is chosen."""
    if state.muscle is None:
        return None
    return pattern_of(dataset, state.muscle, shown_side(state), state.trigger_point)


def bar(dataset: Dataset, state: ExplorerState, key: str, go: Go) -> None:
    """Above the map: which muscle is drawn, with its switches."""
    if state.muscle is None:
        return
    with st.container(key=f"muscle_bar_{key}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<h2 class="rp-drawn">{escape(dataset.muscles[state.muscle].name)}</h2>', width="content")
        controls(dataset, state, key, go)


def controls(dataset: Dataset, state: ExplorerState, key: str, go: Go) -> None:
    """Switches for the side and, where there are several, the trigger point."""
    if state.muscle is None:
        return
    with st.container(key=f"muscle_controls_{key}", horizontal=True, gap="small", width="content"):
        _side_switch(state, f"{key}_side", go)
        if len(dataset.trigger_points_of(state.muscle)) > 1:
            _point_switch(dataset, state, f"{key}_point", go)


def _side_switch(state: ExplorerState, key: str, go: Go) -> None:
    st.session_state[key] = shown_side(state)

    def choose() -> None:
        go(replace(state, side=st.session_state[key]))

    st.segmented_control(
        "Side of the muscle",
        SIDES,
        format_func=SIDE_NAMES.__getitem__,
        key=key,
        required=True,
        on_change=choose,
        label_visibility="collapsed",
    )


def _point_switch(dataset: Dataset, state: ExplorerState, key: str, go: Go) -> None:
    assert state.muscle is not None
    points = {point.trigger_point_id: point for point in dataset.trigger_points_of(state.muscle)}
    st.session_state[key] = state.trigger_point or ALL_POINTS

    def choose() -> None:
        chosen = st.session_state[key]
        go(choose_trigger_point(state, None if chosen == ALL_POINTS else chosen, dataset))

    st.segmented_control(
        "Trigger point",
        [ALL_POINTS, *points],
        format_func=lambda point: "All points" if point == ALL_POINTS else points[point].label.removeprefix("TrP"),
        key=key,
        required=True,
        on_change=choose,
        label_visibility="collapsed",
        wrap=True,
    )


def pattern_text(dataset: Dataset, state: ExplorerState, pattern: Pattern, elsewhere: Sequence[str] = ()) -> None:
    """Where the pain is felt, and where the trigger point lies, in words; which other views show it."""
    lines = [f"<p>{escape(in_words(dataset, pattern))}</p>"]
    if state.trigger_point is not None:
        point = dataset.trigger_points[state.trigger_point]
        lines.append(f"<p><strong>{escape(point.label)}</strong>: {escape(point.location)}</p>")
    if elsewhere:
        lines.append(f'<p class="rp-elsewhere">Look also at: {escape(", ".join(elsewhere))}.</p>')
    st.html(f'<div class="rp-pattern-words" aria-live="polite">{"".join(lines)}</div>')


def facts(dataset: Dataset, muscle_id: str) -> None:
    """What is known of the muscle, its trigger points, and where that stands."""
    muscle = dataset.muscles[muscle_id]
    told = (
        ("Where it is", muscle.where_it_is),
        ("What it does", muscle.what_it_does),
        ("What often strains it", muscle.often_strained_by),
    )
    items = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in told)
    points = "".join(
        f"<li><strong>{escape(point.label)}</strong> {escape(point.location)}</li>"
        for point in dataset.trigger_points_of(muscle_id)
    )
    sources = "".join(f"<li>{_source(source, where)}</li>" for source, where in _sources(dataset, muscle_id))
    st.html(
        f'<dl class="rp-facts">{items}<dt>Trigger points</dt><dd><ul class="rp-points">{points}</ul></dd></dl>'
        f'<details class="rp-sources"><summary>Sources</summary><ul>{sources}</ul></details>'
    )


def _sources(dataset: Dataset, muscle_id: str) -> list[tuple[Source, str]]:
    """Each source of the muscle's zones, with the places in it."""
    places: dict[str, dict[str, None]] = {}
    for point in dataset.trigger_points_of(muscle_id):
        for referral in dataset.referrals_of(point.trigger_point_id):
            places.setdefault(referral.source_id, {})[referral.locator] = None
    return [(dataset.sources[source_id], "; ".join(where)) for source_id, where in places.items()]


def _source(source: Source, where: str) -> str:
    return f"{escape(source.citation)} {escape(where)}."
