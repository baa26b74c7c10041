"""The commands that answer from the dataset, as other programs call them."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from referral.__main__ import _reader_left, main
from referral.data.load import FOLDER_VARIABLE

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def five_muscles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the commands read the small dataset."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line of an unknown id."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.endswith("\n") and printed.err.count("\n") == 1
    return printed.err.strip()


def test_check_of_sound_data_says_nothing(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert output(capsys, "check") == ""
    assert output(capsys, "check", str(folder)) == ""


def test_check_prints_a_line_for_each_fault(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    path = folder / "referrals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",temple,", ",tempel,"), encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "referrals.csv:4: region_id: 'tempel' is not in regions.csv; nearest: temple",
        "referrals.csv:9: region_id: 'tempel' is not in regions.csv; nearest: temple",
    ]
    assert printed.err.startswith(
        "2 of these close the explorer: one that runs goes on with the tables that it read last"
    )


def test_check_says_of_faults_that_close_nothing_that_they_do_not(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "muscles (2).csv").touch()
    assert main(["check", str(folder)]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("muscles (2).csv: this file is not read, muscles.csv is")
    assert printed.err == "None of these closes the explorer.\n"


def test_other_commands_tell_the_faults_too(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "muscles.csv").unlink()
    assert main(["regions"]) == 1
    assert capsys.readouterr() == ("", "muscles.csv: the file is missing\n")


def test_regions(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    header, *rows = (folder / "regions.csv").read_text(encoding="utf-8").splitlines()
    assert len(output(capsys, "regions").splitlines()) == len(rows)
    regions = json.loads(output(capsys, "regions", "--json"))
    assert len(regions) == len(rows)
    assert all(list(region) == header.split(",") for region in regions)
    assert regions[8]["mark_x_mm"] == -40 and regions[8]["mark_from"] == "front side"
    assert regions[2] == {
        "region_id": "temple",
        "name": "temple",
        "anatomical_name": "temporal region",
        "body_part": "head",
        "surface": True,
        "sided": True,
        "mark_x_mm": None,
        "mark_y_mm": None,
        "mark_z_mm": None,
        "mark_from": "",
        "not_reached_because": "",
        "search_words": "side of the forehead; headache at the side",
    }


def test_explain_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(output(capsys, "explain", "right-temple", "jaw_angle", "left-heel", "--json"))
    assert list(found) == ["areas", "muscles", "together", "here", "apart"]
    assert found["apart"] == [
        {"muscle_id": "upper_trapezius", "areas": ["right-side_of_neck"], "stays": False},
        {"muscle_id": "temporalis", "areas": ["right-eyebrow"], "stays": False},
    ]
    assert found["here"] == [{"muscle_id": "temporalis", "trigger_points": ["temporalis_trp1"]}]
    assert found["areas"] == ["right-temple", "jaw_angle", "left-heel"]
    assert found["together"] == ["upper_trapezius"]
    assert [muscle["muscle_id"] for muscle in found["muscles"]] == ["upper_trapezius", "temporalis"]
    assert found["muscles"][1] == {
        "rank": 2,
        "muscle_id": "temporalis",
        "name": "Temporalis",
        "score": found["muscles"][1]["score"],
        "explains": [{"area": "right-temple", "zone": "essential", "trigger_points": ["temporalis_trp1"]}],
        "unexplained": ["jaw_angle", "left-heel"],
    }
    assert found["muscles"][0]["score"] > found["muscles"][1]["score"] > 0


def test_explain_says_how_often_at_a_place_where_that_is_known(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REFERRAL_DATA")
    found = json.loads(output(capsys, "explain", "left-sacroiliac", "--json"))
    told = {muscle["muscle_id"]: muscle["explains"][0].get("frequency") for muscle in found["muscles"]}
    assert told["soleus"] == "rare" and told["gluteus_medius"] is None


def test_explain_top(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(output(capsys, "explain", "right-temple", "--top", "1", "--json"))
    assert [muscle["rank"] for muscle in found["muscles"]] == [1]
    first, there = output(capsys, "explain", "temple", "--top", "1").splitlines()
    assert first.startswith("  1. Temporalis ") and there == "Lies there: Temporalis (TrP1)."


@pytest.mark.parametrize("number", ["0", "-1", "x"])
def test_explain_top_must_be_a_number(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["explain", "temple", f"--top={number}"])
    assert caught.value.code == 2
    assert "--top" in capsys.readouterr().err


def test_explain_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    text = output(capsys, "explain", "right-temple", "right-palm", "left-heel")
    assert text.splitlines()[0].startswith("  1. Temporalis (")
    assert "Its pain is usually felt in your right temple; " in text
    assert " Does the pain also run to the right eyebrow?\n" in text
    assert "Fewest muscles that reach all of it: Temporalis, Infraspinatus." in text
    assert "No muscle of the dataset reaches your left heel." in text


def test_pattern_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(output(capsys, "pattern", "temporalis", "--json"))
    assert list(found) == ["muscle_id", "name", "trigger_points"]
    (point,) = found["trigger_points"]
    assert list(point) == ["trigger_point_id", "label", "location", "zones"]
    assert point["zones"][2] == {
        "region_id": "upper_teeth",
        "zone": "spillover",
        "side": "same",
        "source_id": "travell_simons_1",
        "locator": "ch. 9",
    }


def test_pattern_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    text = output(capsys, "pattern", "infraspinatus")
    assert text.startswith("Infraspinatus (infraspinatus)\n\nTrP1: Below the spine")
    assert "  palm                  spillover  same\n" in text


def test_unknown_ids_name_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert complaint(capsys, "explain", "right-tempel") == (
        "referral: unknown area 'right-tempel'; nearest: right-temple"
    )
    assert complaint(capsys, "explain", "right-temple", "sternum", "haed\n").startswith(
        "referral: unknown area 'sternum'; nearest: breastbone"
    )
    assert complaint(capsys, "pattern", "upper_trapezus", "--json") == (
        "referral: unknown muscle 'upper_trapezus'; nearest: upper_trapezius"
    )


def test_as_a_program() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "referral", "explain", "right-tempel"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "referral: unknown area 'right-tempel'; nearest: right-temple\n"


def test_reader_that_stops_early_is_no_failure() -> None:
    command = [sys.executable, "-m", "referral", "pattern", "temporalis"]
    buffered = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    pipe = subprocess.PIPE
    run = subprocess.Popen(command, cwd=ROOT, env=buffered, stdout=pipe, stderr=pipe, text=True)
    assert run.stdout is not None
    run.stdout.close()  # long before the program has anything to say
    _, complaints = run.communicate()
    assert (run.returncode, complaints) == (0, "")


def test_a_reader_that_leaves_on_windows_is_known_from_a_file_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    left, bad_name = OSError(errno.EINVAL, "Invalid argument"), OSError(errno.EINVAL, "Invalid argument", "a?b")
    assert not _reader_left(left)
    monkeypatch.setattr("referral.__main__.os.name", "nt")
    assert _reader_left(left)
    assert not _reader_left(bad_name)


@pytest.mark.parametrize(("program", "said"), [("referral.exe", "referral"), ("__main__.py", "python -m referral")])
def test_usage_names_the_command_that_was_typed(
    program: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [program])
    with pytest.raises(SystemExit):
        main(["pattern"])
    assert capsys.readouterr().err.startswith(f"usage: {said} pattern ")


def test_check_says_that_it_could_not_measure_reading_grades(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("referral.data.reading_grade.find_spec", lambda _: None)
    assert main(["check"]) == 0
    assert capsys.readouterr() == (
        "",
        "Reading grades were not measured; for them: pip install -r requirements-dev.txt\n",
    )
