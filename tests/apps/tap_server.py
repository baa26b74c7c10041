"""tap_app.py, as the explorer is served: what a run draws and what a tap changes stays, also where the line is cut or
the next run follows at once."""

from pathlib import Path

import streamlit as st

from referral.ui import session_edges

session_edges.keep_what_is_drawn()
session_edges.draw_anew_after_a_cut()
session_edges.finish_what_a_wish_changes()
app = st.App(Path(__file__).with_name("tap_app.py"))
