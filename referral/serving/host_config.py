"""What the server tells Streamlit's page about the place where it is shown.

    HostConfig(app, base)    answers it instead of Streamlit: no error dialogs, no other site that may give it orders

Streamlit has no setting for it. Its dialogs are in English, speak to whoever wrote the program ("Is Streamlit still
running?") and cover the page, also one that says whom to call; what we say instead: components/page_words.
"""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse

from referral.serving.asgi import ASGIApp, Receive, Scope, Send

PATH: Final = "/_stcore/host-config"
#: Streamlit's own keys (tests/ui/test_edges.py holds them), and one that it knows and does not send: the button
#: "Fullscreen" over each chart and table is in English, too.
CONFIG: Final = {
    "allowedOrigins": [],
    "useExternalAuthToken": False,
    "enableCustomParentMessages": False,
    "enforceDownloadInNewTab": False,
    "metricsUrl": "",
    "blockErrorDialogs": True,
    "disableFullscreenMode": True,
    "resourceCrossOriginMode": None,
}


class HostConfig:
    """Answers one address under `base`; lets everything else pass untouched."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self._path = f"{base}{PATH}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and scope["path"] == self._path:
            answer = JSONResponse(CONFIG, headers={"Cache-Control": "no-cache"})
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)
