"""What we rely on in Streamlit and Plotly beyond what they promise, each with its reason.

Both are pinned. After an upgrade whatever is gone is told when the server starts (EdgeError) or by
tests/ui/test_edges.py and tests/browser/test_edges.py. The browser's half is components/edges.js, which holds the
selectors for the scripts; the ones that tests, benchmarks and pictures need are here.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
import uvicorn
from streamlit import config, net_util
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import session_state
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
#: The id under which a component's events come (streamlit/components/v2/bidi_component/main.py, _make_trigger_id).
_EVENTS_OF: Final = re.compile(r"\$\$STREAMLIT_INTERNAL_KEY_(.+)__[^_]+$")
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
    _must(hasattr(PagesManager, "uses_pages_directory"), "PagesManager.uses_pages_directory is gone")
    PagesManager.uses_pages_directory = False


def ask_nobody_for_our_address() -> None:
    """Reach no other host. For a visitor from another origin Streamlit would ask one for this machine's address."""
    _must(callable(getattr(net_util, "get_external_ip", None)), "net_util.get_external_ip is gone")
    for user in (bootstrap, server_util):
        _must(getattr(user, "net_util", None) is net_util, f"{user.__name__} gets the external address elsewhere")
    net_util.get_external_ip = lambda: None


def send_at_once() -> None:
    """Have the server send each message when it is there. Call before the first visitor.

    Streamlit opens its port without naming TCP, so asyncio does not turn Nagle's algorithm off as it does for its own
    ports: the second small message of an answer waited until the browser had acknowledged the first, 25 to 40 ms.
    """
    made = _theirs(AutoHTTPProtocol, "connection_made")
    if hasattr(made, "__wrapped__"):
        return

    @wraps(made)
    def connection_made(self: Any, transport: asyncio.BaseTransport) -> None:
        without_delay(transport.get_extra_info("socket"))
        made(self, transport)

    _replace(AutoHTTPProtocol, "connection_made", connection_made)


def end_silent_connections(seconds: float = SILENCE_S) -> None:
    """Hang up on who connects and asks nothing whole. Call before the first visitor.

    uvicorn waits for ever for the end of a first request; each such connection keeps a file open, of which a process
    has some thousand. Web sockets it asks every 30 s whether somebody is there.
    """
    made = _theirs(AutoHTTPProtocol, "connection_made")

    @wraps(made)
    def connection_made(self: Any, transport: asyncio.Transport) -> None:
        made(self, transport)

        def end_if_silent() -> None:
            # of a request that came whole there is a cycle; after an upgrade another protocol has the connection
            if self.cycle is None and transport.get_protocol() is self:
                transport.close()

        asyncio.get_running_loop().call_later(seconds, end_if_silent)

    _replace(AutoHTTPProtocol, "connection_made", connection_made)


def name_no_server() -> None:
    """Send no header that says what the server is made of. Call before it listens."""
    startup = _theirs(uvicorn.Server, "startup")

    @wraps(startup)
    async def start_unnamed(self: Any, *arguments: Any, **named: Any) -> None:
        self.config.encoded_headers = [pair for pair in self.config.encoded_headers if pair[0] != b"server"]
        await startup(self, *arguments, **named)

    _replace(uvicorn.Server, "startup", start_unnamed)


def without_delay(connection: socket.socket | None) -> None:
    """Turn Nagle's algorithm off, where a connection has it (a Unix socket has not)."""
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def keep_what_is_drawn() -> None:
    """Have what a run drew reach the browser also when a fragment's next run begins before it was sent.

    Streamlit then drops what the fragment has drawn and keeps what a fragment within it has, and messages that only
    name what the browser holds: their places are gone, the browser says "Bad delta path index" and shows an empty page.
    All is kept, as if it had been sent in time; the next run's messages follow and do not take its places.
    """
    clear = _theirs(ForwardMsgQueue, "clear")
    if hasattr(clear, "__wrapped__"):
        return

    @wraps(clear)
    def clear_kindly(
        self: ForwardMsgQueue, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None
    ) -> None:
        clear(self, retain_lifecycle_msgs, None if fragment_ids_this_run is None else [])

    _replace(ForwardMsgQueue, "clear", clear_kindly)


