"""What we rely on in Streamlit and Plotly beyond what they promise, each with its reason.

Both are pinned. After an upgrade whatever is gone is told when the server starts (EdgeError) or by
tests/ui/test_edges.py, tests/ui/test_session_edges.py and tests/browser/test_edges.py. What concerns a visitor's
session is in session_edges.py. The browser's half is components/edges.js, which holds the selectors for the scripts;
the ones that tests, benchmarks and pictures need are here.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
import uvicorn
from streamlit import config, net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import bootstrap
from streamlit.web.server import server_util
from uvicorn.protocols.http.auto import AutoHTTPProtocol

if TYPE_CHECKING:
    # What st.navigation returns has no public name.
    from streamlit.navigation.page import Page as Page

APP: Final = ".stApp"
#: Streamlit's test harness reads this attribute of APP too; "notRunning" when the script has ended.
SCRIPT_STATE: Final = "data-test-script-state"
SCRIPT_ENDED: Final = f"document.querySelector('{APP}')?.getAttribute('{SCRIPT_STATE}') === 'notRunning'"
#: Stands for an element whose script or content has not come yet, also after the page's own script has ended.
TO_COME: Final = '[data-testid="stSkeleton"]'
#: What scrolls: the page itself does not. Its only name is the one for tests.
MAIN: Final = '[data-testid="stMain"]'
#: The element of a Plotly figure, and the drawings in it; used in Plotly's own documentation.
PLOT: Final = ".js-plotly-plot"
DRAWING: Final = f"{PLOT} .main-svg"
#: On paper, of pages with a head for it (styles/print.css): the containers round a page take the room that they need,
#: without gaps for what is hidden; the drawings of a figure fill their box, as tall as the sheet has room
#: (map_zoom/paper.js gives them a viewBox meanwhile).
PRINT: Final = f"""@media print {{ :root:has(.st-key-print_head) {{
body, {APP}, {APP} > div, {MAIN} {{ position: static !important; height: auto !important;
  min-height: 0 !important; overflow: visible !important; background: #fff !important; }}
[data-testid="stMainBlockContainer"] {{ padding: 0 !important; max-width: none !important; }}
[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stStatusWidget"] {{ display: none !important; }}
{MAIN} [data-testid="stVerticalBlock"] {{ gap: 0 !important; }}
{MAIN} [data-testid="stVerticalBlock"] > * {{ margin-bottom: 0 !important; }}
.stPlotlyChart, [data-testid="stFullScreenFrame"], .stPrintGraphic, {PLOT}, {PLOT} > .plot-container,
{PLOT} .svg-container {{ width: 100% !important; height: 100% !important; transform: none !important; }}
{PLOT}, {DRAWING} {{ overflow: visible !important; }}
{DRAWING} {{ width: 100% !important; height: 100% !important; }}
}} }}"""

#: The page as wide as the window from the first moment on: Streamlit lays it out in the middle until it has heard of
#: `layout="wide"`, and all of it would move aside.
WIDE: Final = """.stMainBlockContainer { max-width: none; }
@media (min-width: 1001px) { .stMainBlockContainer { padding-left: 5rem; padding-right: 5rem; } }"""


#: Of Streamlit's own words on the page those that no visitor needs, all in English: "Connecting", "Running", the small
#: tools over a table. And "Press Enter to apply" until page_words.js has said it in the page's language.
QUIET: Final = """[data-testid="stStatusWidget"], [data-testid="stElementToolbar"] { display: none !important; }
[data-testid="InputInstructions"]:not([lang]) { visibility: hidden; }"""
#: How long a connection may take to send a first request, s. Over the slowest line one takes two or three.
SILENCE_S: Final = 30.0


class EdgeError(RuntimeError):
    """Streamlit no longer has something that we rely on."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Streamlit {st.__version__}: {what}. See referral/ui/edges.py.")


def let_the_app_name_its_pages() -> None:
    """Have no page looked for by the folder pages/. Call before the first visitor.

    Until a first visitor has run app.py, Streamlit takes pages/ for its older kind of pages and greets a link to /book
    with "Page not found". It is told at once that app.py names the pages.
    """
    must(hasattr(PagesManager, "uses_pages_directory"), "PagesManager.uses_pages_directory is gone")
    PagesManager.uses_pages_directory = False


def ask_nobody_for_our_address() -> None:
    """Reach no other host. For a visitor from another origin Streamlit would ask one for this machine's address."""
    must(callable(getattr(net_util, "get_external_ip", None)), "net_util.get_external_ip is gone")
    for user in (bootstrap, server_util):
        must(getattr(user, "net_util", None) is net_util, f"{user.__name__} gets the external address elsewhere")
    net_util.get_external_ip = lambda: None


def send_at_once() -> None:
    """Have the server send each message when it is there. Call before the first visitor.

    Streamlit opens its port without naming TCP, so asyncio does not turn Nagle's algorithm off as it does for its own
    ports: the second small message of an answer waited until the browser had acknowledged the first, 25 to 40 ms.
    """
    made = theirs(AutoHTTPProtocol, "connection_made")
    if hasattr(made, "__wrapped__"):
        return

    @wraps(made)
    def connection_made(self: Any, transport: asyncio.BaseTransport) -> None:
        without_delay(transport.get_extra_info("socket"))
        made(self, transport)

    replace(AutoHTTPProtocol, "connection_made", connection_made)


def end_silent_connections(seconds: float = SILENCE_S) -> None:
    """Hang up on who connects and asks nothing whole. Call before the first visitor.

    uvicorn waits for ever for the end of a first request; each such connection keeps a file open, of which a process
    has some thousand. Web sockets it asks every 30 s whether somebody is there.
    """
    made = theirs(AutoHTTPProtocol, "connection_made")

    @wraps(made)
    def connection_made(self: Any, transport: asyncio.Transport) -> None:
        made(self, transport)

        def end_if_silent() -> None:
            # of a request that came whole there is a cycle; after an upgrade another protocol has the connection
            if self.cycle is None and transport.get_protocol() is self:
                transport.close()

        asyncio.get_running_loop().call_later(seconds, end_if_silent)

    replace(AutoHTTPProtocol, "connection_made", connection_made)


def name_no_server() -> None:
    """Send no header that says what the server is made of. Call before it listens."""
    startup = theirs(uvicorn.Server, "startup")

    @wraps(startup)
    async def start_unnamed(self: Any, *arguments: Any, **named: Any) -> None:
        self.config.encoded_headers = [pair for pair in self.config.encoded_headers if pair[0] != b"server"]
        await startup(self, *arguments, **named)

    replace(uvicorn.Server, "startup", start_unnamed)


def without_delay(connection: socket.socket | None) -> None:
    """Turn Nagle's algorithm off, where a connection has it (a Unix socket has not)."""
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def set_options(options: Mapping[str, str]) -> None:
    """Set options of Streamlit while it runs; the clinic's file may change under it.

    `st.set_option` takes only few of them. The source is named for Streamlit's own table of options.
    """
    for option, value in options.items():
        if _option(option) != value:
            config.set_option(option, value, "clinic.toml")
            must(_option(option) == value, f"the option {option} cannot be set any more")


def base_path() -> str:
    """The path under which Streamlit answers, "" or such as "/pain"; it does not put it before our own routes."""
    path = str(_option("server.baseUrlPath")).strip("/")
    return f"/{path}" if path else ""


def _option(name: str) -> Any:
    try:
        return config.get_option(name)
    except RuntimeError as error:
        raise EdgeError(f"there is no option {name}") from error


def theirs(owner: type, name: str) -> Any:
    """Return a method of theirs that we are about to replace."""
    method = vars(owner).get(name)
    must(callable(method), f"{owner.__name__}.{name} is gone")
    return method


def replace(owner: type, name: str, ours: Callable[..., Any]) -> None:
    """Put ours in the place of a method of theirs."""
    setattr(owner, name, ours)  # mypy forbids the plain way


def must(holds: bool, otherwise: str) -> None:
    """Raise EdgeError with these words unless it holds."""
    if not holds:
        raise EdgeError(otherwise)
