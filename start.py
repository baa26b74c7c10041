"""Start the explorer where there is nothing but Python: `python start.py`, or on Windows a double click on this file.

Makes .venv beside this file, installs what requirements.lock lists whenever that list has changed, and serves
http://localhost:8501. What follows (`--port 8502`) goes to `python -m referral serve`. The first start needs the
internet and a few minutes; later ones need neither.

Nothing but the standard library, and nothing that only newer Pythons can read: an old one is to say that it is too old.
"""

import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent


class StartError(Exception):
    """Why the explorer cannot be started, in words for whoever tried."""


def main(arguments: "list[str]") -> int:
    """Prepare what is missing, then serve until Ctrl-C; return the exit code."""
    try:
        too_old(sys.version_info[:2])
        python = prepared(HERE)
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    return served(python, HERE, arguments)


def too_old(version: "tuple[int, ...]") -> None:
    """Raise StartError for a Python that the explorer does not run on."""
    if version < OLDEST:
        wanted, found = (".".join(map(str, numbers)) for numbers in (OLDEST, version))
        raise StartError(
            f"The explorer needs Python {wanted} or newer; this is Python {found}. "
            "Install a newer one from python.org, then start again."
        )


def prepared(folder: Path) -> Path:
    """Return the Python of the folder's .venv, made and filled if need be."""
    requirements, venv = folder / "requirements.lock", folder / ".venv"
    if not requirements.is_file():  # Windows opens a file of an archive alone
        raise StartError("start.py lies without the rest of the explorer. Unpack the whole archive, then start again.")
    wanted, python, stamp = requirements.read_bytes(), python_of(venv, os.name), venv / ".run"
    if not works(python):
        print("Preparing a place for what the explorer needs (.venv) ...", flush=True)
        run(
            [sys.executable, "-m", "venv", "--clear", str(venv)],
            "Python could not make the folder .venv. On Debian and Ubuntu install python3-venv; elsewhere look whether "
            f"you may write to {folder}.",
        )
    if not stamp.is_file() or stamp.read_bytes() != wanted:
        print("Installing what the explorer needs; this takes some minutes, once ...", flush=True)
        options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
        run(
            [str(python), "-m", "pip", "install", *options, "-r", str(requirements)],
            "Not everything could be installed. Look whether this machine reaches the internet, then start again.",
        )
        stamp.write_bytes(wanted)
    return python


def python_of(venv: Path, system: str) -> Path:
    """Return where an environment keeps its Python; `system` is os.name's word for the operating system."""
    return venv / "Scripts" / "python.exe" if system == "nt" else venv / "bin" / "python"


def works(python: Path) -> bool:
    """Can this Python be run, by the release that runs this file, with pip? Not if a folder was moved or half made."""
    program = "import pip, sys; sys.exit(sys.version_info[:2] != " + repr(tuple(sys.version_info[:2])) + ")"
    try:
        return subprocess.run([str(python), "-c", program], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def run(command: "list[str]", otherwise: str) -> None:
    """Run a command; raise StartError with the sentence `otherwise` when it fails."""
    if subprocess.run(command).returncode != 0:
        raise StartError(otherwise)


def served(python: Path, folder: Path, arguments: "list[str]") -> int:
    """Serve, and wait for the server's own end: it hears Ctrl-C as well and ends by itself."""
    server = subprocess.Popen([str(python), "-m", "referral", "serve", *arguments], cwd=str(folder))
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    code = main(sys.argv[1:])
    if code and os.name == "nt" and not sys.argv[1:] and sys.stdin.isatty():
        input("Press Enter to close this window.")
    sys.exit(code)
