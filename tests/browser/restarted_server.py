"""A server that is killed and started anew at the same address.

RestartedServer(base)    a context manager; `url` without a slash at its end; `kill()`, `start()`
"""

from __future__ import annotations

import os
import subprocess
import sys
from types import TracebackType

from tools.browsing import REPOSITORY, becomes_healthy, free_port


class RestartedServer:
    """server.py under a base path. Killed without a word, as a machine that loses its power."""

    def __init__(self, base: str = "") -> None:
        self.base = base
        self.port = free_port()
        self.url = f"http://localhost:{self.port}" + (f"/{base}" if base else "")
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> RestartedServer:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--server.baseUrlPath", self.base],
            cwd=REPOSITORY,
            env=dict(os.environ),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert becomes_healthy(self.url, self.process)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
