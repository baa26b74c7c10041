"""The safety step on the screen: warning signs before any muscle, and the page that a yes leads to.

    waiting_signs(dataset, areas)            the signs of these areas that this visit has not answered
    show_step(signs)                         the signs, each a button, and "None of these"
    stopped(dataset) -> RedFlag | None       the sign that was answered with yes
    answers() -> str                         changes with each "none of these"
    forget()                                 for the next person at the same screen
    is_stopped() -> bool, stop_page(clinic)  what to do, instead of every page

An answer lives in the memory of the visit alone: it is in no address, in no log and in no file. A reload begins the
visit anew, so the signs are asked again; the back button changes the address and leaves the answer as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import streamlit as st

from referral.clinic import Clinic
from referral.dataset import Area, Dataset, RedFlag, Urgency
from referral.languages import N_
from referral.safety import unasked
from referral.ui.data import dataset_or_stop
from referral.ui.focus import take_focus
from referral.ui.words import gettext, html_text

ANSWERED: Final = "safety_none_of"
STOPPED: Final = "safety_stopped_by"
SLIP: Final = "safety_slip"
STEPS_BACK: Final = "safety_steps_back"
"""How many steps were taken on the stop page and back from it: the focus goes along with each."""

TITLES: Final[dict[Urgency, str]] = {
    "emergency": N_("Please get help now"),
    "same_day": N_("Please see a doctor today"),
    "days": N_("Please see a doctor soon"),
}


def waiting_signs(dataset: Dataset, areas: Iterable[Area]) -> tuple[RedFlag, ...]:
    """The signs of these areas to which this visit has not yet said "none of these"."""
    return unasked(dataset, areas, st.session_state.get(ANSWERED, frozenset()))


def show_step(signs: Sequence[RedFlag]) -> None:
    """The signs as buttons, the most urgent first; one button for none of them, which nothing ticks in advance."""
    st.html(
        '<div class="rp-signs-head"><h2 class="rp-section" id="rp-signs" tabindex="-1">'
        f"{html_text('First, a safety check')}</h2>"
        f"<p>{html_text('Does any of these fit you now? Tap the one that fits.')}</p></div>"
    )
    take_focus("rp-signs", _steps_back())
    with st.container(key="safety_signs", gap="xsmall"):
        for sign in signs:
            st.button(
                sign.statement,
                key=f"sign_{sign.flag_id}",
                width="stretch",
                on_click=_say_yes,
                args=(sign.flag_id,),
            )
    none = gettext("None of these")
    st.button(none, key="safety_none", type="primary", width="stretch", on_click=_say_none, args=(signs,))


def answers() -> str:
    """Another text after each "none of these" of this visit, empty before the first: what follows the step takes the
    focus over from the button that is gone."""
    known: frozenset[str] = st.session_state.get(ANSWERED, frozenset())
    return str(len(known)) if known else ""


def forget() -> None:
    """Nothing has been answered in this visit."""
    for key in (ANSWERED, STOPPED, SLIP, STEPS_BACK):
        st.session_state.pop(key, None)


def _say_yes(flag_id: str) -> None:
    st.session_state[STOPPED] = flag_id


def _say_none(signs: Sequence[RedFlag]) -> None:
    known: frozenset[str] = st.session_state.get(ANSWERED, frozenset())
    st.session_state[ANSWERED] = known | {sign.flag_id for sign in signs}


def is_stopped() -> bool:
    """Whether a sign was answered with yes in this visit."""
    return STOPPED in st.session_state


def stopped(dataset: Dataset) -> RedFlag | None:
    """The sign that was answered with yes; None when there is none."""
    return dataset.red_flags.get(st.session_state.get(STOPPED, ""))


def stop_page(clinic: Clinic, *, kiosk: bool) -> None:
    """The page that stands in place of every other while a sign is answered with yes. Raises PageEndError, after saying
    why, when the dataset cannot be read."""
    flag = stopped(dataset_or_stop())
    if flag is None:  # the sign is gone from the table: its page is, too
        _undo()
        st.rerun()
    show_stop(flag, clinic, kiosk=kiosk)


def show_stop(flag: RedFlag, clinic: Clinic, *, kiosk: bool) -> None:
    """What to do, why, what to tell them. No muscle, no booking; the way back takes two taps."""
    with st.container(key="safety_stop"):
        call = _emergency_call(clinic, kiosk=kiosk) if flag.urgency == "emergency" else ""
        st.html(
            f'<section class="rp-stop" role="alert" aria-labelledby="rp-stop-title">'
            f'<h1 class="rp-page-title" id="rp-stop-title" tabindex="-1">{html_text(TITLES[flag.urgency])}</h1>'
            f'<p class="rp-stop-advice">{escape(flag.advice)}</p>{call}'
            f"<h2>{html_text('Why')}</h2><p>{escape(flag.why)}</p>"
            f"<h2>{html_text('What to tell them')}</h2><p>{escape(flag.tell)}</p>"
            f'<p class="rp-stop-said">{html_text("You chose: “{sign}”", sign=flag.statement)}</p></section>'
        )
        _way_back()
    if st.session_state.get(SLIP):
        take_focus("rp-stop-slip", _steps_back())
    else:
        take_focus("rp-stop-title", f"{flag.flag_id} {_steps_back()}", from_top=True)


def _emergency_call(clinic: Clinic, *, kiosk: bool) -> str:
    number = escape(clinic.emergency_number)
    if kiosk:
        return f'<p class="rp-stop-number">{number}. {html_text("Ask the front desk for help now.")}</p>'
    call = html_text("Call {phone}", phone=clinic.emergency_number)
    return f'<a class="rp-call rp-call-emergency" href="tel:{number}"><span>{call}</span></a>'


def _way_back() -> None:
    """Two taps, each in another place, so that none of them happens by accident."""
    with st.container(key="safety_back"):
        if not st.session_state.get(SLIP):
            by_mistake = gettext("I tapped this by mistake")
            st.button(by_mistake, key="safety_slip_button", type="tertiary", on_click=_slipped)
            return
        only_if = html_text("Go back only if this sign does not fit you.")
        st.html(f'<p class="rp-stop-slip" id="rp-stop-slip" tabindex="-1">{only_if}</p>')
        with st.container(horizontal=True, gap="small", key="safety_slip_choice"):
            st.button(gettext("It fits: stay here"), key="safety_stay", on_click=_stay)
            st.button(gettext("It does not fit: go back"), key="safety_undo", on_click=_undo)


def _steps_back() -> str:
    """Another text after each step; empty before the first."""
    return str(st.session_state.get(STEPS_BACK, ""))


def _step() -> None:
    st.session_state[STEPS_BACK] = st.session_state.get(STEPS_BACK, 0) + 1


def _slipped() -> None:
    _step()
    st.session_state[SLIP] = True


def _stay() -> None:
    _step()
    st.session_state.pop(SLIP, None)


def _undo() -> None:
    """Back to the signs, none of them answered by this."""
    _step()
    st.session_state.pop(SLIP, None)
    st.session_state.pop(STOPPED, None)
