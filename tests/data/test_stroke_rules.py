"""Landmarks and strokes in a dataset: form, and agreement with the zones."""

from __future__ import annotations

from pathlib import Path

import pytest

from referral.data.load import load_dataset
from referral.model.pattern import pattern_of
from tests.edits import lines, replaced

LANDMARKS = "landmark_id,name,anatomical_name,region_id,x_mm,y_mm,z_mm\n"
STROKES = "trigger_point_id,zone,stroke,step,side,landmark_id,x_mm,y_mm,z_mm,width_mm,region_id\n"
JAW = "corner_of_jaw,corner of the jaw,gonial angle,jaw_angle,-60,1572,128\n"


@pytest.fixture
def drawn(folder: Path) -> Path:
    """The dataset of five muscles with strokes of one trigger point; of the others all is told as missing."""
    (folder / "landmarks.csv").write_text(LANDMARKS + JAW, encoding="utf-8")
    point = "upper_trapezius_trp1"
    rows = [
        f"{point},essential,1,1,same,,-62,1560,72,30,",
        f"{point},essential,1,2,same,,-64,1585,68,26,",
        f"{point},essential,2,1,same,corner_of_jaw,,,,16,",
        f"{point},essential,3,1,same,,,,,,temple",
    ]
    (folder / "strokes.csv").write_text(STROKES + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


def told(folder: Path, file: str = "strokes.csv") -> list[str]:
    return [line for line in lines(folder) if line.startswith(file)]


def test_a_dataset_may_lack_both_files(folder: Path) -> None:
    data = load_dataset(folder)
    assert not data.landmarks
    strokes = pattern_of(data, "upper_trapezius", "right").strokes
    assert strokes and all(stroke.region_id for stroke in strokes)


def test_sound_strokes_are_read(drawn: Path) -> None:
    data = load_dataset(drawn)
    first, second, third = data.strokes_of("upper_trapezius_trp1")
    assert first.places == ((-62.0, 1560.0, 72.0), (-64.0, 1585.0, 68.0)) and first.widths == (30.0, 26.0)
    assert second.places == ((-60.0, 1572.0, 128.0),)
    assert third.region_id == "temple" and not third.places
    assert not told(drawn) and not told(drawn, "landmarks.csv")


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("corner_of_jaw,,,,16,", "corner_of_jow,,,,16,", 4, "landmark_id"),
        ("corner_of_jaw,,,,16,", "corner_of_jaw,-60,1572,128,16,", 4, "x_mm"),
        ("corner_of_jaw,,,,16,", ",,,,16,", 4, "landmark_id"),
        ("same,,-62,1560,72,30,", "same,,-62,1560,,30,", 2, "z_mm"),
        ("same,,-62,1560,72,30,", "same,,-62,1560,72,,", 2, "width_mm"),
        ("same,,-62,1560,72,30,", "same,,-62,1560,72,-3,", 2, "width_mm"),
        ("1,2,same,,-64", "1,2,both,,-64", 3, "side"),
        ("1,2,same,,-64", "1,4,same,,-64", 3, "step"),
        (",,,,,,temple", ",,,,,12,temple", 5, "width_mm"),
        (",,,,,,temple", ",,,,,,tempel", 5, "region_id"),
    ],
)
def test_a_broken_step_is_told_with_its_place(drawn: Path, old: str, new: str, line: int, column: str) -> None:
    replaced(drawn, "strokes.csv", old, new)
    assert any(one.startswith(f"strokes.csv:{line}: {column}: ") for one in told(drawn)), told(drawn)


def test_a_stroke_that_strays_is_told_at_its_step(drawn: Path) -> None:
    replaced(drawn, "strokes.csv", "-64,1585,68,26,", "-20,1720,190,30,")
    (first, *_) = told(drawn)
    assert first.startswith(("strokes.csv:2: width_mm: ", "strokes.csv:3: width_mm: "))
    assert "which no zone of upper_trapezius_trp1 names" in first


def test_a_region_that_is_no_zone_is_told(drawn: Path) -> None:
    replaced(drawn, "strokes.csv", ",temple", ",side_of_head")
    (line,) = told(drawn)
    assert line.startswith("strokes.csv:5: region_id: ")
    assert "is no essential zone of upper_trapezius_trp1" in line


def test_a_zone_that_no_stroke_reaches_is_told(drawn: Path) -> None:
    replaced(drawn, "strokes.csv", "upper_trapezius_trp1,essential,3,1,same,,,,,,temple\n", "")
    found = [line for line in told(drawn, "referrals.csv") if "no essential stroke of upper_trapezius_trp1" in line]
    assert any(line.endswith("reaches right-temple") for line in found)


def test_a_landmark_off_the_skin_or_in_another_region_is_told(drawn: Path) -> None:
    replaced(drawn, "landmarks.csv", "-60,1572,128", "-90,1572,128")
    assert told(drawn, "landmarks.csv")[0].startswith("landmarks.csv:2: x_mm: ")
    replaced(drawn, "landmarks.csv", "jaw_angle,-90,1572,128", "temple,-60,1572,128")
    (line,) = told(drawn, "landmarks.csv")
    assert line.startswith("landmarks.csv:2: region_id: the landmark does not lie in 'temple', but in ")
