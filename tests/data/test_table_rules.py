"""Faults of a dataset: each is found, named by file and line, and nothing else is said."""

from pathlib import Path

import pytest

from referral.data.faults import MOST_GUESSED, Fault
from referral.data.load import DatasetError, find_faults, load_dataset
from tests.edits import appended, lines, replaced


def test_sound_dataset_has_no_fault(folder: Path) -> None:
    assert find_faults(folder) == ()


EDITS = [
    (
        "referrals.csv",
        "upper_trapezius_trp1,temple,",
        "upper_trapezius_trp1,tempel,",
        ["referrals.csv:4: region_id: 'tempel' is not in regions.csv; nearest: temple"],
    ),
    (
        "referrals.csv",
        "infraspinatus_trp3,inner",
        "infraspinatus_trp33,inner",
        [
            "trigger_points.csv:7: trigger_point_id: 'infraspinatus_trp3' has no essential zone",
            "referrals.csv:19: trigger_point_id: 'infraspinatus_trp33' is not in trigger_points.csv; "
            "nearest: infraspinatus_trp3, infraspinatus_trp1",
        ],
    ),
    (
        "referrals.csv",
        "skull_base,spillover,same,travell_simons_1",
        "skull_base,spillover,same,travel_simons_1",
        [
            "referrals.csv:6: source_id: 'travel_simons_1' is not in sources.csv; "
            "nearest: travell_simons_1, travell_simons_2"
        ],
    ),
    (
        "muscles.csv",
        "temple muscle,head,FMA49006,common",
        "temple muscle,head,FMA49006,comon",
        ["muscles.csv:3: frequency: 'comon' is not one of common, occasional, rare; nearest: common"],
    ),
    (
        "muscles.csv",
        "shoulder blade muscle,shoulder",
        "shoulder blade muscle,sholder",
        [
            "muscles.csv:5: body_part: 'sholder' is not one of head, neck, shoulder, arm, hand, chest, "
            "belly, back, hip, thigh, leg, foot; nearest: shoulder"
        ],
    ),
    ("muscles.csv", "It closes the jaw.", "", ["muscles.csv:3: what_it_does: empty, but required"]),
    (
        "muscles.csv",
        "FMA49006",
        "49006",
        ["muscles.csv:3: fma_id: '49006' does not fit the pattern FMA[0-9]+"],
    ),
    (
        "trigger_points.csv",
        "-75,1480",
        "minus 75,1480",
        ["trigger_points.csv:2: x_mm: 'minus 75' is not a number"],
    ),
    ("trigger_points.csv", "-75,1480", "75,1480", ["trigger_points.csv:2: x_mm: '75' breaks the maximum 0"]),
    (
        "trigger_points.csv",
        "-75,1480",
        "NaN,1480",
        [
            "trigger_points.csv:2: x_mm: 'NaN' breaks the minimum -400",
            "trigger_points.csv:2: x_mm: 'NaN' breaks the maximum 0",
        ],
    ),
    ("trigger_points.csv", "-75,1480", "sNaN,1480", ["trigger_points.csv:2: x_mm: 'sNaN' is not a number"]),
    (
        "trigger_points.csv",
        "-75,1480",
        "-1e999999999,1480",
        ["trigger_points.csv:2: x_mm: '-1e999999999' breaks the minimum -400"],
    ),
    (
        "muscles.csv",
        "FMA49006",
        "FMA49006-",
        ["muscles.csv:3: fma_id: 'FMA49006-' does not fit the pattern FMA[0-9]+"],
    ),
    (
        "trigger_points.csv",
        "1680,150,side front",
        "1680,150,side fornt",
        [
            "trigger_points.csv:4: felt_from: 'fornt' is not one of front, back, side, inner, above, below; "
            "nearest: front"
        ],
    ),
    (
        "trigger_points.csv",
        "1680,150,side front",
        "1680,150,side; front",
        [
            "trigger_points.csv:4: felt_from: 'side;' is not one of front, back, side, inner, above, below; "
            "nearest: side"
        ],
    ),
    (
        "trigger_points.csv",
        "1680,150,side front",
        "1680,150,",
        [
            "trigger_points.csv:4: felt_from: empty, but required: write one or more of front, back, side, inner, "
            "above, below"
        ],
    ),
    (
        "regions.csv",
        ",-40.0,1594.0,189.0,front side,",
        ",-40.0,,189.0,,",
        [
            "regions.csv:10: mark_y_mm: empty, but 'upper_teeth' is a hidden place: write the height of its mark on "
            "the skin, in mm",
            "regions.csv:10: mark_from: empty, but 'upper_teeth' is a hidden place: write one or more of front, back, "
            "side, inner, above, below",
        ],
    ),
    (
        "regions.csv",
        ",-40.0,1594.0,189.0,front side,",
        ",40.0,high,189.0,from the front,",
        [
            "regions.csv:10: mark_x_mm: '40.0' breaks the maximum 0",
            "regions.csv:10: mark_y_mm: 'high' is not a number",
            "regions.csv:10: mark_from: 'from' is not one of front, back, side, inner, above, below; nearest: front",
            "regions.csv:10: mark_from: 'the' is not one of front, back, side, inner, above, below",
        ],
    ),
    (
        "regions.csv",
        "temporal region,head,true,true,,,,,",
        "temporal region,head,true,true,-70,,,side,",
        [
            "regions.csv:4: mark_x_mm: '-70', but 'temple' is skin, which needs no mark: empty this cell",
            "regions.csv:4: mark_from: 'side', but 'temple' is skin, which needs no mark: empty this cell",
        ],
    ),
    ("regions.csv", "true,true", "yes,true", ["regions.csv:2: surface: 'yes' is not true or false"]),
    (
        "regions.csv",
        "\neyebrow,",
        "\n eyebrow,",
        ["regions.csv:3: region_id: stray white space or line break in ' eyebrow'"],
    ),
    (
        "regions.csv",
        "\npalm,",
        "\nPalm,",
        [
            "regions.csv:19: region_id: 'Palm' is not an id: small letters, digits and single underscores",
            "referrals.csv:17: region_id: 'palm' is not in regions.csv; nearest: Palm",
            "red_flags.csv:4: regions: 'palm' is not in regions.csv; nearest: Palm",
            "red_flags.csv:7: regions: 'palm' is not in regions.csv; nearest: Palm",
        ],
    ),
    (
        "advice.csv",
        "temporalis,",
        "temporal,",
        ["advice.csv:3: muscles: 'temporal' is not in muscles.csv; nearest: temporalis"],
    ),
    (
        "advice.csv",
        "head; neck",
        "neck",
        ["advice.csv:3: muscles: 'temporalis' is a muscle of the head, which body_parts does not name"],
    ),
    (
        "advice.csv",
        "head; neck",
        "haed; head",
        ["advice.csv:3: body_parts: 'haed' is not in muscles.csv; nearest: head"],
    ),
    ("advice.csv", "head; neck", "head;; neck", ["advice.csv:3: body_parts: an empty place between two semicolons"]),
    ("advice.csv", "Ease off if the pain gets sharp.", "", ["advice.csv:2: caution: empty, but required"]),
    (
        "advice.csv",
        "Let your teeth stay apart when you rest.",
        "Rest. " * 29 + "Rest.",
        [f"advice.csv:3: text: '{'Rest. ' * 6}Res…' has 179 characters; 160 are the most"],
    ),
    ("sources.csv", ",1999", ",MCMXCIX", ["sources.csv:2: year: 'MCMXCIX' is not a whole number"]),
    (
        "sources.csv",
        '"Travell JG, Simons DG. Myofascial',
        ',"Travell JG, Simons DG. Myofascial',
        ["sources.csv:3: 8 cells, but 7 columns; put a text that has commas between double quotes"],
    ),
    (
        "muscles.csv",
        "frequency",
        "frequenzy",
        [
            "muscles.csv:1: frequency: the column is missing",
            "muscles.csv:1: unknown column 'frequenzy'; nearest: frequency",
        ],
    ),
    (
        "sources.csv",
        "citation,doi",
        "citation,citation,doi",
        ["sources.csv:1: citation: the column is there twice"],
    ),
    (
        "sources.csv",
        "url,year",
        "url ,year",
        ["sources.csv:1: stray white space around the column name 'url '"],
    ),
    (
        "sources.csv",
        '"Simons DG',
        '"Simons" DG',
        ["""sources.csv:2: cannot be split into cells: ',' expected after '"'"""],
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), EDITS, ids=[edit[2][:30] for edit in EDITS])
def test_one_edit_gives_its_faults_and_no_others(
    folder: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    replaced(folder, file, old, new)
    assert lines(folder) == expected


ROWS = [
    (
        "referrals.csv",
        "temporalis_trp1,temple,spillover,same,travell_simons_1,ch. 9,usual",
        ["referrals.csv:28: trigger_point_id/region_id/side: 'temporalis_trp1', 'temple', 'same' is already in line 9"],
    ),
    (
        "referrals.csv",
        "temporalis_trp1,temple,essential,both,travell_simons_1,ch. 9,usual",
        ["referrals.csv:9: region_id: 'temple' is listed twice: line 28 has it on both sides"],
    ),
    (
        "referrals.csv",
        "temporalis_trp1,breastbone,spillover,opposite,travell_simons_1,ch. 9,usual",
        [
            "regions.csv:20: not_reached_because: zones of referrals.csv do reach 'breastbone'; empty this cell",
            "referrals.csv:28: side: 'opposite', but breastbone lies on the midline: write same",
        ],
    ),
    (
        "referrals.csv",
        "temporalis_trp1,palm,spillover,same,,ch. 9,usual",
        ["referrals.csv:28: source_id: empty, but required"],
    ),
    (
        "trigger_points.csv",
        "temporalis_trp2,temporalis,TrP2,Middle of the muscle.,-66,1690,120,side,",
        ["trigger_points.csv:10: trigger_point_id: 'temporalis_trp2' has no essential zone"],
    ),
    (
        "trigger_points.csv",
        "temporalis_trp1,temporalis,TrP1,Middle of the muscle.,-66,1690,120,side,",
        ["trigger_points.csv:10: trigger_point_id: 'temporalis_trp1' is already in line 4"],
    ),
    (
        "muscles.csv",
        "soleus,Soleus,calf muscle,leg,,common,Seen often.,In the calf.,It lowers the foot.,Running.,A clot.,",
        ["muscles.csv:7: muscle_id: 'soleus' has no trigger point"],
    ),
    ("sources.csv", ",book,A book.,,,,2001", ["sources.csv:4: source_id: empty, but required"]),
    (
        "sources.csv",
        "third, A book.,2001",
        ["sources.csv:4: 3 cells, but 7 columns; a comma is missing, or a quote is too many"],
    ),
    ("sources.csv", "third,book,,,,,2001", ["sources.csv:4: citation: empty, but required"]),
    (
        "sources.csv",
        "third,book,A book.,11.1/x,,,2001",
        ["sources.csv:4: doi: '11.1/x' does not fit the pattern 10\\.[0-9]{4,9}/\\S+"],
    ),
]


@pytest.mark.parametrize(("file", "line", "expected"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_one_row_more_gives_its_fault_and_no_other(folder: Path, file: str, line: str, expected: list[str]) -> None:
    appended(folder, file, line)
    assert lines(folder) == expected


def test_a_dataset_may_have_no_advice(folder: Path) -> None:
    header = (folder / "advice.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    (folder / "advice.csv").write_text(f"{header}\n", encoding="utf-8", newline="")
    assert lines(folder) == []
    assert load_dataset(folder).advice == {}


def test_column_is_allowed_once_the_folders_descriptor_names_it(folder: Path) -> None:
    path = folder / "sources.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{rows[0]},language", *(f"{row},en" for row in rows[1:])]), encoding="utf-8")
    assert lines(folder) == ["sources.csv:1: unknown column 'language'"]
    (folder / "datapackage.json").write_text(
        '{"resources": [{"name": "sources", "schema": {"fields": [{"name": "language"}]}}]}', encoding="utf-8"
    )
    assert lines(folder) == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"resources": 5}', '{"resources": [{}]}', "[" * 100_000])
