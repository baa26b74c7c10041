"""Whatever the files hold, loading ends in a dataset or in faults, never in a traceback."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referral.data.edition import edition
from referral.data.faults import MOST_GUESSED
from referral.data.load import find_faults, load_dataset
from referral.words.text import guesses
from tests.edits import FILES, appended
from tests.fuzzing import hostile

FIVE_MUSCLES = Path(__file__).parents[1] / "fixtures" / "five_muscles"
FAULT_LINE = re.compile(r"[^\n]+?(:\d+)?: [^\n]+")

CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "NaN", "sNaN", "-inf", "1e999999", "true", "temple", "both", '"', ";", "\x00", "\uff19", "'=1+1"]
    ),
    st.sampled_from(
        ["03-abr", "06.01.2026", "WAHR", "-5,7", "1.507,0", "\u22125", "#N/D", "\ufffd", "\ufeff", "Ã¡", "sep=;"]
    ),
)


MARKS = (b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf")
ENDS = ("\n", "\r\n", "\r")


def only_faults(folder: Path) -> None:
    """Checking gives faults that print as one line each, or none, and then the dataset loads."""
    faults = find_faults(folder)
    for fault in faults:
        assert FAULT_LINE.fullmatch(str(fault))
    if not faults:
        assert load_dataset(folder).muscles


@hostile(30)
@given(
    file=st.sampled_from(FILES),
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
)
def test_any_bytes_end_in_faults(folder: Path, file: str, content: bytes) -> None:
    whole = (folder / file).read_bytes()
    (folder / file).write_bytes(content)
    only_faults(folder)
    (folder / file).write_bytes(whole)


@hostile(30)
@given(file=st.sampled_from(FILES), data=st.data())
def test_any_cells_end_in_faults(folder: Path, file: str, data: st.DataObject) -> None:
    whole = (folder / file).read_text(encoding="utf-8")
    width = whole.splitlines()[0].count(",") + 1
    row = data.draw(
        st.lists(
            st.one_of(CELLS, st.sampled_from(whole.splitlines()[1].split(","))),
            min_size=width - 1,
            max_size=width + 1,
        )
    )
    cells = ",".join('"{}"'.format(cell.replace('"', '""')) for cell in row)
    (folder / file).write_bytes(f"{whole}{cells}\n".encode())
    only_faults(folder)
    (folder / file).write_text(whole, encoding="utf-8")


@hostile(30)
@given(file=st.sampled_from(FILES), position=st.integers(0, 3000), sign=st.sampled_from('",;\n\r\x00 é'))
def test_any_stray_sign_ends_in_faults(folder: Path, file: str, position: int, sign: str) -> None:
    whole = (folder / file).read_text(encoding="utf-8")
    position %= len(whole)
    (folder / file).write_text(whole[:position] + sign + whole[position:], encoding="utf-8", newline="")
    only_faults(folder)
    shutil.copy(FIVE_MUSCLES / file, folder / file)


@hostile(30)
@given(mark=st.sampled_from(MARKS), end=st.sampled_from(ENDS), columns=st.integers(0, 3), data=st.data())
def test_no_harmless_mark_changes_what_is_read(
    folder: Path, mark: bytes, end: str, columns: int, data: st.DataObject
) -> None:
    """Byte order marks, line ends, empty rows anywhere, empty cells to the right."""
    for file in FILES:
        lines = (FIVE_MUSCLES / file).read_text(encoding="utf-8").splitlines()
        for _ in range(data.draw(st.integers(0, 3), label=f"empty rows in {file}")):
            place = data.draw(st.integers(0, len(lines)), label="where")
            lines.insert(place, data.draw(st.sampled_from(["", " ", ",", ",,,,,,,,,,,,,,,,", '"",""', "\u00a0, "])))
        text = "".join(f"{line}{',' * columns if line else ''}{end}" for line in lines)
        (folder / file).write_bytes(mark + text.encode())
    assert find_faults(folder) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["resources", "name", "schema", "fields", "version", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@hostile(30)
@given(package=JSON, position=st.integers(0, 400), sign=st.sampled_from('{}[]",:9\x00é'))
def test_any_description_ends_in_faults(folder: Path, package: object, position: int, sign: str) -> None:
    text = json.dumps(package)
    for description in (text, text[: position % len(text)] + sign + text[position % len(text) :]):
        (folder / "datapackage.json").write_text(description, encoding="utf-8")
        only_faults(folder)
        edition(folder)
    (folder / "datapackage.json").unlink()


@hostile(30)
@given(names=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), min_size=1, max_size=20)))
def test_files_beside_the_tables_do_no_harm(folder: Path, names: list[str]) -> None:
    made = []
    for name in {*names, "muscles (2).csv", "~$muscles.xlsx", ".csv", "muscles\n.csv"}:
        if name not in (".", "..") and not (folder / name).exists():
            (folder / name).write_bytes(b"\xff")
            made.append(folder / name)
    only_faults(folder)
    assert load_dataset(folder).muscles
    for path in made:
        path.unlink()


def test_what_many_unknown_ids_cost_grows_with_their_number_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guess compares an id with every known one: it is made for what is told, not for each of thousands of cells."""
    guessed: list[str] = []

    def counted(value: str, known: Sequence[str]) -> str:
        guessed.append(value)
        return guesses(value, known)

    monkeypatch.setattr("referral.data.faults.guesses", counted)
    for name in ("referrals", "support"):
        path = folder / f"{name}.csv"
        row = path.read_text(encoding="utf-8").splitlines()[1]
        rows = [f"x{number}{row.replace(',', f'x{number},', 1)}" for number in range(2000)]
        appended(folder, path.name, "\n".join(rows))
    faults = find_faults(folder)
    assert len(faults) >= 4000 and not guessed
    told = [str(fault) for fault in faults]
    assert len(set(told)) == len(told) and len(guessed) < 8 * MOST_GUESSED
