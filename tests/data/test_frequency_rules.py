"""frequencies.csv: what a row must fit, told with line, column and what to do."""

from pathlib import Path

from referral.data.load import load_dataset
from tests.edits import lines

HEADER = "region_id,muscle_id,trigger_point_id,frequency,finding,source_id,locator"
SOUND = "temple,temporalis,,common,in half of 20 people,travell_simons_1,ch. 9"


def told(folder: Path, *rows: str) -> list[str]:
    text = "\n".join([HEADER, *rows])
    (folder / "frequencies.csv").write_text(f"{text}\n", encoding="utf-8")
    return lines(folder)


def test_a_folder_without_the_file_is_sound(folder: Path) -> None:
    assert lines(folder) == []
    assert load_dataset(folder).frequencies == ()


def test_sound_rows(folder: Path) -> None:
    assert told(folder) == []
    point = "temple,upper_trapezius,upper_trapezius_trp1,rare,in few,travell_simons_1,ch. 6"
    assert told(folder, SOUND, "temple,upper_trapezius,,leading,in most,travell_simons_1,ch. 6", point) == []


def test_unknown_ids_are_named_with_the_nearest(folder: Path) -> None:
    (fault,) = told(folder, SOUND.replace("temple", "tempel"))
    assert fault.startswith("frequencies.csv:2: region_id: 'tempel' is not in regions.csv") and "temple" in fault
    (fault,) = told(folder, SOUND.replace("temporalis,,", "temporalis,temporalis_trp9,"))
    assert fault.startswith("frequencies.csv:2: trigger_point_id: 'temporalis_trp9' is not in trigger_points.csv")


def test_a_word_that_there_is_not(folder: Path) -> None:
    (fault,) = told(folder, SOUND.replace("common", "often"))
    assert "frequency: 'often' is not one of leading, common, occasional, rare" in fault


def test_a_muscle_that_does_not_reach_the_place(folder: Path) -> None:
    (fault,) = told(folder, SOUND.replace("temple", "palm"))
    assert fault == "frequencies.csv:2: region_id: no zone of temporalis in referrals.csv is 'palm': add the zone first"


def test_a_point_of_another_muscle(folder: Path) -> None:
    (fault,) = told(folder, SOUND.replace("temporalis,,", "temporalis,upper_trapezius_trp1,"))
    assert fault == (
        "frequencies.csv:2: trigger_point_id: 'upper_trapezius_trp1' is a point of upper_trapezius, "
        "but the row speaks of temporalis"
    )


def test_a_row_twice(folder: Path) -> None:
    (fault,) = told(folder, SOUND, SOUND.replace("common", "rare"))
    assert fault == "frequencies.csv:3: region_id/muscle_id: 'temple', 'temporalis' is already in line 2"


def test_a_row_without_finding_or_source(folder: Path) -> None:
    faults = told(folder, "temple,temporalis,,common,,,ch. 9")
    assert len(faults) == 2 and all("empty, but required" in fault for fault in faults)
