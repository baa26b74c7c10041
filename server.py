"""The explorer as it is served: `streamlit run server.py` (what `make run` does).

app.py runs by itself too; here it gains compressed scripts (a first visit in a third of the bytes), headers
that forbid every other host, and the clinic's colours from the first picture on.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from referral import languages
from referral.ui import theme
from referral.web import KeptGzip, SecurityHeaders

# Until a first visitor has run app.py, Streamlit takes pages/ for its older kind of pages and greets a link
# to /book with "Page not found". It is told at once that app.py names the pages.
PagesManager.uses_pages_directory = False
# To judge a visitor from another origin Streamlit would ask another host for this machine's own address.
net_util.get_external_ip = lambda: None

theme.adopt_clinic_colours()
languages.codes()  # reads every catalogue: some tenths of a second that no visitor waits for
app = st.App(
    Path(__file__).with_name("app.py"),
    middleware=[Middleware(SecurityHeaders), Middleware(KeptGzip)],
)
