"""A slow line to a server: every byte comes late, and the line can be cut.

SlowLine(url)       a context manager; `url`: where to go instead; `late` (seconds, each way); `cut(seconds)`, `mend()`;
                    `answers_lost`: what the server says comes nowhere, as over a line that is dead and not yet cut;
                    `sockets=False`: as a firewall that lets no web socket through
"""

from __future__ import annotations

import queue
import socket
import threading
import time
from contextlib import suppress
from types import TracebackType
from urllib.parse import urlsplit

CHUNK = 65_536
UPGRADE = b"upgrade: websocket"
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class SlowLine:
    """Takes connections and hands on what comes, each way `late` seconds later, in order."""

    def __init__(self, url: str, late: float = 0.0, *, sockets: bool = True) -> None:
        self.late = late
        self.answers_lost = False
        self._sockets = sockets
        self._to = (urlsplit(url).hostname or "localhost", urlsplit(url).port or 80)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._door.getsockname()[1]}"
        self._open: set[socket.socket] = set()
        self._down_until = 0.0

    def __enter__(self) -> SlowLine:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._door.close()
        self._hang_up()

    def cut(self, seconds: float) -> None:
        """Hang up, and take no call for a while."""
        self._down_until = time.monotonic() + seconds
        self._hang_up()

    def mend(self) -> None:
        """Take calls again."""
        self._down_until = 0.0

    def _hang_up(self) -> None:
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _serve(self) -> None:
        while True:
            try:
                here, _ = self._door.accept()
            except OSError:
                return
            if time.monotonic() < self._down_until:
                here.close()
                continue
            there = socket.create_connection(self._to)
            for one in (here, there):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open |= {here, there}
            self._pump(here, there)
            self._pump(there, here, answers=True)

    def _pump(self, source: socket.socket, sink: socket.socket, *, answers: bool = False) -> None:
        on_the_way: queue.Queue[tuple[float, bytes]] = queue.Queue()
        threading.Thread(target=self._take, args=(source, on_the_way, answers), daemon=True).start()
        threading.Thread(target=self._give, args=(on_the_way, sink), daemon=True).start()

    def _take(self, source: socket.socket, on_the_way: queue.Queue[tuple[float, bytes]], answers: bool) -> None:
        while True:
            try:
                data = source.recv(CHUNK)
            except OSError:
                data = b""
            if not self._sockets and UPGRADE in data.lower():
                with suppress(OSError):
                    source.sendall(REFUSED)
                data = b""
            if data and answers and self.answers_lost:
                continue
            on_the_way.put((time.monotonic() + self.late, data))
            if not data:
                return

    def _give(self, on_the_way: queue.Queue[tuple[float, bytes]], sink: socket.socket) -> None:
        while True:
            due, data = on_the_way.get()
            time.sleep(max(0.0, due - time.monotonic()))
            with suppress(OSError):
                if data:
                    sink.sendall(data)
                    continue
                sink.shutdown(socket.SHUT_WR)
            self._open.discard(sink)
            return
