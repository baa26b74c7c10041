"""How answers leave the server: compressed once, guarded by headers, kept by the browser. Plain ASGI.

    SecurityHeaders(app, base, framed_by)
                                content policy, no referrer, no sniffing, cache times of what a name's hash holds still
    FirstPage(app, base)        what the page will need is asked for at once, what it will not is not
    KeptPacked(app)             scripts and styles in brotli or gzip, compressed once per release and kept in memory

Streamlit serves its scripts uncompressed, since its server would compress them anew for every visitor. Their
addresses carry a hash of the content and are marked `immutable`, so one compressed copy can serve everyone.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, RedirectResponse

from referral.folders import STATIC
from referral.serving.asgi import ASGIApp, Message, Receive, Scope, Send, asks_for_page, is_page
from referral.serving.content_policy import content_policy, inline_scripts
from referral.serving.early_links import our_font, with_early_links
from referral.serving.without_app import with_words, words_for_page
from referral.ui.frame import theme

SECURITY_HEADERS: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
INLINE: Final = "referral.inline_scripts"
"""Where a request's scope holds the inline scripts of the page that answers it, for its content policy."""

APP_STATIC: Final = "/app/static/"
MEDIA: Final = re.compile(r"/media/[0-9a-f]{32,}\.\w+$")
"""Where Streamlit keeps pictures that it was given, under a hash of their content."""

# A picture asked for with its content hash (?v=...) never changes; any other is checked again after an hour.
FOREVER: Final = "public, immutable, max-age=31536000"
AN_HOUR: Final = "public, max-age=3600"

COMPRESSIBLE: Final = ("text/", "application/javascript", "application/json", "image/svg")
Encoding = Literal["br", "gzip"]
Packed = tuple[list[tuple[bytes, bytes]], bytes]
"""Headers and body."""

# Of Plotly, 4.7 MB, in MB and seconds: gzip 1.42 in 0.1, brotli at 5 1.24 in 0.1, at 10 1.08 in 4.4, at 11 1.06 in 7.6.
# The first visitor gets it at 5, whoever comes some seconds later at 10. gzip is within 1 % of its best at 6.
GZIP_LEVEL, BROTLI_FIRST, BROTLI_KEPT = 6, 5, 10
SMALLEST_TO_COMPRESS: Final = 1_000
# Streamlit's scripts come to 23 MB as they are, about 6 MB compressed; a visit asks for a quarter of them.
MOST_KEPT_BYTES: Final = 32_000_000

ICONS: Final = STATIC / "fonts" / "MaterialSymbols-Streamlit.woff2"
"""The icons that Streamlit's page draws, and nothing else of their font (tools/icons.py)."""

ALL_ICONS: Final = re.compile(r"/static/media/MaterialSymbols-Rounded\.[\w-]+\.woff2$")
"""Where Streamlit's page looks for the font of all icons; the address says nothing of what ours holds."""

THEIR_FONT: Final = re.compile(r"/static/media/SourceSansVF-Upright[\w.-]+\.woff2$")
"""Streamlit's own font. Its page draws with it until it hears of ours, over the web socket."""

A_DAY: Final = "public, max-age=86400"


class SecurityHeaders:
    """Adds the guarding headers to every answer, and cache times to the app's own pictures."""

    def __init__(self, app: ASGIApp, base: str = "", framed_by: tuple[str, ...] = ()) -> None:
        self.app = app
        self._own = f"{base}{APP_STATIC}"
        self._framed_by = framed_by

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = content_policy(scope.get(INLINE, ()), self._framed_by)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
                if message["status"] == 200 and scope["path"].startswith(self._own):
                    headers["Cache-Control"] = FOREVER if _has_version(scope) else AN_HOUR
                elif message["status"] == 200 and MEDIA.search(scope["path"]):
                    headers["Cache-Control"] = FOREVER
            await send(message)

        await self.app(scope, receive, send_guarded)


def _has_version(scope: Scope) -> bool:
    query: bytes = scope.get("query_string", b"")
    return any(part.startswith(b"v=") and len(part) > 2 for part in query.split(b"&"))


