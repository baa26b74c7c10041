"""One muscle on the screen: its side, its trigger points, its pattern in words, what is known of it, its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Final

import streamlit as st

from referral.answers.evidence import Work, differences, doubts, found_at, short, works
from referral.answers.red_flags import Step, Waiting
from referral.answers.under_place import Lying
from referral.links.explorer import ExplorerState, choose_side, choose_trigger_point
from referral.model.dataset import Dataset
from referral.model.pattern import Pattern, pattern_of
from referral.model.rows import SIDES, Muscle, Side, TriggerPoint
from referral.model.texts import Texts
from referral.sentences.candidates_table import OFTEN
from referral.sentences.named_places import named
from referral.sentences.pattern_words import in_words
from referral.ui.parts import safety_step
from referral.ui.parts.sources import sources_fold, work_line, works_list
from referral.ui.visit import safety_answers
from referral.ui.visit.labels import as_label
from referral.ui.visit.language import key_in_language
from referral.ui.visit.memory import set_widget
from referral.ui.visit.words import gettext, html_text
from referral.words.languages import N_
from referral.words.text import uncapitalised

ALL_POINTS: Final = "all"
MOST_NEAR: Final = 2
"""Trigger points that are said to lie at the chosen places: more than these the eye does not look for."""

SIDE_NAMES: Final = {"right": N_("Right"), "left": N_("Left")}

Go = Callable[[ExplorerState], None]


def shown_side(state: ExplorerState) -> Side:
    """The side on which the chosen muscle is drawn."""
    return state.side or "right"


def step_of(dataset: Dataset, state: ExplorerState) -> Step:
    """What must be answered before a muscle is shown."""
    opened = [state.muscle] if state.muscle else []
    places = safety_answers.places_to_check(dataset, state.areas, opened, shown_side(state))
    return safety_answers.step(dataset, places)


def shown_pattern(dataset: Dataset, state: ExplorerState, step: Step) -> Pattern | None:
    """The pattern that the state asks for; None when no muscle is chosen, and while warning signs wait for an
    answer."""
    if state.muscle is None or isinstance(step, Waiting):
        return None
    step.of(state.areas)  # raises for areas that nobody was asked about
    points = None if state.trigger_point is None else (state.trigger_point,)
    return pattern_of(dataset, state.muscle, shown_side(state), points)


def opened(
    texts: Texts,
    state: ExplorerState,
    step: Step,
    pattern: Pattern | None,
    key: str,
    go: Go,
    elsewhere: Sequence[str] = (),
    lying: Lying | None = None,
) -> None:
    """All that is said of the muscle that is open: its switches, its pattern in words, what is known. `elsewhere`: the
    names of other views that show it; `lying`: how it lies under the chosen places, where it does."""
    if pattern is None:
        return
    bar(texts, state, step, key, go)
    if lying is not None:
        points_there(texts, lying)
    pattern_text(texts, state, pattern, elsewhere)
    facts(texts, pattern.muscle_id)


def bar(texts: Texts, state: ExplorerState, step: Step, key: str, go: Go) -> None:
    """Which muscle is drawn, with its switches; of one that was looked up the way to the warning signs."""
    if state.muscle is None or isinstance(step, Waiting):
        return
    with st.container(key=f"muscle_bar_{key}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<h2 class="rp-drawn">{escape(texts.muscles[state.muscle].name)}</h2>', width="content")
        controls(texts.dataset, state, key, go)
    if not state.areas:
        safety_step.offer_check([state.muscle], done=bool(step.areas))


def controls(dataset: Dataset, state: ExplorerState, key: str, go: Go) -> None:
    """Switches for the side and, where there are several, the trigger point."""
    if state.muscle is None:
        return
    with st.container(key=f"muscle_controls_{key}", horizontal=True, gap="small", width="content"):
        _side_switch(state, key_in_language(f"{key}_side"), go)
        if len(dataset.trigger_points_of(state.muscle)) > 1:
            _point_switch(dataset, state, key_in_language(f"{key}_point"), go)


def _side_switch(state: ExplorerState, key: str, go: Go) -> None:
    default = set_widget(key, shown_side(state))

    def choose() -> None:
        go(choose_side(state, st.session_state[key]))

    st.segmented_control(
        gettext("Side of the muscle"),
        SIDES,
        format_func=lambda side: gettext(SIDE_NAMES[side]),
        default=default,
        key=key,
        required=True,
        on_change=choose,
        label_visibility="collapsed",
    )


def _point_switch(dataset: Dataset, state: ExplorerState, key: str, go: Go) -> None:
    assert state.muscle is not None
    points = {point.trigger_point_id: point for point in dataset.trigger_points_of(state.muscle)}
    default = set_widget(key, state.trigger_point or ALL_POINTS)

    def choose() -> None:
        chosen = st.session_state[key]
        go(choose_trigger_point(state, None if chosen == ALL_POINTS else chosen, dataset))

    def label(point: str) -> str:
        return gettext("All points") if point == ALL_POINTS else as_label(points[point].label.removeprefix("TrP"))

    st.segmented_control(
        gettext("Trigger point"),
        [ALL_POINTS, *points],
        format_func=label,
        default=default,
        key=key,
        required=True,
        on_change=choose,
        label_visibility="collapsed",
        wrap=True,
    )


def pattern_text(texts: Texts, state: ExplorerState, pattern: Pattern, elsewhere: Sequence[str] = ()) -> None:
    """Where the pain is felt, how sure that is, and where the trigger point lies, in words; which other views show
    it."""
    lines = [f"<p>{escape(in_words(texts, pattern))}</p>"]
    shown = [texts.trigger_points[point_id] for point_id, _ in pattern.points]
    lines += [f'<p class="rp-doubt">{escape(doubt)}</p>' for doubt in doubts(texts, shown)]
    if state.trigger_point is not None:
        point = texts.trigger_points[state.trigger_point]
        lines.append(
            f"<p><strong>{escape(point.label)}</strong>: {escape(f'{point.location} {point.note}'.strip())}</p>"
        )
    if elsewhere:
        lines.append(f'<p class="rp-elsewhere">{html_text("Look also at: {views}.", views=", ".join(elsewhere))}</p>')
    st.html(f'<div class="rp-pattern-words">{"".join(lines)}</div>')


def points_there(texts: Texts, lying: Lying) -> None:
    """Which of the muscle's trigger points lie at the chosen places, nearest first: the X's to look for there."""
    near = [texts.trigger_points[point_id] for point_id in lying.trigger_points[:MOST_NEAR]]
    where = html_text("Nearest to {places}:", places=named(lying.areas, texts, "your"))
    points = "; ".join(f"<strong>{escape(one.label)}</strong> {escape(uncapitalised(one.location))}" for one in near)
    st.html(f'<div class="rp-pattern-words"><p>{where} {points}</p></div>')


def facts(texts: Texts, muscle_id: str, *, unfolded: bool = False) -> None:
    """What is known of the muscle and its trigger points, how sure that is, and which works state it: folded, each
    behind a tap. What else can feel like it is never folded away: it names what may be dangerous."""
    muscle = texts.muscles[muscle_id]
    known = (
        (html_text("Where it is"), escape(muscle.where_it_is)),
        (html_text("What it does"), escape(muscle.what_it_does)),
        (_how_often(muscle), escape(" ".join((muscle.frequency_reason, *found_at(texts, muscle_id))))),
    )
    points = "".join(_point(point) for point in texts.trigger_points_of(muscle_id))
    points = f'<ul class="rp-points">{points}</ul>{_doubts(texts, muscle_id)}'
    st.html(
        f'<div class="rp-facts"><p class="rp-mimics"><strong>{html_text("What else can feel like it")}</strong> '
        f"{escape(muscle.mimics)}</p>"
        f"{_fold(html_text('What it is and does'), _listed(known), is_open=unfolded)}"
        f"{_fold(html_text('What often strains it'), _said(muscle.often_strained_by), is_open=unfolded)}"
        f"{_fold(html_text('Trigger points'), points, is_open=unfolded)}"
        f"{_works(texts.dataset, muscle_id)}</div>"
    )


def _fold(title: str, inside: str, *, is_open: bool) -> str:
    """A fold of a title and what it holds (both HTML)."""
    return f'<details class="rp-fold"{" open" if is_open else ""}><summary>{title}</summary>{inside}</details>'


def _listed(known: Iterable[tuple[str, str]]) -> str:
    """Names and what they say (both HTML)."""
    return f"<dl>{''.join(f'<dt>{name}</dt><dd>{text}</dd>' for name, text in known)}</dl>"


def _said(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _how_often(muscle: Muscle) -> str:
    return html_text("How often it is a source of pain: {how_often}", how_often=gettext(OFTEN[muscle.frequency]))


def _point(point: TriggerPoint) -> str:
    note = f' <em class="rp-note">{escape(point.note)}</em>' if point.note else ""
    return f"<li><strong>{escape(point.label)}</strong> {escape(point.location)}{note}</li>"


def _doubts(texts: Texts, muscle_id: str) -> str:
    """How sure the pattern is, where there is something to say: doubts of its own, and works that differ."""
    lines = [escape(doubt) for doubt in doubts(texts, texts.trigger_points_of(muscle_id))]
    lines += [
        f"{html_text('Sources differ: {what}', what=one.note)} "
        f"<small>({escape(texts.language.listed(one.labels))}; {escape(short(one.source))})</small>"
        for one in differences(texts, muscle_id)
    ]
    if not lines:
        return ""
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<p class="rp-fold-title">{html_text("How sure this is")}</p><ul class="rp-points">{items}</ul>'


def _works(dataset: Dataset, muscle_id: str) -> str:
    """The works that state the pattern, then those that were compared with it."""
    found = works(dataset, muscle_id)
    compared = [_work(work) for work in found if not work.states]
    also = f"<p>{html_text('Compared with:')}</p>{works_list(compared)}" if compared else ""
    return sources_fold((_work(work) for work in found if work.states), further=also)


def _work(work: Work) -> str:
    return work_line(work.source.citation, work.source.url, "; ".join(work.places))
