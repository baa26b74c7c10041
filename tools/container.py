"""The steps of deploy/Dockerfile on a machine without an engine.

    python -m tools.container [--port N]    does them in a folder that is thrown away, then serves until Ctrl-C

steps() -> list[Step]                       what the file says, in its order
building(folder)                            does them below a folder -> Container
running(container, port)                    context manager: its command, with no rights and nothing to write to

The file is read, so there is no second list of steps. What a step means here: FROM: this machine's Python is as new;
WORKDIR, COPY: below the folder; RUN: with a virtual environment there; USER: for the command, where we are root;
EXPOSE, HEALTHCHECK: the port and the question that tell when it serves.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from tools.browsing import REPOSITORY, START_TIMEOUT, stop

FILE: Final = REPOSITORY / "deploy" / "Dockerfile"
IGNORED: Final = REPOSITORY / "deploy" / "Dockerfile.dockerignore"
KNOWN: Final = ("FROM", "WORKDIR", "ENV", "COPY", "RUN", "USER", "EXPOSE", "HEALTHCHECK", "CMD")


@dataclass(frozen=True)
class Step:
    """One line of the file."""

    name: str
    words: str


@dataclass
class Container:
    """What the steps have made: its folder, whose copy of the project it serves, as whom and how."""

    folder: Path
    work: Path
    environment: dict[str, str] = field(default_factory=dict)
    user: int = 0
    port: str = ""
    health: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)


def steps() -> list[Step]:
    """Every step of the file; raises ValueError for one that is not known here."""
    found = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition(" ")
        if not line or line.startswith("#"):
            continue
        if name not in KNOWN:
            raise ValueError(f"{FILE.name}: nobody does {line!r} here")
        found.append(Step(name, words.strip()))
    return found


def building(folder: Path) -> Container:
    """Do what the file says below an empty folder. Raises CalledProcessError when a step fails."""
    made = Container(folder, folder)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    made.environment = {"PATH": f"{folder / 'venv' / 'bin'}:{os.environ['PATH']}"}
    for step in steps():
        _do(step, made)
    return made


def _do(step: Step, made: Container) -> None:
    if step.name == "FROM":
        _must_be_as_new(step.words)
    elif step.name == "WORKDIR":
        made.work = made.folder / step.words.lstrip("/")
        made.work.mkdir(parents=True)
    elif step.name == "ENV":
        made.environment |= dict(part.split("=", 1) for part in shlex.split(step.words))
    elif step.name == "COPY":
        source, target = step.words.split()
        _copy(REPOSITORY / source, made.work / target)
    elif step.name == "RUN":
        subprocess.run(["sh", "-c", step.words], cwd=made.work, env=_environment(made), check=True)
    elif step.name == "USER":
        made.user = int(step.words.partition(":")[0])
    elif step.name == "EXPOSE":
        made.port = step.words
    elif step.name == "HEALTHCHECK":
        made.health = json.loads(step.words.partition("CMD ")[2])
    else:
        made.command = json.loads(step.words)


def _must_be_as_new(image: str) -> None:
    """Whether this Python is the image's, or newer."""
    wanted = tuple(map(int, re.findall(r"\d+", image.partition(":")[2])))
    if sys.version_info[: len(wanted)] < wanted:
        raise ValueError(f"{image}: this is Python {sys.version.split()[0]}")


def _copy(source: Path, target: Path) -> None:
    """A file, or of the repository's folder what the list beside the Dockerfile lets in."""
    if source.is_file():
        shutil.copy(source, target)
        return
    for name in taken():
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source / name, target / name)


def taken() -> list[str]:
    """The files and folders of the repository that go into the container."""
    lines = [line for line in IGNORED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    if lines[0] != "*" or any(not line.startswith("!") and not fnmatch(line, "**/*") for line in lines[1:]):
        raise ValueError(f"{IGNORED.name}: a list that is not of this kind: nothing, then what is let in")
    return [line.removeprefix("!") for line in lines if line.startswith("!")]


def _environment(made: Container) -> dict[str, str]:
    """What a step finds; proxies and the like of this machine, which an engine passes on as well."""
    passed = {name: value for name, value in os.environ.items() if name.lower().endswith("proxy") or "PIP" in name}
    return {**passed, **made.environment}


@contextmanager
def running(made: Container, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Serve from the folder, in which nothing can be written any more, on another port than the container's own."""
    subprocess.run(["chmod", "-R", "a+rX,a-w", str(made.folder)], check=True)
    made.folder.chmod(0o755)
    command = [str(port) if word == made.port else word for word in made.command]
    health = [word.replace(f":{made.port}/", f":{port}/") for word in made.health]
    server = subprocess.Popen([*closed(made), *command], cwd=made.work, env=made.environment)
    try:
        end = time.monotonic() + START_TIMEOUT
        while subprocess.run(health, env=made.environment, capture_output=True, check=False).returncode:
            if time.monotonic() > end or server.poll() is not None:
                raise RuntimeError("the container's command does not answer its own question about health")
        yield server
    finally:
        stop(server)
        subprocess.run(["chmod", "-R", "u+w", str(made.folder)], check=True)


def closed(made: Container) -> list[str]:
    """What stands before a command, so that it runs as the container's user and has nothing but /tmp to write to: by
    bubblewrap; without it as root by another user's rights alone; else by ours, in a folder that is closed to us."""
    if shutil.which("bwrap"):
        folder, user = str(made.folder), str(made.user)
        seen = [
            "--ro-bind",
            "/",
            "/",
            "--proc",
            "/proc",
            "--dev",
            "/dev",
            "--tmpfs",
            "/tmp",
            "--ro-bind",
            folder,
            folder,
        ]
        return ["bwrap", "--die-with-parent", *seen, "--unshare-user", "--uid", user, "--gid", user, "--"]
    if os.geteuid() == 0 and shutil.which("setpriv"):
        return ["setpriv", f"--reuid={made.user}", f"--regid={made.user}", "--clear-groups", "--inh-caps=-all", "--"]
    return []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8501)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(building(Path(folder)), chosen.port) as server:
        print(f"Serves http://localhost:{chosen.port} from {folder}. Ctrl-C ends it.", flush=True)
        with suppress(KeyboardInterrupt):
            server.wait()


if __name__ == "__main__":
    main()
