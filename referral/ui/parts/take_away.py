"""Take it with you: the link of the view on the screen, its QR code, its picture.

All of it is made on this machine; nothing is made before someone asks.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Final
from urllib.parse import urlencode, urlsplit

import streamlit as st

from referral.clinic.model import Clinic
from referral.drawing.scene_parts import Scene
from referral.drawing.svg import printable_svg
from referral.paper.typesetting import png, qr_svg
from referral.ui import edges
from referral.ui.components.copy_button import copy_button
from referral.ui.visit.words import gettext, html_text
from referral.words.languages import N_

PICTURE_WIDTH_PX: Final = 1400
POINT_AT_IT: Final = N_(
    "Point your phone’s camera at the code: it opens what you see here. Nothing about you is in it but the places that "
    "you tapped."
)
HERE_ALONE: Final = N_(
    "This address works on this device alone. Set explorer_url in clinic.toml to reach it from a phone."
)
LOCAL: Final = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def view_link(clinic: Clinic, page: str, parameters: Mapping[str, list[str]], code: str) -> str:
    """The address of a view: under the clinic's `explorer_url`, else where this browser is. `page`: its url path, ""
    for the front door; `code`: the language that it opens in. How a page is displayed (kiosk) stays with its own
    screen."""
    carried = {key: values for key, values in parameters.items() if key not in ("display", "show", "lang")}
    if len(clinic.languages) > 1:
        carried["lang"] = [code]
    query = urlencode(carried, doseq=True)
    address = f"{clinic.explorer_url or _own_address()}/{page}"
    return f"{address}?{query}" if query else address


def _own_address() -> str:
    """Where the browser says that the explorer is, with the path under which it is served, without the page."""
    parts = urlsplit(st.context.url or "http://localhost:8501")
    return f"{parts.scheme}://{parts.netloc}{edges.base_path()}"


def code_to_take(link: str, key: str) -> None:
    """On the clinic's tablet: the QR code that carries the view to a person's own phone, where a phone can reach it."""
    if urlsplit(link).hostname in LOCAL:
        return
    with st.container(key=f"take_{key}", horizontal=True, gap="medium", vertical_alignment="center"):
        st.html(_code(link), width=208)
        title = html_text("Take this to your phone")
        st.html(f'<div class="rp-summary"><h3>{title}</h3><p>{html_text(POINT_AT_IT)}</p></div>')


def _code(link: str) -> str:
    code = b64encode(qr_svg(link).encode()).decode("ascii")
    alt = escape(gettext("QR code of the link"))
    return f'<img class="rp-qr" alt="{alt}" src="data:image/svg+xml;base64,{code}">'


def take_away(link: str, scene_of: Callable[[], Scene], name: str, key: str) -> None:
    """The button, and below it, once it is tapped, link, QR code and picture. `scene_of` is called when the picture is
    asked for; `name`: of its file."""
    with st.container(key=f"take_{key}", gap="small"):
        if not st.toggle(gettext("Take it with you"), key=f"{key}_open"):
            return
        with st.container(key=f"take_parts_{key}", horizontal=True, gap="medium", vertical_alignment="center"):
            st.html(_code(link), width=208)
            with st.container(key=f"take_words_{key}", gap="small", width="stretch"):
                st.html(f'<p class="rp-link">{escape(link)}</p>')
                with st.container(key=f"take_buttons_{key}", horizontal=True, gap="small"):
                    copy_button(link, gettext("Copy link"), f"{key}_copy_link")
                    st.download_button(
                        gettext("Save picture"),
                        data=partial(_picture, scene_of),
                        file_name=f"{name}.png",
                        mime="image/png",
                        on_click="ignore",
                        key=f"{key}_picture",
                    )


def _picture(scene_of: Callable[[], Scene]) -> bytes:
    scene = scene_of()
    return png(printable_svg(scene), scene.width_mm, scene.height_mm, PICTURE_WIDTH_PX)


def reach_hint(link: str) -> str:
    """What a therapist must know of a link that no telephone can open, as HTML; nothing for others."""
    if urlsplit(link).hostname not in LOCAL:
        return ""
    return f'<p class="rp-hint">{html_text(HERE_ALONE)}</p>'
