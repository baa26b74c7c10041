"""A table that is edited while the app runs shows on the next visit, nothing else is loaded anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from referral.data.load import FOLDER_VARIABLE
from referral.ui.visit import loaded
from tests.edits import replaced
from tests.opened_pages import buttons, open_page


def test_an_edited_table_shows_on_the_next_run(folder: Path, other_data: pytest.MonkeyPatch) -> None:
    other_data.setenv(FOLDER_VARIABLE, str(folder))
    app = open_page("muscles")
    before = buttons(app, "see_")
    replaced(folder, "muscles.csv", "infraspinatus,Infraspinatus,", "infraspinatus,Infraspinatus as edited,")
    after = buttons(app.run(), "see_")
    assert len(after) == len(before)
    assert "Infraspinatus as edited" in " ".join(after) and "as edited" not in " ".join(before)


def test_any_change_of_a_table_gives_another_stamp(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter more, a later time alone, a table more, another folder; and the same stamp for the same tables."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    stamps = [loaded._stamp()]
    assert loaded._stamp() == stamps[0]
    replaced(folder, "muscles.csv", "Infraspinatus", "Infraspinatuss")
    stamps.append(loaded._stamp())
    os.utime(folder / "regions.csv", ns=(1, 1))
    stamps.append(loaded._stamp())
    (folder / "notes.csv").touch()
    stamps.append(loaded._stamp())
    monkeypatch.delenv(FOLDER_VARIABLE)
    stamps.append(loaded._stamp())
    assert len(set(stamps)) == len(stamps)