def test_broken_descriptor_is_one_fault(folder: Path, text: str) -> None:
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    (line,) = lines(folder)
    assert line.startswith("datapackage.json") and ": not a data package: " in line


def test_all_faults_come_at_once_in_order(folder: Path) -> None:
    for file, old, new, _ in EDITS[:2]:
        replaced(folder, file, old, new)
    (folder / "sources.csv").unlink()
    with pytest.raises(DatasetError) as caught:
        load_dataset(folder)
    faults = caught.value.faults
    assert [(fault.file, fault.row) for fault in faults] == [
        ("trigger_points.csv", 7),
        ("referrals.csv", 4),
        ("referrals.csv", 19),
        ("sources.csv", None),
    ]
    assert str(caught.value) == "\n".join(str(fault) for fault in faults)


def test_a_thousand_faults_are_a_thousand_lines_and_what_was_meant_is_guessed_for_some(folder: Path) -> None:
    row = "upper_trapezius_trp1,templee{},essential,same,travell_simons_1,ch. 6,usual"
    for number in range(1200):
        appended(folder, "referrals.csv", row.format(number))
    appended(folder, "referrals.csv", row.format(1).replace("usual", "usuall"))
    told = [str(fault) for fault in find_faults(folder)]
    assert len(told) == 1203  # the last row stands there twice, too
    assert told[0] == "referrals.csv:28: region_id: 'templee0' is not in regions.csv; nearest: temple"
    after = 28 + MOST_GUESSED
    assert f"referrals.csv:{after}: region_id: 'templee{MOST_GUESSED}' is not in regions.csv" in told
    assert sum("nearest: temple" in line for line in told) == MOST_GUESSED
    assert any(line.startswith("referrals.csv:1228: certainty: 'usuall' is not one of") for line in told)


