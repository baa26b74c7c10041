"""What the page says by itself, as long as the app does not speak: in plain words, in every language of the clinic.

    words_for_page() -> html            empty where the clinic's file is broken, which the page tells once it runs
    with_words(html, words) -> html     Streamlit's page with them, and with the clinic's name for Streamlit's

Everything else comes over a web socket: without scripts, in an old browser, or behind a firewall that lets no web
socket through, it never comes. Then these words stand there with the clinic's telephone and the number for
emergencies: at once without scripts or in an old browser (page_words/old_browser.js), else after some seconds
(styles/without_app.css).
The line that tells of a lost connection is here too, empty: it must be able to speak when no server answers.
"""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from typing import Final

from referral.clinic.file import ClinicError, load_clinic
from referral.clinic.model import Clinic
from referral.ui.components import scripts
from referral.words.languages import N_, Language, language, offered

WHAT: Final = N_("Here you tap where it hurts and see which muscles commonly send pain there.")
#: Class of the sentence -> why there is no more than these words.
REASONS: Final = {
    "slow": N_(
        "The page has not come up yet. If it does not come, the line is slow, or something between this device and us "
        "does not let it through: try another network, or call us."
    ),
    "off": N_("This page needs JavaScript, which is off in this browser. Turn it on, or call us."),
    "old": N_("Please update this device’s browser, or call us."),
}
LOST: Final = N_("No connection. Trying again. What you see stays.")
#: Streamlit's English -> the same, marked for translation; page_words.js says it where it stands.
THEIRS: Final = {
    "Skip to main content": N_("Skip to main content"),
    "Press Enter to apply": N_("Press Enter to apply"),
    "No results": N_("No results"),
    "Open": N_("Open"),
    "Clear value": N_("Clear value"),
    "Clear entry": N_("Clear entry"),
    "Sort ascending": N_("Sort ascending"),
    "Sort descending": N_("Sort descending"),
    "Autosize": N_("Fit the width"),
    "Pin column": N_("Pin column"),
    "Unpin column": N_("Unpin column"),
    "Hide column": N_("Hide column"),
    "Copy column name": N_("Copy column name"),
    "Statistics": N_("Statistics"),
    "Values": N_("Values"),
    "Empty": N_("Empty"),
    "Distinct": N_("Distinct"),
    "Minimum length": N_("Minimum length"),
    "Maximum length": N_("Maximum length"),
    "Average length": N_("Average length"),
}

_NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_BODY: Final = re.compile(r"<body[^>]*>")
_ROOT: Final = '<div id="root"></div>'
_TITLE: Final = "<title>Streamlit</title>"
_ICON: Final = 'href="./favicon.png"'
_HEAD: Final = re.compile(r"<head>")
#: Without scripts nothing is waited for.
_AT_ONCE: Final = (
    "<noscript><style>body .rp-without { visibility: visible; animation: none; }"
    ".rp-without .rp-without-slow { display: none; } .rp-without .rp-without-off { display: block; }</style></noscript>"
)


def words_for_page() -> str:
    """The words as HTML for the page's body, the line and what the scripts have to say among them."""
    try:
        return _words(load_clinic())
    except ClinicError:
        return ""


@cache
def _words(clinic: Clinic) -> str:
    spoken = [language(code) for code in offered(clinic.languages)]
    said = json.dumps({one.code: _for_scripts(one) for one in spoken}, ensure_ascii=False)
    line = f'<p class="rp-line" role="status" data-words="{escape(said)}"></p>'
    head = f"<h1>{escape(clinic.name)}</h1><p>{escape(clinic.city)}</p>"
    sections = "".join(_section(clinic, one) for one in spoken)
    return f'{line}{_AT_ONCE}<div class="rp-without" translate="no"><main>{head}{sections}</main></div>'


def _for_scripts(one: Language) -> dict[str, object]:
    return {"lost": one.gettext(LOST), "theirs": {theirs: one.gettext(ours) for theirs, ours in THEIRS.items()}}


def _section(clinic: Clinic, one: Language) -> str:
    """What this is, why there is no more, whom to call; in one language."""
    number = escape(clinic.emergency_number)
    call = escape(one.gettext("Call {phone}", phone=clinic.phone))
    emergency = one.around("In an emergency call {number}.", number=f'<a href="tel:{number}">{number}</a>')
    reasons = "".join(
        f'<p class="rp-without-{name}">{escape(one.gettext(reason))}</p>' for name, reason in REASONS.items()
    )
    return (
        f'<section lang="{one.code}"><p>{escape(one.gettext(WHAT))}</p>{reasons}'
        f'<p class="rp-without-ways"><a class="rp-call" href="{escape(clinic.tel)}"><span>{call}</span></a>'
        f"<span>{emergency}</span></p></section>"
    )


def with_words(html: str, words: str) -> str:
    """Return Streamlit's page with `words` after the place of the app, without Streamlit's own words and name."""
    page = _NOSCRIPT.sub("", html, count=1).replace(_ICON, 'href="./app/static/icon.png"', 1)
    try:
        page = page.replace(_TITLE, f"<title>{escape(load_clinic().name)}</title>", 1)
    except ClinicError:
        page = page.replace(_TITLE, "<title></title>", 1)
    plain = f'<script defer src="./{scripts.address(scripts.OLD_BROWSER)}"></script>'
    module = f'<script type="module" async crossorigin src="./{scripts.address(scripts.PAGE_WORDS)}"></script>'
    page = _HEAD.sub(lambda head: f"{head[0]}\n    {plain}\n    {module}", page, count=1)
    return page.replace(_ROOT, f"{_ROOT}{words}", 1)
