"""All muscles as cards with their pictures, by body part or by what somebody types; some at first, more when asked."""

from __future__ import annotations

from typing import Final, get_args

import streamlit as st

from referral.answers.search import search, search_any
from referral.answers.search_index import Kind
from referral.links.explorer import ExplorerState, choose_muscle
from referral.model.body_parts import PARTS
from referral.model.rows import Frequency, Muscle
from referral.model.texts import Texts
from referral.ui.parts.pattern_pictures import picture
from referral.ui.parts.results import named_plainly
from referral.ui.visit import safety_answers
from referral.ui.visit.context import Context, go
from referral.ui.visit.language import key_in_language
from referral.ui.visit.words import gettext, html_text, ngettext
from referral.words.languages import N_
from referral.words.text import fold

SEARCH, PART, SHOWN = "muscle_search", "muscle_part", "muscles_listed"
AT_ONCE: Final = 24
"""So many muscles are shown at first, and with each "show more"."""
EVERY_PART = "all"
COMPLAINTS: Final[tuple[Kind, ...]] = ("complaint",)
ALL = N_("All")


def listing(context: Context, state: ExplorerState) -> None:
    """What can be looked up here, and the muscles that the words and the body part leave."""
    _heading(context)
    words, part = _filters()
    if (flag := safety_answers.help_for(context.dataset, words)) is not None:
        safety_answers.say_yes(flag.flag_id, words)
        st.rerun()
    muscles = _found(context.texts, words, part)
    if not muscles:
        hint = _why_none(context.texts, words)
        st.html(f'<div class="rp-empty"><h2>{html_text("No muscle found")}</h2><p>{hint}</p></div>')
        return
    if part == EVERY_PART and not words:
        st.html(f'<p class="rp-hint">{html_text("The most common sources of pain come first.")}</p>')
    shown = _shown(words, part)
    with st.container(key="muscle_grid"):
        for muscle in muscles[:shown]:
            _card(context, muscle, state)
    if (left := len(muscles) - shown) > 0:
        label = ngettext("Show {number} more", "Show {number} more", min(AT_ONCE, left))
        st.button(label, key="list_more", on_click=_show, args=(words, part, shown + AT_ONCE))


def _why_none(texts: Texts, words: str) -> str:
    """Why words found no muscle: a complaint has places, and which muscles they point to is asked on Find."""
    named = search_any(texts.dataset, words, COMPLAINTS, texts.language)[:1]
    if named and named[0].sure:
        return html_text("“{words}” is a complaint, not a muscle. Type it on Find: it chooses its places.", words=words)
    return html_text("Nothing fits “{words}” here. Try another word, a body part, or All.", words=words)


def _card(context: Context, muscle: Muscle, state: ExplorerState) -> None:
    """One muscle; the whole card is the button."""
    side = state.side or "right"
    with st.container(key=f"muscle_{muscle.muscle_id}", gap=None):
        st.button(
            named_plainly(muscle),
            key=f"see_{muscle.muscle_id}",
            width="stretch",
            on_click=go,
            args=(choose_muscle(state, muscle.muscle_id, side),),
        )
        if look := picture(context.atlas, context.dataset, muscle.muscle_id, side):
            st.html(f'<div class="rp-look">{look}</div>')


def _shown(words: str, part: str) -> int:
    """How many muscles are shown of those that the filters leave: others filters, a new list."""
    asked = st.session_state.get(SHOWN)
    return int(asked[2]) if asked and asked[:2] == (words, part) else AT_ONCE


def _show(words: str, part: str, count: int) -> None:
    st.session_state[SHOWN] = (words, part, count)


def _heading(context: Context) -> None:
    lead = html_text(
        "{number} muscles and parts of muscles: where each is, and where its trigger points may send pain.",
        number=len(context.dataset.muscles),
    )
    st.html(
        f'<header class="rp-find"><h1 class="rp-page-title">{html_text("Muscles")}</h1>'
        f'<p class="rp-lead">{lead}</p></header>'
    )


def _filters() -> tuple[str, str]:
    """The words searched for and the body part."""
    words = st.text_input(
        gettext("Search"),
        key=SEARCH,
        placeholder=gettext("Name or everyday word: infraspinatus, calf, scm, ql …"),
        label_visibility="collapsed",
        max_chars=80,
    )
    with st.container(key="switch_parts"):
        part = st.pills(
            gettext("Body part"),
            [EVERY_PART, *PARTS],
            format_func=lambda name: gettext(PARTS.get(name, ALL)),
            default=st.session_state.get(PART, EVERY_PART),
            required=True,
            key=key_in_language(PART),
            label_visibility="collapsed",
        )
    st.session_state[PART] = part  # for the same list in another language
    return words.strip(), part or EVERY_PART


def _found(texts: Texts, words: str, part: str) -> list[Muscle]:
    """The muscles that are left, best first: as they fit the words, else the common ones, from head to foot."""
    if words:
        hits = search(texts.dataset, words, len(texts.regions) + len(texts.muscles), texts.language)
        muscles = [texts.muscles[hit.id] for hit in hits if hit.kind == "muscle"]
    else:
        order = list(PARTS)
        how_often = get_args(Frequency)
        muscles = sorted(
            texts.muscles.values(),
            key=lambda one: (how_often.index(one.frequency), order.index(one.body_part), fold(one.name)),
        )
    return [muscle for muscle in muscles if part in (EVERY_PART, muscle.body_part)]
