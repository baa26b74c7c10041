"""One server for all workers of a test run, and a note of every host that it tries to reach.

The first worker that needs the server starts it and stops it when nobody uses it any more; the others find its
address in the run's folder. The locks are the kernel's: a worker that dies lets go of its own.
"""

from __future__ import annotations

import fcntl
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools.browsing import serving


class NotingProxy:
    """Takes every connection, notes which host it was for, and hangs up. Nothing is passed on."""

    def __init__(self) -> None:
        self.hosts: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                first_line = connection.recv(1000).decode("latin-1").partition("\r\n")[0]
                self.hosts.append(first_line)

    def close(self) -> None:
        self._socket.close()


@contextmanager
def shared_server(folder: Path) -> Iterator[str]:
    """The address of the run's server; `folder` belongs to the run."""
    address, in_use, door = folder / "server_url", folder / "server_in_use", folder / "server_door"
    with ExitStack() as ours:
        with locked(door):
            if address.exists():
                url = address.read_text(encoding="utf-8")
                ours.enter_context(locked(in_use, shared=True))
            else:
                url = ours.enter_context(noted_server(folder / "server.log"))
                address.write_text(url, encoding="utf-8")
                ours.callback(close_when_unused, address, in_use, door)
        yield url


def close_when_unused(address: Path, in_use: Path, door: Path) -> None:
    """Wait until no other worker uses the server; from then on its address is not to be had."""
    with locked(door), locked(in_use):
        address.unlink()


@contextmanager
def noted_server(log: Path) -> Iterator[str]:
    """server.py, started as `make run` does. Fails at its end if it asked anything of another host, or met a fault:
    a page may have been drawn anew before a test saw it."""
    proxy = NotingProxy()
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), proxy.url)
    with serving(extra_environment={**proxies, "NO_PROXY": "localhost,127.0.0.1"}, log=log) as url:
        yield url
    proxy.close()
    assert proxy.hosts == []
    assert "Traceback" not in (told := log.read_text(encoding="utf-8")), told


@contextmanager
def locked(file: Path, *, shared: bool = False) -> Iterator[None]:
    """Wait for a lock and hold it."""
    with file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
