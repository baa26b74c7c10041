"""The door: page settings, theme, navigation. Each page is a script in a folder of its own under pages/."""

from contextlib import suppress

import streamlit as st

from referral.clinic import ClinicError
from referral.ui import kiosk, navigation, safety, theme, visit
from referral.ui.clinic import current_clinic, show_clinic_error
from referral.ui.data import PageEndError

st.set_page_config(page_title="Referred pain explorer", page_icon=navigation.ICON, layout="wide")

try:
    clinic = current_clinic()
except ClinicError as error:
    show_clinic_error(error)
    st.stop()

theme.apply(clinic)
page = navigation.current_page()
visit.arrived()
if visit.kiosk():
    kiosk.watch_over(clinic, begun=visit.begun())
with suppress(PageEndError):  # a page that cannot go on has said why; the small print follows all the same
    if safety.is_stopped():
        safety.stop_page(clinic, kiosk=visit.kiosk())
    else:
        navigation.masthead(clinic, page, kiosk=visit.kiosk())
        page.run()
navigation.footer(clinic, kiosk=visit.kiosk())
