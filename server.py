"""The explorer as it is served: `streamlit run server.py` (what `make run` does).

app.py runs by itself too; here it gains compressed scripts (a first visit in a third of the bytes), our own scripts and
the small pictures by addresses that the browser keeps, headers that forbid every other host, and the clinic's colours
from the first picture on.
"""

import gc
import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from referral.serving.door import OwnName, ShutDoors
from referral.serving.host_config import HostConfig
from referral.serving.own_routes import pictures_route, scripts_route
from referral.serving.sockets import OwnMessages
from referral.serving.web import FirstPage, KeptPacked, SecurityHeaders
from referral.serving.wrong_address import WrongAddress
from referral.ui import edges, session_edges
from referral.ui.client_messages import fault_in
from referral.ui.components import scripts
from referral.ui.frame import embedded, fault_page, theme
from referral.ui.parts import pattern_pictures
from referral.ui.visit import loaded
from referral.ui.visit.clinic import host_names
from referral.words import languages

# what is read from here on stays as long as the server: no sweep for garbage needs to look through it meanwhile
gc.disable()
edges.let_the_app_name_its_pages()
edges.ask_nobody_for_our_address()
edges.send_at_once()
edges.end_silent_connections()
edges.name_no_server()
session_edges.keep_what_is_drawn()
session_edges.begin_with_the_whole_page()
session_edges.draw_anew_after_a_cut()
session_edges.finish_what_a_wish_changes()
session_edges.forget_what_is_gone()
scripts.load_by_address()
pattern_pictures.serve_by_address()
theme.adopt_clinic_colours()
theme.send_with_page()
# what no visitor should wait for: every catalogue, tables and atlas
languages.codes()
loaded.load_early()
gc.enable()
# The thread that talks to the browsers waits for its turn after each message while scripts work: 1 ms, not 5.
sys.setswitchinterval(0.001)
base = edges.base_path()
app = st.App(
    Path(__file__).with_name("app.py"),
    on_script_error=fault_page.told_instead,
    routes=[scripts_route(base), pictures_route(base)],
    middleware=[
        Middleware(SecurityHeaders, base=base, framed_by=embedded.sites()),
        Middleware(OwnName, names=host_names),
        Middleware(ShutDoors, base=base),
        Middleware(OwnMessages, fault_in=fault_in),
        Middleware(HostConfig, base=base),
        Middleware(FirstPage, base=base),
        Middleware(WrongAddress, base=base),
        Middleware(KeptPacked),
    ],
)
