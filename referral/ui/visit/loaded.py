"""Dataset and atlas of this server: loaded once for all visitors, and again when a table has been edited. While a
broken one lies there the last good one is shown; where there is none, the pages are closed.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from threading import Lock

import streamlit as st

from referral.answers.under_place import prepare
from referral.body.atlas import Atlas, AtlasError
from referral.body.atlas_files import load_atlas
from referral.data.last_good import LastGood, Stamp
from referral.data.load import DatasetError
from referral.model.dataset import Dataset
from referral.model.texts import Texts, texts_in
from referral.ui.visit.labels import as_label
from referral.ui.visit.language import spoken
from referral.ui.visit.words import gettext


class PageEndError(Exception):
    """A page cannot go on: there is no sound dataset. app.py ends it and says that the pages are closed for a moment;
    after st.stop() nothing more could be shown."""


_datasets = LastGood()


class _Atlases:
    """The atlas of a dataset, made once for each stamp of its files. Kept here and not by Streamlit, whose caches any
    visitor's browser can have emptied for everybody."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        self._kept: tuple[Stamp, Atlas] | None = None

    def of(self, stamp: Stamp, dataset: Dataset) -> Atlas:
        """Return the atlas with the dataset's trigger points marked; AtlasError when it cannot be read."""
        with self._lock:
            if self._kept is None or self._kept[0] != stamp:
                found = load_atlas(trigger_points=dataset.trigger_points.values())
                prepare(dataset, found)
                self._kept = stamp, found
                _set_aside()
            return self._kept[1]


_atlases = _Atlases()


def _atlas() -> Atlas:
    kept = _datasets.now()
    return _atlases.of(kept.stamp, kept.dataset)


def forget() -> None:
    """Load dataset and atlas anew when they are next asked for."""
    _datasets.forget()
    _atlases.forget()


def load_early() -> None:
    """Load dataset and atlas before the first visitor comes; of a wrong table the log says what is wrong."""
    with suppress(AtlasError, DatasetError):
        _atlas()


def _set_aside() -> None:
    """Keep what was loaded out of Python's sweeps for garbage: it stays as long as the server, and looking through it
    stopped every visitor for a tenth of a second. What is no longer used goes all the same, by its count of uses."""
    gc.collect()
    gc.freeze()


def texts_or_stop() -> Texts:
    """The dataset in the language of this run: an edit shows on the next reload, and mending a faulty file is enough.
    PageEndError when there is none."""
    try:
        return texts_in(_datasets.now().dataset, spoken())
    except DatasetError as error:
        raise PageEndError from error


def texts_or_none() -> Texts | None:
    """The same, or None: for a page that works without it."""
    try:
        return texts_in(_datasets.now().dataset, spoken())
    except DatasetError:
        return None


def files_are_shown() -> bool:
    """Whether the dataset that is shown is the one that lies in the files now."""
    try:
        return _datasets.now().latest
    except DatasetError:
        return False


def atlas_or_none() -> Atlas | None:
    """The atlas with the dataset's trigger points marked, or None after saying what is wrong. Call it once there is a
    dataset."""
    try:
        found = _atlas()
    except AtlasError as error:
        told = gettext("The body map cannot be shown. The list below works all the same.")
        st.error(f"{told}\n\n{as_label(str(error))}")
        return None
    if found.faults:
        st.warning("\n\n".join([gettext("Part of the body map is missing."), *map(as_label, found.faults)]))
    return found


def silent_atlas_or_none() -> Atlas | None:
    """The atlas, or None, without a word: the page says what is wrong."""
    try:
        return _atlas()
    except (AtlasError, DatasetError):
        return None


def silent_dataset_and_atlas() -> tuple[Dataset, Atlas] | None:
    """Both, or None, without a word and without a visitor: for what is asked for by address."""
    try:
        kept = _datasets.now()
        return kept.dataset, _atlases.of(kept.stamp, kept.dataset)
    except (AtlasError, DatasetError):
        return None
