"""The look: the clinic's colours and the map's as CSS variables, and the style sheets that use them.

Styles reach only `st-key-…` classes (a container or widget with that key) and the classes of our own HTML,
which all begin with `rp-`: Streamlit's internal class names change between releases.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from referral.clinic.file import ClinicError, load_clinic
from referral.clinic.model import Clinic, Colours
from referral.drawing.styles import css_variables
from referral.ui import edges

STYLES: Final = Path(__file__).with_name("styles")
STYLE_FILES: Final = tuple(
    STYLES / f"{name}.css"
    for name in ("style", "layout", "safety", "nearby", "cards", "booking", "map_marks", "without_app", "print")
)
COMMENT: Final = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
# How much of the text colour is mixed into the background, 0 to 1. `muted` keeps 4.5 : 1 (WCAG 2.2, 1.4.3).
MUTED_SHARE: Final = 0.74
LINE_SHARE: Final = 0.16
# How much accent is mixed into the background for a soft ground behind words.
SOFT_SHARE: Final = 0.10
# The solid patch, the wash under what is felt by nearly everyone, and the one under what some feel.
THINNED: Final = {"solid": 0.88, "wash": 0.26, "faint": 0.07}


_sent_with_page = False


def send_with_page() -> None:
    """From now on the server sends the style sheet with the page itself, so that nothing is laid out without it."""
    global _sent_with_page
    _sent_with_page = True


def sheet_for_page() -> str:
    """The style sheet as HTML for the page's head; nothing where the clinic's file is broken, which the page tells."""
    try:
        return _style_element(load_clinic())
    except ClinicError:
        return ""


def apply(clinic: Clinic) -> None:
    """Put the variables and the style sheet on the page, unless they come with it."""
    if not _sent_with_page:
        st.html(_style_element(clinic))
    _adopt(clinic)


def page_style(name: str) -> None:
    """Put a page's own style sheet, styles/<name>.css, on the page."""
    st.html(_page_style(name))


@cache
def _page_style(name: str) -> str:
    return f"<style>{(STYLES / f'{name}.css').read_text(encoding='utf-8')}</style>"


def adopt_clinic_colours() -> None:
    """Give Streamlit's widgets the clinic's colours. A broken clinic file is the page's to report."""
    try:
        _adopt(load_clinic())
    except ClinicError:
        return


def reading_column(key: str) -> DeltaGenerator:
    """A container no wider than a line that reads well, in the middle of the page."""
    return st.container(key=f"reading_{key}")


def palette(colours: Colours) -> dict[str, str]:
    """Variable name -> #rrggbb for one theme."""
    return {
        "accent": colours.accent,
        "on-accent": colours.on_accent,
        "accent-soft": mix(colours.background, colours.accent, SOFT_SHARE),
        "background": colours.background,
        "surface": colours.surface,
        "text": colours.text,
        "muted": mix(colours.background, colours.text, MUTED_SHARE),
        "line": mix(colours.background, colours.text, LINE_SHARE),
    }


def mix(ground: str, colour: str, share: float) -> str:
    """`share` (0 to 1) of a colour laid over a ground; all #rrggbb."""
    channels = (
        round(int(ground[at : at + 2], 16) * (1 - share) + int(colour[at : at + 2], 16) * share) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


@cache
def _style_element(clinic: Clinic) -> str:
    sheets = "\n".join(COMMENT.sub("", path.read_text(encoding="utf-8")) for path in STYLE_FILES)
    return f"<style>{_variables(clinic)}\n{sheets}\n{edges.WIDE}\n{edges.QUIET}\n{edges.PRINT}</style>"


@cache
def plain_sheet(clinic: Clinic) -> str:
    """The style element of a page that stands without Streamlit."""
    sheet = COMMENT.sub("", (STYLES / "plain.css").read_text(encoding="utf-8"))
    return f"<style>{_variables(clinic)}\n{sheet}</style>"


def _variables(clinic: Clinic) -> str:
    """Both themes as CSS variables: by the page's own scheme, in older browsers by the device's."""
    light, dark = palette(clinic.light), palette(clinic.dark)
    plain = "".join(f"--rp-{name}:{colour};" for name, colour in light.items())
    darker = "".join(f"--rp-{name}:{colour};" for name, colour in dark.items())
    both = "".join(f"--rp-{name}:light-dark({light[name]},{dark[name]});" for name in light)
    plain += "".join(f"--rp-map-{name}:{colour};" for name, colour in _map_colours().items())
    return (
        f":root{{{plain}}}@media (prefers-color-scheme:dark){{:root{{{darker}}}}}"
        f"@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}"
    )


def _map_colours() -> dict[str, str]:
    """The colours of the map, and how they look thinned on its light figure."""
    colours = css_variables()
    for name in [name for name in colours if name.endswith("pain")]:
        for thinned, share in THINNED.items():
            colours[f"{name.removesuffix('-pain')}-{thinned}"] = mix("#ffffff", colours[name], share)
    return colours


def streamlit_theme(clinic: Clinic) -> dict[str, str]:
    """Streamlit's theme options for the clinic's colours, e.g. `theme.light.primaryColor`."""
    options = {}
    for name, colours in (("light", clinic.light), ("dark", clinic.dark)):
        options[f"theme.{name}.primaryColor"] = colours.accent
        options[f"theme.{name}.linkColor"] = colours.accent
        options[f"theme.{name}.backgroundColor"] = colours.background
        options[f"theme.{name}.secondaryBackgroundColor"] = colours.surface
        options[f"theme.{name}.textColor"] = colours.text
        options[f"theme.{name}.borderColor"] = palette(colours)["line"]
    return options


def _adopt(clinic: Clinic) -> None:
    edges.set_options(streamlit_theme(clinic))
