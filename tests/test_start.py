"""start.py, for people who have only Python: what it makes, when it installs, and what it says."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

import start

ROOT = Path(__file__).resolve().parent.parent


class Called:
    """Stands for subprocess.run: keeps each command, makes the environment, fails where it is told to."""

    def __init__(self, fails: str = "") -> None:
        self.commands: list[list[str]] = []
        self.fails = fails

    def __call__(self, command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        if command[1] == "-c":  # whether the Python there can be run
            return subprocess.CompletedProcess(command, 0 if Path(command[0]).is_file() else 1)
        self.commands.append(command)
        if command[2] == "venv":
            python = start.python_of(Path(command[-1]), os.name)
            python.parent.mkdir(parents=True)
            python.touch()
        return subprocess.CompletedProcess(command, int(command[2] == self.fails))

    def modules(self) -> list[str]:
        """Return what was run, by the name after -m."""
        return [command[2] for command in self.commands]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder with spaces and an accent in its name."""
    folder = tmp_path / "Clínica del Sur" / "pain explorer"
    folder.mkdir(parents=True)
    (folder / "requirements.lock").write_text("streamlit==1\n", encoding="utf-8")
    return folder


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> Called:
    called = Called()
    monkeypatch.setattr(subprocess, "run", called)
    return called


def test_the_first_start_makes_an_environment_beside_the_file_and_installs_into_it(
    project: Path, called: Called
) -> None:
    python = start.prepared(project)
    assert python.is_relative_to(project / ".venv")
    assert called.modules() == ["venv", "pip"]
    assert called.commands[1][0] == str(python)
    assert called.commands[1][-2:] == ["-r", str(project / "requirements.lock")]


def test_later_starts_install_only_what_has_changed(project: Path, called: Called) -> None:
    start.prepared(project)
    start.prepared(project)
    assert called.modules() == ["venv", "pip"]
    changed = project / "requirements.lock"
    changed.write_text("streamlit==2\n", encoding="utf-8")
    os.utime(changed, (0, 0))  # as old as an unpacked archive says
    start.prepared(project)
    start.prepared(project)
    assert called.modules() == ["venv", "pip", "pip"]


def test_an_interrupted_installation_is_taken_up_again(project: Path, called: Called) -> None:
    called.fails = "pip"
    with pytest.raises(start.StartError, match="internet"):
        start.prepared(project)
    called.fails = ""
    start.prepared(project)
    assert called.modules() == ["venv", "pip", "pip"]


def test_an_environment_that_cannot_be_made_is_told(project: Path, called: Called) -> None:
    called.fails = "venv"
    with pytest.raises(start.StartError, match=r"could not make the folder \.venv"):
        start.prepared(project)


def test_the_file_alone_without_the_project_is_told(tmp_path: Path, called: Called) -> None:
    with pytest.raises(start.StartError, match="Unpack the whole archive"):
        start.prepared(tmp_path)
    assert called.commands == []


def test_a_folder_that_holds_no_working_python_does_not_work(tmp_path: Path) -> None:
    assert not start.works(tmp_path / "python")
    broken = tmp_path / "broken"
    broken.write_text("", encoding="utf-8")
    assert not start.works(broken)
    assert start.works(Path(sys.executable))


def test_where_python_lies_on_each_system() -> None:
    there = PureWindowsPath("C:/Program Files/explorer/.venv")
    assert str(start.python_of(there, "nt")) == r"C:\Program Files\explorer\.venv\Scripts\python.exe"  # type: ignore[arg-type]
    assert start.python_of(Path("/a b/.venv"), "posix") == Path("/a b/.venv/bin/python")


def test_an_old_python_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], called: Called
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    assert start.main([]) == 1
    assert capsys.readouterr().err.startswith("The explorer needs Python 3.11 or newer; this is Python 3.9.")
    assert called.commands == []


def test_an_old_python_can_read_the_file() -> None:
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    assert f">={'.'.join(map(str, start.OLDEST))}" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_only_the_standard_library_and_nothing_that_windows_lacks() -> None:
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= sys.stdlib_module_names
    from_os = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os"
    }
    assert from_os <= {"name"}


@pytest.mark.long
def test_from_nothing_to_a_command_that_runs(tmp_path: Path) -> None:
    """A copy in a folder with spaces, an empty list of requirements: .venv is made, and `serve --help` answers."""
    folder = tmp_path / "pain explorer"
    folder.mkdir()
    shutil.copy(ROOT / "start.py", folder)
    shutil.copytree(ROOT / "referral", folder / "referral", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(folder / "start.py"), "--help"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert run.returncode == 0, run.stderr
    assert "--port N" in run.stdout
