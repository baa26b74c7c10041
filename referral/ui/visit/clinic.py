"""The clinic on the screen: loaded once a process, and a clear message when its file is wrong.

Both are for pages; referral.clinic itself knows no Streamlit.
"""

from __future__ import annotations

from functools import cache

import streamlit as st

from referral.clinic.file import ClinicError, load_clinic
from referral.clinic.model import Clinic
from referral.ui.visit.labels import as_label


@cache
def _load_once() -> Clinic:
    return load_clinic()


def current_clinic() -> Clinic:
    """The clinic of this process. A broken file is read again on every run, so that mending it is enough."""
    return _load_once()


def host_names() -> frozenset[str]:
    """The names under which this server answers. With a broken file under every name: the page tells what is wrong."""
    try:
        return current_clinic().host_names
    except ClinicError:
        return frozenset()


def show_clinic_error(error: ClinicError) -> None:
    """Say what is wrong in the clinic file, line by line; nothing of the person's is involved."""
    st.error(f"The clinic's settings in **{as_label(error.file.name)}** need a correction before this page can open.")
    for fault in error.faults:
        st.text(f"{fault.key}\n  found: {fault.value}\n  allowed: {fault.allowed}")
