"""Whatever the files hold, loading ends in a dataset or in faults, never in a traceback."""

import re
import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referral.data.load import find_faults, load_dataset
from tests.edits import FILES

FIVE_MUSCLES = Path(__file__).parents[1] / "fixtures" / "five_muscles"
FAULT_LINE = re.compile(r"[^\n]+?(:\d+)?: [^\n]+")

CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "NaN", "sNaN", "-inf", "1e999999", "true", "temple", "both", '"', ";", "\x00", "\uff19", "'=1+1"]
    ),
)
HOSTILE = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def only_faults(folder: Path) -> None:
    """Checking gives faults that print as one line each, or none, and then the dataset loads."""
    faults = find_faults(folder)
    for fault in faults:
        assert FAULT_LINE.fullmatch(str(fault))
    if not faults:
        assert load_dataset(folder).muscles


@HOSTILE
@given(
    file=st.sampled_from(FILES),
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
)
def test_any_bytes_end_in_faults(folder: Path, file: str, content: bytes) -> None:
    whole = (folder / file).read_bytes()
    (folder / file).write_bytes(content)
    only_faults(folder)
    (folder / file).write_bytes(whole)


@HOSTILE
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


@HOSTILE
@given(file=st.sampled_from(FILES), position=st.integers(0, 3000), sign=st.sampled_from('",;\n\r\x00 é'))
def test_any_stray_sign_ends_in_faults(folder: Path, file: str, position: int, sign: str) -> None:
    whole = (folder / file).read_text(encoding="utf-8")
    position %= len(whole)
    (folder / file).write_text(whole[:position] + sign + whole[position:], encoding="utf-8", newline="")
    only_faults(folder)
    shutil.copy(FIVE_MUSCLES / file, folder / file)
