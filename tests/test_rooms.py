"""The house holds: rooms know only the rooms below them, without circles, and the logic knows no screen."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE, LONGEST_PAGE = 300, 120
"""Lines: what is longer is two things."""


def imported(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has after `code`."""
    program = f"{code}\nimport sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_rooms_circles_and_edges_are_as_pyproject_says() -> None:
    # in a process of its own: it silences the loggers of the one that it runs in, which other tests listen to
    code = """from importlinter.cli import lint_imports
raise SystemExit(lint_imports(config_filename="pyproject.toml", no_cache=True))"""
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_modules_and_pages_stay_short() -> None:
    for folder in ("referral", "pages", "tools"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            most = LONGEST_PAGE if path.name == "page.py" else LONGEST_MODULE
            lines = len(path.read_text(encoding="utf-8").splitlines())
            assert lines <= most, f"{path.relative_to(ROOT)} has {lines} lines; what are the two things in it?"


def test_a_command_pays_for_no_screen() -> None:
    modules = imported(
        "import referral.__main__, referral.data.load as at; at.load_dataset('tests/fixtures/five_muscles')"
    )
    assert not {"streamlit", "plotly"} & modules


def test_a_message_pays_for_no_picture() -> None:
    modules = imported("import referral.words.languages")
    assert not {"numpy", "pandas", "plotly", "PIL"} & modules


def test_pages_that_only_read_a_dataset_do_not_pay_for_checking_it() -> None:
    modules = imported("import referral.__main__, referral.links.explorer, referral.sentences.reasons")
    assert not {"pandas", "frictionless"} & modules
