"""What we rely on in Streamlit's sessions beyond what they promise, each with its reason: see edges.py.

A session is what the server knows of one visitor; its runs are what it draws, and a cut line may come between.
"""

from __future__ import annotations

import re
from functools import wraps
from time import monotonic
from typing import Any, Final

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunner, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState
from streamlit.runtime.state import session_state
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from referral.ui.edges import must, replace, theirs

#: The id under which a component's events come (streamlit/components/v2/bidi_component/main.py, _make_trigger_id).
_EVENTS_OF: Final = re.compile(r"\$\$STREAMLIT_INTERNAL_KEY_(.+)__[^_]+$")
#: So long after a cut line is back what a session was last told may not have come, s.
CUT_COUNTS_S: Final = 10.0
#: The id of a session -> when its browser came back over a new line, s of the monotonic clock.
_back_at: dict[str, float] = {}


def keep_what_is_drawn() -> None:
    """Have what a run drew reach the browser also when a fragment's next run begins before it was sent.

    Streamlit then drops what the fragment has drawn and keeps what a fragment within it has, and messages that only
    name what the browser holds: their places are gone, the browser says "Bad delta path index" and shows an empty page.
    All is kept, as if it had been sent in time; the next run's messages follow and do not take its places.
    """
    clear = theirs(ForwardMsgQueue, "clear")
    if hasattr(clear, "__wrapped__"):
        return

    @wraps(clear)
    def clear_kindly(
        self: ForwardMsgQueue, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None
    ) -> None:
        clear(self, retain_lifecycle_msgs, None if fragment_ids_this_run is None else [])

    replace(ForwardMsgQueue, "clear", clear_kindly)


def begin_with_the_whole_page() -> None:
    """Have a session that knows nothing of the part that is asked for run the whole page.

    After the server was started anew, a browser that finds it again asks for nothing until something is pressed; what
    is pressed in a fragment asks for that fragment alone, which the new session does not know. Streamlit passes such a
    request over: all fragments of an open page were dead, the body map and the hand-out's button among them.
    """
    asked = theirs(AppSession, "request_rerun")
    must(hasattr(AppSession, "has_fragment"), "AppSession.has_fragment is gone")
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

    replace(AppSession, "request_rerun", request_rerun)


def draw_anew_after_a_cut() -> None:
    """Have a browser that finds its session again hear of no run that began before. Call before the first visitor.

    A line that is cut stops the run that goes on and loses what was under way; what is left waits for the browser. Its
    end says "all is there", and the page takes away what the lost part had drawn: the body map was gone until the next
    answer, and whoever tapped meanwhile tapped on nothing. The browser asks for the page anew (kept_sign.js).
    """
    connect = theirs(WebsocketSessionManager, "connect_session")
    for owner, name in ((WebsocketSessionManager, "get_active_session_info"), (AppSession, "flush_browser_queue")):
        theirs(owner, name)
    kept = AppSession.__init__.__code__.co_names
    must("_scriptrunner" in kept and "_state" in kept, "AppSession keeps its runner elsewhere")
    if hasattr(connect, "__wrapped__"):
        return

    @wraps(connect)
    def connect_session(self: Any, *arguments: Any, **named: Any) -> str:
        session_id: str = connect(self, *arguments, **named)
        if session_id == named.get("existing_session_id"):
            session = self.get_active_session_info(session_id).session
            session._scriptrunner = None  # what its runner still says counts no longer
            session._state = AppSessionState.APP_NOT_RUNNING
            session.flush_browser_queue()
            _note_return(session_id)
        return session_id

    replace(WebsocketSessionManager, "connect_session", connect_session)


def _note_return(session_id: str) -> None:
    now = monotonic()
    for gone in [one for one, at in _back_at.items() if now - at > CUT_COUNTS_S]:
        del _back_at[gone]
    _back_at[session_id] = now


def follows_a_cut() -> bool:
    """Tell whether the browser of this run has just come back over a new line, and asks by no button of its own: what
    it was told before the cut it may not have heard."""
    run = get_script_run_ctx(suppress_warning=True)
    must(run is None or hasattr(run, "is_history_navigation"), "a run does not say any more what asked for it")
    if run is None or run.is_history_navigation:
        return False
    return monotonic() - _back_at.get(run.session_id, float("-inf")) <= CUT_COUNTS_S


def page_asked_for() -> str:
    """The page of this run by Streamlit's own name for it, as the browser asked for it; empty outside of a run."""
    run = get_script_run_ctx(suppress_warning=True)
    return "" if run is None else run.page_script_hash


def finish_what_a_wish_changes() -> None:
    """Have what a wish changes be changed wholly: its callback runs to its end. Call before the first visitor.

    Streamlit ends a run wherever it looks at the state of the session, also in the middle of a callback, when the line
    is cut or the whole page is asked for. A tap whose number was noted already counted as had and had changed nothing;
    sent again, it was passed over. Streamlit looks once more behind the callbacks: that is soon enough. In a callback
    neither `st.stop` nor `st.switch_page` ends anything, then.
    """
    look = theirs(ScriptRunner, "_maybe_handle_execution_control_request")
    if hasattr(look, "__wrapped__"):
        return

    @wraps(look)
    def look_behind_callbacks(self: ScriptRunner) -> None:
        if not _in_callback():
            look(self)

    replace(ScriptRunner, "_maybe_handle_execution_control_request", look_behind_callbacks)


def _in_callback() -> bool:
    try:
        return ThreadState.get().run_location is RunLocation.CALLBACK
    except RuntimeError:  # no thread of a run
        return False


def forget_what_is_gone() -> None:
    """Have a wish of a widget that is no longer on the page change nothing. Call before the first visitor.

    A wish may be under way while another page takes the place of its own: what had no answer is sent again, fingers are
    fast. Streamlit has dropped the widget's value by then but kept what to do when it changes, and did that: the view
    that the browser still named was "chosen" under a page that said to get help.
    """
    states: type = session_state.WStates
    remove = theirs(states, "remove_stale_widgets")
    is_stale: Any = getattr(session_state, "_is_stale_widget", None)
    must(callable(is_stale), "_is_stale_widget is gone")
    if hasattr(remove, "__wrapped__"):
        return

    @wraps(remove)
    def remove_wholly(self: Any, active: frozenset[str], fragments: list[str] | None) -> None:
        remove(self, active, fragments)
        known = self.widget_metadata
        for one in [one for one in known if is_stale(known.get(_owner(one)), active, fragments)]:
            del known[one]

    replace(states, "remove_stale_widgets", remove_wholly)


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
    must(states is not None, "SessionState keeps what the browser sends elsewhere")
    return any(widget_id.endswith(f"-{key}") for widget_id in states or ())
