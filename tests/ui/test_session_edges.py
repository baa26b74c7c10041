"""What we rely on in Streamlit's sessions beyond what it promises: it is there, and when it is not, that is said."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.state.session_state import WStates
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.testing.v1 import AppTest

from referral.ui import session_edges
from referral.ui.edges import EdgeError


def drawn(path: tuple[int, ...], fragment: str, text: str = "") -> ForwardMsg:
    """A block, or with a text an element, as a fragment's run sends it."""
    message = ForwardMsg()
    message.metadata.delta_path[:] = path
    message.delta.fragment_id = fragment
    if text:
        message.delta.new_element.html.body = text
    else:
        message.delta.add_block.vertical.SetInParent()
    return message


def held_by_browser(path: tuple[int, ...]) -> ForwardMsg:
    """An element that the browser has already: it is only named."""
    message = ForwardMsg(ref_hash="0f")
    message.metadata.delta_path[:] = path
    return message


def test_what_is_drawn_keeps_its_place_when_a_fragment_runs_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tap on "Next patient" before the hand-out's form was sent left an empty page: the form's first two parts were
    dropped, the third, a fragment of its own, was not."""
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    session_edges.keep_what_is_drawn()
    session_edges.keep_what_is_drawn()  # once is enough
    queue = ForwardMsgQueue()
    first = [
        drawn((0, 2), "consult"),
        drawn((0, 2, 0), "consult", "Hand-out"),
        drawn((0, 2, 1), "handout_box", "Notes"),
        held_by_browser((0, 2, 2)),
    ]
    for message in first:
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["consult"])
    second = drawn((0, 2, 0), "consult", "afresh")
    queue.enqueue(second)
    assert queue.flush() == [*first, second]
    for message in first:
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True)  # the whole page runs again and draws all of it
    assert queue.flush() == []


def test_a_session_that_was_started_anew_runs_the_whole_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server was started anew, and a button in a fragment was pressed: nothing came, ever."""
    asked: list[str] = []
    monkeypatch.setattr(AppSession, "request_rerun", lambda _, state: asked.append(state.fragment_id))
    session_edges.begin_with_the_whole_page()
    pressed = ClientState(fragment_id="handout_box")
    # between two runs a session has no runner either: it knows the part, and runs it alone
    for runner, known in ((None, False), (None, True), (object(), False)):
        session: Any = SimpleNamespace(_scriptrunner=runner, has_fragment=[*["handout_box"] * known].__contains__)
        AppSession.request_rerun(session, pressed)
    assert asked == ["", "handout_box", "handout_box"]
    assert pressed.fragment_id == "handout_box"


def test_what_the_browser_has_sent_is_known_before_its_field_is_on_the_page() -> None:
    def script() -> None:
        import streamlit as st

        from referral.ui import session_edges

        st.text(f"before: {session_edges.was_sent('field')}")
        st.text_input("Field", key="field")

    app = AppTest.from_function(script).run()
    assert app.text[0].value == "before: False"
    app.text_input(key="field").set_value("words").run()
    assert app.text[0].value == "before: True"
    assert not session_edges.was_sent("field"), "outside of a run nothing was sent"


class Session:
    """A session, as far as a line that is cut concerns it."""

    def __init__(self, left: list[ForwardMsg]) -> None:
        self.left = left
        self._scriptrunner: object | None = object()

    def flush_browser_queue(self) -> list[ForwardMsg]:
        left, self.left = self.left, []
        return left


def test_after_a_cut_nothing_comes_of_runs_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a run that was cut the end came without the middle: the page took the body map away."""
    monkeypatch.setattr(
        WebsocketSessionManager, "connect_session", lambda _, existing_session_id=None: existing_session_id or "other"
    )
    noted: dict[str, float] = {"long ago": 0.0}
    monkeypatch.setattr(session_edges, "_back_at", noted)
    session_edges.draw_anew_after_a_cut()
    session_edges.draw_anew_after_a_cut()  # once is enough
    connect: Any = WebsocketSessionManager.connect_session
    session = Session([drawn((0, 2, 0), "map", "map")])
    manager = SimpleNamespace(get_active_session_info=lambda _: SimpleNamespace(session=session))
    assert connect(manager) == "other"
    assert session.left and session._scriptrunner and "other" not in noted, "another session keeps what it has"
    assert connect(manager, existing_session_id="gone") == "gone"
    assert not session.left and session._scriptrunner is None and list(noted) == ["gone"]


def test_a_wish_changes_all_that_it_changes_though_the_line_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of a tap was noted, the line was cut, and the tap changed nothing: sent again, it was passed over."""

    def script() -> None:
        import streamlit as st
        from streamlit.runtime.scriptrunner import get_script_run_ctx

        def tapped() -> None:
            st.session_state["number"] = 1
            run = get_script_run_ctx()
            assert run is not None and run.script_requests is not None
            run.script_requests.request_stop()
            st.session_state["place"] = "shoulder"

        st.button("Tap", on_click=tapped)
        st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1

    look = "_maybe_handle_execution_control_request"
    monkeypatch.setattr(ScriptRunner, look, getattr(ScriptRunner, look))
    session_edges.finish_what_a_wish_changes()
    session_edges.finish_what_a_wish_changes()  # once is enough
    app = AppTest.from_function(script).run()
    app.button[0].click().run()
    assert app.session_state["number"] == 1 and app.session_state["place"] == "shoulder"
    assert app.session_state["drawn"] == 1, "the run itself ends"


@pytest.mark.parametrize(
    ("owner", "name", "relies"),
    [
        (ForwardMsgQueue, "clear", session_edges.keep_what_is_drawn),
        (AppSession, "request_rerun", session_edges.begin_with_the_whole_page),
        (WebsocketSessionManager, "connect_session", session_edges.draw_anew_after_a_cut),
        (WebsocketSessionManager, "get_active_session_info", session_edges.draw_anew_after_a_cut),
        (AppSession, "flush_browser_queue", session_edges.draw_anew_after_a_cut),
        (ScriptRunner, "_maybe_handle_execution_control_request", session_edges.finish_what_a_wish_changes),
        (WStates, "remove_stale_widgets", session_edges.forget_what_is_gone),
    ],
)
def test_what_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, relies: Any) -> None:
    monkeypatch.delattr(owner, name)
    with pytest.raises(EdgeError, match=rf"{owner.__name__}\.{name} is gone.*edges\.py"):
        relies()
