"""The door: page settings, theme, navigation. Each page is a script in a folder of its own under pages/."""

import streamlit as st

from referral.clinic.file import ClinicError
from referral.ui.components.kept_sign import keep_sign
from referral.ui.components.language_switch import language_switch
from referral.ui.frame import closed_page, embedded, help_page, navigation, tablet, theme
from referral.ui.visit import address, language, safety_answers
from referral.ui.visit.clinic import current_clinic, show_clinic_error
from referral.ui.visit.device import embedded as in_a_frame
from referral.ui.visit.device import on_tablet
from referral.ui.visit.loaded import PageEndError

st.set_page_config(page_icon=navigation.ICON, layout="wide")

try:
    clinic = current_clinic()
except ClinicError as error:
    show_clinic_error(error)
    st.stop()

theme.apply(clinic)
address.arrived()
language.settle()
page, of_clinic, stopped = navigation.current_page(), on_tablet(), safety_answers.is_stopped()
framed = in_a_frame()
if of_clinic:
    tablet.watch_over(clinic, begun=address.begun(), longer=stopped)
keep_sign(tablet=of_clinic)  # first, so that what stops is kept once it is seen
with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
    if framed:
        embedded.emergency_line(clinic)
    elif not stopped:
        navigation.masthead(clinic, page, kiosk=of_clinic)
    language_switch(clinic, kiosk=of_clinic)
try:
    if stopped:
        help_page.help_page(clinic, kiosk=of_clinic)
    else:
        page.run()
except PageEndError:  # the small print follows all the same
    closed_page.closed_page(clinic, kiosk=of_clinic)
if framed:
    embedded.fit_frame(clinic)
else:
    navigation.footer(clinic, alone=of_clinic or stopped)
