"""Dataset and atlas on the screen: loaded once for all visitors, and again when a table has been edited; a clear
message when a file is wrong.

dataset_or_stop() -> Dataset      shows every fault and raises PageEndError when the dataset cannot be used
dataset_or_none()                 the same without a word
in_language(dataset, code)        a dataset in another language than that of this visit
atlas_or_none() -> Atlas | None   says what is missing; the lists work without the map
silent_atlas_or_none()            the same without a word

The dataset speaks the language of this visit.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache

import streamlit as st

from referral import atlas as atlas_module
from referral import dataset as dataset_module
from referral.atlas import Atlas, AtlasError
from referral.dataset import Dataset, DatasetError, data_folder
from referral.languages import language
from referral.translatable import translated
from referral.ui import visit
from referral.ui.words import gettext, ngettext

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
    return dataset_module.load()


def in_language(dataset: Dataset, code: str) -> Dataset:
    """The dataset in a language, whatever the page speaks; made once."""
    source = dataset.in_english
    return source if code == source.language.code else _translated_once(source, code)


@lru_cache(maxsize=8)
def _translated_once(dataset: Dataset, code: str) -> Dataset:
    return translated(dataset, language(code))


@st.cache_resource(show_spinner=False, max_entries=1)
def _atlas_once(stamped: Stamp) -> Atlas:
    return atlas_module.load(trigger_points=_dataset_once(stamped).trigger_points.values())


def dataset_or_stop() -> Dataset:
    """The dataset as its tables lie now: an edit shows on the next reload, and mending a faulty file is enough."""
    try:
        return in_language(_dataset_once(_stamp()), visit.language().code)
    except DatasetError as error:
        _show_faults(error)
        raise PageEndError from error


def dataset_or_none() -> Dataset | None:
    """The dataset, or None without a word: for a page that works without it."""
    try:
        return in_language(_dataset_once(_stamp()), visit.language().code)
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


def _show_faults(error: DatasetError) -> None:
    """Every fault with file, line, column and what is allowed; nothing of the dataset is shown."""
    count = len(error.faults)
    told = ngettext(
        "The dataset needs a correction before the explorer can open: {number} fault.",
        "The dataset needs a correction before the explorer can open: {number} faults.",
        count,
    )
    st.error(f"{told} {gettext('`python -m referral check` prints the same list.')}")
    shown = error.faults[:MOST_FAULTS_SHOWN]
    st.code("\n".join(map(str, shown)), language=None, wrap_lines=True)
    if count > len(shown):
        st.caption(gettext("… and {number} more.", number=count - len(shown)))
