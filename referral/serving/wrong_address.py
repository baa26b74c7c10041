"""What a wrong address answers: status 404, and a page of ours that leads home. Plain ASGI.

    WrongAddress(app, base)      Streamlit answers every address with its page and status 200
    PAGES                        the addresses that have a page

The page speaks the visitor's language, by the address, else the browser's header, and needs no script.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from referral.clinic.file import ClinicError
from referral.clinic.model import Clinic
from referral.serving.asgi import ASGIApp, Message, Receive, Scope, Send, asks_for_page, is_page
from referral.ui.frame import navigation, theme
from referral.ui.visit.address import SEEN_KEYS
from referral.ui.visit.clinic import current_clinic
from referral.words.languages import Language, language, offered, preferred

PAGES: Final = frozenset({"", "/", *(f"/{entry.url_path}" for entry in navigation.PAGES)})
NOT_FOUND: Final = 404
NOT_KEPT: Final = {"Cache-Control": "no-store"}


class WrongAddress:
    """Puts our page in place of Streamlit's at every address that has none, and of its own "Not Found" for people."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._is_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        by_person, replaced = asks_for_page(scope), False

        async def send_or_replace(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                replaced = is_page(message) or (message["status"] == NOT_FOUND and by_person)
            if not replaced:
                await send(message)

        await self.app(scope, receive, send_or_replace)
        if replaced:
            answer = self._page(scope) if by_person else PlainTextResponse("Not Found", NOT_FOUND, NOT_KEPT)
            await answer(scope, receive, send)

    def _is_page(self, path: str) -> bool:
        return path.startswith(self._base) and path.removeprefix(self._base) in PAGES

    def _page(self, scope: Scope) -> Response:
        query = parse_qs(scope["query_string"].decode("latin-1"))
        asked = {key: query[key][0] for key in SEEN_KEYS if key in query}
        try:
            clinic = current_clinic()
        except ClinicError:  # which the pages tell
            return PlainTextResponse("Not Found", NOT_FOUND, NOT_KEPT)
        code = asked.get("lang", "")
        if code not in clinic.languages:
            code = preferred(Headers(scope=scope).get("accept-language", ""), offered(clinic.languages))
        kept = {key: value for key, value in asked.items() if (key, value) in (("lang", code), ("display", "kiosk"))}
        return HTMLResponse(_html(clinic, language(code), self._base, kept), NOT_FOUND, NOT_KEPT)


def _html(clinic: Clinic, spoken: Language, base: str, kept: Mapping[str, str]) -> str:
    """The page: what has happened, the way home, the clinic's number; on its tablet the front desk."""
    t = spoken.gettext
    at_desk = clinic.kiosk.always or "display" in kept
    call = f'<a href="{escape(clinic.tel)}">{escape(t("Call {phone}", phone=clinic.phone))}</a>'
    ask = escape(t("Ask the front desk.")) if at_desk else call
    home = f"{base}/?{urlencode(kept)}".removesuffix("?")
    title = escape(t("There is no page at this address"))
    return (
        f'<!DOCTYPE html><html lang="{spoken.code}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title}</title>{theme.plain_sheet(clinic)}</head>"
        f'<body class="rp-plain"><main><p class="rp-plain-clinic">{escape(clinic.name)}</p><h1>{title}</h1>'
        f"<p>{escape(t('The link may be old, or a letter of it mistyped.'))}</p>"
        f'<p><a class="rp-plain-home" href="{escape(home)}">{escape(t("Find your pain"))}</a></p><p>{ask}</p>'
        f"<p>{escape(t('In an emergency call {number}.', number=clinic.emergency_number))}</p></main></body></html>"
    )
