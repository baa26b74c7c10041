"""A day of the clinic's tablet: a thousand sessions in a row against one server, and what its memory does.

Run: python -m benchmarks.bench_kiosk [--sessions 1000]

A session opens the page with a muscle, in one of the languages, as a browser does over its web socket, waits until the
script has ended, goes on to two areas, and leaves. Printed: the server's memory (resident, MB) at every tenth of the
way; whether the end is within 10 % of what it was after the first hundred; and how many lines of errors the server has
logged.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.processes import memory_mb, server_process
from referral.data.load import load_dataset
from referral.words.languages import codes
from tools.browsing import serving

WARM_UP: Final = 100
MOST_GROWTH: Final = 0.10
TIMEOUT_S: Final = 60
MUSCLES: Final = ("infraspinatus", "upper_trapezius", "piriformis", "temporalis", "soleus")


async def run_script(socket: websockets.ClientConnection, query: str) -> None:
    """Ask for a run with an address, and wait for its end."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_script_hash = ""
    await socket.send(message.SerializeToString())
    while True:
        told = ForwardMsg()
        told.ParseFromString(await asyncio.wait_for(socket.recv(), TIMEOUT_S))
        if told.WhichOneof("type") == "script_finished":
            return


async def one_session(address: str, areas: tuple[str, str], muscle: str, language: str) -> None:
    """One person at the tablet."""
    async with websockets.connect(
        f"{address}/_stcore/stream",
        subprotocols=[websockets.Subprotocol("streamlit")],
        max_size=None,
        proxy=None,
    ) as socket:
        first = {"display": "kiosk", "muscle": muscle, "lang": language}
        await run_script(socket, urlencode(first))
        await run_script(socket, urlencode({**first, "area": areas}, doseq=True))


async def sessions(address: str, process: int, count: int) -> list[tuple[int, float]]:
    """Run them one after the other; returns (sessions so far, MB)."""
    areas = [area.area_id for area in load_dataset().areas]
    curve = []
    for number in range(1, count + 1):
        pair = (areas[number % len(areas)], areas[(7 * number + 3) % len(areas)])
        await one_session(address, pair, MUSCLES[number % len(MUSCLES)], codes()[number % len(codes())])
        if number == WARM_UP or number % max(1, count // 10) == 0:
            curve.append((number, memory_mb(process)))
            print(f"{number:6} sessions {curve[-1][1]:8.1f} MB", flush=True)
    return curve


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        # forgotten at once rather than after two minutes: the sessions of an hour would otherwise stand side by side
        environment = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}
        with serving(extra_environment=environment, log=log) as url:
            port = urlsplit(url).port
            assert port is not None
            curve = asyncio.run(sessions(url.replace("http", "ws", 1), server_process(port), options.sessions))
        errors = [line for line in log.read_text(encoding="utf-8").splitlines() if re.search("Error|Traceback", line)]
    warm = next((mb for number, mb in curve if number >= WARM_UP), curve[-1][1])
    growth = curve[-1][1] / warm - 1
    print(f"from session {WARM_UP} to the end: {growth:+.1%} ({'within' if growth <= MOST_GROWTH else 'beyond'} 10 %)")
    print(f"errors logged: {len(errors)}")
    for line in errors[:10]:
        print(f"  {line}")


if __name__ == "__main__":
    main()
