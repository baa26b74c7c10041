"""The door: page settings, theme, navigation. Each page is a script in a folder of its own under pages/."""

import streamlit as st

from referral.clinic import ClinicError
from referral.ui import navigation, theme
from referral.ui.clinic import current_clinic, show_clinic_error

st.set_page_config(page_title="Referred pain explorer", page_icon=navigation.ICON, layout="wide")

try:
    clinic = current_clinic()
except ClinicError as error:
    show_clinic_error(error)
    st.stop()

theme.apply(clinic)
page = navigation.current_page()
navigation.masthead(clinic, page)
page.run()
navigation.footer(clinic)
