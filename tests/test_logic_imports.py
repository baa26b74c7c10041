"""The logic knows no screen: it imports no Streamlit and no Plotly."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOGIC = (
    "arrays",
    "assembly",
    "atlas",
    "atlas_files",
    "candidates",
    "checks",
    "compare",
    "consult",
    "cover",
    "dataset",
    "handout",
    "map_labels",
    "mark_numbers",
    "marks",
    "overlay",
    "patterns",
    "ranking",
    "reasons",
    "scene",
    "search",
    "sense",
    "show",
    "state",
    "styles",
    "svg",
    "tables",
    "text",
    "typeset",
    "under_finger",
)


def imported(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has after `code`."""
    program = f"{code}\nimport sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_logic_imports_no_streamlit() -> None:
    code = "\n".join(f"import referral.{name}" for name in (*LOGIC, "__main__"))
    modules = imported(f"{code}\nreferral.dataset.load('tests/fixtures/five_muscles')")
    assert {f"referral.{name}" for name in LOGIC} <= modules
    assert not {"streamlit", "plotly"} & modules


def test_pages_that_only_read_a_dataset_do_not_pay_for_checking_it() -> None:
    modules = imported("import referral.__main__, referral.state, referral.ranking, referral.reasons")
    assert not {"pandas", "frictionless"} & modules
