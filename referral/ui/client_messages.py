"""What a browser may send over the web socket: judged before Streamlit reads it.

    fault_in(message) -> words | None     why a message is not taken; None: it is
    MOST_BYTES                            of one message

Streamlit answers what it cannot read with a traceback in the log, keeps up to 25 MB of what a browser says its widgets
hold, and empties everyone's caches for whoever asks. A page of ours sends at most some kilobytes: the state of its
widgets with each tap, notes of 2,000 characters, and nothing but "run again", "stop", "I am here" and "that file".
"""

from __future__ import annotations

from typing import Final

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

MOST_BYTES: Final = 100_000
MOST_WIDGETS: Final = 500
TAKEN: Final = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
FETCHED: Final = frozenset({"deferred_file", "dataframe_chunk"})
"""Of what Streamlit calls backend operations: a file that is made once somebody saves it, more rows of a table."""

PASSED_OVER: Final = frozenset({"load_git_info", "set_run_on_save"})
"""Sent by Streamlit's page of its own accord; nothing comes of them here."""


def fault_in(message: bytes | str | None) -> str | None:
    """Say what is wrong with a message, in a few words that repeat nothing of it."""
    if not isinstance(message, bytes):
        return "text, where only Streamlit's own messages are understood"
    if len(message) > MOST_BYTES:
        return f"{len(message)} bytes, where a page of ours sends at most {MOST_BYTES}"
    try:
        read = BackMsg.FromString(message)
    except DecodeError:
        return f"{len(message)} bytes that are no message of Streamlit's"
    return _fault_of(read)


def _fault_of(read: BackMsg) -> str | None:
    kind = read.WhichOneof("type")
    wanted = read.backend_operation_request.WhichOneof("payload") if kind == "backend_operation_request" else None
    if kind not in TAKEN | PASSED_OVER and wanted not in FETCHED:
        return f"a message that no page of ours sends ({wanted or kind})"
    widgets = len(read.rerun_script.widget_states.widgets)
    return f"{widgets} widgets, where a page of ours has at most {MOST_WIDGETS}" if widgets > MOST_WIDGETS else None
