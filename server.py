"""The explorer as it is served: `streamlit run server.py` (what `make run` does).

app.py runs by itself too; here it gains compressed scripts (a first visit in a third of the bytes), our own scripts and
the small pictures by addresses that the browser keeps, headers that forbid every other host, and the clinic's colours
from the first picture on.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from referral.ui import edges
from referral.ui.components import scripts
from referral.ui.frame import theme
from referral.ui.parts import pattern_pictures
from referral.web import KeptGzip, SecurityHeaders, pictures_route, scripts_route
from referral.words import languages

edges.let_the_app_name_its_pages()
edges.ask_nobody_for_our_address()
scripts.load_by_address()
pattern_pictures.serve_by_address()
theme.adopt_clinic_colours()
languages.codes()  # reads every catalogue: some tenths of a second that no visitor waits for
app = st.App(
    Path(__file__).with_name("app.py"),
    routes=[scripts_route(edges.base_path()), pictures_route(edges.base_path())],
    middleware=[Middleware(SecurityHeaders), Middleware(KeptGzip)],
)
