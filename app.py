"""The door: page settings, theme, navigation. Each page is a script in a folder of its own under pages/."""

from contextlib import suppress

import streamlit as st

from referral.clinic import ClinicError
from referral.ui import kiosk, navigation, safety, theme, visit
from referral.ui.clinic import current_clinic, show_clinic_error
from referral.ui.data import PageEndError
from referral.ui.language import language_switch

st.set_page_config(page_icon=navigation.ICON, layout="wide")

try:
    clinic = current_clinic()
except ClinicError as error:
    show_clinic_error(error)
    st.stop()

theme.apply(clinic)
visit.arrived()
page, on_tablet, stopped = navigation.current_page(), visit.kiosk(), safety.is_stopped()
if on_tablet:
    kiosk.watch_over(clinic, begun=visit.begun(), longer=stopped)
language_switch(clinic, kiosk=on_tablet)
with suppress(PageEndError):  # a page that cannot go on has said why; the small print follows all the same
    if stopped:
        safety.stop_page(clinic, kiosk=on_tablet)
    else:
        navigation.masthead(clinic, page, kiosk=on_tablet)
        page.run()
navigation.footer(clinic, alone=on_tablet or stopped)