class FirstPage:
    """Serves Streamlit's page, its one answer that is HTML, with other early links (early_links.py) and with words of
    its own (without_app.py); the few icons that it draws for the font of all; and our font for its own."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and ALL_ICONS.search(scope["path"]) and ICONS.is_file():
            icons = FileResponse(ICONS, media_type="font/woff2", headers={"Cache-Control": A_DAY})
            await icons(scope, receive, send)
            return
        if scope["type"] == "http" and THEIR_FONT.search(scope["path"]):
            await RedirectResponse(f"{self._base}/{our_font()}")(scope, receive, send)
            return
        if scope["type"] != "http" or scope["method"] != "GET" or not asks_for_page(scope):
            await self.app(scope, receive, send)
            return
        encoding = _encoding(Headers(scope=scope))
        answer = _Answer(send, is_page)
        await self.app(_asked_plainly(scope), receive, answer.collect)
        if answer.start is not None:
            headers = MutableHeaders(raw=list(answer.start["headers"]))
            path = scope["path"].removeprefix(self._base)
            body, scope[INLINE] = _page(bytes(answer.body), path, theme.sheet_for_page(), words_for_page(), encoding)
            for name in ("ETag", "Last-Modified"):  # of the page before it was changed
                del headers[name]
            await _send_whole(send, *_labelled(headers, body, encoding))


@lru_cache(maxsize=64)
def _page(html: bytes, path: str, sheet: str, words: str, encoding: Encoding | None) -> tuple[bytes, tuple[str, ...]]:
    """The page as it leaves, and the inline scripts in it."""
    page = with_words(with_early_links(html.decode(), path, sheet), words)
    body = page.encode()
    return _compressed(body, encoding, BROTLI_KEPT) if encoding else body, inline_scripts(page)


def _asked_plainly(scope: Scope) -> Scope:
    """The request as one for the whole page, not compressed."""
    left_out = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in left_out]}


class KeptPacked:
    """Serves immutable text from a memory of compressed copies; lets everything else pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[tuple[str, Encoding], Packed] = {}
        self._kept_bytes = 0
        self._one_at_a_time = asyncio.Lock()
        self._working: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        encoding = _encoding(Headers(scope=scope)) if _is_whole(scope) else None
        if encoding is None:
            await self.app(scope, receive, send)
            return
        name = scope["path"], encoding
        kept = self._kept.get(name)
        if kept is not None:
            await _send_whole(send, *kept)
            return
        answer = _Answer(send, _worth_compressing)
        await self.app(scope, receive, answer.collect)
        if answer.start is not None:
            start, body = answer.start, bytes(answer.body)
            packed = await run_in_threadpool(_packed, start, body, encoding, BROTLI_FIRST)
            self._keep(name, packed)
            if encoding == "br":
                work = asyncio.create_task(self._pack_better(name, start, body))
                self._working.add(work)
                work.add_done_callback(self._working.discard)
            await _send_whole(send, *packed)

    async def _pack_better(self, name: tuple[str, Encoding], start: Message, body: bytes) -> None:
        """Compress what the next visitors will get; one script after the other, beside the visitors."""
        async with self._one_at_a_time:
            self._keep(name, await run_in_threadpool(_packed, start, body, name[1], BROTLI_KEPT))

    def _keep(self, name: tuple[str, Encoding], packed: Packed) -> None:
        more = len(packed[1]) - len(self._kept.get(name, ([], b""))[1])
        if self._kept_bytes + more <= MOST_KEPT_BYTES:
            self._kept[name] = packed
            self._kept_bytes += more


class _Answer:
    """Collects one answer if it is `wanted`; otherwise passes each part on as it comes."""

    def __init__(self, send: Send, wanted: Callable[[Message], bool]) -> None:
        self._send = send
        self._wanted = wanted
        self.start: Message | None = None
        self.body = bytearray()

    async def collect(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._wanted(message):
            self.start = message
        elif self.start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self.body += message.get("body", b"")


def _is_whole(scope: Scope) -> bool:
    """Whole GET requests only: a part of a file (Range) is a part of the uncompressed one."""
    return scope["type"] == "http" and scope["method"] == "GET" and "range" not in Headers(scope=scope)


def _encoding(headers: Headers) -> Encoding | None:
    """The best of our encodings that a browser takes; browsers take brotli over https and from localhost only."""
    offered = (part.strip().partition(";") for part in headers.get("accept-encoding", "").split(","))
    taken = {name.strip() for name, _, weight in offered if weight.replace(" ", "") not in ("q=0", "q=0.0")}
    if "br" in taken:
        return "br"
    return "gzip" if "gzip" in taken else None


def _worth_compressing(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "immutable" in headers.get("cache-control", "")
        and headers.get("content-type", "").startswith(COMPRESSIBLE)
        and "content-encoding" not in headers
        and int(headers.get("content-length", "0")) >= SMALLEST_TO_COMPRESS
    )


def _compressed(body: bytes, encoding: Encoding, quality: int) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality))
    return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)


def _packed(start: Message, body: bytes, encoding: Encoding, quality: int) -> Packed:
    return _labelled(MutableHeaders(raw=list(start["headers"])), _compressed(body, encoding, quality), encoding)


def _labelled(headers: MutableHeaders, body: bytes, encoding: Encoding | None) -> Packed:
    if encoding:
        headers["Content-Encoding"] = encoding
    headers["Content-Length"] = str(len(body))
    headers.add_vary_header("Accept-Encoding")
    return headers.raw, body


async def _send_whole(send: Send, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    # A copy: a middleware further out may add headers to the list it is handed.
    await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
