"""A table that is edited while the app runs shows on the next visit, nothing else is loaded anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from referral.data.last_good import stamp_of
from referral.data.load import FOLDER_VARIABLE, data_folder
from referral.ui.visit import loaded
from tests.edits import replaced
from tests.opened_pages import buttons, chart, open_page, words


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
    stamps = [stamp_of(data_folder())]
    assert stamp_of(data_folder()) == stamps[0]
    replaced(folder, "muscles.csv", "Infraspinatus", "Infraspinatuss")
    stamps.append(stamp_of(data_folder()))
    os.utime(folder / "regions.csv", ns=(1, 1))
    stamps.append(stamp_of(data_folder()))
    (folder / "notes.csv").touch()
    stamps.append(stamp_of(data_folder()))
    monkeypatch.delenv(FOLDER_VARIABLE)
    stamps.append(stamp_of(data_folder()))
    assert len(set(stamps)) == len(stamps)


def test_a_stroke_is_drawn_on_the_next_run(folder: Path, other_data: pytest.MonkeyPatch) -> None:
    """First whole regions, then a band, then a wider one."""
    other_data.setenv(FOLDER_VARIABLE, str(folder))
    app = open_page("muscles", muscle="infraspinatus")
    seen = [painted(app)]
    (folder / "landmarks.csv").write_text("landmark_id,name,anatomical_name,region_id,x_mm,y_mm,z_mm\n", "utf-8")
    columns = "trigger_point_id,zone,stroke,step,side,landmark_id,x_mm,y_mm,z_mm,width_mm,region_id"
    row = "infraspinatus_trp1,essential,1,1,same,,-192,1435,131,40,"
    (folder / "strokes.csv").write_text(f"{columns}\n{row}\n", "utf-8")
    seen.append(painted(app.run()))
    replaced(folder, "strokes.csv", ",40,", ",70,")
    seen.append(painted(app.run()))
    assert all(seen)
    assert len(set(seen)) == len(seen)


def test_while_a_broken_table_lies_there_the_last_good_one_is_shown(
    folder: Path, other_data: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The patient sees no difference, on any page, until it is mended; the editor reads why in the log."""
    other_data.setenv(FOLDER_VARIABLE, str(folder))
    app = open_page("muscles", muscle="infraspinatus")
    before, map_before = words(app), painted(app)
    replaced(folder, "muscles.csv", "infraspinatus,Infraspinatus,", "infraspinatus,Infraspinatus as edited,")
    replaced(folder, "referrals.csv", ",temple,", ",tempel,")
    app.run()
    assert (words(app), painted(app)) == (before, map_before)
    assert not app.error and not app.exception
    assert "region_id: 'tempel' is not in regions.csv; nearest: temple" in caplog.text
    for page in ("find", "muscles", "about", "book"):
        opened = open_page(page)
        assert not opened.error and not opened.exception and "closed" not in words(opened)
    replaced(folder, "referrals.csv", ",tempel,", ",temple,")
    assert "Infraspinatus as edited" in words(app.run())


def test_the_dataset_is_not_handed_out_while_its_files_are_broken(folder: Path, other_data: pytest.MonkeyPatch) -> None:
    other_data.setenv(FOLDER_VARIABLE, str(folder))
    app = open_page("about")
    assert len(app.get("download_button")) == 1
    replaced(folder, "referrals.csv", ",temple,", ",tempel,")
    assert not app.run().get("download_button")
    replaced(folder, "referrals.csv", ",tempel,", ",temple,")
    assert len(app.run().get("download_button")) == 1


def test_an_emptied_cache_of_streamlit_has_nothing_loaded_anew(folder: Path, other_data: pytest.MonkeyPatch) -> None:
    """Any visitor's browser can ask for it, where the app is not behind server.py."""
    other_data.setenv(FOLDER_VARIABLE, str(folder))
    app = open_page("muscles", muscle="infraspinatus")
    before = loaded.silent_dataset_and_atlas()
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()
    app.run()
    after = loaded.silent_dataset_and_atlas()
    assert before and after and before[0] is after[0] and before[1] is after[1]


def painted(app: AppTest) -> str:
    """The pictures of pain on the map."""
    sources = [image["source"] for image in json.loads(chart(app).spec)["layout"]["images"]]
    return " ".join(source for source in sources if source.startswith("data:"))