def test_a_fault_is_one_line_of_sane_length_whatever_it_repeats() -> None:
    long, odd = "x" * 10_000, "\x1b[31mred\x07\n\u202e\x00"
    for text in (long, odd, f"{odd}{long}"):
        told = str(Fault("referrals.csv", 3, text, f"{text} is no zone", unknown=text, known=("temple",)))
        assert told.isprintable() and len(told) < 1100
    assert "\\x1b[31mred\\x07\\n\\u202e\\x00 is no zone" in str(Fault("a.csv", 1, None, f"{odd} is no zone"))


@pytest.mark.parametrize("number", ["0-0", "²", "9" * 5000, "1e999", "-0", "٣"])
@pytest.mark.parametrize("column", ["stroke", "step", "x_mm", "width_mm"])
def test_odd_numbers_end_in_faults(folder: Path, column: str, number: str) -> None:
    row = {"stroke": "1", "step": "1", "x_mm": "-192", "width_mm": "40"} | {column: number}
    (folder / "strokes.csv").write_text(
        "trigger_point_id,zone,stroke,step,side,landmark_id,x_mm,y_mm,z_mm,width_mm,region_id\n"
        f"infraspinatus_trp1,essential,{row['stroke']},{row['step']},same,,{row['x_mm']},1435,131,{row['width_mm']},\n",
        encoding="utf-8",
    )
    faults = find_faults(folder)
    assert all(str(fault).isprintable() and len(str(fault)) < 1000 for fault in faults)
    if (column, number) != ("x_mm", "-0"):
        assert any(fault.column == column for fault in faults)