def begin_with_the_whole_page() -> None:
    """Have a session that knows nothing of the part that is asked for run the whole page.

    After the server was started anew, a browser that finds it again asks for nothing until something is pressed; what
    is pressed in a fragment asks for that fragment alone, which the new session does not know. Streamlit passes such a
    request over: all fragments of an open page were dead, the body map and the hand-out's button among them.
    """
    asked = _theirs(AppSession, "request_rerun")
    _must(hasattr(AppSession, "has_fragment"), "AppSession.has_fragment is gone")
    if hasattr(asked, "__wrapped__"):
        return

    @wraps(asked)
    def request_rerun(self: AppSession, client_state: ClientState | None) -> None:
        part = client_state.fragment_id if client_state else ""
        if client_state and part and getattr(self, "_scriptrunner", self) is None and not self.has_fragment(part):
            whole = ClientState()
            whole.CopyFrom(client_state)
            whole.fragment_id = ""
            client_state = whole
        asked(self, client_state)

    _replace(AppSession, "request_rerun", request_rerun)


def forget_what_is_gone() -> None:
    """Have a wish of a widget that is no longer on the page change nothing. Call before the first visitor.

    A wish may be under way while another page takes the place of its own: what had no answer is sent again, fingers are
    fast. Streamlit has dropped the widget's value by then but kept what to do when it changes, and did that: the view
    that the browser still named was "chosen" under a page that said to get help.
    """
    states: type = session_state.WStates
    remove = _theirs(states, "remove_stale_widgets")
    is_stale: Any = getattr(session_state, "_is_stale_widget", None)
    _must(callable(is_stale), "_is_stale_widget is gone")
    if hasattr(remove, "__wrapped__"):
        return

    @wraps(remove)
    def remove_wholly(self: Any, active: frozenset[str], fragments: list[str] | None) -> None:
        remove(self, active, fragments)
        known = self.widget_metadata
        for one in [one for one in known if is_stale(known.get(_owner(one)), active, fragments)]:
            del known[one]

    _replace(states, "remove_stale_widgets", remove_wholly)


def _owner(widget_id: str) -> str:
    """The component whose events come under this id, which no run names as being on the page; else the id itself."""
    events = _EVENTS_OF.match(widget_id)
    return events[1] if events else widget_id


def was_sent(key: str) -> bool:
    """Tell whether the browser has sent, with the wish to run, the state of a widget of this key: also of one that
    this session has not put on the page, as after the server was started anew. Streamlit tells of those only once they
    are on the page."""
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        return False
    sent = getattr(getattr(run.session_state, "_state", None), "_new_widget_state", None)
    states = getattr(sent, "states", None)
    _must(states is not None, "SessionState keeps what the browser sends elsewhere")
    return any(widget_id.endswith(f"-{key}") for widget_id in states or ())


def set_options(options: Mapping[str, str]) -> None:
    """Set options of Streamlit while it runs; the clinic's file may change under it.

    `st.set_option` takes only few of them. The source is named for Streamlit's own table of options.
    """
    for option, value in options.items():
        if _option(option) != value:
            config.set_option(option, value, "clinic.toml")
            _must(_option(option) == value, f"the option {option} cannot be set any more")


def base_path() -> str:
    """The path under which Streamlit answers, "" or such as "/pain"; it does not put it before our own routes."""
    path = str(_option("server.baseUrlPath")).strip("/")
    return f"/{path}" if path else ""


def _option(name: str) -> Any:
    try:
        return config.get_option(name)
    except RuntimeError as error:
        raise EdgeError(f"there is no option {name}") from error


def _theirs(owner: type, name: str) -> Any:
    """Return a method of theirs that we are about to replace."""
    theirs = vars(owner).get(name)
    _must(callable(theirs), f"{owner.__name__}.{name} is gone")
    return theirs


def _replace(owner: type, name: str, ours: Callable[..., Any]) -> None:
    setattr(owner, name, ours)  # mypy forbids the plain way


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise EdgeError(otherwise)
