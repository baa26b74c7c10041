"""How answers leave the server: compressed once, guarded by headers, kept by the browser. Plain ASGI.

    SecurityHeaders(app)    content policy, no referrer, no sniffing, cache times of the app's own pictures
    KeptGzip(app)           gzip for scripts and styles, compressed once per release and then kept in memory
    scripts_route(base)     our own scripts, at addresses with a hash of their content
    pictures_route(base)    the small pictures of patterns, drawn when they are asked for

Streamlit serves its scripts uncompressed, since its server would compress them anew for every visitor. Their
addresses carry a hash of the content and are marked `immutable`, so one compressed copy can serve everyone.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from referral.ui.components import scripts
from referral.ui.parts import pattern_pictures

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

# Streamlit styles with inline <style>, loads a component's script from a blob: address and shows small
# pictures as data:. 'self' covers the web socket of the same host. Nothing else may be loaded or framed.
CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
SECURITY_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
APP_STATIC: Final = "/app/static/"
# A picture asked for with its content hash (?v=...) never changes; any other is checked again after an hour.
FOREVER: Final = "public, immutable, max-age=31536000"
AN_HOUR: Final = "public, max-age=3600"

COMPRESSIBLE: Final = ("text/", "application/javascript", "application/json", "image/svg")
# Level 6 is within 1 % of level 9 on Streamlit's scripts, in a third of the time.
GZIP_LEVEL: Final = 6
SMALLEST_TO_COMPRESS: Final = 1_000
# Streamlit's scripts come to 23 MB as they are, about 6 MB compressed; a visit asks for a quarter of them.
MOST_KEPT_BYTES: Final = 32_000_000
_PAINTER: Final = ThreadPoolExecutor(1, thread_name_prefix="pictures")


def scripts_route(base: str) -> Route:
    """Where the scripts of components are: /scripts/<hash of them all>/<name>, under Streamlit's `base` path."""
    return Route(f"{base}/{scripts.ADDRESS}/{{version}}/{{name:path}}", _script)


def _script(request: Request) -> Response:
    """A script, for ever; of another release than ours only once: a page that is open meets a new server."""
    text = scripts.text(request.path_params["name"])
    if text is None:
        return PlainTextResponse("no such script", status_code=404)
    kept = FOREVER if request.path_params["version"] == scripts.VERSION else "no-cache"
    return Response(text, media_type="text/javascript", headers={"Cache-Control": kept})


def pictures_route(base: str) -> Route:
    """Where the small pictures of patterns are: /pictures/<name with a hash of the content>, under Streamlit's `base`
    path."""
    return Route(f"{base}/{pattern_pictures.ADDRESS}/{{name}}", _picture)


async def _picture(request: Request) -> Response:
    """A picture, for ever; under a name that is no longer true only once. One after the other, beside the threads that
    answer taps: a page of them must not fill the machine."""
    loop = asyncio.get_running_loop()
    answer = await loop.run_in_executor(_PAINTER, pattern_pictures.named, request.path_params["name"])
    if answer is None:
        return PlainTextResponse("no such picture", status_code=404)
    headers = {"Cache-Control": FOREVER if answer.lasting else "no-cache"}
    return Response(answer.picture, media_type="image/webp", headers=headers)


class SecurityHeaders:
    """Adds the guarding headers to every answer, and cache times to the app's own pictures."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
                if scope["path"].startswith(APP_STATIC) and message["status"] == 200:
                    headers["Cache-Control"] = FOREVER if _has_version(scope) else AN_HOUR
            await send(message)

        await self.app(scope, receive, send_guarded)


def _has_version(scope: Scope) -> bool:
    query: bytes = scope.get("query_string", b"")
    return any(part.startswith(b"v=") and len(part) > 2 for part in query.split(b"&"))


class KeptGzip:
    """Serves immutable text from a memory of compressed copies; lets everything else pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}
        self._kept_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _takes_gzip(scope):
            await self.app(scope, receive, send)
            return
        kept = self._kept.get(scope["path"])
        if kept is not None:
            await _send_whole(send, *kept)
            return
        answer = _Answer(send)
        await self.app(scope, receive, answer.collect)
        if answer.start is not None:
            headers, body = await run_in_threadpool(_compress, answer.start, bytes(answer.body))
            self._keep(scope["path"], headers, body)
            await _send_whole(send, headers, body)

    def _keep(self, path: str, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        if path not in self._kept and self._kept_bytes + len(body) <= MOST_KEPT_BYTES:
            self._kept[path] = (headers, body)
            self._kept_bytes += len(body)


class _Answer:
    """Collects one answer if it is worth compressing; otherwise passes each part on as it comes."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.start: Message | None = None
        self.body = bytearray()

    async def collect(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _worth_compressing(message):
            self.start = message
        elif self.start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self.body += message.get("body", b"")


def _takes_gzip(scope: Scope) -> bool:
    """Whole GET requests only: a part of a file (Range) is a part of the uncompressed one."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return "range" not in headers and "gzip" in headers.get("accept-encoding", "")


def _worth_compressing(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "immutable" in headers.get("cache-control", "")
        and headers.get("content-type", "").startswith(COMPRESSIBLE)
        and "content-encoding" not in headers
        and int(headers.get("content-length", "0")) >= SMALLEST_TO_COMPRESS
    )


def _compress(start: Message, body: bytes) -> tuple[list[tuple[bytes, bytes]], bytes]:
    packed = gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(packed))
    headers.add_vary_header("Accept-Encoding")
    return headers.raw, packed


async def _send_whole(send: Send, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    # A copy: a middleware further out may add headers to the list it is handed.
    await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
