"""Dataset and atlas on the screen: loaded once a process, a clear message when a file is wrong.

dataset_or_stop() -> Dataset      shows every fault and raises PageEndError when the dataset cannot be used
atlas_or_none() -> Atlas | None   says what is missing; the lists work without the map
"""

from __future__ import annotations

import streamlit as st

from referral import atlas as atlas_module
from referral import dataset as dataset_module
from referral.atlas import Atlas, AtlasError
from referral.dataset import Dataset, DatasetError

MOST_FAULTS_SHOWN = 40


class PageEndError(Exception):
    """A page has said why it cannot go on. app.py ends it there; after st.stop() nothing more could be shown."""


@st.cache_resource(show_spinner=False)
def _dataset_once() -> Dataset:
    return dataset_module.load()


@st.cache_resource(show_spinner=False)
def _atlas_once() -> Atlas:
    return atlas_module.load()


def dataset_or_stop() -> Dataset:
    """The dataset. A faulty one is read again on every run, so that mending the file is enough."""
    try:
        return _dataset_once()
    except DatasetError as error:
        _show_faults(error)
        raise PageEndError from error


def atlas_or_none() -> Atlas | None:
    """The atlas, or None after saying what is wrong."""
    try:
        found = _atlas_once()
    except AtlasError as error:
        st.error(f"The body map cannot be shown. The list below works all the same.\n\n{error}")
        return None
    if found.faults:
        st.warning("Part of the body map is missing.\n\n" + "\n\n".join(found.faults))
    return found


def _show_faults(error: DatasetError) -> None:
    """Every fault with file, line, column and what is allowed; nothing of the dataset is shown."""
    count = len(error.faults)
    st.error(
        f"The dataset needs a correction before the explorer can open: {count} "
        f"{'fault' if count == 1 else 'faults'}. `python -m referral check` prints the same list."
    )
    shown = error.faults[:MOST_FAULTS_SHOWN]
    st.code("\n".join(map(str, shown)), language=None, wrap_lines=True)
    if count > len(shown):
        st.caption(f"… and {count - len(shown)} more.")
