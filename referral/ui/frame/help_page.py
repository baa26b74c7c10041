"""What stands in place of every page while a warning sign fits, or while somebody is not sure.

No muscle, no booking. From a sign that fits two taps in two places lead back, from "I am not sure" one.
"""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from referral.clinic.model import Clinic
from referral.model.sign_rows import RedFlag, Urgency
from referral.ui.components.focus import take_focus
from referral.ui.visit.loaded import texts_or_stop
from referral.ui.visit.safety_answers import (
    PASSED_OVER,
    SLIP,
    STOPPED,
    UNSURE,
    WORDS,
    stopped_by,
    take_step,
    token_of_step,
)
from referral.ui.visit.words import gettext, html_around, html_text
from referral.words.languages import N_

TITLES: Final[dict[Urgency, str]] = {
    "emergency": N_("Please get help now"),
    "same_day": N_("Please see a doctor today"),
    "days": N_("Please see a doctor soon"),
}


def help_page(clinic: Clinic, *, kiosk: bool) -> None:
    """The page. Raises PageEndError, after saying why, when the dataset cannot be read."""
    flag = stopped_by(texts_or_stop())
    if flag is None and UNSURE not in st.session_state:  # the sign is gone from the table: its page is, too
        _undo()
        st.rerun()
    with st.container(key="safety_stop"):
        if flag is None:
            _unsure(clinic, kiosk=kiosk)
        else:
            _stop(flag, clinic, kiosk=kiosk)


def _stop(flag: RedFlag, clinic: Clinic, *, kiosk: bool) -> None:
    """What to do, why, what to tell them."""
    call = (_emergency_call if flag.urgency == "emergency" else clinic_call)(clinic, kiosk=kiosk)
    st.html(
        f'<section class="rp-stop" role="alert" aria-labelledby="rp-stop-title">'
        f'<h1 class="rp-page-title" id="rp-stop-title" tabindex="-1">{html_text(TITLES[flag.urgency])}</h1>'
        f'<p class="rp-stop-advice">{escape(flag.advice)}</p>{call}'
        f"<h2>{html_text('Why')}</h2><p>{escape(flag.why)}</p>"
        f"<h2>{html_text('What to tell them')}</h2><p>{escape(flag.tell)}</p>"
        f'<p class="rp-stop-said">{_said(flag)}</p></section>'
    )
    _way_back()
    if st.session_state.get(SLIP):
        take_focus("rp-stop-slip", token_of_step())
    else:
        take_focus("rp-stop-title", f"{flag.flag_id} {token_of_step()}", from_top=True)


def _said(flag: RedFlag) -> str:
    if words := st.session_state.get(WORDS):
        return html_text("You typed: “{words}”", words=words)
    return html_text("You chose: “{sign}”", sign=flag.statement)


def _unsure(clinic: Clinic, *, kiosk: bool) -> None:
    """Not sure is a reason to ask somebody, and no reason to be afraid."""
    call = clinic_call(clinic, kiosk=kiosk, lead=False)
    number = f"<strong>{escape(clinic.emergency_number)}</strong>"
    worse = html_around("If it gets worse, or you feel in danger, call {number}.", number=number)
    ask = html_text("Ask somebody before you go on: call us or your doctor, and say what made you unsure.")
    st.html(
        f'<section class="rp-stop rp-stop-calm" aria-labelledby="rp-stop-title">'
        f'<h1 class="rp-page-title" id="rp-stop-title" tabindex="-1">{html_text("Good that you ask")}</h1>'
        f'<p class="rp-stop-advice">{ask}</p>{call}<p>{worse}</p></section>'
    )
    with st.container(key="safety_back"):
        st.button(f"← {gettext('Back to the questions')}", key="safety_sure", on_click=_undo)
    take_focus("rp-stop-title", f"unsure {token_of_step()}", from_top=True)


def _emergency_call(clinic: Clinic, *, kiosk: bool) -> str:
    number = escape(clinic.emergency_number)
    if kiosk:
        return f'<p class="rp-stop-number">{number}. {html_text("Ask the front desk for help now.")}</p>'
    call = html_text("Call {phone}", phone=clinic.emergency_number)
    return f'<a class="rp-call rp-call-emergency" href="tel:{number}"><span>{call}</span></a>'


def clinic_call(clinic: Clinic, *, kiosk: bool, lead: bool = True) -> str:
    """The clinic's own number, for whoever does not know whom to ask."""
    if kiosk:
        return f'<p class="rp-stop-number">{html_text("Ask the front desk.")}</p>'
    hint = f"<p>{html_text('No doctor to call? Ask us where to go.')}</p>" if lead else ""
    call = html_text("Call {phone}", phone=clinic.phone)
    return f'{hint}<a class="rp-call" href="{escape(clinic.tel)}"><span>{call}</span></a>'


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


def _slipped() -> None:
    take_step()
    st.session_state[SLIP] = True


def _stay() -> None:
    take_step()
    st.session_state.pop(SLIP, None)


def _undo() -> None:
    """Back to where the visitor was, nothing answered by this; words that were typed bring no help page again."""
    take_step()
    if words := st.session_state.pop(WORDS, ""):
        st.session_state[PASSED_OVER] = words
    for key in (SLIP, STOPPED, UNSURE):
        st.session_state.pop(key, None)
