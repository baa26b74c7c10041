"""One muscle on the screen: its side, its trigger points, its pattern in words, what is known of it, its sources.

bar(dataset, state, key, go)               its name, and the switches
controls(dataset, state, key, go)          which side, which trigger point
pattern_text(dataset, state, pattern)      the line in words
facts(dataset, muscle_id)                  where it is, what it does, what strains it, what feels like it; sources
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from referral.candidates import OFTEN
from referral.dataset import SIDES, Dataset, Muscle, Side, TriggerPoint
from referral.evidence import Work, differences, doubts, short, works
from referral.languages import N_
from referral.patterns import in_words, pattern_of
from referral.scene import Pattern
from referral.state import ExplorerState, choose_trigger_point
from referral.ui import visit
from referral.ui.sources import sources_fold, work_line, works_list
from referral.ui.words import gettext, html_text

ALL_POINTS: Final = "all"
SIDE_NAMES: Final = {"right": N_("Right"), "left": N_("Left")}

Go = Callable[[ExplorerState], None]


def shown_side(state: ExplorerState) -> Side:
    """The side on which the chosen muscle is drawn."""
    return state.side or "right"


def shown_pattern(dataset: Dataset, state: ExplorerState) -> Pattern | None:
    """The pattern that the state asks for; None when no muscle is chosen."""
    if state.muscle is None:
        return None
    points = None if state.trigger_point is None else (state.trigger_point,)
    return pattern_of(dataset, state.muscle, shown_side(state), points)


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
        _side_switch(state, visit.in_language(f"{key}_side"), go)
        if len(dataset.trigger_points_of(state.muscle)) > 1:
            _point_switch(dataset, state, visit.in_language(f"{key}_point"), go)


def _side_switch(state: ExplorerState, key: str, go: Go) -> None:
    visit.tell(key, shown_side(state))

    def choose() -> None:
        go(replace(state, side=st.session_state[key]))

    st.segmented_control(
        gettext("Side of the muscle"),
        SIDES,
        format_func=lambda side: gettext(SIDE_NAMES[side]),
        key=key,
        required=True,
        on_change=choose,
        label_visibility="collapsed",
    )


def _point_switch(dataset: Dataset, state: ExplorerState, key: str, go: Go) -> None:
    assert state.muscle is not None
    points = {point.trigger_point_id: point for point in dataset.trigger_points_of(state.muscle)}
    visit.tell(key, state.trigger_point or ALL_POINTS)

    def choose() -> None:
        chosen = st.session_state[key]
        go(choose_trigger_point(state, None if chosen == ALL_POINTS else chosen, dataset))

    def label(point: str) -> str:
        return gettext("All points") if point == ALL_POINTS else points[point].label.removeprefix("TrP")

    st.segmented_control(
        gettext("Trigger point"),
        [ALL_POINTS, *points],
        format_func=label,
        key=key,
        required=True,
        on_change=choose,
        label_visibility="collapsed",
        wrap=True,
    )


def pattern_text(dataset: Dataset, state: ExplorerState, pattern: Pattern, elsewhere: Sequence[str] = ()) -> None:
    """Where the pain is felt, how sure that is, and where the trigger point lies, in words; which other views show
    it."""
    lines = [f"<p>{escape(in_words(dataset, pattern))}</p>"]
    shown = [dataset.trigger_points[point_id] for point_id, _ in pattern.points]
    lines += [f'<p class="rp-doubt">{escape(doubt)}</p>' for doubt in doubts(dataset, shown)]
    if state.trigger_point is not None:
        point = dataset.trigger_points[state.trigger_point]
        lines.append(
            f"<p><strong>{escape(point.label)}</strong>: {escape(f'{point.location} {point.note}'.strip())}</p>"
        )
    if elsewhere:
        lines.append(f'<p class="rp-elsewhere">{html_text("Look also at: {views}.", views=", ".join(elsewhere))}</p>')
    st.html(f'<div class="rp-pattern-words">{"".join(lines)}</div>')


def facts(dataset: Dataset, muscle_id: str) -> None:
    """What is known of the muscle and its trigger points, how sure that is, and where it stands."""
    muscle = dataset.muscles[muscle_id]
    told = (
        (html_text("Where it is"), muscle.where_it_is),
        (html_text("What it does"), muscle.what_it_does),
        (html_text("What often strains it"), muscle.often_strained_by),
        (html_text("What else can feel like it"), muscle.mimics),
        (_how_often(muscle), muscle.frequency_reason),
    )
    items = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in told)
    points = "".join(_point(point) for point in dataset.trigger_points_of(muscle_id))
    title = html_text("Trigger points")
    st.html(
        f'<dl class="rp-facts">{items}<dt>{title}</dt><dd><ul class="rp-points">{points}</ul></dd>'
        f"{_doubts(dataset, muscle_id)}</dl>{_works(dataset, muscle_id)}"
    )


def _how_often(muscle: Muscle) -> str:
    return html_text("How often it is a source of pain: {how_often}", how_often=gettext(OFTEN[muscle.frequency]))


def _point(point: TriggerPoint) -> str:
    note = f' <em class="rp-note">{escape(point.note)}</em>' if point.note else ""
    return f"<li><strong>{escape(point.label)}</strong> {escape(point.location)}{note}</li>"


def _doubts(dataset: Dataset, muscle_id: str) -> str:
    """How sure the pattern is, where there is something to say: doubts of its own, and works that differ."""
    lines = [escape(doubt) for doubt in doubts(dataset, dataset.trigger_points_of(muscle_id))]
    lines += [
        f"{html_text('Sources differ: {what}', what=one.note)} "
        f"<small>({escape(dataset.language.listed(one.labels))}; {escape(short(one.source))})</small>"
        for one in differences(dataset, muscle_id)
    ]
    if not lines:
        return ""
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<dt>{html_text("How sure this is")}</dt><dd><ul class="rp-points">{items}</ul></dd>'


def _works(dataset: Dataset, muscle_id: str) -> str:
    """The works that state the pattern, then those that were compared with it."""
    found = works(dataset, muscle_id)
    compared = [_work(work) for work in found if not work.states]
    also = f"<p>{html_text('Compared with:')}</p>{works_list(compared)}" if compared else ""
    return sources_fold((_work(work) for work in found if work.states), further=also)


def _work(work: Work) -> str:
    return work_line(work.source.citation, work.source.url, "; ".join(work.places))
