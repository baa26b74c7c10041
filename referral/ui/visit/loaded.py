"""Dataset and atlas of this server: loaded once for all visitors, and again when a table has been edited; a clear
message when a file is wrong.
"""

from __future__ import annotations

import gc
from contextlib import suppress

import streamlit as st

from referral.answers.under_place import prepare
from referral.body.atlas import Atlas, AtlasError
from referral.body.atlas_files import load_atlas
from referral.data.load import DatasetError, data_folder, load_dataset
from referral.model.dataset import Dataset
from referral.model.texts import Texts, texts_in
from referral.ui.visit.language import spoken
from referral.ui.visit.words import gettext, ngettext

MOST_FAULTS_SHOWN = 40


class PageEndError(Exception):
    """A page has said why it cannot go on. app.py ends it there; after st.stop() nothing more could be shown."""


Stamp = tuple[tuple[str, int, int], ...]


def _stamp() -> Stamp:
    """Name, time and size of each table: another stamp, another dataset. Looking costs some microseconds."""
    found = []
    for file in sorted(data_folder().glob("*.csv")):
        with suppress(FileNotFoundError):  # a spreadsheet that saves takes the file away for a moment
            facts = file.stat()
            found.append((str(file), facts.st_mtime_ns, facts.st_size))
    return tuple(found)


@st.cache_resource(show_spinner=False, max_entries=1)
def _dataset_once(stamped: Stamp) -> Dataset:  # noqa: ARG001 (the key under which it is kept)
    return load_dataset()


@st.cache_resource(show_spinner=False, max_entries=1)
def _atlas_once(stamped: Stamp) -> Atlas:
    found = load_atlas(trigger_points=_dataset_once(stamped).trigger_points.values())
    _set_aside()
    return found


def load_early() -> None:
    """Load dataset and atlas before the first visitor comes; without a word when a file is wrong: the page says it."""
    with suppress(AtlasError, DatasetError):
        stamped = _stamp()
        prepare(_dataset_once(stamped), _atlas_once(stamped))


def _set_aside() -> None:
    """Keep what was loaded out of Python's sweeps for garbage: it stays as long as the server, and looking through it
    stopped every visitor for a tenth of a second. What is no longer used goes all the same, by its count of uses."""
    gc.collect()
    gc.freeze()


def texts_or_stop() -> Texts:
    """The dataset as its tables lie now, in the language of this run: an edit shows on the next reload, and mending a
    faulty file is enough."""
    try:
        return texts_in(_dataset_once(_stamp()), spoken())
    except DatasetError as error:
        _show_faults(error)
        raise PageEndError from error


def texts_or_none() -> Texts | None:
    """The same, or None without a word: for a page that works without it."""
    try:
        return texts_in(_dataset_once(_stamp()), spoken())
    except DatasetError:
        return None


def atlas_or_none() -> Atlas | None:
    """The atlas with the dataset's trigger points marked, or None after saying what is wrong. Call it once there is a
    dataset."""
    try:
        found = _atlas_once(_stamp())
    except AtlasError as error:
        st.error(f"{gettext('The body map cannot be shown. The list below works all the same.')}\n\n{error}")
        return None
    if found.faults:
        st.warning("\n\n".join([gettext("Part of the body map is missing."), *found.faults]))
    return found


def silent_atlas_or_none() -> Atlas | None:
    """The atlas, or None, without a word: the page says what is wrong."""
    try:
        return _atlas_once(_stamp())
    except (AtlasError, DatasetError):
        return None


def silent_dataset_and_atlas() -> tuple[Dataset, Atlas] | None:
    """Both, or None, without a word and without a visitor: for what is asked for by address."""
    stamped = _stamp()
    try:
        return _dataset_once(stamped), _atlas_once(stamped)
    except (AtlasError, DatasetError):
        return None


def _show_faults(error: DatasetError) -> None:
    """Every fault with file, line, column and what is allowed; nothing of the dataset is shown."""
    count = len(error.faults)
    heading = ngettext(
        "The dataset needs a correction before the explorer can open: {number} fault.",
        "The dataset needs a correction before the explorer can open: {number} faults.",
        count,
    )
    st.error(f"{heading} {gettext('`python -m referral check` prints the same list.')}")
    shown = error.faults[:MOST_FAULTS_SHOWN]
    st.code("\n".join(map(str, shown)), language=None, wrap_lines=True)
    if count > len(shown):
        st.caption(gettext("… and {number} more.", number=count - len(shown)))
