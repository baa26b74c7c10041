"""What a visit has answered in the safety step. It lives in the memory of the visit alone: in no address, log or file.

A reload begins the visit anew, so the signs are asked again; the back button changes the address and leaves the answer
as it is. The open page keeps both as well, so that they outlive the server: what was answered, in a field that nobody
sees (``keep``), and a sign that fits (components/kept_sign). Which areas are cleared is decided in
``answers.red_flags`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import time
from typing import Final

import streamlit as st

from referral.answers import red_flags
from referral.answers.kept_answers import read, written
from referral.answers.red_flags import Answers, Step, Waiting
from referral.model.dataset import Dataset
from referral.model.rows import Area, Side
from referral.model.sign_rows import RedFlag
from referral.model.texts import Texts
from referral.ui import session_edges
from referral.ui.visit.memory import set_widget

ANSWERS: Final = "safety_answers"
KEPT: Final = "safety_kept"
KEPT_AS: Final = "safety_kept_as"
"""What the page keeps, and since when, s."""

KEPT_ANEW_S: Final = 5 * 60
"""After so long a tap has the page keep it anew: somebody is still there."""
STOPPED: Final = "safety_stopped_by"
WORDS: Final = "safety_stopped_by_words"
UNSURE: Final = "safety_unsure"
NOT_SURE: Final = "not_sure"
"""Stands for the id of a sign where somebody is not sure."""

SLIP: Final = "safety_slip"
THERAPIST: Final = "safety_with_therapist"
CHECKING: Final = "safety_checking"
STEPS: Final = "safety_steps"
"""How many steps were taken: from screen to screen, to the help page and back. The focus goes along with each."""

PASSED_OVER: Final = "safety_words_passed_over"
"""Typed words that were no emergency after all."""


def _answers() -> Answers:
    known: Answers = st.session_state.get(ANSWERS, Answers())
    return known


def step(dataset: Dataset, areas: Iterable[Area]) -> Step:
    """What this visit must still answer before a muscle is shown for these areas, or that they are cleared."""
    return red_flags.step(dataset, areas, _answers())


def step_beside_therapist(dataset: Dataset, areas: Iterable[Area]) -> Step:
    """The same on Consult, where a therapist may ask these questions themselves."""
    return red_flags.with_therapist(areas) if beside_therapist() else step(dataset, areas)


def token_of_answers() -> str:
    """Another text after each "none of these" of this visit, empty before the first: what follows the step takes the
    focus over from the button that is gone."""
    known = _answers()
    return str(len(known.no)) if known.whole_body else ""


def keep(*, tablet: bool) -> None:
    """Have the open page keep what was answered; a server that was started anew under it takes it up from there, and an
    open muscle stays open. Call in whatever changes with a tap, before the step is asked for. The clinic's `tablet`
    keeps nothing: one person follows the other."""
    if tablet:
        return
    known: Answers | None = st.session_state.get(ANSWERS)
    now_s = int(time())
    if known is not None:
        before, at_s = st.session_state.get(KEPT_AS, (None, 0))
        if before != known or now_s - at_s > KEPT_ANEW_S:
            at_s = now_s
        st.session_state[KEPT_AS] = known, at_s
        set_widget(KEPT, written(known, at_s))
    elif KEPT not in st.session_state and not session_edges.was_sent(KEPT):
        st.empty()  # nothing to keep, nothing kept: a first page need not load what a field takes; its place stays
        return
    kept = st.text_input("–", key=KEPT, label_visibility="collapsed", autocomplete="off")  # seen and read by nobody
    if known is None and kept:
        st.session_state[ANSWERS] = read(kept, now_s)


def forget() -> None:
    """Nothing has been answered in this visit, whatever the open page has kept; a therapist who said so is still
    there."""
    for key in (STOPPED, WORDS, UNSURE, SLIP, CHECKING, STEPS, PASSED_OVER):
        st.session_state.pop(key, None)
    st.session_state[ANSWERS] = Answers()


def is_stopped() -> bool:
    """Whether a help page stands in place of every page: a sign was answered with yes, or with "I am not sure"."""
    return STOPPED in st.session_state or UNSURE in st.session_state


def stopped_by(texts: Texts) -> RedFlag | None:
    """The sign that was answered with yes, in the words of this run; None when there is none."""
    return texts.red_flags.get(st.session_state.get(STOPPED, ""))


def stopping_sign() -> str:
    """The id of the sign that was answered with yes; NOT_SURE; empty while nothing stops the visit."""
    sign: str = st.session_state.get(STOPPED, NOT_SURE if UNSURE in st.session_state else "")
    return sign


def stop_again(sign: str) -> None:
    """The page has kept what stopped this visit, and the server was started anew."""
    if sign == NOT_SURE:
        say_unsure()
    else:
        say_yes(sign)


def knows_steps() -> bool:
    """Whether a step was taken in this session: else the server may have been started anew under a visitor."""
    return STEPS in st.session_state


def say_yes(flag_id: str, words: str = "") -> None:
    """A sign fits; or `words` that mean it were typed."""
    take_step()
    st.session_state[STOPPED] = flag_id
    st.session_state[WORDS] = words


def help_for(dataset: Dataset, words: str) -> RedFlag | None:
    """The emergency that typed words mean, unless the visitor has said that they do not."""
    return None if words == st.session_state.get(PASSED_OVER) else red_flags.flag_for_words(dataset, words)


def take_step() -> None:
    """A screen of the step, or of help, gives way to another: the focus goes along."""
    st.session_state[STEPS] = st.session_state.get(STEPS, 0) + 1


def token_of_step() -> str:
    """Another text after each step; empty before the first."""
    return str(st.session_state.get(STEPS, ""))


def say_none(waiting: Waiting) -> None:
    """None of the signs on the screen fits."""
    st.session_state[ANSWERS] = red_flags.none_of_these(_answers(), waiting)
    if waiting.later:
        take_step()  # the next lines take the place of these


def say_unsure() -> None:
    """The visitor is not sure."""
    take_step()
    st.session_state[UNSURE] = True


def about() -> frozenset[str]:
    """What was ticked about oneself."""
    return _answers().about


def say_about_me(about_ids: Iterable[str]) -> None:
    """This is true of the visitor, and nothing else that can be ticked."""
    st.session_state[ANSWERS] = red_flags.about_me(_answers(), about_ids)


def ask_about(muscle_ids: tuple[str, ...]) -> None:
    """Somebody wants to check the places of muscles that were looked up; of none: go back to the muscle."""
    take_step()
    st.session_state[CHECKING] = muscle_ids


def say_therapist() -> None:
    """A therapist sits beside the person."""
    st.session_state[THERAPIST] = True


def places_to_check(
    dataset: Dataset, areas: tuple[Area, ...], muscle_ids: Sequence[str], side: Side
) -> tuple[Area, ...]:
    """The places that the step is about: the chosen areas; where there is none, those where pain of the shown muscles
    is usually felt, once somebody who looked them up wants to check them."""
    if areas:
        return areas
    if not muscle_ids or st.session_state.get(CHECKING) != tuple(muscle_ids):
        return ()
    patterns = [dataset.pattern(muscle_id, side) for muscle_id in muscle_ids]
    return tuple(dict.fromkeys(area for one in patterns for area, zone in one.items() if zone == "essential"))


def beside_therapist() -> bool:
    """Whether a therapist has said in this visit that they sit beside the person."""
    return bool(st.session_state.get(THERAPIST))
