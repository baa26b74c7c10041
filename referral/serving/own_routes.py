"""Our own addresses beside Streamlit's.

scripts_route(base)     our own scripts, at addresses with a hash of their content
pictures_route(base)    the small pictures of patterns, drawn when they are asked for
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from referral.serving.web import FOREVER
from referral.ui.components import scripts
from referral.ui.parts import pattern_pictures

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
